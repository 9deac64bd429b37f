"""A project with a question sheet to fill in, and its blank file."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pikepdf import Pdf
from pypdf import PdfReader

from builder.diagnostics import Sink
from builder.library.library import read_library
from builder.library.which import documents, which
from builder.notation.fieldnames import FieldKind, parsed
from builder.project import Project
from builder.sign.handouts import merged
from tests.conftest import TODAY
from tests.replies.forms import blank_of, filled, saved

TOPIC = """\
topic: asking
title: Asking
sections:
  - id: asking
    blocks:
      - question: {text: "How long will it take, and **why**?", lines: 3}
      - question: {text: "Can I drive?", lines: 1}
      - question: {text: "Is it sure?", lines: 0}
      - question: {text: "Wer hilft mir zu Hause – Łukasz?", tick: false}
"""
BLANK = [
    ("question-1", "How long will it take, and why?", "blank", "blank"),
    ("question-2", "Can I drive?", "blank", "blank"),
    ("question-3", "Is it sure?", "blank", None),
    ("question-4", "Wer hilft mir zu Hause – Łukasz?", None, "blank"),
]


def asking(folder: Path) -> Path:
    """Makes the handout of a project a question sheet that can be filled in."""
    (folder / "sources/topics/asking.yaml").write_text(TOPIC, "utf-8")
    case = folder / "handouts/case.yaml"
    case.write_text(case.read_text("utf-8").replace("- topic: case", "- topic: asking"), "utf-8")
    return folder


def sheet(folder: Path) -> bytes:
    """The blank sheet."""
    project = Project(folder, TODAY)
    library = read_library(project, Sink())
    wanted = next(documents(which(library, Sink(), ["case"])))
    handout = merged(project, library, wanted).handout
    return blank_of(handout)


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
