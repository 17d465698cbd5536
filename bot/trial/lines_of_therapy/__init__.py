"""Lines of therapy: how many a person had before the CAR-T, as a range, from what they tell of past treatment."""

from bot.trial.lines_of_therapy.counting import count_lines, sentences
from bot.trial.lines_of_therapy.steps import Begins, Kind, LineCount, Step

__all__ = ["Begins", "Kind", "LineCount", "Step", "count_lines", "sentences"]
