"""Looking back: changing an answer by its name, hearing what is known so far, going on after a settled outcome."""

from collections.abc import Mapping

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.guarded import GuardedAction
from actions.recording import record_answers
from actions.translation import (
    FORM,
    begin_form,
    interview_of,
    is_given_anew,
    message_of,
    said_beside,
    say,
    slot_events,
)
from bot.app import app
from bot.conversation.asking import open_question
from bot.conversation.changing import change
from bot.conversation.correcting import named_question, put_right
from bot.conversation.facts import ASKED, CONSENT
from bot.conversation.interview import Interview, Turn
from bot.conversation.reviewing import review
from bot.conversation.taking import take_correction
from bot.conversation.understanding import read_given
from bot.screening.forms import Json


class ChangeAnswer(GuardedAction):
    """Opens the question that a message names, to be answered anew."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_change_answer"

    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list:
        """Open the question, or ask which one is meant."""
        return _open_named(dispatcher, tracker, interview_of(tracker, app().today()))


class Correct(GuardedAction):
    """Puts right what a message corrects: in the person's words, or by the facts that the console gives anew."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_correct"

    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list:
        """Make the change, or ask which answer is meant."""
        today = app().today()
        before = interview_of(tracker, today)
        message = message_of(tracker)
        if is_given_anew(message):
            return _give_anew(dispatcher, tracker, before, message.button)
        values = put_right(before, message.text, today)
        if not values:
            return _open_named(dispatcher, tracker, before)
        return _changed(dispatcher, tracker, before, change(before, values, today), message.text)


def _give_anew(
    dispatcher: CollectingDispatcher, tracker: Tracker, before: Interview, given: Mapping[str, list[Json]]
) -> list:
    """Take facts that somebody gave outright, who was shown what it does. Nothing is taken without consent."""
    today = app().today()
    understood = read_given(given, today) if given.keys() <= ASKED.keys() - {CONSENT} else None
    if understood is None or before.answers.get(CONSENT) is not True:
        dispatcher.utter_message(response="utter_impossible_answer")
        return asking(tracker)
    turn = take_correction(before, understood, today)
    return _changed(dispatcher, tracker, before, turn, said_beside(tracker) or "")


def _changed(
    dispatcher: CollectingDispatcher, tracker: Tracker, before: Interview, turn: Turn, words: str
) -> list:
    record_answers(tracker, before, turn.interview, words)
    say(dispatcher, turn.notes)
    return [*slot_events(before, turn.interview), *asking(tracker)]


def _open_named(dispatcher: CollectingDispatcher, tracker: Tracker, before: Interview) -> list:
    question = named_question(before, message_of(tracker).text)
    if question is None:
        dispatcher.utter_message(response="utter_which_answer")
        return []
    dispatcher.utter_message(response="utter_reopened")
    return [*slot_events(before, before.reopening(question.name)), *asking(tracker)]


def asking(tracker: Tracker) -> list:
    """The events that open the form when it is closed; during the interview the rules return to it."""
    return [] if tracker.active_loop_name == FORM else begin_form()


class Review(GuardedAction):
    """Says what is known so far, in the person's terms."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_review"

    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list:
        """List the answers, each with its plain name."""
        lines = list(review(interview_of(tracker, app().today())))
        if lines:
            dispatcher.utter_message(response="utter_review", lines="\n".join(lines))
        else:
            dispatcher.utter_message(response="utter_review_empty")
        return []


class GoOn(GuardedAction):
    """Goes on with the questions for the record, although the outcome is settled."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_go_on"

    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list:
        """Open the form again if a question is left."""
        before = interview_of(tracker, app().today())
        after = before.going_on()
        if open_question(after, app().today()) is None:
            dispatcher.utter_message(response="utter_nothing_to_go_on_with")
            return []
        dispatcher.utter_message(response="utter_going_on")
        return [*slot_events(before, after), *begin_form()]
