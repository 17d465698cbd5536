"""Pregnancy: childbearing potential, not pregnant or nursing, and preventing pregnancy."""

from datetime import date
from enum import StrEnum

from bot.screening.criterion import criterion
from bot.screening.deciding import STRADDLES, still_open
from bot.screening.verdict import Decision, Verdict, missing
from bot.values import UNKNOWN, Answers

MENOPAUSE_COUNTS_FROM_AGE_YEARS = 45

_AGREES = ("agree", "abstinent")
_SURGERY = ("hysterectomy", "bilateral_oophorectomy")


class Childbearing(StrEnum):
    """Whether a female can become pregnant, as the page defines it."""

    NO = "no"
    YES = "yes"
    UNCERTAIN = "uncertain"
    """The page counts it both ways; a hormone test (FSH) or surgical records settle it."""


_POTENTIAL = {
    "hysterectomy": Childbearing.NO,
    "bilateral_oophorectomy": Childbearing.NO,
    "menopause_over_24_months": Childbearing.NO,
    "never_menstruated": Childbearing.NO,
    "menstruating": Childbearing.YES,
    # Amenorrhea following cancer therapy does not rule out childbearing potential, says the page.
    "stopped_by_treatment": Childbearing.YES,
    UNKNOWN: Childbearing.YES,
    "tubal_ligation": Childbearing.UNCERTAIN,
}


def childbearing_potential(answers: Answers) -> set[Childbearing]:
    """What a female's childbearing potential can be, by `age` and her answered `reproductive_status`.

    More than one only where an imprecise age lies on both sides of 45 years.
    """
    status = answers["reproductive_status"]
    if status != "menopause_12_to_24_months":
        return {_POTENTIAL[status]}
    age = answers.get("age", UNKNOWN)
    if age is UNKNOWN:
        return {Childbearing.UNCERTAIN}
    return {_potential_in_menopause(age.low), _potential_in_menopause(age.high)}


def _potential_in_menopause(age_years: float) -> Childbearing:
    if age_years < MENOPAUSE_COUNTS_FROM_AGE_YEARS:
        return Childbearing.YES
    return Childbearing.UNCERTAIN


@criterion(
    reads=("sex_at_birth", "reproductive_status", "pregnant_or_nursing"),
    quote="Not pregnant and not nursing, because this study involves an investigational agent whose "
    "genotoxic, mutagenic and teratogenic effect on the developing fetus and newborn are unknown.",
)
def not_pregnant_or_nursing(answers: Answers, as_of: date) -> Decision:
    """Not pregnant and not nursing. A male, or a female who cannot become pregnant, is not asked.

    Where the sex at birth is intersex or not known, the team settles it, unless a pregnancy is known.
    """
    sex = answers.get("sex_at_birth")
    pregnant = answers.get("pregnant_or_nursing")
    if sex is None:
        return missing("sex_at_birth")
    if sex == "male":
        return Decision(Verdict.MET, "male")
    if pregnant is True:
        return Decision(Verdict.NOT_MET)
    if sex != "female":
        return Decision(Verdict.TEAM_REVIEW)
    if pregnant is False:
        return Decision(Verdict.MET)
    return _female_not_asked(answers)


def _female_not_asked(answers: Answers) -> Decision:
    if "reproductive_status" not in answers:
        return missing("reproductive_status")
    # Age settles only between yes and uncertain, so it has no say in who cannot become pregnant.
    if _POTENTIAL.get(answers["reproductive_status"]) is Childbearing.NO:
        return Decision(Verdict.MET, "no_childbearing")
    return still_open(answers, "pregnant_or_nursing")


@criterion(
    reads=("age", "sex_at_birth", "reproductive_status", "contraception_agreement"),
    quote="must either commit to continued abstinence from heterosexual intercourse or begin two "
    "acceptable methods of birth control, one highly effective method and one additional effective "
    "method at the same time",
)
def pregnancy_prevention(answers: Answers, as_of: date) -> Decision:
    """Agrees to prevent pregnancy, or is abstinent; a female who cannot become pregnant is not asked.

    Where the sex at birth is intersex or not known, the team settles it.
    """
    sex = answers.get("sex_at_birth")
    if sex is None:
        return missing("sex_at_birth")
    if sex == "male":
        return _by_agreement(answers, {Childbearing.YES})
    if sex == "female":
        return _prevention_of_female(answers)
    return Decision(Verdict.TEAM_REVIEW, "sex_not_settled")


def _prevention_of_female(answers: Answers) -> Decision:
    if "reproductive_status" not in answers:
        agrees = answers.get("contraception_agreement") in _AGREES
        return Decision(Verdict.MET) if agrees else missing("reproductive_status")
    potential = childbearing_potential(answers)
    if potential == {Childbearing.NO}:
        # Surgery that is claimed is noted: the page asks for records of it.
        surgery = answers["reproductive_status"] in _SURGERY
        return Decision(Verdict.MET, "surgery" if surgery else "no_childbearing")
    return _by_agreement(answers, potential)


def _by_agreement(answers: Answers, potential: set[Childbearing]) -> Decision:
    """The verdict of somebody who may father or bear a child, `potential` being what is possible."""
    agreement = answers.get("contraception_agreement")
    if agreement is None:
        return missing("contraception_agreement")
    if agreement in _AGREES:
        return Decision(Verdict.MET)
    if agreement is UNKNOWN:
        return Decision(Verdict.TEAM_REVIEW)
    if potential == {Childbearing.YES}:
        return Decision(Verdict.NOT_MET)
    if potential == {Childbearing.UNCERTAIN}:
        return Decision(Verdict.TEAM_REVIEW, "childbearing_uncertain")
    return Decision(Verdict.UNKNOWN, STRADDLES)
