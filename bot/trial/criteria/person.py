"""Age, performance status, and how the person has come through the CAR-T."""

from datetime import date

from bot.screening.criterion import criterion
from bot.screening.deciding import by_answer, by_number
from bot.screening.verdict import Decision, Verdict
from bot.values import Answers

LEAST_AGE_YEARS = 18
HIGHEST_ECOG = 2


@criterion(reads=("age",), quote="Age ≥ 18 years")
def age(answers: Answers, as_of: date) -> Decision:
    """18 years or more."""
    return by_number(
        answers, "age", lambda years: Verdict.MET if years >= LEAST_AGE_YEARS else Verdict.NOT_MET
    )


@criterion(reads=("ecog",), quote="Eastern Cooperative Oncology Group (ECOG) performance status ≤ 2")
def performance_status(answers: Answers, as_of: date) -> Decision:
    """ECOG 0, 1 or 2."""
    return by_number(answers, "ecog", lambda ecog: Verdict.MET if ecog <= HIGHEST_ECOG else Verdict.NOT_MET)


@criterion(
    reads=("car_t_side_effects",),
    quote="Adverse events related to ide-cel are required to have resolved to grade =< 1 except "
    "fatigue, alopecia, and other events that are unlikely to interfere with study assessments or "
    "pose a safety risk to participants",
)
def side_effects_resolved(answers: Answers, as_of: date) -> Decision:
    """Side effects of the CAR-T are gone or mild, fatigue and hair loss apart.

    The page excepts other harmless ones too, so moderate or severe ones are for the team to judge.
    """
    return by_answer(
        answers,
        "car_t_side_effects",
        {
            "none_or_mild": Verdict.MET,
            "only_fatigue_or_hair_loss": Verdict.MET,
            "moderate_or_severe": Verdict.TEAM_REVIEW,
        },
    )
