"""The trained model: which one belongs to the files as they are, and how it is made."""

import fcntl
import hashlib
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

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
    """Train the model if it is missing or stale, and return where it is. Raises TrainingFailed.

    Who comes while another process trains it waits for that one.
    """
    path = model_path(settings)
    if not path.exists():
        settings.models.mkdir(parents=True, exist_ok=True)
        with _one_at_a_time(settings.models):
            if not path.exists():
                _train(settings, path)
    return path


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    with (folder / ".training").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _train(settings: Settings, path: Path) -> None:
    print("Training the model (about 20 seconds) ...", flush=True)
    # Rasa writes the file where it shall be, so half a model would pass for a whole one if that was cut short.
    with TemporaryDirectory(dir=settings.models) as folder:
        done = _run_rasa(settings, folder, path.name.removesuffix(".tar.gz"))
        made = Path(folder, path.name)
        if done.returncode or not made.exists():
            raise TrainingFailed(
                f"{done.stdout}{done.stderr}\nThe model could not be trained; the lines above say why."
            )
        os.replace(made, path)
    for other in settings.models.glob("aftercart-*.tar.gz"):
        if other != path:
            other.unlink()


def _run_rasa(settings: Settings, folder: str, name: str) -> subprocess.CompletedProcess[str]:
    # Rasa's own validation of the data is one of the tests; here it would only warn about the words that
    # actions say, which it cannot see.
    arguments = ["train", "--skip-validation", "--out", folder, "--fixed-model-name", name]
    return subprocess.run(
        rasa_command(settings, *arguments),
        cwd=PROJECT,
        env=rasa_environment(settings),
        capture_output=True,
        text=True,
        check=False,
    )
