"""Keys of the records, as plain values."""

from enum import StrEnum


class KeyPurpose(StrEnum):
    """What a key is for."""

    WORDS = "words"
    INDEX = "index"
