"""The console's tests: its people, a browser of theirs, and a clock that can be put forward."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
from before_the_door import AMPLE, OWN, SCREEN_DAY
from fastapi import FastAPI
from ready_records import ready
from starlette.testclient import TestClient

from bot.app import App
from bot.gateway.door import Door
from bot.settings import Settings
from bot.store import Role, StaffRecord, open_records

PASSWORD = "plain sailing in 7 boats"
NAMES = {
    Role.AGENT: "Sample Agent",
    Role.SUPERVISOR: "Sample Supervisor",
    Role.ADMINISTRATOR: "Sample Administrator",
}


@dataclass
class Clock:
    """How far ahead of the real time it is."""

    ahead: timedelta = timedelta(0)

    def put_forward(self, **time: float) -> None:
        """Let time pass."""
        self.ahead += timedelta(**time)


@dataclass(frozen=True)
class ClockedApp(App):
    """The application, for which time passes when a test says so."""

    clock: Clock = field(default_factory=Clock)

    def now(self) -> datetime:
        """The time on the clock."""
        return datetime.now(UTC) + self.clock.ahead


def new_app(home: Any, rasa_port: int, **settings: Any) -> ClockedApp:
    """An application with a home of its own, and no limits on how often."""
    told = {
        "home": home,
        "rasa_port": rasa_port,
        "actions_port": rasa_port,
        "as_of": SCREEN_DAY,
        "reply_seconds": 20,
        **{f"rate_{deed}": AMPLE for deed in ("messages", "requests", "sessions", "resume", "sign_in")},
    }
    made = Settings(**{**told, **settings})
    return ClockedApp(made, open_records(ready(made.records), made.cipher))


def person(app: App, role: Role | str, email: str | None = None) -> StaffRecord:
    """Somebody of the staff, whose codes are set up; the same one for the same e-mail."""
    role = Role(role)
    address = email or f"{role}@hotline.example"
    known = app.records.staff_of_email(address)
    if known is not None:
        return known.staff
    added = app.records.add_staff(address, NAMES[role], role, app.now())
    app.records.set_second_step(added.id, pyotp.random_base32(), 0, (), "")
    return app.records.staff(added.id)


def signed_in_cookie(door: Door, staff: StaffRecord) -> tuple[str, str]:
    """Name and value of the cookie of a browser in which a person just signed in."""
    value = door.desk.new()
    door.records.open_staff_session(staff.id, door.desk.session(value), door.app.now(), code_due=False)
    return door.desk.cookie_name, value


class Browser(TestClient):
    """A browser without a window; it follows no redirects by itself."""

    def __init__(self, gateway: FastAPI) -> None:
        super().__init__(gateway, base_url=OWN, headers={"Origin": OWN}, follow_redirects=False)
        self.door: Door = gateway.state.door

    def sign_in_as(self, staff: StaffRecord) -> "Browser":
        """Be somebody, without the pages of signing in."""
        self.cookies.set(*signed_in_cookie(self.door, staff))
        return self

    @property
    def csrf_token(self) -> str:
        """What this browser's forms carry."""
        return self.door.desk.csrf_token(self.cookies[self.door.desk.cookie_name])

    def submit(self, path: str, **fields: str) -> Any:
        """Send a form as the console's own page would."""
        return self.post(path, data={"csrf_token": self.csrf_token, **fields})


def words_of(page: Any) -> str:
    """What a page shows, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())
