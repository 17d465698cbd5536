"""How the entries of the audit log hang together: each one's hash is made of its content and the hash before it.

The hash is an HMAC with SHA-256, not a bare SHA-256: whoever can write to the database could make every bare hash anew
after a change, and nothing would show. The key is kept outside the database. Entries cut off at the end leave a whole,
shorter chain; only who noted the last hash elsewhere can tell.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from enum import StrEnum

from bot.store.kept_audit import AuditEntry, Detail

LEAST_TELEPHONE_NUMBER = 10**9

_NAME = re.compile(r"[A-Za-z0-9_.:/-]{0,64}")
_ID_OR_DAY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d{2}-\d{2}")
_SEVEN_DIGITS = re.compile(r"(\d\D*){7}")


class Break(StrEnum):
    """What is wrong with the first broken entry."""

    CHANGED = "changed"
    """Its content and its hash do not go together."""
    NOT_AFTER_THE_ONE_BEFORE = "not_after_the_one_before"
    """It was put elsewhere, or one before it was removed, inserted or changed as a whole."""
    MISSING = "missing"
    CUT_AT_THE_END = "cut_at_the_end"
    """The entry that was noted elsewhere as the last is no longer there, or is another."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry: how many there are, and its hash."""

    sequence: int
    hash: str

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of walking along the chain; `broken_at` is the number of the first broken entry."""

    entries: int
    head: Head
    broken_at: int | None = None
    what: Break | None = None


def canonical_details(details: Mapping[str, Detail]) -> str:
    """The details as JSON that is always written in the same way.

    Raises ValueError for a text that is more than a name, since words of people never belong there: letters, digits
    and `_.:/-`, at most 64, and fewer than seven digits unless it is an id or a day.
    """
    for name, value in details.items():
        if isinstance(value, str) or (isinstance(value, int) and abs(value) >= LEAST_TELEPHONE_NUMBER):
            demand_name(str(value), name)
        elif value is not None and not isinstance(value, bool | int):
            raise ValueError(f"the detail {name} must be a name, a whole number, true, false or nothing")
    return json.dumps(dict(details), sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def demand_name(text: str, of_what: str) -> None:
    """Raises ValueError for a text that is more than a name, without repeating it."""
    if _ID_OR_DAY.fullmatch(text):
        return
    if not _NAME.fullmatch(text) or _SEVEN_DIGITS.search(text):
        raise ValueError(f"the audit log takes no words of people: {of_what}")


def hash_of(entry: AuditEntry, key: bytes) -> str:
    """The hash of an entry, whatever hash it carries."""
    content = {
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "details": entry.details,
        "previous": entry.previous,
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def linked(entry: AuditEntry, key: bytes) -> AuditEntry:
    """The entry with its hash."""
    return replace(entry, hash=hash_of(entry, key))


def read_head(text: str) -> Head:
    """A head as it was printed, `12:9f86d0...`. Raises ValueError."""
    sequence, colon, digest = text.strip().partition(":")
    if not colon or not sequence.isdecimal() or not re.fullmatch("[0-9a-f]{64}|", digest):
        raise ValueError("a head is a number, a colon and 64 signs, as `aftercart audit verify` prints it")
    return Head(int(sequence), digest)


def verify(entries: Iterable[AuditEntry], key: bytes, expected: Head | None = None) -> Verification:
    """Walks along the entries, which must come in the order of their numbers, up to the first that is broken."""
    head = Head(0, "")
    for entry in entries:
        what = _what_is_wrong(entry, head, key)
        if what is None and expected is not None and entry.sequence == expected.sequence:
            what = None if hmac.compare_digest(entry.hash, expected.hash) else Break.CUT_AT_THE_END
        if what is not None:
            broken_at = head.sequence + 1 if what is Break.MISSING else entry.sequence
            return Verification(head.sequence, head, broken_at, what)
        head = Head(entry.sequence, entry.hash)
    if expected is not None and head.sequence < expected.sequence:
        return Verification(head.sequence, head, head.sequence + 1, Break.CUT_AT_THE_END)
    return Verification(head.sequence, head)


def _what_is_wrong(entry: AuditEntry, before: Head, key: bytes) -> Break | None:
    if entry.sequence != before.sequence + 1:
        return Break.MISSING
    if not _is_as_written(entry, key):
        return Break.CHANGED
    if not hmac.compare_digest(entry.previous, before.hash):
        return Break.NOT_AFTER_THE_ONE_BEFORE
    return None


def _is_as_written(entry: AuditEntry, key: bytes) -> bool:
    try:
        return hmac.compare_digest(entry.hash, hash_of(entry, key))
    except TypeError:
        # Bytes instead of text, or letters that no hash has.
        return False
