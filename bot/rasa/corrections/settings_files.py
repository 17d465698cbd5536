"""A file of settings is read without Rasa's schema for such files, which demands a mapping and nothing else.

Rasa reads each of them, endpoints.yml fourteen times, with a slow parser first, and loads two packages for it: a tenth
of a second of the start. A file that is not right is left to Rasa, which says what is wrong.
"""

from pathlib import Path
from typing import Any

from rasa.shared.exceptions import YamlException
from rasa.shared.utils import io

from bot.rasa.corrections.correction import Correction, Replacement

_checked = io.read_config_file


def _read(filename: Path | str, reader_type: str | list[str] = "safe") -> dict[str, Any]:
    try:
        found = io.read_yaml_file(filename, reader_type)
    except YamlException:
        return _checked(filename, reader_type)
    return found if isinstance(found, dict) else _checked(filename, reader_type)


CORRECTION = Correction(
    "settings_files", (Replacement("rasa.shared.utils.io:read_config_file", "fbfc25376827c1d0", _read),)
)
