"""The data dictionary: what each column, fact, criterion and word of an export means.

It is made of what the program itself uses, so that it cannot say something else.
"""

import csv
from collections.abc import Iterator, Mapping
from typing import TextIO

from bot.conversation.facts import ASKED, CONSENT, LABS_AT_HAND, ZIP_CODE
from bot.export.columns import tables
from bot.language.word_lists import word_list
from bot.screening.kinds import Amount, Choice, Choices, Date, Names, Truth
from bot.screening.verdict import Outcome, Verdict
from bot.store.kept import AnswerStatus, CallbackStatus, GivenBy
from bot.store.kept_calls import CallDirection, CallOutcome
from bot.store.kept_queue import AttemptOutcome, CallReason
from bot.store.kept_site_referrals import LostReason, SiteReferralStatus
from bot.trial.criteria import CRITERIA
from bot.trial.saying import fact_title

HEAD = ("kind", "table", "name", "means", "unit", "values", "identified_only")
Entry = Mapping[str, str]

CLOSED_LISTS = {
    ("screenings", "outcome"): Outcome,
    ("results", "outcome"): Outcome,
    ("answers", "status"): AnswerStatus,
    ("answers", "given_by"): GivenBy,
    ("verdicts", "verdict"): Verdict,
    ("calls", "caller"): GivenBy,
    ("calls", "direction"): CallDirection,
    ("calls", "outcome"): CallOutcome,
    ("callbacks", "reason"): CallReason,
    ("callbacks", "status"): CallbackStatus,
    ("callbacks", "last_attempt"): AttemptOutcome,
    ("referrals", "status"): SiteReferralStatus,
    ("referrals", "lost_reason"): LostReason,
}


def entries(identified: bool) -> Iterator[Entry]:
    """All entries: columns by table, then facts, then criteria."""
    for table in tables().values():
        for column in table.shown(identified):
            values = "; ".join(CLOSED_LISTS.get((table.name, column.name), ()))
            yield _entry(
                "column", table.name, column.name, column.means, column.unit, values, column.identified
            )
    for fact in ASKED.values():
        yield _entry("fact", "answers", fact.name, _title(fact.name), *_values(fact.kind))
    for criterion in CRITERIA:
        means = " ".join(criterion.quote.split())
        yield _entry("criterion", "verdicts", criterion.id, means, values="; ".join(criterion.reads))


def write_csv(stream: TextIO, identified: bool) -> None:
    """The dictionary as CSV."""
    writer = csv.DictWriter(stream, HEAD)
    writer.writeheader()
    writer.writerows(entries(identified))


def write_markdown(stream: TextIO, identified: bool) -> None:
    """The dictionary as a page to read."""
    said = word_list("dictionary", "bot.export")
    stream.write(said["head"] + "\n" + said["identified" if identified else "deidentified"])
    for table in tables().values():
        stream.write(f"\n## {table.name}.csv\n\n{table.about}\n\n")
        _write_rows(
            stream,
            [each for each in entries(identified) if (each["kind"], each["table"]) == ("column", table.name)],
        )
    for kind in ("fact", "criterion"):
        stream.write("\n" + said[kind] + "\n")
        _write_rows(stream, [each for each in entries(identified) if each["kind"] == kind])


def _write_rows(stream: TextIO, rows: list[Entry]) -> None:
    stream.write("| Name | Meaning | Unit | Values |\n|---|---|---|---|\n")
    for row in rows:
        cells = (f"`{row['name']}`", row["means"], row["unit"], row["values"])
        stream.write("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n")


def _entry(
    kind: str, table: str, name: str, means: str, unit: str = "", values: str = "", identified: bool = False
) -> Entry:
    return dict(zip(HEAD, (kind, table, name, means, unit, values, "yes" if identified else ""), strict=True))


def _title(fact: str) -> str:
    own = word_list("dictionary", "bot.export")["own_facts"]
    return own[fact] if fact in (CONSENT, LABS_AT_HAND, ZIP_CODE) else fact_title(fact)


def _values(kind: object) -> tuple[str, str]:
    """The unit and the values of a fact."""
    said = word_list("dictionary", "bot.export")["kinds"]
    match kind:
        case Choice(words=words):
            return "", "; ".join(words)
        case Choices(words=words):
            return "", f"{said['several']}: {'; '.join(words)}"
        case Truth():
            return "", said["truth"]
        case Date(words=words):
            return said["days"], "; ".join(words)
        case Names():
            return "", said["medicines"]
        case Amount(most=most, whole=whole):
            return "", said["whole" if whole else "number"] + (f", {said['most']} {most}" if most else "")
    return "", said["area"]
