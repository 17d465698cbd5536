"""What interrupts the interview, or stands beside it: opening, help, why, going back, starting over."""

from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT

from actions.callback import OFFERED, WHEN, answer_to_offer
from actions.guarded import GuardedAction
from actions.recording import record_answers, record_start_over
from actions.translation import FORM, begin_form, interview_of, message_of, say, slot_events
from bot.app import app
from bot.conversation.asking import asked_question, open_question
from bot.conversation.facts import CONSENT
from bot.conversation.helping import help_notes
from bot.conversation.interview import Interview

GO_ON = frozenset({"resume", "greet", "affirm"})
"""Intents that take up an interview that was stopped."""


class Open(GuardedAction):
    """Outside the form: welcomes a new person, takes up a stopped interview, or says what can be done after the end."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_open"

    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list:
        """Say where the interview stands, and open the form if it goes on."""
        if tracker.active_loop_name not in (None, FORM):
            # Another form is open, and no rule knew what to do with the message.
            dispatcher.utter_message(response="utter_callback_not_understood")
            return [FollowupAction(tracker.active_loop_name)]
        intent = message_of(tracker).intent
        if tracker.get_slot(WHEN) == OFFERED and intent in ("affirm", "deny"):
            return answer_to_offer(dispatcher, intent)
        interview = interview_of(tracker, app().today())
        answers = interview.answers
        going_on = intent in GO_ON
        if CONSENT not in answers:
            dispatcher.utter_message(response="utter_welcome")
            return begin_form()
        if answers[CONSENT] is not True and going_on:
            return [SlotSet(CONSENT, None), *begin_form()]
        if answers[CONSENT] is not True:
            dispatcher.utter_message(response="utter_consent_declined")
        elif open_question(interview, app().today()) is None:
            dispatcher.utter_message(response="utter_after_the_end")
        elif going_on:
            dispatcher.utter_message(response="utter_welcome_back")
            return begin_form()
        else:
            dispatcher.utter_message(response="utter_while_stopped")
        return []


class ExplainWhy(GuardedAction):
    """Says why the question is asked."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_explain_why"

    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list:
        """Say the reason of the question, or the general one."""
        question = asked_question(interview_of(tracker, app().today()), app().today())
        dispatcher.utter_message(
            response=f"utter_why_{question.name}" if question else "utter_why_in_general"
        )
        return []


class HelpWithQuestion(GuardedAction):
    """Helps with the open question when a message was not understood; after the second time it offers a way on."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_help_with_question"

    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list:
        """Say that it was not understood, and how the question can be answered."""
        before = interview_of(tracker, app().today())
        after = before.missed()
        message, question = message_of(tracker), open_question(before, app().today())
        say(dispatcher, help_notes(after, question, message.text, off_topic=message.intent == "out_of_scope"))
        return slot_events(before, after)


class GoBack(GuardedAction):
    """Takes back the last answer, so that its question is asked again."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_go_back"

    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list:
        """Take back the last answer; a reading that waits is dropped with it."""
        before = interview_of(tracker, app().today())
        if not before.memory.answered and not before.check:
            dispatcher.utter_message(response="utter_nothing_to_go_back_to")
            return []
        after = before.one_back()
        record_answers(tracker, before, after, message_of(tracker).text)
        dispatcher.utter_message(response="utter_went_back")
        return slot_events(before, after)


class StartOver(GuardedAction):
    """Sets all answers aside and begins again."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_start_over"

    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list:
        """Empty every slot of the interview; what was recorded stays on record as abandoned."""
        record_start_over(tracker)
        dispatcher.utter_message(response="utter_started_over")
        emptied = slot_events(interview_of(tracker, app().today()), Interview())
        return [*emptied, SlotSet(REQUESTED_SLOT, None), SlotSet(WHEN, None), *begin_form()]
