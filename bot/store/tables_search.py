"""The index by which a person is found again."""

from sqlalchemy.orm import Mapped, mapped_column

from bot.store.column_types import one_of
from bot.store.kept_search import SearchKind
from bot.store.tables import Base


class SearchEntry(Base):
    """A digest of what a person is called or reached by; there is no way back from it without the index key."""

    __tablename__ = "search_entry"

    conversation: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[SearchKind] = mapped_column(one_of(SearchKind, "kind"), primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True, index=True)
