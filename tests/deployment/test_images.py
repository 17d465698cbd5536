"""What the images hold is enough: the files that they copy, copied, can be run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import PROJECT, Settings

DEPLOY = PROJECT / "deploy"
NAMES = ("app", "rasa")
LEFT_OUT = shutil.ignore_patterns(".venv", "__pycache__", "node_modules")


def lines_of(name: str) -> list[str]:
    text = (DEPLOY / f"Containerfile.{name}").read_text(encoding="utf-8")
    return [line.strip() for line in text.replace("\\\n", " ").splitlines() if line.strip()]


def copied(name: str) -> list[tuple[list[str], str, str]]:
    """Each COPY from the project: what, where to, and the folder at that time."""
    found, folder = [], "/"
    for line in lines_of(name):
        if line.startswith("WORKDIR "):
            folder = line.split()[1]
        if line.startswith("COPY ") and "--from" not in line:
            *sources, target = line.split()[1:]
            found.append((sources, target, folder))
    return found


def laid_out(name: str, root: Path) -> Path:
    """The files of an image below a folder, without its environment."""
    for sources, target, folder in copied(name):
        place = root / folder.lstrip("/") / target
        for source in sources:
            path = PROJECT / source
            if path.is_dir():
                shutil.copytree(path, place, dirs_exist_ok=True, ignore=LEFT_OUT)
            else:
                place.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, place)
    return root / "app"


@pytest.mark.parametrize("name", NAMES)
def test_an_image_is_built_from_its_lock_file_and_runs_without_rights(name):
    text = "\n".join(lines_of(name))
    assert "uv sync --frozen" in text and "UV_COMPILE_BYTECODE=1" in text
    [user] = re.findall(r"^USER (.+)$", text, flags=re.MULTILINE)
    assert user == "10001:10001"
    assert not re.search(r"(?i)(key|secret|password|token)\w*=", text)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_copied_is_in_the_build_context(name):
    context = (PROJECT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_in = {line[1:] for line in context if line.startswith("!")}
    for sources, _, _ in copied(name):
        for source in sources:
            assert (PROJECT / source).exists()
            assert source.strip("/").split("/")[0] in let_in


def test_the_versions_of_python_are_those_of_the_project():
    assert "python:3.11-" in lines_of("app")[0] + lines_of("app")[1] + "\n".join(lines_of("app"))
    assert "python:3.10-" in "\n".join(lines_of("rasa"))


@pytest.mark.parametrize(
    "code",
    [
        "import bot.gateway.server, bot.gateway.__main__, bot.cli, actions",
        "from bot.callcenter import script; script.words('utter_call_greeting')",
        "from bot.callcenter.handover_pdf import TEMPLATE; TEMPLATE.read_bytes()",
        "import bot.store.all_tables, bot.store.migration, bot.mailing.postman",
    ],
)
def test_the_app_needs_no_other_file(tmp_path, code):
    app = laid_out("app", tmp_path)
    run = subprocess.run(
        [sys.executable, "-P", "-c", f"import bot; assert {str(app)!r} in bot.__file__; {code}"],
        cwd=app, env=_environment(app, tmp_path), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr


def test_the_app_migrates_where_nothing_but_its_home_can_be_written(tmp_path):
    app = laid_out("app", tmp_path)
    run = subprocess.run(
        [sys.executable, "-P", "-m", "bot.cli", "migrate"],
        cwd=app, env=_environment(app, tmp_path), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.stdout == "The records are up to date.\n", run.stderr
    assert not (app / ".aftercart").exists()


def _environment(app: Path, folder: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("AFTERCART_")}
    return {
        **own,
        "PYTHONPATH": str(app),
        "AFTERCART_HOME": str(folder / "home"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def test_rasa_needs_no_other_file(tmp_path):
    python = Settings().rasa_python
    if not python.exists():
        pytest.skip("make setup installs Rasa's environment")
    app = laid_out("rasa", tmp_path)
    # Every component of ours that Rasa loads by its name.
    ours = re.findall(r"bot\.rasa\.\w+", "".join(
        (PROJECT / name).read_text() for name in
        ("config.yml", "bot/rasa/endpoints.yml", "bot/rasa/credentials.yml")
    ))  # fmt: skip
    code = (
        "import runpy, sys; sys.argv = ['launcher', '--version']\n"
        f"sys.path.insert(0, {str(app)!r})\n"
        "from bot.absent import AbsentPackages\n"
        "from bot.rasa.absent import NOT_INSTALLED, NOT_SERVED\n"
        "sys.meta_path.insert(0, AbsentPackages(NOT_INSTALLED | NOT_SERVED))\n"
        f"import importlib\nfor name in {sorted(set(ours))}: importlib.import_module(name)\n"
        f"import bot; assert {str(app)!r} in bot.__file__"
    )
    run = subprocess.run(
        [str(python), "-W", "ignore", "-c", code],
        cwd=app, env=_environment(app, tmp_path), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ours and run.returncode == 0, run.stderr[-2000:]
