"""A call at the console, before a Rasa that says what it is told to."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from at_the_desk import Browser, ClockedApp
from before_the_door import FakeRasa
from on_the_phone import Call

from bot.callcenter.lines import digest_of
from bot.store.audit import AuditFilter
from bot.store.kept_calls import CallId, CallRecord, LineKind
from bot.store.kept_cases import CaseRecord

Client = Callable[..., Browser]

CONSENT = [
    {"text": "May I ask you some questions?", "buttons": [
        {"title": "Yes, go ahead", "payload": '/answer{"consent": true}'},
        {"title": "No, thank you", "payload": '/answer{"consent": false}'},
    ]},
    {"custom": {"ask": "consent", "input": "choice"}},
]  # fmt: skip
ALARM = [
    {"text": "Call 911 now.", "buttons": [{"title": "Continue", "payload": "/resume"}]},
    {"custom": {"alarm": "emergency"}},
]
AGE = [
    {"text": "How old are you?", "buttons": [
        {"title": "I'm not sure", "payload": '/answer{"age": "unknown"}'},
        {"title": "I'd rather not say", "payload": '/answer{"age": "declined"}'},
    ]},
    {"custom": {"ask": "age", "input": "number"}},
]  # fmt: skip


@pytest.fixture
def agent(console_client: Client) -> Browser:
    """Ruth, who has a headset on."""
    return console_client("agent", "ruth@hotline.example")


@pytest.fixture
def another(console_client: Client) -> Browser:
    """Omar, at the next desk."""
    return console_client("agent", "omar@hotline.example")


@pytest.fixture
def supervisor(console_client: Client) -> Browser:
    """Somebody who may see the cases of all."""
    return console_client("supervisor")


@pytest.fixture
def call(agent: Browser) -> Call:
    """A call that Ruth just took."""
    return Call.begin(agent)


@pytest.fixture
def talk(call: Call) -> Call:
    """The same call, at its first question."""
    return call.read_all()


def on_record(app: ClockedApp, call: Call) -> CallRecord:
    return app.records.call(CallId(UUID(call.id)))


def case_of(app: ClockedApp, call: Call) -> CaseRecord:
    return app.records.case(on_record(app, call).case_id)


def lines(app: ClockedApp, call: Call) -> list[tuple[str, str]]:
    return [(each.kind, each.line) for each in app.records.lines_of_call(CallId(UUID(call.id)))]


def audited(app: ClockedApp, action: str) -> int:

    return app.records.count_audit_entries(AuditFilter(action=action))


# ── Lines first ──


def test_the_lines_come_one_at_a_time_and_then_the_first_question(call: Call, rasa: FakeRasa) -> None:
    rasa.say = CONSENT
    seen = []
    while call.stage != "talk":
        seen.append((call.stage, call.heading))
        call.post("recording", agreed="true") if call.stage == "recording" else call.read()

    assert [stage for stage, _ in seen] == ["line", "line", "recording", "line"]
    assert seen[0][1].startswith("Hello, my name is Sample Agent.")
    assert rasa.messages == ["/greet"]
    assert call.heading == "May I ask you some questions?"


def test_no_answer_is_heard_before_the_lines_were_read(call: Call, rasa: FakeRasa) -> None:
    call.post("say", key=str(uuid4()), turn="0", text="61")

    assert call.shown.status_code == 409
    assert "A line has to be read aloud first" in call.words
    assert call.stage == "line"
    assert rasa.messages == []


def test_a_line_cannot_be_skipped(call: Call, console_app: ClockedApp) -> None:
    call.post("line", key=str(uuid4()), line="utter_call_emergency_instruction")

    assert (call.shown.status_code, lines(console_app, call)) == (409, [])


def test_a_line_is_kept_with_the_digest_of_its_words_and_once(call: Call, console_app: ClockedApp) -> None:
    said, key = call.heading, call.hidden("key")
    for _ in range(2):
        call.post("line", key=key, line="utter_call_greeting")

    [kept] = console_app.records.lines_of_call(CallId(UUID(call.id)))
    assert (kept.line, kept.kind, kept.digest) == ("utter_call_greeting", LineKind.READ, digest_of(said))


def test_without_recording_the_call_goes_on(call: Call, console_app: ClockedApp) -> None:
    call.read_all(agreed="false")

    assert call.stage == "talk"
    assert "Not recorded" in call.words
    assert on_record(console_app, call).recorded is False


def test_a_caregiver_hears_one_line_more(agent: Browser, console_app: ClockedApp) -> None:
    call = Call.begin(agent, caller="caregiver").read_all()

    assert ("read", "utter_call_third_party") in lines(console_app, call)


def test_a_double_click_begins_one_call(agent: Browser, console_app: ClockedApp) -> None:
    told = str(uuid4())
    first, again = (Call.begin(agent, call=told) for _ in range(2))

    assert first.path == again.path
    assert len(console_app.records.open_calls()) == 1


def test_a_case_on_the_phone_leads_to_its_call(
    call: Call, console_app: ClockedApp, supervisor: Browser
) -> None:
    case = case_of(console_app, call)
    assert Call.begin(supervisor, case=str(case.id)).path == call.path


def test_consent_is_kept_as_a_line_that_was_read(call: Call, rasa: FakeRasa, console_app: ClockedApp) -> None:
    rasa.say = CONSENT
    call.read_all()
    call.say(choice=call.key("Yes, go ahead"))

    assert lines(console_app, call)[-1] == ("read", "utter_ask_consent")
    kept = console_app.records.lines_of_call(CallId(UUID(call.id)))[-1]
    assert kept.digest == digest_of("May I ask you some questions?")


# ── Answers ──


def test_keys_words_and_both(talk: Call, rasa: FakeRasa) -> None:
    talk.say(choice=[talk.key("Radiation"), talk.key("Steroids")])
    talk.say(text="they beamed my hip")
    talk.say(choice=talk.key("Radiation"), text="they beamed my hip")

    assert rasa.messages[1:] == [
        '/answer{"therapy_since_car_t": ["radiation", "physiologic_steroids"]}',
        "they beamed my hip",
        '/answer{"therapy_since_car_t": ["radiation"]}',
    ]
    assert [each["metadata"].get("said") for each in rasa.heard[1:]] == [None, None, "they beamed my hip"]
    assert {each["metadata"]["given_by"] for each in rasa.heard} == {"patient"}


def test_not_knowing_and_not_saying(talk: Call, rasa: FakeRasa) -> None:
    rasa.say = AGE
    talk.say(command="unknown")
    talk.say(command="unknown")
    rasa.say = [{"text": "What name should we ask for?"}, {"custom": {"ask": "contact", "input": "text"}}]
    talk.say(command="declined")
    talk.say(command="declined")

    assert rasa.messages[1:] == [
        '/answer{"therapy_since_car_t": "unknown"}',
        '/answer{"age": "unknown"}',
        '/answer{"age": "declined"}',
        "I'd rather not say",
    ]


def test_a_caregiver_takes_the_phone(talk: Call, rasa: FakeRasa) -> None:
    talk.post("caller", caller="caregiver")
    assert talk.heading.startswith("Thank you for calling for somebody else.")
    talk.read().say(text="he is 61")

    assert rasa.heard[-1]["metadata"]["given_by"] == "caregiver"


@pytest.mark.parametrize(
    ("input_", "signs"), [("choice", ["1", "2"]), ("number", []), ("date", []), ("text", [])]
)
def test_a_digit_presses_no_key_where_numbers_are_typed(
    talk: Call, rasa: FakeRasa, input_: str, signs: list[str]
) -> None:
    buttons = [{"title": each, "payload": f'/answer{{"x": "{each}"}}'} for each in ("one", "two")]
    rasa.say = [{"text": "Which?", "buttons": buttons}, {"custom": {"ask": "diagnosis", "input": input_}}]
    talk.say(text="next")

    assert [sign for sign in "0123456789" if f'data-sign="{sign}"' in talk.page] == signs


def test_a_score_has_its_own_digit(talk: Call, rasa: FakeRasa) -> None:
    buttons = [{"title": f"Grade {each}", "payload": f'/answer{{"ecog": {each}}}'} for each in range(5)]
    rasa.say = [{"text": "How active?", "buttons": buttons}, {"custom": {"ask": "ecog", "input": "choice"}}]
    talk.say(text="next")

    assert [sign for sign in "0123456789" if f'data-sign="{sign}"' in talk.page] == list("01234")


def test_the_same_form_twice_is_one_answer(talk: Call, rasa: FakeRasa) -> None:
    key, turn = talk.hidden("key"), talk.hidden("turn")
    for _ in range(2):
        talk.say(key=key, turn=turn, text="61")

    assert rasa.messages == ["/greet", "61"]
    assert talk.shown.status_code == 200


def test_an_older_page_answers_no_newer_question(talk: Call, rasa: FakeRasa) -> None:
    turn = talk.hidden("turn")
    talk.say(text="61")
    talk.say(turn=turn, text="no")

    assert rasa.messages == ["/greet", "61"]
    assert talk.shown.status_code == 409
    assert 'value="no"' in talk.page
    assert talk.shown.headers["HX-Retarget"] == "#call"


def test_nothing_is_lost_when_the_assistant_is_away(talk: Call, rasa: FakeRasa) -> None:
    rasa.status = 500
    talk.say(text="61")
    assert talk.shown.status_code == 503
    assert "Try again" in talk.words

    rasa.status, rasa.say = 200, AGE
    talk.look().post("again")
    assert talk.heading == "How old are you?"
    assert [each["metadata"]["key"] for each in rasa.heard[1:]] == [rasa.heard[1]["metadata"]["key"]] * 2
    assert "has not come yet" not in talk.words


def test_the_questions_open_later_when_the_assistant_was_away(call: Call, rasa: FakeRasa) -> None:
    rasa.status = 500
    call.read_all()
    assert call.stage == "opening"

    rasa.status = 200
    call.look().post("open")
    assert call.stage == "talk"
    assert {each["metadata"]["key"] for each in rasa.heard} == {f"open-{call.id}"}


def test_looking_changes_nothing(talk: Call, rasa: FakeRasa, console_app: ClockedApp) -> None:
    before = on_record(console_app, talk), case_of(console_app, talk), len(rasa.heard)
    for path in (talk.path, f"{talk.path}/end", "/console/calls", "/console/calls/new", "/console/emergency"):
        assert talk.browser.get(path).status_code == 200

    assert (on_record(console_app, talk), case_of(console_app, talk), len(rasa.heard)) == before


def test_without_scripts_every_form_leads_back_to_the_call(talk: Call) -> None:
    sent = talk.browser.submit(
        f"{talk.path}/say", key=talk.hidden("key"), turn=talk.hidden("turn"), text="61"
    )

    assert (sent.status_code, sent.headers["location"]) == (303, talk.path)


@pytest.mark.parametrize(
    "fields", [{"text": ""}, {"text": "x" * 501}, {"choice": "b_guessed"}, {"command": "emergency"}]
)
def test_what_cannot_be_sent_changes_nothing(talk: Call, rasa: FakeRasa, fields: dict[str, str]) -> None:
    talk.say(**fields)

    assert talk.shown.status_code in (409, 413, 422)
    assert rasa.messages == ["/greet"]


# ── What the caller asks ──


def test_an_answer_is_looked_up_without_a_turn(talk: Call, rasa: FakeRasa, console_app: ClockedApp) -> None:
    found = talk.browser.post(
        f"{talk.path}/look-up",
        data={"csrf_token": talk.browser.csrf_token, "question": "how often are the visits"},
        headers={"HX-Request": "true"},
    )
    assert "utter_answer_visits" in found.text
    talk.post("looked-up", key=str(uuid4()), response="utter_answer_visits")

    assert talk.shown.status_code == 204
    assert lines(console_app, talk)[-1] == ("looked_up", "utter_answer_visits")
    assert rasa.messages == ["/greet"]


def test_danger_in_what_is_looked_up_shows(talk: Call) -> None:
    talk.post("look-up", question="I have chest pain right now")

    assert "alarm-card" in talk.page
    assert "911" in talk.words


def test_nothing_else_can_be_looked_up(talk: Call) -> None:
    assert talk.post("looked-up", key=str(uuid4()), response="utter_secret").shown.status_code == 404


# ── Emergencies ──


def test_words_of_danger_stop_the_questions(talk: Call, rasa: FakeRasa, console_app: ClockedApp) -> None:
    rasa.say = ALARM
    talk.say(text="my chest hurts badly right now")

    assert talk.stage == "alarm"
    assert on_record(console_app, talk).alarmed
    assert audited(console_app, "emergency") == 1


def test_words_of_danger_beside_a_key_are_heard(talk: Call, rasa: FakeRasa) -> None:
    talk.say(choice=talk.key("Radiation"), text="my chest hurts badly right now")

    assert rasa.messages[-1] == "my chest hurts badly right now"


def test_the_button_shows_the_words_and_stops_the_questions(
    talk: Call, rasa: FakeRasa, console_app: ClockedApp
) -> None:
    sent = talk.browser.submit("/console/emergency", call=talk.id)

    assert (sent.status_code, sent.headers["location"]) == (303, talk.path)
    assert rasa.messages[-1] == "/emergency"
    assert talk.look().stage == "alarm"
    assert "911" in talk.heading
    refused = talk.post("say", key=str(uuid4()), turn="9", text="61")
    assert (refused.shown.status_code, refused.stage) == (409, "alarm")


@pytest.mark.parametrize("calls", [0, 2])
def test_the_words_come_also_when_no_one_call_is_meant(agent: Browser, calls: int) -> None:
    for _ in range(calls):
        Call.begin(agent)
    sent = agent.submit("/console/emergency")

    assert sent.headers["location"] == "/console/emergency"
    assert "911" in agent.get("/console/emergency").text


def test_the_button_serves_before_the_lines_were_read(call: Call, rasa: FakeRasa) -> None:
    call.browser.submit("/console/emergency", call=call.id)

    assert call.look().stage == "alarm"
    assert call.post("safe").stage == "line"
    assert call.read_all().stage == "talk"


@pytest.mark.parametrize("reply_seconds", [2])
def test_a_rasa_that_is_away_keeps_no_words_back(
    talk: Call, rasa: FakeRasa, reply_seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.gateway.console.calls_alarm.ATTEMPTS", 2)
    rasa.longest_silence_seconds = reply_seconds + 1
    rasa.may_answer.clear()
    shown = talk.browser.submit("/console/emergency", call=talk.id)
    rasa.may_answer.set()

    assert shown.status_code == 303
    assert talk.look().stage == "alarm"


def test_the_call_goes_on_when_the_caller_is_safe(
    talk: Call, rasa: FakeRasa, console_app: ClockedApp
) -> None:
    rasa.say = ALARM
    talk.say(text="my chest hurts badly right now")
    rasa.say = AGE
    talk.post("safe")

    assert (talk.stage, talk.heading) == ("talk", "How old are you?")
    assert rasa.messages[-1] == "/resume"
    assert not on_record(console_app, talk).alarmed


# ── Rests, and other hands ──


def test_a_call_rests_and_another_goes_on_with_it(
    talk: Call, another: Browser, rasa: FakeRasa, console_app: ClockedApp
) -> None:
    talk.post("pause", reason="handed_over", note="asks for a nurse")
    assert talk.stage == "rests"
    assert talk.post("say", key=str(uuid4()), turn="1", text="61").shown.status_code == 409

    theirs = Call(another, talk.path)
    assert "asks for a nurse" in theirs.words
    assert "Which of these?" not in theirs.words
    theirs.post("resume")
    assert (theirs.stage, theirs.heading) == ("talk", "Which of these?")
    assert "we go on where we stopped" in theirs.words
    assert "we go on where we stopped" not in theirs.say(text="61").words
    assert rasa.messages == ["/greet", "61"]


def test_who_went_on_with_a_call_sees_how_it_ended(talk: Call, another: Browser) -> None:
    talk.post("pause", reason="handed_over", note="")
    theirs = Call(another, talk.path)
    theirs.post("resume").post("end", outcome="caller_hung_up")
    assert "This was not done" not in theirs.words and theirs.look().shown.status_code == 200


def test_the_second_is_told_who_has_it_and_may_take_it_over(
    talk: Call, supervisor: Browser, rasa: FakeRasa
) -> None:
    theirs = Call(supervisor, talk.path)
    assert theirs.stage == "elsewhere"
    assert theirs.heading == "Sample Agent has this call"
    assert theirs.post("say", key=str(uuid4()), turn="1", text="61").shown.status_code == 409
    assert theirs.post("take-over", reason=" ").shown.status_code == 422

    theirs.post("take-over", reason="she must leave")
    assert theirs.stage == "talk"
    talk.say(text="61")
    assert (talk.shown.status_code, talk.stage) == (409, "elsewhere")
    assert "Sample Supervisor has this call" in talk.words
    assert rasa.messages == ["/greet"]
    assert theirs.say(text="62").stage == "talk"


def test_who_has_nothing_to_do_with_a_call_does_not_see_it(talk: Call, another: Browser) -> None:
    assert another.get(talk.path).status_code == 404
    assert Call(another, talk.path).post("take-over", reason="I am curious").shown.status_code == 404


# ── The end ──


def test_the_closing_line_comes_before_the_end(talk: Call, console_app: ClockedApp) -> None:
    assert talk.post("end", outcome="completed").shown.status_code == 409
    closing = talk.browser.submit(f"{talk.path}/closing", key=str(uuid4()))
    assert closing.headers["location"] == f"{talk.path}/end"
    console_app.clock.put_forward(minutes=6)
    talk.post("end", outcome="completed")

    assert (talk.stage, on_record(console_app, talk).outcome) == ("ended", "completed")
    assert "It took 6 min" in talk.words
    assert case_of(console_app, talk).holder(console_app.now()) is None
    assert talk.post("say", key=str(uuid4()), turn="1", text="61").shown.status_code == 409


@pytest.mark.parametrize("outcome", ["caller_hung_up", "wrong_person", "no_answer", "emergency"])
def test_nobody_hears_a_closing_line_who_is_gone(call: Call, outcome: str) -> None:
    assert call.post("end", outcome=outcome).stage == "ended"


def test_a_later_call_goes_on_with_the_talk(talk: Call, rasa: FakeRasa, console_app: ClockedApp) -> None:
    talk.say(text="61")
    talk.post("end", outcome="caller_hung_up")
    again = Call.begin(talk.browser, case=str(case_of(console_app, talk).id), direction="outgoing")
    again.read_all()

    assert ("read", "utter_call_identity_check") in lines(console_app, again)
    assert rasa.messages == ["/greet", "61", "/resume"]
    assert again.stage == "talk"


def test_no_words_of_people_stand_in_the_audit_log(talk: Call, console_app: ClockedApp) -> None:

    talk.say(text="xylophonitis")
    talk.post("pause", reason="other", note="xylophonitis again")
    entries = console_app.records.audit_entries(AuditFilter(), 0, 100)

    assert {"call_started", "line_read", "answer_taken", "call_paused"} <= {each.action for each in entries}
    assert "xylophonitis" not in str(entries)


def test_the_words_come_also_to_who_lost_the_call(talk: Call, supervisor: Browser) -> None:
    Call(supervisor, talk.path).post("take-over", reason="she must leave")
    sent = talk.browser.submit("/console/emergency", call=talk.id)

    assert sent.headers["location"] == "/console/emergency"
