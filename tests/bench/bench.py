"""Measures the builder beside typst and WeasyPrint on the same words: `make bench`.

Everything is measured in one run. The three engines take turns with each
handout, so that a slow moment of the machine hits all of them; ratios are taken
handout by handout, and their median is what counts. Each handout is drawn once
by each engine, after a warm-up on others, so that nobody is paid for having
seen it before. Times are wall-clock times.

Processes are started by a small probe, because a child's peak memory begins
with what its parent had.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from builder.diagnostics import Sink
from builder.library import read_library
from builder.merge import merge
from builder.model import Handout
from builder.project import Project
from tests.bench import library
from tests.bench.peers import Engine, typst_engine, weasyprint_engine

WARM_UP = 10  # handouts drawn by each engine before the clock starts
FONTS = ROOT / "builder" / "fonts" / "atkinson-hyperlegible-next"
MIB = 1 << 20
PROBE = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([code, seconds, peak * (1 if sys.platform == "darwin" else 1024)]))
"""


@dataclass(frozen=True)
class Process:
    """Runs of one command: seconds each, and the peak memory of its largest process in bytes."""

    seconds: list[float]
    peak: int


@dataclass
class Series:
    """What one engine did with the handouts: milliseconds, pages and bytes of each."""

    name: str
    times: list[float] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    def line(self) -> str:
        pages = f"{min(self.pages)}-{max(self.pages)}"
        return (
            f"{self.name:<20}{median(self.times):>9.1f}{min(self.times):>9.1f}"
            f"{sum(self.pages) / len(self.pages):>9.1f} {pages:>6}{median(self.sizes) / 1024:>9.0f}"
        )


@dataclass(frozen=True)
class Goal:
    """A figure beside what it should be."""

    what: str
    figure: float
    sign: str
    limit: float
    unit: str

    def line(self) -> str:
        met = {
            "<=": self.figure <= self.limit,
            ">=": self.figure >= self.limit,
            "<": self.figure < self.limit,
        }[self.sign]
        goal = f"{self.sign} {self.limit:g} {self.unit}"
        return f"{self.what:<44}{self.figure:>8.2f}   {goal:<14}{'met' if met else 'MISSED'}"


# ---- whole processes ----------------------------------------------------------------------------


def run(command: Sequence[str], times: int) -> Process:
    """Runs a command once to warm the disk cache, then `times` times.

    Raises CalledProcessError when it fails.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    seconds: list[float] = []
    peak = 0
    for _ in range(times + 1):
        probe = [sys.executable, "-c", PROBE, *command]
        out = subprocess.run(probe, env=environment, capture_output=True, check=True).stdout
        code, taken, memory = json.loads(out)
        if code:
            raise subprocess.CalledProcessError(code, command)
        seconds.append(taken)
        peak = max(peak, memory)
    return Process(seconds[1:], peak)


def python(code: str) -> Process:
    return run([sys.executable, "-c", code], 7)


def build(project: Path, *arguments: str, times: int = 5) -> Process:
    command = [sys.executable, "-m", "builder", "-C", str(project), "build", *arguments]
    return run(command, times)


def _process_line(name: str, process: Process) -> str:
    times = f"{median(process.seconds):>9.3f}{min(process.seconds):>9.3f}"
    return f"{name:<44}{times}{process.peak / MIB:>9.0f}"


def processes(project: Path, code: str, count: int) -> Iterator[Goal]:
    """Prints what whole processes take: imports, one handout, the library, nothing to do."""
    print("\nwhole processes: s median, s min, MiB peak")
    print(_process_line("Python alone", python("pass")))
    print(_process_line("import of the command line", python("import builder.cli")))
    both = "import builder.cli, builder.pdf.render"
    print(_process_line("import of all that draws", python(both)))
    one = build(project, code, "--force")
    print(_process_line("build of 1 handout, cold", one))
    all_of_them = build(project, "--force", times=3)
    print(_process_line(f"build of {count} handouts, cold", all_of_them))
    nothing = build(project)
    print(_process_line(f"build of {count} handouts, nothing to do", nothing))
    yield Goal("peak memory, 1 handout", one.peak / MIB, "<", 150, "MiB")
    yield Goal(f"peak memory, {count} handouts", all_of_them.peak / MIB, "<", 150, "MiB")
    yield Goal(f"build of {count}, nothing to do", median(nothing.seconds), "<", 0.5, "s")


def own_project(folder: Path) -> Goal:
    """The repository's own handouts in a copy: a build with nothing to do."""
    for name in ("sources", "handouts"):
        shutil.copytree(ROOT / name, folder / name)
    nothing = build(folder)
    print(_process_line("build of our own handouts, nothing to do", nothing))
    return Goal("build of our own, nothing to do", median(nothing.seconds), "<", 0.5, "s")


# ---- warm, in turns -----------------------------------------------------------------------------


