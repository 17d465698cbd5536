"""Slots that only actions fill are not looked at one by one for each message.

Rasa goes through all slots and their mappings after each message. Here every slot is filled by actions alone, so there
is never anything to extract. Where the domain has another slot, or an action that validates what was extracted, all of
Rasa's own way is taken.
"""

from typing import Any

from rasa.core.actions.action import ActionExtractSlots
from rasa.shared.core.constants import (
    ACTION_VALIDATE_SLOT_MAPPINGS,
    DEFAULT_SLOT_NAMES,
    MAPPING_TYPE,
    SlotMappingType,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event

from bot.rasa.corrections.correction import Correction, Replacement

KEPT = "_slots_only_by_actions"
FILLED_BY = "action"
_each_looked_at = ActionExtractSlots.run


async def _run(self: ActionExtractSlots, output_channel, nlg, tracker, domain: Domain) -> list[Event]:
    kept = vars(domain)
    if KEPT not in kept:
        kept[KEPT] = _only_by_actions(domain)
    return [] if kept[KEPT] else await _each_looked_at(self, output_channel, nlg, tracker, domain)


def _only_by_actions(domain: Domain) -> bool:
    mappings = (
        mapping for slot in domain.slots if slot.name not in DEFAULT_SLOT_NAMES for mapping in slot.mappings
    )
    return ACTION_VALIDATE_SLOT_MAPPINGS not in domain.user_actions and all(map(_by_no_message, mappings))


def _by_no_message(mapping: dict[str, Any]) -> bool:
    custom = SlotMappingType(mapping.get(MAPPING_TYPE)) == SlotMappingType.CUSTOM
    return custom and not mapping.get(FILLED_BY)


CORRECTION = Correction(
    "slots_by_actions",
    (Replacement("rasa.core.actions.action:ActionExtractSlots.run", "13487835d751b652", _run),),
)
