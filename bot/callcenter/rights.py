"""Who may do what at the console: the one place that says so."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from bot.store.kept_staff import Role


class Right(StrEnum):
    """Something that not everybody may do."""

    OWN_ACCOUNT = "own_account"
    """One's own password, codes and sessions."""
    RUN_CALLS = "run_calls"
    """Talking to callers, with the cases that this needs: one's own, and those in the queue."""
    SEE_TEAM_CASES = "see_team_cases"
    """The cases of everybody."""
    WORK_REFERRALS = "work_referrals"
    """Handing people over to sites, and following up."""
    SEE_FIGURES = "see_figures"
    EXPORT = "export"
    """Exports without what tells who somebody is."""
    SEE_IDENTIFIED = "see_identified"
    """Exports with names and telephone numbers."""
    DELETE_PERSON = "delete_person"
    MANAGE_STAFF = "manage_staff"
    SEE_AUDIT = "see_audit"


_AGENT = frozenset({Right.OWN_ACCOUNT, Right.RUN_CALLS, Right.WORK_REFERRALS})
_SUPERVISOR = _AGENT | {
    Right.SEE_TEAM_CASES,
    Right.SEE_FIGURES,
    Right.EXPORT,
    Right.DELETE_PERSON,
    Right.SEE_AUDIT,
}
_ADMINISTRATOR = _SUPERVISOR | {Right.SEE_IDENTIFIED, Right.MANAGE_STAFF}

RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {Role.AGENT: _AGENT, Role.SUPERVISOR: _SUPERVISOR, Role.ADMINISTRATOR: _ADMINISTRATOR}
)


def rights_of(role: Role) -> frozenset[Right]:
    """What a role may do."""
    return RIGHTS[role]
