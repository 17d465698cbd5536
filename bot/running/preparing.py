"""What comes before the start: settings that fit, free ports, tables, the model; then the plan of all parts."""

import json
import os
import sys
from collections.abc import Mapping

from bot.encryption import BadKey
from bot.mailing.server import BadMailServer, mail_server
from bot.running.model import TrainingFailed, train
from bot.running.ports import PortTaken, demand_free
from bot.running.rasa import RASA_ROOM, rasa_command, rasa_environment
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


def main() -> int:
    """Prepare, and write the plan to the file descriptor that was given; the exit status."""
    settings = Settings()
    try:
        model = prepare(settings)
    except (BadKey, BadMailServer, PortTaken, RecordsUnavailable, TrainingFailed) as problem:
        print(f"Error: {problem}", file=sys.stderr)
        return 1
    print("Starting. This takes about ten seconds ...", flush=True)
    with os.fdopen(int(sys.argv[1]), "w", encoding="utf-8") as told:
        json.dump(plan_of(settings, model), told)
    return 0


def prepare(settings: Settings) -> str:
    """Everything that must be right before anything is started; the path of the model.

    Raises PortTaken, BadKey, BadMailServer, RecordsUnavailable and TrainingFailed.
    """
    if settings.sends_mail:
        mail_server(settings.smtp_url.get_secret_value())
    demand_free(settings.gateway_host, settings.gateway_port, "AFTERCART_GATEWAY_PORT")
    demand_free(settings.host, settings.rasa_port, "AFTERCART_RASA_PORT")
    demand_free(settings.host, settings.actions_port, "AFTERCART_ACTIONS_PORT")
    settings.home.mkdir(parents=True, exist_ok=True)
    migrate(settings.records, settings.cipher)
    TrackerDatabase(settings.tracker, settings.cipher).prepare()
    return str(train(settings))


def plan_of(settings: Settings, model: str) -> dict:
    """The parts, where they answer, and what is said when all of them do."""
    told = {"gateway": settings.gateway_url, "rasa": settings.rasa_url, "home": settings.home}
    door = f"http://{settings.gateway_host}:{settings.gateway_port}/health"
    return {
        "parts": [
            _part("actions", [sys.executable, "-m", "actions"]),
            _part("rasa", _rasa(settings, model), rasa_environment(settings)),
            _part("gateway", [sys.executable, "-m", "bot.gateway"]),
        ],
        "answering": [f"{settings.actions_url}/health", settings.rasa_url, door],
        "ready": READY.format(**told),
    }


def _part(name: str, command: list[str], environment: Mapping[str, str] | None = None) -> dict:
    return {"name": name, "command": command, "environment": dict(environment or {})}


def _rasa(settings: Settings, model: str) -> list[str]:
    listen = ["--interface", settings.host, "--port", str(settings.rasa_port)]
    channel = ["--credentials", str(RASA_ROOM / "credentials.yml")]
    return rasa_command(settings, "run", "--model", model, *listen, *channel, "--quiet")


if __name__ == "__main__":
    sys.exit(main())
