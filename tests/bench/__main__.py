"""`make bench`: AfterCART and a stock Rasa assistant with the same form, in turn, in one run.

Prints a table in Markdown and keeps it in `.bench/result.md`.
"""

import argparse
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from statistics import median

from batch import measure_batch
from installing import installed_megabytes, train_ours
from peer_assistant import HOME, build, install
from playing import OverRest, ThroughTheDoor, echo, play
from processes import Running, aftercart, door_url, peer, rest_url
from report import report

from bot.running.model import train
from bot.settings import Settings

CLIENTS = (1, 8, 32)
SCREENS_OF_ONE = 6
WARM_UP = 1
ECHOES = 200


def main() -> None:
    """Measure, print, keep."""
    asked = _arguments()
    HOME.mkdir(exist_ok=True)
    install()
    model, peer_training = build()
    train(Settings())
    figures = {"AfterCART": defaultdict(list), "stock": defaultdict(list)}
    for round_number in range(1, asked.rounds + 1):
        print(f"Round {round_number} of {asked.rounds}: AfterCART ...", flush=True)
        with aftercart() as running:
            _measure(running, figures["AfterCART"])
            _measure_door(running, figures["AfterCART"])
        print(f"Round {round_number} of {asked.rounds}: stock ...", flush=True)
        with peer(model) as running:
            _measure(running, figures["stock"])
    for name, seconds in (("AfterCART", train_ours()), ("stock", peer_training)):
        figures[name]["training"].append(seconds)
        figures[name]["installed"].append(installed_megabytes(name))
    text = report(figures, measure_batch(asked.lines))
    (HOME / "result.md").write_text(text, encoding="utf-8")
    print(text)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2, help="How often each is started and measured.")
    parser.add_argument("--lines", type=int, default=1_000_000, help="Lines of the longest batch.")
    return parser.parse_args()


def _measure(running: Running, figures: dict) -> None:
    talk = partial(OverRest, rest_url())
    figures["start"].append(running.start_seconds)
    play(talk, WARM_UP)
    turns = _screens_of_one(talk, running, figures, "work of ")
    _keep_turns(figures, turns)
    for clients in CLIENTS:
        turns, seconds = play(talk, clients)
        figures[f"turns a second, {clients}"].append(sum(map(len, turns)) / seconds)
    for part, megabytes in running.megabytes().items():
        figures[f"memory of {part}"].append(megabytes)
    figures["echo"].append(median(echo(rest_url(), ECHOES)))


def _screens_of_one(
    talk: Callable[[], OverRest | ThroughTheDoor], running: Running, figures: dict, work: str
) -> list[list[float]]:
    """Whole screens by one person after another; what each part worked for a turn is kept under `work`."""
    before = running.worked()
    turns = [screen for _ in range(SCREENS_OF_ONE) for screen in play(talk, 1)[0]]
    count = sum(map(len, turns))
    for part, seconds in running.worked().items():
        figures[f"{work}{part}"].append((seconds - before[part]) * 1000 / count)
    return turns


def _keep_turns(figures: dict, turns: list[list[float]]) -> None:
    figures["turns"].append(len(turns[0]))
    figures["median turn"].append(median(each for screen in turns for each in screen))
    for name, place in (("turn 1", 0), ("turn 2", 1), ("turn 10", 9), ("turn 20", 19), ("last turn", -1)):
        figures[name].append(median(screen[place] for screen in turns))


def _measure_door(running: Running, figures: dict) -> None:
    talk = partial(ThroughTheDoor, door_url())
    play(talk, WARM_UP)
    turns = _screens_of_one(talk, running, figures, "door's work of ")
    figures["median turn through the door"].append(median(each for screen in turns for each in screen))
    figures["echo of the door"].append(median(echo(f"{door_url()}/health", ECHOES)))


if __name__ == "__main__":
    main()
