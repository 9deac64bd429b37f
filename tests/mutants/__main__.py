"""Changes the code of a room of builder/ and says which changes no test notices.

`python -m tests.mutants ROOM [--sample N] [--seed S] [--cores C]`, where ROOM is a file or folder.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections import Counter
from pathlib import Path

import yaml

from tests.conftest import ROOT
from tests.mutants.workshop import Mutant, mutants, settle, shown, tried, workshop

ROOMS = Path(__file__).with_name("rooms.yaml")
CAUGHT = {"killed": "noticed", "timeout": "timed out"}
LIVING = {"survived": "survived", "no tests": "survived, as no test runs them"}


def files_of(room: str) -> list[Path]:
    """The Python files of a room, from the root of the project."""
    path = ROOT / "builder" / room
    found = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return [file.relative_to(ROOT) for file in found if file.is_file()]


def tests_of(file: Path) -> tuple[str, ...]:
    """The tests that are asked: those of the file, or of the nearest room around it."""
    rooms: dict[str, list[str]] = yaml.safe_load(ROOMS.read_text("utf-8"))
    path = file.relative_to("builder")
    return next((tuple(rooms[str(at)]) for at in [path, *path.parents] if str(at) in rooms), ())


def asked(chosen: list[Mutant], cores: int) -> dict[Mutant, str]:
    """What became of each mutant; those of files with the same tests are tried together."""
    became: dict[Mutant, str] = {}
    for tests in sorted({tests_of(one.file) for one in chosen}):
        some = [one for one in chosen if tests_of(one.file) == tests]
        settle({one.file for one in some}, tests)
        became |= tried(some, cores)
        for one in sorted(some, key=lambda one: one.name):
            if became[one] in LIVING:
                line, changed = shown(one)
                print(f"\n{one.file}:{line}", *changed, sep="\n", flush=True)
    return became


def main(room: str, sample: int, seed: int, cores: int) -> int:
    files = files_of(room)
    if not files or not all(map(tests_of, files)):
        print(f"'{room}' is no file or folder of builder/ with tests in {ROOMS.relative_to(ROOT)}")
        return 2
    with workshop():
        settle(files, [])
        known = mutants(files)
        chosen = random.Random(seed).sample(known, min(sample, len(known)))
        became = asked(chosen, cores)
    counts = Counter(LIVING.get(how, CAUGHT.get(how, how)) for how in became.values())
    print(f"\n{room}: {len(chosen)} of {len(known)} mutants, seed {seed}")
    print("\n".join(f"{count:6} {how}" for how, count in sorted(counts.items())))
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("room")
    parser.add_argument("--sample", type=int, default=10**6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cores", type=int, default=os.cpu_count() or 1)
    sys.exit(main(**vars(parser.parse_args())))
