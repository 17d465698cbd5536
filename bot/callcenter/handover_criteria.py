"""The criteria and the medicines in the summary for a site."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.callcenter.answers_given import GivenAnswer
from bot.callcenter.panel import Line
from bot.callcenter.wording import panel_words
from bot.language.word_lists import word_list
from bot.sheet.answers import printable
from bot.trial.medicines import strong_cyp3a4
from bot.values import UNKNOWN, Answers

MEDICINES = "medications"


@dataclass(frozen=True, slots=True)
class Told:
    """One answer behind a criterion: its title where there are several, what was understood, and who gave it."""

    title: str
    said: str
    given_by: str


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion as it is printed."""

    title: str
    verdict: str
    why: str
    told: tuple[Told, ...]
    settled_by: str


@dataclass(frozen=True, slots=True)
class Medicine:
    """A medicine as the person named it; `mark` says how strongly it changes CYP3A4, "" where that is not known."""

    name: str
    mark: str


def rows_of(lines: Iterable[Line]) -> tuple[CriterionRow, ...]:
    """The criteria as they are printed."""
    return tuple(_row(line) for line in lines)


def _row(line: Line) -> CriterionRow:
    several = len(line.answers) > 1
    told = tuple(Told(each.title if several else "", _said(each), each.now.given_by) for each in line.answers)
    verdict = panel_words("verdicts")[line.verdict.value]["word"]
    return CriterionRow(line.title, verdict, printable(line.why), told, line.settled_by)


def _said(answer: GivenAnswer) -> str:
    if answer.fact == MEDICINES:
        # They have a list of their own, and may be many.
        return word_list("handover_words", "bot.callcenter")["medicines"]["see"]
    return printable(answer.now.said)


def medicines_of(answers: Answers) -> tuple[tuple[Medicine, ...], str]:
    """The medicines as they were told, and what is said of them as a whole."""
    said = word_list("handover_words", "bot.callcenter")["medicines"]
    told = answers.get(MEDICINES)
    if told is None:
        return (), said["not_asked"]
    if told is UNKNOWN:
        return (), said["unknown"]
    marked = tuple(_medicine(name, said) for name in told)
    if not marked:
        return (), said["none"]
    return marked, said["note"] if any(each.mark for each in marked) else ""


def _medicine(name: str, said: dict[str, str]) -> Medicine:
    strength = strong_cyp3a4(name)
    return Medicine(printable(name), said[strength] if strength else "")
