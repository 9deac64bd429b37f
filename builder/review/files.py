"""The files of a review: the pack as PDF and as web page, and the leaflet as it prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builder.diagnostics import Sink
from builder.paper.render import render
from builder.review.pack import on_screen, pack
from builder.review.review import Review
from builder.web.document import write


def files(review: Review, sink: Sink) -> Iterator[tuple[Path, bytes]]:
    """Each file's path in the folder for reviews, and its bytes. The same review, the same bytes.

    What does not fit on a page of the pack is reported, and nothing is given.
    """
    made = pack(review)
    done = render(made)
    sink.extend(done.diagnostics)
    if done.diagnostics:
        return
    name = review.handout.name
    folder = Path(review.handout.folder) / name
    yield folder / f"{name}.review.pdf", done.pdf
    yield folder / f"{name}.review.html", write(on_screen(made))
    for printed in review.printed:
        yield folder / f"{name}.{printed.edition}.pdf", printed.pdf
