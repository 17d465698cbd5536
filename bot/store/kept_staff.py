"""Who works at the console, as plain values: this is all that the other rooms see of them.

Times are aware datetimes and come back in UTC.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

StaffId = NewType("StaffId", UUID)


class Role(StrEnum):
    """What somebody is there for; what it permits stands in `bot.callcenter.rights`."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class StaffRecord:
    """One person. `email` is in small letters; one who is not `active` can no longer sign in.

    `locked_until` is when the next attempt to sign in is looked at, after too many that failed.
    """

    id: StaffId
    email: str
    name: str
    role: Role
    active: bool
    has_password: bool
    has_second_step: bool
    created_at: datetime
    locked_until: datetime | None


@dataclass(frozen=True, slots=True)
class StaffSecrets:
    """What somebody proves who they are with: the hash of the password, and the secret of the codes (TOTP)."""

    staff: StaffRecord
    password_hash: str | None
    totp_secret: str | None


@dataclass(frozen=True, slots=True)
class StaffSession:
    """A browser in which somebody signed in; `digest` stands for what its cookie holds.

    While `code_due`, only the password was right. `seen_at` is the last sign of life, `proved_at` when the person
    last gave a password or a code. `by_provider`: an OpenID provider vouched for them with more than a password.
    """

    digest: str
    staff: StaffRecord
    code_due: bool
    by_provider: bool
    started_at: datetime
    seen_at: datetime
    proved_at: datetime
