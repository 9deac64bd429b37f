"""typst in a process of its own: `python -m tests.bench.alone FOLDER FONTS` sets all that is there.

It gets the words of our own catalogue as sources that were made before the
clock starts, so it neither reads nor checks anything; ours does.
"""

from __future__ import annotations

import sys
from pathlib import Path

from builder.model import Handout

LIBRARY = "library.typ"


def prepare(folder: Path, fonts: Path, handouts: list[Handout]) -> None:
    """Writes a source for each handout, and the template of the first one's looks."""
    from tests.bench.peers import Typst, typst_library

    (folder / LIBRARY).write_text(typst_library(handouts[0]), "utf-8")
    for handout in handouts:
        (folder / f"{handout.code}.typ").write_text(Typst().document(handout), "utf-8")


def main(folder: Path, fonts: Path) -> None:
    import typst

    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
    )
    compiler = typst.Compiler(root=str(folder), font_paths=found)
    for source in sorted(folder.glob("*.typ")):
        if source.name != LIBRARY:
            pdf = compiler.compile(input=str(source), pdf_standards=["ua-1", "a-2a"])
            assert isinstance(pdf, bytes)
            source.with_suffix(".pdf").write_bytes(pdf)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
