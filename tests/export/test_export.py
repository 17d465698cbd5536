"""An export tells of everybody, and of nobody who they are."""

import csv
import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from uuid import UUID

import pytest
from anybody import values
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation.facts import ASKED, CONSENT, LABS_AT_HAND, ZIP_CODE
from bot.export.columns import tables
from bot.export.dictionary import entries, write_csv, write_markdown
from bot.export.tables import write_tables
from bot.store.kept import (
    AnswerRecord,
    AnswerStatus,
    CallbackId,
    CallbackRecord,
    CallbackStatus,
    GivenBy,
    ReferralRecord,
    ResultRecord,
    ScreeningId,
    ScreeningRecord,
    SiteRecord,
    VerdictRecord,
)
from bot.store.kept_calls import CallDirection, CallId, CallOutcome, CallRecord
from bot.store.kept_cases import CaseId, CaseRecord
from bot.store.kept_export import CallbackKept, PersonKept, ScreeningKept
from bot.store.kept_queue import AttemptOutcome, AttemptRecord, CallReason
from bot.store.kept_site_referrals import (
    LostReason,
    SiteContact,
    SiteReferralId,
    SiteReferralRecord,
    SiteReferralStatus,
)
from bot.store.kept_staff import StaffId
from bot.trial.criteria import CRITERIA
from bot.trial.facts import FACTS
from bot.values import UNKNOWN

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ID = UUID("6c1a7c5e-3c1e-4a51-9b62-0f3f7a7f3d55")
SITE = SiteRecord("Iowa Methodist", "Des Moines", "Iowa", "50309", 12.345678, "Active - Recruiting")


def answer(number: int, fact: str, value: object, **other: object) -> AnswerRecord:
    status = AnswerStatus.UNKNOWN if value == "unknown" else AnswerStatus.ANSWERED
    usual = {"status": status, "words": f"zelda says {fact}", "given_by": GivenBy.PATIENT}
    return AnswerRecord(
        sequence=number, fact=fact, value=value, understood_at=AT, message_id="m", **{**usual, **other}
    )


def person(*answers: AnswerRecord, name: str = "zelda", phone: str = "+15155550123") -> PersonKept:
    """Somebody with all there is, whose every word has the name in it."""
    screening = ScreeningRecord(
        ScreeningId(ID), f"{name}-conversation", 1, "rest", "page", True, AT, AT, AT, "not_yet"
    )
    verdict = VerdictRecord("car_t_window", "not_yet", f"{name}, wait", date(2026, 12, 24))
    result = ResultRecord(1, AT, "not_yet", (verdict,), ReferralRecord(f"{name}ville", (SITE,)))
    callback = CallbackRecord(
        id=CallbackId(ID),
        conversation=f"{name}-conversation",
        name=name,
        phone=phone,
        phone_as_given=f"{phone}, ask for {name}",
        best_time=f"when {name} is up",
        consent_at=AT,
        status=CallbackStatus.CALLED,
        status_at=AT + timedelta(days=2),
        created_at=AT,
        message_id="m",
        due_on=date(2026, 11, 25),
        reason=CallReason.ASKED,
    )
    attempt = AttemptRecord(1, AT, StaffId(ID), AttemptOutcome.NO_ANSWER, f"{name} is out", None)
    call = CallRecord(
        id=CallId(ID),
        case_id=CaseId(ID),
        agent=StaffId(ID),
        caller=GivenBy.CAREGIVER,
        direction=CallDirection.INCOMING,
        continued=False,
        recorded=None,
        started_at=AT,
        ended_at=AT + timedelta(minutes=12),
        outcome=CallOutcome.COMPLETED,
        alarmed_at=None,
        safe_at=None,
        pauses=(),
    )
    referral = SiteReferralRecord(
        id=SiteReferralId(ID),
        conversation=f"{name}-conversation",
        screening=ScreeningId(ID),
        site=SITE,
        status=SiteReferralStatus.LOST,
        status_at=AT,
        lost_reason=LostReason.NOT_REACHED,
        created_at=AT,
        created_by=ID,
        consent=None,
        contact=SiteContact(name, phone, phone, f"{name}@example.org", f"{name}'s morning"),
    )
    return PersonKept(
        conversation=f"{name}-conversation",
        case=CaseRecord(CaseId(ID), f"{name}-conversation", None, AT, None, None, None),
        screenings=(ScreeningKept(screening, answers, (result,)),),
        calls=(call,),
        callbacks=(CallbackKept(callback, (attempt,)),),
        referrals=(referral,),
    )


