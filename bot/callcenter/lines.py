"""The lines that must be read aloud in every call, and in which order. Their words stand in domain.yml."""

import hashlib
from collections.abc import Collection, Iterator

from bot.store.kept import GivenBy
from bot.store.kept_calls import CallOutcome, CallRecord

GREETING = "utter_call_greeting"
RECORDING = "utter_call_recording_notice"
EMERGENCY = "utter_call_emergency_instruction"
IDENTITY = "utter_call_identity_check"
THIRD_PARTY = "utter_call_third_party"
CONSENT = "utter_ask_consent"
CLOSING = "utter_call_closing"
VOICEMAIL = "utter_call_voicemail"
NOT_A_GOOD_TIME = "utter_call_not_a_good_time"

ENDS_WITH_CLOSING = frozenset({CallOutcome.COMPLETED, CallOutcome.CALL_BACK_LATER, CallOutcome.DECLINED})
"""Outcomes of calls in which somebody is still there to hear the closing line."""


def opening_lines(call: CallRecord) -> tuple[str, ...]:
    """What is read before the first question, in its order."""
    return tuple(_opening_lines(call))


def _opening_lines(call: CallRecord) -> Iterator[str]:
    yield GREETING
    yield RECORDING
    yield EMERGENCY
    if call.continued:
        yield IDENTITY
    if call.caller is GivenBy.CAREGIVER:
        yield THIRD_PARTY


def line_due(call: CallRecord, read: Collection[str]) -> str | None:
    """The line to read next; None when the questions may begin."""
    return next((line for line in opening_lines(call) if line not in read), None)


def recording_due(call: CallRecord, read: Collection[str]) -> bool:
    """Whether the caller has heard of the recording, and has not yet said whether they agree."""
    return RECORDING in read and call.recorded is None


def digest_of(words: str) -> str:
    """What shows later which words were read: the SHA-256 digest in hex, blanks and line ends not counted."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()
