"""How time and memory grow with a library: the same commands on few handouts and on many."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench import library

# A first build with nothing to do looks into what the cold one has just written, the second not.
COMMANDS = (("check",), ("build",), ("build",), ("build",), ("build",))
NAMES = ("check", "build, cold", "build, at once again", "build, nothing to do", "build, one word")
GROW = ("check", "build, cold")  # the others are to take the same time for any library
LIMITS = {"build, nothing to do": 1.0, "build, one word": 0.7}  # seconds


@dataclass(frozen=True)
class Step:
    """One command on one library: seconds, and the peak memory of its largest process in bytes."""

    name: str
    count: int
    seconds: float
    peak: int


Measure = Callable[[list[str]], tuple[float, int]]


def steps(folder: Path, root: Path, measure: Measure, counts: tuple[int, ...]) -> Iterator[Step]:
    """Makes each library and measures each command on it, once."""
    for count in counts:
        place = folder / str(count)
        library.make(place, count, root)
        for name, command in zip(NAMES, COMMANDS, strict=True):
            whole = [sys.executable, "-m", "builder", "-C", str(place), *command]
            if name == "build, one word":
                topic = next(iter(sorted((place / "sources/topics").rglob("*.yaml"))))
                topic.write_text(topic.read_text("utf-8").replace(" the ", " this ", 1), "utf-8")
            yield Step(name, count, *measure(whole))


def growth(
    folder: Path, root: Path, measure: Measure, counts: tuple[int, ...]
) -> Iterator[tuple[str, float, float, str]]:
    """Prints a line a step; gives how the largest library compares with the smallest.

    Time is compared a handout, memory as a whole; each with its limit and unit.
    """
    print(f"\n{'a library that grows':<32}{'handouts':>9}{'s':>9}{'ms each':>9}{'peak':>6} MiB")
    done: dict[str, list[Step]] = {}
    for step in steps(folder, root, measure, counts):
        each = step.seconds * 1000 / step.count
        print(f"{step.name:<32}{step.count:>9}{step.seconds:>9.2f}{each:>9.1f}{step.peak >> 20:>6}")
        done.setdefault(step.name, []).append(step)
    for name, (first, *_, last) in done.items():
        if name in GROW:
            slower = (last.seconds / last.count) / (first.seconds / first.count)
            yield f"{name}: time a handout, {last.count} / {first.count}", slower, 1.2, "times"
            memory = last.peak / first.peak
            yield f"{name}: memory, {last.count} / {first.count}", memory, 1.3, "times"
        elif name in LIMITS:
            yield f"{name}, {last.count} handouts", last.seconds, LIMITS[name], "s"
