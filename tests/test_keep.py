"""What is to stay whole stays on a page, and what is to begin one begins one; no word is lost."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest

from builder.paper.render import render
from builder.web.document import write
from tests.conftest import faulty, merged, topic_of
from tests.proof import faults
from tests.web.proof import prove

# Twenty points, which may be parted where they are not kept, behind more and more text.
POINTS = "".join(f"    - Point {letter}.\n" for letter in "abcdefghijklmnopqrst")
LIST = f"- list:\n    items:\n{POINTS.replace('    -', '      -')}"
KEPT = f"{LIST}  keep: true\n"


def pages(folder: Path, blocks: str) -> list[str]:
    """The words of each page of the standard edition, which was proven."""
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    paper, page = merged(folder)[0]
    pdf = render(paper).pdf
    assert faults(paper, pdf) == []
    prove(page, write(page))
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return [each.get_textpage().get_text_bounded() for each in document]


def first_and_last(told: list[str]) -> tuple[int, int]:
    """The pages on which the points begin and end."""
    first, last = ([n for n, words in enumerate(told) if f"Point {x}." in words] for x in "at")
    return first[0], last[0]


@pytest.mark.parametrize("before", [2, 17, 18, 19])
def test_a_kept_list_stays_whole(folder: Path, before: int) -> None:
    text = "- paragraph: Some text before it.\n" * before
    first, last = first_and_last(pages(folder, text + KEPT))
    assert first == last


def test_without_a_word_it_is_parted(folder: Path) -> None:
    text = "- paragraph: Some text before it.\n"
    parted = (first_and_last(pages(folder, text * before + LIST)) for before in (17, 18, 19))
    assert any(first < last for first, last in parted)


def test_a_kept_section_stays_whole(folder: Path) -> None:
    topic = folder / "sources/topics/case.yaml"
    before = "      - paragraph: Some text before it.\n" * 18
    inner = "".join(f"      {line}\n" for line in LIST.splitlines())
    whole = f"  - id: whole\n    heading: All of it\n    keep: true\n    blocks:\n{inner}"
    start = "topic: case\ntitle: Case\nsections:\n  - id: case\n    blocks:\n"
    topic.write_text(f"{start}{before}{whole}", "utf-8")
    (paper, page), found = merged(folder)
    assert faulty(found) == []
    pdf = render(paper).pdf
    assert faults(paper, pdf) == []
    assert b'<section class="keep">' in write(page)
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        told = [each.get_textpage().get_text_bounded() for each in document]
    first, last = first_and_last(told)
    assert first == last
    assert "All of it" in told[first]


def test_what_is_higher_than_a_page_is_parted(folder: Path) -> None:
    """It ends, no word is lost (`faults`), and what follows goes on behind it."""
    high = KEPT.replace("items:\n", "items:\n" + "      - Another point.\n" * 40)
    told = pages(folder, f"- paragraph: Before.\n{high}- paragraph: Behind.\n")
    assert sum("Another point." in words for words in told) > 1
    assert "Behind." in "".join(told)


def test_a_block_begins_a_page_with_its_heading(folder: Path) -> None:
    told = pages(
        folder,
        "- paragraph: First.\n- heading: Second\n- paragraph: {text: Below it., new_page: true}\n"
        "- paragraph: {text: Third., new_page: true}\n",
    )
    where = {word: n for n, words in enumerate(told) for word in ("First.", "Below it.", "Third.")
             if word in words}  # fmt: skip
    assert where["First."] < where["Below it."] < where["Third."]
    assert "Second" in told[where["Below it."]]
