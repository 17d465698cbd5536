"""Slots that no message fills by itself are not looked at.

After each message Rasa tries the mappings of every slot. A mapping of the type `custom` without an action of its own
never fills one. Where all are of this kind, and no action validates the extraction, there is nothing to do.
"""

from typing import Any

from rasa.core.actions.action import ActionExtractSlots
from rasa.shared.core.constants import ACTION_VALIDATE_SLOT_MAPPINGS, DEFAULT_SLOT_NAMES, SlotMappingType
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event

from bot.rasa.corrections.correction import Correction, Replacement

_tried_all = ActionExtractSlots.run
FOUND = "_no_message_fills_a_slot"
"""Where the finding is kept: on the domain, which takes milliseconds to compare with another."""


async def _run(
    self: ActionExtractSlots, output_channel: Any, nlg: Any, tracker: Any, domain: Domain
) -> list[Event]:
    if FOUND not in vars(domain):
        setattr(domain, FOUND, _fills_nothing(domain))
    return [] if vars(domain)[FOUND] else await _tried_all(self, output_channel, nlg, tracker, domain)


def _fills_nothing(domain: Domain) -> bool:
    slots = [slot for slot in domain.slots if slot.name not in DEFAULT_SLOT_NAMES]
    mappings = (mapping for slot in slots for mapping in slot.mappings)
    idle = all(
        each.get("type") == str(SlotMappingType.CUSTOM) and not each.get("action") for each in mappings
    )
    return idle and ACTION_VALIDATE_SLOT_MAPPINGS not in domain.user_actions


CORRECTION = Correction(
    "slot_extraction",
    (Replacement("rasa.core.actions.action:ActionExtractSlots.run", "13487835d751b652", _run),),
)
