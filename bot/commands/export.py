"""`aftercart export`: what is kept as tables."""

import os
from pathlib import Path
from typing import TextIO

import click

from bot.commands.keys import plain_problems

ACTOR = "command"


@click.command()
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="A new folder.")
@click.option("--identified", is_flag=True, help="With names, telephone numbers, dates and words.")
def export(out: Path, identified: bool) -> None:
    """Write everybody's answers, results, calls and referrals as CSV files, with a data dictionary.

    Without --identified, the files have nothing that tells who somebody is (Safe Harbor, 45 CFR 164.514(b)(2)).
    """
    from bot.app import app
    from bot.export.package import write_export
    from bot.store.kept_audit import AuditAction

    _make_folder(out)
    with plain_problems():
        app().audit(ACTOR, AuditAction.EXPORTED, identified=identified)
        counted = write_export(app().records.everybody(), lambda name: _private(out / name), identified)
    click.echo(f"{counted['people']} people: {out}/")
    for name, number in counted.items():
        if name != "people":
            click.echo(f"  {name}.csv: {number} rows")
    if identified:
        click.echo("These files tell who people are. Delete them when they are no longer needed.")


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        raise click.ClickException(f"{path} is there already; name a new folder.") from None
    except OSError as problem:
        raise click.ClickException(f"{path} cannot be made: {problem.strerror}.") from None


def _private(path: Path) -> TextIO:
    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, 0o600)

    # The CSV writer ends lines itself.
    return open(path, "w", encoding="utf-8", newline="" if path.suffix == ".csv" else None, opener=opener)
