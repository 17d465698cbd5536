"""What comes before the start: settings that fit, free ports, tables, the model; then the plan of all parts."""

import json
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.encryption import BadKey
from bot.mailing.server import BadMailServer, mail_server
from bot.running.model import TrainingFailed, train
from bot.running.ports import PortTaken, demand_free
from bot.running.rasa import RASA_ROOM, rasa_command, rasa_environment
from bot.running.sharing import NotShared, demand_shared
from bot.settings import Settings
from bot.store import RecordsUnavailable, TrackerDatabase, migrate

READY = """
{gateway}/

AfterCART is running: open the address above in a browser.
  How to embed it in a page: {gateway}/guide
  The call center's console: {gateway}/console
  Talk to it in a terminal:  make chat
  Rasa's REST channel:       {rasa}/webhooks/rest/webhook
  Records are kept in:       {home}
Press Ctrl-C to stop everything.
"""


def main(told_at: int) -> int:
    """Prepare, and write the plan to a file descriptor; the exit status."""
    settings = Settings()
    try:
        model = prepare(settings)
    except (BadKey, BadMailServer, NotShared, PortTaken, RecordsUnavailable, TrainingFailed) as problem:
        print(f"Error: {problem}", file=sys.stderr)
        return 1
    print("Starting. This takes a few seconds ...", flush=True)
    with os.fdopen(told_at, "w", encoding="utf-8") as told:
        json.dump(plan_of(settings, model), told)
    return 0


def prepare(settings: Settings) -> str:
    """Everything that must be right before anything is started; the path of the model.

    Raises PortTaken, BadKey, BadMailServer, NotShared, RecordsUnavailable and TrainingFailed.
    """
    demand_shared(settings)
    if settings.sends_mail:
        mail_server(settings.smtp_url.get_secret_value())
    demand_free(settings.gateway_host, settings.gateway_port, "AFTERCART_GATEWAY_PORT")
    for port in settings.rasa_ports:
        demand_free(settings.host, port, "AFTERCART_RASA_PORT")
    for port in settings.actions_ports:
        demand_free(settings.host, port, "AFTERCART_ACTIONS_PORT")
    settings.home.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(figures_folder(settings), ignore_errors=True)
    figures_folder(settings).mkdir()
    migrate(settings.records, settings.cipher)
    TrackerDatabase(settings.tracker, settings.cipher).prepare()
    return str(train(settings))


def figures_folder(settings: Settings) -> Path:
    """Where several gateways add up their figures, of this run."""
    return settings.home / "figures"


def plan_of(settings: Settings, model: str) -> dict:
    """The parts, the door at which the gateways answer, where all answer, and what is said when they do."""
    told = {"gateway": settings.gateway_url, "rasa": settings.rasa_url, "home": settings.home}
    door = settings.gateway_host, settings.gateway_port
    return {
        "door": door,
        "parts": [
            *_several("actions", [_actions(port) for port in settings.actions_ports]),
            *_several("rasa", [_rasa(settings, model, port) for port in settings.rasa_ports]),
            *_several("gateway", [_gateway(settings)] * settings.gateway_workers),
        ],
        "answering": [
            *(f"{url}/health" for url in settings.actions_urls),
            *settings.rasa_urls,
            f"http://{door[0]}:{door[1]}/health",
        ],
        "ready": READY.format(**told),
    }


def _several(name: str, parts: Sequence[dict]) -> list[dict]:
    """All parts of a kind; with a number where there is more than one."""
    names = [name] if len(parts) == 1 else [f"{name} {number}" for number, _ in enumerate(parts, 1)]
    return [{"name": each, **part} for each, part in zip(names, parts, strict=True)]


def _part(command: list[str], environment: Mapping[str, str], at_the_door: bool = False) -> dict:
    return {"command": command, "environment": dict(environment), "at_the_door": at_the_door}


def _actions(port: int) -> dict:
    return _part([sys.executable, "-m", "actions"], {"AFTERCART_ACTIONS_PORT": str(port)})


def _gateway(settings: Settings) -> dict:
    several = settings.gateway_workers > 1
    figures = {"PROMETHEUS_MULTIPROC_DIR": str(figures_folder(settings))} if several else {}
    return _part([sys.executable, "-m", "bot.gateway"], figures, at_the_door=True)


def _rasa(settings: Settings, model: str, port: int) -> dict:
    listen = ["--interface", settings.host, "--port", str(port)]
    channel = ["--credentials", str(RASA_ROOM / "credentials.yml")]
    command = rasa_command(settings, "run", "--model", model, *listen, *channel, "--quiet")
    return _part(command, rasa_environment(settings))
