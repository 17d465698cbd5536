"""Pages, headers, health."""

import html

import pytest
from before_the_door import ALLOWED, OWN, code_of, send

from bot.gateway import pages
from bot.trial.page import trial_page
from bot.trial.sites import SITES

EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}
PATHS = (
    "/",
    "/guide",
    "/page.css",
    "/health",
    "/ready",
    "/api/v1/messages",
    "/api/v1/openapi.json",
    "/nothing",
)


@pytest.mark.parametrize("path", PATHS)
def test_every_response_carries_the_headers(client, path):
    headers = client.get(path).headers
    assert {name: headers[name] for name in EVERYWHERE} == EVERYWHERE
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "camera=()" in headers["permissions-policy"]
    assert "server" not in headers
    assert "strict-transport-security" not in headers


def test_on_https_browsers_are_told_to_stay_there(open_door):
    browser = open_door(public_url="https://chat.example.org")
    headers = browser.get("/", headers={"Host": "chat.example.org"}).headers
    assert headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize("path", ["/", "/guide"])
def test_pages_run_under_a_strict_policy(client, path):
    page = client.get(path)
    policy = page.headers["content-security-policy"]
    assert "require-trusted-types-for 'script'" in policy
    assert "script-src 'self'" in policy
    for inline in (" style=", "<style", " onclick=", "javascript:", "<iframe"):
        assert inline not in page.text
    assert 'lang="en"' in page.text
    assert "http://" not in page.text.replace(OWN, "")


def test_the_demo_shows_the_trials_own_facts(client):
    shown = html.unescape(client.get("/").text)
    facts = pages.trial_in_words()
    for words in (facts["title"], facts["summary"], facts["status"], facts["sponsor"]):
        assert words in shown
        assert words in trial_page().text
    assert [site.name for site in SITES if site.name not in shown] == []
    assert shown.count("Suspended") == sum(site.status == "Suspended" for site in SITES)
    assert facts["recruiting"] == sum(site.status == "Active - Recruiting" for site in SITES)


def test_the_guide_names_the_address(open_door):
    browser = open_door(public_url="https://chat.example.org")
    page = browser.get("/guide", headers={"Host": "chat.example.org"}).text
    assert '&lt;script src="https://chat.example.org/aftercart.js" defer' in page
    assert "connect-src https://chat.example.org" in page


def test_the_widget_is_for_the_pages_of_any_site(client, tmp_path, monkeypatch):
    built = tmp_path / "aftercart.js"
    built.write_text("customElements;")
    monkeypatch.setattr(pages, "WIDGET", built)
    script = client.get("/aftercart.js", headers={"Origin": ALLOWED})
    assert script.text == "customElements;"
    assert script.headers["content-type"].startswith("text/javascript")
    assert script.headers["cross-origin-resource-policy"] == "cross-origin"
    assert script.headers["access-control-allow-origin"] in ("*", ALLOWED)
    assert "sha384-" in client.get("/guide").text


def test_a_widget_that_is_not_built_is_not_found(client, tmp_path, monkeypatch):
    monkeypatch.setattr(pages, "WIDGET", tmp_path / "aftercart.js")
    assert code_of(client.get("/aftercart.js")) == "not_found"
    assert client.get("/").status_code == client.get("/guide").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "not_found"),
        ("GET", "/../secret", 404, "not_found"),
        ("GET", "/api/v1/nothing", 404, "not_found"),
        ("PUT", "/api/v1/messages", 405, "not_allowed"),
        ("GET", "/api/v1/resume", 405, "not_allowed"),
        ("GET", "/docs", 404, "not_found"),
        ("GET", "/webhooks/rest/webhook", 404, "not_found"),
    ],
)
def test_what_is_not_there(client, method, path, status, code):
    refused = client.request(method, path)
    assert (refused.status_code, code_of(refused)) == (status, code)


def test_health_and_readiness(client, rasa):
    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/ready").json()["ready"]
    rasa.stop()
    ready = client.get("/ready")
    assert (ready.status_code, ready.json()["parts"]) == (
        503,
        {"assistant": False, "actions": False, "records": True, "conversations": True, "claims": True},
    )
    assert client.get("/health").status_code == 200


def test_machines_may_ask_by_any_name(client):
    assert client.get("/health", headers={"Host": "10.0.0.7:8080"}).status_code == 200


def test_words_are_text_and_never_html(client, rasa):
    rasa.say = [{"text": "<b>You said</b> <script>alert(1)</script>"}]
    reply = send(client, {"text": "<img src=x onerror=alert(1)>"})
    assert reply.headers["content-type"] == "application/json"
    assert reply.json()["messages"][0]["text"] == "<b>You said</b> <script>alert(1)</script>"
