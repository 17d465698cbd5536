"""The end of the interview."""

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.callback import offer_before_window
from actions.guarded import GuardedAction
from actions.recording import record_ending
from actions.translation import interview_of, say
from bot.app import app
from bot.conversation.contract import result_as_json
from bot.conversation.facts import CONSENT
from bot.conversation.result import end


class GiveResult(GuardedAction):
    """Gives the result, its reasons and the sites; or takes leave of a person who did not consent."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_give_result"

    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list:
        """Say and record the end of the interview."""
        interview = interview_of(tracker, app().today())
        answers = interview.answers
        if answers.get(CONSENT) is not True:
            dispatcher.utter_message(response="utter_consent_declined")
            return []
        ending = end(interview, app().today())
        say(dispatcher, ending.notes)
        told = result_as_json(ending.screening, answers, ending.sites)
        dispatcher.utter_message(json_message=told)
        record_ending(tracker, ending, told["result"])
        return offer_before_window(dispatcher, ending.screening)
