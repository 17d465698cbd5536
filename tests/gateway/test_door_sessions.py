"""Who may come in, and as whom."""

import re
from datetime import timedelta

import pytest
from before_the_door import ALLOWED, OWN, STRANGER, begin, code_of, send
from itsdangerous import TimestampSigner

MESSAGES = "/api/v1/messages"
SESSIONS = "/api/v1/sessions"


@pytest.fixture
def later(monkeypatch):
    """Lets time pass for everything that is signed."""
    true_time = TimestampSigner.get_timestamp
    passed = timedelta()

    def let_pass(time: timedelta) -> None:
        nonlocal passed
        passed += time
        seconds = int(passed.total_seconds())
        monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: true_time(self) + seconds)

    return let_pass


def embedded(browser, token: str | None = None, origin: str = ALLOWED) -> dict[str, str]:
    """The headers of a request from another site's page."""
    browser.cookies.clear()
    return {"Origin": origin, **({"Authorization": f"Bearer {token}"} if token else {})}


def token_of(browser) -> str:
    """A token for the pages of the allowed site."""
    begun = browser.post(SESSIONS, json={}, headers=embedded(browser))
    assert begun.status_code == 201
    assert "set-cookie" not in begun.headers
    return begun.json()["token"]


def test_the_doors_own_pages_get_a_cookie_that_scripts_cannot_read(open_door):
    begun = open_door().post(SESSIONS, json={})
    [cookie] = begun.headers.get_list("set-cookie")
    assert begun.json() == {"token": None, "token_seconds": None, "begun": False}
    assert cookie.startswith("aftercart=")
    assert {"HttpOnly", "SameSite=lax", "Path=/", "Max-Age=604800"} <= set(cookie.split("; "))
    assert "Secure" not in cookie


def test_on_https_the_cookie_is_secure_and_bound_to_the_host(open_door):
    browser = open_door(public_url="https://chat.example.org")
    headers = {"Origin": "https://chat.example.org", "Host": "chat.example.org"}
    [cookie] = browser.post(SESSIONS, json={}, headers=headers).headers.get_list("set-cookie")
    assert cookie.startswith("__Host-aftercart=")
    assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_nothing_that_leaves_the_door_names_the_conversation(client, rasa):
    reply = send(client, {"text": "hello"})
    sender = rasa.heard[0]["sender"]
    assert re.fullmatch("[0-9a-f]{64}", sender)
    assert sender not in reply.text + str(reply.headers) + client.cookies["aftercart"]


def test_every_session_is_another_conversation(open_door, rasa):
    browser = open_door()
    for _ in range(3):
        browser.cookies.clear()
        begin(browser)
        send(browser, {"text": "hello"})
    assert len({each["sender"] for each in rasa.heard}) == 3


def test_a_session_is_kept_and_renewed(client):
    send(client, {"text": "hello"})
    again = client.post(SESSIONS, json={})
    assert (again.status_code, again.json()["begun"]) == (200, True)
    assert len(client.get(MESSAGES).json()["messages"]) == 2


@pytest.mark.parametrize("cookie", ["", "x", "ImFiYyI.aaaa.bbbb", "../../etc", "a" * 3000])
def test_a_made_up_cookie_is_no_session(open_door, cookie):
    browser = open_door()
    browser.cookies.set("aftercart", cookie)
    assert code_of(browser.get(MESSAGES)) == "no_session"


def test_a_changed_cookie_is_no_session(client):
    genuine = client.cookies["aftercart"]
    for place in (0, 10, len(genuine) - 2):
        forged = genuine[:place] + ("A" if genuine[place] != "A" else "B") + genuine[place + 1 :]
        assert code_of(client.get(MESSAGES, headers={"Cookie": f"aftercart={forged}"})) == "no_session"


def test_a_cookie_signed_with_another_secret_is_no_session(open_door):
    browser = open_door(secret="one")
    begin(browser)
    other = open_door(secret="two")
    other.cookies.set("aftercart", browser.cookies["aftercart"])
    assert code_of(other.get(MESSAGES)) == "no_session"


def test_the_secret_is_made_once_and_readable_to_nobody_else(open_door, tmp_path):
    open_door()
    file = tmp_path / "secret"
    made = file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(made) >= 43
    open_door()
    assert file.read_text() == made


