"""Strong CYP3A4 inhibitors and inducers."""

from nurse_table import decide, table


@table(
    ("no medicines", {"medications": []}, "met"),
    ("medicines that do not matter", {"medications": ["acyclovir", "metformin"]}, "met"),
    ("a moderate inhibitor", {"medications": ["fluconazole"]}, "met"),
    ("a strong inhibitor", {"medications": ["clarithromycin"]}, "team_review"),
    ("a strong inducer", {"medications": ["rifampin"]}, "team_review"),
    ("by its brand", {"medications": ["Biaxin"]}, "team_review"),
    ("misspelled", {"medications": ["claritromycin"]}, "team_review"),
    ("among others", {"medications": ["acyclovir", "clarithromycin"]}, "team_review"),
    ("does not know", {"medications": "unknown"}, "unknown"),
    ("not asked", {}, "missing"),
)
def test_no_strong_cyp3a4(answers, verdict):
    assert decide("no_strong_cyp3a4", answers).verdict == verdict


def test_the_medicines_are_named_as_the_person_named_them():
    decision = decide("no_strong_cyp3a4", {"medications": ["Rifampin", "acyclovir", "Biaxin"]})
    assert decision.details["medicines"] == "Rifampin, Biaxin"
