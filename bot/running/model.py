"""The trained model: which one belongs to the files as they are, and how it is made."""

import hashlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bot.running.rasa import rasa_command, rasa_environment
from bot.settings import PROJECT, Settings

SOURCES = (
    *("config.yml", "domain.yml", "data", "bot/rasa/uv.lock", "bot/rasa/example_classifier.py"),
    *("bot/rasa/intent_classifier.py", "bot/rasa/intent_training.py", "bot/rasa/pieces.py"),
)
"""What Rasa learns from. A change in any of it makes the model stale."""


class TrainingFailed(Exception):
    """Rasa could not train the model; the message holds what it said."""


def model_path(settings: Settings) -> Path:
    """Where the model that belongs to the files as they are is kept, trained or not."""
    digest = hashlib.sha256()
    for path in _source_files():
        digest.update(path.relative_to(PROJECT).as_posix().encode())
        digest.update(path.read_bytes())
    return settings.models / f"aftercart-{digest.hexdigest()[:16]}.tar.gz"


def _source_files() -> Iterator[Path]:
    for source in SOURCES:
        path = PROJECT / source
        yield from sorted(path.rglob("*.yml")) if path.is_dir() else (path,)


def train(settings: Settings) -> Path:
    """Train the model if it is missing or stale, and return where it is. Raises TrainingFailed."""
    path = model_path(settings)
    if path.exists():
        return path
    print("Training the model (about 20 seconds) ...", flush=True)
    name = path.name.removesuffix(".tar.gz")
    # Rasa's own validation of the data is one of the tests; here it would only warn about the words that
    # actions say, which it cannot see.
    arguments = ["train", "--skip-validation", "--out", str(settings.models), "--fixed-model-name", name]
    done = subprocess.run(
        rasa_command(settings, *arguments),
        cwd=PROJECT,
        env=rasa_environment(settings),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not path.exists():
        raise TrainingFailed(
            f"{done.stdout}{done.stderr}\nThe model could not be trained; the lines above say why."
        )
    for other in settings.models.glob("aftercart-*.tar.gz"):
        if other != path:
            other.unlink()
    return path
