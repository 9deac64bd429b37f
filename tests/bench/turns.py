"""Engines that take turns, each in a process of its own.

So Python's garbage collector never sweeps one engine's objects while another is
timed. The parent says whose turn it is; a child draws, and says how long it
took by its own clock.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from builder.diagnostics import Sink
from builder.library.reading import read_library
from builder.library.which import which
from builder.merge.merge import merge
from builder.model import Handout
from builder.project import Project
from tests.bench.peers import Engine, typst_engine, weasyprint_engine


@dataclass(frozen=True)
class Drawn:
    """One handout drawn: wall-clock milliseconds, and the file."""

    taken: float
    pdf: bytes


@dataclass(frozen=True)
class Ready:
    """A child's first word: its engine's name, and what reading and merging a handout took (ms)."""

    name: str
    reading: float


def handouts(project: Path) -> list[Handout]:
    """All handouts of a project, merged. Raises SystemExit when one has errors."""
    sink, place = Sink(), Project.at(project)
    read = read_library(place, sink)
    wanted = which(read, sink, edition="standard")
    made = [merge(place, read, one, sink) for one in wanted]
    if sink.failed:
        raise SystemExit("\n".join(map(str, sink.sorted())))
    return [one for one in made if one is not None]


def our_engine() -> Engine:
    from builder.paper.render import render

    return Engine("ours", lambda handout: handout, lambda handout: render(handout).pdf)


def engine_of(which: str, like: Handout, folder: Path, fonts: Path) -> Engine:
    """The engine `which`. Raises ImportError or OSError when it is not installed."""
    makers: dict[str, Callable[[], Engine]] = {
        "ours": our_engine,
        "typst": lambda: typst_engine(like, folder, fonts),
        "WeasyPrint": lambda: weasyprint_engine(like, fonts),
    }
    return makers[which]()


def serve(which: str, project: Path, fonts: Path, parent: Connection) -> None:
    """A child: draws the handouts whose numbers come in, until None does."""
    handouts(project)  # what is loaded on first use is loaded
    start = time.perf_counter()
    made = handouts(project)
    reading = (time.perf_counter() - start) * 1000 / len(made)
    try:
        engine = engine_of(which, made[0], project.parent, fonts)
    except (ImportError, OSError) as problem:
        parent.send(f"{which} is not installed: {str(problem).splitlines()[0]}")
        return
    sources = [engine.source(one) for one in made]
    del made
    parent.send(Ready(engine.name, reading))
    while (number := parent.recv()) is not None:
        gc.collect()
        start = time.perf_counter()
        pdf = engine.draw(sources[number])
        parent.send(Drawn((time.perf_counter() - start) * 1000, pdf))


class Player:
    """The parent's end of a child."""

    def __init__(self, ready: Ready, child: Connection) -> None:
        self.name, self.reading = ready.name, ready.reading
        self._child = child

    def draw(self, number: int) -> Drawn:
        self._child.send(number)
        drawn = self._child.recv()
        assert isinstance(drawn, Drawn)
        return drawn

    def end(self) -> None:
        """Lets the child go."""
        self._child.send(None)


@contextmanager
def players(names: Sequence[str], project: Path, fonts: Path) -> Iterator[list[Player]]:
    """The engines that are installed, ready to draw; the others are named in a printed line."""
    context = get_context("spawn")
    found: list[Player] = []
    children = []
    for name in names:
        ours, theirs = context.Pipe()
        child = context.Process(target=serve, args=(name, project, fonts, theirs), daemon=True)
        child.start()
        children.append(child)
        theirs.close()
        try:
            word = ours.recv()
        except EOFError:
            raise SystemExit(f"{name} could not start") from None
        if isinstance(word, Ready):
            found.append(Player(word, ours))
        else:
            print(word)
    yield found
    for player in found:
        player.end()
    for child in children:
        child.join(10)