def handouts(project: Path) -> tuple[list[Handout], float]:
    """The library merged, and how long reading and merging took, in ms a handout."""
    start = time.perf_counter()
    sink, place = Sink(), Project.at(project)
    read = read_library(place, sink)
    made = [merge(place, read, one, "standard", sink) for one in read.definitions.values()]
    taken = time.perf_counter() - start
    if sink.failed:
        raise SystemExit("\n".join(map(str, sink.sorted())))
    return [one for one in made if one is not None], taken * 1000 / len(made)


def our_engine() -> Engine:
    from builder.pdf.render import render

    return Engine("ours", lambda handout: handout, lambda handout: render(handout).pdf)


def engines(like: Handout, folder: Path) -> Iterator[Engine]:
    """Ours, and those of the peers that are installed; the others are named."""
    yield our_engine()
    makers: dict[str, Callable[[], Engine]] = {
        "typst": lambda: typst_engine(like, folder, FONTS),
        "WeasyPrint": lambda: weasyprint_engine(like, FONTS),
    }
    for name, make in makers.items():
        try:
            yield make()
        except (ImportError, OSError) as problem:
            print(f"{name} is not installed: {str(problem).splitlines()[0]}")


def in_turns(all_of_them: Sequence[Engine], library_of: Sequence[Handout]) -> list[Series]:
    """Every engine draws every handout once; the first ones do not count.

    Who begins changes from handout to handout. Rubbish is collected before the
    clock starts, so that nobody sweeps up for the one before.
    """
    series = [Series(engine.name) for engine in all_of_them]
    sources = [[engine.source(one) for one in library_of] for engine in all_of_them]
    for number in range(len(library_of)):
        for turn in range(len(all_of_them)):
            which = (number + turn) % len(all_of_them)
            gc.collect()
            start = time.perf_counter()
            pdf = all_of_them[which].draw(sources[which][number])
            taken = (time.perf_counter() - start) * 1000
            if number >= WARM_UP:
                series[which].times.append(taken)
                series[which].pages.append(_pages(pdf))
                series[which].sizes.append(len(pdf))
    return series


def _pages(pdf: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(pdf)).pages)


def new_words(library_of: Sequence[Handout]) -> float:
    """How much of a handout's vocabulary stood in none before it, in per cent."""
    from builder.words import words

    known: set[str] = set()
    shares: list[float] = []
    for number, handout in enumerate(library_of):
        own = {word for rich in words(handout) for word in rich.text.split()}
        if number >= WARM_UP:
            shares.append(100 * len(own - known) / len(own))
        known |= own
    return median(shares)


def ratio(above: Series, below: Series) -> tuple[float, float, float]:
    """Of the ratios handout by handout: the median, and the middle half's ends."""
    ratios = sorted(a / b for a, b in zip(above.times, below.times, strict=True))
    return median(ratios), ratios[len(ratios) // 4], ratios[-1 - len(ratios) // 4]


def warm(project: Path, folder: Path) -> Iterator[Goal]:
    """Prints what a handout takes in a process that has drawn others."""
    library_of, merging = handouts(project)
    count = len(library_of) - WARM_UP
    print(f"\nwarm, {count} handouts after {WARM_UP} others: ms median, ms min, pages, KiB")
    found = list(engines(library_of[0], folder))
    series = in_turns(found, library_of)
    for one in series:
        print(one.line())
    print(f"words new to the process: {new_words(library_of):.0f} % of a handout's vocabulary")
    print(f"not in our time: reading and merging, {merging:.1f} ms a handout (cold)")
    ours, *peers = series
    for peer in peers:
        fast = peer.name.startswith("typst")
        pair, name = ((ours, peer), "ours / typst") if fast else ((peer, ours), "WeasyPrint / ours")
        middle, low, high = ratio(*pair)
        print(f"{name}: {middle:.2f} (middle half {low:.2f} to {high:.2f})")
        yield Goal(f"{name}, a handout", middle, *(("<=", 1.0) if fast else (">=", 6.0)), "times")


def main() -> None:
    parser = argparse.ArgumentParser(description="Time and memory beside typst and WeasyPrint.")
    parser.add_argument("--handouts", type=int, default=20, help="how many to measure")
    count = parser.parse_args().handouts
    machine = f"{os.cpu_count()} CPUs, {platform.system()} {platform.machine()}"
    print(f"Python {platform.python_version()}, {machine}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        codes = library.make(folder / "library", count, ROOT)
        goals = list(processes(folder / "library", codes[-1], count))
        goals.append(own_project(folder / "own"))
        library.make(folder / "warm", count + WARM_UP, ROOT)
        goals += warm(folder / "warm", folder)
    print(f"\n{'goal':<44}{'figure':>8}   {'limit':<14}")
    for goal in goals:
        print(goal.line())


if __name__ == "__main__":
    main()
