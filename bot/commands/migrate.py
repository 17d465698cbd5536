"""`aftercart migrate`: brings the records to the tables of this version."""

import click


@click.command()
def migrate() -> None:
    """Bring the records to the tables of this version, before anything of it runs.

    Every part does so by itself when it starts; this is for a step of its own in a deployment.
    """
    from bot.encryption import BadKey
    from bot.settings import Settings
    from bot.store import RecordsUnavailable
    from bot.store import migrate as bring_up_to_date

    settings = Settings()
    settings.home.mkdir(parents=True, exist_ok=True)
    try:
        bring_up_to_date(settings.records, settings.cipher)
    except (BadKey, RecordsUnavailable) as problem:
        raise click.ClickException(str(problem)) from None
    click.echo("The records are up to date.")
