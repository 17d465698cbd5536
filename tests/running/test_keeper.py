"""The keeper: it starts again what dies, gives up on what cannot live, and leaves nobody behind."""

import ast
import inspect
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable

import psutil
import pytest

from bot.running import keeper
from bot.running.keeper import MOST_FAILED_STARTS, Part

LIVES = [sys.executable, "-c", "import time; time.sleep(600)"]
DIES = [sys.executable, "-c", "raise SystemExit(3)"]
PATIENCE = 60


def wait_until(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def part():
    made = Part("sleeper", LIVES, {})
    yield made
    if made.process:
        made.process.kill()
        made.process.wait()


def test_a_part_that_is_killed_is_started_again_after_a_pause(part, capsys):
    assert part.looked_at(0)
    part.process.kill()
    part.process.wait()
    now = time.monotonic()
    assert part.looked_at(now) and part.process is None
    assert part.looked_at(part.due) and part.process.poll() is None
    assert "sleeper  | ended with status -9; it is started again" in capsys.readouterr().out


def test_a_steady_part_is_started_again_at_once_and_a_failing_one_ever_later(part):
    part.start()
    part.process.kill()
    part.process.wait()
    steady = part.started + keeper.STEADY_SECONDS
    part._died(steady, -9)
    assert (part.failures, part.due) == (0, steady)
    pauses = []
    for _ in range(4):
        part._died(part.started, 1)
        pauses.append(part.due - part.started)
    assert pauses == [1, 2, 4, 8]


def test_a_part_that_cannot_live_is_given_up():
    part, now = Part("broken", DIES, {}), 0.0
    starts = 0
    while part.looked_at(now):
        if part.process:
            starts += 1
            part.process.wait()
        now = max(now, part.due) + 0.01
    assert starts == MOST_FAILED_STARTS + 1


PLANNED = textwrap.dedent("""
    import json, os, sys
    sleeper = {"name": "sleeper", "command": %r, "environment": {}, "at_the_door": True}
    with os.fdopen(int(sys.argv[1]), "w") as told:
        plan = {"door": ["127.0.0.1", 0], "parts": [sleeper], "answering": [], "ready": "READY"}
        json.dump(plan, told)
""")


@pytest.fixture
def kept(tmp_path):
    (tmp_path / "planned.py").write_text(PLANNED % LIVES)
    run = "from bot.running import keeper; keeper.PREPARING = 'planned'; raise SystemExit(keeper.main())"
    process = subprocess.Popen(
        [sys.executable, "-c", run],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=_heed_ctrl_c,
    )
    wait_until(lambda: "READY" in process.stdout.readline())
    wait_until(psutil.Process(process.pid).children)
    yield process, psutil.Process(process.pid).children()
    process.kill()
    process.wait()
    process.stdout.close()


def _heed_ctrl_c() -> None:
    """Who starts the tests in the background has them ignore it, and their children too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_however_the_keeper_ends_no_part_outlives_it(kept, how):
    process, [sleeper] = kept
    process.send_signal(how)
    wait_until(lambda: not sleeper.is_running() or sleeper.status() == psutil.STATUS_ZOMBIE)
    assert process.wait(PATIENCE) == (-9 if how is signal.SIGKILL else 0)


LEAVES_A_NOTE = (
    "import signal, sys, time\n"
    "def end(*_):\n"
    "    time.sleep(0.3)\n"
    "    open(sys.argv[1], 'a').write(sys.argv[2])\n"
    "    sys.exit()\n"
    "signal.signal(signal.SIGTERM, end)\n"
    "print('ready', flush=True)\n"
    "time.sleep(600)\n"
)


def test_who_was_started_last_has_finished_before_the_others_are_asked_to(tmp_path, capsys):
    note = tmp_path / "note"
    parts = [Part(each, [sys.executable, "-c", LEAVES_A_NOTE, str(note), each], {}) for each in "abc"]
    said = ""
    for part in parts:
        part.start()
    while said.count("ready") < len(parts):
        said += capsys.readouterr().out
        time.sleep(0.02)
    keeper._stop(parts)
    assert note.read_text() == "cba"


ANSWERS_ONCE = (
    "import socket, sys\n"
    "door = socket.socket(fileno=int(sys.argv[-1]))\n"
    "one, _ = door.accept()\n"
    "one.sendall(sys.argv[1].encode())\n"
)


def test_who_comes_while_a_part_is_started_again_waits_and_is_not_sent_away():
    with socket.create_server(("127.0.0.1", 0)) as door:
        part = Part("doorman", [sys.executable, "-c", ANSWERS_ONCE, "good day"], {}, door)
        with socket.create_connection(door.getsockname()) as early:
            for visitor in (early, socket.create_connection(door.getsockname())):
                with visitor:
                    part.start()
                    assert visitor.recv(100) == b"good day"
                    part.process.wait()


def test_two_parts_answer_at_one_door():
    with socket.create_server(("127.0.0.1", 0)) as door:
        parts = [Part(each, [sys.executable, "-c", ANSWERS_ONCE, each], {}, door) for each in ("one", "two")]
        said = set()
        for part in parts:
            part.start()
        for _ in parts:
            with socket.create_connection(door.getsockname()) as visitor:
                said.add(visitor.recv(100).decode())
        for part in parts:
            part.process.wait()
        assert said == {"one", "two"}


def test_nothing_is_imported_while_parts_are_started():
    """A part that is forked while another thread imports something would wait for that import for ever."""
    functions = [
        each for each in ast.walk(ast.parse(inspect.getsource(keeper))) if isinstance(each, ast.FunctionDef)
    ]
    within = [each for function in functions for each in ast.walk(function)]
    assert functions
    assert not [each for each in within if isinstance(each, ast.Import | ast.ImportFrom)]
