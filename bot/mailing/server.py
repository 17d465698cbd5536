"""Which mail server is used, and how its line is protected."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

PORTS = {"smtp": 587, "smtps": 465}


class BadMailServer(ValueError):
    """The address of the mail server is none. The message does not repeat it: it may hold a password."""

    def __init__(self) -> None:
        super().__init__(
            "AFTERCART_SMTP_URL must be smtp://USER:PASSWORD@HOST:PORT or smtps://USER:PASSWORD@HOST:PORT."
        )


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server. With `tls_at_once` the line is encrypted from the first byte, else with STARTTLS.

    `must_encrypt`: without encryption it gets nothing.
    """

    host: str
    port: int
    tls_at_once: bool
    must_encrypt: bool
    user: str = ""
    password: str = ""


def mail_server(url: str) -> MailServer:
    """The server of `smtp://` (STARTTLS) or `smtps://`; on this machine itself the line need not be encrypted.

    `?starttls=no` gives up encryption, for a server that is reached over a line that is protected otherwise. Raises
    BadMailServer.
    """
    parts = urlsplit(url)
    try:
        port = parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError):
        raise BadMailServer from None
    if not parts.hostname:
        raise BadMailServer
    return MailServer(
        host=parts.hostname,
        port=port,
        tls_at_once=parts.scheme == "smtps",
        must_encrypt=not (_is_this_machine(parts.hostname) or _gives_up(parts)),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _gives_up(parts: SplitResult) -> bool:
    return parse_qs(parts.query).get("starttls") == ["no"]


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
