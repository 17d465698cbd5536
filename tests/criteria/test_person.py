"""Age, performance status, side effects."""

from nurse_table import decide, table


def number(fact, low, high=None):
    return {fact: low if high is None else {"min": low, "max": high}}


@table(
    ("17", number("age", 17), "not_met"),
    ("the day before the 18th birthday", number("age", 17.99), "not_met"),
    ("18", number("age", 18), "met"),
    ("120", number("age", 120), "met"),
    ("in the sixties", number("age", 60, 69), "met"),
    ("17 or 18", number("age", 17, 18), "unknown"),
    ("15 to 17", number("age", 15, 17), "not_met"),
    ("will not say", number("age", "unknown"), "unknown"),
    ("not asked", {}, "missing"),
)
def test_age(answers, verdict):
    assert decide("age", answers).verdict == verdict


@table(
    ("fully active", number("ecog", 0), "met"),
    ("2", number("ecog", 2), "met"),
    ("3", number("ecog", 3), "not_met"),
    ("4", number("ecog", 4), "not_met"),
    ("0 to 2", number("ecog", 0, 2), "met"),
    ("2 or 3", number("ecog", 2, 3), "unknown"),
    ("3 or 4", number("ecog", 3, 4), "not_met"),
    ("does not know", number("ecog", "unknown"), "unknown"),
    ("not asked", {}, "missing"),
)
def test_performance_status(answers, verdict):
    assert decide("performance_status", answers).verdict == verdict


@table(
    ("none or mild", {"car_t_side_effects": "none_or_mild"}, "met"),
    ("only tired, or hair loss", {"car_t_side_effects": "only_fatigue_or_hair_loss"}, "met"),
    ("moderate or severe", {"car_t_side_effects": "moderate_or_severe"}, "team_review"),
    ("does not know", {"car_t_side_effects": "unknown"}, "unknown"),
    ("not asked", {}, "missing"),
)
def test_side_effects_resolved(answers, verdict):
    assert decide("side_effects_resolved", answers).verdict == verdict
