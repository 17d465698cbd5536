"""Visits and turns of the public door."""

from datetime import datetime

from purging import forget_before

from bot.store import Records


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
