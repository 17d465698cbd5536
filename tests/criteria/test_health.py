"""Other illness."""

from nurse_table import decide, table


@table(
    ("no infection", {"infection": "none"}, "met"),
    ("a recent one, over", {"infection": "recent_resolved"}, "met"),
    ("antibiotics that prevent one", {"infection": "preventive_antibiotics"}, "met"),
    ("an active one", {"infection": "active"}, "not_yet"),
    ("does not know", {"infection": "unknown"}, "unknown"),
    ("not asked", {}, "missing"),
)
def test_no_active_infection(answers, verdict):
    decision = decide("no_active_infection", answers)
    assert (decision.verdict, decision.available_from) == (verdict, None)


@table(
    ("no HIV", {"hiv": "no"}, "met"),
    ("controlled", {"hiv": "controlled"}, "met"),
    ("not controlled", {"hiv": "not_controlled"}, "not_met"),
    ("does not know", {"hiv": "unknown"}, "unknown"),
    ("not asked", {}, "missing"),
)
def test_hiv_controlled(answers, verdict):
    assert decide("hiv_controlled", answers).verdict == verdict


@table(
    ("no hepatitis B", {"hepatitis_b": "no"}, "met"),
    ("controlled", {"hepatitis_b": "controlled"}, "met"),
    ("not controlled", {"hepatitis_b": "not_controlled"}, "not_met"),
    ("does not know", {"hepatitis_b": "unknown"}, "unknown"),
    ("not asked", {}, "missing"),
)
def test_hepatitis_b_controlled(answers, verdict):
    assert decide("hepatitis_b_controlled", answers).verdict == verdict


@table(
    ("no hepatitis C", {"hepatitis_c": "no"}, "met"),
    ("cured", {"hepatitis_c": "cured"}, "met"),
    ("on treatment, no virus found", {"hepatitis_c": "on_treatment_undetectable"}, "met"),
    ("not controlled", {"hepatitis_c": "not_controlled"}, "not_met"),
    ("does not know", {"hepatitis_c": "unknown"}, "unknown"),
    ("not asked", {}, "missing"),
)
def test_hepatitis_c_controlled(answers, verdict):
    assert decide("hepatitis_c_controlled", answers).verdict == verdict


@table(
    ("neither", {"poems_or_amyloidosis": "none"}, "met"),
    ("POEMS", {"poems_or_amyloidosis": "poems"}, "not_met"),
    ("amyloidosis of the heart", {"poems_or_amyloidosis": "amyloidosis_vital_organ"}, "not_met"),
    ("amyloidosis of the skin", {"poems_or_amyloidosis": "amyloidosis_other_site"}, "met"),
    ("amyloidosis, not sure where", {"poems_or_amyloidosis": "amyloidosis_site_unsure"}, "team_review"),
    ("does not know", {"poems_or_amyloidosis": "unknown"}, "unknown"),
    ("not asked", {}, "missing"),
)
def test_no_poems_or_amyloidosis(answers, verdict):
    assert decide("no_poems_or_amyloidosis", answers).verdict == verdict


@table(
    ("none", {"other_cancer": "none"}, "met"),
    ("one in the past", {"other_cancer": "past_treated"}, "met"),
    ("an active one", {"other_cancer": "active"}, "team_review"),
    ("does not know", {"other_cancer": "unknown"}, "unknown"),
    ("not asked", {}, "missing"),
)
def test_other_cancer(answers, verdict):
    assert decide("other_cancer", answers).verdict == verdict


@table(
    ("no allergy", {"iberdomide_allergy": False}, "met"),
    ("allergic", {"iberdomide_allergy": True}, "not_met"),
    ("does not know", {"iberdomide_allergy": "unknown"}, "unknown"),
    ("not asked", {}, "missing"),
)
def test_no_iberdomide_allergy(answers, verdict):
    assert decide("no_iberdomide_allergy", answers).verdict == verdict


@table(
    ("can swallow capsules", {"can_swallow_capsules": True}, "met"),
    ("cannot", {"can_swallow_capsules": False}, "not_met"),
    ("does not know", {"can_swallow_capsules": "unknown"}, "unknown"),
    ("not asked", {}, "missing"),
)
def test_can_swallow(answers, verdict):
    assert decide("can_swallow", answers).verdict == verdict
