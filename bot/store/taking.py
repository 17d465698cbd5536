"""Taking a message at the door: what is known of it, what it answers, and keeping it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.store import turn_rows
from bot.store.driven import Driven
from bot.store.kept import TurnRecord


@dataclass(frozen=True, slots=True)
class Taking:
    """A message of a conversation under its key, within the transaction that takes it."""

    begun: Driven
    conversation: str
    key: str

    def may_come_from(self, digest: str) -> bool:
        """Whether the visit of this digest is open, and one of this conversation."""
        return turn_rows.is_open(self.begun, self.conversation, digest)

    def known(self) -> TurnRecord | None:
        """The turn that was taken before under this key."""
        return turn_rows.known(self.begun, self.conversation, self.key)

    def last_reply(self) -> Sequence[Mapping[str, Any]]:
        """The last reply of the conversation; empty where nothing was said yet."""
        return turn_rows.last_reply(self.begun, self.conversation)

    def keep(self, request: Mapping[str, Any], said: str | None, at: datetime) -> TurnRecord:
        """Keeps the message; `request` is how it was sent, `said` how the transcript shows it (None: not at all)."""
        return turn_rows.add(self.begun, self.conversation, self.key, request, said, at)
