"""What facts are called and how their values are said: complete, and each its own."""

from datetime import date

import pytest

from bot.language.word_lists import word_list
from bot.screening.kinds import Amount, Choice, Choices, Date, Kind, Names, Truth
from bot.trial.facts import FACTS
from bot.trial.saying import say_answer
from bot.values import UNKNOWN

WORDS = word_list("fact_words", "bot.trial")


@pytest.mark.parametrize("fact", FACTS)
def test_every_value_of_a_fact_has_words(fact):
    words = WORDS[fact]
    assert words["title"]
    assert set(values_to_say(fact, FACTS[fact].kind)) <= set(words.get("choices", {}))
    assert ("amount" in words) == isinstance(FACTS[fact].kind, Amount)


def values_to_say(fact: str, kind: Kind) -> tuple[str, ...]:
    match kind:
        case Choice(words=words) | Choices(words=words) | Date(words=words):
            return words
        case Truth():
            return ("true", "false")
        case Names():
            return ("none",)
    return ("0", "1", "2", "3", "4") if fact == "ecog" else ()


def test_no_words_for_facts_that_are_not_asked():
    assert set(WORDS) == {*FACTS, "any_fact"}


def test_titles_of_facts_differ():
    titles = [words["title"] for words in (WORDS[fact] for fact in FACTS)]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize(
    ("fact", "raw", "said"),
    [
        ("car_t_infusion_date", "2026-08-20", "August 20, 2026"),
        ("car_t_infusion_date", {"earliest": "2026-08-01", "latest": "2026-08-31"}, "August 2026"),
        ("prior_lines", {"min": 4, "max": 5}, "4 or 5"),
        (
            "therapy_since_car_t",
            ["radiation", "steroids_for_side_effects"],
            "Steroids for CAR-T side effects; Radiation",
        ),
        ("medications", [], "None"),
        ("medications", ["acyclovir", "Eliquis"], "acyclovir and Eliquis"),
        ("ecog", 1, "Light work, no hard work (ECOG 1)"),
    ],
)
def test_a_value_in_words(fact, raw, said):
    assert say_answer(fact, FACTS[fact].read(raw, date(2026, 11, 22))) == said


def test_not_knowing_and_not_saying_are_two_things():
    assert say_answer("age", UNKNOWN) != say_answer("age", UNKNOWN, declined=True)
