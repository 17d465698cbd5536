"""What stands around a date and changes it: "about", "-ish", "since", "right after", "the last three weeks"."""

from bot.language.dates.dated import read_dated
from bot.language.dates.meaning import Grain, Meaning, Part, Period, Tense, choose, interval, moved
from bot.language.dates.offsets import read_offset, read_window
from bot.language.dates.phrase import Match, Phrase, furthest
from bot.language.dates.ranges import read_range
from bot.language.dates.vocabulary import by_words, phrases
from bot.values import Days

_ABOUT = phrases("about")
_BEYOND = phrases("beyond")
_EXACTLY = phrases("exactly")
_OR_SO = phrases("or_so")
_MARGINS = {Grain.DAY: 3, Grain.WEEK: 3, Grain.MONTH: 10, Grain.QUARTER: 20, Grain.YEAR: 90}
_BOUNDS = by_words(
    {
        "from": [
            "since",
            "starting",
            "beginning",
            "as of",
            "until",
            "till",
            "til",
            "up to",
            "up until",
            "through",
            "thru",
        ],
        "just after": ["right after", "just after", "shortly after", "soon after", "immediately after"],
        "just before": ["right before", "just before", "shortly before", "immediately before"],
        "after": ["after", "later than", "any time after", "sometime after", "some time after"],
        "before": [
            "before",
            "by",
            "earlier than",
            "prior to",
            "no later than",
            "sometime before",
            "some time before",
        ],
    }
)
# Not the calendar's last month but the month that ends today.
_WITHIN_ONE = by_words(
    {True: ["within the last", "within the past", "over the last", "over the past", "in the past"]}
)
_SOON = 7


def read_expression(phrase: Phrase, at: int) -> Match | None:
    """The longest date that begins here, with all that widens or bounds it; None where no date begins."""
    return furthest(_beyond(phrase, at), _bounded(phrase, at), _window(phrase, at), _widened(phrase, at))


def _beyond(phrase: Phrase, at: int) -> Match | None:
    beyond = phrase.longest(at, _BEYOND)
    found = read_offset(phrase, beyond[1], read_dated) if beyond else None
    return Match(Period(None, Grain.WEEK), found.end) if found else None


def _widened(phrase: Phrase, at: int) -> Match | None:
    exactly = phrase.longest(at, _EXACTLY)
    if exactly:
        return read_offset(phrase, exactly[1], read_dated, exactly=True) or read_range(phrase, exactly[1])
    about = phrase.longest(at, _ABOUT)
    found = read_range(phrase, phrase.skip(about[1], "the") if about else at)
    found = found or (read_range(phrase, about[1]) if about else None)
    if not found:
        return None
    place = phrase.skip(found.end, "-")
    after = phrase.longest(place, _OR_SO)
    if after and not (after[1] == place + 1 and phrase.word(place) in ("roughly", "approximately") and about):
        return widen(found, after[1])
    return widen(found, found.end) if about else found


def widen(found: Match, end: int) -> Match:
    """The same date, known less well."""
    margin = found.margin if found.margin is not None else _MARGINS[found.meaning.grain]
    return found.map(lambda days: moved(days, -margin, margin), found.meaning.grain, end=end, weak=False)


def _bounded(phrase: Phrase, at: int) -> Match | None:
    bound = phrase.longest(at, _BOUNDS)
    found = _widened(phrase, bound[1]) if bound else None
    if not bound or not found:
        return None
    if bound[0] == "from":
        # "Off it since August 14", "took it until August 14": the date itself was named, for a change on it.
        return Match(found.meaning, found.end, confirm=True)
    if bound[0].startswith("just"):
        return found.map(_beside(bound[0]), Grain.WEEK, weak=False, confirm=found.confirm)
    return Match(_open(phrase, bound[0], found.meaning), found.end, True)


def _beside(side: str) -> Part:
    def part(days: Days) -> Days | None:
        if side == "just after":
            return interval_after(days)
        edge = moved(days, 0, (days.low - days.high).days)
        return moved(edge, -_SOON, -1) if edge else None

    return part


def interval_after(days: Days) -> Days | None:
    """The week that follows some days."""
    edge = moved(days, (days.high - days.low).days, 0)
    return moved(edge, 1, _SOON) if edge else None


def _open(phrase: Phrase, side: str, meaning: Meaning) -> Meaning:
    """What lies before or after a date, as far as today bounds it; no days where nothing bounds it."""
    days, _ = choose(meaning, phrase.as_of, phrase.tense)
    if days and side == "after" and phrase.tense is Tense.PAST:
        edge = interval_after(days)
        return Period(interval(edge.low, phrase.as_of) if edge else None, Grain.WEEK)
    if days and side == "before" and phrase.tense is Tense.FUTURE:
        edge = moved(days, -1, -1)
        return Period(interval(phrase.as_of, edge.low) if edge else None, Grain.WEEK)
    return Period(None, Grain.WEEK)


def _window(phrase: Phrase, at: int) -> Match | None:
    """As in "The last three weeks", "within 5 days", "less than a month ago": from today back or forth."""
    within_one = phrase.longest(at, _WITHIN_ONE)
    if within_one:
        return read_window(phrase, within_one[1] - 1, within=True, one=True)
    place = phrase.skip(at, "in", "within", "over", "during", "for", "the", "less", "than", "under")
    within = any(phrase.word(word) in ("within", "less", "under") for word in range(at, place))
    return read_window(phrase, place, within)
