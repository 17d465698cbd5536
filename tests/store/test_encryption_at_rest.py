"""What a person says and how they are reached cannot be read in the database without the key."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from alembic import command
from ciphers import CIPHER
from sqlalchemy import JSON, TableClause, Uuid, column, create_engine, inspect, make_url, table, text

from bot.encryption import Cipher, new_key
from bot.store import (
    Records,
    RecordsUnavailable,
    ReferralRecord,
    SiteRecord,
    VerdictRecord,
    migrate,
    open_records,
)
from bot.store.column_types import UtcTime

SITE = SiteRecord("Cancer Center", "Boston", "MA", "02215", 3.0, "RECRUITING")
SCREENING = UUID("6c1a7c5e-3c1e-4a51-9b62-0f3f7a7f3d55")


def converse(records: Records, at: datetime) -> None:
    """A conversation named "ann" in which whatever a person says begins with "zelda"."""
    screening = records.begin_screening("ann", "web", "page", at)
    records.record_answer(
        screening, "medications", ["zelda-value"], words="zelda-words", message_id="m1", at=at
    )
    verdict = VerdictRecord("hiv_controlled", "met", "zelda-reason")
    records.end_screening(screening, "not_yet", [verdict], ReferralRecord("zelda-place", (SITE,)), at)
    records.request_callback(
        "ann",
        name="zelda-name",
        phone="+15155550123",
        phone_as_given="zelda-phone",
        best_time="zelda-time",
        consent_at=at,
        message_id="m2",
        at=at,
    )
    records.take_turn("ann", "key", {"text": "zelda-request"}, "zelda-said", at)
    records.answer_turn("ann", "key", [{"text": "zelda-reply"}])


def dump(url: str) -> str:
    """All that is in all tables, and on SQLite each byte of each file."""
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = [
            repr(connection.exec_driver_sql(f'SELECT * FROM "{table}"').all())
            for table in inspect(engine).get_table_names()
        ]
    engine.dispose()
    return "\n".join(rows) + bytes_of_files(url)


def bytes_of_files(url: str) -> str:
    """Each byte of the files of a SQLite database; nothing for another."""
    if not url.startswith("sqlite"):
        return ""
    file = Path(make_url(url).database)
    return "".join(each.read_bytes().decode("latin-1") for each in file.parent.glob(f"{file.name}*"))


def test_no_word_of_a_person_is_in_the_database(records: Records, url: str, noon: datetime) -> None:
    converse(records, noon)
    kept = dump(url)
    assert "ann" in kept, "else this test could not fail"
    for said in ("zelda", "5155550123"):
        assert said not in kept


def test_all_of_it_is_read_with_the_key(records: Records, noon: datetime) -> None:
    converse(records, noon)
    screening = records.current_screening("ann").id
    answer = records.current_answers(screening)["medications"]
    result = records.current_result(screening)
    [callback], [turn] = records.callbacks(), records.turns("ann")
    assert (answer.value, answer.words) == (["zelda-value"], "zelda-words")
    assert (result.verdicts[0].reason, result.referral.place) == ("zelda-reason", "zelda-place")
    assert (callback.name, callback.phone) == ("zelda-name", "+15155550123")
    assert (callback.phone_as_given, callback.best_time) == ("zelda-phone", "zelda-time")
    assert (turn.request, turn.said) == ({"text": "zelda-request"}, "zelda-said")
    assert turn.reply == ({"text": "zelda-reply"},)


def test_the_same_words_look_different_each_time(records: Records, url: str, noon: datetime) -> None:
    screening = records.begin_screening("ann", "web", "page", noon)
    for fact in ("hiv", "hepatitis_b"):
        records.record_answer(screening, fact, "no", words="no", message_id="m", at=noon)
    engine = create_engine(url)
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT value, words FROM answer")).all()
    engine.dispose()
    assert len({column for row in kept for column in row}) == 4


def test_another_key_is_refused_at_once(url: str, noon: datetime) -> None:
    with open_records(url, CIPHER) as records:
        converse(records, noon)
    with pytest.raises(RecordsUnavailable, match=f"AFTERCART_DATA_KEYS.*{CIPHER.fingerprints[0]}") as raised:
        open_records(url, Cipher([new_key()], new_key()))
    assert "\n" not in str(raised.value)


def test_a_new_key_before_the_old_one_reads_all_and_then_both_are_needed(url: str, noon: datetime) -> None:
    old, new, index = new_key(), new_key(), new_key()
    with open_records(url, Cipher([old], index)) as records:
        screening = records.begin_screening("ann", "web", "page", noon)
        records.record_answer(screening, "age", 61, words="old", message_id="m1", at=noon)
    with open_records(url, Cipher([new, old], index)) as records:
        records.record_answer(screening, "ecog", 1, words="new", message_id="m2", at=noon)
        answers = records.current_answers(screening)
        assert [answer.words for answer in answers.values()] == ["old", "new"]
    for one in (old, new):
        with pytest.raises(RecordsUnavailable, match="AFTERCART_DATA_KEYS"):
            open_records(url, Cipher([one], index))


def test_another_key_of_the_index_is_refused_since_nobody_would_be_found(url: str) -> None:
    key = new_key()
    open_records(url, Cipher([key], new_key())).close()
    with pytest.raises(RecordsUnavailable, match="AFTERCART_INDEX_KEY"):
        open_records(url, Cipher([key], new_key()))


def test_a_row_of_a_lost_key_gives_one_sentence_and_no_garbage(
    records: Records, url: str, noon: datetime
) -> None:
    screening = records.begin_screening("ann", "web", "page", noon)
    records.record_answer(screening, "age", 61, words="61", message_id="m1", at=noon)
    engine = create_engine(url)
    with engine.begin() as connection:
        lost = {"words": Cipher([new_key()]).encrypt("61")}
        connection.execute(text("UPDATE answer SET words = :words"), lost)
    engine.dispose()
    with pytest.raises(RecordsUnavailable, match="a key that is not in AFTERCART_DATA_KEYS"):
        records.current_answers(screening)


MORE_THAN_A_BATCH = 1201


def kept_in_plain_words(noon: datetime) -> dict[str, list[dict]]:
    """Rows of the time before there were keys; all that a person said begins with "zelda"."""
    answered = {
        "screening_id": SCREENING,
        "sequence": 1,
        "fact": "medications",
        "value": ["zelda-value"],
        "status": "answered",
        "words": "zelda-words",
        "understood_at": noon,
        "given_by": "patient",
        "message_id": "m1",
    }
    withdrawn = {
        "fact": "age",
        "sequence": 2,
        "value": None,
        "status": "withdrawn",
        "words": "enc:zelda",
        "message_id": "m2",
    }
    called = {"created_at": noon, "consent_at": noon, "status": "requested", "status_at": noon}
    reached = {"name": "zelda-name", "phone": "+15155550123", "phone_as_given": "zelda-phone"}
    said = {"request": {"text": "zelda"}, "said": "zelda", "taken_at": noon, "reply": [{"text": "zelda"}]}
    begun = {"number": 1, "channel": "web", "page_version": "page", "started_at": noon}
    return {
        "screening": [{"id": SCREENING, "conversation": "ann", **begun}],
        "answer": [answered, {**answered, **withdrawn}],
        "callback": [{"id": SCREENING, "conversation": "ann", "message_id": "m", **reached, **called}],
        "turn": [
            {"conversation": "ann", "number": number, "key": str(number), **said}
            for number in range(MORE_THAN_A_BATCH)
        ],
    }


def as_then(name: str, row: dict) -> TableClause:
    """The table with the columns of a row, of the types that they had then."""
    as_json = dict.fromkeys(("value", "request", "reply"), JSON(none_as_null=True))
    by_type = {datetime: UtcTime(), UUID: Uuid()}
    return table(name, *(column(key, as_json.get(key) or by_type.get(type(row[key]))) for key in row))


@pytest.fixture
def before_keys(empty_url: str, monkeypatch: pytest.MonkeyPatch, noon: datetime) -> str:
    """A database of the time before there were keys."""
    upgrade = command.upgrade
    with monkeypatch.context() as then:
        then.setattr(command, "upgrade", lambda config, _: upgrade(config, "0003"))
        then.setattr("bot.store.keys.are_noted", lambda *_: True)
        migrate(empty_url, CIPHER)
    engine = create_engine(empty_url)
    with engine.begin() as connection:
        for name, rows in kept_in_plain_words(noon).items():
            connection.execute(as_then(name, rows[0]).insert(), rows)
    engine.dispose()
    return empty_url


def test_records_of_the_time_before_keys_are_kept(before_keys: str, noon: datetime) -> None:
    with open_records(before_keys, CIPHER) as records:
        screening = records.current_screening("ann")
        [medications] = records.answer_history(screening.id, "medications")
        [withdrawn] = records.answer_history(screening.id, "age")
        [callback], turns = records.callbacks(), records.turns("ann")
    assert screening.started_at == noon
    assert (medications.value, medications.words) == (["zelda-value"], "zelda-words")
    assert (withdrawn.value, withdrawn.words) == (None, "enc:zelda")
    assert (callback.name, callback.phone, callback.best_time) == ("zelda-name", "+15155550123", None)
    assert len(turns) == MORE_THAN_A_BATCH
    assert {(turn.request["text"], turn.said, turn.reply[0]["text"]) for turn in turns} == {("zelda",) * 3}


def test_no_plain_word_of_the_time_before_keys_is_left(before_keys: str) -> None:
    assert "zelda" in dump(before_keys), "else this test could not fail"
    migrate(before_keys, CIPHER)
    assert "ann" in dump(before_keys)
    for said in ("zelda", "5155550123"):
        assert said not in dump(before_keys)
