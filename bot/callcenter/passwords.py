"""Keeping passwords so that nobody can read them, and telling whether one is right.

Argon2id with the parameters that the library recommends (RFC 9106, section 4, second choice: 64 MiB); a hash with other
parameters is made anew when its password is next given.
"""

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

AT_ONCE = 2
"""So many hashes are computed at the same time: each takes 64 MiB, and anybody may ask for one."""


class Passwords:
    """Hashes passwords and compares them."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._free = threading.BoundedSemaphore(AT_ONCE)
        self._nobodys = _nobodys_hash()

    def hash(self, password: str) -> str:
        """What is kept of a password."""
        with self._free:
            return self._hasher.hash(_same_however_typed(password))

    def is_right(self, password: str, kept: str | None) -> bool:
        """Whether a password goes with a hash. With none it takes as long: the time tells nothing."""
        try:
            with self._free:
                self._hasher.verify(kept or self._nobodys, _same_however_typed(password))
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Whether a hash was made with other parameters than those of today."""
        return self._hasher.check_needs_rehash(kept)


@cache
def _nobodys_hash() -> str:
    return PasswordHasher().hash("nobody has this password")


def _same_however_typed(password: str) -> str:
    # NIST SP 800-63B: the same letter must not depend on the keyboard that composed it.
    return unicodedata.normalize("NFKC", password)
