"""Dates told by their distance: "three months ago", "in 2 weeks", "3 days after January 12th"."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.language.dates.meaning import Grain, Period, interval, moved, shifted
from bot.language.dates.numerals import cardinal
from bot.language.dates.phrase import Match, Phrase
from bot.language.dates.vocabulary import TABLE, UNITS, by_words
from bot.language.dates.weekdays import in_week, weekday_at
from bot.values import Days, Interval

_VAGUE: dict[tuple[str, ...], list[int]] = {
    tuple(words.split()): span for words, span in TABLE["vague_counts"].items()
}
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365}
# Half of the smallest unit named: nobody who says "three months ago" has counted the days.
_MARGINS = {"day": 0, "week": 3, "fortnight": 3, "month": 15, "quarter": 45, "year": 183}
# Half as much again for "about"; a number of days counted roughly is off by some days.
_ABOUT_DAYS = 3
_ROUND_DAYS = 30

_AGO = by_words(
    {
        -1: [
            "ago",
            "back",
            "before now",
            "before today",
            "earlier",
            "prior to today",
            "previously",
            "since",
            "ago now",
            "ago today",
        ]
    }
)
_AHEAD = by_words(
    {
        1: [
            "from now",
            "from today",
            "later",
            "hence",
            "away from now",
            "after today",
            "away",
            "in the future",
            "time",
            "out",
        ]
    }
)
_ANCHORS = by_words(
    {-1: ["before", "prior to", "ahead of"], 1: ["after", "from", "following", "past", "since", "post"]}
)

Reader = Callable[[Phrase, int], Match | None]


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time, from the least to the most that the words allow, and the smallest unit they name."""

    least: tuple[relativedelta, int]
    most: tuple[relativedelta, int]
    smallest: str
    round_days: bool = False


def read_offset(phrase: Phrase, at: int, read_anchor: Reader) -> Match | None:
    """A date told by its distance from today, or from another date that `read_anchor` reads."""
    been = phrase.word(at) == "been"
    ahead = phrase.word(at) == "in"
    place = (
        phrase.skip(at + 1, "about", "roughly", "around", "exactly")
        if been or ahead
        else phrase.skip(at, "the")
    )
    if phrase.word(place) in ("last", "past", "next", "within"):
        return None
    found = _span(phrase, place)
    if not found:
        return _weekdays_away(phrase, place) or _beside(phrase, place, read_anchor)
    span, end = found
    if been:
        return _from_today(phrase, span, phrase.skip(end, "now", "since", "then", "already"), -1)
    if ahead:
        return _from_today(phrase, span, phrase.skip(end, "time", "from", "now", "'"), 1)
    return _placed(phrase, span, end, read_anchor)


def _placed(phrase: Phrase, span: Span, end: int, read_anchor: Reader) -> Match | None:
    found = _anchored(phrase, span, end, read_anchor)
    for table in (_AGO, _AHEAD):
        direction = phrase.longest(end, table)
        if direction and not (found and found.end > direction[1]):
            plain = (
                phrase.word(end) not in ("earlier", "since", "time", "out", "away", "back")
                or direction[1] > end + 1
            )
            if plain or phrase.word(end) == "back":
                return _from_today(phrase, span, direction[1], direction[0])
    return found


def _from_today(phrase: Phrase, span: Span, end: int, direction: int) -> Match:
    days = _away(Interval.exactly(phrase.as_of), span, direction)
    confirm = span.round_days and direction < 0
    return Match(Period(days, Grain.DAY), end, confirm, margin=_about_margin(span))


def _anchored(phrase: Phrase, span: Span, end: int, read_anchor: Reader) -> Match | None:
    side = phrase.longest(end, _ANCHORS)
    anchor = read_anchor(phrase, side[1]) if side else None
    if not side or not anchor or anchor.weak:
        return None
    return anchor.map(lambda days: _away(days, span, side[0]), Grain.DAY, margin=_about_margin(span))


def _about_margin(span: Span) -> int:
    return _MARGINS[span.smallest] // 2 or (_ABOUT_DAYS if max(span.most[1], span.most[0].days) >= 7 else 1)


def _away(days: Days, span: Span, direction: int) -> Days | None:
    margin = _MARGINS[span.smallest]
    near, far = (span.least, span.most) if direction > 0 else (span.most, span.least)
    low, high = _step(days.low, near, direction), _step(days.high, far, direction)
    found = interval(low, high)
    return moved(found, -margin, margin) if found else None


def _step(day: date, length: tuple[relativedelta, int], direction: int) -> date | None:
    whole = shifted(day, length[0] * direction)
    return whole and shifted(whole, timedelta(days=length[1] * direction))


def _span(phrase: Phrase, at: int) -> tuple[Span, int] | None:
    total = _measure(phrase, at)
    while total:
        place = phrase.skip(total[1], ",", "and")
        more = _measure(phrase, place)
        # "A day and a day": the same unit twice is not one length of time.
        if not more or more[0].smallest == total[0].smallest:
            return total
        total = _sum(total[0], more[0]), more[1]
    return None


def _sum(first: Span, second: Span) -> Span:
    def add(one: tuple[relativedelta, int], other: tuple[relativedelta, int]) -> tuple[relativedelta, int]:
        return one[0] + other[0], one[1] + other[1]

    smallest = min(first.smallest, second.smallest, key=lambda unit: _DAYS[unit])
    return Span(add(first.least, second.least), add(first.most, second.most), smallest)


