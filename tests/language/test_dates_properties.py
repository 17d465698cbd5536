"""What holds for every date and every text."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.language.dates import Tense, find_dates, read_date
from bot.language.dates.vocabulary import TABLE
from bot.values import Interval

TODAY = date(2026, 11, 22)
FORMATS = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y%m%d",
    "%m/%d/%Y",
    "%m-%d-%Y",
    "%m.%d.%Y",
    "%B %d, %Y",
    "%B %d %Y",
    "%d %B %Y",
    "%b %d, %Y",
    "%b. %d, %Y",
    "%d-%b-%Y",
    "%b%d %Y",
    "%Y %B %d",
    "%A, %B %d, %Y",
    "%a %b %d %Y",
    "it was on %B %d, %Y I believe",
    "the %dth of %B %Y",
]


def _words_in(node: object) -> set[str]:
    if isinstance(node, dict):
        return set().union(*(_words_in(child) for pair in node.items() for child in pair))
    if isinstance(node, list):
        return set().union(*(_words_in(child) for child in node))
    return {node} if isinstance(node, str) else set()


dates = st.dates(date(1950, 1, 1), date(2040, 12, 31))
days_of_speech = st.dates(date(2016, 1, 1), date(2040, 12, 31))
tenses = st.sampled_from(Tense)
date_words = st.sampled_from(sorted(_words_in(TABLE)))
pieces = st.one_of(
    date_words, st.integers(0, 3000).map(str), st.sampled_from([*"/-.,:'()", "14th", "of", "and", "ago"])
)
date_like = st.lists(pieces, max_size=25).map(" ".join)
texts = st.one_of(st.text(max_size=500), date_like)


@given(dates, st.sampled_from(FORMATS), days_of_speech, tenses)
def test_a_full_date_reads_back_exactly(day: date, form: str, today: date, tense: Tense) -> None:
    reading = read_date(day.strftime(form), today, tense)
    assert reading is not None
    assert reading.value == Interval.exactly(day)


@given(texts, st.dates(), tenses)
def test_any_text_is_answered_with_ordered_days_in_their_places(text: str, today: date, tense: Tense) -> None:
    read_date(text, today, tense)
    end = 0
    for reading in find_dates(text, today, tense):
        assert reading.value.low <= reading.value.high
        assert end <= reading.start < reading.end <= len(text)
        end = reading.end


@given(
    dates,
    st.sampled_from(["%B %d", "%B", "%m/%d", "mid %B", "the week of %B %d", "the %dth", "%A"]),
    days_of_speech,
)
def test_what_is_past_never_begins_after_today(day: date, form: str, today: date) -> None:
    reading = read_date(day.strftime(form), today, Tense.PAST)
    assert reading is None or reading.value.low <= today


@given(days_of_speech, days_of_speech)
def test_a_past_day_without_its_year_is_found_again_within_a_year(day: date, today: date) -> None:
    reading = read_date(day.strftime("%B %d"), today, Tense.PAST)
    assert reading is not None and reading.value.exact
    assert (reading.value.low.month, reading.value.low.day) == (day.month, day.day)
    assert (
        day == date(day.year, 2, 29)
        if (day.month, day.day) == (2, 29)
        else (today - reading.value.low).days < 366
    )


@given(days_of_speech, st.integers(1, 400))
def test_days_ago_are_counted(today: date, count: int) -> None:
    reading = read_date(f"{count} days ago", today)
    assert reading is not None
    assert reading.value.exact and (today - reading.value.low).days == count


@given(st.integers(1, 30), st.sampled_from(["weeks", "months", "years"]), days_of_speech)
def test_about_only_widens(count: int, unit: str, today: date) -> None:
    plain, about = read_date(f"{count} {unit} ago", today), read_date(f"about {count} {unit} ago", today)
    assert plain is not None and about is not None
    assert about.value.low <= plain.value.low and plain.value.high <= about.value.high
