"""Readers by other people are told the same as ours: pdf.js, PDFium, Poppler."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from builder.outputs.result import Wish
from builder.paper.render import render
from tests.conftest import ROOT, catalogue, merged, topic_of
from tests.fuzz.projects import Draft
from tests.fuzz.search import each
from tests.fuzz.trial import Workshop
from tests.mutations.documents import DOCUMENTS
from tests.readers import pdfjs
from tests.share import Share
from tests.test_scripts import SCRIPTS

MADE_UP = 10
EACH = 5  # one of so many is read here, and all by `make proofs`


@pytest.fixture(scope="module")
def _pdfjs() -> None:
    if reason := pdfjs.missing():
        pytest.skip(reason)


def compared(files: dict[str, bytes], folder: Path) -> list[str]:
    """The files of which pdf.js reads something else than we do, with the first difference."""
    paths = [folder / f"{number}.pdf" for number in range(len(files))]
    for path, pdf in zip(paths, files.values(), strict=True):
        path.write_bytes(pdf)
    found = []
    for (name, pdf), theirs in zip(files.items(), pdfjs.theirs(paths), strict=True):
        for page, (their, our) in enumerate(zip(theirs, pdfjs.ours(pdf), strict=True), 1):
            pairs = zip([*their, ""], [*our, ""], strict=False)
            found += [f"{name}, page {page}: {one} / {two}" for one, two in pairs if one != two][:1]
    return found


@pytest.mark.usefixtures("_pdfjs")
def test_pdfjs_reads_every_leaflet_as_we_do(tmp_path: Path, some: Share) -> None:
    made = [*catalogue()[0], *merged(SCRIPTS)[0]]
    every = {  # mono differs from standard in its colours alone
        f"{h.name}.{h.edition.edition}": h
        for h in made
        if h.edition.edition in ("standard", "large-print", "fillable")
    }
    files = {name: render(every[name]).pdf for name in some(every, EACH)}
    files |= {name: DOCUMENTS[name]()[0] for name in ("sample", "blocks")}
    assert compared(files, tmp_path) == []


@pytest.mark.usefixtures("_pdfjs")
def test_pdfjs_reads_made_up_leaflets_as_we_do(tmp_path: Path, some: Share) -> None:
    files: dict[str, bytes] = {}
    workshop = Workshop(tmp_path)

    def add(draft: Draft) -> None:
        for handout in workshop.merged(draft)[0]:
            done = render(handout)
            if not done.diagnostics:
                files[f"{len(files)}\n{draft}"] = done.pdf

    most = MADE_UP if some.whole else MADE_UP // EACH
    each(100, 2 * most, workshop.languages(), add)
    assert len(files) >= most
    assert compared(files, tmp_path) == []


# -- plain text

LATIN = "Drink **water** often, the office has 38.0 °C, Zoë and Łukasz wait for first aid. "
HINDI = "टीका लगवाने से पहले डॉक्टर से पूछें। क्षत्रिय, हिन्दी और प्रतिरक्षा। "


@cache
def leaflet() -> tuple[bytes, str]:
    """Paragraphs one below the other, and their words."""
    texts = [(LATIN * 3, "en"), (HINDI * 3, "hi")]
    blocks = "".join(f"- paragraph: {text}\n  language: {language}\n" for text, language in texts)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        shutil.copytree(ROOT / "tests/plain", root)
        (root / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
        (handout,), _ = merged(root, Wish(edition="standard"))
        words = " ".join(" ".join(text.replace("*", "").split()) for text, _ in texts)
        return render(handout).pdf, words


def by_pdfium(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def by_poppler(pdf: bytes) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("read", [by_pdfium, by_poppler])
def test_paragraphs_can_be_copied(read: Callable[[bytes], str]) -> None:
    """The words stand in the text of the file, one after the other, page furniture aside."""
    pdf, words = leaflet()
    assert words in " ".join(read(pdf).split())
