"""Telephone calls, and the lines that were read in them."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from purging import forget_before

from bot.store import Records
from bot.store.errors import CallEnded, UnknownCall
from bot.store.kept import GivenBy
from bot.store.kept_calls import (
    CallDirection,
    CallId,
    CallOutcome,
    CallRecord,
    CallState,
    LineKind,
    PauseReason,
)
from bot.store.kept_staff import StaffId

RUTH, OMAR = StaffId(uuid4()), StaffId(uuid4())


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


@pytest.fixture
def call(records: Records, noon: datetime) -> CallRecord:
    """A call that Ruth has with the person of the conversation "ann"."""
    return begun(records, CallId(uuid4()), noon)


def begun(records: Records, call: CallId, at: datetime) -> CallRecord:
    case = records.open_case("ann", at, RUTH)
    return records.begin_call(
        call,
        case.id,
        RUTH,
        at,
        caller=GivenBy.CAREGIVER,
        direction=CallDirection.INCOMING,
        continued=False,
    )


def test_a_call_begins_once(records: Records, call: CallRecord, later: datetime) -> None:
    assert begun(records, call.id, later) == call == records.call(call.id)
    assert (call.caller, call.state, call.recorded, call.alarmed) == ("caregiver", "active", None, False)
    assert records.calls_of_case(call.case_id) == (call,)


def test_there_is_no_call_that_was_not_begun(records: Records, noon: datetime) -> None:
    nowhere = CallId(uuid4())

    assert records.call(nowhere) is None
    assert records.lines_of_call(nowhere) == ()
    with pytest.raises(UnknownCall):
        records.end_call(nowhere, CallOutcome.COMPLETED, noon)


def test_what_was_said_to_the_recording_is_kept(records: Records, call: CallRecord) -> None:
    assert records.note_recording(call.id, False).recorded is False
    assert records.call(call.id).recorded is False


def test_somebody_else_takes_up_a_call_that_rests(records: Records, call: CallRecord, noon: datetime) -> None:
    paused = records.pause_call(call.id, PauseReason.HANDED_OVER, "asks for a nurse", RUTH, noon + minutes(3))
    again = records.pause_call(call.id, PauseReason.OTHER, None, RUTH, noon + minutes(4))

    assert (paused.state, again) == (CallState.PAUSED, paused)
    assert (paused.pause.reason, paused.pause.words) == ("handed_over", "asks for a nurse")
    resumed = records.resume_call(call.id, OMAR, noon + minutes(10))
    assert (resumed.state, resumed.agent, resumed.pause) == (CallState.ACTIVE, OMAR, None)
    assert (resumed.pauses[0].paused_by, resumed.pauses[0].resumed_by) == (RUTH, OMAR)
    assert records.resume_call(call.id, RUTH, noon + minutes(11)) == resumed


@pytest.mark.parametrize(
    ("ends_resting", "talked"),
    [(False, minutes(3 + 5)), (True, minutes(3 + 5 + 2))],
    ids=["talking", "resting"],
)
def test_talk_time_has_no_pauses_in_it(
    records: Records, call: CallRecord, noon: datetime, ends_resting: bool, talked: timedelta
) -> None:
    records.pause_call(call.id, PauseReason.LOOKS_FOR_PAPERS, None, RUTH, noon + minutes(3))
    records.resume_call(call.id, RUTH, noon + minutes(10))
    assert records.call(call.id).talk_time(noon + minutes(15)) == minutes(3 + 5)

    if ends_resting:
        records.pause_call(call.id, PauseReason.CALLER_RESTS, None, RUTH, noon + minutes(17))
    ended = records.end_call(call.id, CallOutcome.CALLER_HUNG_UP, noon + minutes(20 if ends_resting else 15))
    assert ended.talk_time(noon + minutes(500)) == talked
    assert ended.state is CallState.ENDED


def test_a_call_that_ended_stays_as_it_ended(
    records: Records, call: CallRecord, noon: datetime, later: datetime
) -> None:
    ended = records.end_call(call.id, CallOutcome.DECLINED, noon)

    assert records.end_call(call.id, CallOutcome.COMPLETED, later) == ended
    for change in (
        lambda: records.pause_call(call.id, PauseReason.OTHER, None, RUTH, later),
        lambda: records.resume_call(call.id, RUTH, later),
        lambda: records.take_call(call.id, OMAR),
        lambda: records.note_recording(call.id, True),
        lambda: records.alarm_call(call.id, later),
        lambda: records.calm_call(call.id, later),
        lambda: records.keep_line(call.id, "k1", "utter_closing", LineKind.READ, "0" * 64, RUTH, later),
    ):
        with pytest.raises(CallEnded):
            change()
    assert records.call(call.id) == ended


def test_an_alarm_stands_until_the_caller_is_safe(
    records: Records, call: CallRecord, noon: datetime, later: datetime
) -> None:
    assert records.alarm_call(call.id, noon).alarmed
    assert not records.calm_call(call.id, noon).alarmed
    assert records.alarm_call(call.id, later).alarmed


def test_a_line_is_kept_once_for_each_form(
    records: Records, call: CallRecord, noon: datetime, later: datetime
) -> None:
    first = records.keep_line(call.id, "k1", "utter_greeting", LineKind.READ, "a" * 64, RUTH, noon)
    again = records.keep_line(call.id, "k1", "utter_closing", LineKind.READ, "b" * 64, RUTH, later)
    other = records.keep_line(call.id, "k2", "utter_answer_visits", LineKind.LOOKED_UP, "c" * 64, OMAR, later)

    assert first == again
    assert records.lines_of_call(call.id) == (first, other)
    assert (other.kind, other.by, other.at) == ("looked_up", OMAR, later)


def test_open_calls_are_those_that_have_not_ended(
    records: Records, call: CallRecord, noon: datetime, later: datetime
) -> None:
    second = begun(records, CallId(uuid4()), later)
    records.pause_call(second.id, PauseReason.OTHER, None, RUTH, later)
    records.take_call(call.id, OMAR)

    assert [each.id for each in records.open_calls()] == [second.id, call.id]
    assert [each.id for each in records.open_calls(OMAR)] == [call.id]
    records.end_call(call.id, CallOutcome.COMPLETED, later)
    assert [each.id for each in records.open_calls()] == [second.id]


def test_who_is_forgotten_leaves_no_call_behind(records: Records, call: CallRecord, noon: datetime) -> None:
    records.keep_line(call.id, "k1", "utter_greeting", LineKind.READ, "a" * 64, RUTH, noon)
    records.pause_call(call.id, PauseReason.OTHER, "her brother comes in", RUTH, noon)

    records.forget("ann")
    assert records.call(call.id) is None
    assert records.lines_of_call(call.id) == ()


def test_an_open_call_keeps_its_conversation_from_being_forgotten(records: Records, noon: datetime) -> None:
    call = begun(records, CallId(uuid4()), noon)

    assert forget_before(records, noon + timedelta(days=1000)) == 0
    records.end_call(call.id, CallOutcome.COMPLETED, noon + minutes(1))
    assert forget_before(records, noon + minutes(1)) == 0
    assert forget_before(records, noon + minutes(2)) == 1