def test_a_session_ends_in_its_time(client, later):
    later(timedelta(days=7) - timedelta(seconds=10))
    assert client.get(MESSAGES).status_code == 200
    later(timedelta(seconds=12))
    assert code_of(client.get(MESSAGES)) == "no_session"


def test_ending_the_session_clears_the_device(client):
    genuine = client.cookies["aftercart"]
    ended = client.delete(SESSIONS)
    assert ended.status_code == 204
    assert 'aftercart=""' in ended.headers["set-cookie"]
    assert code_of(client.get(MESSAGES, headers={"Cookie": f"aftercart={genuine}"})) == "no_session"


def test_a_page_of_an_allowed_site_talks_with_a_token(open_door, rasa):
    browser = open_door()
    headers = embedded(browser, token_of(browser))
    assert send(browser, {"text": "hello"}, **headers).status_code == 200
    read = browser.get(MESSAGES, headers=headers)
    assert read.status_code == 200
    assert read.headers["access-control-allow-origin"] == ALLOWED
    assert "access-control-allow-credentials" not in read.headers


@pytest.mark.parametrize(
    "origin",
    [STRANGER, OWN, "null", "https://www.hospital.example.evil.example", "http://www.hospital.example"],
)
def test_a_stolen_token_serves_no_other_origin(open_door, origin):
    browser = open_door()
    headers = embedded(browser, token_of(browser), origin)
    for answer in (browser.get(MESSAGES, headers=headers), send(browser, {"text": "hi"}, **headers)):
        assert (answer.status_code, code_of(answer)) == (403, "wrong_origin")


def test_a_token_without_an_origin_serves_nobody(open_door):
    browser = open_door()
    token = token_of(browser)
    del browser.headers["Origin"]
    assert code_of(browser.get(MESSAGES, headers={"Authorization": f"Bearer {token}"})) == "wrong_origin"


def test_a_cookie_is_not_taken_from_another_sites_page(client):
    assert code_of(client.get(MESSAGES, headers={"Origin": ALLOWED})) == "no_session"
    assert code_of(send(client, {"text": "hi"}, Origin=ALLOWED)) == "no_session"


def test_a_cookie_is_no_token_and_a_token_no_cookie(client):
    cookie = client.cookies["aftercart"]
    token = token_of(client)
    assert code_of(client.get(MESSAGES, headers=embedded(client, cookie))) == "no_session"
    assert code_of(client.get(MESSAGES, headers={"Cookie": f"aftercart={token}"})) == "no_session"


def test_a_token_is_short_lived_and_renewed(open_door, later):
    browser = open_door()
    first = embedded(browser, token_of(browser))
    later(timedelta(minutes=31))
    assert code_of(browser.get(MESSAGES, headers=first)) == "token_expired"

    renewed = browser.post(SESSIONS, json={}, headers=first)
    assert renewed.status_code == 200
    second = embedded(browser, renewed.json()["token"])
    assert browser.get(MESSAGES, headers=second).status_code == 200
    assert code_of(browser.post(SESSIONS, json={}, headers=first)) == "no_session"


def test_two_tabs_may_renew_the_same_living_token(open_door):
    browser = open_door()
    headers = embedded(browser, token_of(browser))
    renewed = [browser.post(SESSIONS, json={}, headers=headers) for _ in range(2)]
    for each in renewed:
        assert browser.get(MESSAGES, headers=embedded(browser, each.json()["token"])).status_code == 200


def test_a_token_cannot_be_renewed_for_ever(open_door, later):
    browser = open_door()
    headers = embedded(browser, token_of(browser))
    later(timedelta(days=7, seconds=2))
    assert code_of(browser.post(SESSIONS, json={}, headers=headers)) == "no_session"


def test_sessions_of_an_address_are_limited(open_door):
    browser = open_door(rate_sessions="2/hour")
    for _ in range(2):
        browser.cookies.clear()
        begin(browser)
    browser.cookies.clear()
    refused = browser.post(SESSIONS, json={})
    assert (refused.status_code, code_of(refused)) == (429, "slow_down")
    assert 0 < int(refused.headers["retry-after"]) <= 3600
