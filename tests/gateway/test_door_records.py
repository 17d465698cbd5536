"""The sheet, the code, going on elsewhere, and deleting."""

import base64
import hashlib
import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from before_the_door import begin, code_of, send
from ciphers import CIPHER

from bot.gateway.wording import question_of
from bot.store import AnswerStatus, AuditFilter, NotYetErased, TrackerDatabase
from bot.store.kept_search import SearchKind
from bot.trial.saying import fact_title, say_answer
from bot.values import UNKNOWN, Interval

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
RESUME = "/api/v1/resume"


def records_of(client):
    return client.app.state.door.records


@pytest.fixture
def answer(client, rasa):
    """Records answers of the client's conversation, as the actions do."""
    send(client, {"text": "hello"})
    records = records_of(client)
    screening = records.begin_screening(rasa.heard[0]["sender"], "rest", "page", AT)

    def record(**values):
        for fact, value in {"consent": True, **values}.items():
            unknown = value == "unknown"
            status = AnswerStatus.UNKNOWN if unknown else AnswerStatus.ANSWERED
            records.record_answer(
                screening, fact, value, words=f"my {fact}", message_id=f"{fact} {value}", at=AT, status=status
            )

    return record


@pytest.fixture
def elsewhere(open_door):
    """The same door from another device."""
    return open_door()


def test_there_is_nothing_to_print_yet(client):
    refused = client.get("/api/v1/sheet")
    assert (refused.status_code, code_of(refused)) == (404, "nothing_to_print")


def test_the_sheet_is_this_persons_and_may_show_its_own_style_only(client, answer):
    answer(age=61, car_t_product="ide_cel")
    sheet = client.get("/api/v1/sheet")
    policy = sheet.headers["content-security-policy"]
    [style] = re.findall(r"<style>(.*?)</style>", sheet.text, re.DOTALL)
    allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert "my age" in sheet.text
    assert f"style-src 'sha256-{allowed}';" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert " style=" not in sheet.text
    assert sheet.headers["cache-control"] == "no-store"


def test_answers_in_plain_words(client, answer):
    answer(age=61, had_anti_cd38="unknown", hepatitis_b="no")
    found = client.get("/api/v1/answers").json()["answers"]
    assert [(each["ask"], each["title"], each["answer"]) for each in found] == [
        (question_of(fact), fact_title(fact), say_answer(fact, value))
        for fact, value in (("had_anti_cd38", UNKNOWN), ("age", Interval.exactly(61)), ("hepatitis_b", "no"))
    ]
    assert [each["ask"] for each in found] == ["had_proteasome_inhibitor", "age", "hiv"]


def test_a_code_needs_a_second_thing(client, answer):
    answer(diagnosis="multiple_myeloma", age="unknown")
    assert code_of(client.get("/api/v1/code")) == "no_code_yet"
    answer(zip_code="68105")
    first = client.get("/api/v1/code").json()
    assert re.fullmatch("[A-Z]{4}-[0-9]{4}", first["code"])
    assert (first["valid_days"], first["second"]) == (14, "zip_code")
    assert client.get("/api/v1/code").json() == first


