"""The queue as the console shows it: who is to be called, in order, and who has them in hand."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.callcenter.answers_given import values_of
from bot.callcenter.urgency import Due, Queued, Waiting, in_order, infusion_of
from bot.gateway.door import Door
from bot.store import StaffId, StaffRecord
from bot.store.kept_cases import CaseRecord

WINDOW_FACTS = ("car_t_product", "car_t_infusion_date")


class Show(StrEnum):
    """Which part of the queue somebody looks at."""

    NOW = "now"
    OVERDUE = "overdue"
    TODAY = "today"
    LATER = "later"
    MINE = "mine"


OF_DUE = {
    Show.NOW: (Due.OVERDUE, Due.TODAY),
    Show.OVERDUE: (Due.OVERDUE,),
    Show.TODAY: (Due.TODAY,),
    Show.LATER: (Due.LATER,),
    Show.MINE: tuple(Due),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the queue; `holder` and `owner` are names, `holder` of somebody other than who looks."""

    queued: Queued
    mine: bool
    holder: str | None
    owner: str | None


@dataclass(frozen=True, slots=True)
class QueueView:
    """The lines of every part of the queue."""

    lines: tuple[Line, ...]

    def part(self, show: Show) -> list[Line]:
        """The lines of one part."""
        return [
            each
            for each in self.lines
            if each.queued.due in OF_DUE[show] and (each.mine or show is not Show.MINE)
        ]

    def counts(self) -> Counter[Show]:
        """How many lines each part has."""
        return Counter({show: len(self.part(show)) for show in Show})


def queue_of(door: Door, staff: StaffRecord) -> QueueView:
    """The queue, as this person sees it."""
    queued = people_waiting(door)
    cases = door.records.cases_about({each.callback.conversation for each in queued})
    names = staff_names(door)
    return QueueView(
        tuple(_line(door, staff, each, cases.get(each.callback.conversation), names) for each in queued)
    )


def people_waiting(door: Door) -> Sequence[Queued]:
    """Everybody who is to be called, the most urgent first."""
    callbacks, today = door.records.waiting_callbacks(), door.app.today()
    attempts = door.records.attempts([each.id for each in callbacks])
    answers = door.records.answers_about({each.conversation for each in callbacks}, WINDOW_FACTS)
    infused = {name: infusion_of(values_of(list(kept.values()), today)) for name, kept in answers.items()}
    return in_order(
        (Waiting(each, attempts.get(each.id, ()), infused.get(each.conversation)) for each in callbacks),
        today,
    )


def staff_names(door: Door) -> dict[StaffId, str]:
    """The names of everybody who works or worked here."""
    return {each.id: each.name for each in door.records.all_staff()}


def _line(
    door: Door, staff: StaffRecord, queued: Queued, case: CaseRecord | None, names: dict[StaffId, str]
) -> Line:
    if case is None:
        return Line(queued, mine=False, holder=None, owner=None)
    holder = case.holder(door.app.now())
    return Line(
        queued,
        mine=case.belongs_to(staff.id, door.app.now()),
        holder=names.get(holder) if holder != staff.id else None,
        owner=names.get(case.owner),
    )
