"""Treatment before the CAR-T and since: lines, drug classes, iberdomide, myeloma treatment, steroids."""

from datetime import date, timedelta

from bot.screening.criterion import criterion
from bot.screening.deciding import STRADDLES, by_number, still_open
from bot.screening.verdict import Decision, Verdict
from bot.trial.criteria.disease_and_car_t import WINDOW_CLOSES
from bot.trial.facts import STILL_TAKING
from bot.values import UNKNOWN, Answers, Days, Unknown, Value

OFF_STEROIDS = timedelta(days=31)
"""More than 30 days."""

LINES_NEEDED = 4

_MAYBE_STEROIDS = frozenset({"steroids_for_side_effects"})

_DRUG_CLASSES = ("had_proteasome_inhibitor", "had_immunomodulatory_agent", "had_anti_cd38")


@criterion(
    reads=("therapy_since_car_t",),
    quote="Patients who have received MM-directed therapy since ide-cel infusion are not eligible, with the "
    "exception of short-course steroids for managing ide-cel toxicity",
)
def no_therapy_since_car_t(answers: Answers, as_of: date) -> Decision:
    """Myeloma treatment since the infusion fails. Steroids alone are allowed.

    Radiation may have been for the myeloma or for something else, which only the team can tell.
    """
    if undecided := still_open(answers, "therapy_since_car_t"):
        return undecided
    since = answers["therapy_since_car_t"]
    if "myeloma_treatment" in since:
        return Decision(Verdict.NOT_MET)
    return Decision(Verdict.TEAM_REVIEW if "radiation" in since else Verdict.MET)


@criterion(
    reads=("car_t_infusion_date", "therapy_since_car_t", "steroid_last_dose_date"),
    quote="provided that the participant will have been off corticosteroids for > 30 days by cycle 1 day 1. "
    "Physiologically dosed chronic steroids are permitted",
)
def steroid_washout(answers: Answers, as_of: date) -> Decision:
    """Off steroids for side effects for more than 30 days; who had none of them has nothing to wait for.

    A wait that certainly ends after day 110 goes to the team: cycle 1 comes after registration, and the page
    does not say how long after.
    """
    if "steroids_for_side_effects" not in _known(answers, "therapy_since_car_t", _MAYBE_STEROIDS):
        return Decision(Verdict.MET, "no_steroids")
    last_dose = _known(answers, "steroid_last_dose_date", STILL_TAKING)
    if last_dose != STILL_TAKING and last_dose.high + OFF_STEROIDS <= as_of:
        return Decision(Verdict.MET)
    # Who does not know the treatment is not asked for its last day: hence one after the other.
    undecided = still_open(answers, "therapy_since_car_t") or still_open(answers, "steroid_last_dose_date")
    if undecided:
        return undecided
    if last_dose == STILL_TAKING:
        return Decision(Verdict.NOT_YET, "still_taking")
    return _waiting(last_dose, answers.get("car_t_infusion_date", UNKNOWN), as_of)


def _waiting(last_dose: Days, infused: Days | Unknown, as_of: date) -> Decision:
    if last_dose.low + OFF_STEROIDS <= as_of:
        return Decision(Verdict.UNKNOWN, STRADDLES)
    if infused is not UNKNOWN and last_dose.low + OFF_STEROIDS > infused.high + WINDOW_CLOSES:
        return Decision(Verdict.TEAM_REVIEW)
    off_long_enough = last_dose.high + OFF_STEROIDS
    words = {"off_long_enough": off_long_enough}
    return Decision(Verdict.NOT_YET, available_from=off_long_enough, details=words)


def _known(answers: Answers, fact: str, otherwise: Value) -> Value:
    """The answer, or one that settles nothing in its place."""
    value = answers.get(fact, UNKNOWN)
    return otherwise if value is UNKNOWN else value


@criterion(
    reads=("prior_lines",),
    quote="Patients must have had ≥ 4 lines of therapy for MM",
)
def prior_lines(answers: Answers, as_of: date) -> Decision:
    """Four lines of treatment or more before the CAR-T.

    Three goes to the team, because the page does not say whether ide-cel itself counts as a line; so does a
    count that may be three, but not fewer.
    """
    decision = by_number(answers, "prior_lines", _verdict_of_lines)
    if decision.reason == STRADDLES and answers["prior_lines"].low >= LINES_NEEDED - 1:
        return Decision(Verdict.TEAM_REVIEW)
    return decision


def _verdict_of_lines(lines: float) -> Verdict:
    if lines >= LINES_NEEDED:
        return Verdict.MET
    return Verdict.TEAM_REVIEW if lines == LINES_NEEDED - 1 else Verdict.NOT_MET


@criterion(
    reads=_DRUG_CLASSES,
    quote="this includes proteasome inhibitor, immunomodulatory agent, and anti-CD38 monoclonal antibody",
)
def prior_drug_classes(answers: Answers, as_of: date) -> Decision:
    """All three classes of drugs were given at some time; one that was not given fails."""
    if any(answers.get(fact) is False for fact in _DRUG_CLASSES):
        return Decision(Verdict.NOT_MET)
    return still_open(answers, *_DRUG_CLASSES) or Decision(Verdict.MET)


@criterion(
    reads=("iberdomide_history", "iberdomide_progression"),
    quote="Prior therapy with iberdomide is permitted but prior iberdomide refractoriness is "
    "prohibited. Refractoriness is defined as per published IMWG criteria; progression while on "
    "iberdomide or within 60 days of stopping iberdomide",
)
def iberdomide_not_refractory(answers: Answers, as_of: date) -> Decision:
    """The myeloma did not grow on iberdomide, nor within 60 days of stopping it; or it was never taken."""
    if answers.get("iberdomide_history") == "never":
        return Decision(Verdict.MET, "never")
    if answers.get("iberdomide_progression") in ("after_60_days", "none"):
        return Decision(Verdict.MET)
    # Who does not know of iberdomide is not asked what came of it: hence one after the other.
    undecided = still_open(answers, "iberdomide_history") or still_open(answers, "iberdomide_progression")
    return undecided or Decision(Verdict.NOT_MET)
