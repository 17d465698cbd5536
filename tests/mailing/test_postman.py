"""From the outbox to a real mail server: what happens when it is away, when it refuses, when nobody knows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from free_ports import free_port
from ready_records import ready
from referrals import READ_ALOUD, REFERRER, ready_referral

from bot.app import App
from bot.mailing.postman import LEASE, MOST_ATTEMPTS, Postman, next_attempt
from bot.mailing.server import BadMailServer
from bot.settings import Settings
from bot.store import open_records
from bot.store.audit import AuditFilter
from bot.store.kept_site_referrals import MailRecord, MailStatus, SiteReferralId, SiteReferralStatus

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SECONDS = 5


@dataclass
class Time:
    now: datetime = field(default=NOON)


@dataclass(frozen=True)
class TimedApp(App):
    time: Time = field(default_factory=Time)

    def now(self) -> datetime:
        return self.time.now


MakeApp = Callable[[int], TimedApp]


@pytest.fixture
def make_app(tmp_path: Path) -> Iterator[MakeApp]:
    """An application whose mail server listens at a port."""
    opened = []

    def make(port: int) -> TimedApp:
        settings = Settings(
            home=tmp_path,
            smtp_url=f"smtp://localhost:{port}",
            mail_from="referrals@hotline.example",
            as_of=date(2026, 11, 22),
        )
        opened.append(TimedApp(settings, open_records(ready(settings.records), settings.cipher)))
        return opened[-1]

    yield make
    for app in opened:
        app.records.close()


def queued(app: App) -> SiteReferralId:
    """A referral with a mail that waits."""
    screening = app.records.begin_screening("sam", "web", "page", NOON)
    app.records.open_case("sam", NOON)
    referral = ready_referral(app.records, screening, NOON)
    app.records.queue_mail(
        referral,
        "k1",
        address="trials@hospital.example",
        document=b"%PDF-1.7 a document",
        password="",
        message_id="<k1@hotline.example>",
        by=REFERRER,
        at=NOON,
    )
    return referral


def mail_of(app: App, referral: SiteReferralId) -> MailRecord:
    [mail] = app.records.mails(referral)
    return mail


def test_what_waits_is_sent_once(make_app: MakeApp, start_server) -> None:
    server, behavior = start_server()
    app = make_app(server.port)
    referral = queued(app)
    postman = Postman(app, SECONDS)

    assert (postman.send_due(), postman.send_due()) == (1, 0)
    assert [mail["Message-ID"] for mail in behavior.taken] == ["<k1@hotline.example>"]
    assert mail_of(app, referral).status is MailStatus.SENT
    assert app.records.site_referral(referral).status is SiteReferralStatus.SENT
    [entry] = app.records.audit_entries(AuditFilter(action="referral_sent"), 0, 10)
    assert (entry.actor, entry.subject) == ("mail", str(app.records.case_of("sam").id))
    assert entry.told == {"how": "mail", "outcome": "taken"}


def test_while_the_server_is_away_the_mail_waits_and_then_goes(make_app: MakeApp, start_server) -> None:
    app = make_app(free_port())
    referral = queued(app)
    assert Postman(app, SECONDS).send_due() == 0
    waiting = mail_of(app, referral)
    assert (waiting.status, waiting.problem) == (MailStatus.QUEUED, "no_server")
    assert waiting.next_at == NOON + timedelta(minutes=1)
    assert app.records.site_referral(referral).status is SiteReferralStatus.NEW

    server, behavior = start_server()
    back = TimedApp(app.settings.model_copy(update=make_app(server.port).settings.model_dump()), app.records)
    postman = Postman(back, SECONDS)
    back.time.now = NOON + timedelta(seconds=59)
    assert postman.send_due() == 0
    back.time.now = NOON + timedelta(minutes=1)
    assert postman.send_due() == 1
    assert len(behavior.taken) == 1


def test_a_refused_mail_is_not_tried_again_by_itself(make_app: MakeApp, start_server) -> None:
    server, behavior = start_server(receiver="550 No such mailbox")
    app = make_app(server.port)
    referral = queued(app)
    postman = Postman(app, SECONDS)
    postman.send_due()
    app.time.now += timedelta(days=2)
    postman.send_due()

    refused = mail_of(app, referral)
    assert (refused.status, refused.problem, refused.attempts) == (MailStatus.FAILED, "refused", 1)
    behavior.receiver = "250 OK"
    app.records.send_mail_again(refused.id, app.now())
    assert postman.send_due() == 1


def test_a_broken_line_at_the_end_is_never_sent_again_by_itself(make_app: MakeApp, start_server) -> None:
    server, behavior = start_server(hangs_up_after_data=True)
    app = make_app(server.port)
    referral = queued(app)
    postman = Postman(app, SECONDS)
    postman.send_due()
    app.time.now += timedelta(days=2)
    postman.send_due()

    assert len(behavior.taken) == 1
    assert mail_of(app, referral).status is MailStatus.UNSURE


def test_a_sender_that_falls_between_sending_and_noting_sends_no_double(
    make_app: MakeApp, start_server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, behavior = start_server()
    app = make_app(server.port)
    referral = queued(app)

    def fall(*_: object) -> None:
        raise InterruptedError

    monkeypatch.setattr(Postman, "_note", fall)
    with pytest.raises(InterruptedError):
        Postman(app, SECONDS).send_due()
    monkeypatch.undo()
    app.time.now += LEASE
    assert Postman(app, SECONDS).send_due() == 0
    assert len(behavior.taken) == 1
    assert mail_of(app, referral).status is MailStatus.UNSURE


def test_a_consent_taken_back_in_time_stops_the_mail(make_app: MakeApp, start_server) -> None:
    server, behavior = start_server()
    app = make_app(server.port)
    referral = queued(app)
    app.records.record_site_consent(referral, False, (), READ_ALOUD, REFERRER, NOON)

    assert Postman(app, SECONDS).send_due() == 0
    assert behavior.taken == []
    assert mail_of(app, referral).status is MailStatus.CANCELLED


def test_a_number_that_nobody_may_call_stops_the_mail(make_app: MakeApp, start_server) -> None:
    server, behavior = start_server()
    app = make_app(server.port)
    referral = queued(app)
    app.records.do_not_call("+15155550123", REFERRER, NOON)

    assert Postman(app, SECONDS).send_due() == 0
    assert behavior.taken == []
    assert mail_of(app, referral).status is MailStatus.CANCELLED


PAUSES = [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (8, 60), (MOST_ATTEMPTS - 1, 60)]


@pytest.mark.parametrize(("attempts", "minutes"), PAUSES)
def test_the_pauses_grow_to_an_hour(attempts: int, minutes: int) -> None:
    assert next_attempt(attempts, NOON) == NOON + timedelta(minutes=minutes)


def test_at_the_end_it_is_given_up_after_about_a_day() -> None:
    assert next_attempt(MOST_ATTEMPTS, NOON) is None
    waited = sum((next_attempt(n, NOON) - NOON for n in range(1, MOST_ATTEMPTS)), timedelta())
    assert timedelta(hours=20) < waited < timedelta(hours=30)


def test_a_postman_without_a_server_does_not_begin(make_app: MakeApp) -> None:
    app = make_app(25)
    app.settings.smtp_url = type(app.settings.smtp_url)("mail.example")
    with pytest.raises(BadMailServer):
        Postman(app)
