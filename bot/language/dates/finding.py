"""Finding the dates in a message, and telling a date from other words and numbers."""

from dataclasses import replace
from datetime import date

from bot.language.dates.expressions import read_expression
from bot.language.dates.lengths import length_at
from bot.language.dates.meaning import Grain, Recurring, Tense, choose
from bot.language.dates.phrase import Match, Phrase
from bot.language.dates.tokens import tokenize
from bot.language.dates.vocabulary import EVERYDAY_WORDS, phrases, words_of
from bot.language.reading import Reading
from bot.values import Interval

_LONGEST_MESSAGE = 500
_JOINTS_OF_NUMBERS = (".", ",", ":", "/", "-")
_LEADING = words_of("leading")
_FOLLOWING = words_of("following")
_VERB_FOLLOWERS = words_of("verb_followers")
_PREPOSITIONS = words_of("prepositions")
_NEGATIONS = words_of("negations")
_HABITS = words_of("habits")
_PLANS = phrases("plans")
_HEDGES = phrases("hedges")
_BEFORE_A_COUNTED_DAY = ("on", "was", "at", "is", "im", "am", "my", "around", "about", "past", "since", "its")
_BEFORE_A_DATE = ("in", "on", "the", "at", "sometime", "around", "about")


def find(text: str, as_of: date, tense: Tense) -> tuple[list[Reading], bool]:
    """The dates in a message, in order, and whether it also names days that cannot be read."""
    if len(text) > _LONGEST_MESSAGE:
        return [], False
    phrase = _phrase(text, as_of, tense)
    readings: list[Reading] = []
    unreadable, at, last_end = _counts_days(phrase), 0, -1
    while at < len(phrase.tokens):
        match = _date_at(phrase, at)
        reading = match and _reading(phrase, at, match)
        if match and not _negated(phrase, at):
            unreadable = unreadable or not reading or (at == last_end and _entangled(readings, reading))
            readings += [reading] if reading else []
            last_end = match.end
        at = match.end if match else at + 1
    return readings, unreadable


def _phrase(text: str, as_of: date, tense: Tense) -> Phrase:
    phrase = Phrase(tokenize(text), as_of, tense)
    planned = any(phrase.longest(at, _PLANS) for at in range(len(phrase.tokens)))
    return replace(phrase, tense=Tense.EITHER) if planned and tense is Tense.PAST else phrase


def _entangled(readings: list[Reading], reading: Reading) -> bool:
    """Whether two dates side by side mean a third, as in "a week ago Tuesday"."""
    last = readings[-1].value if readings else reading.value
    return last != reading.value and (last.exact or reading.value.exact)


def _counts_days(phrase: Phrase) -> bool:
    """Whether a "day 100" is told: counted from the treatment, whose own date it does not name."""
    return any(_is_counted_day(phrase, at) for at in range(len(phrase.tokens)))


def _is_counted_day(phrase: Phrase, at: int) -> bool:
    # Not in "Labor Day 9/7" or "one day 5 weeks ago".
    stands_free = at == 0 or phrase.tokens[at - 1].is_sign or phrase.word(at - 1) in _BEFORE_A_COUNTED_DAY
    number = phrase.number(phrase.skip(at + 1, "+"), range(1, 4))
    return phrase.word(at) == "day" and stands_free and number is not None


def _date_at(phrase: Phrase, at: int) -> Match | None:
    if phrase.tokens[at].is_sign or _cut_off_before(phrase, at):
        return None
    if phrase.word(at - 1) in _HABITS or (
        phrase.word(at) == "about" and phrase.word(at - 1) in ("how", "what")
    ):
        return None
    match = read_expression(phrase, at)
    if not match or _cut_off_after(phrase, match.end):
        return None
    return match if not match.weak or _allowed(phrase, at, match.end) else None


def _cut_off_before(phrase: Phrase, at: int) -> bool:
    """Whether words here are the rest of something longer: the 31 of "6,107.31", the year of "½ a year ago"."""
    token, before = phrase.tokens[at], phrase.token(at - 1)
    if before is None or not token.text[0].isdecimal() or not token.glued:
        return before is not None and before.is_fraction
    if before.text in _JOINTS_OF_NUMBERS:
        further = phrase.token(at - 2)
        return before.glued and further is not None and further.text[0].isdecimal()
    return not before.is_sign or before.text in "+$#"


def _cut_off_after(phrase: Phrase, end: int) -> bool:
    """Whether a number here goes on: the 2010-2015 of "2010-2015-86", the 12 of "12.5" and of "12mg"."""
    last, after, further = phrase.tokens[end - 1], phrase.token(end), phrase.token(end + 1)
    if not last.text[0].isdecimal() or after is None:
        return False
    if after.text in _JOINTS_OF_NUMBERS and further is not None and further.text[0].isdecimal():
        return (after.glued and further.glued) or after.text in "-/"
    return (after.glued and not after.is_sign and after.text != "t") or after.text == "%"


def _allowed(phrase: Phrase, at: int, end: int) -> bool:
    """Whether the words around allow a date that by itself may be something else."""
    before, after = phrase.word(at - 1), phrase.token(end)
    everyday = end - at == 1 and phrase.word(at) in EVERYDAY_WORDS
    if at and before not in _LEADING and not phrase.tokens[at - 1].is_sign:
        return False
    if everyday and before in ("the", "a"):
        return False
    if after is None or (after.is_sign and after.text not in "%°$#"):
        return True
    hedged = after.text == "i" and phrase.longest(end + 1, _HEDGES)
    verb = everyday and before not in _PREPOSITIONS and after.text in _VERB_FOLLOWERS
    return bool(hedged) or (after.text in _FOLLOWING and not verb)


def _reading(phrase: Phrase, at: int, match: Match) -> Reading | None:
    days, doubtful = choose(match.meaning, phrase.as_of, phrase.tense)
    if not days or _only_half_read(phrase, at, match):
        return None
    undecided = days.exact and phrase.word(match.end) == "or"
    confirm = match.confirm or doubtful or undecided
    start, end = phrase.tokens[at].start, phrase.tokens[match.end - 1].end
    return Reading(Interval(days.low, days.high), confirm, start, end)


def _only_half_read(phrase: Phrase, at: int, match: Match) -> bool:
    """Whether the words say more than was read: "the Monday after my transplant", "for ten days from May 3"."""
    repeats_soon = isinstance(match.meaning, Recurring) and match.meaning.cycle is not Grain.YEAR
    further = phrase.word(match.end)
    two_off = (further, phrase.word(match.end + 1)) in (("after", "next"), ("before", "last"))
    lasting = phrase.word(at - 1) == "for" and length_at(phrase, at) is not None
    return (
        two_off
        or lasting
        or _ends_a_length(phrase, at)
        or (repeats_soon and further in ("after", "before", "following"))
    )


def _ends_a_length(phrase: Phrase, at: int) -> bool:
    """Whether a date is the end of a length of time: "it will be 3 months on Tuesday", "100 days tomorrow"."""
    unit = at - 2 if phrase.word(at - 1) == "on" else at - 1
    found = length_at(phrase, unit - 1) if unit > 0 else None
    return found is not None and found[1] == unit + 1


def _negated(phrase: Phrase, at: int) -> bool:
    place = at - 1
    while place >= 0 and phrase.word(place) in _BEFORE_A_DATE:
        place -= 1
    return (
        place >= 0
        and phrase.word(place) in _NEGATIONS
        and phrase.word(at) not in ("since", "until", "till", "sure")
    )
