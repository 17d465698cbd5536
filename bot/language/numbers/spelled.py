"""Numbers written in words: "sixty one", "one hundred and six", "three quarters", "two point three"."""

import re

from bot.language.word_lists import word_list

_LISTS = word_list("words", "bot.language.numbers")


def _values(*names: str) -> dict[str, float]:
    return {word: float(value) for name in names for word, value in _LISTS[name].items()}


def _any_of(words: dict[str, float]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + r")(?![a-z'])"


_ORDINAL_VALUES = _values("ordinals", "ordinal_tens")
_BELOW_HUNDRED_VALUES = _values("units", "teens", "tens") | _ORDINAL_VALUES | {"oh": 0.0, "o": 0.0}
_SCALE_VALUES = _values("scales", "ordinal_scales")
_PART_VALUES = _values("parts")
_ALONE = {"single": 1.0, "none": 0.0}
_WEAK = frozenset(_values("ordinals", "ordinal_tens", "ordinal_scales") | _ALONE)

_UNIT, _TEEN, _TENS = _any_of(_values("units")), _any_of(_values("teens")), _any_of(_values("tens"))
_ORDINAL, _ORDINAL_TENS = _any_of(_values("ordinals")), _any_of(_values("ordinal_tens"))
_SCALE, _PART = _any_of(_SCALE_VALUES), _any_of(_PART_VALUES)
_BELOW_HUNDRED = rf"(?:{_TENS}(?:[ -](?:{_UNIT}|{_ORDINAL}))?|{_TEEN}|{_UNIT}|{_ORDINAL_TENS}|{_ORDINAL})"
_JOIN = r"(?:,? and |, | |-and-|-)"
_HUNDREDS = rf"(?:(?:an?|{_BELOW_HUNDRED})[ -])?hundred(?:s|th)?(?![a-z])(?:{_JOIN}{_BELOW_HUNDRED})?"
# "One twenty two" is 122, "one oh six" 106.
_SAID_IN_PAIRS = rf"{_UNIT}[ -](?:(?:oh|o)[ -]{_UNIT}|{_TENS}(?:[ -]{_UNIT})?|{_TEEN})"
_GROUP = rf"(?:{_HUNDREDS}|{_SAID_IN_PAIRS}|{_BELOW_HUNDRED})"
_DECIMAL = rf"(?:{_GROUP} )?point(?: {_UNIT})+"
_SCALED = rf"(?:{_DECIMAL}|{_GROUP}|an?)[ -]{_SCALE}"
_NUMBER = rf"(?:{_SCALED}(?:{_JOIN}{_SCALED})*(?:{_JOIN}(?:{_DECIMAL}|{_GROUP}))?|{_DECIMAL}|{_GROUP})"
FRACTION = rf"(?:(?:(?:an?|{_UNIT})[ -])?(?:half|quarter)(?![a-z'])|{_UNIT}[ -]{_PART})"
_WORDS = re.compile(rf"(?<![\w'])(?:(?P<fraction>{FRACTION})|{_NUMBER}|single\b|none\b)")
_HUNDRED_PARTS = re.compile(r"hundred(?:s|th)?")
_SCALED_PART = re.compile(rf"(?P<group>{_DECIMAL}|{_GROUP}|an?)[ -](?P<scale>{_SCALE})")
_ONE_POINTING = re.compile(r"\b(?:which|that|this|no|any|every|each|another|some|the|other|new|next|last) $")
_ONE_OF_MANY = re.compile(r" (?:of|another|day)\b")
_A_SECOND = re.compile(r"\b(?:a|every|per|one) $")


def find_words(text: str, position: int) -> re.Match[str] | None:
    """The first number in words at or after a position of a plain text."""
    for match in _WORDS.finditer(text, position):
        if not _other_meaning(text, match):
            return match
    return None


def value_of_words(match: re.Match[str]) -> tuple[float, bool]:
    """The value of a number in words, and whether it is one only when it stands alone ("first", "single")."""
    run = match.group()
    if match["fraction"]:
        return value_of_fraction(run), False
    if run in _ALONE:
        return _ALONE[run], True
    total, last_end = 0.0, 0
    for part in _SCALED_PART.finditer(run):
        total += _group(part["group"]) * _SCALE_VALUES[part["scale"]]
        last_end = part.end()
    return total + _group(run[last_end:]), re.split(r"[ -]", run)[-1] in _WEAK


def value_of_fraction(run: str) -> float:
    """The value of "half", "a quarter", "three quarters"."""
    words = re.split(r"[ -]", run)
    count = _BELOW_HUNDRED_VALUES.get(words[0], 1.0) if len(words) > 1 else 1.0
    return count / _PART_VALUES[words[-1]]


def _group(run: str) -> float:
    if "point" in run:
        whole, _, decimals = run.partition("point")
        digits = "".join(str(int(_BELOW_HUNDRED_VALUES[word])) for word in decimals.split())
        return _group(whole) + float(f"0.{digits}")
    if hundred := _HUNDRED_PARTS.search(run):
        return (_sum(run[: hundred.start()]) or 1) * 100 + _sum(run[hundred.end() :])
    if re.fullmatch(_SAID_IN_PAIRS, run):
        first, rest = re.split(r"[ -]", run, maxsplit=1)
        return _sum(first) * 100 + _sum(rest)
    return 1.0 if run in ("a", "an") else _sum(run)


def _sum(run: str) -> float:
    return sum(_BELOW_HUNDRED_VALUES.get(word, 0.0) for word in re.split(r"[ ,-]+", run))


def _other_meaning(text: str, match: re.Match[str]) -> bool:
    """Whether the word is no number here: "which one", "one of them", "just a second"."""
    before, after = text[: match.start()], text[match.end() :]
    if match.group() == "one":
        return bool(_ONE_POINTING.search(before) or _ONE_OF_MANY.match(after))
    return match.group() == "second" and bool(_A_SECOND.search(before))
