"""Giving a mail to a real mail server: what comes of each of its answers."""

from datetime import UTC, datetime
from email.message import EmailMessage
from uuid import uuid4

import pytest
from free_ports import free_port

from bot.mailing.message import mail_to_site
from bot.mailing.server import BadMailServer, MailServer, mail_server
from bot.mailing.smtp import NotSent, Sent, Unsure, hand_to_server
from bot.store.kept_site_referrals import MailId, MailToSend, SiteReferralId

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DOCUMENT = b"%PDF-1.7\n.\n..\r\n.a line that begins with a dot\r\n\x00\xff"
SECONDS = 5


def mail(locked: bool = True) -> MailToSend:
    return MailToSend(
        id=MailId(uuid4()),
        referral=SiteReferralId(uuid4()),
        message_id="<abc@hotline.example>",
        address="trials@hospital.example",
        document=DOCUMENT,
        locked=locked,
        site="Iowa Methodist Medical Center",
        attempts=1,
    )


def message(locked: bool = True) -> EmailMessage:
    return mail_to_site(mail(locked), "referrals@hotline.example", NOON)


def test_the_server_gets_the_mail_as_it_was_written(start_server) -> None:
    server, behavior = start_server()

    assert hand_to_server(server, message(), SECONDS) == Sent()
    [taken] = behavior.taken
    assert taken["To"] == "trials@hospital.example"
    assert taken["From"] == "AfterCART referrals <referrals@hotline.example>"
    assert taken["Message-ID"] == "<abc@hotline.example>"
    [document] = taken.iter_attachments()
    assert document.get_content() == DOCUMENT
    assert (document.get_content_type(), document.get_filename()) == (
        "application/pdf",
        "referral-summary.pdf",
    )


@pytest.mark.parametrize(("locked", "said"), [(True, "by telephone"), (False, "confidential")])
def test_its_words_say_nothing_about_a_person(locked: bool, said: str) -> None:
    made = message(locked)
    body = made.get_body().get_content()
    assert made["Subject"] == "Referral for study NCT06179888"
    assert "Iowa Methodist Medical Center" in body and said in body
    for word in ("myeloma", "CAR-T", "cancer", "phone number", "Sam"):
        assert word not in body


ANSWERS = [
    ({"sender": "451 Try later"}, NotSent("busy", again=True)),
    ({"sender": "550 Not you"}, NotSent("refused", again=False)),
    ({"receiver": "450 Mailbox busy"}, NotSent("busy", again=True)),
    ({"receiver": "550 No such mailbox"}, NotSent("refused", again=False)),
    ({"data": "452 No room"}, NotSent("busy", again=True)),
    ({"data": "554 Not that"}, NotSent("refused", again=False)),
    ({"data": "421 Closing"}, NotSent("busy", again=True)),
    ({"data": "250 OK"}, Sent()),
]


@pytest.mark.parametrize(("behaves", "comes"), ANSWERS, ids=lambda each: str(each))
def test_each_answer_of_the_server_means_one_thing(start_server, behaves: dict, comes: object) -> None:
    server, behavior = start_server(**behaves)

    assert hand_to_server(server, message(), SECONDS) == comes
    assert len(behavior.taken) == (comes == Sent())


def test_silence_after_the_last_byte_is_no_refusal(start_server) -> None:
    server, behavior = start_server(silent=True)

    assert hand_to_server(server, message(), 0.3) == Unsure()
    assert len(behavior.taken) == 1


def test_a_line_that_breaks_after_the_last_byte_leaves_it_open(start_server) -> None:
    server, behavior = start_server(hangs_up_after_data=True)

    assert hand_to_server(server, message(), SECONDS) == Unsure()
    assert len(behavior.taken) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "no-such-host.invalid"])
def test_no_server_means_try_again(host: str) -> None:
    nobody = MailServer(host, free_port(), tls_at_once=False, must_encrypt=False)

    assert hand_to_server(nobody, message(), SECONDS) == NotSent("no_server", again=True)


def test_without_encryption_a_server_elsewhere_gets_nothing(start_server) -> None:
    server, behavior = start_server(starttls=False, must_encrypt=True)

    assert hand_to_server(server, message(), SECONDS) == NotSent("no_encryption", again=True)
    assert behavior.taken == []


def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(start_server) -> None:
    server, behavior = start_server(starttls=True, must_encrypt=True)

    assert hand_to_server(server, message(), SECONDS) == NotSent("no_encryption", again=True)
    assert behavior.taken == []


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("must_encrypt", [True, False])
def test_where_encryption_is_offered_it_is_used(start_server, must_encrypt: bool) -> None:
    server, behavior = start_server(starttls=True, must_encrypt=must_encrypt)

    assert hand_to_server(server, message(), SECONDS) == Sent()
    assert behavior.encrypted == [True]


def test_a_name_that_a_server_does_not_ask_for_is_not_sent(start_server) -> None:
    server, behavior = start_server()
    with_a_name = MailServer("localhost", server.port, False, False, "hotline", "secret")

    assert hand_to_server(with_a_name, message(), SECONDS) == NotSent("no_encryption", again=True)
    assert behavior.taken == []


URLS = [
    ("smtp://mail.example", MailServer("mail.example", 587, False, True)),
    ("smtp://mail.example:25", MailServer("mail.example", 25, False, True)),
    ("smtps://mail.example", MailServer("mail.example", 465, True, True)),
    ("smtp://u%40x:p%2Fw@mail.example", MailServer("mail.example", 587, False, True, "u@x", "p/w")),
    ("smtp://localhost:1025", MailServer("localhost", 1025, False, False)),
    ("smtp://127.0.0.1:1025", MailServer("127.0.0.1", 1025, False, False)),
    ("smtp://[::1]:1025", MailServer("::1", 1025, False, False)),
    ("smtp://10.0.0.5:25", MailServer("10.0.0.5", 25, False, True)),
    ("smtp://10.0.0.5:25?starttls=no", MailServer("10.0.0.5", 25, False, False)),
]


@pytest.mark.parametrize(("url", "server"), URLS)
def test_the_setting_says_how_the_line_is_protected(url: str, server: MailServer) -> None:
    assert mail_server(url) == server


@pytest.mark.parametrize(
    "url", ["", "mail.example", "http://mail.example", "smtp://", "smtp://s3cret@x:port"]
)
def test_a_setting_that_names_no_server_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(BadMailServer) as raised:
        mail_server(url)
    assert "AFTERCART_SMTP_URL" in str(raised.value) and "s3cret" not in str(raised.value)
