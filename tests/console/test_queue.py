"""The queue over HTTP: who is called first, by one person at a time, and what comes of it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from at_the_desk import Browser, ClockedApp, words_of
from people_to_call import PHONE, asks_for_a_call, was_infused

from bot.store import AuditAction, CallbackRecord, CallbackStatus
from bot.store.audit import AuditFilter
from bot.store.kept_queue import AttemptOutcome

SHOWN_PHONE = "(515) 555-0123"


@pytest.fixture
def agent(console_client) -> Browser:
    """Somebody who calls."""
    return console_client("agent")


@pytest.fixture
def colleague(console_client) -> Browser:
    """Somebody else who calls."""
    return console_client("agent", "colleague@hotline.example")


def claim(browser: Browser, callback: CallbackRecord) -> None:
    """Take somebody in hand."""
    assert browser.submit(f"/console/queue/{callback.id}/claim").status_code == 303


def tell(browser: Browser, callback: CallbackRecord, outcome: str, number: int = 1, **other: str):
    """Say what came of calling."""
    return browser.submit(
        f"/console/queue/{callback.id}/attempt", outcome=outcome, number=str(number), **other
    )


def audited(app: ClockedApp) -> list[str]:
    """What was audited, oldest first."""
    entries = app.records.audit_entries(AuditFilter(), 0, 100)
    return [entry.action for entry in reversed(entries)]


def test_the_most_urgent_stands_first_with_its_reasons(agent: Browser, console_app: ClockedApp) -> None:
    asks_for_a_call(console_app, "Sample Today")
    closing = asks_for_a_call(console_app, "Sample Closing", "+15155550124")
    was_infused(console_app, closing.conversation, 106)
    asks_for_a_call(console_app, "Sample Overdue", "+15155550125", in_days=-1)
    asks_for_a_call(console_app, "Sample Later", "+15155550126", in_days=5)
    page = agent.get("/console/queue")

    assert re.findall(r"Sample \w+(?=</bdi></a>)", page.text) == [
        "Sample Overdue",
        "Sample Closing",
        "Sample Today",
    ]
    assert "Window closes in 4 days" in page.text and "“in the morning”" in page.text
    assert "(515)" not in page.text and PHONE not in page.text
    assert "Sample Later" in agent.get("/console/queue?show=later").text
    assert "Sample Today" not in agent.get("/console/queue?show=overdue").text


def test_the_start_shows_the_head_of_the_queue(agent: Browser, console_app: ClockedApp) -> None:
    for number in range(7):
        asks_for_a_call(console_app, f"Sample {number}", f"+1515555013{number}")
    page = agent.get("/console/")

    assert len(re.findall(r'id="call-', page.text)) == 5
    assert "7 due today" in words_of(page) and "0 overdue" in words_of(page)
    assert audited(console_app) == [AuditAction.QUEUE_VIEWED]


def test_a_refresh_gives_the_list_alone_and_is_not_told_anew(agent: Browser, console_app: ClockedApp) -> None:
    asks_for_a_call(console_app)
    part = agent.get("/console/queue", headers={"HX-Request": "true"})

    assert part.text.lstrip().startswith('<div id="queue"') and "Sample Ann" in part.text
    assert audited(console_app) == []


def test_the_number_shows_once_they_are_in_hand(agent: Browser, console_app: ClockedApp) -> None:
    ann = asks_for_a_call(console_app)

    assert SHOWN_PHONE not in agent.get(f"/console/queue/{ann.id}").text
    claim(agent, ann)
    page = agent.get(f"/console/queue/{ann.id}")
    assert SHOWN_PHONE in page.text and f'href="tel:{PHONE}"' in page.text
    assert audited(console_app)[-3:] == [
        AuditAction.CASE_VIEWED,
        AuditAction.CASE_HELD,
        AuditAction.CASE_VIEWED,
    ]


@pytest.mark.parametrize("same_conversation", [True, False])
def test_two_never_call_the_same_person(
    agent: Browser, colleague: Browser, console_app: ClockedApp, same_conversation: bool
) -> None:
    ann = asks_for_a_call(console_app)
    hers = ann if same_conversation else asks_for_a_call(console_app, "Sample Ann on her tablet")
    claim(agent, ann)
    claim(colleague, hers)
    page = colleague.get(f"/console/queue/{hers.id}")

    assert "Sample Agent has this person in hand" in words_of(page)
    assert SHOWN_PHONE not in page.text
    assert tell(colleague, hers, "no_answer").status_code == 409
    assert console_app.records.attempts([ann.id, hers.id]) == {}


def test_nobody_answered_leads_to_the_next_day(
    agent: Browser, colleague: Browser, console_app: ClockedApp
) -> None:
    ann = asks_for_a_call(console_app)
    claim(agent, ann)
    tell(agent, ann, "no_answer", note="  the line is <b>bad</b> ")
    page = agent.get(f"/console/queue/{ann.id}")

    kept = console_app.records.callback(ann.id)
    assert (kept.status, kept.due_on) == (CallbackStatus.CALLED, console_app.today() + timedelta(days=1))
    assert "the line is &lt;b&gt;bad&lt;/b&gt;" in page.text and "No answer" in page.text
    claim(colleague, ann)
    assert SHOWN_PHONE in colleague.get(f"/console/queue/{ann.id}").text


def test_who_answers_is_talked_to(agent: Browser, console_app: ClockedApp) -> None:
    ann = asks_for_a_call(console_app)
    claim(agent, ann)
    case = console_app.records.case_of(ann.conversation)
    answer = tell(agent, ann, "reached")

    assert answer.headers["location"] == f"/console/calls/new?case={case.id}"
    assert console_app.records.callback(ann.id).status is CallbackStatus.DONE
    assert agent.get(answer.headers["location"]).status_code == 200
    assert "Sample Ann" not in agent.get("/console/queue").text


def test_the_same_form_twice_counts_once(agent: Browser, console_app: ClockedApp) -> None:
    ann = asks_for_a_call(console_app)
    claim(agent, ann)
    tell(agent, ann, "no_answer")

    assert tell(agent, ann, "no_answer").status_code == 303
    assert [each.number for each in console_app.records.attempts([ann.id])[ann.id]] == [1]


@pytest.mark.parametrize(("days", "status"), [(None, 422), (-1, 422), (0, 303), (9, 303)])
def test_to_call_again_needs_a_day_that_is_not_over(
    agent: Browser, console_app: ClockedApp, days: int | None, status: int
) -> None:
    ann = asks_for_a_call(console_app)
    claim(agent, ann)
    day = "" if days is None else (console_app.today() + timedelta(days=days)).isoformat()

    assert tell(agent, ann, "call_again", again_on=day).status_code == status
    if status == 303:
        assert console_app.records.callback(ann.id).due_on.isoformat() == day
    else:
        assert console_app.records.attempts([ann.id]) == {}


def test_what_nobody_could_mean_is_refused_kindly(agent: Browser, console_app: ClockedApp) -> None:
    ann = asks_for_a_call(console_app)
    claim(agent, ann)

    assert tell(agent, ann, "no_answer", again_on="tomorrow").status_code == 422
    assert tell(agent, ann, "shouted").status_code == 422
    assert tell(agent, ann, "no_answer", note="x" * 501).status_code == 422
    assert console_app.records.attempts([ann.id]) == {}


def test_who_wants_no_call_is_out_everywhere(
    agent: Browser, colleague: Browser, console_app: ClockedApp
) -> None:
    ann = asks_for_a_call(console_app)
    other = asks_for_a_call(console_app, "Sample Ann on her tablet")
    claim(agent, ann)
    tell(agent, ann, "do_not_call")

    assert not console_app.records.may_call(PHONE)
    assert "Sample Ann" not in colleague.get("/console/queue").text
    assert colleague.submit(f"/console/queue/{other.id}/claim").status_code == 404
    case = console_app.records.case_of(ann.conversation)
    assert "must not be called" in agent.get(f"/console/cases/{case.id}").text
    assert audited(console_app).count(AuditAction.DO_NOT_CALL_SET) == 1
    begun = agent.submit(
        "/console/calls",
        call="00000000-0000-4000-8000-000000000001",
        caller="patient",
        direction="outgoing",
        case=str(case.id),
    )
    assert begun.status_code == 409 and console_app.records.calls_of_case(case.id) == ()


def test_who_lets_go_gives_them_back(agent: Browser, colleague: Browser, console_app: ClockedApp) -> None:
    ann = asks_for_a_call(console_app)
    claim(agent, ann)
    agent.submit(f"/console/queue/{ann.id}/release")
    claim(colleague, ann)

    assert SHOWN_PHONE in colleague.get(f"/console/queue/{ann.id}").text
    assert console_app.records.callback(ann.id).status is CallbackStatus.REQUESTED


def test_the_local_time_is_shown_where_it_is_sure(agent: Browser, console_app: ClockedApp) -> None:
    ann, bob = asks_for_a_call(console_app), asks_for_a_call(console_app, "Sample Bob", "+15155550124")
    was_infused(console_app, ann.conversation, 90, zip_code="60611")
    was_infused(console_app, bob.conversation, 90, zip_code="85054")

    assert "Time there now" in agent.get(f"/console/queue/{ann.id}").text
    assert "Time there now" not in agent.get(f"/console/queue/{bob.id}").text


@pytest.mark.parametrize(("hour", "shown", "warned"), [(2, "8:01 PM", False), (3, "9:01 PM", True)])
def test_nobody_is_called_late_in_their_evening(
    console_client, console_app: ClockedApp, hour: int, shown: str, warned: bool
) -> None:
    console_app.clock.ahead = datetime(2026, 11, 23, hour, 1, tzinfo=UTC) - datetime.now(UTC)
    ann = asks_for_a_call(console_app)
    was_infused(console_app, ann.conversation, 90, zip_code="60611")
    page = console_client("agent").get(f"/console/queue/{ann.id}")

    assert shown in page.text
    assert ("Do not call now" in page.text) == warned


def test_a_number_is_entered_and_only_a_supervisor_takes_it_off(
    agent: Browser, console_client, console_app: ClockedApp
) -> None:
    ann = asks_for_a_call(console_app)
    looked = agent.submit("/console/do-not-call/look", phone="515 555 0123")
    assert "not on the list" in looked.text
    assert "must not be called" in agent.submit("/console/do-not-call", phone=PHONE).text
    assert console_app.records.callback(ann.id).status is CallbackStatus.CANCELLED
    assert agent.submit("/console/do-not-call/lift", phone=PHONE, reason="mistake").status_code == 403

    supervisor = console_client("supervisor")
    assert supervisor.submit("/console/do-not-call/lift", phone=PHONE, reason="because").status_code == 422
    assert (
        supervisor.submit("/console/do-not-call/lift", phone=PHONE, reason="agreed_in_chat").status_code
        == 422
    )
    lifted = supervisor.submit("/console/do-not-call/lift", phone=PHONE, reason="mistake")
    assert "not on the list" in lifted.text and "entered by mistake" in lifted.text
    assert console_app.records.may_call(PHONE)
    assert audited(console_app)[-1] == AuditAction.DO_NOT_CALL_LIFTED


def test_what_is_no_number_is_asked_for_again(agent: Browser) -> None:
    page = agent.submit("/console/do-not-call", phone="twelve")

    assert page.status_code == 422 and "area code" in page.text


def test_a_given_up_call_says_so_kindly(agent: Browser, console_app: ClockedApp) -> None:
    ann = asks_for_a_call(console_app)
    for number in range(1, 5):
        claim(agent, ann)
        tell(agent, ann, "no_answer", number)
    page = agent.get(f"/console/queue/{ann.id}")

    assert console_app.records.callback(ann.id).status is CallbackStatus.GIVEN_UP
    assert "Given up: nobody answered in several tries" in words_of(page)
    assert "I call them now" not in page.text
    outcomes = [each.outcome for each in console_app.records.attempts([ann.id])[ann.id]]
    assert outcomes == [AttemptOutcome.NO_ANSWER] * 4


def test_a_stranger_is_not_found(agent: Browser) -> None:
    assert agent.get("/console/queue/00000000-0000-4000-8000-000000000001").status_code == 404
    assert agent.get("/console/queue/Ann").status_code == 422


def test_the_line_for_an_answering_machine_is_there_to_be_read(
    agent: Browser, console_app: ClockedApp
) -> None:
    ann = asks_for_a_call(console_app)
    claim(agent, ann)
    words = words_of(agent.get(f"/console/queue/{ann.id}"))
    assert "this is Sample Agent with a message for Sample Ann" in words
    assert "call me back at (your telephone number)" in words
    console_app.settings.call_center_phone = "515-555-0100"
    assert "call me back at 515-555-0100" in words_of(agent.get(f"/console/queue/{ann.id}"))

    tell(agent, ann, "left_message")
    assert attempts_of(console_app, ann) == [(AttemptOutcome.LEFT_MESSAGE, None)]
    assert lines_told(console_app) == ["utter_call_voicemail"]


def test_who_has_no_time_now_says_when(agent: Browser, console_app: ClockedApp) -> None:
    ann = asks_for_a_call(console_app)
    claim(agent, ann)
    assert "When would be a better time to call?" in words_of(agent.get(f"/console/queue/{ann.id}"))
    day = console_app.today() + timedelta(days=3)
    tell(agent, ann, "call_again", again_on=day.isoformat(), best_time=" after  lunch ")
    (again,) = console_app.records.waiting_callbacks()

    assert (again.due_on, again.best_time) == (day, "after lunch")
    assert attempts_of(console_app, ann) == [(AttemptOutcome.CALL_AGAIN, day)]
    assert lines_told(console_app) == ["utter_call_not_a_good_time"]


def test_a_time_that_was_not_said_anew_stays(agent: Browser, console_app: ClockedApp) -> None:
    ann = asks_for_a_call(console_app)
    claim(agent, ann)
    tell(agent, ann, "no_answer", best_time="typed by mistake")
    assert console_app.records.callback(ann.id).best_time == "in the morning"
    assert lines_told(console_app) == []


def attempts_of(app: ClockedApp, callback: CallbackRecord) -> list[tuple]:
    """What came of each attempt, and the day to call again."""
    return [(each.outcome, each.again_on) for each in app.records.attempts([callback.id])[callback.id]]


def lines_told(app: ClockedApp) -> list[str]:
    """The lines that were read aloud, by the audit log."""
    entries = app.records.audit_entries(AuditFilter(action="line_read"), 0, 9)
    return [entry.told["line"] for entry in entries]
