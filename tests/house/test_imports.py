"""Who may know whom, and that the core has no clock."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import PROJECT

PURE_ROOMS = ("screening", "language", "trial", "referral", "conversation")
PURE_FILES = [
    PROJECT / "bot" / "values.py",
    *(f for room in PURE_ROOMS for f in (PROJECT / "bot" / room).rglob("*.py")),
]
CLOCKS = {"today", "now", "utcnow", "time", "localtime", "monotonic"}


def test_imports_go_one_way():
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", PURE_FILES, ids=lambda file: str(file.relative_to(PROJECT)))
def test_time_is_an_argument(file):
    """No pure module asks a clock: `date.today()` in a rule would make yesterday's result irreproducible."""
    calls = [node.func for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
    asked = {
        f"{ast.unparse(call)}" for call in calls if isinstance(call, ast.Attribute) and call.attr in CLOCKS
    }
    assert not asked
