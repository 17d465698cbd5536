"""The peer: the same form under Rasa's default pipeline and policies, as `rasa init` and a form would make it.

It has AfterCART's questions, with their buttons, and its training examples; its slots are filled by Rasa's own mappings
and its action server runs in the same stock environment. It applies no criteria and keeps no records.
"""

import hashlib
import json
import os
import resource
import shutil
import subprocess
from pathlib import Path

import yaml

from bot.settings import PROJECT

HERE = Path(__file__).parent
PEER = HERE / "peer"
HOME = PROJECT / ".bench"
ENVIRONMENT = HOME / "peer-venv"
PYTHON = ENVIRONMENT / "bin" / "python"
RASA = ENVIRONMENT / "lib" / "python3.10" / "site-packages" / "rasa"
ASSISTANT = HOME / "peer"
ANSWERS = HERE / "answers.yml"

RULES = """\
version: "3.1"
rules:
- rule: A greeting opens the form
  steps:
  - intent: greet
  - action: utter_welcome
  - action: screening_form
  - active_loop: screening_form
- rule: The form ends with the result
  condition:
  - active_loop: screening_form
  steps:
  - action: screening_form
  - active_loop: null
  - slot_was_set:
    - requested_slot: null
  - action: action_give_result
"""


def uv() -> str:
    """The installer that `make` gives, or the one on the path."""
    given = PROJECT / ".tools" / "uv" / "bin" / "uv"
    return os.environ.get("UV") or (str(given) if given.exists() else "uv")


def questions() -> list[str]:
    """The names of the questions that the person of the benchmark answers, in their order."""
    return list(yaml.safe_load(ANSWERS.read_text(encoding="utf-8")))


STORIES = """\
version: "3.1"
stories:
- story: A person who is well
  steps:
  - intent: mood_great
  - action: utter_happy
  - intent: goodbye
  - action: utter_goodbye
- story: A person who is sad
  steps:
  - intent: mood_unhappy
  - action: utter_cheer_up
  - action: utter_did_that_help
  - or:
    - intent: affirm
    - intent: thank
  - action: utter_happy
- story: A person whom that did not help
  steps:
  - intent: mood_unhappy
  - action: utter_cheer_up
  - action: utter_did_that_help
  - intent: deny
  - action: utter_goodbye
"""
"""Something for the policies that learn from stories; the interview itself is a form and its rules."""


def install() -> None:
    """Install stock Rasa, TensorFlow and all, in an environment of its own."""
    print("Installing the peer (2 GB, once) ...", flush=True)
    environment = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(ENVIRONMENT), "UV_COMPILE_BYTECODE": "1"}
    subprocess.run([uv(), "sync", "--frozen", "--quiet"], cwd=PEER, env=environment, check=True)


def build() -> tuple[Path, float]:
    """Write the assistant and train it unless that is done; the model, and what its training took when it was done."""
    shutil.rmtree(ASSISTANT / "data", ignore_errors=True)
    shutil.copytree(PROJECT / "data" / "nlu", ASSISTANT / "data" / "nlu")
    shutil.copytree(PEER / "actions", ASSISTANT / "actions", dirs_exist_ok=True)
    (ASSISTANT / "data" / "stories.yml").write_text(STORIES, encoding="utf-8")
    (ASSISTANT / "data" / "rules.yml").write_text(RULES, encoding="utf-8")
    (ASSISTANT / "config.yml").write_text(_config(), encoding="utf-8")
    (ASSISTANT / "domain.yml").write_text(yaml.safe_dump(_domain(), allow_unicode=True), encoding="utf-8")
    model = ASSISTANT / "models" / f"peer-{_digest()}.tar.gz"
    timed = model.with_suffix(".seconds")
    if not model.exists():
        timed.write_text(str(_train(model)))
    return model, float(timed.read_text())


def _config() -> str:
    stock = (RASA / "engine" / "recipes" / "config_files" / "default_config.yml").read_text(encoding="utf-8")
    return stock.replace("placeholder_default", "aftercart-bench-peer")


def _domain() -> dict:
    ours = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))
    stock = yaml.safe_load((RASA / "cli" / "initial_project" / "domain.yml").read_text(encoding="utf-8"))
    intents = [next(iter(each)) if isinstance(each, dict) else each for each in ours["intents"]]
    return {
        "version": "3.1",
        "session_config": ours["session_config"],
        "intents": sorted({*intents, *stock["intents"]}),
        "slots": {name: _slot(name) for name in questions()},
        "forms": {"screening_form": {"required_slots": questions()}},
        "responses": {**stock["responses"], **_for_a_page(ours["responses"])},
        "actions": ["validate_screening_form", "action_give_result"],
    }


def _slot(name: str) -> dict:
    mapping = {"type": "from_text", "conditions": [{"active_loop": "screening_form", "requested_slot": name}]}
    return {"type": "text", "influence_conversation": False, "mappings": [mapping]}


def _for_a_page(responses: dict) -> dict:
    """The variations for the widget; those with a place for a slot are left out, as the peer has no such slot."""
    kept = {
        name: [each for each in variations if "channel" not in each] for name, variations in responses.items()
    }
    return {name: each for name, each in kept.items() if each and "{" not in str(each[0].get("text"))}


def _digest() -> str:
    """What the model is learnt from; the words of a response are not among it."""
    digest = hashlib.sha256((PEER / "uv.lock").read_bytes())
    for path in sorted(ASSISTANT.glob("data/**/*.yml")):
        digest.update(path.read_bytes())
    learnt = {name: part for name, part in _domain().items() if name != "responses"}
    digest.update(_config().encode() + json.dumps(learnt).encode())
    return digest.hexdigest()[:16]


def _train(model: Path) -> float:
    """The processor's seconds of the training: a busy machine does not change them."""
    print("Training the peer, once (some ten minutes) ...", flush=True)
    name = model.name.removesuffix(".tar.gz")
    command = [str(PYTHON), "-m", "rasa", "train", "--skip-validation", "--fixed-model-name", name]
    before = children_seconds()
    with (ASSISTANT / "training.log").open("wb") as log:
        subprocess.run(command, cwd=ASSISTANT, stdout=log, stderr=subprocess.STDOUT, check=True)
    return children_seconds() - before


def children_seconds() -> float:
    """The processor's seconds of all processes that were started from here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
