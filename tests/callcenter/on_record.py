"""Answers as they stand on record, for tests of what the console shows."""

from datetime import UTC, datetime, timedelta

from people import FITS_THE_TRIAL

from bot.store.kept import AnswerRecord, AnswerStatus, GivenBy

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def version(fact, value, words="", minutes=0, given_by=GivenBy.PATIENT, status=None):
    """One version of an answer, given so many minutes after noon."""
    at = NOON + timedelta(minutes=minutes)
    return AnswerRecord(
        minutes + 1, fact, value, status or _status(value), words, at, given_by, f"message {minutes}"
    )


def _status(value):
    if value is None:
        return AnswerStatus.WITHDRAWN
    return AnswerStatus.UNKNOWN if value == "unknown" else AnswerStatus.ANSWERED


def on_record(answers):
    """One version of each answer."""
    return {fact: (version(fact, value, str(value)),) for fact, value in answers.items()}


def fitting(**others):
    """Somebody whose answers all fit, but for `others`; None for a question that was not asked."""
    return {fact: value for fact, value in {**FITS_THE_TRIAL, **others}.items() if value is not None}