@pytest.mark.parametrize(
    ("answered", "given", "let_in"),
    [
        ({"age": 61}, {"age": 61}, True),
        ({"age": 61}, {"age": 60}, False),
        ({"age": 61}, {"age": 62}, False),
        ({"age": {"min": 60, "max": 62}}, {"age": 60}, True),
        ({"age": {"min": 60, "max": 62}}, {"age": 62}, True),
        ({"age": {"min": 60, "max": 62}}, {"age": 59}, False),
        ({"age": {"min": 60, "max": 62}}, {"age": 63}, False),
        ({"age": {"min": 60, "max": 69}}, {"age": 65}, False),
        ({"age": 61, "zip_code": "68105"}, {"zip_code": "68105"}, False),
        ({"age": "unknown", "zip_code": "68105"}, {"zip_code": "68105"}, True),
        ({"age": "unknown", "zip_code": "68105"}, {"zip_code": "68106"}, False),
        ({"age": "unknown", "zip_code": "68105"}, {"age": 0}, False),
        ({"age": "unknown", "zip_code": "Omaha"}, {"zip_code": "68105"}, False),
        ({"age": "unknown"}, {"age": 61}, False),
        ({}, {"age": 61}, False),
        ({"age": 61, "consent": False}, {"age": 61}, False),
    ],
)
def test_the_code_and_the_second_thing_must_go_together(
    client, rasa, answer, elsewhere, answered, given, let_in
):
    answer(**answered)
    screening = records_of(client).current_screening(rasa.heard[0]["sender"])
    code = records_of(client).reference_code(screening.id, datetime.now(UTC), timedelta(days=1))
    typed = code.lower().replace("-", " ")
    resumed = elsewhere.post(RESUME, json={"code": typed, **given})
    if let_in:
        assert (resumed.status_code, resumed.json()["begun"]) == (200, True)
        assert elsewhere.get("/api/v1/messages").json() == client.get("/api/v1/messages").json()
        send(elsewhere, {"text": "here I am"})
        assert len({each["sender"] for each in rasa.heard}) == 1
    else:
        assert (resumed.status_code, code_of(resumed)) == (403, "not_found_together")
        assert "set-cookie" not in resumed.headers


def test_every_failure_to_resume_looks_the_same(client, rasa, answer, elsewhere):
    answer(age=61)
    records, now = records_of(client), datetime.now(UTC)
    screening = records.current_screening(rasa.heard[0]["sender"])
    expired = records.reference_code(screening.id, now - timedelta(days=2), timedelta(days=1))
    valid = records.reference_code(screening.id, now, timedelta(days=1))
    tries = [
        {"code": valid, "age": 62},
        {"code": expired, "age": 61},
        {"code": "HKMR-3467", "age": 61},
        {"code": "'; DROP TABLE answer; --", "age": 61},
        {"code": "\u200b", "age": 61},
    ]
    refusals = [elsewhere.post(RESUME, json=each) for each in tries]
    assert {each.status_code for each in refusals} == {403}
    assert len({each.text for each in refusals}) == 1


def test_attempts_of_an_address_and_at_a_code_are_limited(open_door):
    browser = open_door(rate_resume="3/hour")
    statuses = [browser.post(RESUME, json={"code": f"HKMR-346{n}", "age": 61}).status_code for n in range(5)]
    assert statuses == [403, 403, 403, 429, 429]


def test_a_code_is_guarded_against_many_addresses(open_door, monkeypatch):
    browser = open_door(rate_resume="3/hour")
    addresses = iter(range(100))
    monkeypatch.setattr("bot.gateway.session_routes.address_of", lambda _: str(next(addresses)))
    tries = [{"code": code, "age": 61} for code in ("HKMR-3467", "hkmr 3467", "HKMR3467", "hkmr-3467")]
    assert [browser.post(RESUME, json=each).status_code for each in tries] == [403, 403, 403, 429]


WORDS = b"xylophone-words-of-mine"


def rasa_keeps(folder, sender, encrypted=False):
    """A file of Rasa's, with this sender's words and another's."""
    kept = CIPHER.encrypt if encrypted else str
    TrackerDatabase(f"sqlite:///{folder}/conversations.sqlite3", CIPHER).prepare()
    with closing(sqlite3.connect(folder / "conversations.sqlite3")) as file, file:
        file.execute(
            "CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, type_name TEXT, data TEXT)"
        )
        for number in range(200):
            said = [(sender, f"{WORDS.decode()} " * (number % 9 + 1)), ("other", "words of another " * 9)]
            rows = [(who, "user", kept(json.dumps({"event": "user", "text": text}))) for who, text in said]
            file.executemany("INSERT INTO events (sender_id, type_name, data) VALUES (?, ?, ?)", rows)


def files_with(folder, needle):
    return [file.name for file in folder.iterdir() if needle in file.read_bytes()]


