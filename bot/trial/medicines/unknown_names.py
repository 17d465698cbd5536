"""Names in a list of medicines that no table knows: a person's own words are never thrown away.

A word is taken for such a name where it is all that is left of an item of a list, where a dose follows it, or
where its ending is one that medicines have. Words of everyday talk are not (words_around.yml).
"""

import re
from collections.abc import Iterator
from itertools import groupby

from bot.trial.medicines.catalogue import word_keys
from bot.trial.medicines.names import Word

_MOST_WORDS_IN_A_NAME = 3
_SHORTEST_NAME = 4
_BETWEEN_ITEMS = re.compile(r"[,;\n\r+/•*|]|\s-\s|\.\s|\b(?:and|plus|then|with)\b", re.IGNORECASE)
_TAKING = re.compile(
    r"\b(?:take|takes|taking|took|prescribed)\s+(?:a\s|an\s|the\s|my\s|some\s)?$", re.IGNORECASE
)
_DOSE = re.compile(r"\s*\(?\d[\d.,]*\s*(?:mg|mcg|ug|g|ml|iu|units?|meq)\b", re.IGNORECASE)
_ENDING = re.compile(
    r"\w{2,}(?:mab|zomib|[aeiou]nib|ciclib|lisib|parib|domide|azole|prazole|mycin|cillin|cycline|oxacin|[aeiou]vir|pril|sartan"
    r"|olol|statin|dipine|tidine|setron|gliptin|gliflozin|glutide|xaban|parin|azepam|zolam|barbital|caine|oxetine|triptan"
    r"|profen|olone|thyroxine|afil|terol|tropium|lukast|dronate|semide|thiazide|platin|rubicin|toclax|tamig|leucel|poetin"
    r"|formin|glitazone|rafenib|limus|cyclovir|phylline|dopa|giline|apine|idone)",
)


def words_around() -> frozenset[str]:
    """The keys of the words of everyday talk, which are no names of medicines."""
    return word_keys("words_around.yml")


def unknown_names(text: str, words: list[Word], known: set[int], alone: bool) -> Iterator[tuple[int, int]]:
    """Where in the text (end excluded) names stand that no table knows.

    `known` holds the places in `words` that are names already; `alone` says that the text holds no such name.
    """
    for run in _runs_left_over(text, words, known):
        if _is_name(text, [words[place] for place in run], words, known, alone):
            yield words[run[0]].start, words[run[-1]].end


def _runs_left_over(text: str, words: list[Word], known: set[int]) -> Iterator[list[int]]:
    """Neighbouring words that are neither known names nor everyday talk, within one item of the list."""
    items = _item_of_each_word(text, words)
    left = [place for place in range(len(words)) if place not in known and _may_be_name(words[place])]
    for _, run in groupby(enumerate(left), lambda pair: (pair[1] - pair[0], items[pair[1]])):
        yield [place for _, place in run]


def _item_of_each_word(text: str, words: list[Word]) -> list[int]:
    ends = [found.start() for found in _BETWEEN_ITEMS.finditer(text)]
    item, items = 0, []
    for word in words:
        while item < len(ends) and ends[item] < word.start:
            item += 1
        items.append(item)
    return items


def _may_be_name(word: Word) -> bool:
    return (
        word.key not in words_around()
        and word.key.isascii()
        and not word.key.isdigit()
        and word.key[:1].isalpha()
    )


def _is_name(text: str, run: list[Word], words: list[Word], known: set[int], alone: bool) -> bool:
    if len(run) > _MOST_WORDS_IN_A_NAME or max(len(word.key) for word in run) < _SHORTEST_NAME:
        return False
    if _DOSE.match(text, run[-1].end) or any(_ENDING.fullmatch(word.key) for word in run):
        return True
    if _TAKING.search(text[max(0, run[0].start - 40) : run[0].start]):
        return True
    if alone:
        return len(words) == len(run) <= 2 or _is_list_of_names(text, words)
    return _fills_its_item(text, run)


def _fills_its_item(text: str, run: list[Word]) -> bool:
    """Whether the item of the list holds these words and nothing else but numbers."""
    start = max((found.end() for found in _BETWEEN_ITEMS.finditer(text, 0, run[0].start)), default=0)
    following = _BETWEEN_ITEMS.search(text, run[-1].end)
    end = following.start() if following else len(text)
    around = text[start : run[0].start] + text[run[-1].end : end]
    return not any(letter.isalpha() for letter in around)


def _is_list_of_names(text: str, words: list[Word]) -> bool:
    """Whether the text is a list of two or more items, no word of which is everyday talk."""
    return len(set(_item_of_each_word(text, words))) > 1 and all(map(_may_be_name, words))
