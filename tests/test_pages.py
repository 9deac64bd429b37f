"""What a finished file says of its own pages: how full, what is split, how long and how small."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.diagnostics import Sink
from builder.library.reading import read_library
from builder.machine.crew import Crew
from builder.outputs.result import Wish
from builder.pages.breaches import Breach, breaches, broken, letters
from builder.pages.ink import Fill
from builder.pages.look import looked_at
from builder.pages.measure import PageMeasured, measure
from builder.pages.splits import Split, splits
from builder.paper.render import render
from builder.project import Project
from builder.see.finished import Finished, Node, Paper, Piece
from tests.conftest import ROOT, TODAY, faulty, merged, topic_of
from tests.judges import geometry
from tests.proof import faults

KNOWN = Path(__file__).parent / "pages.yaml"
LINE = "- paragraph: One line.\n"
EDITIONS = "layout: small\neditions: [standard, large-print]"
LAYOUT = "handouts/layouts/small.yaml"


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


def changed(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), "utf-8")


def test_header_and_footer_say_that_they_are(folder: Path) -> None:
    """Any reader can tell them from what is only drawn (ISO 32000-1, 14.8.2.2.2)."""
    found: list[set[str]] = []
    with pikepdf.open(io.BytesIO(drawn(folder, "- notes: 30"))) as document:
        for page in document.pages:
            marks = (op.operands[1] for op in pikepdf.parse_content_stream(page, "BDC"))
            found.append({str(m.Subtype) for m in marks if m.get("/Type") == "/Pagination"})
    assert found[0] == {"/Footer"}
    assert found[1:] and all(each == {"/Header", "/Footer"} for each in found[1:])


# -- how full


@pytest.mark.parametrize("count", [1, 8, 15])
def test_a_page_is_filled_down_to_its_last_line(folder: Path, count: int) -> None:
    """Beside the words of the page, as they are told by another way to read it."""
    changed(folder, LAYOUT, "contents, imprint", "contents")
    changed(folder, "handouts/case.yaml", "contents:\n", "strip: none\ncontents:\n")
    pdf = drawn(folder, "- notes: 12\n" + LINE * count)
    words = geometry.text_boxes(pdf)[-1]
    head = next(box.bottom for box in words if box.text == "A")  # of the title that runs above
    foot = max(box.top for box in words if box.text == "Draft:")
    last = min(box.bottom for box in words if box.bottom > foot)
    page = measure(pdf).pages[-1]
    assert page.fill.filled == pytest.approx((head - last) / (head - foot), abs=0.05)
    assert page.fill.blank == pytest.approx(last - foot, abs=18)  # its ground, the rule
    assert page.fill.height == pytest.approx(head - foot, abs=12)


def test_what_stands_at_the_foot_does_not_fill_what_is_above_it(folder: Path) -> None:
    changed(folder, LAYOUT, "main-message, safety-strip, contents", "safety-strip, contents")
    changed(folder, "handouts/case.yaml", "contents:\n", "contents:\n  - paragraph: One line.\n")
    changed(folder, "handouts/case.yaml", "- topic: case", "- {topic: case, new_page: true}")
    first = measure(drawn(folder, LINE)).pages[0]
    assert first.fill.blank > 0.2 * first.fill.height
    assert first.fill.filled + first.fill.blank / first.fill.height == pytest.approx(1, abs=0.05)


def test_a_page_may_end_where_the_next_chapter_asks_for_a_new_one(folder: Path) -> None:
    changed(folder, "handouts/case.yaml", "contents:\n", "contents:\n  - paragraph: One line.\n")
    changed(folder, "handouts/case.yaml", "- topic: case", "- {topic: case, new_page: true}")
    measured = measure(drawn(folder, LINE))
    assert [page.heading for page in measured.pages] == ["", "Case"]
    assert breaches(measured, frozenset(), 0) == [Breach(1, "not-full")]
    assert breaches(measured, frozenset({letters("Ca se")}), 0) == []


# -- what is split


def test_a_list_over_two_pages_says_how_many_items_are_on_each(folder: Path) -> None:
    items = ", ".join(f"number {number}" for number in range(1, 25))
    for before in range(12):
        found = splits_of(drawn(folder, f"{LINE * before}- list: [{items}]"))
        if found:
            break
    (split,) = found
    assert (split.kind, split.text, split.rows) == ("list", "number 1", 24)
    assert split.pages == (split.pages[0], split.pages[0] + 1) and 0 not in split.sides


def test_a_row_counts_once_whatever_is_in_it(folder: Path) -> None:
    rows = ", ".join(["[one, two]"] * 120)
    (split,) = splits_of(drawn(folder, f"- table: {{columns: [a, b], rows: [{rows}]}}"))
    assert (split.kind, split.rows) == ("table", 120)
    assert split.height > 1000 and len(split.pages) == len(split.sides) > 5


def splits_of(pdf: bytes) -> tuple[Split, ...]:
    return measure(pdf).splits


def read(*texts: tuple[str, list[tuple[int, str]]]) -> list[tuple[str, tuple[int, ...]]]:
    """The splits of elements, each given by its role and its lines: their pages (from 0), words."""
    pieces: list[list[Piece]] = [[], []]
    nodes = []
    for role, rows in texts:
        spots = []
        for page, words in rows:
            on = pieces[page]
            base = 500.0 - 20 * len(on)
            on.append(Piece(page, len(on), False, 0, base, 200, base + 10, words, 12, base))
            spots.append((page, len(on) - 1))
        nodes.append(Node(role, tuple(spots)))
    papers = (Paper(page, (0, 0, 400, 600), tuple(on)) for page, on in enumerate(pieces))
    return [(s.kind, s.sides) for s in splits(Finished(tuple(papers), Node("", tuple(nodes))))]


def test_lines_that_stand_alone() -> None:
    assert read(("P", [(0, "One"), (1, "two words"), (1, "three")])) == [("lone-line", (1, 2))]
    assert read(("P", [(0, "One"), (0, "two"), (1, "three words")])) == [("lone-line", (2, 1))]
    assert read(("LBody", [(0, "One"), (0, "two"), (1, "three.")])) == [("lone-word", (2, 1))]
    assert read(("P", [(0, "a"), (0, "b"), (1, "c"), (1, "d")]), ("P", [(1, "e")])) == []


def test_headings_that_end_a_page() -> None:
    assert read(("H2", [(0, "Head")]), ("P", [(1, "Text")])) == [("stranded", ())]
    assert read(("H2", [(0, "Head")]), ("P", [(0, "Text")]), ("H3", [(1, "Next")])) == []


def test_a_heading_over_lines_to_write_on_is_not_lost(folder: Path) -> None:
    blocks = "- notes: 3\n- week-grid: {count: 3, across: 1, new_page: true, rows: [{label: a}]}"
    assert splits_of(drawn(folder, blocks)) == ()


ONE_PAGE = (PageMeasured(1, Fill(1, 0, 700), (), 12, ""),)


@pytest.mark.parametrize(
    ("split", "limit"),
    [
        (Split("list", (1, 2), (5, 3), 300, ""), "split-list"),
        (Split("list", (1, 2), (5, 3), 690, ""), ""),  # it would fit no page
        (Split("table", (1, 2), (6, 3), 300, ""), ""),
        (Split("table", (1, 2), (8, 2), 690, ""), "split-table"),
        (Split("table", (1, 2, 3), (4, 1, 4), 690, ""), ""),
        (Split("figure", (1, 2), (), 300, ""), "split-figure"),
        (Split("stranded", (1, 2), (), 0, ""), "stranded"),
    ],
)
def test_which_splits_may_be(split: Split, limit: str) -> None:
    assert broken(split, ONE_PAGE) == limit


# -- how long and how small


def test_long_lines_of_running_text_are_told(folder: Path) -> None:
    changed(folder, LAYOUT, "paper: A5", "paper: A4-landscape")
    text, item, cell = (" ".join([word] * 30) for word in ("seven77", "nine99999", "cell77"))
    blocks = f"- paragraph: {text}\n- list: [{item}]\n- table: {{columns: [a], rows: [[{cell}]]}}"
    measured = measure(drawn(folder, blocks))
    told = [line for page in measured.pages for line in page.long_lines]
    words = {tuple({*line.text.split()}) for line in told}
    assert {("seven77",), ("nine99999",)} <= words and ("cell77",) not in words
    assert all(line.characters == len(line.text) > 70 for line in told)
    assert "long-line" in {breach.what for breach in breaches(measured, frozenset(), 0)}


def test_the_smallest_type_is_read_from_the_file(folder: Path) -> None:
    """Also where it says nothing: on the page, only its running lines are so small."""
    changed(folder, LAYOUT, "running: {size: 11,", "running: {size: 9,")
    measured = measure(drawn(folder, LINE))
    assert measured.smallest == 9
    assert Breach(1, "small-type") in breaches(measured, frozenset(), 9.1)
    assert Breach(1, "small-type") not in breaches(measured, frozenset(), 9)


# -- the report


def reported(folder: Path, *more: str) -> str:
    result = CliRunner().invoke(main, ["-C", str(folder), "check", "--pages", *more])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_report_is_of_files_that_stand_or_are_drawn_for_it(folder: Path) -> None:
    changed(folder, "handouts/case.yaml", "layout: small", EDITIONS)
    before = reported(folder)
    assert not (folder / "dist").exists()
    CliRunner().invoke(main, ["-C", str(folder), "build"])
    assert reported(folder) == before
    assert "case standard" in before and "case large-print" in before
    only = json.loads(reported(folder, "--format", "json", "--edition", "large-print"))
    assert [file["edition"] for file in only["files"]] == ["large-print"]
    page = only["files"][0]["pages"][0]
    assert page["page"] == 1 and 0 < page["filled"] <= 1 and page["smallest"] >= 12
    assert only["limits"]["filled"] == 0.7


# -- what we make


def test_every_page_we_make_is_looked_at(
    tmp_path: Path, expect: Callable[[Path, str], None]
) -> None:
    """Where a page does not keep to its limits. An exception that is gone must leave the list."""
    sink, project = Sink(), Project(ROOT, TODAY)
    library = read_library(project, sink)
    looked = [*looked_at(project, library, Wish(), sink, Crew(jobs=2), out=tmp_path)]
    assert not sink.failed
    assert sum(len(each.measured.pages) for each in looked) > 200
    lines = [HEAD]
    for each in (each for each in looked if each.breaches):
        lines.append(f"{each.path.rpartition('/')[2].removesuffix('.pdf')}:")
        pages: dict[int, list[str]] = {}
        for breach in each.breaches:
            pages.setdefault(breach.page, []).append(breach.what)
        lines += [f"  {page}: [{', '.join(whats)}]" for page, whats in pages.items()]
    expect(KNOWN, "\n".join(lines) + "\n")


HEAD = "# Where pages do not keep to builder/pages/limits.py, page by page: it is to become empty."
