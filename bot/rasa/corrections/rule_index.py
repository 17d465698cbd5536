"""The rules that may apply are looked up by the action before them and the intent.

At each prediction Rasa tries every rule, and there are hundreds, against the latest state of the conversation, and
most fall out by their action or their intent. Here only those that fit in both are tried, by Rasa's own check.

After each message it first tries the rules that go by its words instead of its intent, for which it plays the
conversation again. Where no rule could apply then, that is left out.
"""

from collections import defaultdict
from typing import Any

from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, SHOULD_NOT_BE_SET, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

from bot.rasa.corrections.correction import Correction, Replacement

KEPT = "_rules_by_latest_state"
ANY = None
Found = tuple[str | None, str | None, bool]
_tried_all = RulePolicy._get_possible_keys
_found = RulePolicy._find_action_from_rules


class RuleIndex:
    """The keys of rules by the action and the intent of their latest state."""

    def __init__(self, lookup: dict[str, str]) -> None:
        self.lookup = lookup
        self.count = len(lookup)
        self._keys: dict[tuple[str | None, str | None], set[str]] = defaultdict(set)
        for key in lookup:
            latest = RulePolicy._rule_key_to_state(key)[-1]
            self._keys[_named(latest, PREVIOUS_ACTION, ACTION_NAME), _named(latest, USER, INTENT)].add(key)

    def is_of(self, lookup: dict[str, str]) -> bool:
        """Whether it was made of these rules."""
        return self.lookup is lookup and self.count == len(lookup)

    def may_apply(self, state: State) -> set[str]:
        """The rules that do not fall out by the action or the intent of the latest state."""
        actions = {ANY, _named(state, PREVIOUS_ACTION, ACTION_NAME)}
        intents = {ANY, _named(state, USER, INTENT)}
        return set().union(
            *(self._keys.get((action, intent), ()) for action in actions for intent in intents)
        )

    def may_apply_to_words(self) -> bool:
        """Whether any rule goes by the words of a message, or by no message at all."""
        return any(self._keys.get((action, ANY)) for action in (ANY, ACTION_LISTEN_NAME))


def _named(state: State, part: str, name: str) -> str | None:
    value: Any = (state.get(part) or {}).get(name)
    return value if isinstance(value, str) and value and value != SHOULD_NOT_BE_SET else ANY


def _get_possible_keys(self: RulePolicy, lookup: dict[str, str], states: list[State]) -> set[str]:
    if not states:
        return _tried_all(self, lookup, states)
    return _tried_all(self, dict.fromkeys(_index_of(self, lookup).may_apply(states[-1])), states)


def _find_action_from_rules(
    self: RulePolicy, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
) -> Found:
    if use_text_for_last_user_input and not any(
        _index_of(self, self.lookup[rules]).may_apply_to_words()
        for rules in (RULES, RULES_FOR_LOOP_UNHAPPY_PATH)
    ):
        return None, None, False
    return _found(self, tracker, domain, use_text_for_last_user_input)


def _index_of(policy: RulePolicy, lookup: dict[str, str]) -> RuleIndex:
    indices = vars(policy).setdefault(KEPT, {})
    index = indices.get(id(lookup))
    if index is None or not index.is_of(lookup):
        index = indices[id(lookup)] = RuleIndex(lookup)
    return index


CORRECTION = Correction(
    "rule_index",
    (
        Replacement(
            "rasa.core.policies.rule_policy:RulePolicy._get_possible_keys",
            "2915fd81711e194c",
            _get_possible_keys,
        ),
        Replacement(
            "rasa.core.policies.rule_policy:RulePolicy._find_action_from_rules",
            "be6da6ee0f5429bd",
            _find_action_from_rules,
        ),
    ),
)
