"""The answers of one message, recorded together."""

from collections.abc import Callable
from datetime import datetime

import pytest
from ciphers import CIPHER

from bot.store import AnswerStatus, GivenAnswer, Records, ScreeningId, open_records

SIXTY_ONE = GivenAnswer("age", 61, "I'm 61")
NEVER = GivenAnswer("iberdomide_history", "never", "never")


def record(records: Records, at: datetime, message: str, *given: GivenAnswer) -> ScreeningId:
    return records.record_message("conversation", "rest", "page", message, given, at)


def values(records: Records, screening: ScreeningId) -> dict:
    return {fact: answer.value for fact, answer in records.current_answers(screening).items()}


def test_a_first_message_begins_a_screening(records: Records, noon: datetime) -> None:
    screening = record(records, noon, "m1", SIXTY_ONE, NEVER)

    assert values(records, screening) == {"age": 61, "iberdomide_history": "never"}
    assert [a.sequence for a in records.current_answers(screening).values()] == [1, 2]


def test_a_message_without_an_answer_begins_one_too(records: Records, noon: datetime) -> None:
    assert values(records, record(records, noon, "m1")) == {}
    assert records.current_screening("conversation")


def test_a_later_message_goes_on_in_the_same_screening(records: Records, noon: datetime) -> None:
    first = record(records, noon, "m1", SIXTY_ONE)

    assert record(records, noon, "m2", NEVER) == first
    assert values(records, first) == {"age": 61, "iberdomide_history": "never"}


def test_a_message_delivered_again_changes_nothing(records: Records, noon: datetime) -> None:
    screening = record(records, noon, "m1", SIXTY_ONE)
    record(records, noon, "m1", GivenAnswer("age", 62, "I'm 62"))

    assert values(records, screening) == {"age": 61}


def test_a_screening_with_an_outcome_is_opened_again(records: Records, noon: datetime) -> None:
    screening = record(records, noon, "m1", SIXTY_ONE)
    records.end_screening(screening, "likely_eligible", (), None, noon)

    assert record(records, noon, "m2", GivenAnswer("age", 62, "I'm 62")) == screening
    assert records.current_screening("conversation").ended_at is None


def test_a_message_delivered_again_after_the_end_opens_nothing(records: Records, noon: datetime) -> None:
    screening = record(records, noon, "m1", SIXTY_ONE)
    records.end_screening(screening, "likely_eligible", (), None, noon)

    assert record(records, noon, "m1", SIXTY_ONE) == screening
    records.end_screening(screening, "likely_eligible", (), None, noon)
    assert records.current_screening("conversation").ended_at == noon
    assert [each.run for each in records.result_history(screening)] == [1]


def test_after_an_abandoned_screening_another_begins(records: Records, noon: datetime) -> None:
    first = record(records, noon, "m1", SIXTY_ONE)
    records.abandon_screening(first, noon)

    assert record(records, noon, "m2", NEVER) != first


def test_one_wrong_answer_and_none_is_recorded(records: Records, noon: datetime) -> None:
    with pytest.raises(ValueError, match="withdrawn"):
        record(records, noon, "m1", SIXTY_ONE, GivenAnswer("age", None, "", AnswerStatus.ANSWERED))

    assert records.current_screening("conversation") is None


def test_consent_is_kept_with_the_screening(records: Records, noon: datetime) -> None:
    record(records, noon, "m1", GivenAnswer("consent", True, "yes"))

    assert records.current_screening("conversation").consent is True


def test_two_workers_that_begin_at_once_begin_one(new_database: Callable[[], str], noon: datetime) -> None:
    url = new_database()
    with open_records(url, CIPHER) as one, open_records(url, CIPHER) as other:
        assert record(one, noon, "m1", SIXTY_ONE) == record(other, noon, "m2", NEVER)
