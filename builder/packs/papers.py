"""A pack is on paper of one size: no printer changes it within a file."""

from __future__ import annotations

from collections.abc import Iterable

from builder.diagnostics import Sink
from builder.model import Edition, Layout
from builder.model.design import design
from builder.place import Text

LANDSCAPE = "-landscape"


def paper_of(layout: Layout, edition: Edition) -> str:
    """The name of its paper, whichever way that is turned."""
    return design(layout, edition).paper.removesuffix(LANDSCAPE)


def on_one_paper(papers: Iterable[tuple[Text, str]], sink: Sink) -> None:
    """Reports what is on other paper than the first of them."""
    (first, paper), *others = papers
    for name, other in others:
        if other != paper:
            message = f"'{name}' is on {other}, and '{first}' on {paper}"
            hint = "print it by itself: a pack is on paper of one size"
            sink.error(name.span, "other-paper", message, hint)
