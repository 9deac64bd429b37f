"""What a finished file says of its own pages: how full, what is split, how long and how small."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf

from builder.paper.render import render
from tests.conftest import faulty, merged, topic_of
from tests.proof import faults


def drawn(folder: Path, blocks: str, edition: str = "standard") -> bytes:
    """A PDF of one topic with these blocks, which every judge accepts."""
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    handouts, found = merged(folder)
    assert faulty(found) == []
    handout = next(each for each in handouts if each.edition.edition == edition)
    done = render(handout)
    assert done.diagnostics == ()
    assert faults(handout, done.pdf) == []
    return done.pdf


def test_header_and_footer_say_that_they_are(folder: Path) -> None:
    """Any reader can tell them from what is only drawn (ISO 32000-1, 14.8.2.2.2)."""
    found: list[set[str]] = []
    with pikepdf.open(io.BytesIO(drawn(folder, "- notes: 30"))) as document:
        for page in document.pages:
            marks = (op.operands[1] for op in pikepdf.parse_content_stream(page, "BDC"))
            found.append({str(m.Subtype) for m in marks if m.get("/Type") == "/Pagination"})
    assert found[0] == {"/Footer"}
    assert found[1:] and all(each == {"/Header", "/Footer"} for each in found[1:])
