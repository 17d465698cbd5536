"""Signing in: passwords, codes, pauses after failures, sessions and their ends."""

import re
from datetime import timedelta

import pyotp
import pytest
from argon2 import PasswordHasher
from at_the_desk import PASSWORD, person, words_of
from sqlalchemy import event

from bot.callcenter.lockout import wait_after
from bot.callcenter.passwords import Passwords
from bot.store import AuditFilter, Role

EVERYTHING = AuditFilter()
WRONG = "not my password at all"


@pytest.fixture
def agent(console_app, new_browser):
    """An agent with a password and codes; the third is the secret of the codes."""
    return with_password(console_app, new_browser(), Role.AGENT)


def with_password(app, browser, role, email=None):
    staff = person(app, role, email)
    app.records.set_password(staff.id, browser.door.passwords.hash(PASSWORD))
    return staff


def code_of(app, staff, ahead_seconds=0):
    """What the app on the person's phone shows."""
    secret = app.records.staff_secrets(staff.id).totp_secret
    return pyotp.TOTP(secret).at(app.now() + timedelta(seconds=ahead_seconds))


def give_password(browser, staff, password=PASSWORD, **fields):
    browser.get("/console/sign-in")
    return browser.submit("/console/sign-in", email=staff.email, password=password, **fields)


def actions(app):
    return [each.action for each in app.records.audit_entries(EVERYTHING, 0, 100)]


def test_password_and_code_open_the_console(agent, new_browser, console_app):
    browser = new_browser()
    sent = give_password(browser, agent, next="/console/account")
    assert sent.headers["location"] == "/console/sign-in/code?next=/console/account"
    assert browser.get("/console/").headers["location"] == "/console/sign-in/code"
    sent = browser.submit("/console/sign-in/code", code=code_of(console_app, agent), next="/console/account")
    assert sent.headers["location"] == "/console/account"
    assert agent.email in words_of(browser.get("/console/account"))
    assert actions(console_app)[0] == "signed_in"


def test_the_cookie_changes_with_every_step(agent, new_browser, console_app):
    browser = new_browser()
    browser.get("/console/sign-in")
    values = [browser.cookies[browser.door.desk.cookie_name]]
    give_password(browser, agent)
    values.append(browser.cookies[browser.door.desk.cookie_name])
    browser.submit("/console/sign-in/code", code=code_of(console_app, agent))
    values.append(browser.cookies[browser.door.desk.cookie_name])
    assert len(set(values)) == 3
    for value in values[:2]:
        assert console_app.records.staff_session(browser.door.desk.session(value)) is None


def test_unknown_people_and_wrong_passwords_look_the_same(agent, new_browser):
    browser = new_browser()
    browser.get("/console/sign-in")
    known = browser.submit("/console/sign-in", email=agent.email, password=WRONG)
    unknown = browser.submit("/console/sign-in", email="nobody@hotline.example", password=WRONG)
    assert known.status_code == unknown.status_code == 422
    assert known.text == unknown.text.replace("nobody@hotline.example", agent.email)


def test_a_hash_is_computed_also_for_people_who_are_not_there(new_browser, monkeypatch):
    browser, computed = new_browser(), []
    verify = PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "verify", lambda *given: computed.append(1) or verify(*given))
    browser.get("/console/sign-in")
    browser.submit("/console/sign-in", email="nobody@hotline.example", password=WRONG)
    assert computed == [1]


def test_both_cost_the_records_as_much(agent, new_browser, console_app):
    """So that the time tells as little as the words."""
    browser, written = new_browser(), []
    browser.get("/console/sign-in")

    def note(_connection, _cursor, statement, *_):
        written.extend(re.findall(r"^(?:UPDATE|INSERT INTO) (\w+)", statement))

    event.listen(console_app.records._engine, "before_cursor_execute", note)
    costs = []
    for email in (agent.email, "nobody@hotline.example"):
        written.clear()
        browser.submit("/console/sign-in", email=email, password=WRONG)
        costs.append(written.count("staff") + written.count("tally"))
    for _ in range(4):
        browser.submit("/console/sign-in", email=agent.email, password=WRONG)
    written.clear()
    browser.submit("/console/sign-in", email=agent.email, password=WRONG)
    assert [*costs, written.count("staff") + written.count("tally")] == [1, 1, 1]


