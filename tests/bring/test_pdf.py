"""PDF files: by hand, and our own, whose words come back."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from pypdf import PdfReader, PdfWriter

from builder.bring.brought import Point, words_of
from builder.bring.pdf.pdfreader import read_pdf
from builder.bring.stretch import plain
from builder.hear.outline import outline
from builder.outputs.result import Wish
from builder.paper.render import render
from tests.bring.leafletfiles import blocks_of, titles_of
from tests.bring.pdffiles import pdf_file
from tests.bring.test_import import handouts
from tests.conftest import ROOT, merged

CASES = yaml.safe_load((Path(__file__).parent / "pdf.yaml").read_text("utf-8"))
WORDS = pdf_file(["0 F1 12 40 500 Words."], [{"P": [0]}])
# What an outline says that nobody reads on paper: inline elements, and what a blank is.
ROLE = re.compile(r"^ *\w+(?: \[.*\])?(?:: |$)")
SAID = re.compile(r"\{\w+(?: \[lang: \w+\])?: ?|\}|\(not filled in yet\)")


def made(case: dict[str, Any]) -> bytes:
    return pdf_file(case["pages"], case.get("tree"), case.get("letters"), case.get("notes"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_pdf(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "case.pdf").write_bytes(made(case))
    project = tmp_path / "project"
    done = handouts(project, "import", tmp_path / "case.pdf")
    for words in case.get("says", ()):
        assert words in done.stderr
    if "refused" in case:
        assert (done.exit_code, f"error[{case['refused']}]" in done.stderr) == (1, True)
        assert not project.exists()
        return
    assert (done.exit_code, "error" in done.stderr) == (0, False)
    for code in case.get("told", ()):
        assert f"warning[{code}]" in done.stderr
    for words in case.get("left", ()):
        assert f": “{words}”\n" in done.stderr
    assert blocks_of(project) == case["blocks"]
    if "titles" in case:
        assert titles_of(project) == case["titles"]
    for words in case.get("definition", ()):
        assert words in (project / "handouts/case.yaml").read_text("utf-8")


def locked() -> bytes:
    writer, out = PdfWriter(PdfReader(io.BytesIO(WORDS))), io.BytesIO()
    writer.encrypt("secret", algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (locked(), "encrypted"),
        (WORDS[:300], "damaged"),
        (b"%PDF-1.7\nnothing", "damaged"),
        (WORDS.replace(b"(Words.) Tj", b"(Words. Tj "), "no-words"),
    ],
    ids=["locked", "cut off", "no file", "broken content"],
)
def test_what_cannot_be_read(data: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / "case.pdf").write_bytes(data)
    done = handouts(tmp_path / "p", "import", tmp_path / "case.pdf")
    assert (done.exit_code, f"error[{code}]" in done.stderr) == (1, True)
    assert len(done.stderr.splitlines()) <= 2


@pytest.mark.parametrize("name", ["CT-02", "CT-12"])
def test_our_own_give_their_words_back(name: str) -> None:
    """Steps have their numbers from the list they are in, as all have that bring them in."""
    (handout,) = [
        each
        for each in merged(ROOT, Wish(names=(name,)))[0]
        if each.edition.edition == "large-print"
    ]
    pdf = render(handout).pdf
    found = read_pdf(pdf)
    heard = Counter[str]()
    for line in outline(pdf).splitlines():
        heard.update(SAID.sub("", ROLE.sub("", line)).split())
    heard -= Counter(each.mark for each in found.pieces if isinstance(each, Point) and each.mark)
    texts = [plain(each) for each in words_of(found.pieces)]
    texts += [each.words for each in found.left]
    assert Counter(word for text in texts for word in text.split()) == heard
