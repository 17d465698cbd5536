"""Two dates that are one stretch: "from 13 to 15 July", "Aug 10 - Nov 12, 2013", "August or September"."""

from bot.language.dates.dated import read_dated
from bot.language.dates.meaning import Grain, Meaning, Part, Period, Recurring, choose, cycle_around, interval
from bot.language.dates.named_months import month_at, nearby_day
from bot.language.dates.numerals import day_of_month, full_year
from bot.language.dates.numeric import read_numeric
from bot.language.dates.phrase import Match, Phrase, furthest
from bot.values import Days, Interval

_OPENERS = ("from", "between")
_TO = ("to", "until", "till", "til", "through", "thru", "-", "~", "and", "or", "thorugh")


def read_range(phrase: Phrase, at: int) -> Match | None:
    """A date or, where two belong together, the stretch from the first to the second."""
    return phrase.remember("range", at, _read_range)


def _read_range(phrase: Phrase, at: int) -> Match | None:
    place = at + 1 if phrase.word(at) in _OPENERS else at
    first = read_dated(phrase, place)
    opener = phrase.word(at) if place > at else ""
    both = furthest(
        _number_then_date(phrase, opener, place),
        _date_then_number(phrase, opener, first),
        _two_dates(phrase, opener, first),
        _days_within(phrase, first),
    )
    if both:
        return both
    return read_dated(phrase, at)


def _joint(phrase: Phrase, at: int, opener: str) -> int | None:
    word = phrase.word(at)
    if word not in _TO or (word == "and" and opener != "between"):
        return None
    return (
        phrase.skip(at + 1, "and", "the", "until", "maybe", "in", "on")
        if word == "or"
        else phrase.skip(at + 1, "the")
    )


def _slash(phrase: Phrase, first: Match) -> int | None:
    # "June/July" is June or July.
    months = first.meaning.grain is Grain.MONTH and month_at(phrase, first.end + 1)
    return first.end + 1 if phrase.word(first.end) == "/" and months else None


def _two_dates(phrase: Phrase, opener: str, first: Match | None) -> Match | None:
    then = (_joint(phrase, first.end, opener) or _slash(phrase, first)) if first else None
    second = read_dated(phrase, then) if then else None
    if not first or not second:
        return _until_now(phrase, opener, first, then)
    uncertain = phrase.word(first.end) in ("or", "/")
    meaning = join(first.meaning, second.meaning, phrase)
    confirm = first.confirm or second.confirm or uncertain
    return Match(meaning, second.end, confirm, weak=first.weak and second.weak and not opener)


def _until_now(phrase: Phrase, opener: str, first: Match | None, then: int | None) -> Match | None:
    if (
        not first
        or then is None
        or phrase.word(then) != "now"
        or phrase.word(first.end) in ("-", "or", "and")
    ):
        return None
    today = Period(Interval.exactly(phrase.as_of), Grain.DAY)
    return Match(join(first.meaning, today, phrase), then + 1, first.confirm)


def join(first: Meaning, second: Meaning, phrase: Phrase) -> Meaning:
    """The stretch from the first days to the second; a year that only one of them has holds for both."""
    if isinstance(first, Recurring) and isinstance(second, Recurring) and first.cycle is second.cycle:
        return Recurring(first.cycle, _from_to(first, second), Grain.WEEK)
    if isinstance(first, Recurring) and isinstance(second, Period):
        last = second.days
        found = [days for days in first.near(last.high) if days.low <= last.high] if last else []
        return Period(interval(found[-1].low, last.high) if found and last else None, Grain.WEEK)
    start, _ = choose(first, phrase.as_of, phrase.tense)
    if isinstance(second, Recurring):
        ends = [days for days in second.near(start.low) if days.high >= start.low] if start else []
        return Period(interval(start.low, ends[0].high) if ends and start else None, Grain.WEEK)
    end = second.days
    return Period(interval(start.low, end.high) if start and end else None, Grain.WEEK)


