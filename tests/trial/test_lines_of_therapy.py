"""How many lines of therapy the words allow: at least, at most. By Rajkumar et al., Blood 2015;126(7):921."""

import pytest

from bot.trial.lines_of_therapy import Begins, Kind, count_lines, sentences

EXACT = [
    ("VRd", 1),
    ("RVD, transplant, revlimid maintenance", 1),
    ("VRd, tandem transplant, revlimid maintenance", 1),
    ("VRd then autologous stem cell transplant (ASCT) then R maintenance", 1),
    ("induction with krd, auto, krd consolidation, revlimid maintenance", 1),
    ("Velcade, Revlimid and dex", 1),
    ("dara + rev + dex", 1),
    ("dara/pom/dex", 1),
    ("Rev for 2 years, took a break, rev again", 1),
    ("VRd then just revlimid", 1),
    ("Zometa, acyclovir, Bactrim, VRd, Eliquis", 1),
    ("VRd. never had a transplant. Rev maintenance", 1),
    ("dara pom dex, cytoxan for stem cell collection, transplant with melphalan, then flu/cy and abecma", 1),
    ("VRd, transplant, Abecma, relapsed, teclistamab", 1),
    ("Rd, not enough response so velcade was added", 2),
    ("VRd didn't work, then dara rev dex", 2),
    ("VRd for 2 years then it came back, kyprolis and dex", 2),
    ("transplant without maintenance, 6 months later relapsed and started revlimid", 2),
    ("VRd, transplant, rev maintenance, relapsed, second transplant", 2),
    ("VRd, transplant, rev maintenance, then second transplant", 2),
    ("Got Velcade Revlimid and dex first. Then stem cell. Then nothing. Then it came back and I had dara", 2),
    (
        "VRd, transplant. After the transplant I was on revlimid maintenance. It came back on revlimid so DKd",
        2,
    ),
    ("I relapsed in 2020 after VRd and a transplant. Then I got dara kyprolis dex", 2),
    ("My myeloma came back after VRd and while on revlimid maintenance, so they started daratumumab", 2),
    ("carvykti 2022, relapsed, teclistamab, then abecma", 2),
    ("Velcade gave me neuropathy so they switched me to Revlimid", 2),
    (
        "velcade rev dex for 4 months, stem cell transplant 2019, rev after that until 2021. relapsed. "
        "Darzalex+pomalyst. relapsed. KCd. then car-t",
        3,
    ),
    ("RVD tranplant maintainence relapsd darzalex pomalist relapsd kyprolis cytoxin carT", 3),
    ("VRD trasplant relasped dara pomalyst progresed kyprolis abecma", 3),
    ("VRd relapsed dara stopped working kyprolis failed abecma", 3),
    ("Velcade stopped working so kyprolis. kyprolis stopped working so dara", 3),
    ("VRd, SCT, rev maint til 2022 when numbers went up, DPd, numbers went up, elo-pom, abecma", 3),
    ("line 1 VRd, line 2 DKd, line 3 EPd", 3),
    (
        "first I had rvd, transplant, then maintenance; second time dara; then carfilzomib; 4th was selinexor",
        4,
    ),
    ("first line RVd+ASCT, second line DPd, third line KCd, fourth line selinexor", 4),
    ("I had four lines of treatment: velcade, revlimid, kyprolis, dara", 4),
    ("5 lines including abecma. VRd, transplant, dara pd, kcd, selinexor", 4),
]

RANGES = [
    ("maybe dara", 0, 1),
    (
        "velcade shots with dex and then they added revlimid. transplant. maintenance with rev and ninlaro",
        1,
        2,
    ),
    ("VRd, SCT, revlimid, relapsed; no response to dara; kyprolis; xpovio", 3, 4),
    ("VRd with neuropathy then transplant, velcade every 2 weeks after", 1, 2),
    ("VRd, then dara pom dex", 1, 2),
    ("VRd, transplant, then revlimid", 1, 2),
    ("VRd, two transplants, rev maintenance", 1, 2),
    ("VRd, relapse, VRd again", 1, 2),
    ("cybord then vrd then auto transplant", 1, 2),
    ("velcade and kyprolis", 1, 2),
    ("velcade, revlimid, dara, kyprolis", 1, 4),
    ("dex pulse, then VRd", 1, 2),
    ("VRd then DT-PACE then transplant", 1, 2),
    ("I was on a clinical trial after VRd and transplant", 1, 2),
    ("I had abecma in august. before that VRd, transplant, rev maintenance, dara pom dex", 1, 2),
    ("before CAR-T I had VRd, transplant, DPd", 1, 2),
    ("they offered me dara but I did kyprolis", 1, 2),
    ("VRd, then dara, then bridging with cytoxan, then abecma", 1, 3),
    ("VRd and dara pd before abecma, now taking talvey", 1, 3),
    (
        "VRd, then transplant, revlimid maintenance, then dara pom dex when it came back, then kyprolis, "
        "then abecma",
        2,
        3,
    ),
    ("dara rev dex, relapsed after 3 years, then KPd, bridging with cytoxan, Abecma", 2, 3),
    ("Velcade/Dex -> Rev/Dex -> Pom/Dex -> Dara -> Abecma", 2, 4),
    ("1. RVd 2. ASCT 3. Revlimid 4. DPd 5. KCd 6. Abecma", 2, 4),
    ("relapsed on revlimid maintenance after VRd and transplant, then DPd", 2, 4),
    ("RVD, SCT, rev, DVD, KPD, XVD", 3, 5),
    ("I had 3 lines: VRd", 1, 3),
]

NOTHING_BEFORE_CAR_T = [
    "",
    "i had car-t last year",
    "I had 4 lines",
    "abecma in august, then revlimid",
    "prednisone and valtrex",
    "never had a transplant",
    "it came back twice",
    "chemo",
    "\n\x00~~ ~",
]


@pytest.mark.parametrize(("story", "lines"), EXACT, ids=[story for story, _ in EXACT])
def test_words_that_leave_one_count(story, lines):
    assert span(story) == (lines, lines)


@pytest.mark.parametrize(("story", "least", "most"), RANGES, ids=[story for story, *_ in RANGES])
def test_words_that_leave_a_range(story, least, most):
    assert span(story) == (least, most)


@pytest.mark.parametrize("story", NOTHING_BEFORE_CAR_T)
def test_no_treatment_is_named(story):
    assert count_lines(story) is None


def test_steps_are_shown_with_their_words_and_reasons():
    story = "VRd, transplant, relapsed, dara-pom, then abecma"
    steps = count_lines(story).steps
    assert [(step.words, step.kind, step.begins) for step in steps] == [
        ("VRd", Kind.TREATMENT, Begins.NEW_LINE),
        ("transplant", Kind.TRANSPLANT, Begins.SAME_LINE),
        ("relapsed", Kind.RELAPSE, Begins.NOT_COUNTED),
        ("dara-pom", Kind.TREATMENT, Begins.NEW_LINE),
        ("abecma", Kind.CAR_T, Begins.NOT_COUNTED),
    ]
    assert all(story[step.start : step.end] == step.words for step in steps)
    assert steps[3].medicines == ("daratumumab", "pomalidomide")


@pytest.mark.parametrize("story", [story for story, *_ in (*EXACT, *RANGES)])
def test_every_reason_has_its_sentence(story):
    assert set(count_lines(story).reasons) <= set(sentences())


def test_count_that_does_not_fit_is_said():
    assert "counts_disagree" in count_lines("I had 3 lines: VRd").reasons


def span(story: str) -> tuple[float, float] | None:
    count = count_lines(story)
    return (count.lines.low, count.lines.high) if count else None
