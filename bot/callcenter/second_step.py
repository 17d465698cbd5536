"""The second step of signing in: codes of an app on one's phone (TOTP, RFC 6238), and codes on paper in its place."""

import hmac
import re
import secrets
from datetime import datetime

import pyotp
import segno

ISSUER = "AfterCART"
SECONDS = 30
TOLERATED_STEPS = (0, -1, 1)
"""A phone's clock may be half a minute off (RFC 6238, section 5.2)."""
RECOVERY_CODES = 10
RECOVERY_SIGNS = "3479acdefhjkmnprtuvwxy"
"""What is clear on paper: no 0 o, 1 i l, 2 z, 5 s, 6 b g 8 q."""
RECOVERY_GROUPS = 3
GROUP_SIGNS = 4

_CODE = re.compile(r"\d{6}")


def new_secret() -> str:
    """A secret that an app and the console share."""
    return pyotp.random_base32()


def address_for_app(secret: str, email: str) -> str:
    """What an app reads from the picture."""
    return pyotp.TOTP(secret, interval=SECONDS).provisioning_uri(name=email, issuer_name=ISSUER)


def picture_for_app(secret: str, email: str) -> str:
    """The same as a QR code: an SVG image in a data URL."""
    return segno.make(address_for_app(secret, email), error="m").svg_data_uri(
        scale=4, border=2, light="white"
    )


def spoken_secret(secret: str) -> str:
    """The secret in groups of four, to be typed into an app by hand."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def plain_code(typed: str) -> str:
    """A code as somebody typed it, without blanks and hyphens, in small letters."""
    return re.sub(r"[\s-]", "", typed).lower()


def looks_like_app_code(typed: str) -> bool:
    """Whether this is six digits."""
    return _CODE.fullmatch(plain_code(typed)) is not None


def step_of_code(secret: str, typed: str, at: datetime) -> int | None:
    """The time step whose code this is, among those that may be meant at that time; None if it is none of them."""
    code = plain_code(typed)
    if not _CODE.fullmatch(code):
        return None
    made = pyotp.TOTP(secret, interval=SECONDS)
    now = int(at.timestamp()) // SECONDS
    steps = (now + offset for offset in TOLERATED_STEPS)
    return next((step for step in steps if hmac.compare_digest(made.generate_otp(step), code)), None)


def new_recovery_codes() -> tuple[str, ...]:
    """Codes for the day on which the phone is lost, such as "k7mq-3xwt-9rhy"; each serves once."""
    return tuple("-".join(_group() for _ in range(RECOVERY_GROUPS)) for _ in range(RECOVERY_CODES))


def _group() -> str:
    return "".join(secrets.choice(RECOVERY_SIGNS) for _ in range(GROUP_SIGNS))
