"""What a message of the API means: the words for Rasa, and how the transcript shows them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.questions import QUESTIONS
from bot.gateway.cleaning import clean
from bot.gateway.refusals import Refusal
from bot.gateway.replies import Kept, pressed
from bot.gateway.shapes import (
    ChangeMessage,
    ChoiceMessage,
    ChoicesMessage,
    CommandMessage,
    CorrectionMessage,
    Message,
    SpokenMessage,
    TextMessage,
)
from bot.language.word_lists import word_list

OPENING = "open"
CORRECTING = "correct"
"""The intent of a correction, whose payload carries facts."""

AnyMessage = Message | SpokenMessage | CorrectionMessage
"""What the public API takes, and what only the console sends."""


@dataclass(frozen=True, slots=True)
class Wording:
    """`sent` goes to Rasa, `said` into the transcript (None: it shows nothing).

    `words` are what a caller said while an agent pressed a button for them; `pressed` is what stood on the buttons.
    """

    sent: str
    said: str | None
    words: str | None = None
    pressed: str | None = None


def is_pressed(message: AnyMessage) -> bool:
    """Whether a message is one of buttons, which mean what the last reply says that they mean."""
    return isinstance(message, ChoiceMessage | ChoicesMessage)


def wording_of(message: AnyMessage, offered: Sequence[Kept]) -> Wording:
    """What a message means after the last reply. Only a button or a command becomes an intent. Raises Refusal."""
    match message:
        case TextMessage(text=text):
            return _typed(text)
        case ChoiceMessage(choice=button):
            return _pressed(offered, [button])
        case SpokenMessage(choices=buttons, words=words):
            return _pressed(offered, buttons, clean(words) or None)
        case ChoicesMessage(choices=buttons):
            return _pressed(offered, buttons)
        case CommandMessage(command=command):
            return _commanded(command)
        case ChangeMessage(change=fact):
            return _changing(fact)
        case CorrectionMessage(correct=facts, words=words, said=said):
            return Wording(f"/{CORRECTING}{json.dumps(facts)}", said, clean(words) or None)


def _pressed(offered: Sequence[Kept], buttons: Sequence[str], words: str | None = None) -> Wording:
    payload, title = pressed(offered, list(dict.fromkeys(buttons)))
    return Wording(payload, title, words, title)


def _typed(text: str) -> Wording:
    words = clean(text)
    if not words:
        raise Refusal("empty")
    return Wording(words, words)


def _commanded(command: str) -> Wording:
    words = word_list("words", "bot.gateway")
    if command == OPENING:
        return Wording(f"/{words['opening']['intent']}", None)
    meant = words["commands"][command]
    return Wording(f"/{meant['intent']}", meant["said"])


def _changing(fact: str) -> Wording:
    question = question_of(fact)
    if question is None:
        raise Refusal("not_understood")
    name = word_list("question_names", "bot.conversation")[question][0]
    words = word_list("words", "bot.gateway")["change"].format(name=name)
    return Wording(words, words)


def question_of(fact: str) -> str | None:
    """The name of the question that settles a fact and can be asked again; None if there is none."""
    names = word_list("question_names", "bot.conversation")
    settling = (name for name, question in QUESTIONS.items() if fact in question.settles and name in names)
    return next(settling, None)
