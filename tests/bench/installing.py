"""What the installation takes on disk, and how long the model takes to train."""

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from peer_assistant import ENVIRONMENT, HOME, children_seconds, uv

from bot.running.model import train
from bot.settings import PROJECT, Settings

RUNTIME = HOME / "runtime-venv"


def installed_megabytes(name: str) -> float:
    """The megabytes of an assistant's environments: for AfterCART both, without what only its tests need."""
    if name == "stock":
        return _megabytes(ENVIRONMENT)
    environment = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(RUNTIME)}
    subprocess.run(
        [uv(), "sync", "--frozen", "--no-dev", "--quiet"], cwd=PROJECT, env=environment, check=True
    )
    return _megabytes(RUNTIME) + _megabytes(PROJECT / "bot" / "rasa" / ".venv")


def train_ours() -> float:
    """The processor's seconds that it takes to train AfterCART's model anew."""
    with TemporaryDirectory(dir=HOME) as folder:
        # What an earlier training left there would be taken over.
        os.environ["RASA_CACHE_DIRECTORY"] = folder
        before = children_seconds()
        train(Settings(home=Path(folder), models=Path(folder)))
        return children_seconds() - before


def _megabytes(folder: Path) -> float:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_blocks * 512 for path in files) / 1e6
