"""A short screen, played without an engine: what the assistant says stands in played_screen.yml."""

from functools import cache
from pathlib import Path

import yaml

WHOLE = ("consent", "diagnosis", "car_t_infusion_date", "therapy_since_car_t", "prior_lines", "zip_code")
ALONE = {"None of these", "All three types", "I'm not sure"}


@cache
def screen() -> dict:
    """All that is played."""
    return yaml.safe_load(Path(__file__).with_name("played_screen.yml").read_text())


def message(text: str = "", buttons: tuple[str, ...] = (), **more: object) -> dict:
    """A message of the assistant, whose buttons have titles only."""
    empty = {"ask": None, "input": None, "confirm": None, "result": None}
    return {"text": text, "titles": [*buttons], **empty, **more}


def question(fact: str) -> list[dict]:
    """What is said to ask for a fact; the first question comes with the greeting."""
    asked = message(**screen()["questions"][fact])
    return [message(screen()["welcome"]), asked] if fact == WHOLE[0] else [asked]


def ending(name: str) -> list[dict]:
    """The end of a screen: what is said, then the result."""
    return [*map(message, screen()[name]["said"]), message(result=screen()[name]["result"])]
