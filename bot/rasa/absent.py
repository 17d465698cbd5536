"""What Rasa imports and this assistant does not use: stubs stand in its place (`bot.absent`)."""

from collections.abc import Mapping

NOT_INSTALLED = frozenset(
    {
        # For neural components: 2 GB on disk and 400 MB in memory.
        *("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras"),
        # Channels of other companies.
        *("aiogram", "fbmessenger", "google.auth", "google.oauth2", "mattermostwrapper", "rocketchat_API"),
        *("slack_sdk", "socketio", "twilio", "webexteamssdk"),
        # Other stores of conversations, models and events, and reports to others.
        *(
            "boto3",
            "botocore",
            "bson",
            "gridfs",
            "pymongo",
            "aio_pika",
            "aiormq",
            "confluent_kafka",
            "sentry_sdk",
        ),
        *("structlog_sentry", "cachecontrol", "pydot"),
        # Another classifier of entities, and pictures of evaluations.
        *("sklearn_crfsuite", "huggingface_hub", "matplotlib"),
    }
)
"""Left out of the installation (`override-dependencies` in pyproject.toml)."""

NOT_SERVED = frozenset(
    {
        # What training learns with, and what Rasa's own classifiers need, none of which is in the pipeline.
        *("sklearn", "scipy", "skops", "joblib"),
        # Pictures, and the terminal of `rasa shell`.
        *("PIL", "questionary", "prompt_toolkit"),
        # Reminders, of which this assistant sends none, and reports on how Rasa is used, which it does not make.
        *("apscheduler", "requests"),
        # A scheduler, which the correction `graph_runner` does without.
        "dask",
    }
)
"""Installed, and needed by some of Rasa's commands, but not by the one that serves."""

SERVES = "run"
"""The command of Rasa that answers people; all others may need any part of it."""
CORRECTIONS_OFF = "AFTERCART_RASA_CORRECTIONS_OFF"


def absent_from(command: str, environment: Mapping[str, str]) -> frozenset[str]:
    """The packages for which stubs stand in while this command of Rasa runs.

    Where corrections to Rasa are left out, its own code runs in their places, and gets everything that is installed.
    """
    is_served_lean = command == SERVES and not environment.get(CORRECTIONS_OFF)
    return NOT_INSTALLED | NOT_SERVED if is_served_lean else NOT_INSTALLED
