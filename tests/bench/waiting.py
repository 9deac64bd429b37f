"""What a person waits for: whole processes on our own catalogue, in turns with typst.

A slow moment of the machine hits every command, so ratios are what to look at; the goals in
seconds are for a machine on which typst sets the standard editions in 0.42 s (`TYPST`), and
are stretched by what it takes here.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from tests.bench.alone import prepare

TYPST = 0.42  # seconds, where the goals were set
TOPIC = "sources/topics/food/eat-enough.yaml"
Run = Callable[[Sequence[str]], float]  # the seconds that a command takes
Row = tuple[str, float, str, float, str]  # what, its figure, the goal


def waiting(folder: Path, root: Path, run: Run, turns: int = 5) -> Iterator[Row]:
    """Prints what each command takes; gives the goals. `folder` is a place for copies."""
    from tests.bench.turns import handouts

    own, fonts = folder / "own", root / "builder/fonts/atkinson-hyperlegible-next"
    for name in ("sources", "handouts"):
        shutil.copytree(root / name, own / name)
    (folder / "typst").mkdir()
    prepare(folder / "typst", fonts, handouts(own))
    ours = [sys.executable, "-m", "builder", "-C", str(own)]
    cold = [*ours, "build", "--force", "--out", str(folder / "cold")]
    commands: dict[str, list[str]] = {
        "typst, standard editions": [
            *(sys.executable, "-m", "tests.bench.alone"), str(folder / "typst"), str(fonts)
        ],
        "standard editions, cold, one process": [*cold, "--edition", "standard", "--jobs", "1"],
        "everything, cold, one process": [*cold, "--jobs", "1"],
        "everything, cold, two processes": [*cold, "--jobs", "2"],
        "check": [*ours, "check"],
        "nothing to do": [*ours, "build"],
        "one word changed": [*ours, "build"],
    }  # fmt: skip
    run(commands["nothing to do"])
    settle(own)
    run(commands["nothing to do"])
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(turns):
        for name, command in commands.items():
            if name == "one word changed":
                change(own / TOPIC, turn)
            taken[name].append(run(command))
    return _goals(taken)


def settle(project: Path) -> None:
    """Makes the sources as old as those of a clinic are: seconds decide how they are known."""
    for path in (project / "sources").rglob("*"):
        os.utime(path, (0, 0))


def change(place: Path, turn: int) -> None:
    text = place.read_text("utf-8")
    place.write_text(text.replace(" the ", f" the {'very ' if turn % 2 else 'same '}", 1), "utf-8")


def _goals(taken: dict[str, list[float]]) -> Iterator[Row]:
    print(f"\n{'what a person waits for':<44}{'median':>7} s{'min':>7} s")
    for name, seconds in taken.items():
        print(f"{name:<44}{median(seconds):>9.3f}{min(seconds):>9.3f}")
    best = {name: min(seconds) for name, seconds in taken.items()}
    typst = best["typst, standard editions"]
    slower = typst / TYPST
    print(f"this machine takes {slower:.1f} times what the goals in seconds were set on")
    standard = best["standard editions, cold, one process"] / typst
    both = best["everything, cold, one process"] / best["everything, cold, two processes"]
    yield "cold, standard editions, one process / typst", standard, "<=", 3.0, "times"
    yield "cold, everything: one process / two", both, ">=", 1.7, "times"
    for name, goal in (("nothing to do", 0.25), ("one word changed", 0.7), ("check", 0.8)):
        yield name, best[name], "<=", round(goal * slower, 2), "s"
