"""The few things that somebody who wants to be called back is asked."""

from collections.abc import Mapping

from bot.language.phone import read_phone
from bot.language.plain import plain_text
from bot.language.uncertainty import read_uncertain
from bot.language.yes_no import read_yes_no
from bot.values import UNKNOWN

CONSENT = "callback_consent"
NAME = "callback_name"
PHONE = "callback_phone"
ANEW = "callback_anew"
TIME = "callback_time"

ASKED = (CONSENT, NAME, PHONE, ANEW, TIME)
"""What is asked, in order."""

BARRED = "callback_barred"
"""Whether somebody asked before that the number must not be called; only then `ANEW` is asked."""

LONGEST = {NAME: 80, PHONE: 80, TIME: 100}
"""The most letters that an answer is kept with."""

ANY_TIME = "any time"


def next_asked(known: Mapping[str, object]) -> str | None:
    """What to ask next; None when all is known, or the person does not want to be called."""
    if known.get(CONSENT) is False or known.get(ANEW) is False:
        return None
    asked = (name for name in ASKED if name != ANEW or known.get(BARRED))
    return next((name for name in asked if known.get(name) is None), None)


def read_contact(asked: str, text: str) -> str | bool | None:
    """The answer to one of the questions, or None when it was not understood.

    The telephone number is kept in the person's words here, if it can be called; `read_phone` gives its form.
    """
    match asked:
        case "callback_consent" | "callback_anew":
            reading = read_yes_no(text)
            return reading.value if reading and reading.value is not UNKNOWN else None
        case "callback_phone":
            return text.strip() if read_phone(text) and len(text) <= LONGEST[PHONE] else None
        case "callback_time":
            return ANY_TIME if read_uncertain(text) else _short(text, LONGEST[TIME])
    return _short(text, LONGEST[NAME]) if _is_a_name(text) else None


def _is_a_name(text: str) -> bool:
    letters = sum(letter.isalpha() for letter in text)
    return (
        letters > 1
        and not text.rstrip().endswith("?")
        and not text.startswith("/")
        and not read_uncertain(text)
    )


def _short(text: str, longest: int) -> str | None:
    said = " ".join(text.split())
    return said if plain_text(said).text and len(said) <= longest and not said.startswith("/") else None
