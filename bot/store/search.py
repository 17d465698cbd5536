"""Finding a person again by a name, a telephone number or an e-mail address."""

from bot.store import search_rows
from bot.store.database import transaction
from bot.store.kept_search import SearchKind
from bot.store.opened import OpenedDatabase


class SearchRecords(OpenedDatabase):
    """The search index; a part of `Records`, whose promises hold here too."""

    def index_person(self, conversation: str, kind: SearchKind, text: str) -> None:
        """From now on the conversation is found by this name, number or address; only a digest of it is kept."""
        with transaction(self._writing) as session:
            search_rows.index(session, self._cipher, conversation, kind, text)

    def find_people(self, text: str) -> tuple[str, ...]:
        """The conversations of a telephone number, an e-mail address, or a name.

        Of a name all the parts that are given count, in any order; case and accents do not.
        """
        wanted = search_rows.found_by(self._cipher, text)
        if wanted is None:
            return ()
        with transaction(self._reading) as session:
            return tuple(sorted(session.scalars(wanted)))
