"""What is left of ages, places, days and medicines when nobody is to be recognized.

These are the rules of the Safe Harbor method, 45 CFR 164.514(b)(2).
"""

from datetime import date

from bot.referral.zip_codes import zip_codes_in
from bot.trial.medicines import find_medicines

OLDEST = 89
OLDER = "90+"
"""All ages over 89 are one."""

SPARSE = frozenset("036 059 063 102 203 556 692 790 821 823 830 831 878 879 884 890 893".split())  # noqa: SIM905
"""The first three digits of ZIP codes of areas with 20,000 people or fewer.

By the census of 2000: U.S. Department of Health and Human Services, "Guidance Regarding Methods for De-identification
of Protected Health Information in Accordance with the HIPAA Privacy Rule" (November 26, 2012), section "When can ZIP
codes be included in de-identified information?".
"""
SPARSE_AREA = "000"

OTHER_MEDICINE = "other"


def age(years: float) -> float | str:
    """An age in years, "90+" for one over 89."""
    return years if years < OLDEST + 1 else OLDER


def area(place: str) -> str:
    """The first three digits of the ZIP code in a place, "000" where few people live; "" without one ZIP code."""
    codes = zip_codes_in(place)
    if len(codes) != 1:
        return ""
    return SPARSE_AREA if codes[0][:3] in SPARSE else codes[0][:3]


def days_after(day: date, zero: date) -> int:
    """A day as the number of days after day 0."""
    return (day - zero).days


def medicines(names: list[str]) -> list[str]:
    """The non-proprietary names of the medicines that are known, each once; "other" stands for all others."""
    known = {medicine.generic or OTHER_MEDICINE for name in names for medicine in find_medicines(name)}
    unknown = any(not find_medicines(name) for name in names)
    return sorted(known | ({OTHER_MEDICINE} if unknown else set()))
