"""Which medicines change CYP3A4 strongly, by FDA's table; disputed ones count as strong."""

import pytest

from bot.trial.medicines import find_medicines, strong_cyp3a4
from bot.trial.medicines.catalogue import drug_by_generic, drugs, rows

STRENGTHS = """
clarithromycin inhibitor | Biaxin inhibitor | Biaxin XL inhibitor | Prevpac inhibitor | ketoconazole inhibitor
Nizoral inhibitor | itraconazole inhibitor | Sporanox inhibitor | posaconazole inhibitor | Noxafil inhibitor
voriconazole inhibitor | Vfend inhibitor | ritonavir inhibitor | Norvir inhibitor | Paxlovid inhibitor
Kaletra inhibitor | indinavir inhibitor | nelfinavir inhibitor | saquinavir inhibitor | lopinavir inhibitor
cobicistat inhibitor | Tybost inhibitor | Stribild inhibitor | Genvoya inhibitor | Symtuza inhibitor
Evotaz inhibitor | Prezcobix inhibitor | nefazodone inhibitor | Serzone inhibitor | idelalisib inhibitor
Zydelig inhibitor | tucatinib inhibitor | Tukysa inhibitor | ceritinib inhibitor | Zykadia inhibitor
telaprevir inhibitor | Incivek inhibitor | boceprevir inhibitor | Victrelis inhibitor | telithromycin inhibitor
Ketek inhibitor | troleandomycin inhibitor | conivaptan inhibitor | grapefruit juice inhibitor
grapefruit inhibitor | rifampin inducer | rifampicin inducer | Rifadin inducer | carbamazepine inducer
Tegretol XR inducer | phenytoin inducer | Dilantin inducer | fosphenytoin inducer | enzalutamide inducer
Xtandi inducer | apalutamide inducer | Erleada inducer | mitotane inducer | Lysodren inducer
lumacaftor inducer | Orkambi inducer | ivosidenib inducer | phenobarbital inducer | primidone inducer
St. John's wort inducer | st johns wort inducer | St John\u2019s Wort inducer
fluconazole none | Diflucan none | diltiazem none | Cardizem none | verapamil none | erythromycin none
ciprofloxacin none | Cipro none | dronedarone none | Multaq none | modafinil none | efavirenz none
bosentan none | azithromycin none | aprepitant none | imatinib none | isavuconazole none | letermovir none
rifaximin none | carvedilol none | oxcarbazepine none | dexamethasone none | prednisone none | acyclovir none
levetiracetam none | gabapentin none | darolutamide none | terbinafine none | nevirapine none | Biktarvy none
frobnizol none | my doctor none | water none
"""

MISSPELLED = """
claritromycin inhibitor | clarithromicin inhibitor | ketaconazole inhibitor | itraconozole inhibitor
voriconozole inhibitor | posaconizole inhibitor | grapefuit juice inhibitor | carbamazapine inducer
tegratol inducer | dilanten inducer | phenytoine inducer | rifampen inducer | saint johns wart inducer
erithromycin none | fluconozole none | flucanazole none | carvedalol none | rifaxamin none | cipraflox none
"""


def table(text: str) -> list[tuple[str, str | None]]:
    cells = [cell.strip().rsplit(" ", 1) for line in text.strip().splitlines() for cell in line.split("|")]
    return [(name, None if strength == "none" else strength) for name, strength in cells]


@pytest.mark.parametrize(("name", "strength"), table(STRENGTHS) + table(MISSPELLED))
def test_strength(name, strength):
    assert strong_cyp3a4(name) == strength


@pytest.mark.parametrize("name", ["clarithromycin 500 mg twice daily", "I take Tegretol", "TEGRETOL-XR"])
def test_a_dose_or_a_sentence_around_the_name_changes_nothing(name):
    assert strong_cyp3a4(name)


def test_a_name_as_near_to_a_strong_medicine_as_to_another_counts_as_strong_but_has_no_name():
    [medicine] = find_medicines("rifaxampin")
    assert (medicine.name, medicine.generic, medicine.strong_cyp3a4) == ("rifaxampin", None, "inducer")


def test_every_strong_medicine_is_in_the_tables_and_has_a_source():
    for row in rows("cyp3a4.csv"):
        assert drug_by_generic(row["generic"]).strong_cyp3a4 == row["effect"]
        assert row["effect"] in ("inhibitor", "inducer")
        assert row["source"] in ("fda_table", "label", "disputed", "unnamed")


def test_no_known_name_of_another_medicine_is_read_as_strong():
    """Exactly known names are never reread as their neighbours in spelling."""
    for names in drugs().values():
        for drug in names:
            if drug.only_as is None:
                assert strong_cyp3a4(drug.name) == drug.strong_cyp3a4, drug.name
