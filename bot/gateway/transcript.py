"""What was said, as the widget may see it."""

from collections.abc import Iterator, Sequence
from typing import Any

from bot.gateway.replies import Kept, shown_message
from bot.store import TurnRecord


def offered_by(turns: Sequence[TurnRecord]) -> tuple[Kept, ...]:
    """The messages whose buttons may be pressed: those of the last reply."""
    return next((turn.reply for turn in reversed(turns) if turn.reply is not None), ())


def shown_reply(turn: TurnRecord, with_buttons: bool = True) -> list[dict[str, Any]]:
    """The assistant's messages of a turn."""
    messages = enumerate(turn.reply or ())
    return [shown_message(each, f"m-{turn.number}-{place}", with_buttons) for place, each in messages]


def shown_words(turn: TurnRecord, last: bool = False) -> dict[str, Any] | None:
    """The person's message of a turn; None for one that the transcript does not show.

    The last one can be sent again, unless an agent sent it, with the caller's words beside it.
    """
    if turn.said is None:
        return None
    shown = {"id": turn.key, "from": "person", "text": turn.said}
    if turn.reply is None:
        again = {"resend": dict(turn.request)} if last and "words" not in turn.request else {}
        shown |= {"unanswered": True} | again
    return shown


def transcript(turns: tuple[TurnRecord, ...]) -> list[dict[str, Any]]:
    """All of it, oldest first. Only the last reply has buttons: earlier ones can no longer be pressed."""
    return list(_shown(turns))


def _shown(turns: tuple[TurnRecord, ...]) -> Iterator[dict[str, Any]]:
    newest = max((turn.number for turn in turns if turn.reply is not None), default=None)
    for turn in turns:
        words = shown_words(turn, last=turn is turns[-1])
        if words:
            yield words
        yield from shown_reply(turn, with_buttons=turn.number == newest)