def test_deleting_leaves_nothing_but_a_count(client, rasa, answer, tmp_path):
    rasa.say = [{"text": f"You said {WORDS.decode()}"}]
    send(client, {"text": WORDS.decode()})
    answer(medications=[WORDS.decode()], age=61)
    sender = rasa.heard[0]["sender"]
    rasa_keeps(tmp_path, sender)
    assert {"conversations.sqlite3"} < set(files_with(tmp_path, WORDS))

    deleted = client.delete("/api/v1/conversation")
    assert (deleted.status_code, deleted.json()["deleted"]) == (200, True)
    assert files_with(tmp_path, WORDS) == files_with(tmp_path, sender.encode()) == []
    assert records_of(client).deleted_conversations() == 1
    with closing(sqlite3.connect(tmp_path / "conversations.sqlite3")) as file:
        assert file.execute("SELECT sender_id, count(*) FROM events GROUP BY 1").fetchall() == [
            ("other", 200)
        ]


def test_deleting_reaches_what_the_call_center_knows_and_the_log_keeps_the_cases_number(
    client, rasa, answer, tmp_path
):
    answer(age=61)
    records, sender = records_of(client), rasa.heard[0]["sender"]
    case = records.open_case(sender, AT)
    records.index_person(sender, SearchKind.NAME, WORDS.decode())
    rasa_keeps(tmp_path, sender, encrypted=True)
    assert client.delete("/api/v1/conversation").status_code == 200
    assert (records.case(case.id), records.find_people(WORDS.decode())) == (None, ())
    assert files_with(tmp_path, WORDS) == files_with(tmp_path, sender.encode()) == []
    [entry] = records.audit_entries(AuditFilter(), 0, 10)
    assert (entry.actor, entry.action, entry.subject) == ("person", "person_deleted", str(case.id))


def test_a_deleted_session_is_dead(client, answer):
    answer(age=61)
    cookie = client.cookies["aftercart"]
    code = client.get("/api/v1/code").json()["code"]
    deleted = client.delete("/api/v1/conversation")
    assert 'aftercart=""' in deleted.headers["set-cookie"]
    shown = {"Cookie": f"aftercart={cookie}"}
    assert code_of(client.get("/api/v1/messages", headers=shown)) == "no_session"
    assert code_of(send(client, {"text": "hello"}, **shown)) == "no_session"
    assert code_of(client.post(RESUME, json={"code": code, "age": 61})) == "not_found_together"
    assert client.post("/api/v1/sessions", json={}, headers=shown).status_code == 201


def test_deleting_on_one_device_ends_the_other(client, answer, elsewhere):
    answer(age=61)
    code = client.get("/api/v1/code").json()["code"]
    elsewhere.post(RESUME, json={"code": code, "age": 61})
    elsewhere.delete("/api/v1/conversation")
    assert code_of(client.get("/api/v1/messages")) == "no_session"


def test_nobody_elses_data_are_deleted(client, answer, elsewhere):
    answer(age=61)
    begin(elsewhere)
    elsewhere.delete("/api/v1/conversation")
    assert client.get("/api/v1/answers").json()["answers"]


@pytest.fixture
def hasty(monkeypatch):
    """Nobody waits for who holds a file. To be asked for before the door is."""
    monkeypatch.setattr("bot.store.database.TRACKER_WAIT_SECONDS", 0)
    monkeypatch.setattr("bot.gateway.erasing.PAUSE_SECONDS", 0)


