"""`aftercart backup` and `aftercart restore`: the embedded databases in one archive."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands.keys import plain_problems

if TYPE_CHECKING:
    from bot.keeping.archive import Manifest
    from bot.settings import Settings

WITH_KEYS = "The keys are in it: whoever has this file can read everything. Keep it like a key."
WITHOUT_KEYS = (
    "The keys are not in it, and without them nobody can read it. Keep the files data-keys, index-key, audit-key and "
    "secret of {home} elsewhere (or what you set in their place)."
)
TO_CHECK = "Check it with `aftercart audit verify`, then start AfterCART."


@click.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The archive.")
@click.option("--with-keys", is_flag=True, help="Put the keys into it as well.")
def backup(out: Path, with_keys: bool) -> None:
    """Write the records and the conversations into one archive, while everything runs."""
    from bot.app import app
    from bot.keeping.backing_up import back_up

    with _plainly():
        made = back_up(app(), out, with_keys)
    click.echo(f"{out}: {out.stat().st_size:,} bytes")
    _print_rows(made)
    click.echo(WITH_KEYS if with_keys else WITHOUT_KEYS.format(home=app().settings.home))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--force", is_flag=True, help="Replace records that are there; they are lost then.")
def restore(file: Path, force: bool) -> None:
    """Put the backup FILE back, while nothing runs."""
    from bot.app import app
    from bot.keeping.restoring import restore as put_back
    from bot.settings import Settings
    from bot.store.kept_audit import AuditAction

    settings = Settings()
    with _plainly():
        _demand_stopped(settings)
        put = put_back(settings, file, force)
        app().audit("command", AuditAction.RESTORED)
    click.echo(f"Restored: the backup of {put.made_at}, made by version {put.version}.")
    _print_rows(put)
    click.echo("The keys came with it." if put.holds_keys else "The keys are those that are set here.")
    click.echo(TO_CHECK)


def _demand_stopped(settings: "Settings") -> None:
    from bot.keeping.archive import BadBackup
    from bot.keeping.restoring import RUNNING
    from bot.running.ports import is_free

    ports = (
        (settings.gateway_host, settings.gateway_port),
        (settings.host, settings.rasa_port),
        (settings.host, settings.actions_port),
    )
    if not all(is_free(*port) for port in ports):
        raise BadBackup(RUNNING)


def _print_rows(manifest: "Manifest") -> None:
    for database, rows in manifest.rows.items():
        click.echo(f"  {database}: {manifest.rows_of(database):,} rows in {len(rows)} tables")


@contextmanager
def _plainly() -> Iterator[None]:
    from bot.keeping.archive import BadBackup

    try:
        with plain_problems():
            yield
    except BadBackup as problem:
        raise click.ClickException(str(problem)) from None
