"""Medicines: which ones a person's words name, of what class, and whether they change CYP3A4 strongly."""

from bot.trial.medicines.finding import Medicine, find_medicines
from bot.trial.medicines.strength import strong_cyp3a4

__all__ = ["Medicine", "find_medicines", "strong_cyp3a4"]
