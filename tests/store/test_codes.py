"""Reference codes: said on the phone, and leading to one screening until they expire."""

import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import pairwise
from threading import Barrier
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import NoFreeCode, Records, ScreeningId, UnknownScreening
from bot.store.codes import DIGITS, LETTERS, draw, spoken

WEEK = timedelta(days=7)
LOOK_ALIKE = ["0OQD", "1IL", "2Z", "5S", "8B", "6G", "UV"]
SOUND_ALIKE = ["BCDEGPTVZ", "AJK", "AH8", "MN", "FSX", "QU", "IY", "59"]


def drawing(*codes: str) -> Callable[[Sequence[str]], str]:
    """Draws these codes, one after the other."""
    signs = iter("".join(codes).replace("-", ""))
    return lambda allowed: next(sign for sign in [next(signs)] if sign in allowed)


@pytest.fixture
def bobs(records: Records, noon: datetime) -> ScreeningId:
    """An open screening of the conversation "bob"."""
    return records.begin_screening("bob", "web", "page", noon)


@pytest.mark.parametrize("alike", LOOK_ALIKE)
def test_no_two_signs_of_the_codes_look_alike(alike: str) -> None:
    assert len(set(alike) & set(LETTERS + DIGITS)) <= 1


@pytest.mark.parametrize("alike", SOUND_ALIKE)
def test_no_two_letters_and_no_two_digits_sound_alike(alike: str) -> None:
    assert len(set(alike) & set(LETTERS)) <= 1
    assert len(set(alike) & set(DIGITS)) <= 1


@given(st.randoms(use_true_random=False))
def test_a_code_is_four_letters_and_four_digits_and_no_neighbours_alike(source: random.Random) -> None:
    code = draw(source.choice)

    assert set(code[:4]) <= set(LETTERS) and set(code[4:]) <= set(DIGITS) and len(code) == 8
    assert all(one != next_one for one, next_one in pairwise(code))
    assert spoken(code) == f"{code[:4]}-{code[4:]}"


def test_every_sign_is_drawn() -> None:
    source = random.Random(1)
    codes = [draw(source.choice) for _ in range(500)]

    for place in range(8):
        assert {code[place] for code in codes} == set(LETTERS if place < 4 else DIGITS)


def test_a_code_leads_to_its_screening(
    records: Records, screening: ScreeningId, bobs: ScreeningId, noon: datetime
) -> None:
    anns_code, bobs_code = (records.reference_code(one, noon, WEEK) for one in (screening, bobs))

    assert anns_code != bobs_code
    assert records.screening_of_code(anns_code, noon) == records.current_screening("ann")
    assert records.screening_of_code(bobs_code, noon) == records.current_screening("bob")


@pytest.mark.parametrize(
    "said",
    ["KTMR-4736", "ktmr-4736", "ktmr4736", " K T M R  4 7 3 6. ", "KTMR\u20134736", "k-t-m-r-4-7-3-6"],
)
def test_case_blanks_and_hyphens_do_not_count(
    records: Records, screening: ScreeningId, noon: datetime, said: str
) -> None:
    assert records.reference_code(screening, noon, WEEK, drawing("KTMR-4736")) == "KTMR-4736"
    assert records.screening_of_code(said, noon).id == screening


@pytest.mark.parametrize(
    "said", ["", "-", "KTMR", "4736", "KTMR-473", "KTMR-47366", "KTMR-4739", "%", "\x00"]
)
def test_another_code_leads_nowhere(
    records: Records, screening: ScreeningId, noon: datetime, said: str
) -> None:
    records.reference_code(screening, noon, WEEK, drawing("KTMR-4736"))

    assert records.screening_of_code(said, noon) is None


def test_the_code_stays_the_same_until_it_expires(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    last_moment = noon + WEEK - timedelta(microseconds=1)
    first = records.reference_code(screening, noon, WEEK)

    assert records.reference_code(screening, last_moment, WEEK) == first
    assert records.screening_of_code(first, last_moment).id == screening
    assert records.screening_of_code(first, noon + WEEK) is None

    second = records.reference_code(screening, noon + WEEK, WEEK)
    assert second != first
    assert records.screening_of_code(second, noon + WEEK).id == screening
    assert records.screening_of_code(first, noon + WEEK) is None


def test_a_code_that_was_given_is_drawn_again(
    records: Records, screening: ScreeningId, bobs: ScreeningId, noon: datetime
) -> None:
    records.reference_code(screening, noon, WEEK, drawing("KTMR-4736"))

    assert records.reference_code(bobs, noon, WEEK, drawing("KTMR-4736", "HWXY-3479")) == "HWXY-3479"
    assert records.screening_of_code("KTMR-4736", noon).id == screening


def test_an_expired_code_never_leads_to_somebody_else(
    records: Records, screening: ScreeningId, bobs: ScreeningId, noon: datetime
) -> None:
    records.reference_code(screening, noon, WEEK, drawing("KTMR-4736"))

    afterwards = noon + 2 * WEEK
    assert records.reference_code(bobs, afterwards, WEEK, drawing("KTMR-4736", "HWXY-3479")) == "HWXY-3479"


def test_when_no_code_is_free_it_says_so(
    records: Records, screening: ScreeningId, bobs: ScreeningId, noon: datetime
) -> None:
    records.reference_code(screening, noon, WEEK, lambda allowed: allowed[0])

    with pytest.raises(NoFreeCode, match="used up"):
        records.reference_code(bobs, noon, WEEK, lambda allowed: allowed[0])


def test_an_ended_screening_has_a_code_too(records: Records, screening: ScreeningId, noon: datetime) -> None:
    records.end_screening(screening, "likely_eligible", [], None, noon)

    code = records.reference_code(screening, noon, WEEK)
    assert records.screening_of_code(code, noon).outcome == "likely_eligible"


@pytest.mark.parametrize("lifetime", [timedelta(0), -WEEK])
def test_a_lifetime_that_is_not_positive_is_refused(
    records: Records, screening: ScreeningId, noon: datetime, lifetime: timedelta
) -> None:
    with pytest.raises(ValueError, match="lifetime"):
        records.reference_code(screening, noon, lifetime)


def test_a_screening_that_is_not_kept_has_no_code(records: Records, noon: datetime) -> None:
    with pytest.raises(UnknownScreening):
        records.reference_code(ScreeningId(uuid4()), noon, WEEK)


def test_many_that_ask_at_once_get_one_code(records: Records, screening: ScreeningId, noon: datetime) -> None:
    assert len(set(at_once(lambda _: records.reference_code(screening, noon, WEEK)))) == 1


def test_the_same_draw_at_once_gives_two_codes(
    records: Records, screening: ScreeningId, bobs: ScreeningId, noon: datetime
) -> None:
    def ask(worker: int) -> str:
        draws = drawing("KTMR-4736", "HWXY-3479", "RMHK-6743")
        return records.reference_code([screening, bobs][worker % 2], noon, WEEK, draws)

    assert len(set(at_once(ask))) == 2


def at_once(ask: Callable[[int], str], workers: int = 4) -> list[str]:
    """What several workers get that ask in the same instant."""
    start = Barrier(workers)

    def wait_and_ask(worker: int) -> str:
        start.wait()
        return ask(worker)

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(wait_and_ask, range(workers)))
