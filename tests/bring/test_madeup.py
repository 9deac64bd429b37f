"""Made-up leaflets of every format: all words come out, or one line says why not.

A share of them at each turn, and all by `make proofs`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from builder.bring import fidelity
from builder.bring.bring import Beside, Named, composed
from builder.bring.brought import Unusable
from builder.bring.formats import kind_of, read_as
from builder.bring.guesses import guessed
from builder.bring.letters import printable
from builder.diagnostics import Sink
from builder.library.reading import read_library
from builder.machine.limited import Limited
from builder.project import Project
from tests.bring import madeup
from tests.bring.pdffiles import pdf_file
from tests.bring.wordfiles import word_file
from tests.conftest import TODAY

SHARDS, EACH = 6, 60
KINDS: dict[str, Any] = {
    "html": madeup.pages.map(str.encode),
    "md": madeup.markdown.map(str.encode),
    "docx": madeup.documents,
    "pdf": madeup.papers,
}
Import = Callable[[str, bytes], str]


@pytest.fixture(scope="module")
def brought_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Import]:
    """Brings in a file without writing it: "" or the code of what is wrong with it."""
    folder = tmp_path_factory.mktemp("made-up")
    project = Project(folder, TODAY)
    named = Named("made-up", {"brand": "b", "site": "s"}, read_library(project, Sink()))
    with Limited() as limited:

        def bring(name: str, data: bytes) -> str:
            try:
                brought = guessed(read_as(kind_of(name, data), data, ""))
                fidelity.all_read(brought)
                composed(Beside(project, Path(folder / name), limited), printable(brought), named)
            except Unusable as problem:
                assert "\n" not in problem.message
                return problem.code
            return ""

        yield bring


@pytest.mark.share(SHARDS)
@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.parametrize("kind", KINDS)
def test_no_word_is_lost(kind: str, shard: int, brought_in: Import) -> None:
    codes: list[str] = []

    @seed(shard)
    @settings(
        max_examples=EACH, database=None, deadline=None, phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(KINDS[kind])
    def every(data: bytes) -> None:
        codes.append(brought_in(f"case.{kind}", data))

    every()
    assert codes.count("") >= EACH / 3, codes


@pytest.mark.parametrize("kind", ["docx", "pdf", "html"])
def test_damaged_bytes_are_told_in_a_line(kind: str, brought_in: Import) -> None:
    """Bytes are changed, cut out and put in: whatever comes of that, it is no traceback."""
    chance = random.Random(kind)
    whole = {
        "docx": word_file("<w:p><w:r><w:t>Take 5 mg.</w:t></w:r></w:p>" * 3),
        "pdf": pdf_file(["0 F1 12 40 500 Take 5 mg.", "- F1 10 40 300 Rest."], [{"P": [0]}]),
        "html": "<p>Größe <b>5</b> mg</p>".encode() * 3,
    }[kind]
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(data))
            data[at : at + chance.choice([0, 1, 1, 1, 20])] = chance.randbytes(chance.randint(0, 2))
        assert brought_in(f"case.{kind}", bytes(data)) in (
            "", "damaged", "other-format", "empty-file", "no-words", "unknown-letter", "no-font",
            "number-in-doubt", "encrypted", "too-costly", "too-large",
        )  # fmt: skip
