"""Sample staff, one of each role and two agents more, whose passwords are made anew for each set of sample data."""

import json
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import pyotp

from bot.callcenter.passwords import Passwords
from bot.callcenter.second_step import SECONDS, new_secret
from bot.store import Records, Role, StaffRecord

SAMPLE_STAFF = (
    ("agent", "Sample Agent", Role.AGENT),
    ("agent2", "Second Sample Agent", Role.AGENT),
    ("agent3", "Third Sample Agent", Role.AGENT),
    ("supervisor", "Sample Supervisor", Role.SUPERVISOR),
    ("administrator", "Sample Administrator", Role.ADMINISTRATOR),
)
PASSWORD_BYTES = 12


@dataclass(frozen=True, slots=True)
class Account:
    """How to sign in as somebody of the sample staff; `secret` makes the codes of the second step."""

    email: str
    role: str
    password: str
    secret: str

    def code(self, at: datetime) -> str:
        """The code of the second step at a time."""
        return pyotp.TOTP(self.secret, interval=SECONDS).at(at)


def add_sample_staff(records: Records, at: datetime) -> Iterator[tuple[StaffRecord, Account]]:
    """Add them, each with a password and a second step."""
    passwords = Passwords()
    for name, called, role in SAMPLE_STAFF:
        password, secret = secrets.token_urlsafe(PASSWORD_BYTES), new_secret()
        account = Account(f"{name}@sample.example", role.value, password, secret)
        staff = records.add_staff(account.email, called, role, at)
        records.set_password(staff.id, passwords.hash(account.password))
        records.set_second_step(staff.id, account.secret, 0, (), "")
        yield staff, account


def keep_accounts(path: Path, accounts: list[Account]) -> None:
    """Keep how to sign in, for this user alone."""
    path.touch(mode=0o600)
    path.write_text(json.dumps([asdict(each) for each in accounts]), encoding="utf-8")


def kept_accounts(path: Path) -> list[Account]:
    """How to sign in, as it was kept."""
    return [Account(**each) for each in json.loads(path.read_text(encoding="utf-8"))]
