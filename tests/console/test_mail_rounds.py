"""The gateway sends what waits by itself, also when the mail server was away, and ends between two mails."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from at_the_desk import new_app
from free_ports import free_port
from referrals import REFERRER, ready_referral

from bot.app import App
from bot.gateway.mail_rounds import MailRounds
from bot.store.kept_site_referrals import MailStatus, SiteReferralId

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PATIENCE = 20
PAUSE = 0.05


class Mailbox(Message):
    """Keeps what came."""

    def __init__(self) -> None:
        super().__init__()
        self.came: list = []

    def handle_message(self, message) -> None:
        self.came.append(message)


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, Controller]]:
    """A mailbox behind a real mail server, which a test starts."""
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    yield box, controller
    if controller.server is not None:
        controller.stop()


@pytest.fixture
def app(tmp_path, mailbox) -> Iterator[App]:
    """An application that sends its mails there."""
    made = new_app(
        tmp_path, 1, smtp_url=f"smtp://localhost:{mailbox[1].port}", mail_from="referrals@hotline.example"
    )
    yield made
    made.records.close()


def queued(app: App) -> SiteReferralId:
    screening = app.records.begin_screening("sam", "web", "page", NOON)
    referral = ready_referral(app.records, screening, NOON)
    app.records.queue_mail(
        referral, "k1", address="trials@hospital.example", document=b"%PDF-1.7 a document", password="",
        message_id="<k1@hotline.example>", by=REFERRER, at=NOON,
    )  # fmt: skip
    return referral


def status_of(app: App, referral: SiteReferralId) -> tuple[MailStatus, str]:
    [mail] = app.records.mails(referral)
    return mail.status, mail.problem


async def until(true) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(PAUSE)


def test_what_waits_goes_by_itself(app, mailbox) -> None:
    box, controller = mailbox
    controller.start()
    referral = queued(app)

    async def a_while() -> None:
        rounds = MailRounds(app, PAUSE)
        rounds.begin()
        await until(lambda: status_of(app, referral)[0] is MailStatus.SENT)
        await rounds.end()

    asyncio.run(a_while())
    assert [message["Message-ID"] for message in box.came] == ["<k1@hotline.example>"]


def test_while_the_server_is_away_the_rounds_go_on(app, mailbox) -> None:
    box, controller = mailbox
    referral = queued(app)

    async def a_while() -> None:
        rounds = MailRounds(app, PAUSE)
        rounds.begin()
        await until(lambda: status_of(app, referral) == (MailStatus.QUEUED, "no_server"))
        controller.start()
        app.clock.put_forward(minutes=2)
        await until(lambda: status_of(app, referral)[0] is MailStatus.SENT)
        await rounds.end()

    asyncio.run(a_while())
    assert len(box.came) == 1


def test_without_a_mail_server_there_are_no_rounds(tmp_path) -> None:
    app = new_app(tmp_path, 1)

    async def a_while() -> None:
        rounds = MailRounds(app, PAUSE)
        rounds.begin()
        await rounds.end()

    asyncio.run(a_while())
    app.records.close()
