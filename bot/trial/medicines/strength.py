"""Whether one medicine changes CYP3A4 strongly."""

from bot.trial.medicines.finding import find_medicines


def strong_cyp3a4(name: str) -> str | None:
    """Whether a medicine, as a person names it, is a strong CYP3A4 "inhibitor" or "inducer"; else None.

    Brand, non-proprietary name and close misspellings are known; salts and doses are left aside. A name that
    is as near to a strong medicine as to another counts as the strong one, since the verdict is only that the
    study team should look. Source: FDA table named in cyp3a4.csv.
    """
    return next((found.strong_cyp3a4 for found in find_medicines(name) if found.strong_cyp3a4), None)
