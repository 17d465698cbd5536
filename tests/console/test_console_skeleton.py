"""The console's frame: pages, their headers, forms that are its own, and kind refusals."""

import re

import pytest
from at_the_desk import PASSWORD, person, words_of
from before_the_door import ALLOWED, OWN, STRANGER

from bot.gateway.console.pages import STATIC
from bot.gateway.refusals import STATUSES
from bot.language.word_lists import word_list

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def test_a_page_runs_under_a_strict_policy(console_client):
    page = console_client("agent").get("/console/")
    policy = page.headers["content-security-policy"]
    for part in ("script-src 'self'", "style-src 'self'", "form-action 'self'", "frame-ancestors 'none'"):
        assert part in policy
    assert "unsafe" not in policy
    for inline in (" style=", "<style", " onclick=", "javascript:", "<iframe", "hx-on"):
        assert inline not in page.text
    assert page.headers["cache-control"] == "no-store"


def test_htmx_may_not_evaluate_nor_ask_others(console_client):
    page = console_client("agent").get("/console/").text
    for setting in ('"allowEval": false', '"includeIndicatorStyles": false', '"selfRequestsOnly": true'):
        assert setting in page


def test_the_cookie_is_for_this_host_and_no_script(new_browser):
    given = new_browser().get("/console/sign-in").headers["set-cookie"]
    assert "HttpOnly" in given
    assert "SameSite=lax" in given
    assert "Path=/" in given


def test_files_are_kept_by_browsers_until_they_change(new_browser):
    browser = new_browser()
    page = browser.get("/console/sign-in").text
    for address in re.findall(r'(?:href|src)="(/console/static/[^"]+)"', page):
        file = browser.get(address)
        assert file.status_code == 200
        assert "immutable" in file.headers["cache-control"]
    assert browser.get("/console/static/console.css").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "name", ["htmx.LICENSE", "..%2frooms.py", "../rooms.py", "nothing.css", "..\\rooms.py"]
)
def test_nothing_else_is_a_file(new_browser, name):
    assert (STATIC / "htmx.LICENSE").exists()
    assert new_browser().get(f"/console/static/{name}").status_code == 404


def test_who_is_not_signed_in_is_sent_to_sign_in(new_browser):
    sent = new_browser().get("/console/")
    assert (sent.status_code, sent.headers["location"]) == (303, "/console/sign-in")


def test_a_part_of_a_page_sends_the_whole_page(new_browser):
    told = {"HX-Request": "true", "HX-Current-URL": f"{OWN}/console/audit"}
    sent = new_browser().get("/console/", headers=told)
    assert sent.headers["hx-redirect"] == "/console/sign-in?next=/console/audit"


def test_a_form_of_the_console_is_taken(console_client):
    assert console_client("agent").submit("/console/sign-out").headers["location"] == "/console/sign-in"


@pytest.mark.parametrize("token", ["", "0" * 64, "ü"])
def test_another_form_is_not(console_client, token):
    browser = console_client("agent")
    refused = browser.post("/console/sign-out", data={"csrf_token": token})
    assert refused.status_code == 403
    assert "Load it again" in words_of(refused)
    assert browser.get("/console/").status_code == 200


def test_the_token_of_another_browser_does_not_serve(console_client):
    one, other = console_client("agent"), console_client("agent")
    assert one.post("/console/sign-out", data={"csrf_token": other.csrf_token}).status_code == 403


def test_the_token_may_come_in_a_header(console_client):
    browser = console_client("agent")
    sent = browser.post("/console/sign-out", data={}, headers={**FORM, "X-CSRF-Token": browser.csrf_token})
    assert sent.status_code == 303


@pytest.mark.parametrize("origin", [STRANGER, ALLOWED, "null", "http://127.0.0.1:9999", ""])
def test_no_other_site_sends_a_form_not_even_one_that_embeds_the_widget(console_client, origin):
    browser = console_client("agent")
    told = {"csrf_token": browser.csrf_token}
    assert browser.post("/console/sign-out", data=told, headers={"Origin": origin}).status_code == 403


def test_a_form_without_an_origin_is_refused(console_client):
    browser = console_client("agent")
    token = browser.csrf_token
    del browser.headers["Origin"]
    assert browser.post("/console/sign-out", data={"csrf_token": token}).status_code == 403


@pytest.mark.parametrize(("length", "status"), [(16_000, 422), (17_000, 413)])
def test_a_form_has_16_kilobytes(new_browser, length, status):
    browser = new_browser()
    browser.get("/console/sign-in")
    assert browser.submit("/console/sign-in", password="x" * length).status_code == status


def test_only_forms_are_read(console_client):
    browser = console_client("agent")
    token = {"X-CSRF-Token": browser.csrf_token}
    assert browser.post("/console/sign-out", json={}, headers=token).status_code == 415


def test_a_refusal_is_a_page_for_people_and_a_part_for_htmx(console_client):
    browser = console_client("agent")
    page = browser.get("/console/nothing")
    part = browser.get("/console/nothing", headers={"HX-Request": "true"})
    assert page.status_code == part.status_code == 404
    assert "<html" in page.text
    assert "<html" not in part.text
    assert "There is nothing here" in words_of(page)
    assert "There is nothing here" in words_of(part)


def test_a_password_opens_the_console(new_browser, console_app):
    staff = console_app.records.add_staff("agent@hotline.example", "Sample Agent", "agent", console_app.now())
    browser = new_browser()
    console_app.records.set_password(staff.id, browser.door.passwords.hash(PASSWORD))
    browser.get("/console/sign-in")
    before = browser.cookies[browser.door.desk.cookie_name]
    sent = browser.submit("/console/sign-in", email="Agent@hotline.example", password=PASSWORD)
    assert sent.status_code == 303
    assert browser.cookies[browser.door.desk.cookie_name] != before


def test_everybody_sees_only_what_they_may(console_client):
    assert "Audit log" not in words_of(console_client("agent").get("/console/"))
    assert "Audit log" in words_of(console_client("supervisor").get("/console/"))


def test_the_same_person_for_the_same_role(console_app):
    assert person(console_app, "agent").id == person(console_app, "agent").id


def test_every_refusal_has_a_status_and_kind_words():
    own = word_list("words", "bot.gateway.console")["refusals"]
    sources = [file.read_text() for file in STATIC.parent.glob("*.py")]
    codes = {code for source in sources for code in re.findall(r'Refusal\(\s*"(\w+)"', source)}
    assert len(codes) > 10
    assert codes - set(own) - set(STATUSES) == set()
    for code, refusal in own.items():
        assert 400 <= int(refusal["status"]) < 600, code
        assert refusal["say"].endswith((".", "?")), code
