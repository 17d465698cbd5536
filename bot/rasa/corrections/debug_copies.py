"""What is only shown in the debug log is not copied where there is no debug log.

Rasa makes deep copies of events, slots and states for its debug log, which then leaves them out. Here the same
functions run with a `deepcopy` that copies only while the log shows them.
"""

import copy
import logging
from types import FunctionType, SimpleNamespace
from typing import Any

from rasa.core.actions.forms import FormAction
from rasa.core.processor import MessageProcessor

from bot.rasa.corrections.correction import Correction, Replacement


def _deepcopy(shown: Any) -> Any:
    return copy.deepcopy(shown) if logging.getLogger("rasa").isEnabledFor(logging.DEBUG) else shown


def _sparing(function: FunctionType) -> FunctionType:
    """The same function, to which `copy` means copying for the log."""
    names = {**function.__globals__, "copy": SimpleNamespace(deepcopy=_deepcopy)}
    spared = FunctionType(
        function.__code__, names, function.__name__, function.__defaults__, function.__closure__
    )
    spared.__kwdefaults__ = function.__kwdefaults__
    return spared


def _replacement(place: str, digest: str, written: FunctionType) -> Replacement:
    return Replacement(place, digest, _sparing(written))


CORRECTION = Correction(
    "debug_copies",
    (
        _replacement(
            "rasa.core.processor:MessageProcessor.parse_message",
            "b98d8e49b9f2c433",
            MessageProcessor.parse_message,
        ),
        _replacement(
            "rasa.core.processor:MessageProcessor.run_action_extract_slots",
            "ff52049be97dde87",
            MessageProcessor.run_action_extract_slots,
        ),
        _replacement(
            "rasa.core.processor:MessageProcessor._log_action_on_tracker",
            "d973d12a6d0a3623",
            MessageProcessor._log_action_on_tracker,
        ),
        _replacement(
            "rasa.core.actions.forms:FormAction.validate_slots", "b00dc863e49a8fde", FormAction.validate_slots
        ),
        _replacement(
            "rasa.core.actions.forms:FormAction._validate_if_required",
            "d8a33e9bd38f67dc",
            FormAction._validate_if_required,
        ),
    ),
)
