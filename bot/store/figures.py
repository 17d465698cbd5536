"""Counting what happened in a period. The database counts; what only decrypted words tell is counted here."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, Subquery, and_, case, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from bot.store.call_rows import as_record as call_as_record
from bot.store.column_types import UtcTime
from bot.store.database import transaction
from bot.store.kept import AnswerStatus
from bot.store.kept_figures import (
    ENROLLED,
    MINUTES,
    NO_CONSENT,
    REFERRED,
    UNFINISHED,
    FigureCounts,
    Hesitation,
    Way,
)
from bot.store.kept_site_referrals import SiteReferralStatus
from bot.store.opened import OpenedDatabase
from bot.store.tables import Answer, Result, Screening, Turn, Verdict, Visit
from bot.store.tables_calls import Call
from bot.store.tables_site_referrals import SiteReferral, SiteReferralStepTaken

PHONE_CHANNEL = "call_center"
_WAYS = {way.value: way for way in Way}
NO_QUESTION = "none"
"""Where a person left while no question was open."""


class FigureRecords(OpenedDatabase):
    """Figures; a part of `Records`, whose promises hold here too."""

    def figure_counts(self, weeks: Sequence[datetime], before: datetime) -> FigureCounts:
        """Counts of what began from the first of the `weeks` until `before`; see `FigureCounts`."""
        with transaction(self._reading) as session:
            begun = _begun(weeks[0], before)
            return FigureCounts(
                weeks=tuple(weeks),
                stages=_counted(session, _stages(begun, weeks), 3),
                criteria=_counted(session, _criteria(begun), 3),
                left_at=_left_at(session, begun),
                hesitations=_hesitations(session, begun),
                handed_over=_handed_over(session, begun),
                sites=_counted(session, _sites(begun), 2),
                calls=_calls(session, weeks[0], before),
            )


def _counted(session: Session, query: Select, keys: int) -> dict:
    return {_plain(row[:keys]): row[keys] for row in session.execute(query)}


def _plain(key: Sequence) -> tuple:
    return tuple(_WAYS.get(part, part) for part in key)


def _begun(since: datetime, before: datetime) -> Subquery:
    """Each conversation that began in the period, with its last screen: when, in which way, how far it came."""
    signs = union_all(
        select(Turn.conversation, Turn.taken_at.label("at")).where(Turn.number == 1),
        select(Screening.conversation, Screening.started_at.label("at")).where(Screening.number == 1),
    ).subquery()
    at = func.min(signs.c.at, type_=UtcTime)
    first = select(signs.c.conversation, at.label("at")).group_by(signs.c.conversation).subquery()
    last = (
        select(Screening.conversation, func.max(Screening.number).label("number"))
        .group_by(Screening.conversation)
        .subquery()
    )
    of_last = and_(Screening.conversation == last.c.conversation, Screening.number == last.c.number)
    return (
        select(first.c.conversation, first.c.at, Screening.id.label("screening"), _way(first), _stage())
        .outerjoin(last, last.c.conversation == first.c.conversation)
        .outerjoin(Screening, of_last)
        .where(first.c.at >= since, first.c.at < before)
        .subquery()
    )


def _way(first: Subquery):
    visited = exists().where(Visit.conversation == first.c.conversation)
    elsewhere = and_(Screening.id.is_not(None), Screening.channel != PHONE_CHANNEL)
    return case((or_(visited, elsewhere), Way.WEB.value), else_=Way.PHONE.value).label("way")


def _stage():
    return case(
        (or_(Screening.id.is_(None), Screening.consent.is_not(True)), NO_CONSENT),
        (Screening.outcome.is_(None), UNFINISHED),
        else_=Screening.outcome,
    ).label("stage")


def _stages(begun: Subquery, weeks: Sequence[datetime]) -> Select:
    ends = [(begun.c.at < end, number) for number, end in enumerate(weeks[1:])]
    week = (case(*ends, else_=len(ends)) if ends else literal(0)).label("week")
    counted = select(week, begun.c.way, begun.c.stage).subquery()
    keys = (counted.c.week, counted.c.way, counted.c.stage)
    return select(*keys, func.count()).group_by(*keys)


def _criteria(begun: Subquery) -> Select:
    last = (
        select(Result.screening_id, func.max(Result.run).label("run"))
        .group_by(Result.screening_id)
        .subquery()
    )
    keys = (Verdict.criterion, Verdict.verdict, begun.c.way)
    return (
        select(*keys, func.count())
        .join(last, and_(last.c.screening_id == Verdict.screening_id, last.c.run == Verdict.run))
        .join(begun, begun.c.screening == Verdict.screening_id)
        .where(begun.c.stage.not_in((NO_CONSENT, UNFINISHED)))
        .group_by(*keys)
    )


def _left_at(session: Session, begun: Subquery) -> dict[tuple[str, Way], int]:
    last = (
        select(Turn.conversation, func.max(Turn.number).label("number"))
        .where(Turn.reply.is_not(None))
        .group_by(Turn.conversation)
        .subquery()
    )
    of_last = and_(Turn.conversation == last.c.conversation, Turn.number == last.c.number)
    rows = session.execute(
        select(Turn.reply, begun.c.way)
        .select_from(begun)
        .outerjoin(last, last.c.conversation == begun.c.conversation)
        .outerjoin(Turn, of_last)
        .where(begun.c.stage == UNFINISHED)
    )
    return Counter((_asked(reply), Way(way)) for reply, way in rows)


def _asked(reply: list[dict] | None) -> str:
    return next((each["ask"] for each in reply or () if each.get("ask")), NO_QUESTION)


def _hesitations(session: Session, begun: Subquery) -> dict[tuple[str, Hesitation, Way], int]:
    screens = func.count(Answer.screening_id.distinct())
    of_screen = begun.c.screening == Answer.screening_id
    not_said = (AnswerStatus.UNKNOWN, AnswerStatus.DECLINED)
    told = session.execute(
        select(Answer.fact, Answer.status, begun.c.way, screens)
        .join(begun, of_screen)
        .where(Answer.status.in_(not_said))
        .group_by(Answer.fact, Answer.status, begun.c.way)
    )
    twice = (
        select(Answer.fact, begun.c.way)
        .join(begun, of_screen)
        .group_by(Answer.screening_id, Answer.fact, begun.c.way)
        .having(func.count() > 1)
        .subquery()
    )
    again = session.execute(
        select(twice.c.fact, twice.c.way, func.count()).group_by(twice.c.fact, twice.c.way)
    )
    found = {(fact, Hesitation(status.value), Way(way)): count for fact, status, way, count in told}
    return found | {(fact, Hesitation.AGAIN, Way(way)): count for fact, way, count in again}


def _handed_over(session: Session, begun: Subquery) -> dict[tuple[str, Way], int]:
    sent = (
        exists()
        .where(SiteReferral.conversation == begun.c.conversation)
        .where(SiteReferralStepTaken.referral_id == SiteReferral.id)
        .where(SiteReferralStepTaken.status == SiteReferralStatus.SENT)
    )
    enrolled = exists().where(
        SiteReferral.conversation == begun.c.conversation, SiteReferral.status == SiteReferralStatus.ENROLLED
    )
    stage = case((enrolled, ENROLLED), else_=REFERRED).label("stage")
    those = select(stage, begun.c.way).where(or_(sent, enrolled)).subquery()
    keys = (those.c.stage, those.c.way)
    return _counted(session, select(*keys, func.count()).group_by(*keys), 2)


def _sites(begun: Subquery) -> Select:
    keys = (SiteReferral.site_name, SiteReferral.status)
    return (
        select(*keys, func.count())
        .join(begun, begun.c.conversation == SiteReferral.conversation)
        .group_by(*keys)
    )


def _calls(session: Session, since: datetime, before: datetime) -> dict[int, int]:
    ended = select(Call).where(Call.started_at >= since, Call.started_at < before, Call.ended_at.is_not(None))
    lengths = (call_as_record(row) for row in session.scalars(ended))
    return Counter(
        bisect_right(MINUTES, each.talk_time(each.ended_at) / timedelta(minutes=1)) for each in lengths
    )
