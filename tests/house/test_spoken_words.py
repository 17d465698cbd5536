"""The words of the phone: an agent reads them aloud, word for word, so they must be fit to be heard."""

import re
from statistics import mean

import pytest
import yaml
from test_plain_words import AIM, HIGHEST_GRADE, grade
from test_questions_back import SOURCE

from actions.labels import as_sent, facts_of_payload
from bot.settings import PROJECT
from bot.trial.page import one_line, trial_page
from bot.trial.reasons import all_words

RESPONSES = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))["responses"]
PAGE = one_line(trial_page().text)
CHANNEL = "call_center"

OF_THE_SCREEN = re.compile(
    r"\b(type (?:it|the|a|your|in|for)|typed|typing|tap|click|press|chat|buttons?|screen|web ?page|"
    r"this page|show you|above|below|send your|message again|computer program|i'm a computer|i'm aftercart)\b"
    r'|\bsay(?:, for example| for example)?,? "'
    r"(?:continue|start over|go back|stop|go on anyway|call me back|keep it|change)",
    re.IGNORECASE,
)
"""What only a page can mean, or a command that only a program obeys."""
UNSPEAKABLE = re.compile(r"[()\[\]<>≤≥^*#_|/%]|\be\.g\.|idecabtagene")
"""Signs that nobody can say aloud, and a name that nobody should have to."""
LONGEST_SENTENCE = 32
"""Words. A listener cannot look back to where a sentence began."""
LONGEST_QUOTE = 30
FROM_THE_PAGE = "I have this from the trial page."


def on_the_phone(name: str) -> dict:
    """The wording of a response that Rasa chooses on the phone: its own, or else that of the chat."""
    said = RESPONSES[name]
    return next((each for each in said if each.get("channel") == CHANNEL), said[0])


def own_words(text: str) -> str:
    return text.partition(SOURCE)[0].replace(FROM_THE_PAGE, "").strip()


SPOKEN = [(name, on_the_phone(name)["text"]) for name in RESPONSES]
VARIED = [(name, said) for name, said in RESPONSES.items() if len(said) > 1]
ONLY_ON_THE_PHONE = [(name, said) for name, said in RESPONSES.items() if "channel" in said[0]]
SENTENCES_OF_THE_CRITERIA = [
    (f"{id}: {key}", text) for id, words in all_words().items() for key, text in words.sentences.items()
]


@pytest.mark.parametrize(("name", "text"), [*SPOKEN, *SENTENCES_OF_THE_CRITERIA])
def test_nothing_that_is_said_needs_a_screen(name, text):
    assert not OF_THE_SCREEN.search(text)


@pytest.mark.parametrize(("name", "text"), SPOKEN)
def test_every_sign_can_be_said(name, text):
    assert not UNSPEAKABLE.search(re.sub(r"\{\w+\}", "", text))


@pytest.mark.parametrize(("name", "text"), SPOKEN)
def test_sentences_are_short_enough_to_be_heard(name, text):
    sentences = re.split(r"(?<=[.!?:])\s+", re.sub(r'"[^"]*"', "words", text))
    assert max(len(sentence.split()) for sentence in sentences) <= LONGEST_SENTENCE


@pytest.mark.parametrize(("name", "text"), SPOKEN)
def test_nobody_is_called_eligible(name, text):
    assert "eligib" not in re.sub(r'"[^"]*"', "", text).lower()


def test_the_phone_is_as_plain_as_the_chat():
    grades = [grade(own_words(text)) for _, text in SPOKEN]
    assert max(grades) <= HIGHEST_GRADE
    assert mean(grades) <= AIM


@pytest.mark.parametrize(("name", "said"), VARIED)
def test_a_wording_of_its_own_is_not_a_copy(name, said):
    """Where the words of the chat are just as good aloud they stand once."""
    assert len(said) == 2
    assert said[0].keys() & {"channel"} == set()
    assert one_line(said[0]["text"]) != one_line(said[1]["text"])


@pytest.mark.parametrize(("name", "said"), VARIED)
def test_both_wordings_offer_the_same_answers_and_carry_the_same(name, said):
    chat, phone = said
    assert phone.get("buttons") == chat.get("buttons")
    assert phone.get("custom") == chat.get("custom")


@pytest.mark.parametrize(("name", "said"), VARIED)
def test_both_wordings_name_the_same_places(name, said):
    chat, phone = (set(re.findall(r"\{\w+\}", each["text"])) for each in said)
    assert phone == chat


def choices_of(name: str) -> list[str]:
    """The titles of the answers that a caller chooses between; yes, no and not knowing need no reading out."""
    facts = [
        (each["title"], facts_of_payload(as_sent(each["payload"])))
        for each in on_the_phone(name).get("buttons", ())
    ]
    return [
        title for title, said in facts if said and not any(_needs_no_reading(raw) for raw in said.values())
    ]


