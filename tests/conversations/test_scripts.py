"""Every script in this folder, played through the running assistant.

A step is the question that must be open and what the person says: `- age: "61"`. A step may demand words in the
reply (`hears`) and the name of a response in the domain that must be said (`says`). `ends` is the outcome;
`questions` the most that may be asked; `answers` what was understood; `verdicts` what single criteria came to.
"""

from pathlib import Path
from uuid import uuid4

import pytest
import yaml
from player import Play

from bot.running.chat import Conversation
from bot.settings import PROJECT

HERE = Path(__file__).parent
RESPONSES = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))["responses"]
SCRIPTS = [
    pytest.param(script, id=f"{path.stem}: {title}")
    for path in sorted(HERE.glob("*.yml"))
    for title, script in yaml.safe_load(path.read_text(encoding="utf-8")).items()
]
NOT_PLACES = ("hears", "says")


@pytest.mark.parametrize("script", SCRIPTS)
def test_script(assistant, script):
    play = Play(Conversation(assistant.rasa_url, f"script-{uuid4().hex}"))
    play.say(script.get("opens", "hello"))
    for step in script["steps"]:
        [place] = [key for key in step if key not in NOT_PLACES]
        heard = play.step(None if place == "nothing" else place, str(step[place]))
        for words in listed(step.get("hears")):
            assert words in heard.words, f"after {step}: {heard.words}"
        for response in listed(step.get("says")):
            assert any(variation["text"].split("{")[0] in heard.words for variation in RESPONSES[response]), (
                f"after {step}: {heard.words}"
            )
    check_end(play, script)


def listed(one_or_many) -> list:
    return one_or_many if isinstance(one_or_many, list) else [one_or_many] if one_or_many else []


def check_end(play: Play, script: dict) -> None:
    if "asks" in script:
        assert play.heard.asked == script["asks"], play.heard.words
    if "ends" in script:
        assert play.heard.result, f"no result, but {play.heard.asked}: {play.heard.words}"
        assert play.heard.result["outcome"] == script["ends"], play.heard.words
    assert play.questions <= script.get("questions", 99), play.questions
    result = play.heard.result or {"answers": {}, "criteria": []}
    verdicts = {each["id"]: each["verdict"] for each in result["criteria"]}
    for expected, found in (
        (script.get("answers", {}), result["answers"]),
        (script.get("verdicts", {}), verdicts),
    ):
        assert expected == {name: found.get(name) for name in expected}
