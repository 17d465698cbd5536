"""Handing over at the console, without a window: what may be done, in which order, and what the audit log tells."""

import re
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from at_the_desk import words_of
from pypdf import PdfReader
from referral_case import CONTACT, begin_referral, iowan_case, key_on, made_ready

from bot.callcenter.lines import digest_of
from bot.store.audit import AuditFilter
from bot.store.kept_site_referrals import MailStatus, Shared, SiteReferralStatus

PDF = "application/pdf"
KEY = "00000000-0000-0000-0000-000000000000"
OMAHA = "68198 University of Nebraska Medical Center"


@pytest.fixture
def mailing(console_app):
    """The application can send mail; nobody takes it."""
    console_app.settings.smtp_url = type(console_app.settings.smtp_url)("smtp://localhost:1")
    console_app.settings.mail_from = "referrals@hotline.example"


@pytest.fixture
def agent(console_client) -> Any:
    """A browser of an agent."""
    return console_client("agent")


@pytest.fixture
def case(console_app):
    """A case of that agent."""
    return iowan_case(console_app, owner=console_app.records.staff_of_email("agent@hotline.example").staff.id)


@pytest.fixture(autouse=True)
def known_agent(agent) -> None:
    """The agent is there before the case is."""


def only_referral(console_app):
    [referral] = console_app.records.site_referrals()
    return referral


def audited(console_app, action: str) -> list[dict]:
    entries = console_app.records.audit_entries(AuditFilter(action=action), 0, 99)
    return [dict(entry.told) for entry in reversed(entries)]


def test_the_nearest_recruiting_site_comes_first_with_its_distance(agent, case) -> None:
    said = words_of(agent.get(f"/console/cases/{case.id}/referral"))
    assert "Iowa Methodist Medical Center" in said and "less than a mile" in said
    assert "August 13, 2025" in said
    first = said.index("less than a mile")
    assert first < said.index("Any other recruiting site")


def test_without_a_place_every_recruiting_site_can_be_chosen(agent, console_app) -> None:
    case = iowan_case(
        console_app,
        owner=console_app.records.staff_of_email("agent@hotline.example").staff.id,
        zip_code="no idea",
    )
    said = words_of(agent.get(f"/console/cases/{case.id}/referral"))
    assert "there is no nearest site" in said
    begin_referral(agent, case)


@pytest.mark.parametrize(
    "site", ["", "nowhere", "92868 UC Irvine Health/Chao Family Comprehensive Cancer Center"]
)
def test_a_site_that_does_not_recruit_cannot_be_chosen(agent, case, console_app, site: str) -> None:
    assert agent.submit(f"/console/cases/{case.id}/referral", site=site).status_code == 422
    assert console_app.records.site_referrals() == ()


def test_choosing_twice_is_one_referral(agent, case, console_app) -> None:
    assert begin_referral(agent, case) == begin_referral(agent, case)
    assert only_referral(console_app).site.distance_miles is not None


@pytest.mark.parametrize(
    ("said", "shares"),
    [("answers", {Shared.CONTACT, Shared.ANSWERS}), ("contact", {Shared.CONTACT}), ("no", set())],
)
def test_the_consent_keeps_the_words_that_were_read(agent, case, console_app, said: str, shares: set) -> None:
    path = begin_referral(agent, case)
    page = agent.get(path)
    agent.submit(f"{path}/consent", said=said)

    kept = only_referral(console_app)
    assert kept.may_share == shares
    assert "study team at Iowa Methodist Medical Center" in words_of(page)
    [read] = re.findall(r'<blockquote class="aloud">(.*?)</blockquote>', page.text, flags=re.DOTALL)
    assert kept.consent.words_digest == digest_of(unescape(read))


def test_another_word_than_those_three_is_no_consent(agent, case, console_app) -> None:
    path = begin_referral(agent, case)
    assert agent.submit(f"{path}/consent", said="maybe").status_code == 422
    assert only_referral(console_app).consent is None


