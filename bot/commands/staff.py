"""`aftercart staff`: who works at the console, for whoever runs the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.store import Role, StaffRecord

ACTOR = "command"
"""How the audit log calls whoever types these commands."""


def _role(_: click.Context, __: click.Parameter, given: str) -> "Role":
    from bot.store import Role

    try:
        return Role(given)
    except ValueError:
        raise click.BadParameter(f"choose one of {', '.join(Role)}") from None


@click.group()
def staff() -> None:
    """Who works at the console."""


@staff.command()
@click.argument("email")
@click.option("--role", callback=_role, required=True, help="agent, supervisor or administrator.")
@click.option("--name", required=True, help='The name that others see, such as "Sample Person".')
@click.option("--link", is_flag=True, help="Print a one-time link instead of asking for a password.")
def add(email: str, role: "Role", name: str, link: bool) -> None:
    """Add a person with EMAIL, and ask for their password without showing it."""
    from bot.callcenter.newcomers import email_of, name_of

    address, called = email_of(email), name_of(name)
    if address is None or called is None:
        raise click.ClickException(
            "This is no e-mail address." if address is None else "This name cannot be shown."
        )
    with _plain_problems():
        _demand_new(address)
        password = None if link else _asked_password(address, called)
        added = _added(address, called, role)
        click.echo(f"Added {added.email} as {added.role}.")
        if password is None:
            _print_link(added)
        else:
            _set_password(added, password)
            click.echo(f"They sign in at {_console()} and set up codes there.")


@staff.command(name="list")
def list_() -> None:
    """List everybody."""
    from bot.app import app

    with _plain_problems():
        for each in app().records.all_staff():
            state = "active" if each.active else "deactivated"
            click.echo(f"{each.email}\t{each.role}\t{state}\t{each.name}")


@staff.command()
@click.argument("email")
def link(email: str) -> None:
    """Print a one-time link with which the person with EMAIL chooses a new password."""
    with _plain_problems():
        _print_link(_known(email))


@staff.command(name="reset-codes")
@click.argument("email")
def reset_codes(email: str) -> None:
    """Forget the codes of the person with EMAIL, who lost the phone; they set up new ones."""
    from bot.app import app
    from bot.store import AuditAction

    with _plain_problems():
        known = _known(email)
        app().records.reset_second_step(known.id)
        app().audit(ACTOR, AuditAction.STAFF_SECOND_STEP_RESET, str(known.id))
        click.echo(f"{known.email} sets up new codes at the next sign-in.")


@contextmanager
def _plain_problems() -> Iterator[None]:
    from bot.store import RecordsUnavailable, StaffKnown

    try:
        yield
    except (RecordsUnavailable, StaffKnown) as problem:
        raise click.ClickException(str(problem)) from None


def _demand_new(email: str) -> None:
    from bot.app import app
    from bot.store import StaffKnown

    if app().records.staff_of_email(email) is not None:
        raise StaffKnown


def _known(email: str) -> "StaffRecord":
    from bot.app import app

    known = app().records.staff_of_email(email.strip())
    if known is None or not known.staff.active:
        raise click.ClickException("Nobody who may sign in has this e-mail address.")
    return known.staff


def _added(email: str, name: str, role: "Role") -> "StaffRecord":
    from bot.app import app
    from bot.store import AuditAction

    added = app().records.add_staff(email, name, role, app().now())
    app().audit(ACTOR, AuditAction.STAFF_ADDED, str(added.id), role=role.value)
    return added


def _asked_password(email: str, name: str) -> str:
    from bot.callcenter.password_rules import PasswordProblem, problem_with

    why = {
        PasswordProblem.TOO_SHORT: "A password needs at least 12 signs. A sentence of your own is good.",
        PasswordProblem.TOO_LONG: "256 signs are the most.",
        PasswordProblem.OWN_EMAIL: "A password must not hold the e-mail address.",
        PasswordProblem.GUESSABLE: "A program would guess this soon. Take several words that nobody says in a row.",
    }
    while True:
        password = click.prompt("Password", hide_input=True, confirmation_prompt="The same once more")
        problem = problem_with(password, email, name)
        if problem is None:
            return password
        click.echo(why[problem], err=True)


def _set_password(person: "StaffRecord", password: str) -> None:
    from bot.app import app
    from bot.callcenter.passwords import Passwords
    from bot.store import AuditAction

    app().records.set_password(person.id, Passwords().hash(password))
    app().audit(ACTOR, AuditAction.PASSWORD_CHANGED, str(person.id), by="command")


def _print_link(person: "StaffRecord") -> None:
    from bot.app import app
    from bot.callcenter.invitations import link as link_of
    from bot.callcenter.invitations import new_invitation
    from bot.store import AuditAction

    settings, (token, digest) = app().settings, new_invitation()
    app().records.invite_staff(person.id, digest, app().now() + timedelta(hours=settings.invitation_hours))
    app().audit(ACTOR, AuditAction.STAFF_INVITED, str(person.id))
    click.echo(f"This link serves once, within {settings.invitation_hours:g} hours, to choose a password:")
    click.echo(link_of(settings.gateway_url, token))


def _console() -> str:
    from bot.app import app

    return f"{app().settings.gateway_url}/console/"
