"""All that the interview asks: the trial's facts, and what only the conversation needs."""

from dataclasses import dataclass
from datetime import date

from bot.screening.errors import must_be, shown
from bot.screening.fact import Fact
from bot.screening.forms import Json
from bot.screening.kinds import Truth
from bot.trial.facts import FACTS
from bot.values import Answers


@dataclass(frozen=True, slots=True)
class Words:
    """A short text in the person's own words."""

    longest: int = 100

    def read(self, raw: Json, as_of: date) -> str:
        """The text. Raises ImpossibleAnswer if it is none, is blank or very long."""
        if not isinstance(raw, str) or not raw.strip() or len(raw) > self.longest:
            raise must_be(f"a text of at most {self.longest} letters", shown(raw))
        return raw

    def write(self, value: str) -> str:
        """The text itself."""
        return value


CONSENT = "consent"
LABS_AT_HAND = "labs_at_hand"
ZIP_CODE = "zip_code"

ASKED: dict[str, Fact] = {
    CONSENT: Fact(CONSENT, Truth()),
    **FACTS,
    LABS_AT_HAND: Fact(LABS_AT_HAND, Truth()),
    ZIP_CODE: Fact(ZIP_CODE, Words()),
}
"""Everything that is asked, by name."""


def of_the_trial(answers: Answers) -> Answers:
    """The answers that the trial's criteria may see."""
    return {name: value for name, value in answers.items() if name in FACTS}
