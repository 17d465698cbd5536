"""`aftercart mail`: sends what waits in the outbox."""

import time

import click

PAUSE_SECONDS = 5


@click.command()
@click.option("--once", is_flag=True, help="Send what is due now, then end.")
def mail(once: bool) -> None:
    """Send the mails that wait to go to sites, until Ctrl-C.

    The gateway does so by itself; this is for where none runs, or where a process of its own should do it.
    """
    from bot.app import app
    from bot.mailing.postman import Postman
    from bot.mailing.server import BadMailServer
    from bot.store import RecordsUnavailable

    if not app().settings.sends_mail:
        raise click.ClickException("Set AFTERCART_SMTP_URL and AFTERCART_MAIL_FROM first.")
    try:
        postman = Postman(app())
        click.echo(f"{postman.send_due()} sent.")
        while not once:
            time.sleep(PAUSE_SECONDS)
            postman.send_due()
    except (BadMailServer, RecordsUnavailable) as problem:
        raise click.ClickException(str(problem)) from None
