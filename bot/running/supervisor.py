"""All processes under one supervisor: they start together, and when one ends, all end."""

import shlex
import sys
import threading

from honcho.manager import Manager

from bot.mailing.server import mail_server
from bot.running.model import train
from bot.running.ports import demand_free, wait_for
from bot.running.rasa import RASA_ROOM, rasa_command, rasa_environment
from bot.settings import PROJECT, Settings
from bot.store import TrackerFile, migrate

READY = """
{gateway}/

AfterCART is running: open the address above in a browser.
  How to embed it in a page: {gateway}/guide
  Talk to it in a terminal:  make chat
  Rasa's REST channel:       {rasa}/webhooks/rest/webhook
  Records are kept in:       {home}
Press Ctrl-C to stop everything.
"""


def run(settings: Settings) -> int:
    """Run everything until Ctrl-C or until one part dies; returns the exit status.

    Raises PortTaken, BadKey, BadMailServer, RecordsUnavailable and TrainingFailed before anything is started.
    """
    if settings.sends_mail:
        mail_server(settings.smtp_url.get_secret_value())
    demand_free(settings.gateway_host, settings.gateway_port, "AFTERCART_GATEWAY_PORT")
    demand_free(settings.host, settings.rasa_port, "AFTERCART_RASA_PORT")
    demand_free(settings.host, settings.actions_port, "AFTERCART_ACTIONS_PORT")
    settings.home.mkdir(parents=True, exist_ok=True)
    migrate(settings.records, settings.cipher)
    TrackerFile(settings.tracker_file, settings.cipher).prepare()
    model = train(settings)
    print("Starting. This takes about ten seconds ...", flush=True)
    manager = Manager()
    manager.add_process("actions", _actions(), cwd=str(PROJECT))
    manager.add_process("rasa", _rasa(settings, str(model)), env=rasa_environment(settings), cwd=str(PROJECT))
    manager.add_process("gateway", _gateway(), cwd=str(PROJECT))
    threading.Thread(target=_announce, args=(settings, manager), daemon=True).start()
    manager.loop()
    return manager.returncode or 0


def _actions() -> str:
    return shlex.join([sys.executable, "-m", "actions"])


def _rasa(settings: Settings, model: str) -> str:
    listen = ["--interface", settings.host, "--port", str(settings.rasa_port)]
    channel = ["--credentials", str(RASA_ROOM / "credentials.yml")]
    return shlex.join(rasa_command(settings, "run", "--model", model, *listen, *channel, "--quiet"))


def _gateway() -> str:
    return shlex.join([sys.executable, "-m", "bot.gateway"])


def _announce(settings: Settings, manager: Manager) -> None:
    def going_on() -> bool:
        return manager.returncode is None

    door = f"http://{settings.gateway_host}:{settings.gateway_port}/health"
    parts = (f"{settings.actions_url}/health", settings.rasa_url, door)
    if all(wait_for(part, going_on) for part in parts):
        told = {"gateway": settings.gateway_url, "rasa": settings.rasa_url, "home": settings.home}
        print(READY.format(**told), flush=True)
