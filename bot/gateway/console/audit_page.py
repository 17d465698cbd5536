"""The audit log, for who may see it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response

from bot.callcenter.rights import Right
from bot.gateway.console.auditing import audited
from bot.gateway.console.pages import render
from bot.gateway.console.signed_in import needs
from bot.gateway.door import TheDoor
from bot.language.word_lists import word_list
from bot.store import AuditAction, AuditEntry, AuditFilter, StaffRecord

ENTRIES_ON_A_PAGE = 50
LAST_PAGE = 100_000
ONE_DAY = timedelta(days=1)

routes = APIRouter()

Text = Annotated[str, Query(max_length=64)]
Auditor = Annotated[StaffRecord, Depends(needs(Right.SEE_AUDIT))]


@routes.get("/audit")
def audit(
    request: Request,
    door: TheDoor,
    auditor: Auditor,
    actor: Text = "",
    action: Text = "",
    subject: Text = "",
    since: Text = "",
    until: Text = "",
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
) -> Response:
    """Entries, newest first. Days are those of the call center."""
    audited(door, auditor, AuditAction.AUDIT_VIEWED, page=page)
    asked = {"actor": actor, "action": action, "subject": subject.strip(), "since": since, "until": until}
    wanted = _filter(asked, door.app.settings.time_zone)
    found = door.records.count_audit_entries(wanted)
    entries = door.records.audit_entries(wanted, (page - 1) * ENTRIES_ON_A_PAGE, ENTRIES_ON_A_PAGE)
    names = {str(each.id): each.name for each in door.records.all_staff()}
    return render(
        request,
        "audit.html",
        entries=[_shown(each, names) for each in entries],
        found=found,
        page=page,
        pages=max(1, -(-found // ENTRIES_ON_A_PAGE)),
        asked=asked,
        query=urlencode({name: value for name, value in asked.items() if value}),
        names=names,
        actors=_words()["actors"],
        actions={each.value: _action(each.value) for each in AuditAction},
    )


def _filter(asked: Mapping[str, str], zone: tzinfo | None) -> AuditFilter:
    return AuditFilter(
        actor=asked["actor"] or None,
        action=asked["action"] or None,
        subject=asked["subject"] or None,
        since=_beginning(asked["since"], zone),
        before=_beginning(asked["until"], zone, ONE_DAY),
    )


def _beginning(day: str, zone: tzinfo | None, later: timedelta = timedelta(0)) -> datetime | None:
    """When a day begins, or one so much later; None for no day. Without a zone, a day is this machine's."""
    try:
        return datetime.combine(date.fromisoformat(day) + later, time(), zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _words() -> Mapping[str, Mapping[str, str]]:
    return word_list("audit_words", "bot.gateway.console")


def _action(name: str) -> str:
    return _words()["actions"].get(name, name)


def _shown(entry: AuditEntry, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "sequence": entry.sequence,
        "at": entry.at,
        "actor": names.get(entry.actor) or _words()["actors"].get(entry.actor, entry.actor),
        "action": _action(entry.action),
        "subject": names.get(entry.subject, entry.subject),
        "details": ", ".join(f"{name}: {value}" for name, value in entry.told.items()),
    }
