"""To be imported first by what runs in Rasa's environment: the project's rooms can be imported, absent packages too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
from bot.rasa.absent import NOT_INSTALLED, NOT_SERVED, AbsentPackages

sys.meta_path.insert(0, AbsentPackages(NOT_INSTALLED | NOT_SERVED))
