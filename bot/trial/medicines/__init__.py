"""Medicines: which ones a person's words name, of what class, and whether they change CYP3A4 strongly."""

from bot.trial.medicines.current import read_medications
from bot.trial.medicines.drug_classes import drug_classes_had
from bot.trial.medicines.finding import Medicine, find_medicines
from bot.trial.medicines.strength import strong_cyp3a4

__all__ = ["Medicine", "drug_classes_had", "find_medicines", "read_medications", "strong_cyp3a4"]
