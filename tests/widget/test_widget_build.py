"""The file that pages load: small, and made from its sources again byte for byte."""

import gzip
import os
import shutil
import subprocess
from pathlib import Path

import pytest

WIDGET = Path(__file__).parents[2] / "bot" / "gateway" / "widget"
MOST_BYTES = 20_000


def test_the_file_is_small():
    assert len(gzip.compress((WIDGET / "dist" / "aftercart.js").read_bytes())) < MOST_BYTES


@pytest.mark.skipif(
    shutil.which("npm") is None, reason="npm is not installed; it is only needed to build the widget"
)
def test_the_sources_give_the_same_file_again(tmp_path):
    copy = tmp_path / "widget"
    shutil.copytree(WIDGET, copy, ignore=shutil.ignore_patterns("node_modules", "dist"))
    (copy / "dist").mkdir()
    quiet = {**os.environ, "npm_config_audit": "false", "npm_config_fund": "false"}
    for command in (["npm", "ci", "--prefer-offline"], ["npm", "run", "build"]):
        done = subprocess.run(command, cwd=copy, env=quiet, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    built = (copy / "dist" / "aftercart.js").read_bytes()
    assert built == (WIDGET / "dist" / "aftercart.js").read_bytes(), (
        "Run `npm run build` and commit the file."
    )
