"""What an agent's form means, as a message of the door."""

from collections.abc import Sequence

from pydantic import ValidationError

from bot.gateway.console.calls_screen import DECLINED, UNKNOWN, no_answer_button
from bot.gateway.refusals import Refusal
from bot.gateway.shapes import (
    LONGEST_TEXT,
    ChoiceMessage,
    ChoicesMessage,
    CommandMessage,
    SpokenMessage,
    TextMessage,
)
from bot.gateway.wording import AnyMessage
from bot.language.safety import read_danger
from bot.language.word_lists import word_list
from bot.store import TurnRecord

NO_ANSWERS = frozenset({UNKNOWN, DECLINED})
COMMANDS = frozenset({"go_back", "continue", "start_over", "review"})
"""What an agent can ask of the assistant beside answering."""


def message_of(turns: tuple[TurnRecord, ...], text: str, choices: Sequence[str], command: str) -> AnyMessage:
    """The message: a key for no answer, something asked of the assistant, keys (with the words beside them), or words.

    Raises Refusal for what the assistant could not take.
    """
    if command in NO_ANSWERS:
        return _no_answer(turns, text, command)
    if command:
        return _command(command)
    if choices:
        return _chosen(text, choices)
    return _typed(text)


def _command(command: str) -> CommandMessage:
    if command not in COMMANDS:
        raise Refusal("not_understood")
    return CommandMessage(command=command)


def _no_answer(turns: tuple[TurnRecord, ...], text: str, value: str) -> AnyMessage:
    button = no_answer_button(turns, value)
    if button is None:
        return _typed(text or word_list("calls_words", "bot.gateway.console")["no_answers"][value])
    return _chosen(text, [button])


def _chosen(text: str, choices: Sequence[str]) -> AnyMessage:
    if text and read_danger(text):
        # Words of danger must be heard, whatever key is pressed beside them.
        return _typed(text)
    try:
        if text:
            return SpokenMessage(choices=list(choices), words=text)
        return (
            ChoiceMessage(choice=choices[0]) if len(choices) == 1 else ChoicesMessage(choices=list(choices))
        )
    except ValidationError:
        raise Refusal("too_long" if len(text) > LONGEST_TEXT else "not_understood") from None


def _typed(text: str) -> TextMessage:
    if not text:
        raise Refusal("empty")
    if len(text) > LONGEST_TEXT:
        raise Refusal("too_long")
    return TextMessage(text=text)
