"""Words and contact data at rest: encrypted with the first of some keys, read with any of them.

A new key is put before the old ones; once everything is written anew with it, the old ones can go. Fernet is
authenticated encryption (AES-128 in CBC mode with HMAC-SHA256), https://github.com/fernet/spec.

An index has a key of its own that stays: what stands in it for a person who was deleted and must not be called cannot
be made anew.
"""

import base64
import contextlib
import hashlib
import hmac
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

FILE = "data-keys"
INDEX_FILE = "index-key"
AUDIT_FILE = "audit-key"
FINGERPRINT_SIGNS = 12
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
            "AFTERCART_DATA_KEYS must hold keys as `aftercart keys new` prints them (44 characters each), with commas "
            "between them, and AFTERCART_INDEX_KEY one such key."
        )


class Cipher:
    """Encrypts with the first key, reads with all, and makes digests with the index key. Raises BadKey.

    Without an index key it makes no digests.
    """

    def __init__(self, keys: Sequence[str], index_key: str = "") -> None:
        try:
            self._fernets = [Fernet(key) for key in keys]
            self._fernet = MultiFernet(self._fernets)
            self._index_key = base64.urlsafe_b64decode(index_key) if index_key and Fernet(index_key) else b""
        except ValueError:
            raise BadKey from None
        self._newest = self._fernets[0]
        self.fingerprints = tuple(map(fingerprint, keys))
        """What stands for each key where it must not be shown, newest first."""
        self.index_fingerprint = fingerprint(index_key)

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

    def key_of(self, kept: str) -> str:
        """The fingerprint of the key of an encrypted text; "" for one that was never encrypted. Raises UnknownKey."""
        if not kept.startswith(MARK):
            return ""
        for fernet, fingerprint in zip(self._fernets, self.fingerprints, strict=True):
            with contextlib.suppress(InvalidToken):
                fernet.decrypt(kept.removeprefix(MARK))
                return fingerprint
        raise UnknownKey

    def is_current(self, kept: str) -> bool:
        """Whether the text is encrypted, and with the first key."""
        try:
            self._newest.decrypt(kept.removeprefix(MARK))
        except InvalidToken:
            return False
        return kept.startswith(MARK)

    def digest(self, text: str) -> str:
        """What stands for a text in an index: the same for the same text, and no way back without the key."""
        if not self._index_key:
            raise BadKey
        return hmac.new(self._index_key, text.encode(), hashlib.sha256).hexdigest()


def new_key() -> str:
    """A key that nobody can guess."""
    return Fernet.generate_key().decode()


def fingerprint(key: str) -> str:
    """What tells a key from others without giving it away."""
    return hashlib.sha256(b"aftercart key " + key.encode()).hexdigest()[:FINGERPRINT_SIGNS]


def keys_of(given: str, home: Path) -> tuple[str, ...]:
    """The keys given with commas between them, newest first; else one that is made once and kept in `home`."""
    keys = tuple(each.strip() for each in given.split(",") if each.strip())
    return keys or tuple(kept_key(home / FILE).split(","))


def index_key_of(given: str, home: Path) -> str:
    """The key given; else one that is made once and kept in `home`."""
    return given.strip() or kept_key(home / INDEX_FILE)


def audit_key_of(given: str, home: Path) -> str:
    """The key given; else one that is made once and kept in `home`."""
    return given.strip() or kept_key(home / AUDIT_FILE)


def kept_key(path: Path) -> str:
    """The key in a file that nobody else may read; made at first, and then the same for all who begin together."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _keep(path, new_key())
    return path.read_text().strip()


def _keep(path: Path, key: str) -> None:
    # Whole or not at all, and never over the one that another process kept in the same instant.
    with tempfile.NamedTemporaryFile("w", dir=path.parent) as file:
        file.write(key)
        file.flush()
        with contextlib.suppress(FileExistsError):
            os.link(file.name, path)
