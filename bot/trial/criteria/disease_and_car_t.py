"""The disease, the CAR-T product, the day of its infusion, and the response to it."""

from datetime import date, timedelta

from bot.screening.criterion import criterion
from bot.screening.deciding import by_answer, over_interval, still_open
from bot.screening.screening import Window
from bot.screening.verdict import Decision, Verdict
from bot.values import UNKNOWN, Answers, Days

WINDOW_OPENS = timedelta(days=80)
WINDOW_CLOSES = timedelta(days=110)

_CONFIRMED_MYELOMA = (
    "Patients must have diagnostically confirmed MM in response status of stable disease or better by "
    "International Myeloma Working Group (IMWG) criteria at day 80-110 post-infusion of ide-cel"
)
_WITHIN_80_TO_110_DAYS = (
    "All patients are required to have received ide-cel CAR-T within 80-110 days of registration"
)


@criterion(
    reads=("diagnosis",),
    quote="Patients must have diagnostically confirmed MM",
)
def diagnosis(answers: Answers, as_of: date) -> Decision:
    """Multiple myeloma, or plasma cell leukemia, which the page permits by name; nothing else."""
    return by_answer(
        answers,
        "diagnosis",
        {
            "multiple_myeloma": Verdict.MET,
            "plasma_cell_leukemia": Verdict.MET,
            "smoldering_or_mgus": Verdict.NOT_MET,
            "other": Verdict.NOT_MET,
        },
    )


@criterion(reads=("car_t_product",), quote=_WITHIN_80_TO_110_DAYS)
def car_t_product(answers: Answers, as_of: date) -> Decision:
    """Ide-cel, and no other CAR-T."""
    return by_answer(
        answers,
        "car_t_product",
        {
            "ide_cel": Verdict.MET,
            "cilta_cel": Verdict.NOT_MET,
            "other": Verdict.NOT_MET,
            "none": Verdict.NOT_MET,
        },
    )


@criterion(reads=("car_t_product", "car_t_infusion_date"), quote=_WITHIN_80_TO_110_DAYS)
def car_t_window(answers: Answers, as_of: date) -> Decision:
    """Today is 80 to 110 days after ide-cel, both included. Earlier can wait, later fails.

    Later fails whatever the product, and another product fails whatever the date.
    """
    if answers.get("car_t_product", "ide_cel") not in ("ide_cel", UNKNOWN):
        return Decision(Verdict.NOT_MET, "other_product")
    undecided = still_open(answers, "car_t_product", "car_t_infusion_date")
    infused = answers.get("car_t_infusion_date", UNKNOWN)
    if infused is UNKNOWN:
        return undecided
    by_date = _by_date(infused, as_of)
    return by_date if by_date.verdict is Verdict.NOT_MET else undecided or by_date


def _by_date(infused: Days, as_of: date) -> Decision:
    """The verdict that the date gives to somebody who had ide-cel."""
    decision = over_interval(infused, lambda day: _verdict_of_day(day, as_of))
    words = {
        "possibly_opens": infused.low + WINDOW_OPENS,
        "certainly_opens": infused.high + WINDOW_OPENS,
        "certainly_closes": infused.low + WINDOW_CLOSES,
        "possibly_closes": infused.high + WINDOW_CLOSES,
    }
    if decision.verdict is Verdict.NOT_YET:
        reason = "not_yet" if infused.exact else "not_yet_imprecise"
        return Decision(Verdict.NOT_YET, reason, available_from=infused.high + WINDOW_OPENS, details=words)
    return Decision(decision.verdict, decision.reason, details=words)


def _verdict_of_day(infused: date, as_of: date) -> Verdict:
    if as_of > infused + WINDOW_CLOSES:
        return Verdict.NOT_MET
    return Verdict.MET if as_of >= infused + WINDOW_OPENS else Verdict.NOT_YET


def window(answers: Answers) -> Window:
    """The days on which this person can join, by the day of the infusion alone."""
    infused = answers.get("car_t_infusion_date")
    if infused is None or infused is UNKNOWN:
        return Window()
    opens, closes = infused.high + WINDOW_OPENS, infused.low + WINDOW_CLOSES
    possible = (infused.low + WINDOW_OPENS, infused.high + WINDOW_CLOSES)
    return Window(opens, closes, *possible) if opens <= closes else Window(None, None, *possible)


@criterion(reads=("disease_status",), quote=_CONFIRMED_MYELOMA)
def disease_status(answers: Answers, as_of: date) -> Decision:
    """Stable disease or better since the infusion; progression fails."""
    return by_answer(
        answers,
        "disease_status",
        {"response": Verdict.MET, "stable": Verdict.MET, "progressed": Verdict.NOT_MET},
    )
