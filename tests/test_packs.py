"""Packs: several leaflets in one file, which is sound and in order, and says what each says."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from builder.diagnostics import Sink
from builder.library.reading import read_library
from builder.model import PackDefinition
from builder.packs.assemble import Pack, Part, assembled
from builder.packs.bind import Bound, bound
from builder.packs.request import requested
from builder.paper.render import render
from builder.paper.sheet import sheet_of
from builder.project import Project
from tests.conftest import ROOT, TODAY
from tests.judges.structure import Node, read
from tests.proof import JUDGES, said

# With a glossary and notes, in a layout of its own, to tick, and with a glossary that is its own.
OURS = ("CT-02", "CT-07", "CT-11", "CT-12")
TAKEN_OUT = ("CT-02",)
SCRIPTS = ROOT / "tests/scripts"
DOTS = 0.7  # of a picture of a page, for each point
BLANK = "Nothing is printed on this page."


def made(root: Path, names: tuple[str, ...], edition: str = "standard") -> Pack:
    """The pack of leaflets of a project, which is without errors."""
    project, sink = Project(root, TODAY), Sink()
    library = read_library(project, sink)
    wanted: PackDefinition = requested(library, names, None, edition)
    pack = assembled(project, library, wanted, sink, edition=edition)
    assert pack is not None, sink.errors()
    return pack


@dataclass(frozen=True)
class Drawn:
    """A pack as a file, and each of its parts but the cover drawn by itself."""

    pack: Pack
    done: Bound
    alone: tuple[bytes, ...]

    def spans(self) -> Iterator[tuple[Part, range]]:
        """The parts with their pages, from 0, and what is blank before the next."""
        ends = [*self.done.starts[1:], self.done.pages + 1]
        for part, start, end in zip(self.pack.parts, self.done.starts, ends, strict=True):
            yield part, range(start - 1, end - 1)


@pytest.fixture(scope="module", params=["standard", "large-print"])
def ours(request: pytest.FixtureRequest) -> Drawn:
    """Our leaflets as a pack in an edition."""
    pack = made(ROOT, OURS, request.param)
    return Drawn(pack, bound(pack), tuple(alone(pack, part) for part in pack.parts[1:]))


def alone(pack: Pack, part: Part) -> bytes:
    """A part by itself; a leaflet from which a glossary was taken, with that behind it."""
    words = [other for other in pack.parts if part.shared and other.scope == part.shared]
    if words:
        return bound(replace(pack, parts=(part, *words))).pdf
    return render(part.handout).pdf


def document(pdf: bytes) -> Node:
    """The structure tree."""
    (root,) = read(pdf).nodes
    return root


def part_of(pdf: bytes) -> Node:
    """The structure tree of a part that was drawn by itself."""
    root = document(pdf)
    return root.nodes[0] if root.nodes[0].role == "Part" else root


def faults(pack: Pack, done: Bound) -> list[str]:
    words = " ".join(said(part.handout) for part in pack.parts)
    return [f"{name}: {fault}" for name in JUDGES for fault in JUDGES[name](done.pdf, words)]


def test_a_pack_meets_what_every_file_does(ours: Drawn) -> None:
    """It says the words of each of its handouts, in order, and every judge is content."""
    assert faults(ours.pack, ours.done) == []


def test_no_word_of_a_leaflet_is_lost(ours: Drawn) -> None:
    """What is taken out of one is at the end, where the words of all are explained."""
    last = " ".join(said(part.handout) for part in ours.pack.parts[-2:])
    for whole, part in zip(ours.pack.leaflets, ours.pack.parts[1:], strict=False):
        assert (part.handout == whole) == (whole.code not in TAKEN_OUT)
        for term in whole.terms if whole.code in TAKEN_OUT else ():
            assert term.meaning.text in last


# -- one document


def kinds(node: Node) -> Counter[tuple[str, bool]]:
    """How many elements there are of each role, headings of any level being one, with words
    for what is drawn or without."""
    every = [each for each in node.all() if each is not node]
    return Counter(("H" if each.role[0] == "H" else each.role, bool(each.alt)) for each in every)


def test_the_tree_has_a_part_for_each_leaflet(ours: Drawn) -> None:
    root = document(ours.done.pdf)
    assert root.role == "Document"
    assert [(each.role, each.lang) for each in root.nodes] == [
        ("Part", part.handout.language) for part in ours.pack.parts
    ]


def test_elements_and_alternative_texts_are_those_of_the_parts(ours: Drawn) -> None:
    whole = document(ours.done.pdf)
    parts = [kinds(part_of(pdf)) for pdf in ours.alone]
    assert [kinds(node) for node in whole.nodes[1:]] == parts


@pytest.fixture
def opened(ours: Drawn) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(ours.done.pdf)) as pdf:
        yield pdf


def links(pdf: pikepdf.Pdf) -> Iterator[tuple[int, Any]]:
    """The pages of links, from 0, with the annotation of each."""
    for number, page in enumerate(pdf.pages):
        yield from ((number, each) for each in page.obj.get("/Annots", ()))


def test_links_stay_within_their_leaflet(ours: Drawn, opened: pikepdf.Pdf) -> None:
    """But the words explained, where they are at the end, and the list of the cover."""
    numbers = {page.objgen: number for number, page in enumerate(opened.pages)}
    spans = dict(enumerate(ours.spans()))
    listed = [part for part in ours.pack.parts if part.called]
    found: Counter[int] = Counter()
    for page, link in links(opened):
        at = next(n for n, (_, pages) in spans.items() if page in pages)
        found[at] += 1
        if "/Dest" not in link:
            continue
        to = numbers[link.Dest[0].objgen]
        part, pages = spans[at]
        shared = [p for other, p in spans.values() if part.shared and other.scope == part.shared]
        assert at == 0 or to in pages or any(to in p for p in shared)
    assert found[0] >= len(listed)  # and the numbers to ring, where they are known
    for number, pdf in enumerate(ours.alone, 1):
        part = ours.pack.parts[number]
        with pikepdf.open(io.BytesIO(pdf)) as alone:
            assert part.shared or found[number] == len([*links(alone)])


def test_the_list_leads_to_each_part_and_says_its_page(ours: Drawn, opened: pikepdf.Pdf) -> None:
    numbers = {page.objgen: number for number, page in enumerate(opened.pages)}
    leads = [numbers[link.Dest[0].objgen] + 1 for n, link in links(opened) if n == 0]
    assert sorted({*leads}) == [*ours.done.starts[1:]]
    text = pypdfium2.PdfDocument(ours.done.pdf)[0].get_textpage().get_text_range()
    shown = [int(line) for line in text.split() if line.isdigit()]
    assert [start for start in ours.done.starts[1:] if start not in shown] == []


def test_bookmarks_are_one_for_each_part_with_its_own_below(
    ours: Drawn, opened: pikepdf.Pdf
) -> None:
    with opened.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
        below = [count_of(entry.children) for entry in outline.root]
    called = [part.called.text for part in ours.pack.parts if part.called]
    assert titles == [ours.pack.title.text, *called]
    each = []
    for pdf in ours.alone[: len(OURS)]:
        with pikepdf.open(io.BytesIO(pdf)) as one, one.open_outline() as outline:
            each.append(count_of(outline.root[0].children))
    assert below == [0, *each, 0, 0]


def count_of(entries: list[Any]) -> int:
    return sum(1 + count_of(entry.children) for entry in entries)


def test_it_has_its_own_title_and_nothing_else_comes_along(
    ours: Drawn, opened: pikepdf.Pdf
) -> None:
    root = opened.Root
    assert str(opened.docinfo["/Title"]) == "Your leaflets"
    about = str(opened.docinfo["/Subject"])
    assert [code for code in OURS if f"{code}, " not in about] == []
    # Every leaflet begins a sheet if the printer turns the paper over, and does not shrink it.
    assert root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
    assert root.ViewerPreferences.PrintScaling == "/None"
    absent = ("/OCProperties", "/Names", "/Dests", "/PageLabels", "/AcroForm", "/AF")
    assert [key for key in absent if key in root] == []


def test_a_pack_is_no_larger_than_its_leaflets(ours: Drawn) -> None:
    whole = sum(len(render(leaflet).pdf) for leaflet in ours.pack.leaflets)
    assert len(ours.done.pdf) < whole


# -- how it looks


def shown(pdf: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=DOTS).to_pil().convert("L") for page in document]


def test_each_page_of_a_leaflet_is_as_it_is_alone(ours: Drawn) -> None:
    """But the numbers of pages: at its foot, and in a list of contents."""
    pages = shown(ours.done.pdf)
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(ours.done.pdf)]
    compared = 0
    for (part, span), pdf in zip([*ours.spans()][1:], ours.alone, strict=True):
        foot = sheet_of(part.handout).bottom - 2
        for number, page in zip(span, shown(pdf), strict=False):
            if "In this leaflet" in texts[number] or BLANK in texts[number]:
                continue
            same = (0, 0, page.width, int(page.height - foot * DOTS))
            both = (pages[number].crop(same), page.crop(same))
            assert ImageChops.difference(*both).getbbox() is None, number + 1
            compared += 1
    assert compared > ours.done.pages / 2


# -- where each begins

LEAFLET = """handout: {code}
title: Leaflet {code}
main_message: This is a test.
layout: small
editions: [standard, large-print]
purpose: everyday
version: "1"
published: 2026-05-01
contents:
"""
MORE = "  - topic: case\n    new_page: true\n"


@pytest.fixture
def four(folder: Path) -> Path:
    """Four leaflets, of which each has a page more than the one before."""
    for number in range(1, 5):
        text = LEAFLET.format(code=f"L{number}") + MORE * number
        (folder / f"handouts/l{number}.yaml").write_text(text, "utf-8")
    return folder


def test_each_leaflet_begins_on_the_front_of_a_sheet(four: Path) -> None:
    """In whatever order; a back is left blank where it must be, and says so; pages are counted."""
    pack = made(four, ("L1", "L2", "L3", "L4"))
    cover, *parts = pack.parts
    lengths: set[tuple[int, ...]] = set()
    for order in list(permutations(parts))[::3]:
        done = bound(replace(pack, parts=(cover, *order)))
        assert all(start % 2 for start in done.starts)
        pages = [p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(done.pdf)]
        for number, text in enumerate(pages, 1):
            assert f"Page {number} of {done.pages}" in text
        blank = [number for number, text in enumerate(pages, 1) if BLANK in text]
        assert len(blank) == done.blank
        assert [n for n in blank if n % 2 or n + 1 not in done.starts] == []
        for part, start in zip(order, done.starts[1:], strict=True):
            assert part.handout.title.text in pages[start - 1]
        lengths.add(done.starts)
    assert len(lengths) > 1


# -- languages


def test_a_pack_in_many_languages() -> None:
    """Each part is read in its own, from its own side; the cover is in that of the first."""
    names = ("ar", "zh", "ur")
    pack = made(SCRIPTS, names)
    done = bound(pack)
    assert faults(pack, done) == []
    root = document(done.pdf)
    languages = [leaflet.language for leaflet in pack.leaflets]
    assert [each.lang for each in root.nodes[1 : len(names) + 1]] == languages
    assert root.nodes[0].lang == languages[0]
    listed = [each for each in root.nodes[0].all() if each.role == "TOCI"]
    tongues = [{each.lang for each in entry.all() if each.lang} for entry in listed]
    assert tongues[: len(names)] == [{language} for language in languages]


# -- once for all of them

TERMS = """terms:
  - {id: fracture, term: fracture, plain: a broken bone, meaning: A bone that is broken.}
  - {id: splint, term: splint, plain: a support, meaning: "A support for a {term:fracture}."}
