"""The secret that signs the sessions: from the settings, or made once and kept where only this user may read."""

from bot.encryption import kept_key
from bot.settings import Settings

FILE = "secret"


def secret_of(settings: Settings) -> bytes:
    """The secret. It is the same after a restart, so that nobody loses a conversation."""
    given = settings.secret.get_secret_value()
    return (given or kept_key(settings.home / FILE)).encode()
