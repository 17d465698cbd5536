"""Days and stretches named from today: "yesterday", "last week", "this August", "the year before last"."""

from bot.language.dates.holidays import read_holiday
from bot.language.dates.meaning import Grain, Meaning, Period, Recurring, cycle_around, moved
from bot.language.dates.named_months import read_named_month
from bot.language.dates.phrase import Match, Phrase, furthest
from bot.language.dates.vocabulary import TABLE, UNITS, by_words
from bot.language.dates.weekdays import in_week, weekday_at
from bot.values import Days, Interval

_RELATIVE_DAYS = by_words(TABLE["relative_days"])
_DIRECTIONS = by_words(TABLE["directions"])
GRAINS = {
    "day": Grain.DAY,
    "week": Grain.WEEK,
    "month": Grain.MONTH,
    "quarter": Grain.QUARTER,
    "year": Grain.YEAR,
}
_SATURDAY = 5


def grain_at(phrase: Phrase, at: int) -> Grain | None:
    """The stretch of time that a word names: "weeks" is a week."""
    return GRAINS.get(UNITS.get(phrase.word(at), ""))


def read_relative_day(phrase: Phrase, at: int) -> Match | None:
    """A day named from today: "yesterday", "the day before yesterday", "last night"."""
    place = phrase.skip(at, "the", "earlier", "later")
    found = phrase.longest(place, _RELATIVE_DAYS)
    if not found:
        return None
    return Match(Period(moved(Interval.exactly(phrase.as_of), found[0], found[0]), Grain.DAY), found[1])


def read_directed(phrase: Phrase, at: int) -> Match | None:
    """A stretch named by its direction from today: "last week", "next June", "this past Tuesday"."""
    place = phrase.skip(at, "the")
    found = phrase.longest(place, _DIRECTIONS)
    if not found:
        return _before_last(phrase, place) or _coming(phrase, place)
    direction, then = found
    return furthest(
        _whole(phrase, then, direction),
        _recurring(phrase, then, direction),
        _weekday(
            phrase,
            then,
            direction,
            plainly_latest=phrase.word(then - 1) in ("past", "coming") and then > place + 1,
        ),
    )


def _whole(phrase: Phrase, at: int, direction: int) -> Match | None:
    if is_weekend(phrase, at):
        return Match(_weekend(phrase, direction), weekend_end(phrase, at))
    grain = grain_at(phrase, at)
    # "The last day" and "the next day" are told from another day than today.
    if (
        grain is None
        or grain is Grain.DAY
        or len(phrase.word(at)) < 4
        or phrase.word(at) in ("weeks", "months", "years")
    ):
        plural_of_possessor = phrase.word(at) in ("weeks", "months", "years") and weekday_at(phrase, at + 1)
        if not plural_of_possessor:
            return None
    return Match(Period(cycle_around(phrase.as_of, grain, direction), grain), at + 1)


def is_weekend(phrase: Phrase, at: int) -> bool:
    """Whether "weekend" stands here, in one word or two."""
    return phrase.word(at) in ("weekend", "weekends") or (
        phrase.word(at) == "week"
        and phrase.word(phrase.skip(at + 1, "-")) == "end"
        and phrase.word(phrase.skip(at + 1, "-") + 1) != "of_the"
    )


def weekend_end(phrase: Phrase, at: int) -> int:
    """The place after the "weekend" that stands here."""
    return at + 1 if phrase.word(at).startswith("weekend") else phrase.skip(at + 1, "-") + 1


def _weekend(phrase: Phrase, direction: int) -> Meaning:
    week = cycle_around(phrase.as_of, Grain.WEEK, direction)
    return Period(weekend_of(week) if week else None, Grain.WEEK)


def weekend_of(week: Days) -> Days | None:
    """Saturday and Sunday of a week."""
    return moved(week, _SATURDAY, 0)


def _recurring(phrase: Phrase, at: int, direction: int) -> Match | None:
    named = furthest(read_named_month(phrase, at), read_holiday(phrase, at))
    if not named or not isinstance(named.meaning, Recurring):
        return None
    found, doubtful = _towards(named.meaning, phrase, direction)
    confirm = named.confirm or doubtful
    return Match(Period(found, named.meaning.grain), named.end, confirm, weak=named.weak, margin=named.margin)


def _towards(meaning: Recurring, phrase: Phrase, direction: int) -> tuple[Days | None, bool]:
    today = phrase.as_of
    near = meaning.near(today)
    if direction == 0:
        this_year = [days for days in near if days.low.year == today.year]
        return (this_year[0] if this_year else None), False
    found = (
        [days for days in near if days.high < today][-1:]
        if direction < 0
        else [days for days in near if days.low > today][:1]
    )
    # Said in November, "last August" may be this year's or the year's before.
    return (
        (found[0], found[0].low.year == today.year and meaning.grain is not Grain.DAY)
        if found
        else (None, False)
    )


def _weekday(phrase: Phrase, at: int, direction: int, plainly_latest: bool) -> Match | None:
    found = weekday_at(phrase, at)
    if not found:
        return None
    weekday, end, confirm = found
    today = phrase.as_of.weekday()
    if plainly_latest:
        steps = (
            (weekday - today - 1) % 7
            + 1
            - (7 if direction < 0 and weekday != today else 14 if direction < 0 else 0)
        )
        day = moved(Interval.exactly(phrase.as_of), steps, steps)
        return Match(Period(day, Grain.DAY), end, confirm)
    week = cycle_around(phrase.as_of, Grain.WEEK, direction)
    ambiguous = direction < 0 and weekday < today or direction > 0 and weekday > today
    return Match(
        Period(in_week(weekday).occurrence(week) if week else None, Grain.DAY), end, confirm or ambiguous
    )


def _before_last(phrase: Phrase, at: int) -> Match | None:
    grain = grain_at(phrase, at)
    words = phrase.word(at + 1), phrase.word(phrase.skip(at + 2, "the"))
    steps = {("before", "last"): -2, ("after", "next"): 2}.get(words)
    if grain in (None, Grain.DAY) or steps is None:
        return None
    end = phrase.skip(at + 2, "the") + 1
    return Match(Period(cycle_around(phrase.as_of, grain, steps), grain), end)


def _coming(phrase: Phrase, at: int) -> Match | None:
    found = weekday_at(phrase, at)
    if not found or phrase.word(found[1]) not in ("coming", "past"):
        return None
    coming = phrase.word(found[1]) == "coming"
    match = _weekday(phrase, at, 1 if coming else -1, plainly_latest=True)
    return Match(match.meaning, match.end + 1, match.confirm) if match else None
