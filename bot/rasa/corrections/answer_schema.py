"""The answer of the action server is checked against a schema that is prepared once.

Rasa hands the schema to `jsonschema.validate` for each answer, which first checks the schema itself against the
schema of schemas; and then tries each event against every kind of event. Here the schema is checked once, and an
event is tried against its own kind first (it names its kind, so it can be of no other); only when that fails, all of
Rasa's check is made, for its message.
"""

from functools import cache
from typing import Any

from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.constants import DOCS_BASE_URL
from rasa.shared.utils.schemas.events import EVENT_SCHEMA

from bot.rasa.corrections.correction import Correction, Replacement


def _validate_action_result(self: RemoteAction, result: Any) -> bool:
    if _is_plainly_right(result):
        return True
    error = best_match(_whole().iter_errors(result))
    if error is None:
        return True
    error.message += (
        f". Failed to validate Action server response from API, make sure your response from the Action endpoint "
        f"is valid. For more information about the format visit {DOCS_BASE_URL}/custom-actions"
    )
    raise error


def _is_plainly_right(result: Any) -> bool:
    if not isinstance(result, dict) or set(result) - {"events", "responses"}:
        return False
    events, responses = result.get("events", []), result.get("responses", [])
    lists = isinstance(events, list) and isinstance(responses, list)
    return lists and all(isinstance(each, dict) for each in responses) and all(map(_is_of_its_kind, events))


def _is_of_its_kind(event: Any) -> bool:
    kind = _kinds().get(event.get("event")) if isinstance(event, dict) else None
    return kind is not None and kind.is_valid(event)


@cache
def _whole() -> Any:
    return _prepared(RemoteAction.action_response_format_spec())


@cache
def _kinds() -> dict[str, Any]:
    kinds = {each["properties"]["event"]["const"]: each for each in EVENT_SCHEMA["oneOf"]}
    return {name: _prepared({**EVENT_SCHEMA, "oneOf": [kind]}) for name, kind in kinds.items()}


def _prepared(schema: dict) -> Any:
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


CORRECTION = Correction(
    "answer_schema",
    (
        Replacement(
            "rasa.core.actions.action:RemoteAction._validate_action_result",
            "f8cdb4be68123961",
            _validate_action_result,
        ),
    ),
)