def _from_to(first: Recurring, second: Recurring) -> Part:
    def occurrence(cycle: Days) -> Days | None:
        start, end = first.occurrence(cycle), second.occurrence(cycle)
        if start and end and end.high < start.low:
            following = cycle_around(cycle.low, first.cycle, 1)
            end = second.occurrence(following) if following else None
        return interval(start.low, end.high) if start and end else None

    return occurrence


def _number_then_date(phrase: Phrase, opener: str, at: int) -> Match | None:
    """As in "13 to 15 July": the first day is of the month of the second."""
    number = day_of_month(phrase, phrase.skip(at, "the"))
    then = _joint(phrase, number[1], opener) if number else None
    second = read_dated(phrase, then) if then else None
    if not number or not second or second.meaning.grain is not Grain.DAY or second.margin is not None:
        return None
    # "3-7-27" is one date in digits, not a day up to a date.
    if day_of_month(phrase, then or 0) is None or read_numeric(phrase, then or 0):
        return None

    def stretch(days: Days) -> Days | None:
        first = nearby_day(days, number[0])
        return interval(first.low, days.high) if first else None

    return second.map(stretch, Grain.WEEK, confirm=second.confirm or phrase.word(number[1]) == "or")


def _date_then_number(phrase: Phrase, opener: str, first: Match | None) -> Match | None:
    """As in "July 13-15": the second day is of the month of the first."""
    if not first or first.meaning.grain is not Grain.DAY or first.margin is not None:
        return None
    then = _joint(phrase, first.end, opener)
    number = day_of_month(phrase, then) if then else None
    if not number or phrase.word(number[1]) in ("/", ":", "am", "pm", "days", "weeks", "months", "%"):
        return None

    def stretch(days: Days) -> Days | None:
        last = nearby_day(days, number[0])
        return interval(days.low, last.high) if last else None

    confirm = first.confirm or phrase.word(first.end) == "or"
    return _in_year(phrase, first.map(stretch, Grain.WEEK, end=number[1], confirm=confirm))


def _in_year(phrase: Phrase, found: Match) -> Match:
    year = full_year(phrase, phrase.skip(found.end, ",", "of", "in"))
    if not year or not isinstance(found.meaning, Recurring):
        return found
    cycle = Interval(
        phrase.as_of.replace(year=year[0], month=1, day=1),
        phrase.as_of.replace(year=year[0], month=12, day=31),
    )
    return Match(Period(found.meaning.occurrence(cycle), found.meaning.grain), year[1], found.confirm)


def _days_within(phrase: Phrase, first: Match | None) -> Match | None:
    """As in "Next week between Wednesday and Friday", "Feb between 2-7 2018"."""
    if (
        not first
        or phrase.word(first.end) not in _OPENERS
        or first.meaning.grain not in (Grain.WEEK, Grain.MONTH)
    ):
        return None
    opener, place = phrase.word(first.end), first.end + 1
    if first.meaning.grain is Grain.WEEK:
        return _weekdays_within(phrase, first, read_range(phrase, first.end))
    low = day_of_month(phrase, phrase.skip(place, "the"))
    then = _joint(phrase, low[1], opener) if low else None
    high = day_of_month(phrase, then) if then else None
    if not low or not high:
        return None

    def stretch(days: Days) -> Days | None:
        start, end = nearby_day(days, low[0]), nearby_day(days, high[0])
        return interval(start.low, end.high) if start and end else None

    return _in_year(phrase, first.map(stretch, Grain.WEEK, end=high[1], weak=False))


def _weekdays_within(phrase: Phrase, week: Match, inner: Match | None) -> Match | None:
    if not inner or not isinstance(inner.meaning, Recurring) or inner.meaning.cycle is not Grain.WEEK:
        return None
    if not isinstance(week.meaning, Period) or not week.meaning.days:
        return None
    return Match(Period(inner.meaning.occurrence(week.meaning.days), Grain.WEEK), inner.end, inner.confirm)
