"""Reference pages, printed from docstrings and data: there is no second text to forget."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from builder import model
from builder.authors.keys import keys_of
from builder.authors.schema import FILES, Schema, schema_of
from builder.checks.check import ADVICE, SAFETY, WARNS, check
from builder.diagnostics import Sink
from builder.library.reading import read_library
from builder.model import BESIDE, block
from builder.project import Project


def reference(what: str, project: Project) -> str:
    """The page about the `blocks`, `checks`, `keys` or `layouts`, as text."""
    pages = {"blocks": _blocks, "checks": _checks, "keys": _keys}
    entries = _layouts(project) if what == "layouts" else pages[what]()
    return "\n\n".join(entries).rstrip()


def _blocks() -> Iterator[str]:
    for name in block:
        wanted = block[name]
        text = inspect.getdoc(wanted) or ""
        said = keys_of(wanted)
        fields = [
            f"{key}{'' if field.is_required() else ' (optional)'}: {said[key]}"
            for key, field in wanted.model_fields.items()
            if key not in (*BESIDE, *wanted.internal)
        ]
        keys = "\n\n" + "\n".join(fields) if fields else ""
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
    return "warning" if name in WARNS else "error"


def _keys() -> Iterator[str]:
    """The keys of each kind of file, and of what stands in it; those of blocks are with blocks."""
    for kind in FILES:
        schema = schema_of(kind)
        yield f"{kind}\n{_indented(_listed(schema))}"
        for name, inner in schema["$defs"].items():
            if name in model.__all__ and inner.get("properties"):
                yield f"{kind}: {name}\n{_indented(_listed(inner))}"


def _listed(schema: Schema) -> str:
    """What a thing is, and its keys, each with what it is for."""
    needed = schema.get("required", ())
    keys = (
        f"{key}{'' if key in needed else ' (optional)'}: {value['description']}"
        for key, value in schema["properties"].items()
    )
    return "\n".join((str(schema.get("description", "")).partition("\n")[0], "", *keys))


def _layouts(project: Project) -> Iterator[str]:
    library = read_library(project, Sink())
    for name in sorted(library.layouts):
        layout = library.layouts[name]
        body = layout.styles["body"]
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
