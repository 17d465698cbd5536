"""Which keys the records cannot be read without, within a transaction that the caller holds."""

from datetime import UTC, datetime

from sqlalchemy import Connection, select

from bot.encryption import Cipher
from bot.store.errors import RecordsUnavailable
from bot.store.kept_keys import KeyPurpose
from bot.store.tables_keys import KeyInUse

MISSING_KEY = (
    "The records were written with a key that is not in AFTERCART_DATA_KEYS (its fingerprint: {fingerprint}); "
    "add that key."
)
ANOTHER_INDEX = (
    "The records' index was made with another AFTERCART_INDEX_KEY (its fingerprint: {fingerprint}); "
    "give that key."
)


def check(connection: Connection, cipher: Cipher) -> None:
    """Notes which keys are used from now on.

    Raises RecordsUnavailable when a key that was used before is not among those given.
    """
    used = {row.fingerprint: row.purpose for row in connection.execute(select(KeyInUse.__table__))}
    given = {
        **dict.fromkeys(cipher.fingerprints, KeyPurpose.WORDS),
        cipher.index_fingerprint: KeyPurpose.INDEX,
    }
    for fingerprint, purpose in used.items():
        if given.get(fingerprint) is not purpose:
            sentence = MISSING_KEY if purpose is KeyPurpose.WORDS else ANOTHER_INDEX
            raise RecordsUnavailable(sentence.format(fingerprint=fingerprint))
    for fingerprint in (cipher.fingerprints[0], cipher.index_fingerprint):
        if fingerprint not in used:
            _note(connection, fingerprint, given[fingerprint])


def are_noted(connection: Connection, cipher: Cipher) -> bool:
    """Whether the keys used from now on are noted, and no other has to be missed."""
    used = set(connection.scalars(select(KeyInUse.fingerprint)))
    newest = {cipher.fingerprints[0], cipher.index_fingerprint}
    return newest <= used <= {*cipher.fingerprints, cipher.index_fingerprint}


def _note(connection: Connection, fingerprint: str, purpose: KeyPurpose) -> None:
    note = {"fingerprint": fingerprint, "purpose": purpose, "since": datetime.now(UTC)}
    connection.execute(KeyInUse.__table__.insert().values(note))
