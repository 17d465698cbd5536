"""How a mail server of the tests behaves, and its certificate."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAYS = timedelta(days=2)


@dataclass
class Behavior:
    """What the server answers to a sender, a receiver and the data; `taken` are the mails that it took.

    `hangs_up_after_data`: it takes the last byte and breaks the line. `silent`: it takes it and says nothing.
    """

    sender: str = "250 OK"
    receiver: str = "250 OK"
    data: str = "250 OK"
    hangs_up_after_data: bool = False
    silent: bool = False
    taken: list[EmailMessage] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.sender.startswith("250"):
            envelope.mail_from = address
        return self.sender

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.receiver.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.receiver

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.data.startswith("250"):
            self.taken.append(message_from_bytes(envelope.content, policy=default))
            self.encrypted.append(session.ssl is not None)
        if self.silent:
            await asyncio.sleep(60)
        if self.hangs_up_after_data:
            server.transport.abort()
        return self.data


def certificate(folder: Path) -> tuple[Path, Path]:
    """The files of a new certificate for localhost, and of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - DAYS)
        .not_valid_after(now + DAYS)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return paths
