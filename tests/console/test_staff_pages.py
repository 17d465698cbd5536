"""Administrators look after the staff, and the audit log tells of it."""

import re

import pytest
from at_the_desk import person, words_of

from bot.gateway.console import audit_page
from bot.language.word_lists import word_list
from bot.store import AuditAction, AuditFilter, Role

NEWCOMER = {"email": "New@Hotline.example", "name": "Sample New", "role": "agent"}


@pytest.fixture
def administrator(console_client):
    return console_client("administrator")


def added(app):
    return app.records.staff_of_email("new@hotline.example").staff


def link_in(page):
    return re.search(r'class="secret">http://127.0.0.1:8080(/console/sign-in/invitation/[^<]+)<', page.text)[
        1
    ]


def accept(browser, link, password="seven boats in plain view"):
    browser.get(link)
    return browser.submit(link, password=password, again=password)


def test_somebody_is_added_and_chooses_a_password(administrator, new_browser, console_app):
    shown = administrator.submit("/console/staff", **NEWCOMER)
    link = link_in(shown)
    newcomer = new_browser()
    assert "Welcome, Sample New" in words_of(newcomer.get(link))
    assert accept(newcomer, link, "too short").status_code == 422
    assert accept(newcomer, link).headers["location"] == "/console/sign-in/second-step"
    assert added(console_app).has_password
    assert accept(new_browser(), link).status_code == 404


@pytest.mark.parametrize(("hours", "status"), [(71, 200), (73, 404)])
def test_a_link_grows_old(administrator, new_browser, console_app, hours, status):
    link = link_in(administrator.submit("/console/staff", **NEWCOMER))
    console_app.clock.put_forward(hours=hours)
    assert new_browser().get(link).status_code == status


def test_a_new_link_ends_the_one_before(administrator, new_browser, console_app):
    first = link_in(administrator.submit("/console/staff", **NEWCOMER))
    second = link_in(administrator.submit(f"/console/staff/{added(console_app).id}/invitation"))
    assert new_browser().get(first).status_code == 404
    assert new_browser().get(second).status_code == 200


def test_a_link_is_not_kept_and_a_deactivated_person_has_none(administrator, new_browser, console_app):
    link = link_in(administrator.submit("/console/staff", **NEWCOMER))
    token = link.rpartition("/")[2]
    assert token.encode() not in b"".join(f.read_bytes() for f in console_app.settings.home.glob("records*"))
    administrator.submit(f"/console/staff/{added(console_app).id}/deactivate")
    assert new_browser().get(link).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"email": "nobody"}, "no e-mail address"),
        ({"email": "a b@x.org"}, "no e-mail address"),
        ({"name": "   "}, "A name is needed"),
        ({"name": "x" * 81}, "A name is needed"),
        ({"email": "administrator@hotline.example"}, "is here already"),
        ({"email": "ADMINISTRATOR@hotline.example"}, "is here already"),
        ({"role": "boss"}, "not understood"),
    ],
)
def test_what_cannot_be_added_is_said_and_nobody_is(administrator, console_app, wrong, says):
    refused = administrator.submit("/console/staff", **{**NEWCOMER, **wrong})
    assert refused.status_code == 422
    assert says in words_of(refused)
    assert len(console_app.records.all_staff()) == 1


@pytest.mark.parametrize("deed", ["role", "deactivate", "second-step"])
def test_nobody_changes_their_own_role_or_access(administrator, console_app, deed):
    oneself = person(console_app, "administrator")
    refused = administrator.submit(f"/console/staff/{oneself.id}/{deed}", role="agent")
    assert refused.status_code == 409
    assert console_app.records.staff(oneself.id) == oneself


@pytest.mark.parametrize("deed", ["role", "deactivate"])
def test_the_last_administrator_stays(console_client, console_app, deed):
    """Two change each other at once: the second is too late."""
    one, other = (person(console_app, "administrator", f"{name}@x.org") for name in ("one", "other"))
    browser = console_client("administrator", "one@x.org")
    console_app.records.deactivate_staff(one.id)
    records = console_app.records
    with pytest.raises(Exception, match="last administrator"):
        records.change_role(other.id, Role.AGENT) if deed == "role" else records.deactivate_staff(other.id)
    assert records.staff(other.id).role is Role.ADMINISTRATOR
    assert browser.get("/console/staff").status_code == 303


def test_dangerous_deeds_need_fresh_proof(administrator, console_app):
    agent = person(console_app, "agent")
    console_app.clock.put_forward(minutes=11)
    sent = administrator.submit(f"/console/staff/{agent.id}/deactivate")
    assert sent.headers["location"].startswith("/console/prove")
    assert console_app.records.staff(agent.id).active


def test_a_deactivated_person_comes_back_with_the_same_password(administrator, console_app):
    agent = person(console_app, "agent")
    administrator.submit(f"/console/staff/{agent.id}/deactivate")
    assert not console_app.records.staff(agent.id).active
    administrator.submit(f"/console/staff/{agent.id}/activate")
    assert console_app.records.staff(agent.id).active


def test_the_audit_log_tells_of_it_without_names_or_addresses(administrator, console_app):
    administrator.submit("/console/staff", **NEWCOMER)
    newcomer = added(console_app)
    administrator.submit(f"/console/staff/{newcomer.id}/role", role="supervisor")
    changed, invited, joined = console_app.records.audit_entries(AuditFilter(subject=str(newcomer.id)), 0, 9)
    oneself = str(person(console_app, "administrator").id)
    assert {changed.actor, invited.actor, joined.actor} == {oneself}
    assert changed.told == {"before": "agent", "role": "supervisor"}
    assert joined.told == {"role": "agent"}
    kept = "".join(map(str, console_app.records.audit_entries(AuditFilter(), 0, 100)))
    assert "Sample" not in kept
    assert "@" not in kept
    assert console_app.records.verify_audit(console_app.settings.chain_key).what is None


def test_the_page_of_the_log_filters_and_turns_pages(console_client, console_app, monkeypatch):
    monkeypatch.setattr(audit_page, "ENTRIES_ON_A_PAGE", 2)
    for _ in range(5):
        console_app.audit("command", AuditAction.EXPORTED, "", rows=1)
    browser = console_client("supervisor")
    shown = browser.get("/console/audit?action=exported&page=2")
    assert "5 entries, page 2 of 3" in words_of(shown)
    assert (
        re.search(r'rel="next" href="([^"]+)"', shown.text)[1] == "/console/audit?action=exported&amp;page=3"
    )
    assert "0 entries" in words_of(browser.get("/console/audit?actor=nobody"))
    assert "5 entries" in words_of(
        browser.get("/console/audit?action=exported&since=no-day&until=2999-01-01")
    )
    assert "0 entries" in words_of(browser.get("/console/audit?action=exported&since=2999-01-01"))
    assert browser.get("/console/audit?page=0").status_code == 422


def test_looking_at_the_log_is_in_the_log(console_client, console_app):
    console_client("supervisor").get("/console/audit")
    [seen] = console_app.records.audit_entries(AuditFilter(action="audit_viewed"), 0, 5)
    assert seen.actor == str(person(console_app, "supervisor").id)


def test_every_action_has_words():
    assert set(word_list("audit_words", "bot.gateway.console")["actions"]) == {
        each.value for each in AuditAction
    }


def test_a_name_is_shown_as_text(administrator, console_app):
    administrator.submit("/console/staff", **{**NEWCOMER, "name": "<b>Sample</b>"})
    page = administrator.get("/console/staff").text
    assert "<b>Sample" not in page
    assert "&lt;b&gt;Sample" in page
