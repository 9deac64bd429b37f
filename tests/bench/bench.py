"""Measures the builder beside typst and WeasyPrint on the same words: `make bench`.

Everything is measured in one run. Three engines, each in a process of its own,
take turns with each handout, so that a slow moment of the machine hits all of
them; ratios are taken handout by handout, and their median is what counts. Each
handout is drawn once by each engine, after a warm-up on others, so that nobody
is paid for having seen it before. Times are wall-clock times.

Processes are started by a small probe, because a child's peak memory begins
with what its parent had.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # when it is run as a file

from builder.model import Handout
from tests.bench import copies, growth, library, scripts, sheets, shelves
from tests.bench.turns import Player, handouts, players
from tests.bench.waiting import waiting

ROOT = Path(__file__).resolve().parents[2]
WARM_UP = 10  # handouts drawn by each engine before the clock starts
FONTS = ROOT / "builder" / "fonts" / "atkinson-hyperlegible-next"
MIB = 1 << 20
PROBE = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
peak *= 1 if sys.platform == "darwin" else 1024
print(json.dumps([done.returncode, seconds, peak, done.stderr.decode(errors="replace")]))
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
            f"{self.name:<44}{median(self.times):>9.1f}{min(self.times):>9.1f}"
            f"{sum(self.pages) / len(self.pages):>9.1f}{pages:>6}{median(self.sizes) / 1024:>6.0f}"
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
        return f"{self.what:<48}{self.figure:>8.2f}   {goal:<14}{'met' if met else 'MISSED'}"


# ---- whole processes ----------------------------------------------------------------------------


def run(command: Sequence[str], times: int, *, warm: bool = True) -> Process:
    """Runs a command once to warm the disk cache (`warm`), then `times` times.

    Raises SystemExit, with what the command said, when it fails.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    seconds: list[float] = []
    peak = 0
    for _ in range(times + warm):
        probe = [sys.executable, "-c", PROBE, *command]
        out = subprocess.run(probe, env=environment, capture_output=True, check=True).stdout
        code, taken, memory, said = json.loads(out)
        if code:
            raise SystemExit(f"{' '.join(command)}\n{said}")
        seconds.append(taken)
        peak = max(peak, memory)
    return Process(seconds[warm:], peak)


def once(command: list[str]) -> tuple[float, int]:
    """One run: its seconds, and its peak memory in bytes."""
    process = run(command, 1, warm=False)
    return process.seconds[0], process.peak


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
    print(f"\n{'whole processes':<44}{'median':>7} s{'min':>7} s{'peak':>5} MiB")
    print(_process_line("Python alone", python("pass")))
    print(_process_line("import of the command line", python("import builder.cli")))
    both = "import builder.cli, builder.paper.render"
    print(_process_line("import of all that draws", python(both)))
    one = build(project, code, "--force")
    print(_process_line("build of 1 handout, cold", one))
    all_of_them = build(project, "--force", times=3)
    print(_process_line(f"build of {count} handouts, cold", all_of_them))
    yield Goal("peak memory, 1 handout", one.peak / MIB, "<", 150, "MiB")
    yield Goal(f"peak memory, {count} handouts", all_of_them.peak / MIB, "<", 150, "MiB")


def waited(folder: Path) -> Iterator[Goal]:
    """Our own catalogue, as a person waits for it, in turns with typst."""

    def once(command: Sequence[str]) -> float:
        return run(command, 1, warm=False).seconds[0]

    folder.mkdir()
    yield from (Goal(*row) for row in waiting(folder, ROOT, once))


def growing(folder: Path, most: int) -> Iterator[Goal]:
    """Libraries of 100 and of `most` handouts: time grows with their number, memory does not."""

    for name, figure, limit, unit in growth.growth(folder, ROOT, once, (100, most)):
        yield Goal(name, figure, "<=", limit, unit)


