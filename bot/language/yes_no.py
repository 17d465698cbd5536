"""Reads yes, no and "I don't know" in everyday words."""

from bot.language.phrases import Match, PhraseTable
from bot.language.questions import is_question
from bot.language.reading import Reading
from bot.language.tokens import COMMA, STOP, Token, tokens
from bot.language.uncertainty import Uncertain, read_uncertain
from bot.language.word_lists import word_list
from bot.values import UNKNOWN

_WORDS = word_list("yes_no")
_KINDS = ("yes", "no", "probably_yes", "probably_no", "neither", "unknown")
_ANSWERS = PhraseTable({kind: _WORDS[kind] for kind in _KINDS})
_DONT_KNOW = PhraseTable({"unknown": word_list("uncertainty")["unknown"]})
_DENIALS = PhraseTable({"denial": _WORDS["denials"]})
_TRUTHS = ("true", "false")
_VALUES = {"yes": True, "probably_yes": True, "no": False, "probably_no": False}
_JUDGES, _AUXILIARIES, _INTERJECTIONS, _FILLERS = (
    frozenset(_WORDS[name]) for name in ("judges", "auxiliaries", "interjections", "fillers")
)


def read_yes_no(text: str) -> Reading | None:
    """True, False or UNKNOWN, or None where the text says none of them, or two.

    Sentences count: "yes, I had it in May" is True, "I don't think so" is False. A statement that only denies
    something ("I don't have a car") is read as False, to be checked.
    """
    return read_said_yes_no(text) or _denial(text)


def read_said_yes_no(text: str) -> Reading | None:
    """As `read_yes_no`, but only where the words yes or no, or others that stand for them, are said."""
    return read_bare_yes_no(text) or _reading(_answers(tokens(text), text), tokens(text), text)


def read_bare_yes_no(text: str) -> Reading | None:
    """As `read_yes_no`, but None where the text says more than yes, no or "I don't know".

    In answer to "any infections?", "no, just a sore throat" is not a plain no.
    """
    said = tokens(text)
    answers = _answers(said, text)
    inside = {i for match in answers for i in range(match.first, match.last)}
    rest = [token for i, token in enumerate(said) if i not in inside]
    if read_uncertain(text) is None and any(t.word not in _FILLERS | {STOP, COMMA} for t in rest):
        return None
    return _reading(answers, said, text)


def _denial(text: str) -> Reading | None:
    said = tokens(text)
    if _answers(said, text) or "but" in (token.word for token in said) or text.rstrip().endswith("?"):
        return None
    for denial in _DENIALS.find(said):
        if all(word in _INTERJECTIONS for word in _before(denial, said)):
            return Reading(False, True, said[denial.first].start, said[denial.last - 1].end)
    return None


def _answers(said: tuple[Token, ...], text: str) -> list[Match]:
    if is_question(said, text):
        return []
    dont_know = _DONT_KNOW.find(said)
    doubtful = {i for match in dont_know for i in range(match.first, match.last)}
    found = _ANSWERS.find(said, lambda match: _stands_as_answer(match, said))
    return [match for match in found if doubtful.isdisjoint(range(match.first, match.last))]


def _reading(answers: list[Match], said: tuple[Token, ...], text: str) -> Reading | None:
    if (uncertain := read_uncertain(text)) is not None:
        return Reading(UNKNOWN, False, 0, len(text)) if uncertain is Uncertain.UNKNOWN else None
    if not answers:
        return None
    meanings = {match.meaning for match in answers}
    values = {_VALUES[meaning] for meaning in meanings if meaning in _VALUES}
    if "neither" in meanings or len(values) > 1:
        return None
    start, end = said[answers[0].first].start, said[answers[-1].last - 1].end
    if not values:
        return Reading(UNKNOWN, False, start, end)
    certain = any(meaning in ("yes", "no") for meaning in meanings) and "unknown" not in meanings
    return Reading(values.pop(), not certain, start, end)


def _stands_as_answer(match: Match, said: tuple[Token, ...]) -> bool:
    """Whether a phrase answers, where it stands: "no" in "I have no car" does not."""
    last_word = said[match.last - 1].word
    before, after = _before(match, said), _after(match, said)
    ends_clause = all(word in _FILLERS for word in after)
    if match.meaning == "neither" or (
        last_word in _JUDGES and (match.length > 1 or last_word not in _TRUTHS)
    ):
        return True
    if last_word in _AUXILIARIES:
        return not after and all(word in _FILLERS | _INTERJECTIONS for word in before)
    if all(word in _INTERJECTIONS for word in before):
        return True
    return ends_clause and all(word in _FILLERS | _INTERJECTIONS for word in before)


def _before(match: Match, said: tuple[Token, ...]) -> list[str]:
    words: list[str] = []
    for token in reversed(said[: match.first]):
        if token.word in (STOP, COMMA):
            break
        words.append(token.word)
    return words


def _after(match: Match, said: tuple[Token, ...]) -> list[str]:
    words: list[str] = []
    for token in said[match.last :]:
        if token.word in (STOP, COMMA):
            break
        words.append(token.word)
    return words
