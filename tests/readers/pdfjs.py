"""What pdf.js makes of the structure of a file, and what our reader does, in the same form.

They are compared page by page, as pdf.js reads them, and without what pdf.js
is known to do otherwise: it ignores ActualText, and it puts text from right to
left in an order of its own and leaves out spaces where they are not drawn as
wide as it expects.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pikepdf import Dictionary, Pdf

from tests.judges import structure
from tests.judges.source import load
from tests.mutations.surgery import content, saved
from tests.npm import cannot_install

HERE = Path(__file__).parent
SCRIPT = HERE / "read.mjs"
Lines = list[str]
EMPTY = {"role": "Root", "kids": []}


@cache
def missing() -> str:
    """Why pdf.js cannot be asked here; nothing, if it can. Installs it when it is not there."""
    if not shutil.which("node") or not shutil.which("npm"):
        return "Node and npm are not installed"
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    if int(version.stdout.lstrip("v").split(".")[0]) < 20:
        return f"pdf.js needs Node 20, this is {version.stdout.strip()}"
    return cannot_install(HERE)


def theirs(files: Sequence[Path]) -> Iterator[list[Lines]]:
    """For each file and page, the lines of the tree that pdf.js reads, all in one process."""
    done = subprocess.run(
        ["node", str(SCRIPT), *map(str, files)],
        cwd=HERE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    for line in done.stdout.splitlines():
        if line.startswith("["):
            # A page with nothing but rules to write on has no tree.
            yield [list(_their_lines(page or EMPTY, 0)) for page in json.loads(line)]


def ours(pdf: bytes) -> list[Lines]:
    """The same lines from our own reader."""
    root = structure.read(saved(pdf, _without_actual_text))
    return [list(_our_lines(root, page.number, 0)) for page in load(pdf).pages]


def _without_actual_text(pdf: Pdf) -> None:
    for number in range(len(pdf.pages)):
        with content(pdf, number) as ops:
            for op in ops:
                if op.name == "BDC" and "/ActualText" in op.operands[1]:
                    op.operands[1] = Dictionary()


def _their_lines(node: dict[str, Any], depth: int) -> Iterator[str]:
    role = "" if node["role"] == "Root" else node["role"]
    yield _line(depth, role, node.get("alt"), node.get("lang") if role else None)
    for kid in node["kids"]:
        if "role" in kid:
            yield from _their_lines(kid, depth + 1)
        else:
            yield "  " * (depth + 1) + (_said(kid["words"]) if "words" in kid else "(object)")


def _our_lines(node: structure.Node, page: int, depth: int) -> Iterator[str]:
    yield _line(depth, node.standard, node.alt, node.lang if node.standard else None)
    for kid in node.kids:
        if isinstance(kid, structure.Node):
            if _is_on(kid, page):
                yield from _our_lines(kid, page, depth + 1)
        elif kid.page == page:
            words = _said(kid.text) if isinstance(kid, structure.Text) else "(object)"
            yield "  " * (depth + 1) + words


def _is_on(node: structure.Node, page: int) -> bool:
    return any(
        kid.page == page
        for one in node.all()
        for kid in one.kids
        if not isinstance(kid, structure.Node)
    )


def _line(depth: int, role: str, alt: str | None, lang: str | None) -> str:
    return "  " * depth + " ".join([role, *(f"[{note}]" for note in (alt, lang) if note)])


def _said(text: str) -> str:
    """Words without spaces; with letters from right to left, in the order of the alphabet."""
    letters = "".join(text.split())
    turned = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in letters)
    return "".join(sorted(letters)) if turned else letters
