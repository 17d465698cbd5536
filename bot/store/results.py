"""The results of one screening, a run for each time it ended, within a transaction that the caller holds."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, bindparam, func, insert, select
from sqlalchemy.orm import Session

from bot.store import screenings
from bot.store.driven import Driven
from bot.store.kept import ReferralRecord, ResultRecord, ScreeningId, SiteRecord, VerdictRecord
from bot.store.screenings import Held
from bot.store.tables import Referral, ReferralSite, Result, Verdict

_LAST_RUN = select(func.max(Result.__table__.c.run)).where(
    Result.__table__.c.screening_id == bindparam("screening_id")
)
_ADD_RESULT, _ADD_VERDICT, _ADD_REFERRAL, _ADD_SITE = (
    insert(kind.__table__).values({column.name: bindparam(column.name) for column in kind.__table__.c})
    for kind in (Result, Verdict, Referral, ReferralSite)
)


def end(connection: Connection | Driven, held: Held, result: ResultRecord) -> ResultRecord:
    """Ends a screening with the next run of its results, and returns what is kept.

    One that has ended with this very result is left as it is; to find that out takes an engine's connection. Of the
    `result` its run is not looked at.
    """
    last_run = connection.execute(_LAST_RUN, {"screening_id": held.id}).scalar() or 0
    standing = _standing(connection, held.id, result) if last_run and held.ended_at else None
    if standing is not None:
        return standing
    result = replace(result, run=last_run + 1)
    _add(connection, held.id, result)
    screenings.end(connection, held.id, result.outcome, result.ended_at)
    return result


def _standing(connection: Connection, screening: ScreeningId, result: ResultRecord) -> ResultRecord | None:
    """The last run where it came to this very result, or None."""
    with Session(connection) as session:
        last = last_of(session, screening)
    return last if last and replace(result, run=last.run, ended_at=last.ended_at) == last else None


def _add(connection: Connection | Driven, screening: ScreeningId, result: ResultRecord) -> None:
    """Adds a run; earlier runs stay."""
    run = {"screening_id": screening, "run": result.run}
    connection.execute(_ADD_RESULT, {**run, "ended_at": result.ended_at, "outcome": result.outcome})
    if result.verdicts:
        verdicts = [{**run, **_verdict_row(*each)} for each in enumerate(result.verdicts, start=1)]
        connection.execute(_ADD_VERDICT, verdicts)
    if result.referral is not None:
        connection.execute(_ADD_REFERRAL, {**run, "place": result.referral.place})
        if result.referral.sites:
            sites = [{**run, **_site_row(*each)} for each in enumerate(result.referral.sites, start=1)]
            connection.execute(_ADD_SITE, sites)


def last_of(session: Session, screening: ScreeningId) -> ResultRecord | None:
    """The last run, or None when the screening never ended."""
    newest_first = select(Result).where(Result.screening_id == screening).order_by(Result.run.desc())
    row = session.scalars(newest_first.limit(1)).first()
    return None if row is None else as_record(row)


def all_of(session: Session, screening: ScreeningId) -> Iterable[Result]:
    """Every run, oldest first."""
    return session.scalars(select(Result).where(Result.screening_id == screening).order_by(Result.run))


def as_record(row: Result) -> ResultRecord:
    """The row and what belongs to it as a plain value."""
    return ResultRecord(
        run=row.run,
        ended_at=row.ended_at,
        outcome=row.outcome,
        verdicts=tuple(_verdict_record(verdict) for verdict in row.verdicts),
        referral=None if row.referral is None else _referral_record(row.referral),
    )


def _verdict_row(position: int, verdict: VerdictRecord) -> dict[str, int | str | date | None]:
    return {
        "position": position,
        "criterion": verdict.criterion,
        "verdict": verdict.verdict,
        "reason": verdict.reason,
        "available_from": verdict.available_from,
    }


def _site_row(position: int, site: SiteRecord) -> dict[str, int | str | float | None]:
    return {
        "position": position,
        "name": site.name,
        "city": site.city,
        "state": site.state,
        "zip": site.zip,
        "distance_miles": site.distance_miles,
        "status": site.status,
    }


def _verdict_record(row: Verdict) -> VerdictRecord:
    return VerdictRecord(
        criterion=row.criterion, verdict=row.verdict, reason=row.reason, available_from=row.available_from
    )


def _referral_record(row: Referral) -> ReferralRecord:
    return ReferralRecord(place=row.place, sites=tuple(_site_record(site) for site in row.sites))


def _site_record(row: ReferralSite) -> SiteRecord:
    return SiteRecord(
        name=row.name,
        city=row.city,
        state=row.state,
        zip=row.zip,
        distance_miles=row.distance_miles,
        status=row.status,
    )
