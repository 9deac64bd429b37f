"""Who may import what: each library has one owner, no room looks up, no file turns back."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest

from builder.caches import MOST
from tests.conftest import ROOT

# Which rooms and files use a library.
OWNERS = {
    "babel": {"notation.cldr"},
    "click": {"cli", "console", "commands"},
    "coloraide": {"pictures.tones"},
    "dask": {"machine.cluster"},
    "defusedxml": {"bring.word.wordfile", "pictures.svg.elements"},
    "distributed": {"machine.cluster"},
    "email": {
        "deliver.ledger.bounces",
        "deliver.mail.headers",
        "deliver.ledger.letterbox",
        "deliver.mail.message",
    },
    "email_validator": {"deliver.lists.mailbox"},
    "htpy": {
        "web",
        "sign.composed",
        "blocks",
        "parts",
        "review.side_by_side",
        "deliver.mail.letter_text",
        "deliver.mail.proof",
        "desk",
    },
    "http": {"deliver.printing.exchange"},
    "icu4py": {"text.breaks", "machine.toolchain"},
    "markupsafe": {"web.document", "desk.deskpage"},
    "markdown_it": {"bring.markdownreader", "source.inline"},
    "PIL": {"pictures", "preflight.faultpages"},
    "pydantic": {"model", "source", "place", "blocks"},
    "pypdf": {
        "bring.pdf.pdffile",
        "hear",
        "questions",
        "print",
        "deliver.copies.protect",
        "deliver.copies.samefile",
    },
    "pypdfium2": {
        "bring.pdf.pdffile",
        "deliver.copies.protect",
        "pictures.firstpage",
        "pages",
        "preflight",
        "see",
    },
    "reportlab": {"paper", "pdf", "blocks", "parts", "review.side_by_side"},
    "segno": {"pictures.qrcode"},
    "smtplib": {"deliver.smtp.brief", "deliver.smtp.connecting", "deliver.smtp.submission"},
    "sqlite3": {"deliver.ledger.ledgerfile"},
    "ssl": {"deliver.printing.exchange", "deliver.smtp.connecting"},
    "svg": {"pictures.svg.paths"},
    "tinyhtml5": {"bring.htmlreader"},
    "uharfbuzz": {"text", "pdf.embed", "pdf.fieldfont", "web.typefaces", "machine.toolchain"},
    "yaml": {"questions.exported", "source.tree"},
}
# The rooms, the ground first. A room looks into those on the lines above its own, and into itself.
# One of them is to come: ARCHITECTURE.md says what it is for.
FLOORS = """
    caches place registry
    notation
    diagnostics
    machine
    project
    source pictures
    model hear see
    library text
    languages
    words merge pdf
    outputs paper web
    blocks parts draw
    sign
    questions print preflight
    readability upkeep
    checks
    release authors
    bring compiler pages packs
    build console review
    deliver desk
    commands
    cli
    __main__
"""
FLOOR = {room: level for level, line in enumerate(FLOORS.split("\n")) for room in line.split()}
# Rooms whose files are called as authors call what they write, or clerks what they type.
NAMED_BY_USERS = {"blocks", "parts", "checks", "commands"}
FILES = sorted(p for p in (ROOT / "builder").rglob("*.py") if p.name != "__init__.py")


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT / "builder").with_suffix("").parts)


KNOWN = {name_of(path) for path in FILES}


def imports(path: Path) -> Iterator[str]:
    """What a file imports, in whatever way: also what is named in annotations alone."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def looks_into(path: Path) -> Iterator[str]:
    """The files and rooms of ours that a file imports."""
    here = name_of(path)
    for name in imports(path):
        ours, target = name.startswith("builder."), name.removeprefix("builder.")
        if ours and target != here and (target in KNOWN or target in FLOOR):
            yield target


def within(name: str, rooms: set[str]) -> bool:
    return any(name == room or name.startswith(room + ".") for room in rooms)