def _needs_no_reading(raw) -> bool:
    return isinstance(raw, bool) or raw in ("unknown", "declined")


QUESTIONS_WITH_CHOICES = [name for name in RESPONSES if name.startswith("utter_ask_") and choices_of(name)]


@pytest.mark.parametrize("name", QUESTIONS_WITH_CHOICES)
def test_every_choice_is_named_aloud(name):
    heard = stems(on_the_phone(name)["text"])
    unheard = [title for title in choices_of(name) if not stems(title) & heard and not is_plain_no(title)]
    assert not unheard


def stems(text: str) -> set[str]:
    """The first letters of its longer words: "treated" and "treatment" are heard as the same."""
    return {word[:6] for word in re.findall(r"[a-z]{4,}", text.lower())}


def is_plain_no(title: str) -> bool:
    return bool(re.match(r"(no|none|yes)\b", title, re.IGNORECASE)) and not stems(title) - {
        "none",
        "these",
        "never",
    }


@pytest.mark.parametrize("name", [name for name, _ in VARIED if SOURCE in RESPONSES[name][0]["text"]])
def test_an_answer_from_the_page_says_so_on_the_phone(name):
    text = on_the_phone(name)["text"]
    quotes = re.findall(r'"([^"]+)"', text.partition(SOURCE)[2])
    assert FROM_THE_PAGE in text or quotes
    assert all(one_line(quote) in PAGE for quote in quotes), quotes


@pytest.mark.parametrize(("name", "text"), SPOKEN)
def test_quotes_are_short_enough_to_be_read_aloud(name, text):
    quotes = re.findall(r'"([^"]+)"', text.partition(SOURCE)[2])
    assert all(len(quote.split()) <= LONGEST_QUOTE for quote in quotes)


@pytest.mark.parametrize(("name", "said"), ONLY_ON_THE_PHONE)
def test_lines_of_the_phone_are_for_agents_or_probe_a_question(name, said):
    assert re.match(r"utter_(call|probe)_", name)
    assert [each["channel"] for each in said] == [CHANNEL]


def test_the_agent_is_a_person():
    for name in ("utter_call_greeting", "utter_bot", "utter_human"):
        assert "I'm a person" in on_the_phone(name)["text"]
    assert "program" not in on_the_phone("utter_welcome")["text"]


def test_a_voicemail_tells_nobody_who_hears_it_anything():
    text = on_the_phone("utter_call_voicemail")["text"].lower()
    told = r"cancer|myeloma|trial|study|car-?t|abecma|health|ill|treat|screen|medic|nurse|aftercart|nct"
    assert not re.search(rf"\b({told})", text)


@pytest.mark.parametrize("name", ["utter_emergency", "utter_fever", "utter_call_emergency_instruction"])
def test_an_emergency_ends_the_call(name):
    text = on_the_phone(name)["text"]
    assert "hang up" in text
    assert "911" in text
    assert "CAR-T team" in text


def test_nobody_who_thinks_of_suicide_is_told_to_hang_up():
    text = on_the_phone("utter_suicide_risk")["text"]
    assert "hang up" not in text
    assert "I stay on the line with you" in text
    assert {"988", "911"} <= set(re.findall(r"\d+", text))


PROBES = [(name, said[0]["text"]) for name, said in RESPONSES.items() if name.startswith("utter_probe_")]


@pytest.mark.parametrize("name", [name for name in RESPONSES if name.startswith("utter_help_")])
def test_every_question_has_a_probe(name):
    assert name.replace("help", "probe") in RESPONSES


FITTING = re.compile(
    r"\d|\b(four|five|eighty|thirty|sixty|most likely|probably|surely|of course|hopefully|good|fine if|should be|"
    r"allowed|fits?|join|trial|right\?|isn't it|don't you|didn't you|wasn't it|normal\?)\b",
    re.IGNORECASE,
)
"""Figures of the trial's rules, and ways to suggest an answer."""


@pytest.mark.parametrize(("name", "text"), PROBES)
def test_a_probe_asks_and_suggests_nothing(name, text):
    assert "?" in text
    assert not FITTING.search(text)


@pytest.mark.parametrize(("name", "text"), PROBES)
def test_a_probe_never_offers_a_yes_alone(name, text):
    """ "Is it yes?" leads; "yes or no", "if any", "or not" do not."""
    for question in re.findall(r"[^.?!]+\?", text):
        opens_with_a_verb = re.match(
            r"\s*(is|are|was|were|have|has|did|do|does|can)\b", question, re.IGNORECASE
        )
        assert not opens_with_a_verb or re.search(r"\bor\b|\bletter\b|\banything\b|\bthere\b", question)
