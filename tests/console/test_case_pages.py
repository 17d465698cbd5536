"""Cases over HTTP: continued by code, found, overseen, taken over and given to others; who sees what."""

from datetime import timedelta
from uuid import UUID

import pytest
from at_the_desk import Browser, ClockedApp, person, words_of
from people_to_call import PHONE, answers, asks_for_a_call, was_infused

from bot.store import AnswerStatus, AuditAction, GivenBy
from bot.store.audit import AuditFilter
from bot.store.case_rows import HELD_FOR
from bot.store.kept_cases import CaseRecord
from bot.store.kept_staff import StaffId

CHAT = "chat of Sample Carla"


@pytest.fixture
def agent(console_client) -> Browser:
    """Somebody who calls."""
    return console_client("agent")


@pytest.fixture
def colleague(console_client) -> Browser:
    """Somebody else who calls."""
    return console_client("agent", "colleague@hotline.example")


@pytest.fixture
def supervisor(console_client) -> Browser:
    """Somebody who sees the whole team."""
    return console_client("supervisor")


def actions(app: ClockedApp) -> list[str]:
    """What was audited, newest first."""
    return [entry.action for entry in app.records.audit_entries(AuditFilter(), 0, 100)]


def agent_id(app: ClockedApp, email: str | None = None) -> StaffId:
    """Who an agent is."""
    return person(app, "agent", email).id


def case_of_agent(app: ClockedApp) -> CaseRecord:
    """A case with two answers that the agent looks after."""
    answers(app, CHAT, age=61)
    return app.records.open_case(CHAT, app.now(), agent_id(app))


@pytest.mark.parametrize("second", [{"age": "61"}, {"age": " 61 "}, {"age": "61", "zip_code": "99999"}])
def test_code_and_age_continue_the_chat(agent: Browser, console_app: ClockedApp, second: dict) -> None:
    code = answers(console_app, CHAT, age=61)
    answer = agent.submit("/console/continue", code=f" {code.lower().replace('-', ' ')}", **second)
    case = console_app.records.case_of(CHAT)

    assert answer.headers["location"] == f"/console/calls/new?case={case.id}"
    assert case.owner == case.holder(console_app.now()) == agent_id(console_app)
    assert actions(console_app)[0] == AuditAction.CASE_CONTINUED_BY_CODE
    assert agent.get(answer.headers["location"]).status_code == 200


def test_the_zip_code_serves_where_no_age_is_known(agent: Browser, console_app: ClockedApp) -> None:
    code = answers(console_app, CHAT, zip_code="60611")

    assert agent.submit("/console/continue", code=code, zip_code="60612").status_code == 422
    assert agent.submit("/console/continue", code=code, zip_code="60611").status_code == 303


@pytest.mark.parametrize(
    "second", [{}, {"age": "62"}, {"zip_code": "60611"}, {"age": "sixty"}, {"age": "-61"}]
)
def test_nothing_shows_before_both_fit(agent: Browser, console_app: ClockedApp, second: dict) -> None:
    code = answers(console_app, CHAT, age=61, zip_code="60611")
    wrong = agent.submit("/console/continue", code=code, **second)
    unknown = agent.submit("/console/continue", code="KTMR-4736", **second)

    assert wrong.status_code == unknown.status_code == 422
    assert words_of(wrong) == words_of(unknown)
    assert console_app.records.case_of(CHAT) is None and actions(console_app) == []


def test_who_has_it_in_hand_keeps_it(agent: Browser, colleague: Browser, console_app: ClockedApp) -> None:
    code = answers(console_app, CHAT, age=61)
    agent.submit("/console/continue", code=code, age="61")
    taken = colleague.submit("/console/continue", code=code, age="61")

    assert taken.status_code == 409 and "has this case in hand" in taken.text
    console_app.clock.put_forward(seconds=HELD_FOR.total_seconds())
    assert colleague.submit("/console/continue", code=code, age="61").status_code == 303


def test_guessing_is_slowed_down_by_code(
    console_app: ClockedApp, agent: Browser, colleague: Browser, gateway
) -> None:
    code = answers(console_app, CHAT, age=61)
    tried = gateway.state.door.rates
    limits = tried._limits["resume"]
    tried._limits["resume"] = tried._limits["continue"][:1]
    try:
        statuses = [
            browser.submit("/console/continue", code=code, age="1").status_code
            for browser in (agent, colleague)
            for _ in range(16)
        ]
    finally:
        tried._limits["resume"] = limits
    assert statuses == [422] * 30 + [429] * 2


def test_an_agent_sees_own_and_queued_cases(
    agent: Browser, colleague: Browser, supervisor: Browser, console_app: ClockedApp
) -> None:
    own = case_of_agent(console_app)
    queued = console_app.records.open_case(asks_for_a_call(console_app).conversation, console_app.now())
    others = console_app.records.open_case(
        "another chat", console_app.now(), agent_id(console_app, "x@y.example")
    )
    statuses = {
        name: [browser.get(f"/console/cases/{case.id}").status_code for case in (own, queued, others)]
        for name, browser in (("agent", agent), ("colleague", colleague), ("supervisor", supervisor))
    }

    assert statuses == {
        "agent": [200, 200, 404],
        "colleague": [404, 200, 404],
        "supervisor": [200, 200, 200],
    }
    assert agent.get(f"/console/cases/{UUID(int=7)}").status_code == 404
    assert actions(console_app).count(AuditAction.CASE_VIEWED) == 6


