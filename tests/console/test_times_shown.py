"""Times at the console are the call center's, with the name of its zone; what is kept is in UTC."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from at_the_desk import new_app, words_of
from on_the_phone import Call

from bot.callcenter.clock import say_time
from bot.gateway.console.pages import pages
from bot.store import AuditAction

SUMMER, WINTER = datetime(2099, 7, 4, 3, 30, tzinfo=UTC), datetime(2099, 11, 23, 4, 59, 59, tzinfo=UTC)


@pytest.fixture
def console_app(rasa, tmp_path):
    """A call center in New York."""
    app = new_app(tmp_path, rasa.port, time_zone="America/New_York")
    yield app
    app.records.close()


def exported_at(app, moment: datetime) -> None:
    """Something in the log at this time."""
    key = app.settings.chain_key
    app.records.audit(key, moment, "command", AuditAction.EXPORTED, "", {"rows": 1})


def test_the_audit_log_is_told_by_the_clock_of_the_call_center(console_client, console_app):
    for moment in (SUMMER, WINTER):
        exported_at(console_app, moment)
    words = words_of(console_client("supervisor").get("/console/audit?action=exported"))
    assert "2099-07-03 23:30:00 EDT" in words
    assert "2099-11-22 23:59:59 EST" in words
    assert "UTC" not in words


@pytest.mark.parametrize(
    ("days", "entries"),
    [
        ("since=2099-11-22&until=2099-11-22", 1),
        ("until=2099-11-21", 0),
        ("since=2099-11-23", 0),
        # Two days that no clock reaches.
        ("since=0001-01-01&until=9999-12-31", 1),
    ],
)
def test_a_day_of_the_log_is_a_day_of_the_call_center(console_client, console_app, days, entries):
    exported_at(console_app, WINTER)
    words = words_of(console_client("supervisor").get(f"/console/audit?action=exported&{days}"))
    assert f" {entries} entr" in words


def test_a_call_that_rests_says_since_when(console_client, rasa, console_app):
    now = datetime.now(UTC)
    winter = now.replace(year=now.year + 1, month=1, day=15, hour=15, minute=7)
    console_app.clock.ahead = winter - now
    browser = console_client("agent")
    call = Call.begin(browser).post("pause", reason="caller_rests")
    assert "10:07 EST" in call.words
    assert "Since 10:07 EST" in words_of(browser.get("/console/calls"))
    kept = console_app.records.open_calls()[0].pause.paused_at
    assert kept.tzinfo is UTC and abs(kept - winter) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("America/Chicago", "22:59 CST"),
        ("Pacific/Honolulu", "18:59 HST"),
        ("UTC", "04:59 UTC"),
        ("America/Sao_Paulo", "01:59 UTC-03"),
    ],
)
def test_every_time_carries_the_name_of_its_zone(tmp_path, zone, said):
    app = new_app(tmp_path, 1, time_zone=zone)
    try:
        assert say_time(WINTER.astimezone(app.settings.time_zone)) == said
        assert pages(app.settings.time_zone).from_string("{{ at | told }}").render(at=WINTER) == said
    finally:
        app.records.close()


def test_no_page_tells_a_time_in_another_way():
    home = pages(None)
    for name in home.list_templates(extensions=["html"]):
        source = home.loader.get_source(home, name)[0]
        assert not re.search(r"\bUTC\b", source), name
        # The time where a caller lives is by their own clock.
        assert not re.search(r'(?<!there)\.strftime\("[^"]*%-?[HI]', source), name
