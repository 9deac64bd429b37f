"""A project with a question sheet to fill in, and its blank file."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from click.testing import CliRunner
from pikepdf import Pdf
from pypdf import PdfReader

from builder.cli import main
from builder.notation.fieldnames import FieldKind, parsed
from tests.conftest import PLAIN
from tests.replies.forms import filled, saved

TOPIC = """\
topic: asking
title: Asking
sections:
  - id: asking
    blocks:
      - question: {id: duration, text: "How long will it take, and **why**?", lines: 3}
      - question: {id: driving, text: "Can I drive?", lines: 1}
      - question: {text: "Is it sure?", lines: 0}
      - question: {text: "Wer hilft mir zu Hause – Łukasz?", tick: false}
"""
BLANK = [
    ("duration", "How long will it take, and why?", "blank", "blank"),
    ("driving", "Can I drive?", "blank", "blank"),
    ("question-1", "Is it sure?", "blank", None),
    ("question-2", "Wer hilft mir zu Hause – Łukasz?", None, "blank"),
]


def asking(folder: Path) -> None:
    """Makes the handout of a project a question sheet that can be filled in."""
    (folder / "sources/topics/asking.yaml").write_text(TOPIC, "utf-8")
    case = folder / "handouts/case.yaml"
    text = case.read_text("utf-8").replace("- topic: case", "- topic: asking")
    case.write_text(f"{text}editions: [standard, screen]\n", "utf-8")
    layout = folder / "handouts/layouts/small.yaml"
    standard = "  - {edition: standard, title: Standard, scale: 1}\n"
    screen = "  - {edition: screen, title: On screen, scale: 1, fillable: true}\n"
    text = layout.read_text("utf-8")
    layout.write_text(text.replace(standard, standard + screen), "utf-8")


def sheet(folder: Path, site: str = "") -> bytes:
    """The blank sheet, as it is built; of one of several sites."""
    made = folder.parent / "sheets"
    asked = ["-C", str(folder), "build", "case", "--edition", "screen", "--out", str(made)]
    run = CliRunner().invoke(main, asked, catch_exceptions=False)
    assert run.exit_code == 0, run.output
    return (made / site / "case/case.screen.pdf").read_bytes()


@cache
def blank_sheet() -> bytes:
    """The blank sheet of the plain project, once it is asking: the same bytes in any folder."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "project"
        shutil.copytree(PLAIN, folder)
        asking(folder)
        return sheet(folder)


def given(blank: bytes, values: Mapping[tuple[str, FieldKind], str], **how: bool) -> bytes:
    """The sheet with what was typed and ticked at some entries."""
    names = (name for name in PdfReader(io.BytesIO(blank)).get_fields() or {})
    known = {(found.entry, found.kind): name for name in names if (found := parsed(name))}
    return filled(blank, {known[key]: value for key, value in values.items()}, **how)


def changed(blank: bytes, change: Callable[[Pdf, dict[tuple[str, str], Any]], object]) -> bytes:
    """The sheet after something was done to the file; the fields are by entry and kind."""
    with Pdf.open(io.BytesIO(blank)) as pdf:
        named = ((parsed(str(field.T)), field) for field in pdf.Root.AcroForm.Fields)
        fields = {(name.entry, str(name.kind)): field for name, field in named if name}
        change(pdf, fields)
        return saved(pdf)
