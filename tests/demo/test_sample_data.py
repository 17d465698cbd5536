"""Sample data: plainly samples, the same every time, played through the real interview, never among real records."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.app import App
from bot.conversation.result import end
from bot.conversation.slots import interview_in
from bot.demo.filling import ACCOUNTS, PEOPLE, WEEKS, NotEmpty, fill
from bot.demo.people import sample_people
from bot.demo.playing import play
from bot.demo.remembering import events_of
from bot.screening.verdict import Outcome
from bot.settings import Settings
from bot.store import Role, open_records
from bot.store.kept_figures import Way
from bot.store.sample_tracker import EVENTS

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def talks():
    return [play(person) for person in sample_people(PEOPLE, TODAY, WEEKS)]


@pytest.fixture
def app(tmp_path):
    settings = Settings(home=tmp_path)
    with open_records(settings.records, settings.cipher) as records:
        yield App(settings, records)


def test_nobody_could_take_them_for_real_people(talks):
    for talk in talks:
        assert re.fullmatch(r"Sample Person \d+", talk.person.name)
        assert re.fullmatch(r"\+1\d{3}55501\d\d", talk.person.phone)
    assert len({talk.person.phone for talk in talks}) == len(talks)


def test_they_are_the_same_every_time():
    assert sample_people(30, TODAY, WEEKS) == sample_people(30, TODAY, WEEKS)


def test_every_stage_every_outcome_and_both_ways_are_there(talks):
    outcomes = Counter(talk.ending.screening.outcome for talk in talks if talk.ending)
    assert outcomes.keys() == set(Outcome) - {Outcome.INCOMPLETE}
    assert sum(talk.asked is not None for talk in talks) > 20
    assert 0.3 < sum(talk.person.on_the_phone for talk in talks) / len(talks) < 0.5
    days = [talk.person.day for talk in talks]
    assert TODAY - timedelta(weeks=WEEKS) < min(days) <= max(days) <= TODAY


def test_no_verdict_is_made_up(talks):
    for talk in talks:
        if talk.ending:
            assert talk.ending == end(talk.turns[-1].after, talk.person.day)


def test_rasa_remembers_of_a_talk_what_was_said(talks):
    for talk in talks:
        slots = {each["name"]: each["value"] for each in events_of(talk) if each["event"] == "slot"}
        if talk.turns:
            assert interview_in(slots, talk.person.day) == talk.turns[-1].after


def test_an_empty_home_is_filled_once(app):
    accounts = fill(app, people=25)
    counted = app.records.figure_counts([datetime(2000, 1, 1, tzinfo=UTC)], datetime.now(UTC))
    assert 20 <= sum(counted.stages.values()) <= 25
    assert {way for _, way, _ in counted.stages} == set(Way)
    assert {each.role for each in app.records.all_staff()} == set(Role)
    assert fill(app, people=25) == accounts
    assert len(app.records.all_staff()) == len(accounts)
    assert app.records.waiting_callbacks()


def test_how_to_sign_in_is_for_this_user_alone(app):
    fill(app, people=25)
    path = app.settings.home / ACCOUNTS
    assert path.stat().st_mode & 0o077 == 0


def test_sample_data_do_not_go_among_others(app):
    app.records.add_staff("real@hotline.example", "Somebody", Role.AGENT, app.now())
    with pytest.raises(NotEmpty, match="AFTERCART_HOME"):
        fill(app, people=25)
    assert len(app.records.all_staff()) == 1
    assert not (app.settings.home / ACCOUNTS).exists()


def test_the_layout_of_events_is_that_of_rasa():
    from bot.rasa.event_table import events

    def layout(table: sa.Table):
        return [
            (each.name, str(each.type), each.nullable, each.primary_key, each.index) for each in table.columns
        ]

    assert layout(EVENTS) == layout(events)
    assert (
        EVENTS.dialect_options["sqlite"]["autoincrement"] == events.dialect_options["sqlite"]["autoincrement"]
    )
