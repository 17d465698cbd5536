"""The results of one screening, a run for each time it ended, within a transaction that the caller holds."""

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.kept import ReferralRecord, ResultRecord, ScreeningId, SiteRecord, VerdictRecord
from bot.store.tables import Referral, ReferralSite, Result, Verdict


def add(session: Session, screening: ScreeningId, result: ResultRecord) -> None:
    """Adds a run; earlier runs stay."""
    session.add(
        Result(
            screening_id=screening,
            run=result.run,
            ended_at=result.ended_at,
            outcome=result.outcome,
            verdicts=[
                Verdict(position=position, **asdict(verdict))
                for position, verdict in enumerate(result.verdicts, start=1)
            ],
            referral=_referral_row(result.referral),
        )
    )


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


def _referral_row(referral: ReferralRecord | None) -> Referral | None:
    if referral is None:
        return None
    sites = [
        ReferralSite(position=position, **asdict(site))
        for position, site in enumerate(referral.sites, start=1)
    ]
    return Referral(place=referral.place, sites=sites)


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
