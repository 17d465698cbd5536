"""A real mail server on this machine, which does what a test tells it to."""

import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from a_mail_server import Behavior, certificate
from aiosmtpd.controller import Controller
from free_ports import free_port

from bot.mailing.server import MailServer

StartServer = Callable[..., tuple[MailServer, Behavior]]


@pytest.fixture(scope="session")
def certificate_files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for localhost, and its key."""
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def trusted(certificate_files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine trusts the certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate_files[0]))


@pytest.fixture
def start_server(certificate_files: tuple[Path, Path]) -> Iterator[StartServer]:
    """Starts a mail server; `starttls`: it offers encryption. Returns how it is reached, and how it behaves."""
    running: list[Controller] = []

    def start(
        *, starttls: bool = False, must_encrypt: bool = False, **behaves
    ) -> tuple[MailServer, Behavior]:
        behavior = Behavior(**behaves)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate_files)
        options = {"tls_context": context, "require_starttls": must_encrypt} if starttls else {}
        running.append(Controller(behavior, hostname="127.0.0.1", port=free_port(), **options))
        running[-1].start()
        return MailServer("localhost", running[-1].port, False, must_encrypt), behavior

    yield start
    for each in running:
        each.stop()