def test_ended_sessions_are_removed_when_somebody_signs_in(agent, console_client, new_browser, console_app):
    ended = console_client("supervisor")
    console_app.clock.put_forward(minutes=31)
    live = console_client("administrator")
    give_password(new_browser(), agent)
    sessions = [each.door.desk.session(each.cookies[each.door.desk.cookie_name]) for each in (ended, live)]
    assert [console_app.records.staff_session(each) is None for each in sessions] == [True, False]


def test_a_deactivated_person_does_not_come_in(agent, new_browser, console_app):
    console_app.records.deactivate_staff(agent.id)
    assert give_password(new_browser(), agent).status_code == 422


@pytest.mark.parametrize(
    ("failures", "minutes"), [(1, 0), (4, 0), (5, 1), (6, 2), (7, 4), (10, 32), (11, 60), (10_000, 60)]
)
def test_the_pause_grows(failures, minutes):
    assert wait_after(failures) == timedelta(minutes=minutes)


def test_after_five_failures_even_the_right_password_waits(agent, new_browser, console_app):
    browser = new_browser()
    for _ in range(5):
        assert give_password(browser, agent, WRONG).status_code == 422
    assert give_password(browser, agent).status_code == 422
    assert actions(console_app)[0] == "sign_in_locked"
    console_app.clock.put_forward(seconds=61)
    assert give_password(browser, agent).status_code == 303


def test_four_failures_cost_nothing(agent, new_browser):
    browser = new_browser()
    for _ in range(4):
        give_password(browser, agent, WRONG)
    assert give_password(browser, agent).status_code == 303


def test_who_knows_the_password_gets_no_more_tries_at_the_code(agent, new_browser, console_app):
    browser = new_browser()
    for _ in range(5):
        assert give_password(browser, agent).status_code == 303
        assert browser.submit("/console/sign-in/code", code="000000").status_code == 422
    right = browser.submit("/console/sign-in/code", code=code_of(console_app, agent))
    assert right.status_code == 422
    assert give_password(browser, agent).status_code == 422


def test_attempts_at_once_are_counted_one_by_one(agent, console_app):
    tries = [console_app.records.claim_attempt(agent.id, console_app.now(), wait_after) for _ in range(8)]
    assert tries == [True] * 5 + [False] * 3


def test_an_address_may_try_only_so_often(agent, console_app, rasa, tmp_path):
    from at_the_desk import Browser, new_app

    from bot.gateway.server import make_gateway

    app = new_app(tmp_path / "other", rasa.port, rate_sign_in="3/minute")
    with Browser(make_gateway(app)) as browser:
        browser.get("/console/sign-in")
        sent = [
            browser.submit("/console/sign-in", email=f"{number}@x.org", password=WRONG) for number in range(4)
        ]
        assert [each.status_code for each in sent] == [422, 422, 422, 429]
        assert int(sent[3].headers["retry-after"]) > 0
    app.records.close()


def test_a_code_serves_once(agent, new_browser, console_app):
    first, second, code = new_browser(), new_browser(), code_of(console_app, agent)
    give_password(first, agent)
    assert first.submit("/console/sign-in/code", code=code).status_code == 303
    give_password(second, agent)
    assert second.submit("/console/sign-in/code", code=code).status_code == 422
    following = code_of(console_app, agent, ahead_seconds=30)
    assert second.submit("/console/sign-in/code", code=following).status_code == 303


@pytest.mark.parametrize(("ahead", "status"), [(-70, 422), (-30, 303), (30, 303), (70, 422)])
def test_a_phone_may_be_half_a_minute_off(agent, new_browser, console_app, ahead, status):
    browser = new_browser()
    give_password(browser, agent)
    code = code_of(console_app, agent, ahead)
    assert browser.submit("/console/sign-in/code", code=f"{code[:3]} {code[3:]}").status_code == status


def set_up_codes(browser):
    """Set codes up on the page that shows; returns the page with the recovery codes."""
    page = browser.get("/console/sign-in/second-step").text
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)[1]
    secret = re.search(r'class="secret">([^<]+)<', page)[1].replace(" ", "")
    return browser.submit("/console/sign-in/second-step", sealed=sealed, code=pyotp.TOTP(secret).now())


