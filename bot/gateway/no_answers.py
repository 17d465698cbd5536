"""On the phone every question offers not knowing and rather not saying, also where the chat has no button for it."""

from collections.abc import Sequence

from bot.callcenter.script import DECLINED, UNKNOWN, no_answers
from bot.conversation.questions import QUESTIONS
from bot.gateway.replies import Kept, answers_only, kept_button


def with_no_answers(reply: Sequence[Kept]) -> list[Kept]:
    """The reply, each question of the screening with a button for both."""
    return [_with_both(message) if message.get("ask") in QUESTIONS else message for message in reply]


def _with_both(message: Kept) -> Kept:
    offered = message["buttons"]
    lacking = [
        kept_button({"title": key.title, "payload": key.payload})
        for value, key in zip((UNKNOWN, DECLINED), no_answers(message["ask"]), strict=True)
        if not any(answers_only(each, value) for each in offered)
    ]
    return {**message, "buttons": [*offered, *lacking]}
