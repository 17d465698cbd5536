"""What is left of ages, places, days and medicines."""

from datetime import date

import pytest

from bot.export.safe_harbor import SPARSE, age, area, days_after, medicines
from bot.export.tables import shown


@pytest.mark.parametrize(
    ("years", "kept"),
    [(17, 17), (61, 61), (88.5, 88.5), (89, 89), (89.9, 89.9), (90, "90+"), (90.1, "90+"), (104, "90+")],
)
def test_ages_over_89_are_one(years: float, kept: float | str) -> None:
    assert age(years) == kept


@pytest.mark.parametrize(
    ("place", "kept"),
    [
        ("50309", "503"),
        ("50309-1234", "503"),
        ("I live in 02139", "021"),
        ("05901", "000"),
        ("89301", "000"),
        ("82190", "000"),
        ("82201", "822"),
        ("Omaha, Nebraska", ""),
        ("68105 or 50309", ""),
        ("", ""),
    ],
)
def test_a_place_is_three_digits_and_fewer_where_few_people_live(place: str, kept: str) -> None:
    assert area(place) == kept


def test_seventeen_areas_are_sparse() -> None:
    assert len(SPARSE) == 17


@pytest.mark.parametrize(
    ("day", "kept"), [(date(2026, 9, 1), 0), (date(2026, 11, 22), 82), (date(2026, 8, 31), -1)]
)
def test_days_are_counted_from_day_zero(day: date, kept: int) -> None:
    assert days_after(day, date(2026, 9, 1)) == kept


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        ([], []),
        (["Biaxin"], ["clarithromycin"]),
        (["fluconazole", "Diflucan"], ["fluconazole"]),
        (["my sister Zelda's tea"], ["other"]),
        (["Biaxin", "something from Dr. Zelda"], ["clarithromycin", "other"]),
    ],
)
def test_medicines_are_known_names_or_other(names: list[str], kept: list[str]) -> None:
    assert medicines(names) == kept


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ('=HYPERLINK("http://evil.example")', '\'=HYPERLINK("http://evil.example")'),
        ("+15155550123", "'+15155550123"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("\uff1d1", "'\uff1d1"),
        ("61", "61"),
        ("a=b", "a=b"),
        (-5, -5),
        (None, ""),
        (True, "true"),
        (False, "false"),
    ],
)
def test_a_spreadsheet_calculates_nothing(cell: object, written: object) -> None:
    assert shown(cell) == written
