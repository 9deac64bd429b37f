"""Handouts to the bytes of their outputs, in one process or several."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic
from builder.model import WEB, Handout

if TYPE_CHECKING:
    from concurrent.futures import Future

# From so many files to draw on, starting a second process pays.
WORTH_A_PROCESS = 24
# How many files wait for each process: enough that none is ever idle.
AHEAD = 8

Drawn = tuple[bytes, int, tuple[Diagnostic, ...]]  # the file, its pages, what does not fit


def draw(handouts: Iterable[Handout], jobs: int | None) -> Iterator[tuple[Handout, Drawn]]:
    """The handouts as PDF or web page, in order; the same bytes however many `jobs` there are.

    They are taken as they come, a few ahead of what is drawn, so that a library
    of any size is drawn in the same memory.
    """
    coming = iter(handouts)
    first = list(islice(coming, WORTH_A_PROCESS))
    if jobs is None:
        jobs = (os.cpu_count() or 1) if len(first) >= WORTH_A_PROCESS else 1
    if jobs <= 1 or len(first) <= 1:
        for handout in chain(first, coming):
            yield handout, draw_one(handout)
        return
    from builder.machine.workers import workers  # slow to load, seldom needed

    ahead: deque[tuple[Handout, Future[Drawn]]] = deque()
    with workers(draw_one, jobs) as ask:
        for handout in chain(first, coming):
            ahead.append((handout, ask(handout)))
            while len(ahead) > AHEAD * jobs or (ahead and ahead[0][1].done()):
                drawn, done = ahead.popleft()
                yield drawn, done.result()
        for drawn, done in ahead:
            yield drawn, done.result()


def draw_one(handout: Handout) -> Drawn:
    if handout.edition.edition == WEB:
        from builder.web.document import write  # loaded only when a page is written

        return write(handout), 0, ()
    from builder.paper.render import render  # ReportLab is loaded only when something is drawn

    done = render(handout)
    return done.pdf, done.pages, done.diagnostics