@pytest.fixture
def newcomer(console_app, new_browser):
    """A supervisor with a password and without codes."""
    staff = console_app.records.add_staff(
        "new@hotline.example", "Sample New", Role.SUPERVISOR, console_app.now()
    )
    console_app.records.set_password(staff.id, new_browser().door.passwords.hash(PASSWORD))
    return staff


def test_without_codes_only_setting_them_up_is_open(newcomer, new_browser, console_app):
    browser = new_browser()
    assert give_password(browser, newcomer).headers["location"] == "/console/sign-in/second-step"
    assert browser.get("/console/audit").status_code == 303
    shown = set_up_codes(browser)
    codes = re.findall(r"<code>([^<]+)</code>", shown.text)
    assert len(set(codes)) == 10
    assert browser.get("/console/audit").status_code == 200
    secrets = console_app.records.staff_secrets(newcomer.id)
    assert secrets.staff.has_second_step


def test_each_recovery_code_serves_once(newcomer, new_browser):
    browser = new_browser()
    give_password(browser, newcomer)
    code = re.findall(r"<code>([^<]+)</code>", set_up_codes(browser).text)[3]
    for status in (303, 422):
        other = new_browser()
        give_password(other, newcomer)
        assert (
            other.submit("/console/sign-in/code", code=code.upper().replace("-", " ")).status_code == status
        )


def test_a_wrong_code_keeps_the_same_picture(newcomer, new_browser):
    browser = new_browser()
    give_password(browser, newcomer)
    page = browser.get("/console/sign-in/second-step").text
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)[1]
    again = browser.submit("/console/sign-in/second-step", sealed=sealed, code="000000")
    assert again.status_code == 422
    secret = r'class="secret">([^<]+)<'
    assert re.search(secret, again.text)[1] == re.search(secret, page)[1]


def test_a_picture_of_somebody_else_does_not_serve(newcomer, new_browser, console_app):
    other = with_password(console_app, new_browser(), Role.SUPERVISOR, "other@hotline.example")
    console_app.records.reset_second_step(other.id)
    mine, theirs = new_browser(), new_browser()
    give_password(mine, newcomer)
    give_password(theirs, other)
    page = theirs.get("/console/sign-in/second-step").text
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)[1]
    secret = re.search(r'class="secret">([^<]+)<', page)[1].replace(" ", "")
    refused = mine.submit("/console/sign-in/second-step", sealed=sealed, code=pyotp.TOTP(secret).now())
    assert refused.status_code == 422


def test_the_secret_of_the_codes_is_not_readable_in_the_records(agent, console_app):
    secret = console_app.records.staff_secrets(agent.id).totp_secret
    home = console_app.settings.home
    kept = b"".join(file.read_bytes() for file in home.glob("records*"))
    assert agent.email.encode() in kept
    assert secret.encode() not in kept


def test_agents_may_go_without_codes_if_the_operator_says_so(console_app, rasa, tmp_path):
    from at_the_desk import Browser, new_app

    from bot.gateway.server import make_gateway

    app = new_app(tmp_path / "other", rasa.port, agents_need_codes=False)
    with Browser(make_gateway(app)) as browser:
        for role, sent_to in ((Role.AGENT, "/console/"), (Role.SUPERVISOR, "/console/sign-in/second-step")):
            staff = app.records.add_staff(f"{role}@x.org", "Sample", role, app.now())
            app.records.set_password(staff.id, browser.door.passwords.hash(PASSWORD))
            assert give_password(browser, staff).headers["location"] == sent_to
    app.records.close()


def test_an_old_hash_is_made_anew(agent, new_browser, console_app):
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    console_app.records.set_password(agent.id, weak)
    browser = new_browser()
    give_password(browser, agent)
    kept = console_app.records.staff_secrets(agent.id).password_hash
    assert kept != weak
    assert not browser.door.passwords.is_outdated(kept)


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 303)])
def test_a_desk_that_nobody_uses_is_closed(console_client, console_app, minutes, status):
    browser = console_client("agent")
    console_app.clock.put_forward(minutes=minutes)
    assert browser.get("/console/account").status_code == status


@pytest.mark.parametrize(("htmx", "status"), [(False, 200), (True, 303)])
def test_what_a_person_does_keeps_it_open_and_what_a_page_does_alone_not(
    console_client, console_app, htmx, status
):
    browser = console_client("agent")
    told = {"HX-Request": "true"} if htmx else {}
    for _ in range(3):
        console_app.clock.put_forward(minutes=14)
        browser.get("/console/account", headers=told)
    assert browser.get("/console/account").status_code == status


