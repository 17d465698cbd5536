"""A reference code, sign by sign, as it is said on the phone."""

from bot.language.word_lists import word_list


def spelled(code: str) -> tuple[str, ...]:
    """Each sign of a code such as "KTMR-4736" as it is said: "K as in King". The hyphen is not said."""
    signs = word_list("spelling", "bot.callcenter")["signs"]
    return tuple(signs[sign] for sign in code if sign != "-")
