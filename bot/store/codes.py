"""Reference codes such as "KTMR-4736": a person says one on the phone, and the screening is found again.

The alphabet holds what is clear both on paper and on the phone, whose line cuts the high tones that tell
consonants apart:

* No 0 O Q D, 1 I L, 2 Z, 5 S, 8 B, 6 G, U V, as they look alike.
* Of the letters that rhyme only one of each group: T (B C D E G P T V Z), K (A J K), M (M N). Neither F nor S,
  which a telephone cannot part, and neither 5 (like 9) nor 8 (like A and H).
* 6 stays, since G is out, and 3 beside T, since letters and digits have places of their own.
* No neighbours alike: "double K" and "four four four" are lost in copying.

Without vowels and without F, few words and none that offends can arise. There are 878,080 codes: with a
thousand in use a guess hits one of them once in 900 times, so whoever looks codes up limits the attempts and asks
for a second thing that only the person knows.
"""

import re
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.errors import NoFreeCode
from bot.store.kept import ScreeningId
from bot.store.tables import ReferenceCode, Screening

LETTERS = "HKMRTWXY"
DIGITS = "34679"
PLACES = (LETTERS,) * 4 + (DIGITS,) * 4
HYPHEN_AFTER = 4
DRAWS = 100
"""So many draws in a row that all hit a code already given mean that the codes are used up."""

Choose = Callable[[Sequence[str]], str]
"""Picks one of several at random."""

_NOT_IN_A_CODE = re.compile(r"[^A-Z0-9]")


def draw(choose: Choose = secrets.choice) -> str:
    """A code at random."""
    code = ""
    for alphabet in PLACES:
        code += choose([sign for sign in alphabet if not code.endswith(sign)])
    return code


def spoken(code: str) -> str:
    """The code as it is shown: "KTMR-4736"."""
    return f"{code[:HYPHEN_AFTER]}-{code[HYPHEN_AFTER:]}"


def as_kept(typed: str) -> str:
    """A code as somebody typed it, in the form in which it is kept: case, blanks and hyphens do not count."""
    return _NOT_IN_A_CODE.sub("", typed.upper())


def valid_of(session: Session, screening: ScreeningId, at: datetime) -> ReferenceCode | None:
    """The code of a screening that has not expired."""
    return session.scalars(
        select(ReferenceCode)
        .where(ReferenceCode.screening_id == screening, ReferenceCode.expires_at > at)
        .order_by(ReferenceCode.expires_at.desc())
        .limit(1)
    ).first()


def add(
    session: Session, screening: ScreeningId, at: datetime, lifetime: timedelta, choose: Choose
) -> ReferenceCode:
    """Gives a screening a code that no other has, nor had: an old note must not lead to somebody else.

    Raises NoFreeCode.
    """
    for _ in range(DRAWS):
        code = draw(choose)
        if session.get(ReferenceCode, code) is None:
            row = ReferenceCode(code=code, screening_id=screening, created_at=at, expires_at=at + lifetime)
            session.add(row)
            return row
    raise NoFreeCode


def screening_of(session: Session, typed: str, at: datetime) -> Screening | None:
    """The screening that a code, as somebody typed it, leads to before it expires."""
    return session.scalars(
        select(Screening)
        .join(ReferenceCode, ReferenceCode.screening_id == Screening.id)
        .where(ReferenceCode.code == as_kept(typed), ReferenceCode.expires_at > at)
    ).one_or_none()
