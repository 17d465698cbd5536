"""Which earlier answer a message puts right."""

from datetime import date

import pytest

from bot.conversation.correcting import named_question, put_right
from bot.conversation.interview import Interview
from bot.conversation.memory import Memory
from bot.language.corrections import says_correction, says_keep
from bot.values import Interval

SCREEN_DAY = date(2026, 11, 22)
ANSWERS = {
    "diagnosis": "multiple_myeloma",
    "car_t_product": "ide_cel",
    "car_t_infusion_date": Interval.exactly(date(2026, 8, 20)),
    "disease_status": "response",
    "prior_lines": Interval(4, 4),
}
ORDER = (("diagnosis",), ("car_t_product", "car_t_infusion_date"), ("prior_lines",), ("disease_status",))
LINES_LAST = (*ORDER[:2], ORDER[3], ORDER[2])


@pytest.mark.parametrize(
    ("order", "text", "values"),
    [
        (LINES_LAST, "actually it was five", {"prior_lines": Interval(5, 5)}),
        (LINES_LAST, "sorry, I meant 3", {"prior_lines": Interval(3, 3)}),
        (LINES_LAST, "oops, 5 or 6", {"prior_lines": Interval(5, 6)}),
        (LINES_LAST, "I meant Carvykti", {"car_t_product": "cilta_cel"}),
        (ORDER, "no wait it came back", {"disease_status": "progressed"}),
        (ORDER, "actually it's stable", {"disease_status": "stable"}),
        (ORDER, "actually no", {}),
        (ORDER, "actually I like pizza", {}),
        (LINES_LAST, "actually 4", {}),
    ],
)
def test_put_right(order, text, values):
    assert says_correction(text)
    assert put_right(Interview(ANSWERS, Memory(order)), text, SCREEN_DAY) == values


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("change my CAR-T date", "car_t_infusion_date"),
        ("I want to fix the number of lines", "prior_lines"),
        ("change my diagnosis please", "diagnosis"),
        ("change something", None),
        ("change my zip code", None),
    ],
)
def test_named_question(text, question):
    found = named_question(Interview(ANSWERS), text)
    assert (found.name if found else None) == question


@pytest.mark.parametrize("text", ["keep it", "never mind", "leave it as it is"])
def test_keeping(text):
    assert says_keep(text)


@pytest.mark.parametrize("text", ["abecma", "I'm sorry to say it came back", "five", "what do you mean"])
def test_no_correction(text):
    assert not says_correction(text)
