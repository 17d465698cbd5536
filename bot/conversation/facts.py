"""All that the interview asks: the trial's facts, and what only the conversation needs."""

from dataclasses import dataclass
from datetime import date

from bot.screening.errors import ImpossibleAnswer, shown
from bot.screening.fact import Fact
from bot.screening.forms import Json
from bot.screening.kinds import Truth
from bot.trial.facts import FACTS
from bot.values import Answers, Value


@dataclass(frozen=True, slots=True)
class Words:
    """A short text in the person's own words."""

    longest: int = 100

    def read(self, raw: Json) -> str:
        """The text, if it is one."""
        if not isinstance(raw, str):
            raise ImpossibleAnswer("a text", shown(raw))
        return raw

    def check(self, value: Value, as_of: date) -> None:
        """Refuse a blank or a very long text."""
        if not value.strip() or len(value) > self.longest:
            raise ImpossibleAnswer(f"a text of at most {self.longest} letters", shown(value))

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
