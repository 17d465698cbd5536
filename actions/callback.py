"""A person to talk to: a callback with its own consent, and a code by which the call goes on where the chat was."""

from datetime import timedelta

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT

from actions.guarded import GuardedAction, GuardedForm
from actions.screening_form import NEVER_AN_ANSWER
from actions.translation import begin_form, interview_of, is_unheard, message_of
from bot.app import app
from bot.conversation.asking import open_question
from bot.conversation.contact import ASKED, CONSENT, NAME, PHONE, TIME, next_asked, read_contact
from bot.conversation.facts import CONSENT as SCREENING_CONSENT
from bot.language.phone import read_phone

FORM = "callback_form"
LEAVES = frozenset({"stop", "goodbye", "go_back", "start_over"})
"""Intents by which a person leaves the callback without one."""


class ValidateCallbackForm(GuardedForm):
    """Hears name, telephone number and time; what is not understood is left to the rules, as in the interview."""

    def name(self) -> str:
        """The name by which Rasa calls it."""
        return f"validate_{FORM}"

    async def get_validation_events(self, dispatcher, tracker: Tracker, domain) -> list:
        """What the message answers."""
        message = message_of(tracker)
        asked = tracker.get_slot(REQUESTED_SLOT)
        if message.intent in NEVER_AN_ANSWER | LEAVES or not is_unheard(tracker, FORM, ASKED):
            return []
        if asked == CONSENT and message.intent in ("affirm", "deny"):
            return [SlotSet(CONSENT, message.intent == "affirm")]
        value = read_contact(asked, message.text)
        return [] if value is None else [SlotSet(asked, value)]

    async def next_requested_slot(self, dispatcher, tracker: Tracker, domain) -> dict:
        """What to ask next."""
        return SlotSet(REQUESTED_SLOT, next_asked(tracker.slots))


class RequestCallback(GuardedAction):
    """Keeps the request, says the code, and goes on with the interview where it was."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_request_callback"

    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list:
        """Keep what was given, if the person agreed."""
        if tracker.get_slot(CONSENT) is True and tracker.get_slot(TIME):
            _keep(tracker)
            dispatcher.utter_message(response="utter_callback_kept")
            _say_code(dispatcher, tracker)
        else:
            dispatcher.utter_message(response="utter_callback_declined")
        emptied = [SlotSet(name, None) for name in ASKED]
        return [*emptied, *_back_to_the_interview(tracker)]


def _keep(tracker: Tracker) -> None:
    given = tracker.get_slot(PHONE)
    app().records.request_callback(
        tracker.sender_id,
        name=tracker.get_slot(NAME),
        phone=read_phone(given).value,
        phone_as_given=given,
        best_time=tracker.get_slot(TIME),
        consent_at=app().now(),
        message_id=tracker.latest_message["message_id"],
        at=app().now(),
    )


def _say_code(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    screening = app().records.current_screening(tracker.sender_id)
    if screening:
        lifetime = timedelta(days=app().settings.code_days)
        code = app().records.reference_code(screening.id, app().now(), lifetime)
        dispatcher.utter_message(
            response="utter_reference_code", code=code, days=str(app().settings.code_days)
        )


def _back_to_the_interview(tracker: Tracker) -> list:
    interview = interview_of(tracker, app().today())
    begun = SCREENING_CONSENT in interview.answers or interview.memory.misses
    going_on = begun and open_question(interview, app().today()) is not None
    return begin_form() if going_on else []
