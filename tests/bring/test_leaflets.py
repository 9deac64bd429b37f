"""Leaflets as hospitals have them, brought in and merged: the words are those of the file."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml
from markdown_it import MarkdownIt
from pypdf import PdfReader

from builder.bring.brought import words_of
from builder.bring.pdf.pdfreader import read_pdf
from builder.bring.stretch import plain
from builder.model import WEB, Handout
from builder.outputs.result import Wish
from builder.paper.render import render
from builder.web.document import write
from builder.words.words import words
from tests.bring.docxfiles import docx_file, docx_words
from tests.bring.pdffiles import pdf_file
from tests.bring.test_import import handouts
from tests.conftest import merged
from tests.web import reader
from tests.web.proof import prove

CASES = yaml.safe_load((Path(__file__).parent / "leaflets.yaml").read_text("utf-8"))
NAMES = {case["name"]: f"leaf-{number:02}" for number, case in enumerate(CASES, 1)}
# What a definition prints by itself, before and after its contents, and beside links.
BEFORE, AFTER = "In an emergency, or if nobody answers", "About this leaflet"
ADDRESS = re.compile(r" \((?:[\w-]+\.)+[a-z]{2,}[^() ]*\)|\(not filled in yet\)")
WITHIN = {"sup", "sub", "b", "i", "em", "s", "code", "input"}
SIGN = re.compile(r"[0-9]{1,2}[.)]|[•☐☑]")  # that lists set by themselves


def file_of(case: dict[str, Any]) -> tuple[str, bytes]:
    """The kind of a file, and what is in it."""
    if "word" in case:
        return "docx", docx_file(case["word"])
    if "pdf" in case:
        return "pdf", pdf_file(case["pdf"], case.get("tree"))
    return ("html", case["page"].encode()) if "page" in case else ("md", case["text"].encode())


def read_by_others(case: dict[str, Any]) -> list[str]:
    """The words of a file, as a program that is not ours reads them."""
    kind, data = file_of(case)
    if kind == "docx":
        return docx_words(data)
    if kind == "pdf":
        return PdfReader(io.BytesIO(data)).pages[0].extract_text().split()
    front = ""
    text = data.decode()
    if kind == "md":
        if text.startswith("---\n"):
            _, front, text = text.split("---\n", 2)
        text = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
        text = re.sub(r"\[[ x]\] ", "", text)
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    for each in tree.iter():
        each.tag = {"nav": "div"}.get(each.tag, "span" if each.tag in WITHIN else each.tag)
    return [*front.split(), *reader.read(tree.find("body")).split()]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of them, brought into one project."""
    folder = tmp_path_factory.mktemp("leaflets")
    for case in CASES:
        kind, data = file_of(case)
        file = folder / f"{NAMES[case['name']]}.{kind}"
        file.write_bytes(data)
        done = handouts(folder / "project", "import", file)
        assert done.exit_code == 0, f"{case['name']}: {done.output}"
    return folder / "project"


@pytest.fixture(scope="module")
def printed(project: Path) -> dict[str, Handout]:
    made, found = merged(project, Wish(edition=WEB))
    assert [str(each) for each in found if each.severity.value == "error"] == []
    return {handout.name: handout for handout in made}


def texts_of(handout: Handout) -> list[str]:
    """The texts that a leaflet prints of its own."""
    said = [rich.text for rich in words(handout)]
    start = next(at for at, text in enumerate(said) if text.startswith(BEFORE))
    own = said[start + 1 : said.index(AFTER)]
    head = [rich.text for rich in (handout.title, handout.subtitle) if rich]
    return [text for text in (*head, *own) if not SIGN.fullmatch(text)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_words_come_back(case: dict[str, Any], printed: dict[str, Handout]) -> None:
    texts = texts_of(printed[NAMES[case["name"]]])
    print_ = words_in(ADDRESS.sub("", " ".join(texts)))
    there = words_in(" ".join(read_by_others(case)))
    for text in case.get("gone", ()):
        there = without(there, text.split())
    for text in case.get("more", ()):
        print_ = without(print_, text.split())
    assert Counter(print_) == Counter(there)
    assert print_ == there


def test_pages_and_paper_say_it_too(project: Path, printed: dict[str, Handout]) -> None:
    """One of them as a web page and on paper, which is brought in again: the circle closes."""
    name = NAMES["action plan in green, amber and red"]
    prove(printed[name], write(printed[name]))
    (paper,) = merged(project, Wish(names=(name,), edition="standard"))[0]
    again = read_pdf(render(paper).pdf)
    texts = [plain(each) for each in words_of(again.pieces)]
    own, all_ = (" ".join(words_in(" ".join(each)))
                 for each in (texts_of(printed[name])[1:], texts))  # fmt: skip
    assert f" {own} " in f" {all_} "


def words_in(text: str) -> list[str]:
    """The words of a text; a raised figure is a figure, as programs that read files have it."""
    return [
        each for each in unicodedata.normalize("NFKC", text).split() if not SIGN.fullmatch(each)
    ]


def without(words: list[str], run: list[str]) -> list[str]:
    """The words without the first place at which those of a run stand one after the other."""
    at = next(at for at in range(len(words)) if words[at : at + len(run)] == run)
    return words[:at] + words[at + len(run) :]
