"""What the domain says of itself is worked out once, since it does not change while it is served.

For each message Rasa writes out the whole domain, and an empty one, to see whether it is empty; and for each action it
makes all twelve of its own actions anew, to look one up.
"""

from rasa.core.actions import action
from rasa.core.actions.action import Action
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from bot.rasa.corrections.correction import Correction, Replacement

EMPTY, ACTIONS = "_is_empty", "_actions"
_compared = Domain.is_empty
_looked_up = action.action_for_name_or_text


def _is_empty(self: Domain) -> bool:
    kept = vars(self)
    if EMPTY not in kept:
        kept[EMPTY] = _compared(self)
    return kept[EMPTY]


def _action(name: str, domain: Domain, action_endpoint: EndpointConfig | None) -> Action:
    # Actions hold nothing of a conversation.
    kept = vars(domain).setdefault(ACTIONS, {})
    known = kept.get(name)
    if known is None or known[0] is not action_endpoint:
        known = kept[name] = (action_endpoint, _looked_up(name, domain, action_endpoint))
    return known[1]


CORRECTION = Correction(
    "known_domain",
    (
        Replacement("rasa.shared.core.domain:Domain.is_empty", "884be90ef485f1d2", _is_empty),
        Replacement("rasa.core.actions.action:action_for_name_or_text", "a63fb2d066efa0bc", _action),
    ),
)
