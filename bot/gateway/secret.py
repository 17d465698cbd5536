"""The secret that signs the sessions: from the settings, or made once and kept where only this user may read."""

import os
import secrets
from pathlib import Path

from bot.settings import Settings

FILE = "secret"
BYTES = 32


def secret_of(settings: Settings) -> bytes:
    """The secret. It is the same after a restart, so that nobody loses a conversation."""
    given = settings.secret.get_secret_value()
    return given.encode() if given else _kept(settings.home / FILE)


def _kept(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(BYTES))
    except FileExistsError:
        pass
    return path.read_text().encode()