def _measure(phrase: Phrase, at: int) -> tuple[Span, int] | None:
    """One count with its unit: "3 weeks", "two or three months", "a month and a half", "half a year"."""
    if phrase.word(at) == "half":
        unit = UNITS.get(phrase.word(phrase.skip(at + 1, "a", "an")))
        return (_length(0.5, 0.5, unit), phrase.skip(at + 1, "a", "an") + 1) if unit else None
    count = _count(phrase, at)
    unit = UNITS.get(phrase.word(phrase.skip(count[2], "-", "full", "whole"))) if count else None
    if not count or not unit:
        return None
    least, most, end = count[0], count[1], phrase.skip(count[2], "-", "full", "whole") + 1
    if (phrase.word(end), phrase.word(end + 1), phrase.word(end + 2)) == ("and", "a", "half"):
        return _length(least + 0.5, most + 0.5, unit), end + 3
    if phrase.word(end) == "or" and phrase.word(end + 1) in ("two", "so"):
        return (
            (_length(least, most + 1, unit), end + 2)
            if phrase.word(end + 1) == "two"
            else (_length(least, most, unit), end)
        )
    return _length(least, most, unit), end


def _count(phrase: Phrase, at: int) -> tuple[float, float, int] | None:
    vague = phrase.longest(at, _VAGUE)
    first = cardinal(phrase, at)
    if vague and not (first and first[1] >= vague[1]):
        return vague[0][0], vague[0][1], vague[1]
    if not first:
        return None
    value, end = float(first[0]), first[1]
    if (phrase.word(end), phrase.word(end + 1), phrase.word(end + 2)) == ("and", "a", "half"):
        return value + 0.5, value + 0.5, end + 3
    if phrase.word(end) == "." and phrase.number(end + 1, range(1, 2)) is not None:
        decimal = value + (phrase.number(end + 1) or 0) / 10
        return decimal, decimal, end + 2
    second = cardinal(phrase, end + 1) if phrase.word(end) in ("-", "to", "or") else None
    if second and second[0] > value:
        return value, float(second[0]), second[1]
    return value, value, end


def _length(least: float, most: float, unit: str) -> Span:
    round_days = unit == "day" and least == most and least >= _ROUND_DAYS and least % 10 == 0
    return Span(_steps(least, unit), _steps(most, unit), unit, round_days)


def _steps(count: float, unit: str) -> tuple[relativedelta, int]:
    whole, part = int(count), int((count - int(count)) * _DAYS[unit])
    if unit in ("day", "week", "fortnight"):
        return relativedelta(days=whole * _DAYS[unit]), part
    return relativedelta(months=whole * {"month": 1, "quarter": 3, "year": 12}[unit]), part


def _weekdays_away(phrase: Phrase, at: int) -> Match | None:
    """ "Four Tuesdays from now", "three Saturdays ago"."""
    count = cardinal(phrase, at)
    weekday = weekday_at(phrase, count[1], plural=True) if count else None
    side = phrase.longest(weekday[1], _AGO | _AHEAD) if weekday else None
    if not count or not weekday or not side or not 1 <= count[0] <= 100:
        return None
    ahead = (weekday[0] - phrase.as_of.weekday() - 1) % 7 + 1
    steps = ahead + 7 * (count[0] - 1) if side[0] > 0 else (ahead - 7 or -7) - 7 * (count[0] - 1)
    day = moved(Interval.exactly(phrase.as_of), steps, steps)
    return Match(Period(day, in_week(weekday[0]).grain), side[1], confirm=True)


def _beside(phrase: Phrase, at: int, read_anchor: Reader) -> Match | None:
    """ "The day after Thanksgiving" is a day; "the week before Christmas" is seven."""
    unit = UNITS.get(phrase.word(at), "")
    side = phrase.longest(at + 1, by_words({-1: ["before"], 1: ["after", "following"]}))
    anchor = read_anchor(phrase, side[1]) if unit in ("day", "week", "month") and side else None
    if not side or not anchor or (anchor.weak and anchor.meaning.grain is not Grain.DAY):
        return None
    if unit == "day" and anchor.meaning.grain is not Grain.DAY:
        return None
    length = _DAYS[unit]

    def beside(days: Days) -> Days | None:
        edge = Interval.exactly(days.high if side[0] > 0 else days.low)
        return moved(edge, 1, length) if side[0] > 0 else moved(edge, -length, -1)

    return anchor.map(beside, Grain.DAY if unit == "day" else Grain.WEEK)


def span_before_today(phrase: Phrase, at: int, side: str, within: bool) -> Match | None:
    """The days between today and a distance from it: "the last three weeks", "within 5 days"."""
    found = _span(phrase, at)
    if not found or (not within and found[0].smallest == "day" and found[0].most[0].days < 2):
        return None
    span, end = found
    ago = phrase.longest(end, _AGO)
    back = bool(ago) or side in ("last", "past", "previous")
    if (
        within
        and not ago
        and not back
        and side not in ("next", "coming", "upcoming")
        and phrase.tense.value != "future"
    ):
        return None
    reach = _step(phrase.as_of, span.most, -1 if back else 1)
    days = (
        interval(reach, phrase.as_of) if back else interval(shifted(phrase.as_of, timedelta(days=1)), reach)
    )
    return Match(Period(days, Grain.WEEK), ago[1] if ago else end)
