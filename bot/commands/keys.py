"""`aftercart keys`: the keys that encrypt what is kept."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

HOW_TO_ROTATE = """\
There is only one key. To change it:
  1. Put a new one before it: AFTERCART_DATA_KEYS="NEW,OLD" (`aftercart keys new` prints a new one).
  2. Restart everything, so that all write with the new one.
  3. Run `aftercart keys rotate` again.
  4. When `aftercart keys status` says that the old one can go: AFTERCART_DATA_KEYS="NEW", and restart."""
PLAIN = "no key (plain words)"


@click.group()
def keys() -> None:
    """The keys that encrypt words and contact data."""


@keys.command()
def new() -> None:
    """Print a new key; nothing is changed."""
    from bot.encryption import new_key

    click.echo(new_key())


@keys.command()
def status() -> None:
    """Say which keys are given, and how much hangs on each."""
    from bot.app import app
    from bot.keeping.rotating import values_by_key

    with plain_problems():
        given, hanging = app().settings.cipher.fingerprints, values_by_key(app())
    for number, fingerprint in enumerate(given):
        role = "the newest, for all that is written" if number == 0 else "older"
        click.echo(f"key {fingerprint} ({role}): {hanging.get(fingerprint, 0)} values")
        if number and not hanging.get(fingerprint):
            click.echo("  Nothing hangs on it any more: it can be taken out of AFTERCART_DATA_KEYS.")
    if hanging.get(""):
        click.echo(f"{PLAIN}: {hanging['']} values. `aftercart keys rotate` encrypts them.")


@keys.command()
def rotate() -> None:
    """Write everything anew with the newest key, while the service runs.

    It can be stopped at any time; run again, it goes on.
    """
    from bot.app import app
    from bot.keeping.rotating import rotate as rotate_all

    with plain_problems():
        changed = rotate_all(app(), _show)
        click.echo(f"{sum(changed.values())} rows written anew.")
        for where, number in changed.items():
            if number:
                click.echo(f"  {where}: {number}")
        if len(app().settings.cipher.fingerprints) == 1:
            click.echo(HOW_TO_ROTATE)


@contextmanager
def plain_problems() -> Iterator[None]:
    """One sentence in the place of what these commands raise."""
    from bot.encryption import BadKey, UnknownKey
    from bot.store import NotYetErased, RecordsUnavailable

    try:
        yield
    except (BadKey, UnknownKey, NotYetErased, RecordsUnavailable) as problem:
        raise click.ClickException(str(problem)) from None


def _show(where: str, seen: int, number: int) -> None:
    click.echo(f"  {where}: {seen} of {max(seen, number)}", err=True)
