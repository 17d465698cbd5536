"""Every table, in whatever module it is declared: importing this makes `Base.metadata` whole."""

from bot.store import tables_staff
from bot.store.tables import Base

__all__ = ["Base", "tables_staff"]
