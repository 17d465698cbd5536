"""Running a script of the tests in Rasa's own environment."""

import json
import subprocess
from typing import Any

from bot.running.rasa import rasa_environment
from bot.settings import PROJECT, Settings


def in_rasa(script: str, told: Any = None, settings: Settings | None = None, **environment: str) -> Any:
    """What a script of tests/rasa/inside makes of `told`, both as JSON."""
    settings = settings or Settings()
    done = subprocess.run(
        [str(settings.rasa_python), "-W", "ignore", str(PROJECT / "tests" / "rasa" / "inside" / script)],
        input=json.dumps(told),
        cwd=PROJECT,
        env={**rasa_environment(settings), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])
