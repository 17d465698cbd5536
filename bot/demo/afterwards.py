"""What follows on sample talks: calls, calls back, and handing over to sites, in all their states."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from bot.callcenter import script
from bot.callcenter.lines import digest_of
from bot.demo.playing import Talk
from bot.demo.recording import began, conversation_of, ended
from bot.store import CallbackStatus, Records, ScreeningId, SiteRecord, StaffRecord
from bot.store.kept_calls import CallDirection, CallId, CallOutcome, PauseReason
from bot.store.kept_queue import AttemptOutcome, CallReason
from bot.store.kept_site_referrals import LostReason, Shared, SiteContact, SiteReferralStatus

CONSENT_WORDS = "utter_call_referral_consent"
DAY = timedelta(days=1)
BEFORE_THE_WINDOW = 7 * DAY
EVERY_PAUSE, EVERY_ATTEMPT = 5, 3
SENT, RECEIVED, AGREED, ENROLLED, LOST = (
    SiteReferralStatus.SENT,
    SiteReferralStatus.ACKNOWLEDGED,
    SiteReferralStatus.SCHEDULED,
    SiteReferralStatus.ENROLLED,
    SiteReferralStatus.LOST,
)
PATHS = (
    (SENT, RECEIVED, AGREED, ENROLLED),
    (SENT, RECEIVED, AGREED),
    (SENT, RECEIVED),
    (SENT,),
    (SENT, LOST),
    (),
)
"""How far referrals come, one person after the other."""
DAYS_WAITING = (9, 5, 3, 2, 1, 1, 0, 0)
"""How long ago the last of those who wait asked to be called: overdue, due today, and to come."""


def record_call(records: Records, talk: Talk, agent: StaffRecord) -> None:
    """The call in which a talk on the telephone was; the agent looks after the case from then on."""
    case = records.open_case(conversation_of(talk), began(talk), agent.id)
    call = CallId(uuid5(NAMESPACE_URL, conversation_of(talk)))
    records.begin_call(
        call,
        case.id,
        agent.id,
        began(talk),
        caller=talk.person.given_by,
        direction=CallDirection.INCOMING,
        continued=False,
    )
    if talk.person.number % EVERY_PAUSE == 0:
        records.pause_call(
            call, PauseReason.LOOKS_FOR_PAPERS, None, agent.id, began(talk) + timedelta(minutes=2)
        )
        records.resume_call(call, agent.id, began(talk) + timedelta(minutes=4))
    outcome = CallOutcome.COMPLETED if talk.ending else CallOutcome.CALLER_HUNG_UP
    records.end_call(call, outcome, ended(talk) + timedelta(minutes=1 + talk.person.number % 14))


def ask_for_calls(
    records: Records, talks: Sequence[Talk], agents: Sequence[StaffRecord], now: datetime
) -> None:
    """The last who talked in the chat wait to be called, some of them too long; of those before, some were called."""
    chats = [talk for talk in talks if not talk.person.on_the_phone and talk.turns]
    waiting = chats[-len(DAYS_WAITING) :]
    for talk, days in zip(waiting, DAYS_WAITING, strict=True):
        _ask(records, talk, max(ended(talk), now - days * DAY))
    for number, talk in enumerate(chats[: -len(DAYS_WAITING)][-12:]):
        callback = _ask(records, talk, ended(talk))
        reached = number % EVERY_ATTEMPT != 0
        records.record_attempt(
            callback.id,
            by=agents[number % len(agents)].id,
            outcome=AttemptOutcome.REACHED if reached else AttemptOutcome.NO_ANSWER,
            note=None,
            again_on=None,
            status=CallbackStatus.DONE if reached else CallbackStatus.CALLED,
            due_on=None if reached else (now + DAY).date(),
            at=min(ended(talk) + DAY, now),
        )
    for talk in talks:
        _ask_before_the_window(records, talk, now)


def _ask(records: Records, talk: Talk, at: datetime, **more):
    phone = talk.person.phone
    return records.request_callback(
        conversation_of(talk),
        name=talk.person.name,
        phone=phone,
        phone_as_given=f"{phone[2:5]}-{phone[5:8]}-{phone[8:]}",
        best_time="any time",
        consent_at=at,
        message_id=f"callback-{talk.person.number}",
        at=at,
        **more,
    )


def _ask_before_the_window(records: Records, talk: Talk, now: datetime) -> None:
    opens = talk.ending.screening.window.possibly_opens if talk.ending else None
    if opens is None or talk.person.on_the_phone or talk.ending.screening.outcome != "not_yet":
        return
    due = datetime.combine(opens, time(), UTC) - BEFORE_THE_WINDOW
    if due > now:
        _ask(records, talk, ended(talk), due_on=due.date(), reason=CallReason.WINDOW_OPENS)


def hand_over(
    records: Records, talk: Talk, screening: ScreeningId, site: SiteRecord, by: StaffRecord, number: int
) -> None:
    """Hand a person over to a site; `number` says how far it comes."""
    at = ended(talk) + timedelta(hours=2)
    records.open_case(conversation_of(talk), at, by.id)
    referral = records.refer_to_site(screening, site, by.id, at).id
    path = PATHS[number % len(PATHS)]
    if not path:
        return
    said = script.words(CONSENT_WORDS).replace("{site}", site.name)
    records.record_site_consent(referral, True, set(Shared), digest_of(said), by.id, at)
    phone = talk.person.phone
    records.set_site_contact(
        referral, SiteContact(talk.person.name, phone, f"{phone[2:5]}-{phone[5:8]}-{phone[8:]}")
    )
    for step, status in enumerate(path, start=1):
        reason = LostReason.WINDOW_CLOSED if status is LOST else None
        records.mark_site_referral(referral, status, by.id, at + step * DAY, reason=reason)
