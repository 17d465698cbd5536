"""What is kept from one person to the next is what would be worked out anew."""

import json

import pytest
from anybody import TODAY, answers
from hypothesis import given, settings

from bot.screening.errors import ImpossibleAnswer
from bot.screening.fact import read_answers, write_answers
from bot.trial.facts import FACTS
from bot.trial.repeated import read_answers_again, screening_as_text
from bot.trial.result import screening_as_json
from bot.trial.screen import screen


@given(known=answers())
def test_answers_are_read_the_same_each_time(known):
    raw = write_answers(FACTS, known)
    for _ in range(2):
        assert read_answers_again(raw, TODAY) == read_answers(FACTS, raw, TODAY) == known


@settings(max_examples=60)
@given(known=answers())
def test_a_screening_is_written_the_same_each_time(known):
    for _ in range(2):
        text = screening_as_text(known, TODAY)
        assert json.loads(f"{{{text}}}") == screening_as_json(screen(known, TODAY))


def test_true_and_one_are_not_taken_for_each_other():
    assert read_answers_again({"iberdomide_allergy": True}, TODAY)["iberdomide_allergy"] is True
    assert read_answers_again({"ecog": 1}, TODAY)["ecog"].low == 1
    for raw in ({"iberdomide_allergy": 1}, {"ecog": True}, {"ecog": 1, "iberdomide_allergy": 1.0}):
        with pytest.raises(ImpossibleAnswer):
            read_answers_again(raw, TODAY)
