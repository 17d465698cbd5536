"""The words of the live panel, from their one home."""

from typing import Any

from bot.language.word_lists import word_list


def panel_words(section: str) -> dict[str, Any]:
    """The words of one section of `panel_words.yml`. Raises KeyError when there is none."""
    return word_list("panel_words", "bot.callcenter")[section]
