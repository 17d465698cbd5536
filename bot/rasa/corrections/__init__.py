"""Corrections to Rasa's own code, one module for each: what each is worth stands in docs/decisions/0013.

Each is put in place when Rasa starts, and only where Rasa's source is the one it was written for. Each can be left
out by its name: AFTERCART_RASA_CORRECTIONS_OFF=answer_schema,event_types (or `all`), which is how tests compare.
"""

import os
from importlib.metadata import version

from bot.rasa.absent import CORRECTIONS_OFF
from bot.rasa.corrections import (
    action_call,
    action_servers,
    answer_schema,
    debug_copies,
    event_types,
    failed_actions,
    failed_saves,
    form_trackers,
    graph_runner,
    kept_connection,
    known_domain,
    messages_heard,
    payloads,
    rule_index,
    settings_files,
    slots_by_actions,
    trained_domain,
)
from bot.rasa.corrections.correction import Correction, RasaHasChanged

RASA_VERSION = "3.6.21"
ALL = "all"

CORRECTIONS: tuple[Correction, ...] = (
    answer_schema.CORRECTION,
    event_types.CORRECTION,
    kept_connection.CORRECTION,
    action_call.CORRECTION,
    form_trackers.CORRECTION,
    graph_runner.CORRECTION,
    rule_index.CORRECTION,
    payloads.CORRECTION,
    failed_saves.CORRECTION,
    failed_actions.CORRECTION,
    messages_heard.CORRECTION,
    action_servers.CORRECTION,
    slots_by_actions.CORRECTION,
    known_domain.CORRECTION,
    debug_copies.CORRECTION,
    trained_domain.CORRECTION,
    settings_files.CORRECTION,
)


def correct_rasa() -> None:
    """Put every correction in place that is not left out.

    Raises RasaHasChanged for another version of Rasa or other source, and ValueError for a name that is none.
    """
    if version("rasa") != RASA_VERSION:
        raise RasaHasChanged(f"The corrections are for Rasa {RASA_VERSION}, not {version('rasa')}.")
    for correction in wanted(os.environ.get(CORRECTIONS_OFF, "")):
        for replacement in correction.replacements:
            replacement.check()
        for replacement in correction.replacements:
            replacement.put_in_place()


def wanted(off: str) -> tuple[Correction, ...]:
    """The corrections without those named, with commas between the names. Raises ValueError for a name that is none."""
    names = {each.strip() for each in off.split(",") if each.strip()}
    known = {each.name for each in CORRECTIONS}
    if names - known - {ALL}:
        raise ValueError(f"{CORRECTIONS_OFF} may name {', '.join(sorted(known))} or {ALL}.")
    return () if ALL in names else tuple(each for each in CORRECTIONS if each.name not in names)