def copied(folder: Path) -> Iterator[Goal]:
    """Personal copies, beside builds of each alone and beside typst."""

    folder.mkdir()
    yield from (Goal(*row) for row in copies.copies(folder, ROOT, once))


def asked_for(folder: Path) -> Iterator[Goal]:
    """Question sheets, each for one person."""

    yield from (Goal(*row) for row in sheets.sheets(folder, ROOT, once))


# ---- warm, in turns -----------------------------------------------------------------------------


def in_turns(all_of_them: Sequence[Player], count: int) -> list[Series]:
    """Every engine draws every handout once; the first ones do not count.

    Who begins changes from handout to handout.
    """
    series = [Series(player.name) for player in all_of_them]
    for number in range(count + WARM_UP):
        for turn in range(len(all_of_them)):
            which = (number + turn) % len(all_of_them)
            drawn = all_of_them[which].draw(number)
            if number >= WARM_UP:
                series[which].times.append(drawn.taken)
                series[which].pages.append(_pages(drawn.pdf))
                series[which].sizes.append(len(drawn.pdf))
    return series


def _pages(pdf: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(pdf)).pages)


def new_words(library_of: Sequence[Handout]) -> float:
    """How much of a handout's vocabulary stood in none before it, in per cent."""
    from builder.words.words import words

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


def warm(project: Path, count: int) -> Iterator[Goal]:
    """Prints what a handout takes in a process that has drawn others."""
    print()
    with players(("ours", "typst", "WeasyPrint"), project, FONTS) as found:
        series = in_turns(found, count)
    title = f"warm, {count} handouts after {WARM_UP} others"
    print(f"{title:<44}{'median':>6} ms{'min':>6} ms{'pages':>9}{'KiB':>12}")
    for one in series:
        print(one.line())
    share = new_words(handouts(project))
    print(f"words new to the process: {share:.0f} % of a handout's vocabulary")
    reading = found[0].reading
    print(f"not in our time: reading and merging, {reading:.1f} ms a handout")
    ours, *peers = series
    for peer in peers:
        fast = peer.name.startswith("typst")
        pair, name = ((ours, peer), "ours / typst") if fast else ((peer, ours), "WeasyPrint / ours")
        middle, low, high = ratio(*pair)
        print(f"{name}: {middle:.2f} (middle half {low:.2f} to {high:.2f})")
        if fast:
            both = (median(ours.times) + reading) / median(peer.times)
            print(f"ours with reading and merging / typst: {both:.2f}")
        yield Goal(f"{name}, a handout", middle, *(("<=", 1.0) if fast else (">=", 6.0)), "times")


def main() -> None:
    parser = argparse.ArgumentParser(description="Time and memory beside typst and WeasyPrint.")
    parser.add_argument("--handouts", type=int, default=20, help="how many to measure")
    parser.add_argument("--most", type=int, default=1000, help="the largest library")
    asked = parser.parse_args()
    count = asked.handouts
    machine = f"{os.cpu_count()} CPUs, {platform.system()} {platform.machine()}"
    print(f"Python {platform.python_version()}, {machine}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        codes = library.make(folder / "library", count, ROOT)
        goals = list(processes(folder / "library", codes[-1], count))
        goals += waited(folder / "own")
        goals += copied(folder / "copies")
        goals += asked_for(folder / "sheets")
        goals += growing(folder / "growth", asked.most)
        goals += (Goal(*row) for row in shelves.shelved(folder / "shelved", ROOT))
        goals += (Goal(*row) for row in shelves.searched(folder / "searched", ROOT))
        library.make(folder / "warm", count + WARM_UP, ROOT)
        goals += warm(folder / "warm", count)
        goals += [
            Goal(f"{language} / English, a handout", times, "<=", 1.5, "times")
            for language, times in scripts.ratios(folder / "scripts", count)
        ]
    print(f"\n{'goal':<48}{'figure':>8}   {'limit':<14}")
    for goal in goals:
        print(goal.line())


if __name__ == "__main__":
    main()
