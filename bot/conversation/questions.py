"""The questions: which facts each settles, how it is answered, and which comes next."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.conversation.facts import ASKED, CONSENT, LABS_AT_HAND, ZIP_CODE, of_the_trial
from bot.screening.kinds import Amount, Choice, Choices, Date, Kind, Truth
from bot.screening.verdict import Verdict
from bot.trial.facts import FACTS
from bot.trial.screen import screen
from bot.values import Answers


class Input(StrEnum):
    """How a question is answered, for a page that shows it. Free text serves every question."""

    CHOICE = "choice"
    MULTICHOICE = "multichoice"
    DATE = "date"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. It is named after the first fact that it settles."""

    settles: tuple[str, ...]
    input: Input

    @property
    def name(self) -> str:
        """The name of the question, and of the fact that it asks first."""
        return self.settles[0]

    def open_facts(self, answers: Answers) -> tuple[str, ...]:
        """The facts that it settles and that have no answer yet, its own always among them."""
        return (self.name, *(fact for fact in self.settles[1:] if fact not in answers))


DRUG_CLASSES = ("had_proteasome_inhibitor", "had_immunomodulatory_agent", "had_anti_cd38")
VIRUSES = ("hiv", "hepatitis_b", "hepatitis_c")

LABORATORY_QUESTIONS = (
    "anc_per_mm3",
    "platelets_per_mm3",
    "creatinine_mg_dl",
    "bilirubin_x_uln",
    "ast_alt_x_uln",
    "recent_growth_factor_or_transfusion",
)


def _input(kind: Kind) -> Input:
    match kind:
        case Choice() | Truth():
            return Input.CHOICE
        case Choices():
            return Input.MULTICHOICE
        case Date():
            return Input.DATE
        case Amount():
            return Input.NUMBER
        case _:
            return Input.TEXT


QUESTIONS: Mapping[str, Question] = {
    **{name: Question((name,), _input(fact.kind)) for name, fact in ASKED.items()},
    # Grades are asked in words, one for each.
    "ecog": Question(("ecog",), Input.CHOICE),
    DRUG_CLASSES[0]: Question(DRUG_CLASSES, Input.MULTICHOICE),
    VIRUSES[0]: Question(VIRUSES, Input.CHOICE),
    # Either value tells how the kidneys work, and papers show one or the other.
    "creatinine_mg_dl": Question(("creatinine_mg_dl", "creatinine_clearance_ml_min"), Input.NUMBER),
}


def next_question(answers: Answers, as_of: date, going_on: bool = False) -> Question | None:
    """The question to ask now, or None when the interview is over.

    First consent, then what the criteria need, then, if the screen is not ended by a `not_met`, laboratory
    values for those who have them at hand, and the place from which sites are near. `going_on`: the person
    answers the rest for the record although the outcome is settled.
    """
    decisions = screen(of_the_trial(answers), as_of).decisions.values()
    lacking = {decision.lacks for decision in decisions if decision.lacks is not None}
    failing = any(decision.verdict is Verdict.NOT_MET for decision in decisions)
    return question_after(lacking, failing, answers, going_on)


def question_after(
    lacking: Collection[str], failing: bool, answers: Answers, going_on: bool = False
) -> Question | None:
    """As `next_question`, where it is known which facts the criteria lack and whether any criterion is failing."""
    if answers.get(CONSENT) is not True:
        return None if CONSENT in answers else QUESTIONS[CONSENT]
    if lacking and (going_on or not failing):
        return QUESTIONS[next(fact for fact in FACTS if fact in lacking)]
    if failing:
        return None
    return next((QUESTIONS[name] for name in _closing(answers) if name not in answers), None)


def _closing(answers: Answers) -> tuple[str, ...]:
    if answers.get(LABS_AT_HAND) is True:
        return (*(name for name in LABORATORY_QUESTIONS if not _settled(name, answers)), ZIP_CODE)
    return (LABS_AT_HAND, ZIP_CODE)


def _settled(name: str, answers: Answers) -> bool:
    return any(fact in answers for fact in QUESTIONS[name].settles)