def test_the_contact_is_kept_in_both_forms(agent, case, console_app) -> None:
    path = begin_referral(agent, case)
    agent.submit(f"{path}/contact", **CONTACT)

    contact = only_referral(console_app).contact
    assert (contact.phone, contact.phone_as_given) == ("+15155550123", "515-555-0123")
    assert (contact.name, contact.email, contact.best_time) == ("Sam Sample", "sam@example.org", "mornings")


WRONG = [
    ({"name": ""}, "A name is needed"),
    ({"name": "x" * 81}, "A name is needed"),
    ({"phone": "12345"}, "rings at a person"),
    ({"phone": "+44 20 7946 0958"}, "rings at a person"),
    ({"phone": "515-555-0123 or 641-555-0188"}, "rings at a person"),
    ({"email": "sam at example"}, "does not look like an e-mail address"),
    ({"best_time": "x" * 101}, "fewer words"),
]


@pytest.mark.parametrize(("but", "said"), WRONG, ids=lambda each: str(each)[:30])
def test_a_contact_that_cannot_be_is_not_kept_and_stays_in_the_form(
    agent, case, console_app, but: dict, said: str
) -> None:
    path = begin_referral(agent, case)
    answer = agent.submit(f"{path}/contact", **{**CONTACT, **but})
    assert answer.status_code == 422
    assert said in words_of(answer)
    [typed] = but.values()
    assert f'value="{typed}"' in answer.text
    assert only_referral(console_app).contact is None


def test_what_was_told_for_a_call_stands_in_the_form(agent, case, console_app) -> None:
    now = console_app.now()
    console_app.records.request_callback(
        case.conversation, name="Sam Sample", phone="+15155550123", phone_as_given="515 555 0123, cell",
        best_time="after 5", consent_at=now, message_id="m1", at=now,
    )  # fmt: skip
    page = agent.get(begin_referral(agent, case)).text
    for told in ("Sam Sample", "515 555 0123, cell", "after 5"):
        assert f'value="{told}"' in page


