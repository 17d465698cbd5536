"""A tracker that is not played again from its first event whenever somebody wants a copy of it."""

from copy import copy
from dataclasses import replace
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    Event,
    FollowupAction,
    Restarted,
    SessionStarted,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

TAKES_BACK = (ActionReverted, UserUtteranceReverted)
BEGINS_ANEW = (Restarted, SessionStarted)


class LiveTracker(DialogueStateTracker):
    """The same tracker as Rasa's, event by event; only what Rasa finds by replaying, this one remembers.

    Where an event takes others back, Rasa's own way is taken.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._forget_applied()

    def init_copy(self) -> DialogueStateTracker:
        """A tracker without events, with the same slots, each at its first value."""
        begun = DialogueStateTracker(
            self.sender_id, (), self._max_event_history, is_rule_tracker=self.is_rule_tracker
        )
        begun.slots = {name: _copy_of(slot) for name, slot in self.slots.items()}
        begun._reset_slots()
        return begun

    def copy(self) -> DialogueStateTracker:
        """A tracker in the state that the events lead to."""
        followup = _Followup.of(self.events)
        if followup is None:
            return super().copy()
        copied = copy(self)
        copied.events = self.events.copy()
        copied.slots = dict(self.slots)
        copied.active_loop = self.active_loop and replace(self.active_loop)
        # What Rasa's own copy does not take over.
        copied.sender_source = copied.model_id = copied.assistant_id = None
        copied.followup_action = followup.action
        copied._applied = list(self._applied)
        copied._loops = set(self._loops)
        return copied

    def _set_slot(self, key: str, value: Any) -> None:
        # Copies share their slots: who sets one takes another in its place.
        if key in self.slots:
            self.slots[key] = _copy_of(self.slots[key])
        super()._set_slot(key, value)

    def _reset_slots(self) -> None:
        self.slots = {name: _copy_of(slot) for name, slot in self.slots.items()}
        super()._reset_slots()

    def applied_events(self) -> list[Event]:
        """The events without those that were taken back, as Rasa finds them, each event looked at once."""
        if self._looked_at > len(self.events) or (
            self._looked_at and self.events[self._looked_at - 1] is not self._looked_at_last
        ):
            self._forget_applied()
        new = [self.events[place] for place in range(self._looked_at - len(self.events), 0)]
        if any(
            isinstance(event, ActiveLoop) and event.name and event.name not in self._loops for event in new
        ):
            # The name of a loop changes what its earlier events mean.
            self._forget_applied()
            new = list(self.events)
            self._loops = {event.name for event in new if isinstance(event, ActiveLoop) and event.name}
        for event in new:
            self._apply(event)
        self._looked_at = len(self.events)
        self._looked_at_last = self.events[-1] if self.events else None
        return list(self._applied)

    def idx_after_latest_restart(self) -> int:
        """The place after the latest restart, 0 without one."""
        self.applied_events()
        return super().idx_after_latest_restart() if self._restarted else 0

    def _apply(self, event: Event) -> None:
        if isinstance(event, BEGINS_ANEW):
            self._applied = []
            self._restarted = self._restarted or isinstance(event, Restarted)
        elif isinstance(event, ActionReverted):
            self._undo_till_previous(ActionExecuted, self._applied)
        elif isinstance(event, UserUtteranceReverted):
            self._undo_till_previous(UserUttered, self._applied)
            self._undo_till_previous(ActionExecuted, self._applied)
        elif self._repeats_a_loop(event):
            self._undo_till_previous_loop_execution(event.action_name, self._applied)
        else:
            self._applied.append(event)

    def _repeats_a_loop(self, event: Event) -> bool:
        return (
            isinstance(event, ActionExecuted)
            and event.action_name in self._loops
            and not self._first_loop_execution_or_unhappy_path(event.action_name, self._applied)
        )

    def _forget_applied(self) -> None:
        self._applied: list[Event] = []
        self._loops: set[str] = set()
        self._restarted = False
        self._looked_at = 0
        self._looked_at_last: Event | None = None


class _Followup:
    """The action that the events say is to follow. Rasa clears the tracker's own when it predicts it."""

    def __init__(self, action: str | None) -> None:
        self.action = action

    @classmethod
    def of(cls, events: Any) -> "_Followup | None":
        """What follows; None where an event that takes others back makes it hard to say."""
        for event in reversed(events):
            if isinstance(event, TAKES_BACK):
                return None
            if isinstance(event, (ActionExecuted, UserUttered)):
                return cls(None)
            if isinstance(event, FollowupAction):
                return cls(event.action_name)
            if isinstance(event, Restarted):
                return cls(ACTION_SESSION_START_NAME)
            if isinstance(event, SessionStarted):
                return cls(ACTION_LISTEN_NAME)
        return cls(ACTION_LISTEN_NAME)


def _copy_of(slot: Slot) -> Slot:
    copied = slot.__class__.__new__(slot.__class__)
    copied.__dict__.update(slot.__dict__)
    return copied
