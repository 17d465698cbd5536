"""The form: it hears each message as the answer to the open question, and asks what the criteria need next."""

import json

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT

from actions.guarded import GuardedAction, GuardedForm
from actions.labels import words_of
from actions.recording import record_answers
from actions.translation import (
    ANSWER_INTENT,
    CHECK,
    FORM,
    as_button,
    earlier_words,
    interview_of,
    is_given_anew,
    is_unheard,
    message_of,
    pressed_title,
    said_beside,
    say,
    slot_events,
)
from bot.app import app
from bot.conversation.asking import open_question
from bot.conversation.checks import Check, CheckKind
from bot.conversation.contract import check_as_json
from bot.conversation.facts import ASKED, CONSENT
from bot.conversation.hearing import hear, recall
from bot.conversation.interview import Interview, Turn
from bot.conversation.questions import QUESTIONS
from bot.conversation.reviewing import say_reading
from bot.language.wording import say_stretches

NEVER_AN_ANSWER = frozenset({"emergency", "suicide_risk"})
"""Intents that are never an answer, whatever else the words say."""


class ValidateScreeningForm(GuardedForm):
    """Hears answers and names the next question.

    A message that is no answer sets no slot; Rasa then rejects the form for this turn, and the rules for
    interruptions take over. So an answer to the open question always wins over an interruption.
    """

    def name(self) -> str:
        """The name by which Rasa calls it: validate_ and the form's own."""
        return f"validate_{FORM}"

    async def required_slots(self, domain_slots, dispatcher, tracker: Tracker, domain) -> list[str]:
        """A reading that waits for the person's word, or else the fact that the criteria need next."""
        interview = interview_of(tracker, app().today())
        if interview.check:
            return [CHECK]
        question = open_question(interview, app().today())
        return [question.name] if question else []

    async def next_requested_slot(self, dispatcher, tracker: Tracker, domain) -> dict:
        """The first of the required slots, filled or not: a person may want to answer a question anew."""
        required = await self.required_slots([], dispatcher, tracker, domain)
        return SlotSet(REQUESTED_SLOT, next(iter(required), None))

    async def get_validation_events(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain) -> list:
        """What the latest message answers, as slots; nothing if it is no answer, or was heard before."""
        message, today = message_of(tracker), app().today()
        if is_given_anew(message):
            # The rule for corrections takes it up, whatever question is open.
            return []
        if message.intent in NEVER_AN_ANSWER or not is_unheard(tracker, FORM, {*ASKED, CHECK}):
            return []
        before = interview_of(tracker, today)
        asked = before.check.fact if before.check else tracker.get_slot(REQUESTED_SLOT)
        if not before.check and not message.button:
            message = as_button(message, asked)
        turn = hear(before, QUESTIONS[asked], message, today)
        if turn is None:
            return []
        say(dispatcher, turn.notes)
        record_answers(tracker, before, turn.interview, _words(tracker, message.text))
        if turn.interview.answers.get(CONSENT) is True and CONSENT not in before.answers:
            turn = _recalled(dispatcher, tracker, turn.interview)
        return slot_events(before, turn.interview)


def _words(tracker: Tracker, text: str) -> str:
    """What the person said; on the phone also what a caller said before the agent pressed a button for them."""
    return " ".join(filter(None, [said_beside(tracker), words_of(text, pressed_title(tracker))]))


def _recalled(dispatcher: CollectingDispatcher, tracker: Tracker, interview: Interview) -> Turn:
    """The turn that takes what the person had said before consenting, in those words."""
    earlier = earlier_words(tracker)
    turn = recall(interview, earlier, app().today())
    if turn.interview is not interview:
        say(dispatcher, turn.notes)
        record_answers(tracker, interview, turn.interview, " ... ".join(earlier))
    return turn


class AskUnderstandingCheck(GuardedAction):
    """Asks about a reading that waits."""

    def name(self) -> str:
        """The name by which the form calls it: action_ask_ and the slot's own."""
        return f"action_ask_{CHECK}"

    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list:
        """Say what was understood, or name the choices, with buttons for them."""
        check = interview_of(tracker, app().today()).check
        if check.kind is CheckKind.NARROW:
            _ask_for_a_stretch(dispatcher, check)
            return []
        today = app().today()
        readings = {fact: ASKED[fact].read(raw, today) for fact, raw in check.readings.items()}
        words = "; ".join(say_reading(fact, value) for fact, value in readings.items())
        response = ASKS_FOR_A_YES[check.kind]
        dispatcher.utter_message(response=response, reading=words, json_message=check_as_json(check))
        return []


ASKS_FOR_A_YES = {CheckKind.CONFIRM: "utter_check_reading", CheckKind.CHANGE: "utter_check_change"}


def _ask_for_a_stretch(dispatcher: CollectingDispatcher, check: Check) -> None:
    raw_parts = check.readings[check.fact]
    parts = [ASKED[check.fact].read(raw, app().today()) for raw in raw_parts]
    choices = say_stretches(parts)
    buttons = [
        {"title": choice, "payload": f"/{ANSWER_INTENT}{json.dumps({check.fact: raw})}"}
        for choice, raw in zip(choices, raw_parts, strict=True)
    ]
    dispatcher.utter_message(
        response="utter_check_boundary",
        choices="; or ".join(choices),
        buttons=buttons,
        json_message=check_as_json(check),
    )
