"""A handout that is to have so many pages is set tighter, or its author is told what to cut."""

from __future__ import annotations

import re
from bisect import bisect_right
from pathlib import Path

import pytest

from builder.model.design import design
from builder.outputs.result import Wish
from builder.pages.measure import measure
from builder.paper.render import render
from tests.conftest import faulty, merged, topic_of
from tests.proof import faults

LINE = "- paragraph: A line of text that is about as long as the column.\n"


def project(folder: Path, lines: int, pages: str) -> Path:
    (folder / "sources/topics/case.yaml").write_text(topic_of(LINE * lines), "utf-8")
    definition = folder / "handouts/case.yaml"
    text = definition.read_text("utf-8").replace(
        "layout: small\n", f"layout: small\npages: {pages}\n"
    )
    definition.write_text(text, "utf-8")
    return folder


def drawn(folder: Path) -> tuple[int, list[str]]:
    handouts, found = merged(folder, Wish(edition="standard"))
    assert faulty(found) == []
    (handout,) = handouts
    done = render(handout)
    if not done.diagnostics:
        assert faults(handout, done.pdf) == []
        least = min(style.size for style in design(handout.layout, handout.edition).styles.values())
        assert measure(done.pdf).smallest >= least - 0.05
    return done.pages, [f"{each.code}: {each.message} ({each.hint})" for each in done.diagnostics]


def free(folder: Path, lines: int) -> int:
    (folder / "sources/topics/case.yaml").write_text(topic_of(LINE * lines), "utf-8")
    (handout,), _ = merged(folder, Wish(edition="standard"))
    return render(handout).pages


def just_over(folder: Path, pages: int) -> int:
    """The fewest lines that take a page more."""
    every = range(1, 200)
    return every[bisect_right(every, pages, key=lambda lines: free(folder, lines))]


def test_it_is_set_tighter(folder: Path) -> None:
    lines = just_over(folder, 2)
    assert drawn(project(folder, lines, "2")) == (2, [])


def test_what_is_too_long_is_told_with_its_longest_blocks(folder: Path) -> None:
    lines = just_over(folder, 3)
    pages, (told,) = drawn(project(folder, lines, "2"))
    assert pages == 0
    assert re.match(
        r"too-many-pages: it has 4 pages in the edition 'standard', and is to have 2: set as "
        r"tight as may be, it is about \d+ lines? too long for 2 "
        r"\(make it shorter; its longest blocks are "
        r"sources/topics/case.yaml:\d+ \(\d lines\); ",
        told,
    )


def test_a_multiple(folder: Path) -> None:
    lines = just_over(folder, 4)
    assert drawn(project(folder, lines, "multiple of 4")) == (4, [])
    handouts, _ = merged(folder, Wish(edition="standard"))
    assert handouts[0].pages == "multiple of 4"


@pytest.mark.parametrize("written", ["0", "-1", "four", "multiple of 0", "1.5"])
def test_what_is_no_number_of_pages(folder: Path, written: str) -> None:
    project(folder, 1, written)
    _, found = merged(folder)
    assert [each.message for each in found if each.code == "wrong-kind"] == [
        f"'{written}' is not a number of pages"
    ]


def test_fewer_pages_than_there_may_be_are_not_stretched(folder: Path) -> None:
    count = free(folder, 3)
    assert drawn(project(folder, 3, "99")) == (count, [])
