"""Which passwords are taken, as NIST SP 800-63B (section 5.1.1.2) asks.

Length counts and composition does not: no digits or signs are demanded, blanks are welcome, nothing expires. What a
program guesses early is refused: the commonest passwords, words and names in a row, repetitions, keyboard runs, dates,
and what is known of the person. `zxcvbn` knows those (30,000 passwords, 60,000 words and names), and estimates how many
guesses a password takes; fewer than a hundred million are too few.
"""

import re
import threading
import unicodedata
from enum import StrEnum

SHORTEST = 12
LONGEST = 256
FEWEST_GUESSES = 10**8
LOOKED_AT = 72
"""What zxcvbn looks at; a longer password is only safer."""
KNOWN_WORDS = ("aftercart", "myeloma", "hotline", "console")

_one_at_a_time = threading.Lock()


class PasswordProblem(StrEnum):
    """Why a password is not taken."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    OWN_EMAIL = "own_email"
    GUESSABLE = "guessable"


def problem_with(password: str, email: str, name: str) -> PasswordProblem | None:
    """What is wrong with a password for this person; None if nothing is."""
    plain = unicodedata.normalize("NFKC", password)
    if len(plain) < SHORTEST:
        return PasswordProblem.TOO_SHORT
    if len(plain) > LONGEST:
        return PasswordProblem.TOO_LONG
    if email.lower() in plain.lower():
        return PasswordProblem.OWN_EMAIL
    # The library keeps what is known of a person where all threads see it.
    with _one_at_a_time:
        # Its lists take 10 MB; they are needed when somebody chooses a password, and that is seldom.
        from zxcvbn import zxcvbn

        guesses = zxcvbn(plain[:LOOKED_AT], user_inputs=_words_known_of(email, name))["guesses"]
    return PasswordProblem.GUESSABLE if guesses < FEWEST_GUESSES else None


def _words_known_of(email: str, name: str) -> list[str]:
    parts = (email.partition("@")[0], email.partition("@")[2], name)
    words = [re.split(r"[\W_]+", part.lower()) for part in parts]
    joined = ["".join(each) for each in words]
    return [*KNOWN_WORDS, *joined, *(word for each in words for word in each if len(word) > 2)]
