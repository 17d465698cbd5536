"""Training: one at a time, and a model is there whole or not at all."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.running import model
from bot.running.model import TrainingFailed, model_path, train
from bot.settings import Settings

TRAINS = """
import pathlib, sys, time
told = dict(zip(sys.argv[:-1], sys.argv[1:]))
made = pathlib.Path(told["--out"], told["--fixed-model-name"] + ".tar.gz")
made.parent.mkdir(exist_ok=True)
made.write_text("half a model")
time.sleep(0.3)
print("trained once more")
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, models=tmp_path / "models")


@pytest.fixture
def rasa_does(monkeypatch: pytest.MonkeyPatch):
    """Has a script of Python train in Rasa's place."""

    def does(script: str) -> None:
        command = [sys.executable, "-c", script]
        monkeypatch.setattr(model, "rasa_command", lambda _, *arguments: [*command, *arguments])

    return does


def test_who_comes_while_it_is_trained_waits_for_the_whole_model(settings, rasa_does, capsys):
    rasa_does(TRAINS + "made.write_text('a whole model')")

    def what_is_there(_: int) -> str:
        return train(settings).read_text()

    with ThreadPoolExecutor(3) as several:
        assert list(several.map(what_is_there, range(3))) == ["a whole model"] * 3
    assert capsys.readouterr().out.count("Training the model") == 1


def test_a_training_that_is_cut_short_leaves_no_model(settings, rasa_does):
    rasa_does(TRAINS + "raise SystemExit(1)")
    with pytest.raises(TrainingFailed, match="trained once more"):
        train(settings)
    assert not model_path(settings).exists()


def test_the_model_of_other_files_is_thrown_away(settings, rasa_does):
    rasa_does(TRAINS)
    settings.models.mkdir()
    stale = settings.models / "aftercart-0123456789abcdef.tar.gz"
    stale.touch()
    assert train(settings).exists()
    assert not stale.exists()
