"""Runs in Rasa's environment: what Rasa and the correction read in files of settings.

Reads the texts of the files from the standard input, and writes what each holds, or how it is refused.
"""

import prepared  # noqa: F401, I001 - it makes the other imports possible

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rasa.shared.utils import io

from bot.rasa.corrections import settings_files


def read(text: str) -> object:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "settings.yml"
        file.write_text(text)
        try:
            return io.read_config_file(file)
        except Exception as refusal:
            return type(refusal).__name__


texts = json.load(sys.stdin)
stock = list(map(read, texts))
[replacement] = settings_files.CORRECTION.replacements
replacement.put_in_place()
print(json.dumps([stock, list(map(read, texts))]))
