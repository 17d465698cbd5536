"""Where somebody says they live: a ZIP code, or a city and its state."""

import re
from collections.abc import Iterator

from bot.referral.cities import (
    city_in,
    city_spelled_like,
    plain_words,
    states,
    words_about_places,
    zip_codes_by_state,
)
from bot.referral.place import Place, PlaceProblem
from bot.referral.zip_codes import place_of_zip, zip_codes_in

_LONGEST_CITY_IN_WORDS = 4
_LONGEST_STATE_IN_WORDS = 3
_LONGEST_SHORT_FORM = 4
_FEWEST_ZIP_CODES_OF_A_KNOWN_CITY = 3
_FOREIGN_POSTCODE = re.compile(
    r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE
)
_CAPITALS = re.compile(r"\b[A-Z]\.?[A-Z]\b")


def find_place(text: str) -> Place | PlaceProblem:
    """The place that a text names, or why it names none. A city is taken as the middle of its ZIP codes."""
    words = plain_words(text)
    named_states = list(_states_in(words, text))
    in_a_state = any(sure or end == len(words) for _, end, _, sure in named_states)
    if not in_a_state and _is_abroad(words, text):
        return PlaceProblem.ABROAD
    if set(words) & set(words_about_places()["military"]):
        return PlaceProblem.MILITARY
    codes = zip_codes_in(text)
    if codes:
        return _place_of_one(codes, {state for _, _, state, _ in named_states})
    return _city_and_state(words, named_states) or _city_alone(words, named_states)


def _place_of_one(codes: list[str], named_states: set[str]) -> Place | PlaceProblem:
    """The place of the only ZIP code, or of the only one in the state: a house may have five digits too."""
    places = [place_of_zip(code) for code in codes]
    if len(places) == 1:
        return places[0]
    in_state = [place for place in places if isinstance(place, Place) and place.state in named_states]
    return in_state[0] if len(in_state) == 1 else PlaceProblem.NOT_UNDERSTOOD


def _is_abroad(words: list[str], text: str) -> bool:
    line = f" {' '.join(words)} "
    return bool(_FOREIGN_POSTCODE.search(text)) or any(
        f" {w} " in line for w in words_about_places()["abroad"]
    )


def _states_in(words: list[str], text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Where (end excluded) states stand, their codes, and whether that is sure; the last first.

    An abbreviation in small letters may be another word ("in", "me", "ill").
    """
    capitals = {found.replace(".", "").lower() for found in _CAPITALS.findall(text)}
    codes = {code.lower() for code in states().values()}
    for end in range(len(words), 0, -1):
        for start in range(max(0, end - _LONGEST_STATE_IN_WORDS), end):
            if " ".join(words[start:end]) in states():
                name = " ".join(words[start:end])
                yield start, end, states()[name], len(name) > _LONGEST_SHORT_FORM or name.title() in text
                break
        else:
            if words[end - 1] in codes:
                sure = words[end - 1] in capitals and not text.isupper()
                yield end - 1, end, words[end - 1].upper(), sure


def _city_and_state(
    words: list[str], named_states: list[tuple[int, int, str, bool]]
) -> Place | PlaceProblem | None:
    """The city that stands before a state, or after it; a misspelled one only where nothing else fits."""
    for start, end, state, sure in named_states:
        for name in (*_names_before(words, start), *(_names_after(words, end) if sure else ())):
            place = city_in(state, name)
            if place:
                return place
    for start, _, state, sure in named_states:
        for name in _names_before(words, start) if sure or start == len(words) - 1 else ():
            place = city_spelled_like(state, name)
            if place:
                return place
    return None


def _names_before(words: list[str], end: int) -> list[str]:
    """What a city before the word `end` may be called, longest first."""
    starts = range(max(0, end - _LONGEST_CITY_IN_WORDS), end)
    return [" ".join(words[start:end]) for start in starts if words[start] not in _not_a_beginning()]


def _names_after(words: list[str], start: int) -> list[str]:
    ends = range(min(len(words), start + _LONGEST_CITY_IN_WORDS), start, -1)
    return [" ".join(words[start:end]) for end in ends if words[start] not in _not_a_beginning()]


def _not_a_beginning() -> set[str]:
    # "North Platte" and "East Saint Louis" are cities.
    return set(words_about_places()["around"]) - {"north", "south", "east", "west"}


def _city_alone(words: list[str], named_states: list[tuple[int, int, str, bool]]) -> Place | PlaceProblem:
    """A city without a state, where its name is in one state only or one of that name is best known."""
    for name in _names_alone(words):
        found = _known_alone(name)
        if found:
            return found
    state_is_named = any(sure for *_, sure in named_states)
    return PlaceProblem.NOT_FOUND if state_is_named else PlaceProblem.NOT_UNDERSTOOD


def _known_alone(name: str) -> Place | PlaceProblem | None:
    best_known = words_about_places()["best_known"].get(name)
    if best_known:
        return city_in(best_known, name.removesuffix(" dc"))
    if name in states():
        return PlaceProblem.STATE_ALONE
    having = zip_codes_by_state(name)
    if len(having) == 1 and sum(having.values()) >= _FEWEST_ZIP_CODES_OF_A_KNOWN_CITY:
        return city_in(next(iter(having)), name)
    return PlaceProblem.AMBIGUOUS if having else None


def _names_alone(words: list[str]) -> Iterator[str]:
    """The text without the words before a place; then without those after it, one by one."""
    around = set(words_about_places()["around"])
    first = next((place for place, word in enumerate(words) if word not in around), len(words))
    for last in range(len(words), first, -1):
        yield " ".join(words[first:last])
        if words[last - 1] not in around:
            return
