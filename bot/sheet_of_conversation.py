"""The sheet for a conversation, from the records."""

from collections.abc import Mapping
from datetime import date

from bot.conversation.facts import ZIP_CODE
from bot.sheet.answers import SheetAnswer
from bot.sheet.content import Sheet
from bot.sheet.from_answers import sheet_of_answers
from bot.store.kept import AnswerRecord, AnswerStatus
from bot.store.records import Records
from bot.trial.facts import FACTS


class NothingToPrint(LookupError):
    """The records hold no answers of this conversation that still count; the message says so."""


def sheet_of_conversation(records: Records, conversation: str, as_of: date) -> Sheet:
    """The sheet for what is on record of a conversation, screened on the day `as_of`.

    The screen is worked out anew, so that its window and its verdicts are those of the sheet's own day.
    Raises NothingToPrint, RecordsUnavailable, and ImpossibleAnswer for a day on which an answer cannot be.
    """
    kept = {fact: each for fact, each in _kept(records, conversation).items() if each.value is not None}
    given = [_answer(each, as_of) for fact, each in kept.items() if fact in FACTS]
    if not given:
        raise NothingToPrint(f"The conversation {conversation!r} has no answers to print yet.")
    home = kept.get(ZIP_CODE)
    told = home is not None and home.status is AnswerStatus.ANSWERED
    return sheet_of_answers(given, str(home.value) if told else "", as_of)


def _answer(kept: AnswerRecord, as_of: date) -> SheetAnswer:
    value = FACTS[kept.fact].read(kept.value, as_of)
    return SheetAnswer(kept.fact, value, kept.words, kept.status is AnswerStatus.DECLINED)


def _kept(records: Records, conversation: str) -> Mapping[str, AnswerRecord]:
    """The answers that count; those of a screening that was set aside do not."""
    screening = records.current_screening(conversation)
    if screening is None:
        raise NothingToPrint(f"There is no conversation {conversation!r} on record.")
    return {} if screening.set_aside else records.current_answers(screening.id)
