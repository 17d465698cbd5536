"""What people say in answer to the trial's questions, read as values of its facts."""

from bot.trial.fact_choice import read_fact_choice
from bot.trial.fact_phrases import facts_with_phrases
from bot.trial.infections import read_infections

__all__ = ["facts_with_phrases", "read_fact_choice", "read_infections"]
