"""An action that fails says so kindly, keeps what is known, and puts nobody's words into a log.

One that cannot reach the records is no such failure: it ends the turn, of which nothing is kept, and the door has the
same message sent again.
"""

import logging
import traceback
from abc import ABC, abstractmethod

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT, FormValidationAction

from bot.conversation.slots import MEMORY
from bot.store import RecordsUnavailable

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
        except RecordsUnavailable:
            raise
        except Exception as failure:
            return apologize(dispatcher, tracker, self.name(), failure)


class GuardedForm(FormValidationAction, ABC):
    """A form's validation that hears each message as a whole, and whose failure reaches the person as an apology."""

    @abstractmethod
    def name(self) -> str:
        """validate_ and the form's own name."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list:
        """Hear the message and name the next question; or apologize, and leave everything as it was."""
        try:
            return await super().run(dispatcher, tracker, domain)
        except RecordsUnavailable:
            raise
        except Exception as failure:
            return apologize(dispatcher, tracker, self.name(), failure)

    async def get_extraction_events(self, dispatcher, tracker: Tracker, domain) -> list:
        """Nothing: what a message says is heard by `get_validation_events`."""
        return []


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
