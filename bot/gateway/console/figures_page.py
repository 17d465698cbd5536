"""Figures for supervisors: tables, charts that are drawn from them, and the same as a file."""

import csv
from io import StringIO
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from bot.callcenter.figure_sums import ALL, WAYS
from bot.callcenter.figures import Figure, figures_of
from bot.callcenter.periods import Quarter, quarters
from bot.callcenter.rights import Right
from bot.gateway.console.auditing import audited
from bot.gateway.console.pages import render
from bot.gateway.console.signed_in import needs
from bot.gateway.door import Door, TheDoor
from bot.gateway.refusals import Refusal
from bot.language.word_lists import word_list
from bot.store import AuditAction, StaffRecord

CSV_HEADERS = {"Content-Disposition": 'attachment; filename="aftercart-figures-{name}.csv"'}

Supervisor = Annotated[StaffRecord, Depends(needs(Right.SEE_FIGURES))]
Name = Annotated[str, Query(max_length=20)]

routes = APIRouter()


@routes.get("/figures")
def figures(
    request: Request, door: TheDoor, staff: Supervisor, quarter: Name = "", way: Name = ALL
) -> Response:
    """The figures of a quarter, for one way of talking or for all."""
    chosen, shown = _figures(door, staff, quarter, way)
    return render(
        request,
        "figures/figures.html",
        figures=shown,
        quarter=chosen,
        quarters=quarters(door.app.today()),
        way=way,
        ways={each: _ways()[each] for each in (ALL, *WAYS[:-1])},
    )


@routes.get("/figures.csv")
def as_csv(door: TheDoor, staff: Supervisor, quarter: Name = "", way: Name = ALL) -> Response:
    """The same counts as a file, with the same hidden."""
    chosen, shown = _figures(door, staff, quarter, way)
    headers = {name: value.format(name=f"{chosen.name}-{way}") for name, value in CSV_HEADERS.items()}
    return Response(_table(shown), media_type="text/csv; charset=utf-8", headers=headers)


def _figures(door: Door, staff: StaffRecord, name: str, way: str) -> tuple[Quarter, tuple[Figure, ...]]:
    offered = quarters(door.app.today())
    chosen = next((each for each in offered if each.name == name), None) if name else offered[0]
    if chosen is None or way not in WAYS:
        raise Refusal("not_found")
    audited(door, staff, AuditAction.FIGURES_VIEWED)
    weeks = [begins for begins in chosen.weeks if begins <= door.app.now()]
    return chosen, figures_of(door.records.figure_counts(weeks, chosen.ends), way)


def _table(figures: tuple[Figure, ...]) -> str:
    lines = StringIO()
    writer = csv.writer(lines)
    writer.writerow(("figure", "row", "column", "count"))
    for figure in figures:
        for label, cells in figure.rows:
            for column, cell in zip(figure.columns, cells, strict=True):
                count = cell.text if cell.count is None else cell.count
                writer.writerow((figure.title, label, column, count))
    return lines.getvalue()


def _ways() -> dict[str, str]:
    return word_list("figures", "bot.callcenter")["ways"]
