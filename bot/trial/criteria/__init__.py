"""The trial's criteria, by the protocol's chapters."""

from bot.trial.criteria import disease_and_car_t, health, laboratory, medications, person, pregnancy, therapy

CRITERIA = (
    disease_and_car_t.diagnosis,
    disease_and_car_t.car_t_product,
    disease_and_car_t.car_t_window,
    disease_and_car_t.disease_status,
    therapy.no_therapy_since_car_t,
    therapy.steroid_washout,
    therapy.prior_lines,
    therapy.prior_drug_classes,
    therapy.iberdomide_not_refractory,
    person.age,
    person.performance_status,
    person.side_effects_resolved,
    pregnancy.not_pregnant_or_nursing,
    pregnancy.pregnancy_prevention,
    health.no_active_infection,
    health.hiv_controlled,
    health.hepatitis_b_controlled,
    health.hepatitis_c_controlled,
    health.no_poems_or_amyloidosis,
    health.other_cancer,
    health.no_iberdomide_allergy,
    health.can_swallow,
    medications.no_strong_cyp3a4,
    laboratory.anc,
    laboratory.platelets,
    laboratory.creatinine_clearance,
    laboratory.bilirubin,
    laboratory.ast_alt,
    laboratory.no_count_support,
)
"""Every criterion, in the order in which results list them."""
