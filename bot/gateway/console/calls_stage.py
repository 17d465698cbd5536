"""Where a call stands."""

from enum import StrEnum

from bot.callcenter.lines import line_due, recording_due
from bot.gateway.console.calls_at_hand import Calling
from bot.store.kept_calls import CallState, LineKind


class Stage(StrEnum):
    """Where a call stands."""

    ENDED = "ended"
    RESTS = "rests"
    ELSEWHERE = "elsewhere"
    ALARM = "alarm"
    RECORDING = "recording"
    LINE = "line"
    OPENING = "opening"
    TALK = "talk"


def stage_of(calling: Calling) -> Stage:
    """Where the call stands for the person at the desk."""
    call = calling.call
    if call.state is not CallState.ACTIVE:
        return Stage.ENDED if call.state is CallState.ENDED else Stage.RESTS
    if calling.holder or call.agent != calling.staff.id:
        return Stage.ELSEWHERE
    if call.alarmed:
        return Stage.ALARM
    read = lines_read(calling)
    if recording_due(call, read):
        return Stage.RECORDING
    if line_due(call, read):
        return Stage.LINE
    return Stage.TALK if is_open(calling) else Stage.OPENING


def lines_read(calling: Calling) -> frozenset[str]:
    """The lines that were read aloud in this call."""
    return frozenset(each.line for each in calling.lines() if each.kind is LineKind.READ)


def opening_key(calling: Calling) -> str:
    """The key of the message that opens the questions on this call."""
    return f"open-{calling.call.id}"


def is_open(calling: Calling) -> bool:
    """Whether the questions were opened on this call."""
    key = opening_key(calling)
    return any(turn.key == key and turn.reply is not None for turn in calling.turns())
