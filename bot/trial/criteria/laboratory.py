"""Blood counts, kidney and liver: what the study team measures, and a person may have at hand."""

from collections.abc import Callable
from datetime import date

from bot.screening.criterion import criterion
from bot.screening.deciding import over_interval
from bot.screening.verdict import Decision, Verdict
from bot.trial.criteria.kidney import clearance_by_mdrd
from bot.values import UNKNOWN, Answers

LEAST_ANC_PER_MM3 = 1500
LEAST_PLATELETS_PER_MM3 = 75_000
LEAST_CLEARANCE_ML_MIN = 30
# 30 / 1.212: a laboratory that still multiplies by the old race factor, 1.212, could report 30 here.
LEAST_CLEARANCE_IN_DOUBT_ML_MIN = 24.75
MOST_BILIRUBIN_X_ULN = 1.5
MOST_AST_ALT_X_ULN = 3


def _measured(answers: Answers, fact: str, suffices: Callable[[float], bool]) -> Decision:
    """`at_visit` without a figure; else `met` where it suffices, and `not_yet` where it does not."""
    figure = answers.get(fact, UNKNOWN)
    if figure is UNKNOWN:
        return Decision(Verdict.AT_VISIT)
    return over_interval(figure, lambda number: Verdict.MET if suffices(number) else Verdict.NOT_YET)


@criterion(reads=("anc_per_mm3",), quote="Absolute neutrophil count (ANC) ≥ 1,500/mm^3")
def anc(answers: Answers, as_of: date) -> Decision:
    """At least 1,500 neutrophils in a cubic millimeter."""
    return _measured(answers, "anc_per_mm3", lambda count: count >= LEAST_ANC_PER_MM3)


@criterion(reads=("platelets_per_mm3",), quote="Platelet count ≥ 75,000/mm^3")
def platelets(answers: Answers, as_of: date) -> Decision:
    """At least 75,000 platelets in a cubic millimeter."""
    return _measured(answers, "platelets_per_mm3", lambda count: count >= LEAST_PLATELETS_PER_MM3)


@criterion(
    reads=("age", "sex_at_birth", "creatinine_clearance_ml_min", "creatinine_mg_dl"),
    quote="Calculated (calc.) creatinine clearance >= 30 mL/min by Modification of Diet in Renal "
    "Disease (MDRD)",
)
def creatinine_clearance(answers: Answers, as_of: date) -> Decision:
    """At least 30 mL/min, as given or else as computed from the creatinine.

    A computed value a little below 30 goes to the team, because laboratories compute it in more than one way.
    """
    if answers.get("creatinine_clearance_ml_min", UNKNOWN) is not UNKNOWN:
        return _measured(answers, "creatinine_clearance_ml_min", lambda rate: rate >= LEAST_CLEARANCE_ML_MIN)
    computed = clearance_by_mdrd(
        answers.get("creatinine_mg_dl", UNKNOWN),
        answers.get("age", UNKNOWN),
        answers.get("sex_at_birth", UNKNOWN),
    )
    if computed is None:
        return Decision(Verdict.AT_VISIT)
    return over_interval(computed, _verdict_of_computed_clearance)


def _verdict_of_computed_clearance(ml_min: float) -> Verdict:
    if ml_min >= LEAST_CLEARANCE_ML_MIN:
        return Verdict.MET
    return Verdict.TEAM_REVIEW if ml_min >= LEAST_CLEARANCE_IN_DOUBT_ML_MIN else Verdict.NOT_YET


@criterion(reads=("bilirubin_x_uln",), quote="Total bilirubin ≤ 1.5 x upper limit of normal (ULN)")
def bilirubin(answers: Answers, as_of: date) -> Decision:
    """At most 1.5 times the laboratory's upper limit of normal."""
    return _measured(answers, "bilirubin_x_uln", lambda multiple: multiple <= MOST_BILIRUBIN_X_ULN)


@criterion(
    reads=("ast_alt_x_uln",),
    quote="Aspartate aminotransferase (AST) (serum glutamic-oxaloacetic transaminase [SGOT])/alanine "
    "aminotransferase (ALT) (serum glutamate pyruvate transaminase [SGPT]) ≤ 3 x upper limit of normal (ULN)",
)
def ast_alt(answers: Answers, as_of: date) -> Decision:
    """At most 3 times the laboratory's upper limit of normal."""
    return _measured(answers, "ast_alt_x_uln", lambda multiple: multiple <= MOST_AST_ALT_X_ULN)


@criterion(
    reads=("recent_growth_factor_or_transfusion",),
    quote="Platelet transfusions or use of growth factors for neutropenia (e.g., filgrastim, tbo-filgrastim, "
    "sagramostim) are not permitted to meet enrollment criteria",
)
def no_count_support(answers: Answers, as_of: date) -> Decision:
    """Counts that stand without a transfusion or growth factor; recent support is for the team to judge."""
    supported = answers.get("recent_growth_factor_or_transfusion", UNKNOWN)
    verdicts = {UNKNOWN: Verdict.AT_VISIT, True: Verdict.TEAM_REVIEW, False: Verdict.MET}
    return Decision(verdicts[supported])
