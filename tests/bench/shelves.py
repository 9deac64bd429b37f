"""What the library page costs a build, and how soon a search in it answers, in a real browser.

The page is made of what the build left, so the two are measured in turns in one process, by the
time it had a processor. `python -m tests.bench.shelves` measures this alone.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median

from builder.build import build
from builder.desk.desk import shelve
from builder.diagnostics import Sink
from builder.library.library import Library
from builder.library.reading import read_library
from builder.machine.crew import Crew
from builder.outputs.manifest import Manifest
from builder.outputs.names import DESK, DESK_WORDS
from builder.outputs.result import Wish
from builder.print.copies_beside import copies_beside
from builder.project import Project

Row = tuple[str, float, str, float, str]  # what, its figure, the goal
QUERIES = ("r", "red", "skin red", "dizzy", "after breakfast", "myeloscopy", "compresion stockings")
TYPED = """([words, times]) => {
  const query = document.getElementById("query"), taken = [];
  for (let turn = 0; turn < times; turn += 1) {
    for (const word of words) {
      query.value = word;
      const start = performance.now();
      query.dispatchEvent(new Event("input"));
      document.body.offsetHeight;
      taken.push(performance.now() - start);
    }
  }
  return taken;
}"""


def shelved(folder: Path, root: Path, turns: int = 3) -> Iterator[Row]:
    """Prints what page, pictures and printer's copies cost beside a build of our own leaflets.

    Each leaflet is to be a booklet, which is as much as there can be.
    """
    own = folder / "own"
    for name in ("sources", "handouts"):
        shutil.copytree(root / name, own / name)
    for definition in (own / "handouts").glob("*.yaml"):
        with definition.open("a", encoding="utf-8") as file:
            file.write("print: {form: booklet}\n")
    project, out = Project(own, date(2026, 6, 1)), own / "dist"
    builds, cold, again = list[float](), list[float](), list[float]()
    for _ in range(turns):
        shutil.rmtree(out, ignore_errors=True)
        builds.append(_taken(lambda: build(project, Wish(force=True), out, Crew(1))))
        library = read_library(project, Sink())
        manifest = Manifest(out)
        manifest.retire_copies([*manifest.copies.values()])
        for taken in (cold, again):
            taken.append(_taken(lambda: _beside(project, library, manifest)))  # noqa: B023
    share = 100 * median(cold) / median(builds)
    print(f"\nlibrary page and booklets of our own: {median(cold):.2f} s of processor time, in")
    print(f"{median(builds):.2f} s of a cold build; {median(again):.2f} s where no file changed")
    yield "library page and booklets, of a cold build", share, "<", 25, "per cent"


def _beside(project: Project, library: Library, manifest: Manifest) -> None:
    """All that a build makes of what it drew."""
    copies_beside(library, manifest)
    manifest.save()
    shelve(project, library, manifest)


def searched(folder: Path, root: Path, count: int = 1000) -> Iterator[Row]:
    """Prints how soon a search answers among so many leaflets, and what a browser loads."""
    from playwright.sync_api import sync_playwright

    from tests.desk.stock import made_up, stock
    from tests.web.browser import chromium

    project = folder / "many"
    shutil.copytree(root / "tests/plain", project)
    out = stock(project, made_up(count))
    with sync_playwright() as made:
        browser = made.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto((out / DESK).as_uri())
        page.fill("#query", "red")
        page.wait_for_timeout(3000)
        page.evaluate(TYPED, [[*QUERIES], 1])
        taken = page.evaluate(TYPED, [[*QUERIES], 5])
        browser.close()
    sizes = [(out / path).stat().st_size / 1024 for path in (DESK, DESK_WORDS)]
    print(f"{count} leaflets: a page of {sizes[0]:.0f} KiB, words of {sizes[1]:.0f} KiB;")
    for place, query in enumerate(QUERIES):
        print(f"  {query:<24}{median(taken[place :: len(QUERIES)]):>8.1f} ms")
    yield (
        "a search among 1,000 leaflets, the slowest",
        max(median(taken[place :: len(QUERIES)]) for place in range(len(QUERIES))),
        "<=",
        50,
        "ms",
    )


def _taken(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        ROOT = Path(__file__).resolve().parents[2]
        asked = sys.argv[1:] or ["shelved", "searched"]
        for row in (*shelved(Path(name), ROOT),) if "shelved" in asked else ():
            print(*row)
        for row in (*searched(Path(name), ROOT),) if "searched" in asked else ():
            print(*row)
