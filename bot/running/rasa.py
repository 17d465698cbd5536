"""Rasa's own commands, run in Rasa's own environment."""

import os

from bot.settings import PROJECT, Settings

RASA_ROOM = PROJECT / "bot" / "rasa"
ENDPOINTS = ("--endpoints", str(RASA_ROOM / "endpoints.yml"))
NEEDS_ENDPOINTS = frozenset({"run", "shell", "interactive"})


def rasa_command(settings: Settings, *arguments: str) -> list[str]:
    """The command line for `rasa ARGUMENTS`.

    Commands that talk to the action server are told where it is. The shell opens a port of its own; it gets the
    one after the running assistant's, on this machine only, so that both can be used at once.
    """
    told = ENDPOINTS if arguments and arguments[0] in NEEDS_ENDPOINTS else ()
    if arguments and arguments[0] == "shell" and "--port" not in arguments:
        told = (*told, "--interface", settings.host, "--port", str(settings.rasa_ports.stop))
    return [str(settings.rasa_python), str(RASA_ROOM / "launcher.py"), *arguments, *told]


def rasa_environment(settings: Settings) -> dict[str, str]:
    """The environment in which Rasa finds the action server and the tracker, and reports to nobody."""
    return {
        **os.environ,
        "AFTERCART_ACTIONS_URL": ",".join(settings.actions_urls),
        "AFTERCART_TRACKER_URL": settings.tracker,
        "AFTERCART_REDIS_URL": settings.redis_url.get_secret_value(),
        "AFTERCART_DATA_KEYS": ",".join(settings.keys),
        "RASA_TELEMETRY_ENABLED": "false",
        # What Rasa really imports is compiled once, by training; all that is installed would be 200 MB more.
        "PYTHONDONTWRITEBYTECODE": "",
        # One heap for its few threads, which hardly ever ask for memory at once: 20 MB less.
        "MALLOC_ARENA_MAX": "1",
        # Its sums are too small for several threads.
        "OPENBLAS_NUM_THREADS": "1",
        # The web server needs one function of distutils, and Python's own does without setuptools.
        "SETUPTOOLS_USE_DISTUTILS": "stdlib",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }
