"""Visits and turns of the public door."""

from datetime import datetime

import pytest
from purging import forget_before

from bot.store import NOTHING, AnswerStatus, GivenAnswer, Records
from bot.store.database import connection
from bot.store.driven import Driven


def test_a_visit_opens_once_and_closes(records: Records, noon: datetime, later: datetime) -> None:
    first = records.open_visit("digest", "ann", noon)

    assert records.open_visit("digest", "bob", later) == first == records.visit("digest")
    records.close_visit("digest")
    records.close_visit("digest")
    assert records.visit("digest") is None


def test_tokens_are_counted(records: Records, noon: datetime) -> None:
    records.open_visit("digest", "ann", noon)

    assert [records.next_token("digest"), records.next_token("digest")] == [1, 2]
    assert records.visit("digest").tokens == 2
    assert records.next_token("other") is None


def test_a_key_is_taken_once(records: Records, noon: datetime, later: datetime) -> None:
    first = records.take_turn("ann", "k1", {"text": "61"}, "61", noon)

    assert records.take_turn("ann", "k1", {"text": "62"}, "62", later) == first
    assert records.take_turn("bob", "k1", {"text": "62"}, "62", later).said == "62"
    assert [turn.key for turn in records.turns("ann")] == ["k1"]


def test_turns_are_kept_in_their_order_with_their_replies(records: Records, noon: datetime) -> None:
    for key in ("k1", "k2", "k3"):
        records.take_turn("ann", key, {"command": "open"}, None, noon)
    records.answer_turn("ann", "k2", [{"text": "Hello"}])
    records.answer_turn("ann", "k3", [])

    found = [(turn.number, turn.key, turn.said, turn.reply) for turn in records.turns("ann")]
    assert found == [(1, "k1", None, None), (2, "k2", None, ({"text": "Hello"},)), (3, "k3", None, ())]


def waits_for_the_disk(records: Records, begun: Driven) -> bool:
    is_sqlite = records._engine.dialect.name == "sqlite"
    asked = begun._cursor.execute("PRAGMA synchronous" if is_sqlite else "SHOW synchronous_commit")
    return asked.fetchone()[0] in (2, "on")


def test_only_taking_a_message_does_not_wait_for_the_disk(records: Records, noon: datetime) -> None:
    # By turns on the same connection.
    for key in ("k1", "k2"):
        with records.taking("ann", key) as taking:
            assert not waits_for_the_disk(records, taking.begun)
            taking.keep({"text": "61"}, "61", noon)
        with records._driver.transaction() as writing:
            assert waits_for_the_disk(records, writing)
        with connection(records._writing) as writing:
            cursor = writing.connection.cursor()
            assert waits_for_the_disk(records, Driven(cursor, records._engine, {}))


def test_a_message_whose_taking_fails_was_not_taken(records: Records, noon: datetime) -> None:
    with pytest.raises(RuntimeError), records.taking("ann", "k1") as taking:
        taking.keep({"text": "61"}, "61", noon)
        raise RuntimeError

    assert records.turns("ann") == ()


def test_what_is_known_while_a_message_is_taken(records: Records, noon: datetime) -> None:
    records.open_visit("digest", "ann", noon)
    for key, reply in (("k1", [{"text": "Hello"}]), ("k2", [{"text": "And?"}])):
        records.take_turn("ann", key, {"text": "61"}, "61", noon)
        records.answer_turn("ann", key, reply)
    records.take_turn("ann", "k3", {"text": "62"}, "62", noon)

    with records.taking("ann", "k3") as taking:
        assert taking.known() == records.turn_of_key("ann", "k3") == records.turns("ann")[-1]
        assert tuple(taking.last_reply()) == ({"text": "And?"},)
        assert (taking.may_come_from("digest"), taking.may_come_from("other")) == (True, False)
    with records.taking("bob", "k3") as taking:
        assert (taking.known(), tuple(taking.last_reply()), taking.may_come_from("digest")) == (
            None,
            (),
            False,
        )


def test_a_reply_is_kept_and_tells_what_is_on_record(records: Records, noon: datetime) -> None:
    records.take_turn("ann", "k1", {"text": "61"}, "61", noon)
    records.record_message("ann", "web", "page", "k1", [GivenAnswer("age", 61, "61")], noon)

    assert records.answer_turn("ann", "k1", [{"text": "Hello"}]) == {"age": 61}
    assert records.answer_turn("bob", "k1", [{"text": "Hello"}]) is None


def test_what_was_on_record_before_is_not_read_again(records: Records, noon: datetime) -> None:
    def say(key: str, **values: int | None) -> None:
        status = {None: AnswerStatus.WITHDRAWN}
        given = [
            GivenAnswer(fact, value, "words", status.get(value, AnswerStatus.ANSWERED))
            for fact, value in values.items()
        ]
        records.record_message("ann", "web", "page", key, given, noon)

    assert records.standing("ann") == NOTHING
    before = NOTHING
    steps = [
        (lambda: say("m1", age=61, ecog=1), {"age": 61, "ecog": 1}),
        (lambda: None, {"age": 61, "ecog": 1}),
        (lambda: say("m2", age=None, ecog=2), {"ecog": 2}),
        (lambda: records.abandon_screening(records.current_screening("ann").id, noon), {}),
        (lambda: say("m3"), {}),
        (lambda: say("m4", age=62), {"age": 62}),
        (
            lambda: records.end_screening(records.current_screening("ann").id, "likely", [], None, noon),
            {"age": 62},
        ),
    ]
    for number, (step, values) in enumerate(steps):
        step()
        records.take_turn("ann", f"k{number}", {"text": "61"}, "61", noon)
        assert records.answer_turn("ann", f"k{number}", [], before) == values
        before = records.standing("ann")
        assert before.values == values


def test_a_reply_to_a_forgotten_conversation_is_dropped(records: Records, noon: datetime) -> None:
    records.take_turn("ann", "k1", {"text": "61"}, "61", noon)
    records.forget("ann")
    records.answer_turn("ann", "k1", [{"text": "Hello"}])

    assert records.turns("ann") == ()


def test_a_conversation_that_only_passed_the_door_is_forgotten_in_time(
    records: Records, noon: datetime, later: datetime
) -> None:
    records.open_visit("digest", "ann", noon)
    records.take_turn("bob", "k1", {"text": "61"}, "61", later)

    assert forget_before(records, later) == 1
    assert records.visit("digest") is None
    assert records.deleted_conversations() == 1
    assert len(records.turns("bob")) == 1
