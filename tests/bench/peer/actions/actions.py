"""What a developer would write for the same form in Rasa's own manner: any answer is taken as it stands."""

from rasa_sdk import Action
from rasa_sdk.forms import FormValidationAction


class ValidateScreeningForm(FormValidationAction):
    """Takes each answer that is not empty."""

    def name(self):
        """The name by which Rasa calls it."""
        return "validate_screening_form"

    async def validate(self, dispatcher, tracker, domain):
        """The slots that were just filled, without blanks."""
        filled = tracker.form_slots_to_validate()
        tracker.add_slots(
            [{"event": "slot", "name": name, "value": text.strip()} for name, text in filled.items()]
        )
        return await self.get_validation_events(dispatcher, tracker, domain)


class GiveResult(Action):
    """Ends the screen."""

    def name(self):
        """The name in the domain."""
        return "action_give_result"

    def run(self, dispatcher, tracker, domain):
        """Say a result."""
        dispatcher.utter_message(response="utter_result_likely_eligible")
        dispatcher.utter_message(json_message={"result": {}})
        return []
