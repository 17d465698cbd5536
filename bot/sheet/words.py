"""The words of the sheet, from their one home."""

from typing import Any

from bot.language.word_lists import word_list


def sheet_words(section: str) -> dict[str, Any]:
    """The words of one section of `words.yml`. Raises KeyError when there is none."""
    return word_list("words", "bot.sheet")[section]
