"""Cells of tables that have points, or reach over others: as tags, on the web page, as cards."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from builder.outputs.result import Wish
from builder.paper.render import render
from builder.web.document import write
from tests.conftest import faulty, merged, topic_of
from tests.proof import faults
from tests.web import reader
from tests.web.proof import prove

TABLE = """\
- table:
    columns: [Medicine, Morning, Evening]
    row_headers: true
    rows:
      - [{text: Tablet A, down: 2}, {text: with food, across: 2}]
      - [one, {text: "then:", items: [half, or one]}]
"""
REACHES = ["ColSpan 2", "RowSpan 2"]


def reaches(pdf: bytes) -> list[str]:
    """What the attributes of all cells say of how far they reach."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for each in file.objects:
            if not isinstance(each, pikepdf.Dictionary) or each.get("/S") not in ("/TD", "/TH"):
                continue
            said: Any = each.get("/A", [])
            for owner in [said] if isinstance(said, pikepdf.Dictionary) else said:
                keys = (key for key in ("/ColSpan", "/RowSpan") if key in owner)
                found += [f"{key[1:]} {owner[key]}" for key in keys]
    return sorted(found)


@pytest.mark.parametrize("edition", ["standard", "large-print"])
def test_how_far_a_cell_reaches_is_told(folder: Path, edition: str) -> None:
    definition = folder / "handouts/case.yaml"
    definition.write_text(definition.read_text("utf-8") + f"editions: [{edition}]\n", "utf-8")
    (folder / "sources/topics/case.yaml").write_text(topic_of(TABLE), "utf-8")
    (paper,), found = merged(folder, Wish(edition=edition))
    assert faulty(found) == []
    pdf = render(paper).pdf
    assert faults(paper, pdf) == []
    assert reaches(pdf) == REACHES


def test_on_the_web_page(folder: Path) -> None:
    (folder / "sources/topics/case.yaml").write_text(topic_of(TABLE), "utf-8")
    (page,), _ = merged(folder, Wish(edition="web"))
    html = write(page)
    prove(page, html)
    table = next(reader.tree(html).iter("table"))
    cells = [cell for cell in table.iter() if cell.tag in ("td", "th")]
    assert [cell.get("colspan") for cell in cells if cell.get("colspan")] == ["2"]
    assert [cell.get("rowspan") for cell in cells if cell.get("rowspan")] == ["2"]
    assert len([*table.iter("li")]) == 2


def test_no_page_ends_within_a_cell_that_reaches_over_rows(folder: Path) -> None:
    """The rows that such a cell joins stay together, and no word is lost (`faults`)."""
    pair = "      - [{text: Pair., down: 2}, first]\n      - [second]\n"
    rows = pair * 30
    text = f"- table:\n    columns: [Name, What]\n    row_headers: true\n    rows:\n{rows}"
    (folder / "sources/topics/case.yaml").write_text(topic_of(text), "utf-8")
    paper, page = merged(folder)[0]
    pdf = render(paper).pdf
    assert faults(paper, pdf) == []
    prove(page, write(page))
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        told = [each.get_textpage().get_text_bounded() for each in document]
    pairs = [(words.count("Pair"), words.count("second")) for words in told]
    assert sum(count > 0 for count, _ in pairs) > 1
    assert all(first == second for first, second in pairs)
