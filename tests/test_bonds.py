"""What opens a part of a leaflet stays with what follows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.paper.compose import Composer
from builder.paper.flow import Flow
from builder.paper.parting import NEAR
from builder.paper.story import part_story
from builder.pdf.tags import Element
from tests.conftest import merged

LONG = "Some words, " * 30 + "and more."
FOLLOWED = {
    "a line and a list": ("- paragraph: One line.\n- list: [a, b]", True),
    "a line and more text": ("- paragraph: One line.\n- paragraph: Another.", True),
    "a long text": (f"- paragraph: {LONG}\n- list: [a, b]", False),
    "a line alone": ("- paragraph: One line.", False),
}


@pytest.mark.parametrize("name", FOLLOWED)
def test_a_line_below_a_heading_stays_with_what_follows(name: str, folder: Path) -> None:
    blocks, near = FOLLOWED[name]
    lines = "".join(f"      {line}\n" for line in blocks.splitlines())
    sections = f"  - id: one\n    heading: A heading\n    blocks:\n{lines}"
    sections += f"  - id: two\n    heading: Another heading\n    blocks:\n{lines}"
    topic = folder / "sources/topics/case.yaml"
    topic.write_text(f"topic: case\ntitle: Case\nsections:\n{sections}", "utf-8")
    assert [each for each in bonds(folder)["A heading"][1:2] if each & NEAR] == [NEAR] * near


def test_a_line_to_write_on_stays_with_its_list(folder: Path) -> None:
    topic = folder / "sources/topics/case.yaml"
    blocks = "      - list: [a, b]\n      - write-in: Who\n      - write-in: Where\n"
    section = f"  - id: one\n    heading: A heading\n    blocks:\n{blocks}"
    topic.write_text(f"topic: case\ntitle: Case\nsections:\n{section}", "utf-8")
    assert [bool(each & NEAR) for each in bonds(folder)["A heading"]] == [
        False, False, True, False, False,
    ]  # fmt: skip


def bonds(folder: Path) -> dict[str, list[int]]:
    """The bonds of what stands below each heading of the plain case, the heading's first."""
    handout = next(h for h in merged(folder)[0] if h.edition.edition == "standard")
    page = Composer.of(handout, Element("Document"))
    found: dict[str, list[int]] = {"": []}
    name = ""
    for each in part_story(page, "contents"):
        if isinstance(each, Flow) and each.paragraph.bookmark:
            name = each.paragraph.bookmark[1]
            found[name] = []
        found[name].append(each.bond)
    return found
