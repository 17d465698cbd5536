"""What a message wants: the classifier gives the scores of the components of Rasa that it stands for."""

from in_rasa import in_rasa
from pytest import approx
from yaml import CSafeLoader, load

from bot.settings import PROJECT

SERVED = {
    *("WhitespaceTokenizer", "FallbackClassifier", "bot.rasa.intent_classifier.IntentClassifier"),
    *("bot.rasa.example_classifier.ExampleClassifier", "bot.rasa.danger_classifier.DangerClassifier"),
}
EVERY = 8
"""So few of the examples train in seconds."""
LINES = [
    "abecma mid august", "61", "I'm 61 years and 3 months", "nooooo", "why do you ask that?", "GO BACK", "ok",
    "  ", "?", "\u2026", "🙂", "don't know, e.g. B.1", "x", "ÄRGER über İstanbul", "a_b c-d 3.5mg 12/2026",
    "zzz qqq www", "my doctor said that it is in remission but I am not sure about the blood test results of last week",
]  # fmt: skip


def examples() -> list[tuple[str, str]]:
    """Intents and what people say who want them."""
    return [
        (group["intent"], line.removeprefix("- "))
        for file in sorted((PROJECT / "data" / "nlu").glob("*.yml"))
        for group in load(file.read_text(encoding="utf-8"), CSafeLoader)["nlu"]
        for line in group["examples"].splitlines()
    ]


def test_all_of_the_pipeline_is_known_to_serve_without_scikit_learn():
    """Another component may need a package of `bot.rasa.absent.NOT_SERVED`; that one has to be taken out there."""
    pipeline = load((PROJECT / "config.yml").read_text(encoding="utf-8"), CSafeLoader)["pipeline"]
    assert {each["name"] for each in pipeline} <= SERVED


def test_it_ranks_the_intents_as_the_components_of_rasa_do():
    every = examples()
    others = [text for _, text in every[1 :: EVERY * 4]]
    found = in_rasa("intents.py", {"examples": every[::EVERY], "lines": [*LINES, *others]})
    for line, ours, stock in zip([*LINES, *others], found["ours"], found["stock"], strict=True):
        # Equal scores may stand in any order; their order is that of the intents here as there.
        assert [name for name, _ in ours] == [name for name, _ in stock], line
        assert [score for _, score in ours] == approx([score for _, score in stock], rel=1e-9), line
