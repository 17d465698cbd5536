"""Reads numbers and ranges of numbers in everyday words."""

from bot.language.numbers.reading import find_numbers, read_number

__all__ = ["find_numbers", "read_number"]
