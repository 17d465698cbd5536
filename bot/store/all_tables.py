"""Every table, in whatever module it is declared: importing this makes `Base.metadata` whole."""

from bot.store import (
    tables_calls,
    tables_cases,
    tables_keys,
    tables_search,
    tables_site_referrals,
    tables_staff,
)
from bot.store.tables import Base

__all__ = [
    "Base",
    "tables_calls",
    "tables_cases",
    "tables_keys",
    "tables_search",
    "tables_site_referrals",
    "tables_staff",
]
