"""Whether each step begins a new line, by the consensus rules for counting lines of therapy.

Rajkumar, Richardson, San Miguel, Blood 2015;126(7):921-922: a line is one or more cycles of a regimen or of a
planned sequence (induction, transplant, consolidation and maintenance are one). A new line begins when another
regimen is started after one was stopped, when a drug is added or changed without a plan, and with each
transplant but a planned tandem. The same drugs restarted without another regimen between are the same line;
where the disease progressed in between, other guides count a new line, so it may be either.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.trial.lines_of_therapy.plan import Line, Phase, can_be_upkeep
from bot.trial.lines_of_therapy.steps import Begins
from bot.trial.lines_of_therapy.told import Told
from bot.trial.lines_of_therapy.wording import words

Judgement = tuple[Begins, str]

_NEW, _SAME, _EITHER = Begins.NEW_LINE, Begins.SAME_LINE, Begins.EITHER


@dataclass(frozen=True, slots=True)
class Before:
    """What stands around a step: the line so far, what was said since the last step, all drugs named so far.

    `since` holds kinds of signs ("relapse", "change" ...). `last` is whether nothing was given after it, and
    `until_relapse` whether a relapse follows it at once, and other treatment after that.
    """

    line: Line
    since: frozenset[str]
    named: frozenset[str]
    last: bool
    until_relapse: bool


def judge_drugs(told: Told, before: Before) -> Judgement:
    """A regimen after the first step."""
    for rule in _RULES:
        judgement = rule(told, before)
        if judgement:
            return judgement
    return _other_drugs(told, before)


def judge_upkeep(told: Told, before: Before) -> Judgement:
    """Drugs that were called maintenance or consolidation, after the first step."""
    line = before.line
    if "relapse" in before.since:
        return _EITHER, "upkeep_after_relapse"
    if line.phase is Phase.UPKEEP and told.drugs - line.drugs:
        return _EITHER, "upkeep_changed"
    return _SAME, "planned_parts"


def judge_transplant(told: Told, before: Before) -> Judgement:
    """A transplant after the first step."""
    line = before.line
    if told.kind == "tandem":
        return _SAME, "tandem"
    if "relapse" in before.since:
        return _NEW, "transplant_after_relapse"
    if line.phase is Phase.DRUGS and line.first:
        return _SAME, "planned_parts"
    if line.phase is Phase.UPKEEP and line.transplanted and told.has("again"):
        return _NEW, "another_transplant"
    return _EITHER, "another_transplant" if line.transplanted else "later_transplant"


def _said_to_be_unsure(told: Told, before: Before) -> Judgement | None:
    if told.has("perhaps_after"):
        return _EITHER, "before_or_after_car_t"
    if told.has("doubtful"):
        return _EITHER, "not_sure_it_was_given"
    if told.has("bridging") or "bridging" in before.since:
        return _EITHER, "bridging"
    return (_EITHER, "list_or_one_regimen") if told.has("listed") else None


def _nothing_named(told: Told, before: Before) -> Judgement | None:
    if told.drugs:
        return None
    if told.sign.medicines:
        return _EITHER, "steroid_alone"
    return (_NEW, "after_relapse") if "relapse" in before.since else (_EITHER, "not_named")


def _after_relapse(told: Told, before: Before) -> Judgement | None:
    if "relapse" not in before.since:
        return None
    if told.drugs <= before.line.drugs:
        return _EITHER, "same_drugs_again"
    return _NEW, "after_relapse"


def _fewer_or_same(told: Told, before: Before) -> Judgement | None:
    line = before.line
    if line.phase is not Phase.TRANSPLANTED and told.drugs <= line.drugs:
        return _SAME, "same_drugs"
    return None


def _after_transplant(told: Told, before: Before) -> Judgement | None:
    if before.line.phase is not Phase.TRANSPLANTED:
        return None
    if before.until_relapse and len(told.drugs) == 1 and can_be_upkeep(told.drugs):
        return _SAME, "upkeep_until_relapse"
    return _EITHER, "upkeep_or_new"


def _with_a_reason(told: Told, before: Before) -> Judgement | None:
    if {"trouble", "change"} <= before.since:
        return _NEW, "changed_for_a_reason"
    return None


def _pointing_back(told: Told, before: Before) -> Judgement | None:
    clearly_later = before.since & {"then", "again", "change"} or told.has("again")
    return (_EITHER, "named_again") if told.drugs <= before.named and not clearly_later else None


def _other_drugs(told: Told, before: Before) -> Judgement:
    line, overlap = before.line, told.drugs & before.line.drugs
    if overlap:
        return _EITHER, "drug_added"
    if _may_be_planned(told, line):
        return _EITHER, "planned_or_not"
    return (_EITHER, "last_before_car_t") if before.last else (_NEW, "other_drugs_later")


def _may_be_planned(told: Told, line: Line) -> bool:
    """Whether other drugs may be the next part of the same plan."""
    if (told.drugs | line.drugs) & words("short_chemotherapy"):
        return True
    if line.phase is Phase.CONSOLIDATED:
        return can_be_upkeep(told.drugs)
    return line.phase is Phase.DRUGS and (not line.drugs or (line.first and line.regimens == 1))


_RULES: tuple[Callable[[Told, Before], Judgement | None], ...] = (
    _said_to_be_unsure,
    _nothing_named,
    _after_relapse,
    _fewer_or_same,
    _with_a_reason,
    _after_transplant,
    _pointing_back,
)
