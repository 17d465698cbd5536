"""Whether a message asks rather than answers, with its question mark or without."""

from collections.abc import Iterator

from bot.language.tokens import COMMA, STOP, Token
from bot.language.word_lists import word_list

_WORDS = {name: tuple(words) for name, words in word_list("questions").items()}
_INVERTED = (
    ("before_persons", "persons"),
    ("before_it", "things"),
    ("before_nouns", "nouns"),
    ("before_mine", "mine"),
)
"""Lists of verbs, each with the subjects that make a question behind it."""


def is_question(said: tuple[Token, ...], text: str) -> bool:
    """Whether the person only asks: "does shingles count?", "what is a cycle".

    `said` are the tokens of `text`. Every sentence must ask: "abecma. what is the drug?" holds an answer.
    """
    sentences = list(_sentences(said, text))
    return bool(sentences) and all(_asks(words, marked) for words, marked in sentences)


def _sentences(said: tuple[Token, ...], text: str) -> Iterator[tuple[list[str], bool]]:
    """The words of each sentence, and whether a question mark ends it."""
    words: list[str] = []
    for token in said:
        if token.word != STOP:
            words.append(token.word)
        elif words:
            yield words, "?" in text[token.start : token.end]
            words = []
    if words:
        yield words, False


def _asks(sentence: list[str], marked: bool) -> bool:
    words = _without_lead_ins(sentence)
    if not words or _begins(words, "answers"):
        return False
    if marked and words[0] in _WORDS["with_mark"]:
        return True
    said_anywhere = any(f" {phrase} " in f" {' '.join(words)} " for phrase in _WORDS["anywhere"])
    return said_anywhere or _begins(words, "phrases") or _begins_with_word(words) or _begins_with_verb(words)


def _without_lead_ins(words: list[str]) -> list[str]:
    """The words from the first that could begin a question; "so do I" stays whole, since it answers."""
    for place, word in enumerate(words):
        if word not in (*_WORDS["lead_ins"], COMMA) or " ".join(words[place:]) in _WORDS["answers"]:
            return words[place:]
    return []


def _begins(words: list[str], phrases: str) -> bool:
    line = f"{' '.join(words)} "
    return any(line.startswith(f"{phrase} ") for phrase in _WORDS[phrases])


def _begins_with_word(words: list[str]) -> bool:
    """A word of asking, and behind it no subject of a statement."""
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first in _WORDS["always_asking"] or (first in _WORDS["asking_with_be"] and second in _WORDS["be"]):
        return True
    if first in _WORDS["asking"]:
        return second not in _WORDS["statement_follows"]
    return first == "when" and second in _WORDS["when_asks"]


def _begins_with_verb(words: list[str]) -> bool:
    """A verb before its subject."""
    verb, subject = words[0], words[1] if len(words) > 1 else ""
    if any(verb in _WORDS[verbs] and subject in _WORDS[subjects] for verbs, subjects in _INVERTED):
        return True
    if verb == "does" and subject and subject not in _WORDS["does_states"]:
        return True
    if verb in ("can", "could") and any(word in _WORDS["joining"] for word in words):
        return True
    return _asks_of_the_trial(words, verb, subject) or _asks_of_a_thing(words, verb)


def _asks_of_the_trial(words: list[str], verb: str, subject: str) -> bool:
    speaks_of_it = any(word in _WORDS["of_the_trial"] for word in words)
    stands_before_a_noun = subject in _WORDS["the"] or subject.isdigit()
    return verb in _WORDS["before_the_trial"] and stands_before_a_noun and speaks_of_it


def _asks_of_a_thing(words: list[str], verb: str) -> bool:
    asked = any(word in _WORDS["asked_of_a_thing"] for word in words[2:])
    return verb in ("is", "are") and asked and COMMA not in words
