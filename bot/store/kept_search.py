"""How a person is found, as plain values."""

from enum import StrEnum


class SearchKind(StrEnum):
    """What a person is found by."""

    PHONE = "phone"
    NAME = "name"
    EMAIL = "email"
