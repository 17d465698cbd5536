"""Words and contact data at rest: encrypted with the first of some keys, read with any of them.

A new key is put before the old ones; once everything is written anew with it, the old ones can go. Fernet is
authenticated encryption (AES-128 in CBC mode with HMAC-SHA256), https://github.com/fernet/spec.
"""

import hashlib
import hmac
import os
from collections.abc import Sequence
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

FILE = "data-keys"
MARK = "enc:"
"""What encrypted text begins with; the text of a row that was written before there was a key does not."""


class UnknownKey(Exception):
    """Something was encrypted with a key that is not among those given."""

    def __init__(self) -> None:
        super().__init__(
            "The records were encrypted with a key that is not in AFTERCART_DATA_KEYS; add that key."
        )


class BadKey(ValueError):
    """A key is not one that `new_key` makes."""

    def __init__(self) -> None:
        super().__init__(
            "AFTERCART_DATA_KEYS must hold Fernet keys (44 characters each), with commas between them."
        )


class Cipher:
    """Encrypts with the first key, reads with all. Raises BadKey."""

    def __init__(self, keys: Sequence[str]) -> None:
        try:
            fernets = [Fernet(key) for key in keys]
            self._fernet = MultiFernet(fernets)
        except ValueError:
            raise BadKey from None
        self._newest = fernets[0]
        # The index must find what was kept under an older key, so it hangs on the oldest.
        self._index_key = hashlib.sha256(b"aftercart index" + keys[-1].encode()).digest()

    def encrypt(self, text: str) -> str:
        """The text, unreadable without the key; each time another."""
        return MARK + self._newest.encrypt(text.encode()).decode()

    def decrypt(self, kept: str) -> str:
        """The text again; one that was never encrypted as it is. Raises UnknownKey."""
        if not kept.startswith(MARK):
            return kept
        try:
            return self._fernet.decrypt(kept.removeprefix(MARK)).decode()
        except InvalidToken:
            raise UnknownKey from None

    def is_current(self, kept: str) -> bool:
        """Whether the text is encrypted, and with the first key."""
        try:
            self._newest.decrypt(kept.removeprefix(MARK))
        except InvalidToken:
            return False
        return kept.startswith(MARK)

    def digest(self, text: str) -> str:
        """What stands for a text in an index: the same for the same text, and no way back without the key."""
        return hmac.new(self._index_key, text.encode(), hashlib.sha256).hexdigest()


def new_key() -> str:
    """A key that nobody can guess."""
    return Fernet.generate_key().decode()


def keys_of(given: str, home: Path) -> tuple[str, ...]:
    """The keys given with commas between them, newest first; else one that is made once and kept in `home`."""
    keys = tuple(each.strip() for each in given.split(",") if each.strip())
    return keys or tuple(_kept(home / FILE).split(","))


def _kept(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(new_key())
    except FileExistsError:
        pass
    return path.read_text().strip()
