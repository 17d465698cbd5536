"""The two questions about medicines: which ones somebody takes, and which drug classes they had."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.trial.medicines import drug_classes_had, read_medications
from bot.values import UNKNOWN

NONE_TAKEN = [
    "none",
    "nothing",
    "No meds",
    "no",
    "I don\u2019t take any medications",
    "not taking anything right now",
]

TAKEN = [
    # words, names, to be confirmed
    ("Tylenol, Eliquis 5 mg twice a day and acyclovir", ("Tylenol", "Eliquis", "acyclovir"), False),
    (
        "metoprolol 25mg\nlisinopril 10\ngabapentin 300 mg tid",
        ("metoprolol", "lisinopril", "gabapentin"),
        False,
    ),
    ("nothing but Tylenol", ("Tylenol",), False),
    ("no medicines other than Eliquis", ("Eliquis",), False),
    ("clarithromycine", ("clarithromycine",), False),
    ("Eliquis and frobnizol", ("Eliquis", "frobnizol"), False),
    ("frobnizol", ("frobnizol",), True),
    ("I don't take clarithromycin, just acyclovir", ("acyclovir",), True),
    ("I stopped Tegretol last month", ("Tegretol",), True),
]

NOT_UNDERSTOOD = [
    "yes",
    "a lot",
    "same as before",
    "I don't take clarithromycin or rifampin",
    "too many to list",
]

P, M, A = "had_proteasome_inhibitor", "had_immunomodulatory_agent", "had_anti_cd38"
ALL = {P: True, M: True, A: True}

HAD = [
    ("Velcade, Revlimid and Dara", ALL),
    ("all three", ALL),
    ("Yes, all of them", ALL),
    ("yes all", ALL),
    ("Dara-RVd then KPd", ALL),
    ("all but dara", ALL | {A: False}),
    ("everything except Darzalex", ALL | {A: False}),
    ("all of them but not the CD38 one", ALL | {A: False}),
    ("none of them", dict.fromkeys(ALL, False)),
    ("never had any of those", dict.fromkeys(ALL, False)),
    ("Velcade and Revlimid, no Dara", ALL | {A: False}),
    ("I had VRd but not daratumumab", ALL | {A: False}),
    ("Velcade yes, Revlimid yes, dara no", ALL | {A: False}),
    ("PI yes, IMiD yes, CD38 no", ALL | {A: False}),
    ("never had darzalex", {A: False}),
    ("I didn\u2019t get dara", {A: False}),
    ("I haven't had a proteasome inhibitor", {P: False}),
    ("VRd", {P: True, M: True}),
    ("Velcade", {P: True}),
    ("Velcade but never Kyprolis", {P: True}),
    ("I couldn't tolerate Velcade", {P: True}),
    ("no response to Velcade", {P: True}),
    ("not only Velcade but Revlimid too", {P: True, M: True}),
    ("no longer on Velcade", {P: True}),
    ("iberdomide", {M: True}),
    ("Abecma", {}),
    # Who never had one medicine of a class may have had another.
    ("never had Kyprolis", {}),
    ("never had dara or Velcade", {A: False}),
    ("haven't had dara since 2020", {}),
    ("I have not had Darzalex at all since my transplant", {}),
    ("haven't had dara", {A: False}),
    ("I never had Dara-Rd", {}),
    ("Velcade and Rev but I'm not sure about dara", {P: True, M: True}),
    ("I don't think I had dara", {}),
    ("I will start dara next week", {}),
    ("What is Revlimid?", {}),
    ("not all of them", {}),
    ("yes", {}),
    ("no", {}),
    ("", {}),
]


@pytest.mark.parametrize("words", NONE_TAKEN)
def test_no_medicines(words):
    assert read_medications(words).value == ()


@pytest.mark.parametrize(("words", "names", "confirm"), TAKEN)
def test_medicines_that_are_taken(words, names, confirm):
    reading = read_medications(words)
    assert (reading.value, reading.confirm) == (names, confirm)
    assert words[reading.start : reading.end].startswith(names[0])
    assert words[reading.start : reading.end].endswith(names[-1])


@pytest.mark.parametrize("words", ["I don't know", "not sure"])
def test_who_does_not_know_their_medicines(words):
    assert read_medications(words).value is UNKNOWN


@pytest.mark.parametrize("words", NOT_UNDERSTOOD)
def test_what_names_no_medicine_is_asked_again(words):
    assert read_medications(words) is None


@pytest.mark.parametrize(("words", "facts"), HAD)
def test_drug_classes(words, facts):
    assert drug_classes_had(words) == facts


@given(st.text(min_size=1, max_size=200))
def test_any_answer_is_read_without_an_error(words):
    read_medications(words)
    assert set(drug_classes_had(words)) <= set(ALL)
