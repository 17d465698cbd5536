"""All that the routes of the door need, put together once."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from bot.app import App
from bot.callcenter.passwords import Passwords
from bot.gateway.assistant import Assistant
from bot.gateway.claims import Claims, claims_for
from bot.gateway.console.desk import Desk
from bot.gateway.hearing import Hearing
from bot.gateway.metrics import Metrics
from bot.gateway.origins import Origins
from bot.gateway.rates import Rates
from bot.gateway.secret import secret_of
from bot.gateway.sessions import Sessions
from bot.gateway.turns import Turns
from bot.gateway.visits import Visits
from bot.settings import Settings
from bot.store import Records, TrackerDatabase

if TYPE_CHECKING:
    from bot.gateway.console.provider import Provider


@dataclass(frozen=True, slots=True)
class Door:
    """The door's parts."""

    app: App
    origins: Origins
    sessions: Sessions
    rates: Rates
    assistant: Assistant
    tracker: TrackerDatabase
    metrics: Metrics
    claims: Claims
    turns: Turns
    visits: Visits
    desk: Desk
    passwords: Passwords
    provider: "Provider | None"

    @property
    def records(self) -> Records:
        """What is kept."""
        return self.app.records


def make_door(app: App) -> Door:
    """The door of an application."""
    settings = app.settings
    assistant = Assistant(settings.rasa_urls, settings.actions_urls)
    tracker = TrackerDatabase(settings.tracker, settings.cipher)
    origins, secret, metrics = Origins(settings), secret_of(settings), Metrics()
    claims = claims_for(settings.redis_url.get_secret_value())
    return Door(
        app=app,
        origins=origins,
        sessions=Sessions(secret, timedelta(days=settings.session_days)),
        rates=Rates(settings),
        assistant=assistant,
        tracker=tracker,
        metrics=metrics,
        claims=claims,
        turns=Turns(
            Hearing(app.records, assistant, tracker, metrics, app.now),
            metrics,
            claims,
            patience_seconds=settings.reply_seconds,
            most_at_once=settings.most_turns,
        ),
        visits=Visits(app.records),
        desk=Desk(secret, origins.is_https),
        passwords=Passwords(),
        provider=_provider(settings),
    )


def _provider(settings: Settings) -> "Provider | None":
    if not settings.oidc_issuer:
        return None
    # Its libraries take memory and time that most doors can spare.
    from bot.gateway.console.provider import Provider

    return Provider(settings)


def door_of(request: Request) -> Door:
    """The door that a request came to."""
    return request.app.state.door


async def _door_of(request: Request) -> Door:
    # What is not awaited goes to a thread and back.
    return door_of(request)


TheDoor = Annotated[Door, Depends(_door_of)]
