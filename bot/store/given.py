"""The answers that one message gave, kept together: all of them or none."""

from collections.abc import Sequence
from datetime import datetime

from bot.store import answers, screenings
from bot.store.driven import Driven, RowRefused
from bot.store.kept import GivenAnswer, ScreeningId
from bot.store.opened import OpenedDatabase


class GivenRecords(OpenedDatabase):
    """Keeps the answers of a message."""

    def record_message(
        self,
        conversation: str,
        channel: str,
        page_version: str,
        message_id: str,
        given: Sequence[GivenAnswer],
        at: datetime,
    ) -> ScreeningId:
        """Adds the answers that a message gave, in the conversation's open screening.

        A screening that has ended with an outcome is opened again, so that an answer can change; where there is
        none, or it was abandoned, another begins. One message answers a fact once: when it is delivered again, the
        answer first recorded stands, and a screening that has ended since stays ended.

        Raises ValueError for a value that does not go with its status.
        """
        for each in given:
            answers.check(each.fact, each.value, each.status)
        try:
            return self._record_message(conversation, channel, page_version, message_id, given, at)
        except RowRefused:
            # Another worker began a screening for this conversation in the same instant; now it is there to be found.
            return self._record_message(conversation, channel, page_version, message_id, given, at)

    def _record_message(
        self,
        conversation: str,
        channel: str,
        page_version: str,
        message_id: str,
        given: Sequence[GivenAnswer],
        at: datetime,
    ) -> ScreeningId:
        with self._driver.transaction() as writing:
            screening = screenings.held_current(writing, conversation)
            if screening is None or screening.set_aside:
                screening = screenings.begin(writing, conversation, channel, page_version, at)
            if not given or _any_new(writing, screening.id, message_id, given, at):
                screenings.open_again(writing, screening)
            return screening.id


def _any_new(
    writing: Driven, screening: ScreeningId, message_id: str, given: Sequence[GivenAnswer], at: datetime
) -> bool:
    return any([answers.add_once(writing, screening, each, message_id, at) for each in given])