def room_of(name: str) -> str:
    return name.partition(".")[0]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_each_library_has_one_owner(path: Path) -> None:
    here = name_of(path)
    for name in imports(path):
        owners = OWNERS.get(name.split(".")[0])
        assert owners is None or within(here, owners), f"{here} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_room_looks_up(path: Path) -> None:
    here = room_of(name_of(path))
    for target in map(room_of, looks_into(path)):
        assert target == here or FLOOR[target] < FLOOR[here], f"{here} looks into {target}"


def test_the_root_holds_what_is_read_first() -> None:
    found = {path.stem for path in FILES if path.parent == ROOT / "builder"}
    assert found == {
        "__main__", "build", "caches", "cli", "compiler", "console", "diagnostics", "draw", "place",
        "project", "registry",
    }  # fmt: skip


def test_every_room_is_named_in_the_document() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    rooms = {room_of(name) for name in KNOWN} - {"__main__"}
    assert [room for room in sorted(rooms) if f"`{room}" not in text] == []
    assert rooms < {*FLOOR}


def test_no_file_turns_back() -> None:
    """Circles, those of annotations too: `static_order` raises for one and names it."""
    faces = {name for name in FLOOR if name not in KNOWN}
    graph = {name_of(path): {*looks_into(path)} - faces for path in FILES}
    assert len([*TopologicalSorter(graph).static_order()]) == len(FILES)


def test_what_is_loaded_by_name_is_loaded_in_two_places() -> None:
    """An import by a string is seen by no test, so it is only for what stands in a folder."""
    loads = {name_of(path) for path in FILES if "importlib" in {*imports(path)}}
    assert loads == {"cli", "registry"}


def test_a_name_of_a_file_is_used_for_one_thing() -> None:
    stems = [path for path in FILES if room_of(name_of(path)) not in NAMED_BY_USERS]
    count = Counter(path.stem for path in stems)
    assert [name for name, times in count.items() if times > 1] == []


def test_what_a_process_remembers_stands_in_one_table() -> None:
    """The decorator looks its function up there; the table names no function that is gone."""
    for path in FILES:
        known = {"functools.cache", "functools.lru_cache"} & {*imports(path)}
        assert not known or name_of(path) == "caches", path
        for node in ast.parse(path.read_text("utf-8")).body:
            value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
            assert not (isinstance(value, ast.Dict) and not value.keys), f"{path}: an empty table"
    for name in MOST:
        made: Any = resolve_name(f"builder.{name}")
        assert made.cache_info().maxsize == MOST[name]


# What our own leaflets are about. A dictionary has such words, licences of fonts name their donors.
SUBJECT = re.compile(
    r"fever|cancer|tumou?r|lymph|leuk(?:a?e)?mi|\bCAR[- ]T\b|\bDLI\b|GVHD|\bICANS\b|\bCRS\b|graft"
    r"|\bTILs?\b|\bdonor|transplant|chemother|\bimmun(?!o\b)|cytokine|marrow|\bT[- ]cells?\b"
    r"|cell therap",
    re.IGNORECASE,
)
CITED = "British Journal of Cancer"


def test_the_builder_does_not_know_what_leaflets_are_about() -> None:
    """Any clinic brings its own: words of our subject stand in our sources alone."""
    texts = {".py", ".yaml", ".svg", ".css", ".js", ".txt"}
    every = (path for path in (ROOT / "builder").rglob("*") if path.suffix in texts)
    ours = [path for path in every if not {"cmudict", "fonts"} & {*path.parts}]
    assert len(ours) > 700
    told = {
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in ours
        for found in SUBJECT.finditer(path.read_text("utf-8").replace(CITED, "") + path.name)
        if found.group() != "til"  # until
    }
    assert told == set()


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
            # These commands are given the file they read.
            given = name_of(path) in {
                f"commands.{each}" for each in ("impose", "outline", "preflight")
            }
            assert not reads or (given and reads == {"read_bytes"}), path
