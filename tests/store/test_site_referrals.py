"""Handing a person over to a site: consent, contact, steps."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from purging import forget_before
from referrals import CONTACT, DES_MOINES, OMAHA, READ_ALOUD, REFERRER, agreed, ready_referral

from bot.store import Records, ScreeningId, UnknownScreening
from bot.store.errors import NoContact, NotAgreed, NotTheNextStep, UnknownSiteReferral
from bot.store.kept_site_referrals import (
    CLOSED,
    NEXT,
    LostReason,
    Shared,
    SiteReferralId,
    SiteReferralRecord,
    SiteReferralStatus,
)

SENT, LOST, NEW = SiteReferralStatus.SENT, SiteReferralStatus.LOST, SiteReferralStatus.NEW
SOMEBODY_ELSE = uuid4()


def test_a_new_referral_knows_its_site_and_nothing_was_said_yet(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    kept = records.refer_to_site(screening, DES_MOINES, REFERRER, noon)

    assert kept == SiteReferralRecord(
        id=kept.id,
        conversation="ann",
        screening=screening,
        site=DES_MOINES,
        status=NEW,
        status_at=noon,
        lost_reason=None,
        created_at=noon,
        created_by=REFERRER,
        consent=None,
        contact=None,
    )
    assert kept.may_share == frozenset()
    assert records.site_referral(kept.id) == kept
    assert [(step.status, step.at, step.by) for step in records.site_referral_steps(kept.id)] == [
        (NEW, noon, REFERRER)
    ]


def test_one_open_referral_for_a_site_and_several_sites_for_a_person(
    records: Records, screening: ScreeningId, noon: datetime, later: datetime
) -> None:
    first = records.refer_to_site(screening, DES_MOINES, REFERRER, noon)

    assert records.refer_to_site(screening, DES_MOINES, SOMEBODY_ELSE, later) == first
    other = records.refer_to_site(screening, OMAHA, REFERRER, later)
    assert records.site_referrals("ann") == (first, other)
    assert records.site_referrals("bob") == ()


def test_a_site_that_was_lost_can_be_tried_again(
    records: Records, screening: ScreeningId, noon: datetime, later: datetime
) -> None:
    first = records.refer_to_site(screening, DES_MOINES, REFERRER, noon)
    records.mark_site_referral(first.id, LOST, REFERRER, noon, reason=LostReason.SITE_FULL)

    second = records.refer_to_site(screening, DES_MOINES, REFERRER, later)
    assert second.id != first.id
    assert [each.status for each in records.site_referrals("ann")] == [LOST, NEW]


def test_two_agents_at_once_begin_one_referral(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    workers = 4
    start = Barrier(workers)

    def wait_and_refer(_: int) -> SiteReferralRecord:
        start.wait()
        return records.refer_to_site(screening, DES_MOINES, REFERRER, noon)

    with ThreadPoolExecutor(workers) as pool:
        assert set(pool.map(wait_and_refer, range(workers))) == set(records.site_referrals("ann"))
    assert len(records.site_referrals("ann")) == 1


def test_a_screening_that_is_not_kept_is_referred_nowhere(records: Records, noon: datetime) -> None:
    with pytest.raises(UnknownScreening):
        records.refer_to_site(ScreeningId(uuid4()), DES_MOINES, REFERRER, noon)


def test_what_was_said_when_asked_is_kept_with_the_words_that_were_read(
    records: Records, screening: ScreeningId, noon: datetime, later: datetime
) -> None:
    referral = records.refer_to_site(screening, DES_MOINES, REFERRER, noon).id
    kept = agreed(records, referral, later)

    assert kept.consent is not None
    assert (kept.consent.agreed, kept.consent.at, kept.consent.recorded_by) == (True, later, REFERRER)
    assert kept.consent.words_digest == READ_ALOUD
    assert kept.may_share == {Shared.CONTACT, Shared.ANSWERS}


def test_the_same_said_again_keeps_its_first_time(
    records: Records, screening: ScreeningId, noon: datetime, later: datetime
) -> None:
    referral = records.refer_to_site(screening, DES_MOINES, REFERRER, noon).id

    assert agreed(records, referral, noon) == agreed(records, referral, later)
    assert len(records.site_consents(referral)) == 1


def test_a_consent_taken_back_shares_nothing_and_stays_in_the_history(
    records: Records, screening: ScreeningId, noon: datetime, later: datetime
) -> None:
    referral = records.refer_to_site(screening, DES_MOINES, REFERRER, noon).id
    agreed(records, referral, noon)
    kept = records.record_site_consent(referral, False, (), READ_ALOUD, REFERRER, later)

    assert kept.may_share == frozenset()
    assert [said.agreed for said in records.site_consents(referral)] == [False, True]


@pytest.mark.parametrize(
    ("said_yes", "shares"),
    [(True, ()), (True, (Shared.ANSWERS,)), (False, (Shared.CONTACT,)), (False, (Shared.ANSWERS,))],
)
def test_a_consent_that_contradicts_itself_is_refused(
    records: Records, screening: ScreeningId, noon: datetime, said_yes: bool, shares: tuple[Shared, ...]
) -> None:
    referral = records.refer_to_site(screening, DES_MOINES, REFERRER, noon).id
    with pytest.raises(ValueError, match="consent"):
        records.record_site_consent(referral, said_yes, shares, READ_ALOUD, REFERRER, noon)
    assert records.site_consents(referral) == ()


def test_the_contact_is_kept_and_replaced(records: Records, screening: ScreeningId, noon: datetime) -> None:
    referral = records.refer_to_site(screening, DES_MOINES, REFERRER, noon).id

    assert records.set_site_contact(referral, CONTACT).contact == CONTACT
    assert records.site_referral(referral).contact == CONTACT


@pytest.mark.parametrize("phone", ["", "515-555-0123", "+442079460958"])
def test_a_number_in_another_form_is_refused(
    records: Records, screening: ScreeningId, noon: datetime, phone: str
) -> None:
    referral = records.refer_to_site(screening, DES_MOINES, REFERRER, noon).id
    with pytest.raises(ValueError, match="ten digits"):
        records.set_site_contact(referral, replace(CONTACT, phone=phone))
    assert records.site_referral(referral).contact is None


WAYS = [
    (before, after) for before in SiteReferralStatus for after in SiteReferralStatus if before is not after
]
TO_REACH = {
    NEW: (),
    SENT: (SENT,),
    SiteReferralStatus.ACKNOWLEDGED: (SENT, SiteReferralStatus.ACKNOWLEDGED),
    SiteReferralStatus.SCHEDULED: (SENT, SiteReferralStatus.SCHEDULED),
    SiteReferralStatus.ENROLLED: (SENT, SiteReferralStatus.SCHEDULED, SiteReferralStatus.ENROLLED),
    LOST: (LOST,),
}


def reason_for(status: SiteReferralStatus) -> LostReason | None:
    return LostReason.OTHER if status is LOST else None


@pytest.mark.parametrize(("before", "after"), WAYS)
def test_only_the_next_step_can_be_taken(
    records: Records,
    screening: ScreeningId,
    noon: datetime,
    later: datetime,
    before: SiteReferralStatus,
    after: SiteReferralStatus,
) -> None:
    referral = ready_referral(records, screening, noon)
    for status in TO_REACH[before]:
        records.mark_site_referral(referral, status, REFERRER, noon, reason=reason_for(status))
    steps = len(records.site_referral_steps(referral))

    if after in NEXT[before]:
        kept = records.mark_site_referral(
            referral, after, SOMEBODY_ELSE, later, note="they called", reason=reason_for(after)
        )
        assert (kept.status, kept.status_at, kept.lost_reason) == (after, later, reason_for(after))
        last = records.site_referral_steps(referral)[-1]
        assert (last.number, last.status, last.by, last.note) == (
            steps + 1,
            after,
            SOMEBODY_ELSE,
            "they called",
        )
    else:
        with pytest.raises(NotTheNextStep):
            records.mark_site_referral(referral, after, REFERRER, later, reason=reason_for(after))
        assert len(records.site_referral_steps(referral)) == steps


def test_the_steps_of_the_way_are_those_that_a_nurse_expects() -> None:
    said = {before.value: [after.value for after in following] for before, following in NEXT.items()}
    assert said == {
        "new": ["sent", "lost"],
        "sent": ["acknowledged", "scheduled", "lost"],
        "acknowledged": ["scheduled", "lost"],
        "scheduled": ["enrolled", "lost"],
        "enrolled": [],
        "lost": [],
    }
    assert {status.value for status in CLOSED} == {"enrolled", "lost"}


def test_the_same_step_twice_keeps_the_first_time(
    records: Records, screening: ScreeningId, noon: datetime, later: datetime
) -> None:
    referral = ready_referral(records, screening, noon)
    first = records.mark_site_referral(referral, SENT, REFERRER, noon)

    assert records.mark_site_referral(referral, SENT, REFERRER, later) == first
    assert len(records.site_referral_steps(referral)) == 2


@pytest.mark.parametrize(("status", "reason"), [(SENT, LostReason.OTHER), (LOST, None)])
def test_a_reason_goes_with_a_lost_referral_only(
    records: Records,
    screening: ScreeningId,
    noon: datetime,
    status: SiteReferralStatus,
    reason: LostReason | None,
) -> None:
    referral = ready_referral(records, screening, noon)
    with pytest.raises(ValueError, match="reason"):
        records.mark_site_referral(referral, status, REFERRER, noon, reason=reason)
    assert records.site_referral(referral).status is NEW


def test_nothing_is_sent_without_a_consent(
    records: Records, screening: ScreeningId, noon: datetime, later: datetime
) -> None:
    referral = records.refer_to_site(screening, DES_MOINES, REFERRER, noon).id
    records.set_site_contact(referral, CONTACT)
    with pytest.raises(NotAgreed):
        records.mark_site_referral(referral, SENT, REFERRER, noon)

    agreed(records, referral, noon)
    records.record_site_consent(referral, False, (), READ_ALOUD, REFERRER, later)
    with pytest.raises(NotAgreed):
        records.mark_site_referral(referral, SENT, REFERRER, later)
    assert records.site_referral(referral).status is NEW


def test_nothing_is_sent_without_a_way_to_reach_the_person(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    referral = records.refer_to_site(screening, DES_MOINES, REFERRER, noon).id
    agreed(records, referral, noon)
    with pytest.raises(NoContact):
        records.mark_site_referral(referral, SENT, REFERRER, noon)


def test_a_note_stands_in_the_history_and_is_kept_once_when_sent_twice(
    records: Records, screening: ScreeningId, noon: datetime, later: datetime
) -> None:
    referral = records.refer_to_site(screening, DES_MOINES, REFERRER, noon).id
    records.note_site_referral(referral, "They call back on Monday.", REFERRER, noon)
    records.note_site_referral(referral, "They call back on Monday.", REFERRER, later)
    records.note_site_referral(referral, "They call back on Monday.", SOMEBODY_ELSE, later)

    notes = [(step.status, step.note, step.by) for step in records.site_referral_steps(referral)[1:]]
    assert notes == [
        (NEW, "They call back on Monday.", REFERRER),
        (NEW, "They call back on Monday.", SOMEBODY_ELSE),
    ]


def test_they_are_found_by_status(records: Records, screening: ScreeningId, noon: datetime) -> None:
    referral = ready_referral(records, screening, noon)
    other = records.refer_to_site(screening, OMAHA, REFERRER, noon + timedelta(hours=1))
    records.mark_site_referral(referral, SENT, REFERRER, noon)

    assert [each.id for each in records.site_referrals(statuses=[SENT])] == [referral]
    assert [each.id for each in records.site_referrals(statuses=[NEW])] == [other.id]
    assert [each.id for each in records.site_referrals()] == [referral, other.id]


def test_forgetting_the_person_forgets_every_referral(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    referral = ready_referral(records, screening, noon)
    records.forget("ann")

    assert records.site_referrals() == ()
    assert records.site_referral_steps(referral) == () == records.site_consents(referral)
    with pytest.raises(UnknownSiteReferral):
        records.site_referral(referral)
    with pytest.raises(UnknownSiteReferral):
        records.note_site_referral(SiteReferralId(uuid4()), "Hello.", REFERRER, noon)


def test_a_referral_that_somebody_works_on_keeps_its_conversation(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    referral = records.refer_to_site(screening, DES_MOINES, REFERRER, noon).id
    assert forget_before(records, noon + timedelta(days=1000)) == 0

    closed = noon + timedelta(days=40)
    reason = LostReason.NOT_REACHED
    records.mark_site_referral(referral, SiteReferralStatus.LOST, REFERRER, closed, reason=reason)
    assert forget_before(records, closed) == 0
    assert forget_before(records, closed + timedelta(seconds=1)) == 1
