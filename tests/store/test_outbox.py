"""Mails to sites: queued once, sent once, tried again, and what happens when a sender falls."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from referrals import CONTACT, DES_MOINES, OMAHA, READ_ALOUD, REFERRER, agreed, ready_referral

from bot.store import Records, ScreeningId
from bot.store.errors import MailUnderWay, NoContact, NotAgreed, UnknownMail, UnknownSiteReferral
from bot.store.kept_site_referrals import (
    MailId,
    MailRecord,
    MailStatus,
    MailToSend,
    SiteReferralId,
    SiteReferralStatus,
)

LEASE = timedelta(minutes=5)
DOCUMENT = b"%PDF-1.7 \x00\xff a document"


@pytest.fixture
def referral(records: Records, screening: ScreeningId, noon: datetime) -> SiteReferralId:
    """One that can be sent."""
    return ready_referral(records, screening, noon)


def queue(records: Records, referral: SiteReferralId, at: datetime, key: str = "k1") -> MailRecord:
    """A mail, put down."""
    return records.queue_mail(
        referral,
        key,
        address="trials@hospital.example",
        document=DOCUMENT,
        password="KTMR-4736",
        message_id=f"<{key}.{referral}@aftercart>",
        by=REFERRER,
        at=at,
    )


def only_mail(records: Records, referral: SiteReferralId) -> MailRecord:
    [mail] = records.mails(referral)
    return mail


def test_a_queued_mail_waits_for_its_sender(
    records: Records, referral: SiteReferralId, noon: datetime
) -> None:
    mail = queue(records, referral, noon)

    assert mail == MailRecord(
        id=mail.id,
        referral=referral,
        address="trials@hospital.example",
        password="KTMR-4736",
        status=MailStatus.QUEUED,
        attempts=0,
        problem="",
        queued_at=noon,
        queued_by=REFERRER,
        next_at=noon,
        sent_at=None,
    )
    assert records.take_mail(noon, LEASE) == MailToSend(
        id=mail.id,
        referral=referral,
        message_id=f"<k1.{referral}@aftercart>",
        address="trials@hospital.example",
        document=DOCUMENT,
        locked=True,
        site="Iowa Methodist Medical Center",
        attempts=1,
    )


def test_the_same_key_queues_once(
    records: Records, referral: SiteReferralId, noon: datetime, later: datetime
) -> None:
    assert queue(records, referral, noon) == queue(records, referral, later)
    assert len(records.mails(referral)) == 1


def test_another_mail_waits_until_the_first_has_gone(
    records: Records, referral: SiteReferralId, noon: datetime
) -> None:
    mail = queue(records, referral, noon)
    with pytest.raises(MailUnderWay):
        queue(records, referral, noon, "k2")
    records.take_mail(noon, LEASE)
    with pytest.raises(MailUnderWay):
        queue(records, referral, noon, "k2")
    records.mail_sent(mail.id, noon)
    assert queue(records, referral, noon, "k2").status is MailStatus.QUEUED


@pytest.mark.parametrize("missing", ["consent", "contact", "taken back"])
def test_nothing_is_queued_without_consent_and_contact(
    records: Records, screening: ScreeningId, noon: datetime, missing: str
) -> None:
    referral = records.refer_to_site(screening, OMAHA, REFERRER, noon).id
    if missing != "consent":
        agreed(records, referral, noon)
    if missing == "taken back":
        records.record_site_consent(referral, False, (), READ_ALOUD, REFERRER, noon)
    if missing != "contact":
        records.set_site_contact(referral, CONTACT)
    with pytest.raises(NoContact if missing == "contact" else NotAgreed):
        queue(records, referral, noon)
    assert records.mails(referral) == ()


def test_a_referral_that_is_not_kept_gets_no_mail(records: Records, noon: datetime) -> None:
    with pytest.raises(UnknownSiteReferral):
        queue(records, SiteReferralId(uuid4()), noon)


def test_a_mail_is_taken_by_one_sender_only(
    records: Records, referral: SiteReferralId, noon: datetime
) -> None:
    queue(records, referral, noon)
    workers = 4
    start = Barrier(workers)

    def wait_and_take(_: int) -> MailToSend | None:
        start.wait()
        return records.take_mail(noon, LEASE)

    with ThreadPoolExecutor(workers) as pool:
        taken = [each for each in pool.map(wait_and_take, range(workers)) if each]
    assert len(taken) == 1


def test_a_mail_is_not_taken_before_its_time(
    records: Records, referral: SiteReferralId, noon: datetime, later: datetime
) -> None:
    queue(records, referral, later)

    assert records.take_mail(noon, LEASE) is None
    assert records.take_mail(later, LEASE) is not None


def test_sent_means_that_the_referral_is_sent_and_the_document_is_gone(
    records: Records, referral: SiteReferralId, noon: datetime, later: datetime
) -> None:
    mail = queue(records, referral, noon).id
    records.take_mail(noon, LEASE)
    records.mail_sent(mail, later)
    records.mail_sent(mail, later + LEASE)

    sent = only_mail(records, referral)
    assert (sent.status, sent.sent_at, sent.next_at) == (MailStatus.SENT, later, None)
    kept = records.site_referral(referral)
    assert (kept.status, kept.status_at) == (SiteReferralStatus.SENT, later)
    assert [(step.status.value, step.by) for step in records.site_referral_steps(referral)] == [
        ("new", REFERRER),
        ("sent", REFERRER),
    ]
    with pytest.raises(UnknownMail):
        records.send_mail_again(mail, later)


def test_a_second_mail_does_not_take_a_referral_back(
    records: Records, referral: SiteReferralId, noon: datetime, later: datetime
) -> None:
    for status in (SiteReferralStatus.SENT, SiteReferralStatus.SCHEDULED):
        records.mark_site_referral(referral, status, REFERRER, noon)
    mail = queue(records, referral, noon).id
    records.take_mail(noon, LEASE)
    records.mail_sent(mail, later)

    assert records.site_referral(referral).status is SiteReferralStatus.SCHEDULED


def test_a_mail_that_did_not_go_is_tried_again_at_its_time(
    records: Records, referral: SiteReferralId, noon: datetime, later: datetime
) -> None:
    mail = queue(records, referral, noon).id
    records.take_mail(noon, LEASE)
    records.mail_not_sent(mail, "no_server", later)

    waiting = only_mail(records, referral)
    assert (waiting.status, waiting.problem, waiting.next_at) == (MailStatus.QUEUED, "no_server", later)
    assert records.take_mail(noon, LEASE) is None
    again = records.take_mail(later, LEASE)
    assert again and (again.attempts, again.document) == (2, DOCUMENT)


def test_a_mail_that_failed_for_good_can_be_sent_again_by_a_person(
    records: Records, referral: SiteReferralId, noon: datetime, later: datetime
) -> None:
    mail = queue(records, referral, noon).id
    records.take_mail(noon, LEASE)
    records.mail_not_sent(mail, "refused", None)

    assert only_mail(records, referral).status is MailStatus.FAILED
    assert records.take_mail(later, LEASE) is None
    assert records.send_mail_again(mail, later).status is MailStatus.QUEUED
    again = records.take_mail(later, LEASE)
    assert again and again.message_id == f"<k1.{referral}@aftercart>"


def test_a_sender_that_falls_leaves_a_mail_that_nobody_sends_by_itself(
    records: Records, referral: SiteReferralId, noon: datetime
) -> None:
    queue(records, referral, noon)
    records.take_mail(noon, LEASE)

    assert records.take_mail(noon + LEASE - timedelta(seconds=1), LEASE) is None
    assert only_mail(records, referral).status is MailStatus.SENDING
    assert records.take_mail(noon + LEASE, LEASE) is None
    unsure = only_mail(records, referral)
    assert (unsure.status, unsure.problem) == (MailStatus.UNSURE, "sender_fell")


def test_a_sender_that_was_only_slow_may_still_say_that_it_was_sent(
    records: Records, referral: SiteReferralId, noon: datetime
) -> None:
    mail = queue(records, referral, noon).id
    records.take_mail(noon, LEASE)
    records.take_mail(noon + LEASE, LEASE)
    records.mail_sent(mail, noon + 2 * LEASE)

    assert only_mail(records, referral).status is MailStatus.SENT


def test_a_slow_sender_does_not_send_an_unsure_mail_round_again(
    records: Records, referral: SiteReferralId, noon: datetime
) -> None:
    mail = queue(records, referral, noon).id
    records.take_mail(noon, LEASE)
    records.take_mail(noon + LEASE, LEASE)
    records.mail_not_sent(mail, "no_server", noon)

    assert only_mail(records, referral).status is MailStatus.UNSURE


def test_a_broken_connection_at_the_end_leaves_it_to_a_person(
    records: Records, referral: SiteReferralId, noon: datetime, later: datetime
) -> None:
    mail = queue(records, referral, noon).id
    records.take_mail(noon, LEASE)
    records.mail_unsure(mail, "broken_off")

    assert records.take_mail(later, LEASE) is None
    assert records.send_mail_again(mail, later).status is MailStatus.QUEUED


def test_a_consent_taken_back_while_the_mail_waits_stops_it(
    records: Records, referral: SiteReferralId, noon: datetime, later: datetime
) -> None:
    mail = queue(records, referral, noon).id
    records.record_site_consent(referral, False, (), READ_ALOUD, REFERRER, noon)

    assert records.take_mail(later, LEASE) is None
    assert only_mail(records, referral).status is MailStatus.CANCELLED
    with pytest.raises(UnknownMail):
        records.send_mail_again(mail, later)


def test_a_mail_can_be_taken_back_until_it_is_taken(
    records: Records, referral: SiteReferralId, noon: datetime, later: datetime
) -> None:
    mail = queue(records, referral, noon).id
    records.cancel_mail(mail)
    assert only_mail(records, referral).status is MailStatus.CANCELLED

    other = queue(records, referral, later, "k2").id
    records.take_mail(later, LEASE)
    records.cancel_mail(other)
    assert records.mails(referral)[-1].status is MailStatus.SENDING


def test_a_person_who_is_forgotten_gets_no_mail(
    records: Records, referral: SiteReferralId, noon: datetime, later: datetime
) -> None:
    mail = queue(records, referral, noon).id
    records.take_mail(noon, LEASE)
    records.forget("ann")
    records.mail_sent(mail, later)
    records.mail_not_sent(mail, "no_server", later)

    assert records.take_mail(later, LEASE) is None
    with pytest.raises(UnknownMail):
        records.send_mail_again(MailId(mail), later)


def test_the_one_that_waits_longest_goes_first(
    records: Records, referral: SiteReferralId, screening: ScreeningId, noon: datetime, later: datetime
) -> None:
    other = records.refer_to_site(screening, OMAHA, REFERRER, noon).id
    agreed(records, other, noon)
    records.set_site_contact(other, CONTACT)
    queue(records, referral, later)
    queue(records, other, noon)

    taken = [records.take_mail(later, LEASE), records.take_mail(later, LEASE)]
    assert [mail and mail.site for mail in taken] == ["Nebraska Medical Center", DES_MOINES.name]
