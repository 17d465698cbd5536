"""The facts that this trial's screen asks about, in the order of the interview."""

from datetime import date

from bot.screening.fact import Fact
from bot.screening.kinds import Amount, Choice, Choices, Date, Names, Truth

BEFORE_ANY_IDE_CEL = date(2016, 1, 1)
"""No patient had ide-cel before its first trial."""

STILL_TAKING = "still_taking"

_INTERVIEW = (
    Fact("diagnosis", Choice(("multiple_myeloma", "plasma_cell_leukemia", "smoldering_or_mgus", "other"))),
    Fact("car_t_product", Choice(("ide_cel", "cilta_cel", "other", "none"))),
    Fact("car_t_infusion_date", Date(BEFORE_ANY_IDE_CEL)),
    Fact("disease_status", Choice(("response", "stable", "progressed"))),
    Fact(
        "therapy_since_car_t",
        Choices(
            ("none", "steroids_for_side_effects", "physiologic_steroids", "radiation", "myeloma_treatment")
        ),
    ),
    Fact("steroid_last_dose_date", Date(BEFORE_ANY_IDE_CEL, words=(STILL_TAKING,))),
    Fact("prior_lines", Amount(most=30, whole=True)),
    Fact("had_proteasome_inhibitor", Truth()),
    Fact("had_immunomodulatory_agent", Truth()),
    Fact("had_anti_cd38", Truth()),
    Fact("iberdomide_history", Choice(("never", "took"))),
    Fact("iberdomide_progression", Choice(("on_treatment", "within_60_days", "after_60_days", "none"))),
    Fact("age", Amount(most=120)),
    Fact("ecog", Amount(most=4, whole=True)),
    Fact("car_t_side_effects", Choice(("none_or_mild", "only_fatigue_or_hair_loss", "moderate_or_severe"))),
    Fact("sex_at_birth", Choice(("female", "male", "intersex"))),
    Fact(
        "reproductive_status",
        Choice(
            (
                "menstruating",
                "menopause_over_24_months",
                "menopause_12_to_24_months",
                "stopped_by_treatment",
                "hysterectomy",
                "bilateral_oophorectomy",
                "tubal_ligation",
                "never_menstruated",
            )
        ),
    ),
    Fact("pregnant_or_nursing", Truth()),
    Fact("contraception_agreement", Choice(("agree", "abstinent", "decline"))),
    Fact("infection", Choice(("none", "recent_resolved", "preventive_antibiotics", "active"))),
    Fact("hiv", Choice(("no", "controlled", "not_controlled"))),
    Fact("hepatitis_b", Choice(("no", "controlled", "not_controlled"))),
    Fact("hepatitis_c", Choice(("no", "cured", "on_treatment_undetectable", "not_controlled"))),
    Fact(
        "poems_or_amyloidosis",
        Choice(
            ("none", "poems", "amyloidosis_vital_organ", "amyloidosis_other_site", "amyloidosis_site_unsure")
        ),
    ),
    Fact("other_cancer", Choice(("none", "past_treated", "active"))),
    Fact("iberdomide_allergy", Truth()),
    Fact("can_swallow_capsules", Truth()),
    Fact("medications", Names()),
)

_LABORATORY = (
    Fact("anc_per_mm3", Amount()),
    Fact("platelets_per_mm3", Amount()),
    Fact("creatinine_clearance_ml_min", Amount()),
    Fact("creatinine_mg_dl", Amount()),
    Fact("bilirubin_x_uln", Amount()),
    Fact("ast_alt_x_uln", Amount()),
    Fact("recent_growth_factor_or_transfusion", Truth()),
)

FACTS = {fact.name: fact for fact in (*_INTERVIEW, *_LABORATORY)}
"""Every fact by its name, in the order of the interview."""

LABORATORY_FACTS = tuple(fact.name for fact in _LABORATORY)
"""Facts that the study team measures: a person may have them at hand, but is never held up for them."""
