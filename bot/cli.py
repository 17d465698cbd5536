"""The command `aftercart`."""

import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, BinaryIO, TextIO

import click

from bot.commands.audit import audit
from bot.commands.backup import backup, restore
from bot.commands.demo import demo
from bot.commands.export import export
from bot.commands.keys import keys
from bot.commands.mail import mail
from bot.commands.migrate import migrate
from bot.commands.purge import purge
from bot.commands.staff import staff

if TYPE_CHECKING:
    from bot.jsonlines import OutputLine
    from bot.sheet.content import Sheet

AS_OF = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the screen, YYYY-MM-DD; today unless given.",
)
LINES = click.argument("file", type=click.File("rb"), default="-")


@click.group()
def main() -> None:
    """AfterCART: a pre-screener for the trial NCT06179888, after ide-cel CAR-T."""


main.add_command(audit)
main.add_command(backup)
main.add_command(restore)
main.add_command(demo)
main.add_command(export)
main.add_command(keys)
main.add_command(mail)
main.add_command(migrate)
main.add_command(purge)
main.add_command(staff)


@main.command()
@LINES
@AS_OF
def screen(file: BinaryIO, as_of: datetime | None) -> None:
    """Screen people given as JSON Lines in FILE or standard input, one result a line."""
    from bot.batch import screen_lines

    sys.exit(_stream(screen_lines(file, _day(as_of))))


@main.command()
@LINES
@AS_OF
def understand(file: BinaryIO, as_of: datetime | None) -> None:
    """Show how words are read, outside any dialogue: JSON Lines in FILE or standard input."""
    from bot.understanding import understand_lines

    sys.exit(_stream(understand_lines(file, _day(as_of))))


@main.command()
@click.argument("conversation", required=False)
@click.option(
    "--answers", type=click.File("rb"), help="Answers without a conversation: one line as for screen."
)
@click.option(
    "--out", type=click.File("w", encoding="utf-8", lazy=True), default="-", help="Where to write it."
)
@AS_OF
def sheet(conversation: str | None, answers: BinaryIO | None, out: TextIO, as_of: datetime | None) -> None:
    """Write the sheet to bring to a doctor or the study team: a page of HTML about CONVERSATION."""
    from bot.encryption import BadKey
    from bot.screening.errors import ImpossibleAnswer
    from bot.sheet.page import page_of
    from bot.sheet_of_conversation import NothingToPrint
    from bot.store import RecordsUnavailable

    if (conversation is None) == (answers is None):
        raise click.UsageError("Give a CONVERSATION, or --answers and a file.")
    try:
        page = page_of(_sheet(conversation, answers, as_of))
    except (BadKey, ImpossibleAnswer, NothingToPrint, RecordsUnavailable) as problem:
        raise click.ClickException(str(problem)) from None
    out.write(page)


@main.command()
def run() -> None:
    """Run everything on this machine until Ctrl-C."""
    # From here on this process only keeps the parts running, and needs nothing that was imported so far.
    os.execv(sys.executable, [sys.executable, "-m", "bot.running.keeper"])


@main.command()
def train() -> None:
    """Train the model if it is missing or stale, and print where it is."""
    from bot.running.model import TrainingFailed
    from bot.running.model import train as train_model
    from bot.settings import Settings

    try:
        click.echo(train_model(Settings()))
    except TrainingFailed as problem:
        raise click.ClickException(str(problem)) from None


@main.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def rasa(arguments: tuple[str, ...]) -> None:
    """Run one of Rasa's own commands: train, test, shell, data validate ..."""
    from bot.running.rasa import rasa_command, rasa_environment
    from bot.settings import PROJECT, Settings

    settings = Settings()
    command = rasa_command(settings, *arguments)
    sys.exit(subprocess.run(command, cwd=PROJECT, env=rasa_environment(settings), check=False).returncode)


@main.command()
@click.option("--conversation", help="Go on with an earlier conversation, by its name.")
def chat(conversation: str | None) -> None:
    """Talk to the running assistant in this terminal."""
    import httpx

    from bot.running.chat import chat as talk
    from bot.settings import Settings

    settings = Settings()
    try:
        talk(settings.rasa_url, conversation)
    except httpx.HTTPError:
        raise click.ClickException(
            f"Nobody answers at {settings.rasa_url}. Start AfterCART first, in another terminal: make run."
        ) from None


def _stream(lines: "Iterable[OutputLine]") -> int:
    """Write each line as it comes; the exit status is 1 if any stands in the place of a bad one."""
    failed = False
    for text, bad in lines:
        sys.stdout.write(text + "\n")
        failed = failed or bad
    return int(failed)


def _sheet(conversation: str | None, answers: BinaryIO | None, as_of: datetime | None) -> "Sheet":
    from bot.app import app
    from bot.sheet.from_answers import sheet_of_line
    from bot.sheet_of_conversation import sheet_of_conversation

    if conversation is None:
        line = next((each for each in answers or () if each.strip()), b"")
        return sheet_of_line(line, _day(as_of))
    day = as_of.date() if as_of else app().today()
    return sheet_of_conversation(app().records, conversation, day)


def _day(as_of: datetime | None) -> date:
    return as_of.date() if as_of else date.today()


if __name__ == "__main__":
    main()
