"""An action that fails says so kindly, keeps what is known, and puts nobody's words into a log."""

import logging
import traceback
from abc import ABC, abstractmethod

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT

from actions.translation import MEMORY

log = logging.getLogger(__name__)


class GuardedAction(Action, ABC):
    """An action whose failure reaches the person as an apology, not as silence."""

    @abstractmethod
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list:
        """What the action does; returns Rasa events."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list:
        """Act, or apologize."""
        try:
            return await self.act(dispatcher, tracker, domain)
        except Exception as failure:
            return apologize(dispatcher, tracker, self.name(), failure)


def apologize(dispatcher: CollectingDispatcher, tracker: Tracker, action: str, failure: Exception) -> list:
    """Say that something went wrong, and leave the interview where it was, with the same question open.

    The log gets the kind of failure and its place in the code. Its message and the request could hold words that
    the person typed; left to itself, the server would log both.
    """
    place = "".join(traceback.format_tb(failure.__traceback__))
    log.error("%s failed with %s at\n%s", action, type(failure).__name__, place)
    dispatcher.messages.clear()
    dispatcher.utter_message(response="utter_error")
    # A slot is set anew, so that the form takes the turn as heard and asks its question again.
    return [SlotSet(name, tracker.get_slot(name)) for name in (MEMORY, REQUESTED_SLOT)]
