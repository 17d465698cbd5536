"""To be imported first by what trains in Rasa's environment: as `prepared`, with all that is installed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
from bot.absent import AbsentPackages
from bot.rasa.absent import NOT_INSTALLED

sys.meta_path.insert(0, AbsentPackages(NOT_INSTALLED))
