"""People who are screened in many tests, in the JSON form of the batch contract."""

FITS_THE_TRIAL = {
    "diagnosis": "multiple_myeloma",
    "car_t_product": "ide_cel",
    "car_t_infusion_date": "2026-08-20",
    "disease_status": "response",
    "therapy_since_car_t": ["none"],
    "prior_lines": 5,
    "had_proteasome_inhibitor": True,
    "had_immunomodulatory_agent": True,
    "had_anti_cd38": True,
    "iberdomide_history": "never",
    "age": 61,
    "ecog": 1,
    "car_t_side_effects": "none_or_mild",
    "sex_at_birth": "male",
    "contraception_agreement": "agree",
    "infection": "none",
    "hiv": "no",
    "hepatitis_b": "no",
    "hepatitis_c": "no",
    "poems_or_amyloidosis": "none",
    "other_cancer": "none",
    "iberdomide_allergy": False,
    "can_swallow_capsules": True,
    "medications": [],
}
"""A man whose answers all fit the trial on November 22, 2026: his window is open from November 8 to December 8."""
