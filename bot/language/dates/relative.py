"""Stretches named from today: "yesterday", "last week", "this weekend", "the year before last"."""

from bot.language.dates.meaning import Grain, Period, cycle_around, moved
from bot.language.dates.phrase import Match, Phrase
from bot.language.dates.vocabulary import TABLE, UNITS, by_words
from bot.language.dates.weekdays import weekday_at
from bot.values import Days, Interval

DIRECTIONS = by_words(TABLE["directions"])
_RELATIVE_DAYS = by_words(TABLE["relative_days"])
_GRAINS = {unit.name.lower(): unit for unit in Grain}
_SATURDAY = 5
_PLURALS = ("weeks", "months", "years", "quarters")


def grain_at(phrase: Phrase, at: int) -> Grain | None:
    """The stretch of time that a word names: "weeks" is a week."""
    return _GRAINS.get(UNITS.get(phrase.word(at), ""))


def read_relative_day(phrase: Phrase, at: int) -> Match | None:
    """A day named from today: "yesterday", "the day before yesterday", "last night"."""
    found = phrase.longest(phrase.skip(at, "the", "earlier", "later"), _RELATIVE_DAYS)
    if not found:
        return None
    steps, end = found
    return Match(Period(moved(Interval.exactly(phrase.as_of), steps, steps), Grain.DAY), end)


def read_relative_stretch(phrase: Phrase, at: int) -> Match | None:
    """A week, month, quarter, year or weekend by its direction from today."""
    place = phrase.skip(at, "the")
    found = phrase.longest(place, DIRECTIONS)
    return _whole(phrase, found[1], found[0]) if found else _over_next(phrase, place)


def _whole(phrase: Phrase, at: int, direction: int) -> Match | None:
    if is_weekend(phrase, at):
        return Match(_stretch(phrase, None, direction), weekend_end(phrase, at))
    grain = grain_at(phrase, at)
    # "The last day" and "the next day" are told from another day than today; "the last weeks" are several.
    several = phrase.word(at) in _PLURALS and not weekday_at(phrase, at + 1)
    if grain in (None, Grain.DAY) or several or len(phrase.word(at)) < 4:
        return None
    return Match(_stretch(phrase, grain, direction), at + 1)


def _stretch(phrase: Phrase, grain: Grain | None, steps: int) -> Period:
    """The stretch some steps from today; the weekend where no grain is given."""
    days = cycle_around(phrase.as_of, grain or Grain.WEEK, steps)
    return Period(weekend_of(days) if days and grain is None else days, grain or Grain.WEEK)


def _over_next(phrase: Phrase, at: int) -> Match | None:
    """As in "The week before last", "the weekend after next"."""
    weekend = is_weekend(phrase, at)
    grain = None if weekend else grain_at(phrase, at)
    place = weekend_end(phrase, at) if weekend else at + 1
    last = phrase.skip(place + 1, "the")
    steps = {("before", "last"): -2, ("after", "next"): 2}.get((phrase.word(place), phrase.word(last)))
    if steps is None or grain is Grain.DAY or (grain is None and not weekend):
        return None
    return Match(_stretch(phrase, grain, steps), last + 1)


def is_weekend(phrase: Phrase, at: int) -> bool:
    """Whether "weekend" stands here, in one word or two."""
    if phrase.word(at) == "week":
        return phrase.word(phrase.skip(at + 1, "-")) == "end"
    return phrase.word(at) == "weekend"


def weekend_end(phrase: Phrase, at: int) -> int:
    """The place after the "weekend" that stands here."""
    return at + 1 if phrase.word(at) == "weekend" else phrase.skip(at + 1, "-") + 1


def weekend_of(week: Days) -> Days | None:
    """Saturday and Sunday of a week."""
    return moved(week, _SATURDAY, 0)
