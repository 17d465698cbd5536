"""Names of medicines and regimens in people's words."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.trial.medicines import find_medicines
from bot.trial.medicines.catalogue import drugs
from bot.trial.medicines.names import key

CLASSES = {
    "Velcade": "proteasome_inhibitor",
    "kyprolis": "proteasome_inhibitor",
    "Ninlaro": "proteasome_inhibitor",
    "Revlimid": "immunomodulatory_agent",
    "revs": "immunomodulatory_agent",
    "Pomalyst": "immunomodulatory_agent",
    "Imnovid": "immunomodulatory_agent",
    "thal": "immunomodulatory_agent",
    "iberdomide": "immunomodulatory_agent",
    "mezigdomide": "immunomodulatory_agent",
    "dara": "anti_cd38",
    "Darzalex Faspro": "anti_cd38",
    "Daratumumab and Hyaluronidase-fihj": "anti_cd38",
    "Isatuximab-irfc": "anti_cd38",
    "Empliciti": "other_myeloma",
    "Talquetamab-tgvs": "other_myeloma",
    "Abecma": "other_myeloma",
    "melphalan hydrochloride": "other_myeloma",
    "Doxil": "other_myeloma",
    "Decadron": "steroid",
    "prednisone": "steroid",
    "Zometa": "other",
    "Xgeva": "other",
    "Eliquis": "other",
    "frobnizol": None,
}

REGIMENS = {
    "VRd": {"bortezomib", "lenalidomide", "dexamethasone"},
    "rvd": {"bortezomib", "lenalidomide", "dexamethasone"},
    "Rd": {"lenalidomide", "dexamethasone"},
    "KRd": {"carfilzomib", "lenalidomide", "dexamethasone"},
    "KPd": {"carfilzomib", "pomalidomide", "dexamethasone"},
    "DVd": {"daratumumab", "bortezomib", "dexamethasone"},
    "Dara-Pd": {"daratumumab", "pomalidomide", "dexamethasone"},
    "Dara-RVd": {"daratumumab", "lenalidomide", "bortezomib", "dexamethasone"},
    "D-VMP": {"daratumumab", "bortezomib", "melphalan", "prednisone"},
    "isa-kd": {"isatuximab", "carfilzomib", "dexamethasone"},
    "EloPd": {"elotuzumab", "pomalidomide", "dexamethasone"},
    "XVd": {"selinexor", "bortezomib", "dexamethasone"},
    "CyBorD": {"cyclophosphamide", "bortezomib", "dexamethasone"},
    "VMP": {"bortezomib", "melphalan", "prednisone"},
    "MPT": {"melphalan", "prednisone", "thalidomide"},
    "CTD": {"cyclophosphamide", "thalidomide", "dexamethasone"},
    "PAD": {"bortezomib", "doxorubicin", "dexamethasone"},
    "DCEP": {"dexamethasone", "cyclophosphamide", "etoposide", "cisplatin"},
    "DT-PACE": {"dexamethasone", "thalidomide", "cisplatin", "doxorubicin", "cyclophosphamide", "etoposide"},
    "Hyper CVAD": {"cyclophosphamide", "vincristine", "doxorubicin", "dexamethasone"},
    "Mel-200": {"melphalan"},
    "dara rev dex": {"daratumumab", "lenalidomide", "dexamethasone"},
    "velcade/revlimid/dex": {"bortezomib", "lenalidomide", "dexamethasone"},
    "Bortezomib and Prednisone": {"bortezomib", "prednisone"},
    "KR": {"carfilzomib", "lenalidomide"},
    "VT then Pd": {"bortezomib", "thalidomide", "pomalidomide", "dexamethasone"},
}

OTHER_MEANINGS = [
    "I have CKD",
    "CKD",
    "my ICD was put in last year",
    "I had VT in the hospital",
    "I have PAD and CAD",
    "I'm MRD negative",
    "diagnosed with PTSD and ESRD",
    "is a red car",
    "as a kid",
    "I went to a concert",
    "my program is complete",
    "my doctor told me my kidneys are good",
]

MISSPELLED = {
    "revelimid": "lenalidomide",
    "velcaid": "bortezomib",
    "darzelex": "daratumumab",
    "gabapenten": "gabapentin",
    "zarelto": "rivaroxaban",
    "val trex": "valacyclovir",
}

CONFUSABLE = [
    ("clarithromycin", "erythromycin", "azithromycin"),
    ("fluconazole", "voriconazole", "itraconazole", "posaconazole", "ketoconazole", "miconazole"),
    ("rifampin", "rifaximin", "rifabutin", "rifapentine"),
    ("carvedilol", "captopril"),
    ("prednisone", "prednisolone", "methylprednisolone"),
    ("lenalidomide", "pomalidomide", "thalidomide", "iberdomide"),
    ("hydroxyzine", "hydralazine"),
    ("clonidine", "clonazepam", "clozapine"),
    ("valacyclovir", "valganciclovir", "acyclovir", "ganciclovir"),
    ("phenytoin", "fosphenytoin", "phenobarbital"),
    ("carbamazepine", "oxcarbazepine", "eslicarbazepine"),
    ("enzalutamide", "apalutamide", "darolutamide", "bicalutamide"),
    ("atazanavir", "darunavir", "amprenavir", "indinavir"),
]


def generics(text: str) -> set[str | None]:
    return {medicine.generic for medicine in find_medicines(text)}


@pytest.mark.parametrize(("name", "drug_class"), CLASSES.items())
def test_a_medicine_has_its_class(name, drug_class):
    [medicine] = find_medicines(name)
    assert medicine.drug_class == drug_class
    assert medicine.text == name


@pytest.mark.parametrize(("name", "medicines"), REGIMENS.items())
def test_a_regimen_stands_for_its_medicines(name, medicines):
    assert generics(name) == medicines


@pytest.mark.parametrize("text", OTHER_MEANINGS)
def test_letters_and_words_that_mean_something_else_name_no_medicine(text):
    assert [medicine for medicine in find_medicines(text) if medicine.generic] == []


@pytest.mark.parametrize(("words", "generic"), MISSPELLED.items())
def test_a_close_misspelling_is_understood(words, generic):
    assert generics(words) == {generic}


@pytest.mark.parametrize("group", CONFUSABLE, ids=lambda group: group[0])
def test_confusable_names_stay_apart(group):
    for name in group:
        assert generics(name) == {name}


def test_names_in_a_sentence_come_in_order_and_chatter_does_not():
    text = "I take metoprolol XR 50 mg twice a day, Bactrim DS & acyclovir for shingles, and vitamin D3"
    assert [medicine.text for medicine in find_medicines(text)] == [
        "metoprolol",
        "Bactrim DS",
        "acyclovir",
        "vitamin D3",
    ]


def test_an_unknown_name_in_a_list_is_kept_as_it_was_given():
    found = find_medicines("Eliquis, Frobnizol 20 mg, lisinopril")
    assert [(medicine.text, medicine.generic) for medicine in found] == [
        ("Eliquis", "apixaban"),
        ("Frobnizol", None),
        ("lisinopril", "lisinopril"),
    ]


def test_a_regimen_gives_its_own_words_for_each_medicine():
    assert {medicine.text for medicine in find_medicines("first I got Dara-RVd, I think")} == {"Dara-RVd"}


def test_every_name_of_the_tables_finds_its_medicine():
    """A name in the tables that is found as another, or not at all, is a fault of the tables."""
    lost = [
        (name, generic)
        for name, generic in _all_names()
        if {medicine.generic for medicine in find_medicines(name)} != {generic}
    ]
    assert lost == []


def _all_names():
    for drugs_of_key in drugs().values():
        for drug in drugs_of_key:
            if drug.only_as is None and "+" not in drug.name:
                yield drug.name, drug.generic


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error_and_its_words_are_given_as_they_stand(text):
    for medicine in find_medicines(text):
        assert medicine.text == text[medicine.start : medicine.end]


@given(
    st.sampled_from([names[0].name for names in drugs().values() if len(key(names[0].name)) > 5]),
    st.text(string.punctuation + " ", max_size=5),
)
def test_case_and_surroundings_change_nothing(name, noise):
    expected = {medicine.generic for medicine in find_medicines(name)}
    assert {medicine.generic for medicine in find_medicines(f"{noise} {name.upper()} ")} == expected
    assert {medicine.generic for medicine in find_medicines(name.lower())} == expected
