"""`aftercart screen` on many lines: how many a second of one core, and how much memory."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

DAY = "2026-11-22"
FEW = 1_000


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch: its lines, the processor's seconds, start-up included, and the most memory that it took."""

    lines: int
    seconds: float
    megabytes: float


def measure_batch(lines: int) -> list[Batch]:
    """A short batch and a long one."""
    return [_run(FEW), _run(lines)]


def _run(lines: int) -> Batch:
    command = [sys.executable, "-m", "bot.cli", "screen", "--as-of", DAY]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    for line in _people(lines):
        process.stdin.write(line)
    process.stdin.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Batch(lines, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)


def _people(lines: int) -> Iterator[bytes]:
    chance = random.Random(1)
    for number in range(lines):
        yield json.dumps({"id": str(number), "answers": _answers(chance)}).encode() + b"\n"


def _answers(chance: random.Random) -> Mapping[str, object]:
    return {
        "diagnosis": "multiple_myeloma",
        "car_t_product": chance.choice(["ide_cel"] * 8 + ["cilta_cel", "unknown"]),
        "car_t_infusion_date": f"2026-{chance.randint(6, 10):02}-{chance.randint(1, 28):02}",
        "disease_status": chance.choice(["response", "response", "stable", "progressed", "unknown"]),
        "therapy_since_car_t": chance.choice([["none"], ["steroids_for_side_effects"], ["radiation"]]),
        "steroid_last_dose_date": f"2026-{chance.randint(9, 11):02}-{chance.randint(1, 20):02}",
        "prior_lines": chance.choice([3, 4, 5, 6, {"min": 3, "max": 5}]),
        "had_proteasome_inhibitor": True,
        "had_immunomodulatory_agent": True,
        "had_anti_cd38": chance.choice([True, True, True, "unknown"]),
        "iberdomide_history": "never",
        "age": chance.randint(40, 85),
        "ecog": chance.randint(0, 3),
        "car_t_side_effects": chance.choice(["none_or_mild", "moderate_or_severe"]),
        "sex_at_birth": "male",
        "contraception_agreement": "agree",
        "infection": "none",
        "hiv": "no",
        "hepatitis_b": "no",
        "hepatitis_c": "no",
        "poems_or_amyloidosis": "none",
        "other_cancer": "none",
        "iberdomide_allergy": False,
        "can_swallow_capsules": True,
        "medications": chance.choice([[], ["eliquis"], ["biaxin", "acyclovir"], ["acyclovir"]]),
    }
