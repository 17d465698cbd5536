"""`aftercart demo`: sample data, by which the console is alive at once."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.demo.staff import Account


@click.command()
def demo() -> None:
    """Fill an empty AFTERCART_HOME with sample people, and print how to sign in to the console.

    In a home that this command has filled, it prints the accounts again, with the codes of this moment.
    """
    from bot.app import app
    from bot.demo.filling import NotEmpty, fill
    from bot.store import RecordsUnavailable

    try:
        accounts = fill(app())
    except (NotEmpty, RecordsUnavailable) as problem:
        raise click.ClickException(str(problem)) from None
    click.echo(
        f"\nSample data: none of these people exist. Sign in at {app().settings.gateway_url}/console/ as\n"
    )
    for account in accounts:
        _print(account)
    click.echo("\nA code is good for half a minute; for new ones, type this command again in this folder.\n")


def _print(account: "Account") -> None:
    from bot.app import app

    code = account.code(app().now())
    click.echo(f"  {account.email:32} {account.role:14} password {account.password}   code {code}")
