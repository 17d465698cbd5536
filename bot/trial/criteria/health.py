"""Other illness: infection, hepatitis and HIV, POEMS and amyloidosis, other cancer, allergy, swallowing."""

from datetime import date

from bot.screening.criterion import criterion
from bot.screening.deciding import by_answer
from bot.screening.verdict import Decision, Verdict
from bot.values import Answers


@criterion(
    reads=("infection",),
    quote="Patients may not have other, active infections at time of study registration. Recent "
    "infections are not exclusionary if antibiotics have been completed and infection is considered "
    "to be resolved / controlled.",
)
def no_active_infection(answers: Answers, as_of: date) -> Decision:
    """No active infection; one that has passed, and antibiotics that only prevent one, are permitted."""
    return by_answer(
        answers,
        "infection",
        {
            "none": Verdict.MET,
            "recent_resolved": Verdict.MET,
            "preventive_antibiotics": Verdict.MET,
            "active": Verdict.NOT_YET,
        },
    )


@criterion(
    reads=("hiv",),
    quote="Human immunodeficiency virus (HIV)-infected patients on effective anti-retroviral therapy with "
    "undetectable viral load within 6 months prior to registration are eligible for this trial",
)
def hiv_controlled(answers: Answers, as_of: date) -> Decision:
    """No HIV, or HIV that treatment controls."""
    return by_answer(
        answers,
        "hiv",
        {"no": Verdict.MET, "controlled": Verdict.MET, "not_controlled": Verdict.NOT_MET},
    )


@criterion(
    reads=("hepatitis_b",),
    quote="For patients with evidence of chronic hepatitis B virus (HBV) infection, the HBV viral "
    "load must be undetectable on suppressive therapy, if indicated",
)
def hepatitis_b_controlled(answers: Answers, as_of: date) -> Decision:
    """No hepatitis B, or hepatitis B that is controlled."""
    return by_answer(
        answers,
        "hepatitis_b",
        {"no": Verdict.MET, "controlled": Verdict.MET, "not_controlled": Verdict.NOT_MET},
    )


@criterion(
    reads=("hepatitis_c",),
    quote="Patients with a history of hepatitis C virus (HCV) infection must have been treated and "
    "cured. Patients with HCV infection who are currently on treatment are eligible if they have an "
    "undetectable HCV viral load",
)
def hepatitis_c_controlled(answers: Answers, as_of: date) -> Decision:
    """No hepatitis C, or cured, or on treatment with no virus to be found."""
    return by_answer(
        answers,
        "hepatitis_c",
        {
            "no": Verdict.MET,
            "cured": Verdict.MET,
            "on_treatment_undetectable": Verdict.MET,
            "not_controlled": Verdict.NOT_MET,
        },
    )


@criterion(
    reads=("poems_or_amyloidosis",),
    quote="(POEMS) syndrome or amyloidosis involving any vital organ; amyloidosis found in skin or "
    'lymph nodes ("non-vital organs"), or incidental observation of amyloidosis on bone marrow '
    "biopsy, are both permissible.",
)
def no_poems_or_amyloidosis(answers: Answers, as_of: date) -> Decision:
    """No POEMS syndrome, and no amyloidosis of a vital organ; amyloidosis elsewhere is permitted."""
    return by_answer(
        answers,
        "poems_or_amyloidosis",
        {
            "none": Verdict.MET,
            "poems": Verdict.NOT_MET,
            "amyloidosis_vital_organ": Verdict.NOT_MET,
            "amyloidosis_other_site": Verdict.MET,
            "amyloidosis_site_unsure": Verdict.TEAM_REVIEW,
        },
    )


@criterion(
    reads=("other_cancer",),
    quote="Patients with a prior or concurrent malignancy whose natural history or treatment does "
    "not have the potential to interfere with the safety or efficacy assessment of the "
    "investigational regimen are eligible",
)
def other_cancer(answers: Answers, as_of: date) -> Decision:
    """No other cancer that could interfere: one that is active is for the team to judge."""
    return by_answer(
        answers,
        "other_cancer",
        {"none": Verdict.MET, "past_treated": Verdict.MET, "active": Verdict.TEAM_REVIEW},
    )


@criterion(reads=("iberdomide_allergy",), quote="No known allergy to iberdomide")
def no_iberdomide_allergy(answers: Answers, as_of: date) -> Decision:
    """No known allergy to iberdomide."""
    return by_answer(answers, "iberdomide_allergy", {True: Verdict.NOT_MET, False: Verdict.MET})


@criterion(
    reads=("can_swallow_capsules",),
    quote="No known medical condition causing an inability to swallow oral formulations of agents",
)
def can_swallow(answers: Answers, as_of: date) -> Decision:
    """Can swallow capsules."""
    return by_answer(answers, "can_swallow_capsules", {True: Verdict.MET, False: Verdict.NOT_MET})
