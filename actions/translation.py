"""Between Rasa's tracker and the interview. What anything means is decided elsewhere."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT

from actions.labels import pressed_by_words
from bot.conversation.interview import Interview, Message, Note
from bot.conversation.slots import changed_slots, interview_in

FORM = "screening_form"
CHECK = "understanding_check"
"""The slot that is asked for while a reading waits. It is never filled: Rasa asks only for empty slots."""
ANSWER_INTENT = "answer"
CORRECT_INTENT = "correct"
CARRY_FACTS = frozenset({ANSWER_INTENT, CORRECT_INTENT})
"""Intents whose payload carries facts: a button's, and a correction's from the console. Nobody can type them."""
CALL_CENTER = "call_center"
"""The input channel of what an agent types for a caller."""


def interview_of(tracker: Tracker, as_of: date) -> Interview:
    """The interview that the tracker's slots hold."""
    return interview_in(tracker.slots, as_of)


def message_of(tracker: Tracker) -> Message:
    """The person's latest message. Only a payload carries facts."""
    latest = tracker.latest_message
    intent = (latest.get("intent") or {}).get("name") or ""
    carried: dict[str, list] = {}
    for entity in (latest.get("entities") or []) if intent in CARRY_FACTS else []:
        # Rasa takes a list in a payload apart, into one entity for each of its values.
        carried.setdefault(entity["entity"], []).append(entity["value"])
    return Message(latest.get("text") or "", intent, carried)


def is_given_anew(message: Message) -> bool:
    """Whether a message is a correction from the console, which names its facts."""
    return message.intent == CORRECT_INTENT and bool(message.button)


def as_button(message: Message, question: str) -> Message:
    """The message, taken for a button of the question where it is word for word the button's title."""
    facts = pressed_by_words(message.text, question)
    button = {fact: raw if isinstance(raw, list) else [raw] for fact, raw in facts.items()}
    return replace(message, button=button) if button else message


def slot_events(before: Interview, after: Interview) -> list[dict]:
    """The slots that a turn changed."""
    return [SlotSet(name, raw) for name, raw in changed_slots(before, after).items()]


def say(dispatcher: CollectingDispatcher, notes: Iterable[Note]) -> None:
    """Say each note by its response in the domain."""
    for note in notes:
        dispatcher.utter_message(response=note.response, **note.details)


def earlier_words(tracker: Tracker) -> list[str]:
    """What the person typed before the latest message."""
    texts = [event.get("text") or "" for event in tracker.events if event["event"] == "user"]
    return [text for text in texts[:-1] if not text.startswith("/")]


def message_id(tracker: Tracker) -> str:
    """What names the latest message. One that comes again has a new id from Rasa; the door's key stays the same."""
    latest = tracker.latest_message
    return (latest.get("metadata") or {}).get("key") or latest["message_id"]


def said_beside(tracker: Tracker) -> str | None:
    """What a caller said in words of their own, where the latest message is a button that an agent pressed."""
    return (tracker.latest_message.get("metadata") or {}).get("said")


def pressed_title(tracker: Tracker) -> str | None:
    """What stood on the button, or the buttons, of the latest message, where it tells it."""
    return (tracker.latest_message.get("metadata") or {}).get("pressed")


def chat_words(tracker: Tracker) -> list[str]:
    """What was typed in the chat, without what an agent typed for a caller."""
    said = (event for event in tracker.events if event["event"] == "user")
    return [event.get("text") or "" for event in said if event.get("input_channel") != CALL_CENTER]


def is_unheard(tracker: Tracker, form: str, asks: Collection[str]) -> bool:
    """Whether a form runs for a new message: one of its questions is open, and nothing else has run since.

    Rasa also runs a form to ask again after an interruption, and then the message has been heard.
    """
    if tracker.get_slot(REQUESTED_SLOT) not in asks:
        return False
    ran = set()
    for event in reversed(tracker.events):
        if event["event"] == "user":
            break
        if event["event"] in ("action", "action_execution_rejected"):
            ran.add(event["name"])
    return ran <= {form}


def begin_form() -> list[dict]:
    """The events that open the form, whatever was going on."""
    return [ActiveLoop(None), FollowupAction(FORM)]
