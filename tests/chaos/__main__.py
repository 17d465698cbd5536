"""`make chaos`: whole screens at the public door while parts are killed, stopped, locked out and left without disk.

First with the embedded databases, then with PostgreSQL and Redis, which go away and come back. Prints what was done
and what was found; the exit status is 1 if an answer was lost or doubled, a screen went another way than in calm, a
refusal was unkind, or a typed word is in the log.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from disturbed import Run
from faults import EMBEDDED, FULL_DISK, PARTS, Fault, fill_the_disk, small_disk
from figures import Figures
from servers import servers
from service import Service

PORTS = {"gateway": 18180, "rasa": 15105, "actions": 15155}


def main() -> int:
    """Disturb, and say what came of it."""
    asked = _arguments()
    print(f"seed {asked.seed}", flush=True)
    stages = {"embedded": _embedded, "servers": _with_servers}
    all_figures = {name: stages[name](asked) for name in ([asked.stage] if asked.stage else stages)}
    for name, figures in all_figures.items():
        print(f"\n{name}\n{figures.text()}")
    return 0 if all(figures.is_clean for figures in all_figures.values()) else 1


def _embedded(asked: argparse.Namespace) -> Figures:
    with small_disk() as disk, tempfile.TemporaryDirectory(prefix="aftercart-chaos-") as folder:
        figures, faults = Figures(asked.seed), dict(EMBEDDED)
        if disk is None:
            figures.skipped.append("the full disk: mounting a small disk needs an administrator")
        else:
            faults[FULL_DISK] = fill_the_disk
        return _disturbed(asked, figures, faults, disk or Path(folder), Path(folder) / "log", {})


def _with_servers(asked: argparse.Namespace) -> Figures:
    with servers() as those, tempfile.TemporaryDirectory(prefix="aftercart-chaos-") as folder:
        faults = {
            **PARTS,
            "PostgreSQL gone": those.postgres_gone,
            "Redis gone": those.redis_gone,
            "both gone": those.both_gone,
        }
        return _disturbed(asked, Figures(asked.seed), faults, Path(folder), Path(folder) / "log", those.told)


def _disturbed(
    asked: argparse.Namespace,
    figures: Figures,
    faults: Mapping[str, Fault],
    home: Path,
    log: Path,
    told: Mapping[str, str],
) -> Figures:
    if asked.only:
        faults = {name: faults[name] for name in asked.only if name in faults}
    service = Service(home, dict(zip(PORTS, asked.ports, strict=True)), Path(asked.log or log), **told)
    service.start()
    try:
        service.wait_until_ready()
        Run(service, figures, asked.patients).disturb(faults, asked.rounds, asked.pause)
    finally:
        service.stop()
    return figures


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="Repeats a run.")
    parser.add_argument("--rounds", type=int, default=3, help="How often each fault strikes.")
    parser.add_argument("--patients", type=int, default=4, help="How many at once.")
    parser.add_argument("--pause", type=float, default=8.0, help="Most seconds between two faults.")
    parser.add_argument("--only", action="append", help="Only the fault of this name.")
    parser.add_argument("--stage", choices=["embedded", "servers"], help="Only with these databases.")
    parser.add_argument(
        "--ports", type=int, nargs=3, default=[*PORTS.values()], help="Gateway, Rasa, actions."
    )
    parser.add_argument("--log", help="Where the service's log goes; else it is thrown away.")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
