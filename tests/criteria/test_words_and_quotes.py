"""Every criterion rests on words of the page, and has words of its own for whatever it can come to."""

import re
from datetime import date
from functools import cache
from itertools import product
from string import Formatter

import pytest
from anybody import TODAY
from nurse_table import between_days_ago, days_ago

from bot.screening.kinds import Amount, Choice, Choices, Date, Names, Truth
from bot.screening.verdict import Decision, Verdict
from bot.trial.criteria import CRITERIA
from bot.trial.facts import FACTS
from bot.trial.page import one_line, trial_page
from bot.trial.reasons import all_words

every_criterion = pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.id)

DAYS = [days_ago(ago) for ago in (10, 95, 120)] + [between_days_ago(*ago) for ago in ((90, 70), (40, 10))]
NUMBERS = {
    "prior_lines": [2, 3, 4, {"min": 2, "max": 4}],
    "age": [17, 44, 45, {"min": 17, "max": 45}, {"min": 44, "max": 46}],
    "ecog": [2, 3, {"min": 2, "max": 3}],
    "creatinine_mg_dl": [0, 1, 2.4, 5, {"min": 1, "max": 5}],
}
A_LAB_RESULT = [0, 1, 1e6, {"min": 0, "max": 1e6}]


def telling_values(name):
    """Values of a fact, as JSON, that bring out every sentence; None for a fact that was not asked."""
    match FACTS[name].kind:
        case Choice(words):
            some = list(words)
        case Choices(words):
            some = [[word] for word in words]
        case Truth():
            some = [True, False]
        case Names():
            some = [[], ["acyclovir"], ["clarithromycin"]]
        case Date(_, words):
            some = DAYS + list(words)
        case Amount():
            some = NUMBERS.get(name, A_LAB_RESULT)
    return [None, *(FACTS[name].read(raw, TODAY) for raw in [*some, "unknown"])]


@cache
def all_decisions(criterion) -> list[Decision]:
    """What a criterion comes to over every combination of telling values."""
    combinations = product(*map(telling_values, criterion.reads))
    answers = [dict(zip(criterion.reads, values, strict=True)) for values in combinations]
    return [
        criterion.decide({fact: value for fact, value in each.items() if value is not None}, TODAY)
        for each in answers
    ]


@every_criterion
def test_the_quote_stands_word_for_word_in_the_page(criterion):
    assert criterion.quote
    assert one_line(criterion.quote) in one_line(trial_page().text)


@every_criterion
def test_the_rule_is_told_in_plain_words(criterion):
    assert criterion.rule.__doc__


@every_criterion
def test_every_decision_has_a_sentence(criterion):
    words = all_words()[criterion.id]
    for decision in all_decisions(criterion):
        sentence = words.sentence(decision)
        assert sentence.endswith(".")
        assert not re.search("[{}]", sentence)


@every_criterion
def test_a_criterion_has_a_title_and_what_settles_it(criterion):
    words = all_words()[criterion.id]
    assert 0 < len(words.title.split()) <= 6
    assert words.settled_by
    assert not words.settled_by.endswith(".")


def own_sentences(criterion):
    shared = {"missing", "unknown", "straddles", "at_visit"}
    return {reason for reason in all_words()[criterion.id].sentences if reason not in shared}


@every_criterion
def test_no_sentence_is_left_over(criterion):
    assert own_sentences(criterion) <= {decision.reason for decision in all_decisions(criterion)}


def test_every_verdict_can_be_reached():
    reached = {decision.verdict for criterion in CRITERIA for decision in all_decisions(criterion)}
    assert reached == set(Verdict)


def test_no_words_without_a_criterion():
    assert list(all_words()) == [criterion.id for criterion in CRITERIA]


@every_criterion
def test_sentences_promise_nothing_advise_nothing_and_are_short(criterion):
    for sentence in all_words()[criterion.id].sentences.values():
        assert not re.search(
            r"eligib|qualif|\bstop (taking|your)|\bshould\b|\bmust\b|guarantee", sentence, re.I
        )
        assert all(len(part.split()) <= 28 for part in re.split(r"[.:] ", sentence)), sentence


@every_criterion
def test_figures_in_sentences_stand_on_the_page(criterion):
    page = set(re.findall(r"\d[\d,.]*\d|\d", trial_page().text)) | {"80", "110"}
    for sentence in all_words()[criterion.id].sentences.values():
        plain = sentence.replace("CD38", "").replace("CYP3A4", "")
        assert set(re.findall(r"\d[\d,.]*\d|\d", plain)) <= page, sentence


@every_criterion
def test_sentences_name_only_what_their_decisions_give(criterion):
    words = all_words()[criterion.id]
    for decision in all_decisions(criterion):
        named = {name for _, name, _, _ in Formatter().parse(words.sentences[decision.reason]) if name}
        assert named <= {"settled_by", *decision.details}


def test_a_date_is_spoken_in_full():
    decision = Decision(Verdict.NOT_YET, details={"off_long_enough": date(2026, 12, 3)})
    assert "December 3, 2026" in all_words()["steroid_washout"].sentence(decision)


def test_what_a_person_typed_is_not_taken_for_a_placeholder():
    decision = Decision(Verdict.TEAM_REVIEW, details={"medicines": "{settled_by} {0}"})
    assert "{settled_by} {0}" in all_words()["no_strong_cyp3a4"].sentence(decision)


def test_the_page_is_the_trials():
    page = trial_page()
    assert page.trial in page.text
    assert page.last_updated == date(2025, 8, 13)
