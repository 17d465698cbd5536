"""Several of each answer as one of each: whatever process a message comes to, and while they are restarted.

`make scale` does the same with 200 people.
"""

import os
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest
from playing import people, play

PEOPLE = int(os.environ.get("SCREENS", "12"))
AT_ONCE = 6
LEAST_SECONDS_OF_A_SCREEN = 0.02
AWAY_SECONDS = 10


@pytest.fixture(scope="module")
def those():
    return people(PEOPLE)


@pytest.fixture(scope="module")
def alone(assistant, those):
    """What comes of it where there is one of each."""
    return play(assistant, those, AT_ONCE)


def test_several_of_each_come_to_what_one_of_each_comes_to(several, those, alone):
    worked = [each.cpu_times().user for each in several.processes("rasa")]
    together = play(several.settings, those, AT_ONCE)
    for screen, expected in zip(together, alone, strict=True):
        assert screen == expected
    assert len({screen.result["outcome"] for screen in alone}) >= 3
    for process, before in zip(several.processes("rasa"), worked, strict=True):
        assert process.cpu_times().user - before > PEOPLE * LEAST_SECONDS_OF_A_SCREEN


def test_the_figures_of_all_gateways_add_up(several):
    folder = several.settings.home / "figures"
    token = {"Authorization": "Bearer figures"}
    figures = httpx2.get(f"{several.settings.gateway_url}/metrics", headers=token).text
    turns = [line for line in figures.splitlines() if line.startswith("aftercart_turns_total")]
    assert len(list(folder.glob("counter_*.db"))) == 2
    assert sum(float(line.rpartition(" ")[2]) for line in turns) > PEOPLE * 5


def test_nothing_is_lost_while_redis_is_away(several, those, alone, shared_redis):
    with ThreadPoolExecutor(1) as beside:
        playing = beside.submit(play, several.settings, those[:AT_ONCE], AT_ONCE)
        shared_redis.stop()
        time.sleep(AWAY_SECONDS)
        shared_redis.start()
        screens = playing.result()
    assert screens == alone[:AT_ONCE]
    assert "shared_away" in {each for screen in screens for each in screen.refusals}


def test_nothing_is_lost_while_each_is_restarted(several, those, alone):
    fewer = those[: PEOPLE // 2]
    with ThreadPoolExecutor(1) as beside:
        restarting = beside.submit(several.restart_one_by_one)
        screens = play(several.settings, fewer, AT_ONCE)
        while not restarting.done():
            screens += play(several.settings, fewer, AT_ONCE)
        restarting.result()
    for number, screen in enumerate(screens):
        assert screen == alone[number % len(fewer)]
    print(
        "Refused while each was restarted, and sent again:",
        Counter(each for s in screens for each in s.refusals),
    )
