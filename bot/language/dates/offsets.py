"""Dates told by their distance: "three months ago", "in 2 weeks", "3 days after January 12th"."""

from collections.abc import Callable
from datetime import timedelta

from bot.language.dates.lengths import Length, length_at, one_unit, step
from bot.language.dates.meaning import Grain, Part, Period, Recurring, Tense, choose, interval, moved, shifted
from bot.language.dates.numerals import cardinal
from bot.language.dates.phrase import Match, Phrase
from bot.language.dates.relative import grain_at
from bot.language.dates.vocabulary import by_words
from bot.language.dates.weekdays import weekday_at
from bot.values import Days, Interval

_AGO = by_words({-1: ["ago", "back", "before now", "before today", "prior to today", "ago now"]})
_COUNTED = by_words(
    {-1: ["ago today", "ago to the day", "ago exactly", "to the day"], 1: ["from today exactly"]}
)
_AHEAD = by_words(
    {1: ["from now", "from today", "later", "hence", "away from now", "after today", "in the future"]}
)
_ANCHORS = by_words(
    {-1: ["before", "prior to", "ahead of"], 1: ["after", "from", "following", "past", "since", "post"]}
)
_BESIDE = by_words({-1: ["before"], 1: ["after", "following"]})
_DAYS_BESIDE = {Grain.DAY: 1, Grain.WEEK: 7, Grain.MONTH: 30}
_BACK, _FORTH = ("last", "past", "previous"), ("next", "coming", "upcoming")
_BACK_OR_FORTH = (*_BACK, *_FORTH)

Reader = Callable[[Phrase, int], Match | None]


def read_offset(phrase: Phrase, at: int, read_anchor: Reader, exactly: bool = False) -> Match | None:
    """A date told by its distance from today, or from another date, which `read_anchor` reads."""
    opener = phrase.word(at) if phrase.word(at) in ("been", "in") else ""
    place = phrase.skip(at + 1, "about", "roughly", "around", "exactly") if opener else phrase.skip(at, "the")
    found = length_at(phrase, place)
    if not found:
        return _weekdays_away(phrase, place) or _beside(phrase, place, read_anchor)
    length, end = found
    if opener == "been":
        return _from_today(phrase, length, phrase.skip(end, "now", "since", "already"), -1, exactly)
    if opener == "in":
        return _from_today(phrase, length, phrase.skip(end, "time", "from", "now", "'"), 1, exactly)
    return _before_or_after(phrase, length, end, read_anchor, exactly)


def _before_or_after(
    phrase: Phrase, length: Length, end: int, read_anchor: Reader, exactly: bool
) -> Match | None:
    counted = phrase.longest(end, _COUNTED)
    today = counted or phrase.longest(end, _AGO) or phrase.longest(end, _AHEAD)
    if today:
        return _from_today(phrase, length, today[1], today[0], exactly or bool(counted))
    side = phrase.longest(end, _ANCHORS)
    anchor = read_anchor(phrase, side[1]) if side else None
    if not side or not anchor or anchor.weak:
        return None
    if isinstance(anchor.meaning, Recurring) and anchor.meaning.cycle is Grain.WEEK:
        return _from_coming_weekday(phrase, length, anchor, side[0])
    return anchor.map(
        lambda days: length.away_from(days, side[0], exactly),
        Grain.DAY,
        margin=length.about_margin,
        counted=True,
    )


def _from_coming_weekday(phrase: Phrase, length: Length, anchor: Match, direction: int) -> Match | None:
    """As in "A week from Tuesday": counted from the Tuesday to come."""
    coming, _ = choose(anchor.meaning, phrase.as_of, Tense.FUTURE)
    if direction < 0 or not coming:
        return None
    return Match(
        Period(length.away_from(coming, direction, exactly=True), Grain.DAY), anchor.end, confirm=True
    )


def _from_today(phrase: Phrase, length: Length, end: int, direction: int, exactly: bool) -> Match:
    days = length.away_from(Interval.exactly(phrase.as_of), direction, exactly)
    # Who says "exactly three months" may still have rounded, as with ninety days.
    confirm = direction < 0 and (length.round_days or (exactly and length.margin > 0))
    return Match(Period(days, Grain.DAY), end, confirm, margin=length.about_margin, counted=True)


def _weekdays_away(phrase: Phrase, at: int) -> Match | None:
    """As in "Four Tuesdays from now", "three Saturdays ago"."""
    count = cardinal(phrase, at)
    weekday = weekday_at(phrase, count[1], plural=True) if count else None
    side = (phrase.longest(weekday[1], _AGO) or phrase.longest(weekday[1], _AHEAD)) if weekday else None
    if not count or not weekday or not side or not 1 <= count[0] <= 100:
        return None
    first = (side[0] * (weekday[0] - phrase.as_of.weekday()) - 1) % 7 + 1
    steps = side[0] * (first + 7 * (count[0] - 1))
    return Match(
        Period(moved(Interval.exactly(phrase.as_of), steps, steps), Grain.DAY), side[1], confirm=True
    )


def _beside(phrase: Phrase, at: int, read_anchor: Reader) -> Match | None:
    """As in "The day after Thanksgiving", "the week before Christmas", "the Friday before Labor Day"."""
    weekday = weekday_at(phrase, at)
    grain = Grain.DAY if weekday else grain_at(phrase, at)
    side = phrase.longest(weekday[1] if weekday else at + 1, _BESIDE)
    anchor = read_anchor(phrase, side[1]) if grain in _DAYS_BESIDE and side else None
    if not grain or not side or not anchor or anchor.weak:
        return None
    if grain is Grain.DAY and anchor.meaning.grain is not Grain.DAY:
        return None
    part = _nearest_weekday(weekday[0], side[0]) if weekday else _next_to(_DAYS_BESIDE[grain], side[0])
    return anchor.map(part, grain, margin=None)


def _next_to(length: int, direction: int) -> Part:
    def part(days: Days) -> Days | None:
        edge = Interval.exactly(days.high if direction > 0 else days.low)
        return moved(edge, 1, length) if direction > 0 else moved(edge, -length, -1)

    return part


def _nearest_weekday(weekday: int, direction: int) -> Part:
    def part(days: Days) -> Days | None:
        steps = direction * ((direction * (weekday - days.low.weekday()) - 1) % 7 + 1)
        return moved(days, steps, steps) if days.exact else None

    return part


def read_window(phrase: Phrase, at: int, within: bool, one: bool = False) -> Match | None:
    """The days between today and a distance from it: "the last three weeks", "(within) 5 days".

    `one` allows a unit without a count: "(over the) last month".
    """
    side = phrase.word(at) if phrase.word(at) in _BACK_OR_FORTH else ""
    found = length_at(phrase, at + 1 if side else at) or (one_unit(phrase, at + 1) if one else None)
    if not found or not (side or within):
        return None
    length, end = found
    ago = phrase.longest(end, _AGO)
    back = bool(ago) or side in _BACK
    # "Within 5 days" may look back or ahead.
    if not back and not side and phrase.tense is not Tense.FUTURE:
        return None
    reach = step(phrase.as_of, length.most, -1 if back else 1)
    tomorrow = shifted(phrase.as_of, timedelta(days=1))
    days = interval(reach, phrase.as_of) if back else interval(tomorrow, reach)
    return Match(Period(days, Grain.WEEK), ago[1] if ago else end)
