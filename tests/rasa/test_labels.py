"""What is recorded as a person's words when they pressed a button."""

import pytest

from actions.labels import pressed_by_words, words_of


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("about 61", "about 61"),
        ('/answer{"diagnosis": "multiple_myeloma"}', "[Multiple myeloma]"),
        ('/answer{"ecog": 1}', "[Light work is fine, hard work is not]"),
        ('/answer{"therapy_since_car_t": ["none"]}', "[None of these]"),
        ('/answer{"bilirubin_x_uln": {"min": 0, "max": 1}}', "[It is normal]"),
        (
            '/answer{"car_t_infusion_date": {"earliest": "2026-08-01", "latest": "2026-08-03"}}',
            "[a button]",
        ),
        ("/affirm", "[a button]"),
    ],
)
def test_a_button_is_recorded_by_its_title(sent: str, words: str) -> None:
    assert words_of(sent) == words


def test_a_title_that_the_door_knows_is_taken_whatever_the_button_stands_for() -> None:
    stretch = '/answer{"car_t_infusion_date": {"earliest": "2026-08-01", "latest": "2026-08-03"}}'
    assert words_of(stretch, "before August 4") == "[before August 4]"
    assert words_of("/affirm", "Yes") == "[Yes]"
    assert words_of("about 61", None) == "about 61"


def test_a_title_that_somebody_typed_is_its_button() -> None:
    assert pressed_by_words("it is normal", "bilirubin_x_uln") == {"bilirubin_x_uln": {"min": 0, "max": 1}}