def test_the_summary_can_be_looked_at_and_downloaded(agent, case, console_app) -> None:
    path = made_ready(agent, case)
    said = words_of(agent.get(f"{path}/summary"))
    assert "Sam Sample" in said and "Likely fit, by what was told." in said and "Sample Agent" in said
    answer = agent.get(f"{path}/summary.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, PDF)
    assert answer.headers["cache-control"] == "no-store"
    assert "Sam Sample" in PdfReader(BytesIO(answer.content)).pages[0].extract_text()


def test_a_caller_who_shares_the_contact_only_shares_no_answer(agent, case) -> None:
    path = made_ready(agent, case, said="contact")
    said = words_of(agent.get(f"{path}/summary"))
    assert "Sam Sample" in said and "Likely fit" not in said and "December 8" not in said


@pytest.mark.usefixtures("mailing")
@pytest.mark.parametrize("said", [(), ("no",), ("answers", "no")])
def test_without_a_consent_nothing_leaves_the_house(agent, case, console_app, said: tuple[str, ...]) -> None:
    path = begin_referral(agent, case)
    agent.submit(f"{path}/contact", **CONTACT)
    for each in said:
        agent.submit(f"{path}/consent", said=each)
    referral = only_referral(console_app).id

    assert agent.get(f"{path}/summary.pdf").status_code == 409
    assert agent.submit(f"{path}/mail/send", address="a@b.example", key=KEY).status_code == 409
    assert agent.submit(f"{path}/status", to="sent").status_code == 409
    assert "Sam Sample" not in words_of(agent.get(f"{path}/summary"))
    assert console_app.records.mails(referral) == ()
    assert only_referral(console_app).status is SiteReferralStatus.NEW


@pytest.mark.usefixtures("mailing")
def test_a_number_that_must_not_be_called_lets_nothing_out(agent, case, console_app) -> None:
    path = made_ready(agent, case)
    by = console_app.records.staff_of_email("agent@hotline.example").staff.id
    console_app.records.do_not_call("+15155550123", by, console_app.now())

    assert "must not be called" in words_of(agent.get(path))
    assert agent.get(f"{path}/summary.pdf").status_code == 409
    assert agent.submit(f"{path}/mail/send", address="a@b.example", key=KEY).status_code == 409
    assert agent.submit(f"{path}/status", to="sent").status_code == 409


@pytest.mark.usefixtures("mailing")
def test_a_mail_is_shown_before_it_is_queued_and_is_queued_once(agent, case, console_app) -> None:
    path = made_ready(agent, case)
    shown = agent.submit(f"{path}/mail", address="trials@Hospital.example", lock="true")
    assert "trials@hospital.example" in words_of(shown) and "not in the list" in words_of(shown)
    assert console_app.records.mails(only_referral(console_app).id) == ()

    told = {"address": "trials@hospital.example", "lock": "true", "key": key_on(shown)}
    assert agent.submit(f"{path}/mail/send", **told).status_code == 303
    assert agent.submit(f"{path}/mail/send", **told).status_code == 303
    [mail] = console_app.records.mails(only_referral(console_app).id)
    assert (mail.address, mail.status) == ("trials@hospital.example", MailStatus.QUEUED)
    assert len(mail.password.replace("-", "")) == 24
    assert mail.password in words_of(agent.get(path))
    again = agent.submit(f"{path}/mail/send", **{**told, "key": KEY})
    assert again.status_code == 409


@pytest.mark.usefixtures("mailing")
def test_an_address_that_is_none_is_said_at_its_place(agent, case) -> None:
    path = made_ready(agent, case)
    answer = agent.submit(f"{path}/mail", address="trials at hospital")
    assert answer.status_code == 422
    assert "ask the site to spell it" in words_of(answer)


@pytest.mark.usefixtures("mailing")
def test_the_address_of_a_known_site_stands_in_the_form(agent, case, console_app, tmp_path) -> None:
    file = tmp_path / "sites.csv"
    file.write_text("name,zip,address\nIowa Methodist Medical Center,50309,trials@iowa.example\n")
    console_app.settings.site_addresses = file
    path = made_ready(agent, case)
    assert 'value="trials@iowa.example"' in agent.get(path).text
    assert "not in the list" not in words_of(agent.submit(f"{path}/mail", address="trials@iowa.example"))


@pytest.mark.usefixtures("mailing")
def test_a_waiting_mail_can_be_taken_back(agent, case, console_app) -> None:
    path = made_ready(agent, case)
    agent.submit(f"{path}/mail/send", address="a@b.example", key=KEY)
    [mail] = console_app.records.mails(only_referral(console_app).id)
    assert agent.submit(f"{path}/mail/{mail.id}/cancel").status_code == 303
    assert agent.submit(f"{path}/mail/{mail.id}/again").status_code == 409
    [mail] = console_app.records.mails(only_referral(console_app).id)
    assert mail.status is MailStatus.CANCELLED


def test_where_mail_is_not_set_up_the_page_says_so(agent, case) -> None:
    path = made_ready(agent, case)
    assert "E-mail is not set up here" in words_of(agent.get(path))
    assert agent.submit(f"{path}/mail", address="a@b.example").status_code == 409


def test_the_steps_go_on_and_stand_in_the_history(agent, case, console_app) -> None:
    path = made_ready(agent, case)
    agent.submit(f"{path}/status", to="sent", note="By fax, page 1 of 2.")
    agent.submit(f"{path}/status", to="scheduled")
    agent.submit(f"{path}/note", note="They come on Friday.")
    said = words_of(agent.get(path))
    for told in ("By fax, page 1 of 2.", "Visit scheduled", "They come on Friday.", "Sample Agent"):
        assert told in said
    assert agent.submit(f"{path}/status", to="sent").status_code == 409
    agent.submit(f"{path}/status", to="lost", reason="site_full")
    assert only_referral(console_app).status is SiteReferralStatus.LOST
    assert "The site takes nobody now" in words_of(agent.get(path))


def test_words_are_shown_as_text(agent, case) -> None:
    path = begin_referral(agent, case)
    agent.submit(f"{path}/contact", **{**CONTACT, "name": "<script>alert(1)</script>"})
    agent.submit(f"{path}/note", note="<img src=x onerror=alert(1)>")
    page = agent.get(path).text
    assert "<script>alert" not in page and "<img" not in page


def test_another_agents_case_is_not_there(console_client, console_app, agent, case) -> None:
    path = made_ready(agent, case)
    other = console_client("agent", "other@hotline.example")
    for way in (path, f"{path}/summary", f"{path}/summary.pdf", f"/console/cases/{case.id}/referral"):
        assert other.get(way).status_code == 404
    assert other.submit(f"{path}/status", to="sent").status_code == 404
    assert "Sam Sample" not in words_of(other.get("/console/referrals"))
    assert "Sam Sample" in words_of(console_client("supervisor").get("/console/referrals"))


def test_a_referral_of_another_case_is_not_there(agent, case, console_app) -> None:
    path = made_ready(agent, case)
    by = console_app.records.staff_of_email("agent@hotline.example").staff.id
    other = console_app.records.open_case("another conversation", console_app.now(), by)
    assert agent.get(path.replace(str(case.id), str(other.id))).status_code == 404


@pytest.mark.usefixtures("mailing")
def test_the_audit_log_tells_every_step_and_no_word_about_the_caller(agent, case, console_app) -> None:
    path = made_ready(agent, case)
    agent.get(f"{path}/summary")
    agent.get(f"{path}/summary.pdf")
    agent.submit(f"{path}/mail/send", address="a@b.example", key=KEY)
    agent.submit(f"{path}/note", note="They know Sam.")

    assert audited(console_app, "referral_changed") == [
        {"step": "begun"},
        {"step": "consent", "said": "answers"},
        {"step": "contact"},
        {"step": "note"},
    ]
    assert [each.get("part") for each in audited(console_app, "referral_viewed")] == ["summary", "download"]
    assert audited(console_app, "referral_sent") == [{"how": "mail", "step": "queued", "locked": False}]
    told = "".join(str(entry) for entry in console_app.records.audit_entries(AuditFilter(), 0, 99))
    # Not fewer digits: the chain's hashes and the times hold any three.
    for word in ("Sam", "555-0123", "5550123", "example.org", "Iowa"):
        assert word not in told


def test_the_list_shows_what_is_open_and_in_which_order(agent, case, console_app) -> None:
    made_ready(agent, case)
    said = words_of(agent.get("/console/referrals"))
    assert "Sam Sample" in said and "Dec 8" in said and "16 left" in said
    assert "Sam Sample" not in words_of(agent.get("/console/referrals?status=lost"))
    for order in ("waiting", "window", "newest"):
        assert agent.get(f"/console/referrals?order={order}").status_code == 200
    assert agent.get("/console/referrals?order=sideways").status_code == 422


def test_the_one_that_waits_longest_comes_first(agent, console_app, case) -> None:
    made_ready(agent, case)
    console_app.clock.put_forward(days=2)
    agent = agent.sign_in_as(console_app.records.staff_of_email("agent@hotline.example").staff)
    begin_referral(agent, case, OMAHA)

    said = words_of(agent.get("/console/referrals"))
    assert "2 days" in said and "today" in said
    assert said.index("Iowa Methodist") < said.index("University of Nebraska")
    newest = words_of(agent.get("/console/referrals?order=newest"))
    assert newest.index("University of Nebraska") < newest.index("Iowa Methodist")
