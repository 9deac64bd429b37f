"""A reader's copy says how an office viewer prints it: at full size, turned over like a book."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from builder.paper.render import render
from tests.conftest import faulty, merged
from tests.proof import faults


@pytest.mark.parametrize(
    ("paper", "notes", "duplex"),
    [
        ("A3", 0, "/Simplex"),
        ("A5", 0, "/DuplexFlipLongEdge"),
        ("A4-landscape", 30, "/DuplexFlipShortEdge"),
    ],
)
def test_a_viewer_prints_it_as_it_is(folder: Path, paper: str, notes: int, duplex: str) -> None:
    """And each page has its box itself, for some queues do not see one that it inherits."""
    layout = folder / "handouts/layouts/small.yaml"
    layout.write_text(layout.read_text("utf-8").replace("paper: A5", f"paper: {paper}"), "utf-8")
    definition = folder / "handouts/case.yaml"
    more = f"  - topic: case\n  - notes: {notes}\n" if notes else "  - topic: case\n"
    text = definition.read_text("utf-8").replace("  - topic: case\n", more)
    definition.write_text(text, "utf-8")
    (handout, *_), found = merged(folder)
    pdf = render(handout).pdf
    assert faulty(found) == [] and faults(handout, pdf) == []
    with pikepdf.open(io.BytesIO(pdf)) as file:
        preferences = file.Root.ViewerPreferences
        assert str(preferences.PrintScaling) == "/None"
        assert str(preferences.Duplex) == duplex
        assert preferences.DisplayDocTitle
        for page in file.pages:
            assert "/MediaBox" in page.obj and "/Rotate" not in page.obj
        assert "/MediaBox" not in file.Root.Pages