def test_after_half_a_day_one_signs_in_again(console_client, console_app):
    browser = console_client("agent")
    for _ in range(35):
        console_app.clock.put_forward(minutes=20)
        assert browser.get("/console/account").status_code == 200
    console_app.clock.put_forward(minutes=20)
    assert browser.get("/console/account").status_code == 303


def test_signing_out_ends_the_session_also_for_a_copied_cookie(console_client, new_browser):
    browser = console_client("agent")
    copy = new_browser()
    copy.cookies.set(browser.door.desk.cookie_name, browser.cookies[browser.door.desk.cookie_name])
    assert copy.get("/console/account").status_code == 200
    browser.submit("/console/sign-out")
    assert copy.get("/console/account").status_code == 303


def test_signing_out_everywhere(console_client):
    one, other, somebody_else = (console_client(role) for role in ("agent", "agent", "supervisor"))
    one.submit("/console/sign-out-everywhere")
    assert other.get("/console/account").status_code == 303
    assert somebody_else.get("/console/account").status_code == 200


@pytest.mark.parametrize("change", ["role", "deactivate", "second-step"])
def test_a_change_by_an_administrator_ends_sessions(console_client, console_app, change):
    browser, administrator = console_client("agent"), console_client("administrator")
    agent = person(console_app, "agent")
    sent = administrator.submit(f"/console/staff/{agent.id}/{change}", role="supervisor")
    assert sent.status_code == 303
    assert browser.get("/console/account").status_code == 303


def test_a_new_password_ends_all_other_sessions(console_client, console_app):
    agent = person(console_app, "agent")
    console_app.records.set_password(agent.id, Passwords().hash(PASSWORD))
    one, other = console_client("agent"), console_client("agent")
    new = "seven boats in plain view"
    wrong = one.submit("/console/account/password", current=WRONG, password=new, again=new)
    assert (wrong.status_code, other.get("/console/account").status_code) == (422, 200)
    right = one.submit("/console/account/password", current=PASSWORD, password=new, again=new)
    assert right.status_code == 303
    assert one.get("/console/account").status_code == 200
    assert other.get("/console/account").status_code == 303


@pytest.mark.parametrize(("minutes", "status"), [(9, 200), (11, 303)])
def test_dangerous_deeds_need_fresh_proof(console_client, console_app, minutes, status):
    browser = console_client("agent")
    console_app.clock.put_forward(minutes=minutes)
    asked = browser.get("/console/account/second-step")
    assert asked.status_code == status
    if status == 303:
        assert asked.headers["location"] == "/console/prove?next=/console/account/second-step"


@pytest.mark.parametrize("kind", ["password", "code"])
def test_a_password_or_a_code_is_fresh_proof(agent, console_client, console_app, kind):
    browser = console_client("agent")
    console_app.clock.put_forward(minutes=11)
    assert browser.submit("/console/prove", proof=WRONG).status_code == 422
    proof = PASSWORD if kind == "password" else code_of(console_app, agent)
    sent = browser.submit("/console/prove", proof=proof, next="/console/account/second-step")
    assert sent.headers["location"] == "/console/account/second-step"
    assert browser.get("/console/account/second-step").status_code == 200


@pytest.mark.parametrize(
    "next",
    ["https://evil.example/", "//evil.example", "/console/../x", "/", "javascript:alert(1)", "/console/\\x"],
)
def test_nobody_is_sent_to_another_site(agent, new_browser, console_app, next):
    browser = new_browser()
    give_password(browser, agent, next=next)
    sent = browser.submit("/console/sign-in/code", code=code_of(console_app, agent), next=next)
    assert sent.headers["location"] == "/console/"


def test_on_https_the_cookie_is_held_to_this_host(console_app, rasa, tmp_path):
    from at_the_desk import Browser, new_app

    from bot.gateway.server import make_gateway

    app = new_app(tmp_path / "other", rasa.port, public_url="https://chat.example.org")
    with Browser(make_gateway(app)) as browser:
        given = browser.get("/console/sign-in", headers={"Host": "chat.example.org"}).headers["set-cookie"]
    app.records.close()
    assert given.startswith("__Host-aftercart-console=")
    assert "Secure" in given
    assert "HttpOnly" in given
    assert "Path=/" in given
    assert "Domain" not in given
