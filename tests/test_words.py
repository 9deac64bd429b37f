"""What checks look at: every text once, with the block it stands in, wherever that block stands."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest

from builder.model import block
from builder.words.stretches import read, wording, written
from builder.words.words import passages
from tests.conftest import merged, topic_of
from tests.test_golden import CASES, GOLDEN

BOXES = [name for name in block if {"title", "blocks"} <= {*block[name].model_fields}]
Told = tuple[str, str, str, str]


def told(folder: Path, blocks: str) -> Iterator[Told]:
    """The texts of blocks: as read, as printed, the key of each, the kind of its block."""
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    handouts, _ = merged(folder)
    for each in passages(handouts[0]):
        if each.block is not None:
            yield each.text, each.shown, each.key, type(each.block).__name__


def inside(box: str, blocks: str) -> str:
    """The blocks of a list in a box with a title of its own."""
    lines = "".join(f"      {line}\n" for line in blocks.splitlines())
    fields = block[box].model_fields.items()
    needs = "".join(f"    {n}: {get_args(f.annotation)[0]}\n" for n, f in fields if f.is_required())
    return f"- {box}:\n    title: What it is about\n{needs}    blocks:\n{lines}"


@pytest.mark.share(4)
@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_block_in_a_box_has_the_texts_it_has_alone(case: Path, box: str, folder: Path) -> None:
    shutil.copy(GOLDEN / "round.svg", folder / "sources/topics/round.svg")
    blocks = case.read_text("utf-8")
    alone = list(told(folder, blocks))
    label, *texts = told(folder, inside(box, blocks))
    assert label[0] == "What it is about"
    assert label[2:] == ("title", block[box].__name__)
    assert texts == alone
    again = list(told(folder, inside("important", inside(box, blocks))))
    assert again[1:] == [label, *alone]


def test_labels_and_cells_are_no_sentences(folder: Path) -> None:
    """Points, headings and sentences are whole, a label or a cell of a table is not."""
    blocks = (
        "- list: {lead: You may, items: [feel cold]}\n"
        "- table: {columns: [Label, B], rows: [[cell, A cell is short.]]}\n"
        "- question: Shall I eat?\n"
    )
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    found = [each for each in passages(merged(folder)[0][0]) if each.block]
    assert [each.text for each in found if each.whole] == [
        *("You may", "feel cold", "A cell is short.", "Shall I eat?"),
    ]
    assert [each.text for each in found if not each.whole] == ["Label", "B", "cell"]


def test_the_words_of_a_handout_as_text(folder: Path, expect: Callable[[Path, str], None]) -> None:
    """What the manifest keeps, so that a later version can be compared with it."""
    blocks = (
        "- paragraph: |-\n    Ring {site.call_24h} about a {term:fracture},\n"
        "    or stay for {site.not_alone_days}.\n"
        "- write-in: {label: My name, lines: 2}\n"
        "- note: {title: At night, blocks: [list: [sleep, wait]]}\n"
    )
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    words = wording(merged(folder)[0][0])
    expect(Path(__file__).parent / "wording.txt", written(words))
    assert read(written(words)) == words


@pytest.mark.parametrize("text", ["front\ttitle\n", "front\ttitle\tA\tcase\n"])
def test_what_is_no_words_of_a_handout(text: str) -> None:
    with pytest.raises(ValueError, match="a line is not a place, a kind and words"):
        read(text)


def test_every_text_with_the_heading_it_stands_under(folder: Path) -> None:
    topics = folder / "sources/topics"
    plain = topic_of("- note: Rest.")
    (topics / "case.yaml").write_text(
        plain.replace("  - id: case\n", "  - id: a\n    heading: At home\n")
        + "  - id: b\n    blocks:\n      - list: [Walk]\n",
        "utf-8",
    )
    german = plain.replace("topic: case", "topic: more\nlanguage: de")
    (topics / "more.yaml").write_text(german.replace("title: Case", "title: Mehr"), "utf-8")
    definition = folder / "handouts/case.yaml"
    contents = "  - topic: case\n  - note: Alone.\n  - topic: more\n"
    text = definition.read_text("utf-8").replace("  - topic: case\n", contents)
    definition.write_text(text, "utf-8")
    shown = [
        (each.text, each.key, each.heading and each.heading.text, each.language[:2],
         each.topic, each.part)
        for each in passages(merged(folder)[0][0])
    ]  # fmt: skip
    assert shown[3:] == [
        ("Read it.", "action", None, "en", 0, 0),
        ("Case", "heading", None, "en", 1, 0),
        ("At home", "heading", None, "en", 1, 1),
        ("Rest.", "text", "At home", "en", 1, 1),
        ("Walk", "items", "Case", "en", 1, 2),
        ("Alone.", "text", None, "en", 2, 1),
        ("Mehr", "heading", None, "de", 3, 0),
        ("Rest.", "text", "Mehr", "de", 3, 1),
    ]


def test_the_last_letters_of_a_text_are_found(folder: Path) -> None:
    (folder / "sources/topics/case.yaml").write_text(topic_of("- paragraph: Do rest."), "utf-8")
    (found,) = (each for each in passages(merged(folder)[0][0]) if each.block)
    start = found.locate("Do").column
    assert [found.locate(words).column - start for words in ("rest", "t", ".")] == [3, 6, 7]
