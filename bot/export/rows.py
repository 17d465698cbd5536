"""The rows of one person."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from bot.export.cells import SEVERAL, value_cells
from bot.export.contact_rows import call_row, callback_row, referral_row
from bot.export.day_zero import DayZero, day_zero_of
from bot.export.row import Cell, Row
from bot.export.wording import as_json, moment
from bot.store.kept import AnswerRecord, ResultRecord
from bot.store.kept_export import PersonKept, ScreeningKept


def rows_of(person: PersonKept, study_id: str) -> Iterator[Row]:
    """All rows of a person, with all columns of an identified export."""
    zero = day_zero_of(person)
    of_calls = (call_row(number, each, zero) for number, each in enumerate(person.calls, start=1))
    of_callbacks = (callback_row(number, each, zero) for number, each in enumerate(person.callbacks, start=1))
    of_referrals = (referral_row(number, each, zero) for number, each in enumerate(person.referrals, start=1))
    of_screenings = chain.from_iterable(_of_screening(person, each, zero) for each in person.screenings)
    for row in chain(of_screenings, of_calls, of_callbacks, of_referrals):
        yield Row(row.table, {"study_id": study_id, **row.cells})


def _of_screening(person: PersonKept, kept: ScreeningKept, zero: DayZero) -> Iterator[Row]:
    number = {"screening": kept.screening.number}
    yield Row("screenings", number | _screening(person, kept, zero))
    for answer, version, current in _versions(kept.answers):
        yield Row("answers", number | {"version": version, "current": current} | _answer(answer, zero))
    for result in kept.results:
        run = number | {"run": result.run}
        yield Row("results", run | _result(result, zero))
        for verdict in result.verdicts:
            cells = {
                "criterion": verdict.criterion,
                "verdict": verdict.verdict,
                "available_from_day": zero.after(verdict.available_from),
                "available_from": moment(verdict.available_from),
                "reason": verdict.reason,
            }
            yield Row("verdicts", run | cells)


def _screening(person: PersonKept, kept: ScreeningKept, zero: DayZero) -> dict[str, Cell]:
    screening = kept.screening
    return {
        "channel": screening.channel,
        "page_version": screening.page_version,
        "day_zero": zero.what,
        "started_day": zero.after(screening.started_at),
        "ended_day": zero.after(screening.ended_at),
        "consent": screening.consent,
        "outcome": screening.outcome,
        "endings": len(kept.results),
        "conversation": person.conversation,
        "case_id": str(person.case.id) if person.case else None,
        "started_at": moment(screening.started_at),
        "ended_at": moment(screening.ended_at),
    }


def _versions(answers: tuple[AnswerRecord, ...]) -> Iterator[tuple[AnswerRecord, int, bool]]:
    last = {answer.fact: answer.sequence for answer in answers}
    seen: Counter[str] = Counter()
    for answer in answers:
        seen[answer.fact] += 1
        yield answer, seen[answer.fact], last[answer.fact] == answer.sequence


def _answer(answer: AnswerRecord, zero: DayZero) -> dict[str, Cell]:
    return {
        "fact": answer.fact,
        "status": answer.status,
        "given_by": answer.given_by,
        "day": zero.after(answer.understood_at),
        **value_cells(answer.fact, answer.value, zero.day),
        "answered_at": moment(answer.understood_at),
        "value_as_kept": as_json(answer.value),
        "words": answer.words,
    }


def _result(result: ResultRecord, zero: DayZero) -> dict[str, Cell]:
    offered = result.referral
    return {
        "ended_day": zero.after(result.ended_at),
        "outcome": result.outcome,
        "sites_offered": len(offered.sites) if offered else None,
        "ended_at": moment(result.ended_at),
        "place": offered.place if offered else None,
        "sites": SEVERAL.join(site.name for site in offered.sites) if offered else None,
    }