def exported(*people: PersonKept, identified: bool = False) -> dict[str, list[dict[str, str]]]:
    """The rows of each table, read again."""
    return {
        name: list(csv.DictReader(StringIO(text)))
        for name, text in texts(*people, identified=identified).items()
    }


def texts(*people: PersonKept, identified: bool = False) -> dict[str, str]:
    streams = {name: StringIO(newline="") for name in tables()}
    write_tables(people, streams, identified)
    return {name: stream.getvalue() for name, stream in streams.items()}


def value_of(fact: str, value: object) -> tuple[str, str, str]:
    infusion = answer(1, "car_t_infusion_date", "2026-09-01")
    rows = exported(person(infusion, answer(2, fact, value)))["answers"]
    return tuple(rows[1][name] for name in ("value", "value_from", "value_to"))


@pytest.mark.parametrize(
    ("fact", "value", "cells"),
    [
        ("age", 61, ("61", "61", "61")),
        ("age", {"min": 60, "max": 69}, ("", "60", "69")),
        ("age", 89, ("89", "89", "89")),
        ("age", 90, ("90+", "90+", "90+")),
        ("age", {"min": 88, "max": 91}, ("", "88", "90+")),
        ("age", {"min": 91, "max": 95}, ("90+", "90+", "90+")),
        ("steroid_last_dose_date", "2026-10-01", ("30", "30", "30")),
        ("steroid_last_dose_date", {"earliest": "2026-08-31", "latest": "2026-09-02"}, ("", "-1", "1")),
        ("steroid_last_dose_date", "still_taking", ("still_taking", "", "")),
        ("diagnosis", "multiple_myeloma", ("multiple_myeloma", "", "")),
        ("had_anti_cd38", False, ("false", "", "")),
        ("had_anti_cd38", "unknown", ("", "", "")),
        ("therapy_since_car_t", ["radiation", "none"], ("none;radiation", "", "")),
        ("medications", ["Biaxin", "zelda's tea"], ("clarithromycin;other", "", "")),
        ("medications", [], ("none", "", "")),
        ("zip_code", "50309", ("503", "", "")),
        ("zip_code", "05901", ("000", "", "")),
        ("zip_code", "Zeldaville", ("", "", "")),
        ("consent", True, ("true", "", "")),
        ("nobody_asks_this", "zelda", ("", "", "")),
        ("prior_lines", {"min": 4, "max": 5}, ("", "4", "5")),
    ],
)  # fmt: skip
def test_how_values_are_written(fact: str, value: object, cells: tuple[str, str, str]) -> None:
    assert value_of(fact, value) == cells


def test_days_are_counted_from_the_infusion() -> None:
    told = exported(person(answer(1, "car_t_infusion_date", "2026-09-01")))
    assert told["screenings"][0]["day_zero"] == "infusion"
    assert told["screenings"][0]["started_day"] == "82"
    assert told["verdicts"][0]["available_from_day"] == "114"
    assert told["callbacks"][0]["status_day"] == "84"
    assert told["callbacks"][0]["due_day"] == "85"
    assert told["calls"][0]["talk_seconds"] == "720"
    roughly = answer(1, "car_t_infusion_date", {"earliest": "2026-09-01", "latest": "2026-09-30"})
    assert exported(person(roughly))["screenings"][0]["day_zero"] == "infusion_earliest"
    without = exported(person(answer(1, "car_t_infusion_date", "unknown")))
    assert without["screenings"][0]["day_zero"] == "first_contact"
    assert without["callbacks"][0]["status_day"] == "2"


def test_a_correction_is_the_version_that_counts() -> None:
    rows = exported(person(answer(1, "age", 61), answer(2, "ecog", 1), answer(3, "age", 62)))["answers"]
    assert [(row["fact"], row["version"], row["current"]) for row in rows] == [
        ("age", "1", "false"),
        ("ecog", "1", "true"),
        ("age", "2", "true"),
    ]


