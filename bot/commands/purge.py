"""`aftercart purge`: lets go of what was kept for its time."""

from typing import TYPE_CHECKING

import click

from bot.commands.keys import plain_problems

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.store.kept_retention import PurgePlan

KEPT = {
    "open_call": "a call that has not ended",
    "open_referral": "a referral that is still open",
    "call_to_make": "somebody who waits for a call",
}


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what would go, and change nothing.")
def purge(dry_run: bool) -> None:
    """Delete what was kept for its time (AFTERCART_RETENTION_DAYS and the like).

    The gateway does so once a day by itself. The audit log, counts, and the digests of numbers that must not be called
    stay.
    """
    from bot.app import app
    from bot.keeping import purging

    with plain_problems():
        if dry_run:
            _print_plan(app().settings, purging.plan(app()))
            return
        done = purging.purge(app())
    click.echo(f"{done.conversations} conversations deleted, contact data of {done.contacts} more.")
    if done.left_behind:
        click.echo(f"{done.left_behind} conversations that only Rasa still knew are deleted.")


def _print_plan(settings: "Settings", plan: "PurgePlan") -> None:
    click.echo(f"Finished conversations are kept {_days(settings.retention_days)},")
    click.echo(f"unfinished ones {_days(settings.retention_unfinished_days)},")
    click.echo(f"contact data {_days(settings.retention_contact_days)}, and never longer than the rest.\n")
    click.echo(f"{plan.conversations} conversations would go.")
    if plan.oldest and plan.newest:
        click.echo(f"Something last happened in them from {plan.oldest:%Y-%m-%d} to {plan.newest:%Y-%m-%d}.")
    _print_rows(plan.rows)
    click.echo(f"Contact data of {plan.contacts} more would go.")
    _print_rows(plan.contact_rows)
    for why, number in plan.kept.items():
        if number:
            click.echo(f"{number} stay all the same: {KEPT[why]}.")


def _print_rows(rows: "dict[str, int]") -> None:
    for table, number in rows.items():
        if number:
            click.echo(f"  {table}: {number}")


def _days(number: int) -> str:
    return f"for {number} days" if number else "for ever"
