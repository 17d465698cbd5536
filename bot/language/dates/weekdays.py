"""Weekdays, alone or beside the date that they belong to."""

from datetime import timedelta

from bot.language.dates.meaning import Grain, Period, Recurring, Tense, choose, interval, moved
from bot.language.dates.named_months import nearby_day, read_named_month
from bot.language.dates.numerals import day_of_month, ordinal
from bot.language.dates.numeric import read_numeric
from bot.language.dates.phrase import Match, Phrase, furthest
from bot.language.dates.vocabulary import EVERYDAY_WORDS, weekday_named
from bot.values import Days, Interval

_BETWEEN = (",", ".", "-", "the", "(")


def weekday_at(phrase: Phrase, at: int, plural: bool = False) -> tuple[int, int, bool] | None:
    """The weekday named here (Monday is 0), the place after it, and whether it is to be confirmed."""
    named = weekday_named(phrase.word(at).removesuffix("s") if plural else phrase.word(at))
    if not named:
        return None
    dotted = phrase.word(at + 1) == "." and len(phrase.word(at)) < 6
    return named[0], at + 1 + dotted, not named[1]


def in_week(weekday: int) -> Recurring:
    """A weekday, in any week."""
    return Recurring(
        Grain.WEEK, lambda week: moved(Interval(week.low, week.low), weekday, weekday), Grain.DAY
    )


def read_weekday(phrase: Phrase, at: int) -> Match | None:
    """A weekday, with or without its date: "Tuesday", "Tuesday the 18th", "Tue, Aug 18"."""
    found = weekday_at(phrase, at)
    if not found:
        return None
    weekday, end, confirm = found
    alone = Match(in_week(weekday), end, confirm, weak=confirm or phrase.word(at) in EVERYDAY_WORDS)
    place = phrase.skip(end, *_BETWEEN)
    dated = furthest(read_named_month(phrase, place), read_numeric(phrase, place))
    if dated and dated.meaning.grain is Grain.DAY:
        return on_weekday(phrase, dated, weekday, confirm)
    return furthest(alone, _with_day_number(phrase, place, weekday, confirm))


def _with_day_number(phrase: Phrase, at: int, weekday: int, confirm: bool) -> Match | None:
    number = day_of_month(phrase, at)
    spoken = phrase.number(at) is None and ordinal(phrase, at) is None
    if (
        not number
        or (spoken and phrase.word(at - 1) != "the")
        or number[0] > 31
        or phrase.word(number[1]) in (":", "am", "pm", "oclock", "/", "-", "week", "weeks")
    ):
        return None

    def in_month(month: Days) -> Days | None:
        day = nearby_day(month, number[0])
        return day if day and day.low.weekday() == weekday else None

    return Match(Recurring(Grain.MONTH, in_month, Grain.DAY), number[1], confirm)


def on_weekday(phrase: Phrase, dated: Match, weekday: int, confirm: bool) -> Match:
    """A date with a weekday beside it; where the two disagree, the date stays and is to be confirmed."""
    days, _ = choose(dated.meaning, phrase.as_of, phrase.tense)
    agrees = days is None or days.low.weekday() == weekday
    if not agrees and phrase.tense is Tense.EITHER:
        other_years = (choose(dated.meaning, phrase.as_of, tense)[0] for tense in (Tense.PAST, Tense.FUTURE))
        matching = [other for other in other_years if other and other.low.weekday() == weekday]
        if matching and isinstance(dated.meaning, Recurring):
            return Match(Period(matching[0], Grain.DAY), dated.end, confirm=True)
    return Match(dated.meaning, dated.end, dated.confirm or confirm or not agrees)


def weekday_within(days: Days, weekday: int) -> Days | None:
    """The weekday among at most seven days or, for a single day, next to it; of longer ones the middle two weeks.

    Who names the weekday two months back has counted the weeks. Years stay as they are.
    """
    length = (days.high - days.low).days
    if length > 6:
        return moved(days, length // 2 - 7, 7 - length // 2) if 14 < length <= 62 else days
    wider = moved(days, 0, 0) if days.low != days.high else moved(days, -1, 1)
    if not wider:
        return days
    reach = range((wider.high - wider.low).days + 1)
    found = [day for day in (wider.low + timedelta(days=step) for step in reach) if day.weekday() == weekday]
    return interval(found[0], found[0]) if found else days
