"""To be imported first by what runs in Rasa's environment: the project's rooms can be imported, absent packages too."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
from bot.absent import AbsentPackages
from bot.rasa.absent import SERVES, absent_from

sys.meta_path.insert(0, AbsentPackages(absent_from(SERVES, os.environ)))
