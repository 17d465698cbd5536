"""Answers that anybody could give, for tests of the logic: missing, unknown, exact and imprecise ones."""

from datetime import date, timedelta

from hypothesis import strategies as st

from bot.screening.fact import Fact
from bot.screening.kinds import Amount, Choice, Choices, Date, Names, Truth
from bot.trial.facts import FACTS
from bot.values import UNKNOWN, Interval

TODAY = date(2026, 11, 22)

# Numbers on both sides of each boundary of the page, by the fact's name.
_TELLING_NUMBERS = {
    "prior_lines": range(0, 7),
    "ecog": range(0, 5),
    "age": [0, 17, 17.5, 18, 44, 44.9, 45, 46, 80, 120],
    "anc_per_mm3": [0, 1499, 1500, 4000],
    "platelets_per_mm3": [0, 74_999, 75_000, 200_000],
    "creatinine_clearance_ml_min": [0, 29.9, 30, 90],
    "creatinine_mg_dl": [0, 0.9, 1.7, 1.8, 2.2, 2.3, 2.6, 2.7, 9],
    "bilirubin_x_uln": [0, 1.5, 1.6],
    "ast_alt_x_uln": [0, 3, 3.1],
}
_MEDICINES = ["acyclovir", "clarithromycin", "Rifampin", "fluconazole", "no such thing"]


def intervals(points):
    """An interval between two of the points, or one of them exactly."""
    return st.tuples(points, points).map(lambda ends: Interval(min(ends), max(ends)))


def days():
    return st.integers(-40, 160).map(lambda ago: TODAY - timedelta(days=ago))


def values(fact: Fact):
    """Any value of a fact that is not UNKNOWN."""
    match fact.kind:
        case Choice(words):
            return st.sampled_from(words)
        case Choices(words):
            return st.frozensets(st.sampled_from(words))
        case Truth():
            return st.booleans()
        case Names():
            return st.lists(st.sampled_from(_MEDICINES), max_size=3).map(tuple)
        case Date(_, words):
            exact_or_not = intervals(days())
            return st.one_of(exact_or_not, st.sampled_from(words)) if words else exact_or_not
        case Amount():
            return intervals(st.sampled_from(list(_TELLING_NUMBERS[fact.name])))


def answers(names=tuple(FACTS)):
    """Answers to any of the named facts."""
    return st.fixed_dictionaries(
        {}, optional={name: st.just(UNKNOWN) | values(FACTS[name]) for name in names}
    )