"""


def test_the_words_of_all_leaflets_are_explained_once(folder: Path) -> None:
    """Under the builder's heading; a glossary with its own heading is that leaflet's."""
    (folder / "sources/terms.yaml").write_text(TERMS, "utf-8")
    ends = {
        "ONE": "  - paragraph: A {term:fracture}.\n  - glossary\n  - notes: 3\n",
        "TWO": "  - paragraph: A {term:splint}.\n  - glossary\n",
        "OWN": "  - paragraph: A {term:fracture}.\n  - glossary: {heading: Our words}\n",
    }
    for code, end in ends.items():
        text = LEAFLET.format(code=code) + end
        (folder / f"handouts/{code.lower()}.yaml").write_text(text, "utf-8")
    pack = made(folder, tuple(ends))
    done = bound(pack)
    assert faults(pack, done) == []
    called = [part.called.text for part in pack.parts if part.called]
    assert called == ["Leaflet ONE", "Leaflet TWO", "Leaflet OWN", "Words explained", "Notes"]
    glossary = pack.parts[4].handout
    assert [term.id for term in glossary.terms] == ["fracture", "splint"]
    with pikepdf.open(io.BytesIO(done.pdf)) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        leads = {
            str(link.Contents): numbers[link.Dest[0].objgen]
            for number, link in links(pdf)
            if "/Dest" in link and number + 1 in (done.starts[1], done.starts[3])
        }
        texts = [(n + 1, numbers[link.Dest[0].objgen]) for n, link in links(pdf) if "/Dest" in link]
    one, own, words = done.starts[1], done.starts[3], done.starts[4]
    assert leads
    assert (one, words) in texts
    assert not [to for at, to in texts if own <= at < words and not own <= to < words]


def test_a_long_list_is_drawn_nearer_before_it_leaves_the_cover(four: Path) -> None:
    """As many leaflets as somebody is ever given; where there are more, it goes on overleaf."""
    names = [f"M{number}" for number in range(14)]
    for name in names:
        text = LEAFLET.format(code=name) + "  - topic: case\n"
        (four / f"handouts/{name.lower()}.yaml").write_text(text, "utf-8")
    done = bound(made(four, tuple(names)))
    assert done.starts[1] == 3
    first, second = (
        page.get_textpage().get_text_range() for page in [*pypdfium2.PdfDocument(done.pdf)][:2]
    )
    assert [name for name in names if f"Leaflet {name}" not in first + second] == []
    assert "Leaflet M0" in first
