"""`aftercart sheet`: from the records of a conversation, and from answers alone."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

import bot.app
from bot.cli import main
from bot.store import AnswerStatus

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def records(tmp_path, monkeypatch):
    """Empty records, which the command finds by the settings."""
    monkeypatch.setenv("AFTERCART_HOME", str(tmp_path))
    monkeypatch.setenv("AFTERCART_AS_OF", "2026-11-22")
    bot.app.app.cache_clear()
    yield bot.app.app().records
    bot.app.app().records.close()
    bot.app.app.cache_clear()


@pytest.fixture
def tell(records):
    """Records what "ann" said: fact, value, words."""

    def tell(fact, value, words, status=AnswerStatus.ANSWERED):
        screening = records.begin_screening("ann", "web", "the page", NOON)
        records.record_answer(
            screening, fact, value, words=words, message_id=f"{fact} {words}", at=NOON, status=status
        )
        return screening

    return tell


def run(*arguments, given=None):
    return CliRunner().invoke(main, ["sheet", *arguments], input=given)


def test_sheet_of_a_conversation_has_the_persons_words(tell):
    tell("consent", True, "yes")
    tell("car_t_product", "ide_cel", "the Abecma one")
    tell("car_t_infusion_date", {"earliest": "2026-08-11", "latest": "2026-08-20"}, "mid <b>August</b>")
    tell("hiv", "unknown", "rather not", AnswerStatus.DECLINED)
    tell("zip_code", "50309", "50309")
    done = run("ann")
    assert done.exit_code == 0
    for shown in (
        "“the Abecma one”",
        "mid &lt;b&gt;August&lt;/b&gt;",
        "You would rather not say",
        "Des Moines, Iowa",
    ):
        assert shown in done.output
    assert "16 days at most" in done.output


def test_last_version_counts_and_what_was_taken_back_does_not(tell):
    tell("age", 16, "sixteen")
    tell("age", 61, "sixty one")
    tell("hiv", "no", "never")
    tell("hiv", None, "go back", AnswerStatus.WITHDRAWN)
    done = run("ann")
    assert "sixty one" in done.output
    assert "sixteen" not in done.output
    assert "go back" not in done.output


def test_place_that_was_kept_back_is_none(tell):
    tell("age", 61, "61")
    tell("zip_code", "unknown", "rather not", AnswerStatus.DECLINED)
    assert "We have no place to measure from" in run("ann").output


def test_answers_that_were_set_aside_are_not_printed(records, tell):
    records.abandon_screening(tell("age", 61, "61"), NOON)
    done = run("ann")
    assert done.exit_code == 1
    assert done.output == "Error: The conversation 'ann' has no answers to print yet.\n"


def test_conversation_that_is_not_on_record(records):
    done = run("nobody")
    assert done.exit_code == 1
    assert done.output == "Error: There is no conversation 'nobody' on record.\n"


def test_sheet_on_another_day(tell):
    tell("car_t_infusion_date", "2026-08-14", "August 14")
    assert "1 day" in run("ann", "--as-of", "2026-12-01").output


def test_sheet_of_answers_goes_to_a_file(tmp_path):
    row = {"id": "p1", "as_of": "2026-11-22", "answers": {"age": 61}}
    done = run("--answers", "-", "--out", str(tmp_path / "sheet.html"), given="\n" + json.dumps(row) + "\n")
    assert (done.exit_code, done.output) == (0, "")
    page = (tmp_path / "sheet.html").read_text(encoding="utf-8")
    assert "61 years" in page
    assert "made on November 22, 2026" in page


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"answers": {"age": -4}}', "age must be between 0 and 120, not -4"),
        ('{"answers": [1]}', "answers must be a JSON object"),
        ("not JSON", "the line is not JSON"),
        ("", "the line is not JSON"),
    ],
)
def test_impossible_answers_write_nothing(tmp_path, line, message):
    out = tmp_path / "sheet.html"
    done = run("--answers", "-", "--out", str(out), given=line)
    assert done.exit_code == 1
    assert message in done.output
    assert not out.exists()


@pytest.mark.parametrize("arguments", [(), ("ann", "--answers", "-")])
def test_either_a_conversation_or_answers(arguments):
    assert run(*arguments, given="{}").exit_code == 2
