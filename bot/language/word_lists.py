"""Loads the word lists that lie beside the readers."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def word_list(name: str, package: str = "bot.language") -> dict[str, Any]:
    """The content of `name`.yml in a package, every leaf a string (so that `yes`, `no` and `1` stay words).

    Raises FileNotFoundError when there is no such list.
    """
    text = files(package).joinpath(f"{name}.yml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CBaseLoader)