def test_the_tables_join_by_an_id_that_no_other_export_has() -> None:
    first, second = exported(person(), person()), exported(person(), person())
    ids = [{row["study_id"] for row in told["screenings"]} for told in (first, second)]
    assert len(ids[0]) == 2
    assert not ids[0] & ids[1]
    assert all({row["study_id"] for row in rows} <= ids[0] for rows in first.values())


def test_an_identified_export_has_all() -> None:
    told = exported(person(answer(1, "age", 91)), identified=True)
    assert told["answers"][0]["words"] == "zelda says age"
    assert told["answers"][0]["value_as_kept"] == "91"
    assert told["callbacks"][0]["phone"] == "'+15155550123"
    assert told["referrals"][0]["contact_email"] == "zelda@example.org"
    assert told["screenings"][0]["started_at"] == "2026-11-22T12:00:00+00:00"


def test_no_formula_gets_through() -> None:
    evil = '=HYPERLINK("http://evil.example")'
    told = exported(person(name=evil), identified=True)
    assert told["callbacks"][0]["name"] == f"'{evil}"


OWN = {
    CONSENT: st.booleans(),
    LABS_AT_HAND: st.booleans(),
    ZIP_CODE: st.sampled_from(["50309", "05901", "Zeldaville near 89301", "zelda's place"]),
}


@st.composite
def anybody(draw: st.DrawFn) -> PersonKept:
    """Somebody with any answers."""
    found = []
    for number, fact in enumerate(ASKED, start=1):
        drawn = draw(OWN[fact] if fact in OWN else values(FACTS[fact]))
        value = drawn if fact in OWN else FACTS[fact].write(drawn)
        found.append(
            answer(
                number, fact, ["zelda", *value] if fact == "medications" and drawn is not UNKNOWN else value
            )
        )
    return person(*found)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(anybody())
def test_nothing_tells_who_somebody_is(kept: PersonKept) -> None:
    every = texts(kept)
    told = "\n".join(every.values()).lower()
    for secret in (
        "zelda",
        "5155550123",
        "example.org",
        "2026-",
        "des moines",
        "methodist",
        "12.345678",
        str(ID),
    ):
        assert secret not in told
    for row in exported(kept)["answers"]:
        assert row["value"] not in ("50309", "05901", "89301")
        dates = [FACTS[fact].kind for fact in (row["fact"],) if fact in FACTS]
        assert dates or row["fact"] in OWN
        if row["fact"] == "age":
            years = [row[name] for name in ("value", "value_from", "value_to") if row[name]]
            assert all(year == "90+" or float(year) < 90 for year in years)


def test_each_column_is_in_the_dictionary_and_each_entry_means_something() -> None:
    for identified in (False, True):
        told = list(entries(identified))
        assert all(each["means"] for each in told)
        columns = [(each["table"], each["name"]) for each in told if each["kind"] == "column"]
        assert columns == [
            (name, column.name) for name, table in tables().items() for column in table.shown(identified)
        ]
        assert [each["name"] for each in told if each["kind"] == "fact"] == list(ASKED)
        assert [each["name"] for each in told if each["kind"] == "criterion"] == [
            each.id for each in CRITERIA
        ]


def test_each_table_is_written_with_the_columns_of_the_dictionary() -> None:
    for identified in (False, True):
        for name, text in texts(person(answer(1, "age", 61)), identified=identified).items():
            header = text.splitlines()[0].split(",")
            assert header == [column.name for column in tables()[name].shown(identified)]
            assert len(text.splitlines()) == 2


def test_a_column_that_is_not_declared_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.export.rows._screening", lambda *_: {"surprise": 1})
    with pytest.raises(ValueError, match="surprise"):
        texts(person())


def test_values_of_the_dictionary_are_those_that_occur() -> None:
    told = {(each["table"], each["name"]): each["values"] for each in entries(False) if each["values"]}
    assert "declined" in told["answers", "status"]
    assert "not_yet" in told["verdicts", "verdict"]
    assert "possibly_eligible" in told["screenings", "outcome"]


def test_the_dictionary_is_a_page_and_a_table() -> None:
    page, table = StringIO(), StringIO(newline="")
    write_markdown(page, False)
    write_csv(table, False)
    assert "de-identified" in page.getvalue()
    assert "| `age` | Age |" in page.getvalue()
    assert "contact_phone" not in page.getvalue() + table.getvalue()
    assert json.dumps(list(csv.DictReader(StringIO(table.getvalue()))))
