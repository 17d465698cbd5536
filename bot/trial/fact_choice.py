"""Reads a message as the answer to the question about a fact, by what people say for each of its choices."""

from bot.language.choices import Found, found_choices
from bot.language.numbers import read_number
from bot.language.people import About, about
from bot.language.reading import Reading
from bot.language.tokens import tokens, words_of
from bot.language.uncertainty import Uncertain, hedged, read_uncertain
from bot.language.word_lists import word_list
from bot.language.yes_no import read_bare_yes_no, read_said_yes_no
from bot.trial.fact_phrases import CHECK_FIRST, FactPhrases, phrases_of
from bot.values import UNKNOWN, Interval, Value

_NONE = "none"
_HIGHEST_GRADE = 4
_SHORT = 3
_ASSENTS = frozenset(word_list("yes_no")["assents"])
_TRUTHS = {"true": True, "false": False}


def read_fact_choice(fact: str, text: str) -> Reading | None:
    """The message as an answer to the question about a fact.

    The value is a choice, a frozenset of choices, a truth, an Interval of grades, or UNKNOWN. None where the
    message is not understood, speaks of somebody else, or keeps the answer back. Raises FileNotFoundError for a
    fact without phrases.
    """
    phrases = phrases_of(fact)
    uncertain = read_uncertain(text)
    if uncertain is not None:
        return Reading(UNKNOWN, False, 0, len(text)) if uncertain is Uncertain.UNKNOWN else None
    doubtful, rest = hedged(text)
    found = _stated(rest, phrases)
    if found:
        # Doubt about one of several may hide another that was had.
        return _with_doubt(_from_choices(found, phrases), doubtful and phrases.several)
    if phrases.numbers:
        return _from_number(text, phrases)
    return _from_yes_no(text, phrases)


def _with_doubt(reading: Reading | None, doubtful: bool) -> Reading | None:
    if reading is None or not doubtful:
        return reading
    return Reading(reading.value, True, reading.start, reading.end)


def _stated(text: str, phrases: FactPhrases) -> list[Found]:
    """The choices that the text states; where one alone can hold, plain ones go before those to be checked."""
    said = f" {words_of(text)} "
    if any(f" {words_of(other)} " in said for other in phrases.content.get("ignore_with", ())):
        return []
    of_anybody = phrases.content.get("of_anybody", ())
    found = [_marked(choice) for choice in found_choices(text, phrases.table, of_anybody=of_anybody)]
    short = phrases.content.get("short_answers", ())
    if len(tokens(text)) > _SHORT:
        found = [choice for choice in found if _first_word(text, choice) not in short]
    plain = {choice.choice for choice in found if not choice.confirm}
    if not plain:
        return found
    # Of several that can hold, a checked one may be one more.
    others = {choice.choice for choice in found} - plain - {_NONE} if phrases.several else set()
    return [choice for choice in found if not choice.confirm or choice.choice in others]


def _first_word(text: str, found: Found) -> str:
    return tokens(text[found.start : found.end])[0].word


def _marked(found: Found) -> Found:
    confirm = found.confirm or found.choice.endswith(CHECK_FIRST)
    return Found(found.choice.removesuffix(CHECK_FIRST), confirm, found.start, found.end)


def _from_choices(found: list[Found], phrases: FactPhrases) -> Reading | None:
    chosen = frozenset(choice.choice for choice in found)
    value = _combined(_highest(chosen, phrases), phrases)
    if value is None:
        return None
    return Reading(value, any(choice.confirm for choice in found), found[0].start, found[-1].end)


def _highest(chosen: frozenset[str], phrases: FactPhrases) -> frozenset[str]:
    outranks = phrases.content.get("outranks", {})
    lower = {other for choice in chosen for other in outranks.get(choice, ())}
    return chosen - lower


def _combined(chosen: frozenset[str], phrases: FactPhrases) -> Value | None:
    if phrases.numbers:
        return _shared_grades([_grades(choice) for choice in chosen])
    if phrases.several:
        return None if _NONE in chosen and len(chosen) > 1 else chosen
    only = next(iter(chosen)) if len(chosen) == 1 else None
    return _TRUTHS.get(only, only) if only is not None else None


def _grades(choice: str) -> Interval[float]:
    ends = [float(end) for end in choice.split("-")]
    return Interval(ends[0], ends[-1])


def _shared_grades(intervals: list[Interval[float]]) -> Interval[float]:
    """The grades that all descriptions allow; where they contradict each other, from the lowest to the highest."""
    low, high = max(i.low for i in intervals), min(i.high for i in intervals)
    return Interval(min(low, high), max(low, high))


def _words_in(text: str, reading: Reading) -> set[str]:
    return set(words_of(text[reading.start : reading.end]).split())


def _from_number(text: str, phrases: FactPhrases) -> Reading | None:
    """A bare grade, "1" or "1 or 2"."""
    around = {token.word for token in tokens(text) if token.word.isalpha()}
    if around & set(phrases.content["places"]):
        return None
    reading = read_number(text, whole=True)
    if reading is None or not all(
        word in phrases.content["around_number"] for word in around - _words_in(text, reading)
    ):
        return None
    if not isinstance(reading.value, Interval):
        return None
    return reading if 0 <= reading.value.low <= reading.value.high <= _HIGHEST_GRADE else None


def _from_yes_no(text: str, phrases: FactPhrases) -> Reading | None:
    bare = read_bare_yes_no(text)
    reading = bare or read_said_yes_no(text)
    if reading is None or about(tokens(text)) is About.SOMEBODY_ELSE:
        return None
    # "No fever" denies one thing only.
    if bare is None and phrases.table.find(tokens(text)):
        return None
    if reading.value is UNKNOWN:
        return reading
    word = "yes" if reading.value else "no"
    if word not in phrases.content:
        return None
    value = _combined(frozenset({phrases.content[word]}), phrases)
    # "Ok" agrees to something, and is a weak answer to a question of fact.
    weak = words_of(text) in _ASSENTS and value != "agree"
    confirm = weak or bare is None or reading.confirm or word in phrases.content.get("confirm", ())
    return None if value is None else Reading(value, confirm, reading.start, reading.end)
