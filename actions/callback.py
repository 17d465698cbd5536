"""A person to talk to: a callback with its own consent, and a code by which the call goes on where the chat was."""

from datetime import date, timedelta

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT

from actions.guarded import GuardedAction, GuardedForm
from actions.screening_form import NEVER_AN_ANSWER
from actions.translation import begin_form, interview_of, is_unheard, message_id, message_of
from bot.app import app
from bot.conversation.asking import open_question
from bot.conversation.contact import ANEW, ASKED, BARRED, CONSENT, NAME, PHONE, TIME, next_asked, read_contact
from bot.conversation.facts import CONSENT as SCREENING_CONSENT
from bot.conversation.facts import of_the_trial
from bot.conversation.later_call import later_call
from bot.language.phone import read_phone
from bot.language.wording import say_day
from bot.screening.screening import Screening
from bot.store.kept import CallbackRecord
from bot.store.kept_queue import CallReason
from bot.trial.screen import screen

FORM = "callback_form"
LEAVES = frozenset({"stop", "goodbye", "go_back", "start_over"})
"""Intents by which a person leaves the callback without one."""
YES_OR_NO = frozenset({CONSENT, ANEW})
WHEN = "callback_when"
"""The slot that says whether the call is to be made before the window opens: offered, agreed to, or neither."""
OFFERED = "offered"
BEFORE_WINDOW = "before_window"


class ValidateCallbackForm(GuardedForm):
    """Hears name, telephone number and time; what is not understood is left to the rules, as in the interview."""

    def name(self) -> str:
        """The name by which Rasa calls it."""
        return f"validate_{FORM}"

    async def get_validation_events(self, dispatcher, tracker: Tracker, domain) -> list:
        """What the message answers."""
        message = message_of(tracker)
        if message.intent == "want_callback":
            return [SlotSet(WHEN, None)]
        asked = tracker.get_slot(REQUESTED_SLOT)
        if message.intent in NEVER_AN_ANSWER | LEAVES or not is_unheard(tracker, FORM, ASKED):
            return []
        if asked in YES_OR_NO and message.intent in ("affirm", "deny"):
            return [SlotSet(asked, message.intent == "affirm")]
        value = read_contact(asked, message.text)
        if value is None:
            return []
        return [SlotSet(asked, value), *(_may_be_called(value) if asked == PHONE else ())]

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
            _thank(dispatcher, _keep(tracker))
            _say_code(dispatcher, tracker)
        elif tracker.get_slot(ANEW) is False:
            dispatcher.utter_message(response="utter_callback_barred")
        else:
            dispatcher.utter_message(response="utter_callback_declined")
        emptied = [SlotSet(name, None) for name in (*ASKED, BARRED, WHEN)]
        return [*emptied, *_back_to_the_interview(tracker)]


def offer_before_window(dispatcher: CollectingDispatcher, screening: Screening) -> list:
    """Offer a call shortly before the window opens, where it is still to come; the slots that remember the offer."""
    day = later_call(screening)
    if day is not None:
        dispatcher.utter_message(response="utter_offer_call", day=say_day(day))
    return [SlotSet(WHEN, day and OFFERED)]


def answer_to_offer(dispatcher: CollectingDispatcher, intent: str) -> list:
    """The events that a yes or no to the offer leads to."""
    if intent == "affirm":
        return [SlotSet(WHEN, BEFORE_WINDOW), ActiveLoop(None), FollowupAction(FORM)]
    dispatcher.utter_message(response="utter_callback_declined")
    return [SlotSet(WHEN, None)]


def _may_be_called(given: str) -> list:
    return [SlotSet(BARRED, not app().records.may_call(read_phone(given).value))]


def _thank(dispatcher: CollectingDispatcher, kept: CallbackRecord) -> None:
    if kept.reason is CallReason.WINDOW_OPENS:
        dispatcher.utter_message(response="utter_callback_planned", day=say_day(kept.due_on))
    else:
        dispatcher.utter_message(response="utter_callback_kept")


def _keep(tracker: Tracker) -> CallbackRecord:
    given = tracker.get_slot(PHONE)
    day, reason = _day_and_reason(tracker)
    return app().records.request_callback(
        tracker.sender_id,
        name=tracker.get_slot(NAME),
        phone=read_phone(given).value,
        phone_as_given=given,
        best_time=tracker.get_slot(TIME),
        consent_at=app().now(),
        message_id=message_id(tracker),
        at=app().now(),
        due_on=day,
        reason=reason,
        lifts_do_not_call=tracker.get_slot(ANEW) is True,
    )


def _day_and_reason(tracker: Tracker) -> tuple[date, CallReason]:
    today = app().today()
    if tracker.get_slot(WHEN) == BEFORE_WINDOW:
        day = later_call(screen(of_the_trial(interview_of(tracker, today).answers), today))
        if day is not None:
            return day, CallReason.WINDOW_OPENS
    return today, CallReason.ASKED


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
