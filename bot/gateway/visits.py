"""Which conversation a session belongs to, remembered: that never changes, and every message asks for it."""

from collections import OrderedDict

from starlette.concurrency import run_in_threadpool

from bot.store import Records

MOST_REMEMBERED = 4096


class Visits:
    """The conversations of the sessions that were heard of last.

    Whether a session is still let in is another question, for the records alone: another gateway may have ended it.
    """

    def __init__(self, records: Records) -> None:
        self._records = records
        self._conversations: OrderedDict[str, str] = OrderedDict()

    async def conversation_of(self, digest: str) -> str | None:
        """The conversation of the session that is kept under this digest; None where there is none."""
        if digest not in self._conversations:
            visit = await run_in_threadpool(self._records.visit, digest)
            if visit is None:
                return None
            self._remember(digest, visit.conversation)
        self._conversations.move_to_end(digest)
        return self._conversations[digest]

    def _remember(self, digest: str, conversation: str) -> None:
        self._conversations[digest] = conversation
        while len(self._conversations) > MOST_REMEMBERED:
            self._conversations.popitem(last=False)
