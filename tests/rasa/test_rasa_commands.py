"""Rasa's own commands work on this assistant, through the launcher that stands in for TensorFlow."""

import subprocess

import pytest

from bot.running.model import train
from bot.running.rasa import rasa_command, rasa_environment
from bot.settings import PROJECT, Settings


def rasa(*arguments: str) -> subprocess.CompletedProcess:
    settings = Settings()
    command = rasa_command(settings, *arguments)
    return subprocess.run(
        command, cwd=PROJECT, env=rasa_environment(settings), capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def model() -> str:
    return str(train(Settings()))


def test_the_data_are_valid():
    done = rasa("data", "validate")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_stories_hold(model, tmp_path):
    stories = ["--stories", "tests/rasa", "--model", model, "--out", str(tmp_path)]
    done = rasa("test", "core", *stories, "--fail-on-prediction-errors")
    assert done.returncode == 0, done.stderr[-3000:]
