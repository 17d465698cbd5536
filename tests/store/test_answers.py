"""Recording answers: versions, redelivery, many at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from threading import Barrier
from uuid import uuid4

import pytest
from ciphers import CIPHER

from bot.store import (
    AnswerRecord,
    AnswerStatus,
    GivenBy,
    Records,
    ScreeningEnded,
    ScreeningId,
    UnknownScreening,
    open_records,
)

VALUES = [
    "ide_cel",
    "unknown",
    True,
    False,
    61,
    0,
    1.5,
    "2026-08-14",
    {"earliest": "2026-08-01", "latest": "2026-08-10"},
    {"min": 4, "max": 5},
    ["none"],
    [],
    ["Biaxin", "fluconazole"],
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_every_form_of_the_contract_comes_back_as_it_was(
    records: Records, screening: ScreeningId, noon: datetime, value: object
) -> None:
    records.record_answer(screening, "fact", value, words="w", message_id="m1", at=noon)

    kept = records.current_answers(screening)["fact"].value
    assert (kept, type(kept)) == (value, type(value))


def test_an_answer_is_kept_with_its_words_and_who_gave_it(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    returned = records.record_answer(
        screening, "age", 61, words="he's sixty-one", message_id="m1", at=noon, given_by=GivenBy.CAREGIVER
    )

    assert returned == records.current_answers(screening)["age"]
    assert returned == AnswerRecord(
        sequence=1,
        fact="age",
        value=61,
        status=AnswerStatus.ANSWERED,
        words="he's sixty-one",
        understood_at=noon,
        given_by=GivenBy.CAREGIVER,
        message_id="m1",
    )


def test_unless_said_otherwise_the_patient_answered(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    answer = records.record_answer(screening, "age", 61, words="61", message_id="m1", at=noon)

    assert (answer.status, answer.given_by) == (AnswerStatus.ANSWERED, GivenBy.PATIENT)


def test_unknown_declined_withdrawn_and_not_asked_are_four_things(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    record = partial(records.record_answer, screening, at=noon)
    record("hiv", "unknown", words="no idea", message_id="m1", status=AnswerStatus.UNKNOWN)
    record("hepatitis_b", "unknown", words="I'd rather not", message_id="m2", status=AnswerStatus.DECLINED)
    record("age", 61, words="61", message_id="m3")
    record("age", None, words="scratch that", message_id="m4", status=AnswerStatus.WITHDRAWN)

    answers = records.current_answers(screening)
    assert {fact: (answer.status.value, answer.value) for fact, answer in answers.items()} == {
        "hiv": ("unknown", "unknown"),
        "hepatitis_b": ("declined", "unknown"),
        "age": ("withdrawn", None),
    }


def test_a_correction_counts_and_both_versions_stay(
    records: Records, screening: ScreeningId, noon: datetime, later: datetime
) -> None:
    first = records.record_answer(screening, "age", 61, words="61", message_id="m1", at=noon)
    records.record_answer(screening, "sex_at_birth", "male", words="a man", message_id="m2", at=noon)
    second = records.record_answer(screening, "age", 16, words="no, 16", message_id="m3", at=later)

    assert records.current_answers(screening)["age"] == second
    assert records.answer_history(screening, "age") == (first, second)
    assert [first.sequence, second.sequence] == [1, 3]


def test_the_last_version_counts_whatever_the_clock_said(
    records: Records, screening: ScreeningId, noon: datetime, later: datetime
) -> None:
    records.record_answer(screening, "age", 61, words="61", message_id="m1", at=later)
    records.record_answer(screening, "age", 62, words="62", message_id="m2", at=noon)

    assert records.current_answers(screening)["age"].value == 62


def test_a_message_delivered_again_adds_nothing(
    records: Records, screening: ScreeningId, noon: datetime, later: datetime
) -> None:
    first = records.record_answer(screening, "age", 61, words="61", message_id="m1", at=noon)
    corrected = records.record_answer(screening, "age", 62, words="62", message_id="m2", at=noon)
    again = records.record_answer(screening, "age", 61, words="61", message_id="m1", at=later)

    assert again == first
    assert records.answer_history(screening, "age") == (first, corrected)
    assert records.current_answers(screening)["age"].value == 62


def test_one_message_may_answer_several_facts(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    for fact in ("hiv", "hepatitis_b", "hepatitis_c"):
        records.record_answer(screening, fact, "no", words="none of them", message_id="m1", at=noon)

    assert set(records.current_answers(screening)) == {"hiv", "hepatitis_b", "hepatitis_c"}


def test_the_same_message_in_two_screenings_is_two_answers(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    other = records.begin_screening("bob", "web", "page", noon)
    for one in (screening, other):
        records.record_answer(one, "age", 61, words="61", message_id="m1", at=noon)

    assert [len(records.answer_history(one, "age")) for one in (screening, other)] == [1, 1]


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (None, AnswerStatus.ANSWERED),
        (None, AnswerStatus.UNKNOWN),
        (None, AnswerStatus.DECLINED),
        (61, AnswerStatus.WITHDRAWN),
    ],
)
def test_a_value_that_does_not_go_with_its_status_is_refused(
    records: Records, screening: ScreeningId, noon: datetime, value: object, status: AnswerStatus
) -> None:
    with pytest.raises(ValueError, match="age: a withdrawn answer has no value"):
        records.record_answer(screening, "age", value, words="w", message_id="m", at=noon, status=status)
    assert records.current_answers(screening) == {}


def test_an_ended_screening_takes_an_answer_only_when_reopened(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    record = partial(records.record_answer, screening, "age", words="w", at=noon)
    first = record(61, message_id="m1")
    records.end_screening(screening, "likely_eligible", [], None, noon)

    with pytest.raises(ScreeningEnded, match="reopen"):
        record(62, message_id="m2")
    assert record(61, message_id="m1") == first, "a message delivered again is no new answer"
    records.reopen(screening)
    assert record(62, message_id="m2").sequence == 2


def test_nothing_is_recorded_for_a_screening_that_is_not_kept(records: Records, noon: datetime) -> None:
    nobodys = ScreeningId(uuid4())

    with pytest.raises(UnknownScreening):
        records.record_answer(nobodys, "age", 61, words="61", message_id="m1", at=noon)
    assert records.current_answers(nobodys) == {}
    assert records.answer_history(nobodys, "age") == ()


@pytest.mark.parametrize(
    ("value", "status", "consent"),
    [
        (True, AnswerStatus.ANSWERED, True),
        (False, AnswerStatus.ANSWERED, False),
        ("unknown", AnswerStatus.UNKNOWN, None),
        ("unknown", AnswerStatus.DECLINED, None),
        (None, AnswerStatus.WITHDRAWN, None),
    ],
)
def test_the_last_word_on_consent_is_kept_with_the_screening(
    records: Records,
    screening: ScreeningId,
    noon: datetime,
    later: datetime,
    value: object,
    status: AnswerStatus,
    consent: bool | None,
) -> None:
    records.record_answer(screening, "consent", consent is not True, words="w", message_id="m1", at=noon)
    records.record_answer(screening, "consent", value, words="w", message_id="m2", at=later, status=status)

    kept = records.current_screening("ann")
    assert (kept.consent, kept.consent_at) == (consent, later)
    assert len(records.answer_history(screening, "consent")) == 2


def test_consent_is_never_guessed_from_another_value(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    with pytest.raises(ValueError, match="true or false"):
        records.record_answer(screening, "consent", "agree", words="ok", message_id="m1", at=noon)
    assert records.current_screening("ann").consent is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("I don\u2019t know 🤷", "I don\u2019t know 🤷"),
        ("'; DROP TABLE answer; --", "'; DROP TABLE answer; --"),
        ("", ""),
        ("sixty\x00one", "sixtyone"),
        ("sixty \ud83d one", "sixty ? one"),
    ],
    ids=["unicode", "sql", "empty", "nul", "half a surrogate pair"],
)
def test_no_words_are_too_odd_to_keep(
    records: Records, screening: ScreeningId, noon: datetime, typed: str, kept: str
) -> None:
    records.record_answer(screening, "medications", [typed], words=typed, message_id="m1", at=noon)

    answer = records.current_answers(screening)["medications"]
    assert (answer.words, answer.value) == (kept, [typed])


def test_two_threads_recording_at_once_lose_nothing(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    start = Barrier(2)

    def record(thread: int) -> None:
        start.wait()
        for number in range(15):
            name = f"{thread}-{number}"
            records.record_answer(screening, name, number, words="w", message_id=name, at=noon)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(record, range(2)))

    kept = records.current_answers(screening).values()
    assert sorted(answer.sequence for answer in kept) == list(range(1, 31))


def test_one_message_recorded_by_two_threads_at_once_is_one_answer(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    start = Barrier(2)

    def record(_: int) -> AnswerRecord:
        start.wait()
        return records.record_answer(screening, "age", 61, words="61", message_id="m1", at=noon)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(record, range(2))

    assert records.answer_history(screening, "age") == (first,) == (second,)


def test_many_conversations_at_once(records: Records, noon: datetime) -> None:
    def converse(name: str) -> None:
        screening = records.begin_screening(name, "web", "page", noon)
        for fact in ("age", "ecog", "hiv"):
            records.record_answer(screening, fact, name, words="w", message_id=fact, at=noon)
        records.end_screening(screening, "likely_eligible", [], None, noon)

    names = [f"conversation {number}" for number in range(20)]
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(converse, names))

    for name in names:
        screening = records.current_screening(name)
        assert {a.value for a in records.current_answers(screening.id).values()} == {name}
        assert screening.outcome == "likely_eligible"


def test_two_processes_share_the_records(url: str, noon: datetime) -> None:
    with open_records(url, CIPHER) as one, open_records(url, CIPHER) as other:
        screening = one.begin_screening("ann", "web", "page", noon)
        other.record_answer(screening, "age", 61, words="61", message_id="m1", at=noon)

        assert one.current_answers(screening)["age"].value == 61


def test_the_values_on_record_are_the_last_ones_and_none_of_a_screening_set_aside(records, noon):
    screening = records.begin_screening("ann", "rest", "page", noon)
    for message, value, status in [("m1", 61, "answered"), ("m2", 62, "answered"), ("m3", None, "withdrawn")]:
        records.record_answer(
            screening, "age", value, words="w", message_id=message, at=noon, status=AnswerStatus(status)
        )
        assert records.values_on_record("ann") == ({} if value is None else {"age": value})
    records.record_answer(screening, "ecog", 1, words="w", message_id="m4", at=noon)
    assert records.values_on_record("bob") == {}
    records.abandon_screening(screening, noon)
    assert records.values_on_record("ann") == {}
