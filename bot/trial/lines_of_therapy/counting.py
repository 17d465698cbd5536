"""Counts lines of therapy in what a person tells of past treatment."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from bot.language.word_lists import word_list
from bot.trial.lines_of_therapy.judging import Before, judge_drugs, judge_transplant, judge_upkeep
from bot.trial.lines_of_therapy.order import as_it_happened, before_car_t
from bot.trial.lines_of_therapy.ordinals import count_given, with_numbers
from bot.trial.lines_of_therapy.plan import NO_DRUGS, Line, started_by
from bot.trial.lines_of_therapy.signs import CAR_T, DRUGS, TRANSPLANTS, signs_in
from bot.trial.lines_of_therapy.steps import Begins, Kind, LineCount, Step, each_once
from bot.trial.lines_of_therapy.told import Told, told_in
from bot.trial.lines_of_therapy.wording import Place, places
from bot.values import Interval

_KINDS = {DRUGS: Kind.TREATMENT, "upkeep": Kind.MAINTENANCE, CAR_T: Kind.CAR_T, "relapse": Kind.RELAPSE}
_GIVEN = (Kind.TREATMENT, Kind.TRANSPLANT, Kind.MAINTENANCE)


def count_lines(text: str) -> LineCount | None:
    """How many lines of therapy a story of treatments tells before the CAR-T, as a range with reasons.

    The range holds every count that the words allow under the consensus rules (see `judging`). None when the
    text names no treatment before the CAR-T. Never raises.
    """
    said = places(text)
    told = as_it_happened(said, before_car_t(said, told_in(said, signs_in(said))))
    story = _tell(with_numbers(said, told), said, text)
    if not any(_is_named(step) for step in story.steps):
        return None
    lines, reasons = _with_count(Interval(story.low, story.high), count_given(text, said))
    named = [step.reason for step in story.steps]
    return LineCount(
        Interval(float(lines.low), float(lines.high)),
        tuple(story.steps),
        each_once([*named, *story.reasons, *reasons]),
    )


def _is_named(step: Step) -> bool:
    """Whether a step is a treatment, and not just "chemo", which may have been several lines."""
    return bool(step.medicines or step.kind is not Kind.TREATMENT) and step.kind in _GIVEN


@cache
def sentences() -> Mapping[str, str]:
    """What each reason says to the person, by its key."""
    return word_list("reasons", __package__)


@dataclass
class _Story:
    """The count so far, with the line that the story is in."""

    low: float = 0
    high: float = 0
    line: Line | None = None
    steps: list[Step] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    since: frozenset[str] = frozenset()
    named: frozenset[str] = NO_DRUGS


def _tell(told: list[Told], said: tuple[Place, ...], text: str) -> _Story:
    story = _Story()
    for at, part in enumerate(told):
        kind = _kind(part)
        if kind in _GIVEN:
            begins, reason = _judge(story, part, kind, told[at + 1 :])
            begins, reason = _numbered(story, part, begins, reason)
            _go_on(story, part, kind, begins)
        else:
            begins, reason = Begins.NOT_COUNTED, part.kind
            story.since |= {part.kind}
        if kind:
            story.steps.append(_step(part, kind, begins, reason, said, text))
    return story


def _kind(part: Told) -> Kind | None:
    if part.kind in TRANSPLANTS:
        return Kind.TRANSPLANT
    return Kind.MAINTENANCE if part.kind == DRUGS and part.has("upkeep") else _KINDS.get(part.kind)


def _judge(story: _Story, part: Told, kind: Kind, ahead: list[Told]) -> tuple[Begins, str]:
    if story.line is None:
        return _judge_first(part)
    before = Before(
        story.line,
        story.since,
        story.named,
        last=not any(_kind(later) in _GIVEN for later in ahead),
        until_relapse=_relapse_then_treatment(ahead),
    )
    judges = {Kind.TREATMENT: judge_drugs, Kind.TRANSPLANT: judge_transplant, Kind.MAINTENANCE: judge_upkeep}
    return judges[kind](part, before)


def _judge_first(part: Told) -> tuple[Begins, str]:
    if _is_steroid_alone(part):
        return Begins.EITHER, "steroid_alone"
    if part.has("doubtful"):
        return Begins.EITHER, "not_sure_it_was_given"
    return Begins.NEW_LINE, "first_treatment"


def _is_steroid_alone(part: Told) -> bool:
    return part.kind == DRUGS and bool(part.sign.medicines) and not part.drugs


def _relapse_then_treatment(ahead: list[Told]) -> bool:
    steps = [kind for kind in map(_kind, ahead) if kind]
    return bool(steps) and steps[0] is Kind.RELAPSE and any(kind in _GIVEN for kind in steps)


def _numbered(story: _Story, part: Told, begins: Begins, reason: str) -> tuple[Begins, str]:
    """Takes the person's own number for a step where the words leave it open, and else keeps both."""
    number = part.sign.number
    low = story.low + (begins is Begins.NEW_LINE)
    high = story.high + (begins in (Begins.NEW_LINE, Begins.EITHER))
    if number is None:
        story.low, story.high = low, high
        return begins, reason
    if low <= number <= high:
        begins = Begins.NEW_LINE if number > story.high else begins
        story.low = story.high = number
        return begins, "you_numbered_it"
    story.low, story.high = min(low, number), max(high, number)
    story.reasons.append("counts_disagree")
    return begins, reason


def _go_on(story: _Story, part: Told, kind: Kind, begins: Begins) -> None:
    """Keeps the line in which the fewest lines are counted."""
    if begins is Begins.NEW_LINE:
        story.line = started_by(part, kind is Kind.TRANSPLANT, first=story.line is None)
    elif story.line is not None and not _is_steroid_alone(part):
        story.line = _continued(story.line, part, kind)
    if part.kind == "several_transplants":
        story.high += 1
        story.reasons.append("another_transplant")
    story.since = frozenset()
    story.named |= part.drugs


def _continued(line: Line, part: Told, kind: Kind) -> Line:
    if kind is Kind.TRANSPLANT:
        return line.with_transplant()
    if kind is Kind.MAINTENANCE:
        return line.with_upkeep(part.drugs)
    if part.has("listed"):
        return replace(line, drugs=line.drugs | part.drugs)
    return line if part.drugs <= line.drugs and not line.transplanted else line.with_regimen(part.drugs)


def _step(part: Told, kind: Kind, begins: Begins, reason: str, said: tuple[Place, ...], text: str) -> Step:
    start, end = said[part.sign.first].start, said[part.sign.last - 1].end
    medicines = {medicine.generic for medicine in part.sign.medicines if medicine.generic}
    return Step(text[start:end], kind, tuple(sorted(medicines)), begins, reason, start, end)


def _with_count(counted: Interval[float], given: Interval[float] | None) -> tuple[Interval[float], list[str]]:
    """Narrows the count by the number that the person states; a number that does not fit widens it."""
    if given is None:
        return counted, []
    low, high = max(counted.low, given.low), min(counted.high, given.high)
    if low <= high:
        return Interval(low, high), ["you_gave_the_count"]
    return Interval(min(counted.low, given.low), max(counted.high, given.high)), ["counts_disagree"]
