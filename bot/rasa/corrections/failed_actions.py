"""An action that fails ends its turn, and nothing of the turn is kept.

Rasa goes on without the action's events: half a turn is kept, and the person hears nothing, or hears the next question
although the answer was lost. Here the failure goes up to the channel, which says so; the message can be sent again.
"""

from rasa.core.actions.action import Action, ActionExecutionRejection
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import ActionExecutionRejected
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa.corrections.correction import Correction, Replacement


async def _run_action(
    self: MessageProcessor,
    action: Action,
    tracker: DialogueStateTracker,
    output_channel: OutputChannel,
    nlg: NaturalLanguageGenerator,
    prediction: PolicyPrediction,
) -> bool:
    trial = tracker.copy()
    trial.update_with_events(prediction.events, self.domain)
    try:
        events = await action.run(output_channel, nlg, trial, self.domain)
    except ActionExecutionRejection:
        rejected = ActionExecutionRejected(action.name(), prediction.policy_name, prediction.max_confidence)
        tracker.update(rejected)
    else:
        self._log_action_on_tracker(tracker, action, events, prediction)
        await self.execute_side_effects(events, tracker, output_channel)
    return self.should_predict_another_action(action.name())


CORRECTION = Correction(
    "failed_actions",
    (Replacement("rasa.core.processor:MessageProcessor._run_action", "6d383d0179ef1187", _run_action),),
)
