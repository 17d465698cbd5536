"""`aftercart audit`: whether the audit log is as it was written."""

import sys

import click

WORDS = {
    "changed": "its content and its mark do not go together: it was changed",
    "not_after_the_one_before": "it does not follow the entry before it: entries were moved, removed or inserted",
    "missing": "it is missing",
    "cut_at_the_end": "it is not what the given head says: entries were cut off or replaced at the end",
}
OTHER_KEY = "Nothing at all goes together, so perhaps AFTERCART_AUDIT_KEY is not the key of this log."


@click.group()
def audit() -> None:
    """The log of what was done at the console."""


@audit.command()
@click.option(
    "--expect-head",
    metavar="HEAD",
    help="The head that was printed earlier, and kept elsewhere: finds entries cut off at the end.",
)
def verify(expect_head: str | None) -> None:
    """Walk the whole log; the exit status is 1 when it is broken.

    Prints how many entries there are and the head of the chain, to be kept where nobody who can write to the database
    can write.
    """
    from bot.app import app
    from bot.store import RecordsUnavailable
    from bot.store.chain import Verification, read_head

    try:
        expected = None if expect_head is None else read_head(expect_head)
        found: Verification = app().records.verify_audit(app().settings.chain_key, expected)
    except (ValueError, RecordsUnavailable) as problem:
        raise click.ClickException(str(problem)) from None
    if found.what is None:
        click.echo(f"{found.entries} entries, and the chain is whole.\nhead {found.head}")
        return
    click.echo(f"The chain is broken at entry {found.broken_at}: {WORDS[found.what]}.")
    click.echo(f"{found.entries} entries before it are whole.")
    if found.broken_at == 1 and found.what == "changed":
        click.echo(OTHER_KEY)
    sys.exit(1)
