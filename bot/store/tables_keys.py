"""The table of keys: which of them the records cannot be read without."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from bot.store.column_types import one_of
from bot.store.kept_keys import KeyPurpose
from bot.store.tables import Base


class KeyInUse(Base):
    """A key, by its fingerprint, with which something was written."""

    __tablename__ = "key_in_use"

    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    purpose: Mapped[KeyPurpose] = mapped_column(one_of(KeyPurpose, "purpose"))
    since: Mapped[datetime]
