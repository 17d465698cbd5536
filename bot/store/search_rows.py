"""The index by which a person is found again, within a transaction that the caller holds.

What a person is called and reached by is brought to one form, and a digest of that is kept. So a person is found by
whole names only: there is no looking for a part of a name, nor for names that sound alike.
"""

import re
import unicodedata

from sqlalchemy import Select, intersect, select
from sqlalchemy.orm import Session

from bot.encryption import Cipher
from bot.store.kept_search import SearchKind
from bot.store.tables_search import SearchEntry

_NOT_PARTED_AT = re.compile("['\u2019\u02bc`.]")
_NOT_IN_A_NAME = re.compile(r"[^\w]+|_+")
_LETTERS_WITHOUT_PARTS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "\u0131": "i"}
)


def terms(kind: SearchKind, text: str) -> frozenset[str]:
    """What stands in the index for a text: a name's parts in any order, without accents and large letters."""
    match kind:
        case SearchKind.PHONE:
            # Its tables and the readers of numbers take time that who starts should not wait for.
            from bot.language.phone import read_phone

            reading = read_phone(text)
            return frozenset([reading.value] if reading else [])
        case SearchKind.EMAIL:
            return frozenset([text.strip().casefold()] if "@" in text else [])
        case SearchKind.NAME:
            return frozenset(_NOT_IN_A_NAME.split(_plain(text))) - {""}


def digests(cipher: Cipher, kind: SearchKind, text: str) -> frozenset[str]:
    """The digests of these terms."""
    return frozenset(cipher.digest(f"{kind.value} {term}") for term in terms(kind, text))


def index(session: Session, cipher: Cipher, conversation: str, kind: SearchKind, text: str | None) -> None:
    """Keeps what a person can be found by from now on; what they were found by before stays."""
    for digest in digests(cipher, kind, text or ""):
        session.merge(SearchEntry(conversation=conversation, kind=kind, digest=digest))


def found_by(cipher: Cipher, text: str) -> Select | None:
    """The conversations of a telephone number, an e-mail address, or a name with all parts that are given."""
    for kind in (SearchKind.EMAIL, SearchKind.PHONE, SearchKind.NAME):
        wanted = digests(cipher, kind, text)
        if wanted:
            return intersect(*(_with(kind, digest) for digest in sorted(wanted)))
    return None


def _with(kind: SearchKind, digest: str) -> Select:
    return select(SearchEntry.conversation).where(SearchEntry.kind == kind, SearchEntry.digest == digest)


def _plain(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS_WITHOUT_PARTS))
    return _NOT_PARTED_AT.sub("", "".join(sign for sign in parts if not unicodedata.combining(sign)))
