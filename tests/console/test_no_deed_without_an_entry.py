"""What the audit log cannot tell is not done: where its entry fails, everything stays as it was."""

import pytest
from at_the_desk import person
from referral_case import CONTACT, begin_referral, iowan_case, made_ready

from bot.store import AuditAction, RecordsUnavailable
from bot.store.audit import AuditFilter
from bot.store.kept_site_referrals import SiteReferralStatus

VIEWS = {AuditAction.CASE_VIEWED, AuditAction.STAFF_LISTED}


@pytest.fixture
def silent_log(console_app, monkeypatch):
    """From now on the log takes entries of views only: `silent_log()`."""
    audit = type(console_app.records).audit

    def refusing(records, key, at, actor, action, subject, details):
        if action not in VIEWS:
            raise RecordsUnavailable("The records cannot be reached at the moment; try again.")
        return audit(records, key, at, actor, action, subject, details)

    return lambda: monkeypatch.setattr(type(console_app.records), "audit", refusing)


STAFF_DEEDS = {
    "role": {"role": "supervisor"},
    "deactivate": {},
    "activate": {},
    "second-step": {},
    "invitation": {},
}


@pytest.mark.parametrize("deed", STAFF_DEEDS)
def test_nobody_of_the_staff_is_changed(console_client, console_app, silent_log, deed):
    agent = person(console_app, "agent")
    if deed == "activate":
        console_app.records.deactivate_staff(agent.id)
    administrator = console_client("administrator")
    before = console_app.records.staff_secrets(agent.id)
    silent_log()
    answer = administrator.submit(f"/console/staff/{agent.id}/{deed}", **STAFF_DEEDS[deed])
    assert answer.status_code == 503
    assert console_app.records.staff_secrets(agent.id) == before


def test_nobody_is_added(console_client, console_app, silent_log):
    administrator = console_client("administrator")
    silent_log()
    told = {"email": "new@hotline.example", "name": "Sample New", "role": "agent"}
    assert administrator.submit("/console/staff", **told).status_code == 503
    assert console_app.records.staff_of_email("new@hotline.example") is None


def test_nothing_is_exported(console_client, silent_log):
    administrator = console_client("administrator")
    silent_log()
    for path in ("/console/export", "/console/export/identified"):
        answer = administrator.submit(path)
        assert answer.status_code == 503
        assert answer.headers["content-type"] != "application/zip"


def test_nobody_is_deleted(console_client, console_app, silent_log):
    case = iowan_case(console_app)
    administrator = console_client("administrator")
    silent_log()
    answer = administrator.submit(f"/console/cases/{case.id}/delete", typed=str(case.id)[:8])
    assert answer.status_code == 503
    assert console_app.records.case(case.id) == case
    assert console_app.records.current_screening(case.conversation) is not None


@pytest.fixture
def agent(console_client):
    return console_client("agent")


@pytest.fixture
def case(agent, console_app):
    return iowan_case(console_app, owner=person(console_app, "agent").id)


def test_no_referral_is_sent(agent, case, console_app, silent_log):
    console_app.settings.smtp_url = type(console_app.settings.smtp_url)("smtp://localhost:1")
    console_app.settings.mail_from = "referrals@hotline.example"
    path = made_ready(agent, case)
    [before] = console_app.records.site_referrals()
    silent_log()
    key = "00000000-0000-0000-0000-000000000000"
    assert agent.submit(f"{path}/mail/send", address="a@b.example", key=key).status_code == 503
    assert agent.submit(f"{path}/status", to="sent").status_code == 503
    assert console_app.records.mails(before.id) == ()
    [after] = console_app.records.site_referrals()
    assert after.status is before.status is SiteReferralStatus.NEW


def test_no_consent_and_no_contact_is_kept(agent, case, console_app, silent_log):
    path = begin_referral(agent, case)
    silent_log()
    assert agent.submit(f"{path}/consent", said="answers").status_code == 503
    assert agent.submit(f"{path}/contact", **CONTACT).status_code == 503
    [kept] = console_app.records.site_referrals()
    assert (kept.consent, kept.contact) == (None, None)


def test_what_is_refused_leaves_no_entry(agent, case, console_app):
    path = begin_referral(agent, case)
    assert agent.submit(f"{path}/status", to="sent").status_code == 409
    assert console_app.records.count_audit_entries(AuditFilter(action="referral_sent")) == 0
