"""Medicines that change how iberdomide works."""

from datetime import date
from functools import lru_cache

from bot.screening.criterion import criterion
from bot.screening.deciding import still_open
from bot.screening.verdict import Decision, Verdict
from bot.trial.medicines import strong_cyp3a4
from bot.values import Answers

# A name is sought among many, in many spellings, and a person's medicines are looked at after each answer.
_strength_of = lru_cache(maxsize=2**12)(strong_cyp3a4)


@criterion(
    reads=("medications",),
    quote="patients who take strong CYP3A4 inducers or inhibitors may enroll after switching to a "
    "different agent and after an appropriate washout period for that particular medication",
)
def no_strong_cyp3a4(answers: Answers, as_of: date) -> Decision:
    """No strong CYP3A4 inhibitor or inducer; one that is found is named to the team.

    It never fails: the page lets a patient switch, and nobody should stop a medicine on a chatbot's word.
    """
    if undecided := still_open(answers, "medications"):
        return undecided
    if not answers["medications"]:
        return Decision(Verdict.MET, "no_medicines")
    strong = [name for name in answers["medications"] if _strength_of(name)]
    if strong:
        return Decision(Verdict.TEAM_REVIEW, details={"medicines": ", ".join(strong)})
    return Decision(Verdict.MET)
