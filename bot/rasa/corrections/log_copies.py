"""Nothing is copied for a debug log that nobody writes.

Rasa makes deep copies of messages, events and states as arguments of debug logs, and a text of all slots, whether or
not the log is written. In these modules `copy` serves for nothing else.
"""

import copy
import logging
from types import SimpleNamespace
from typing import Any

from rasa.core.processor import MessageProcessor

from bot.rasa.corrections.correction import Correction, Replacement

_told = MessageProcessor._log_slots


def _debugging() -> bool:
    return logging.getLogger().isEnabledFor(logging.DEBUG)


def _deepcopy(value: Any) -> Any:
    return copy.deepcopy(value) if _debugging() else value


def _log_slots(tracker: Any) -> None:
    if _debugging():
        _told(tracker)


COPY = SimpleNamespace(deepcopy=_deepcopy)

CORRECTION = Correction(
    "log_copies",
    (
        Replacement("rasa.core.processor:copy", "f42dfbf26e2ffcb6", COPY),
        Replacement("rasa.core.actions.forms:copy", "7cb6c30550116597", COPY),
        Replacement("rasa.core.policies.rule_policy:copy", "952d1a13906511ac", COPY),
        Replacement(
            "rasa.core.processor:MessageProcessor._log_slots", "cfc60d6857d3466d", staticmethod(_log_slots)
        ),
    ),
)