def test_while_rasa_holds_its_file_nothing_is_said_to_be_deleted(hasty, client, answer, tmp_path):
    answer(age=61)
    rasa_keeps(tmp_path, "me")
    with closing(sqlite3.connect(tmp_path / "conversations.sqlite3", isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        refused = client.delete("/api/v1/conversation")
        assert (refused.status_code, code_of(refused)) == (503, "not_yet_erased")
    assert client.delete("/api/v1/conversation").status_code == 200


def user(key):
    return {"event": "user", "text": "x", "metadata": {"key": key}}


def bot(text, **data):
    return {"event": "bot", "text": text, "data": data}


LISTEN = {"event": "action", "name": "action_listen"}
BUTTONS = [{"title": "Yes", "payload": "/affirm"}]


@pytest.mark.parametrize(
    ("events", "reply"),
    [
        (
            [user("k"), bot("A"), bot(None, custom={"ask": "age"}), LISTEN],
            ({"text": "A"}, {"custom": {"ask": "age"}}),
        ),
        (
            [user("j"), bot("B"), LISTEN, user("k"), bot("A", buttons=BUTTONS), LISTEN],
            ({"text": "A", "buttons": BUTTONS},),
        ),
        ([user("k"), bot("A"), LISTEN, user("l"), bot("B"), LISTEN], ({"text": "A"},)),
        ([user("k"), bot("A")], None),
        ([user("j"), bot("B"), LISTEN], None),
        ([], None),
    ],
)
@pytest.mark.parametrize("kept", [str, CIPHER.encrypt], ids=["plain", "encrypted"])
def test_what_rasa_said_to_a_key(tmp_path, events, reply, kept):
    rasa_keeps(tmp_path, "other")
    path = tmp_path / "conversations.sqlite3"
    rows = [("me", each["event"], kept(json.dumps(each))) for each in events]
    with closing(sqlite3.connect(path)) as file, file:
        file.executemany("INSERT INTO events (sender_id, type_name, data) VALUES (?, ?, ?)", rows)
    assert TrackerDatabase(f"sqlite:///{path}", CIPHER).reply_to("me", "k") == reply


def test_a_turn_that_rasa_finished_before_the_door_fell_is_not_sent_again(client, rasa, tmp_path):
    rasa.status = 500
    key = "6c1a7c5e-3c1e-4a51-9b62-0f3f7a7f3d55"
    send(client, {"text": "abecma"}, key=key)
    sender = rasa.heard[0]["sender"]
    rasa_keeps(tmp_path, "other")
    with closing(sqlite3.connect(tmp_path / "conversations.sqlite3")) as file, file:
        rows = [(sender, each["event"], json.dumps(each)) for each in (user(key), bot("Noted."), LISTEN)]
        file.executemany("INSERT INTO events (sender_id, type_name, data) VALUES (?, ?, ?)", rows)
    assert send(client, {"text": "abecma"}, key=key).json()["messages"][0]["text"] == "Noted."
    assert rasa.messages == ["abecma"]


def test_rasas_file_is_private_and_can_be_read_while_it_is_cleaned(tmp_path):
    path = tmp_path / "conversations.sqlite3"
    path.touch(mode=0o644)
    rasa_keeps(tmp_path, "me")
    assert path.stat().st_mode & 0o777 == 0o600
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as writer,
        closing(sqlite3.connect(path)) as reader,
    ):
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM events")
        assert reader.execute("SELECT count(*) FROM events").fetchone() == (400,)
        writer.execute("ROLLBACK")
    TrackerDatabase(f"sqlite:///{path}", CIPHER).prepare()
    assert TrackerDatabase(f"sqlite:///{path}", CIPHER).reply_to("me", "k") is None


def test_bytes_in_the_log_of_rasas_file_are_erased_or_it_is_said(tmp_path, monkeypatch):
    rasa_keeps(tmp_path, "me")
    path = tmp_path / "conversations.sqlite3"
    monkeypatch.setattr("bot.store.database.TRACKER_WAIT_SECONDS", 0)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM events").fetchone()
        with pytest.raises(NotYetErased):
            TrackerDatabase(f"sqlite:///{path}", CIPHER).forget("me")
        reader.execute("COMMIT")
        TrackerDatabase(f"sqlite:///{path}", CIPHER).forget("me")
        assert files_with(tmp_path, WORDS) == []


def test_before_rasa_kept_anything_there_is_nothing_to_forget(tmp_path):
    TrackerDatabase(f"sqlite:///{tmp_path}/none.sqlite3", CIPHER).forget("me")
    assert TrackerDatabase(f"sqlite:///{tmp_path}/none.sqlite3", CIPHER).reply_to("me", "k") is None
    assert not (tmp_path / "none.sqlite3").exists()
