"""Creatinine clearance from a blood creatinine, by the MDRD formula.

Source: the IDMS-traceable four-variable MDRD study equation, 175 x creatinine^-1.154 x age^-0.203, x 0.742
for females (Levey and others, Annals of Internal Medicine 2006;145:247-254), without its race factor.
"""

from bot.values import UNKNOWN, Interval, Number, Unknown, Value

_FACTOR_OF_SEX = {"female": 0.742, "male": 1.0}


def clearance_by_mdrd(
    creatinine_mg_dl: Number | Unknown, age_years: Number | Unknown, sex: Value
) -> Number | None:
    """The clearance in mL/min; None where it cannot be computed.

    It falls as creatinine and age rise, so the ends of an imprecise answer give the ends of the clearance.
    """
    if creatinine_mg_dl is UNKNOWN or age_years is UNKNOWN or sex not in _FACTOR_OF_SEX:
        return None
    factor = 175 * _FACTOR_OF_SEX[sex]
    try:
        return Interval(
            factor * creatinine_mg_dl.high**-1.154 * age_years.high**-0.203,
            factor * creatinine_mg_dl.low**-1.154 * age_years.low**-0.203,
        )
    except (ZeroDivisionError, OverflowError):
        # A creatinine or an age of nothing has no clearance.
        return None
