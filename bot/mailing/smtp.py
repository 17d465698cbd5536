"""Giving one mail to a mail server (RFC 5321), and saying for sure whether it went, where that can be said."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from bot.mailing.server import MailServer

START_OF_DATA = 354
TRANSIENT = range(400, 500)
CLOSING = 421


@dataclass(frozen=True, slots=True)
class Sent:
    """The server took it."""


@dataclass(frozen=True, slots=True)
class NotSent:
    """The server surely did not take it; `again`: it may do so later. `problem` is one word for what was in the way."""

    problem: str
    again: bool


@dataclass(frozen=True, slots=True)
class Unsure:
    """The line broke after the last byte and before the server's answer: nobody can know."""

    problem: str = "broken_off"


Handed = Sent | NotSent | Unsure


class _Refused(Exception):
    def __init__(self, code: int) -> None:
        self.code = code


class _NoEncryption(Exception):
    pass


def hand_to_server(server: MailServer, message: EmailMessage, seconds: float) -> Handed:
    """Gives the message to the server. `seconds` is how long each answer of the server may take. Never raises."""
    try:
        with _connected(server, seconds) as line:
            _envelope(line, message)
            line.send(_as_sent(message))
            return _answer(line)
    except _Refused as refused:
        return NotSent("busy" if refused.code in TRANSIENT else "refused", refused.code in TRANSIENT)
    except smtplib.SMTPAuthenticationError:
        return NotSent("sign_in", again=True)
    except (_NoEncryption, ssl.SSLError, smtplib.SMTPNotSupportedError):
        return NotSent("no_encryption", again=True)
    except (OSError, smtplib.SMTPException):
        return NotSent("no_server", again=True)


@contextmanager
def _connected(server: MailServer, seconds: float) -> Iterator[smtplib.SMTP]:
    line = _open(server, seconds)
    try:
        if not server.tls_at_once:
            _encrypt(line, server)
        if server.user:
            line.login(server.user, server.password)
        yield line
    finally:
        line.close()


def _open(server: MailServer, seconds: float) -> smtplib.SMTP:
    if server.tls_at_once:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=seconds, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=seconds)


def _encrypt(line: smtplib.SMTP, server: MailServer) -> None:
    line.ehlo()
    if line.has_extn("starttls"):
        line.starttls(context=ssl.create_default_context())
        line.ehlo()
    elif server.must_encrypt:
        raise _NoEncryption


def _envelope(line: smtplib.SMTP, message: EmailMessage) -> None:
    line.ehlo_or_helo_if_needed()
    _accepted(line.mail(message["From"].addresses[0].addr_spec))
    _accepted(line.rcpt(message["To"].addresses[0].addr_spec))
    code, _ = line.docmd("DATA")
    if code != START_OF_DATA:
        raise _Refused(code)


def _accepted(reply: tuple[int, bytes]) -> None:
    code, _ = reply
    if code not in (250, 251):
        raise _Refused(code)


def _as_sent(message: EmailMessage) -> bytes:
    return smtplib.quotedata(message.as_string(policy=SMTP)).encode("ascii") + b".\r\n"


def _answer(line: smtplib.SMTP) -> Handed:
    """What the server says after the last byte: from here on, silence is no refusal."""
    try:
        code, _ = line.getreply()
    except (OSError, smtplib.SMTPException):
        return Unsure()
    if code == 250:
        return Sent()
    if code == CLOSING:
        return NotSent("busy", again=True)
    return NotSent("busy" if code in TRANSIENT else "refused", code in TRANSIENT)
