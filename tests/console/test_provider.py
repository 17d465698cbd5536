"""Signing in with an OpenID provider, against one that really signs."""

import time
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from at_the_desk import Browser, new_app, person, words_of
from joserfc.jwk import RSAKey
from little_provider import CLIENT_ID, CLIENT_SECRET, LittleProvider

from bot.gateway.server import make_gateway

BACK = "/console/sign-in/provider/back"


@pytest.fixture
def provider():
    little = LittleProvider()
    yield little
    little.stop()


@pytest.fixture
def app(provider, rasa, tmp_path):
    app = new_app(
        tmp_path,
        rasa.port,
        oidc_issuer=provider.issuer,
        oidc_client_id=CLIENT_ID,
        oidc_client_secret=CLIENT_SECRET,
    )
    yield app
    app.records.close()


@pytest.fixture
def browser(app):
    with Browser(make_gateway(app)) as opened:
        yield opened


def leave(browser, next=""):
    """Go to the provider; returns the path and query with which it sends the browser back."""
    sent = browser.get("/console/sign-in/provider", params={"next": next} if next else {})
    assert sent.status_code == 303
    returned = httpx.get(sent.headers["location"], trust_env=False).headers["location"]
    address = urlsplit(returned)
    return f"{address.path}?{address.query}"


def test_who_is_known_comes_in_and_gives_the_code_of_the_console(provider, browser, app):
    person(app, "agent")
    sent = browser.get(leave(browser, "/console/account"))
    assert sent.headers["location"] == "/console/sign-in/code?next=/console/account"


def test_who_gave_more_than_a_password_there_needs_no_code_here(provider, browser, app):
    person(app, "agent")
    provider.person["amr"] = ["pwd", "mfa"]
    assert browser.get(leave(browser, "/console/account")).headers["location"] == "/console/account"
    assert browser.get("/console/account").status_code == 200


def test_who_has_no_codes_sets_them_up_unless_the_provider_asked_for_more(provider, browser, app):
    app.records.add_staff("agent@hotline.example", "Sample Agent", "agent", app.now())
    assert browser.get(leave(browser)).headers["location"] == "/console/sign-in/second-step"
    provider.person["amr"] = ["mfa"]
    assert browser.get(leave(browser)).headers["location"] == "/console/"


def test_nobody_becomes_known_by_signing_in(browser, app):
    refused = browser.get(leave(browser))
    assert refused.status_code == 403
    assert "Ask an administrator" in words_of(refused)
    assert app.records.all_staff() == ()


def test_a_deactivated_person_stays_out(browser, app):
    app.records.deactivate_staff(person(app, "agent").id)
    assert browser.get(leave(browser)).status_code == 403


@pytest.mark.parametrize(
    "changes",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "true"},
        {"email": None},
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another client"},
        {"aud": None},
        {"iss": "https://evil.example"},
        pytest.param({"exp": int(time.time()) - 120}, id="expired"),
        {"exp": None},
        {"azp": "another client"},
    ],
    ids=str,
)
def test_a_token_that_does_not_vouch(provider, browser, app, changes):
    person(app, "agent")
    provider.changes = changes
    assert browser.get(leave(browser)).status_code == 403
    assert browser.get("/console/account").status_code == 303


def test_a_token_that_somebody_else_signed(provider, browser, app):
    person(app, "agent")
    provider.signing_key = RSAKey.generate_key(2048, {"kid": "one"})
    assert browser.get(leave(browser)).status_code == 403


def test_an_answer_to_another_browser_does_not_serve(browser, app):
    person(app, "agent")
    returned = leave(browser)
    with Browser(make_gateway(app)) as other:
        assert other.get(returned).status_code == 403
        leave(other)
        assert other.get(returned).status_code == 403


def test_an_answer_serves_once(provider, browser, app):
    person(app, "agent")
    returned = leave(browser)
    assert browser.get(returned).status_code == 303
    assert browser.get(returned).status_code == 403


@pytest.mark.parametrize("query", ["", "?error=access_denied", "?code=x", "?state=x&code=x"])
def test_answers_that_are_none(browser, app, query):
    leave(browser)
    assert browser.get(f"{BACK}{query}").status_code == 403


def test_the_code_is_bound_to_the_browser_that_asked(provider, browser, app):
    """PKCE: who intercepts a code cannot use it, even with a state of their own."""
    person(app, "agent")
    intercepted = parse_qs(urlsplit(leave(browser)).query)["code"][0]
    with Browser(make_gateway(app)) as other:
        state = parse_qs(urlsplit(leave(other)).query)["state"][0]
        assert other.get(f"{BACK}?code={intercepted}&state={state}").status_code == 403


@pytest.mark.parametrize(("auth_time", "location"), [(0, "/console/account"), (-600, None), (None, None)])
def test_who_signs_in_again_must_have_done_so_just_now(provider, browser, app, auth_time, location):
    person(app, "agent")
    provider.person["amr"] = ["mfa"]
    browser.get(leave(browser))
    provider.changes = {"auth_time": None if auth_time is None else int(time.time()) + auth_time}
    again = browser.get(leave(browser, "/console/account"))
    assert provider.asked[-1]["prompt"] == "login"
    assert again.headers.get("location") == location


def test_a_provider_that_is_away_is_said_kindly(provider, browser, app):
    person(app, "agent")
    provider.stop()
    refused = browser.get("/console/sign-in/provider")
    assert refused.status_code == 503
    assert "cannot be reached" in words_of(refused)


def test_the_page_offers_it(browser):
    assert "Sign in with your organization" in words_of(browser.get("/console/sign-in"))


def test_without_settings_there_is_none(console_client):
    browser = console_client("agent")
    assert browser.get("/console/sign-in/provider").status_code == 404
    assert browser.get(BACK).status_code in (403, 404)
