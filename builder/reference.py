"""Reference pages, printed from docstrings and data: there is no second text to forget."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from builder.checks.check import ADVICE, SAFETY, check
from builder.diagnostics import Sink
from builder.library import read_library
from builder.model import BESIDE, block
from builder.project import Project


def reference(what: str, project: Project) -> str:
    """The page about the `blocks`, `checks` or `layouts`, as text."""
    pages = {"blocks": _blocks, "checks": _checks}
    entries = _layouts(project) if what == "layouts" else pages[what]()
    return "\n\n".join(entries).rstrip()


def _blocks() -> Iterator[str]:
    for name in block:
        wanted = block[name]
        text = inspect.getdoc(wanted) or ""
        fields = [
            f"{key}{'' if field.is_required() else ' (optional)'}"
            for key, field in wanted.model_fields.items()
            if key not in (*BESIDE, *wanted.internal)
        ]
        keys = f"\n\nkeys: {', '.join(fields)}" if fields else ""
        yield f"{name}\n{_indented(text + keys)}"


def _checks() -> Iterator[str]:
    for name in check:
        text = inspect.getdoc(check[name]) or ""
        yield f"{name} ({_severity(name)})\n{_indented(text)}"


def _severity(name: str) -> str:
    """How bad what a check finds is, in words."""
    if name in SAFETY:
        return "warning; no release is made with it"
    if name in ADVICE:
        return "warning; 'allow' and 'because' let it stand"
    return "error" if "error" in check[name].__globals__ else "warning"


def _layouts(project: Project) -> Iterator[str]:
    library = read_library(project, Sink())
    for name in sorted(library.layouts):
        layout = library.layouts[name]
        body = layout.styles["body"]  # type: ignore[index]
        editions = ", ".join(f"{e.edition} ({e.title.text})" for e in layout.editions)
        lines = [
            layout.title.text,
            f"paper: {layout.paper}",
            f"body: {body.size:g} points on {body.leading:g}",
            f"parts: {', '.join(layout.parts)}",
            f"editions: {editions}",
            f"file: {layout.span.path}",
        ]
        yield f"{name}\n{_indented(chr(10).join(lines))}"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in text.splitlines())