def test_every_version_shows_with_who_gave_it_and_in_what_words(
    agent: Browser, console_app: ClockedApp
) -> None:
    case = case_of_agent(console_app)
    screening = console_app.records.current_screening(CHAT).id
    later = console_app.now() + timedelta(minutes=5)
    console_app.records.record_answer(
        screening, "age", 62, words="<i>no, 62</i>", message_id="m2", at=later, given_by=GivenBy.CAREGIVER
    )
    console_app.records.record_answer(
        screening, "ecog", "unknown", words="who knows", message_id="m3", at=later,
        status=AnswerStatus.UNKNOWN, given_by=GivenBy.AGENT,
    )  # fmt: skip
    console_app.records.take_turn(CHAT, "k1", {"text": "hello"}, "hello there", later)
    console_app.records.answer_turn(CHAT, "k1", [{"text": "Welcome", "buttons": []}])
    page = agent.get(f"/console/cases/{case.id}")

    for words in (
        "61",
        "62",
        "&lt;i&gt;no, 62&lt;/i&gt;",
        "I said 61",
        "who knows",
        "caregiver",
        "call center",
    ):
        assert words in page.text, words
    assert "hello there" in page.text and "Welcome" in page.text
    assert f'hx-get="/console/cases/{case.id}/panel"' in page.text


def test_a_case_is_taken_over_with_a_reason(
    agent: Browser, supervisor: Browser, console_app: ClockedApp
) -> None:
    case = case_of_agent(console_app)
    agent.submit(f"/console/cases/{case.id}/hold")
    assert "Sample Agent has it in hand" in words_of(supervisor.get(f"/console/cases/{case.id}"))

    assert supervisor.submit(f"/console/cases/{case.id}/hold", reason="  ").status_code == 422
    assert supervisor.submit(f"/console/cases/{case.id}/hold", reason="Her shift is over").status_code == 303
    now = console_app.now()
    assert console_app.records.case(case.id).holder(now) == person(console_app, "supervisor").id
    assert "Her shift is over" in agent.get(f"/console/cases/{case.id}").text
    assert AuditAction.CASE_TAKEN_OVER in actions(console_app)
    supervisor.submit(f"/console/cases/{case.id}/release")
    assert console_app.records.case(case.id).holder(now) is None


def test_a_supervisor_gives_a_case_to_somebody(
    agent: Browser, colleague: Browser, supervisor: Browser, console_app: ClockedApp
) -> None:
    case = case_of_agent(console_app)
    to = str(agent_id(console_app, "colleague@hotline.example"))
    path = f"/console/cases/{case.id}/assign"

    assert agent.submit(path, owner=to, reason="please").status_code == 403
    assert supervisor.submit(path, owner=to, reason="").status_code == 422
    assert supervisor.submit(path, owner=str(UUID(int=9)), reason="who").status_code == 422
    assert supervisor.submit(path, owner=to, reason="speaks Spanish").status_code == 303
    assert colleague.get(f"/console/cases/{case.id}").status_code == 200
    assert agent.get(f"/console/cases/{case.id}").status_code == 404
    supervisor.submit(path, owner="", reason="on leave")
    assert console_app.records.case(case.id).owner is None


@pytest.mark.parametrize("wanted", [PHONE, "515-555-0123", "Sample Ann", "ann sample"])
def test_who_waits_in_the_queue_is_found(agent: Browser, console_app: ClockedApp, wanted: str) -> None:
    asks_for_a_call(console_app)
    found = agent.submit("/console/find", wanted=wanted)

    assert "1 found" in words_of(found) and "Sample Ann" in found.text
    assert actions(console_app) == [AuditAction.PEOPLE_SEARCHED]


def test_a_case_is_found_by_its_code_and_by_its_number(agent: Browser, console_app: ClockedApp) -> None:
    case = case_of_agent(console_app)
    code = console_app.records.reference_code(
        console_app.records.current_screening(CHAT).id, console_app.now(), timedelta(days=1)
    )

    for wanted in (code, code.lower(), str(case.id)):
        assert f"/console/cases/{case.id}" in agent.submit("/console/find", wanted=wanted).text


def test_only_a_supervisor_finds_what_is_not_in_the_queue(
    agent: Browser, supervisor: Browser, console_app: ClockedApp
) -> None:
    code = was_infused(console_app, CHAT, 90, age=61)

    assert "Nobody was found" in agent.submit("/console/find", wanted=code).text
    assert "1 found" in words_of(supervisor.submit("/console/find", wanted=code))


@pytest.mark.parametrize("wanted", ["", "Jo", "515", "0123", "a", "%", "* * *"])
def test_what_would_find_a_crowd_is_refused(agent: Browser, console_app: ClockedApp, wanted: str) -> None:
    asks_for_a_call(console_app)

    assert agent.submit("/console/find", wanted=wanted).status_code == 422
    assert actions(console_app) == []


def test_what_was_typed_is_shown_as_text(agent: Browser) -> None:
    page = agent.submit("/console/find", wanted="<script>alert(1)</script>")

    assert "<script>alert" not in page.text and "&lt;script&gt;" in page.text
