"""Whole files to break, each with the words that it has to say."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from builder.model import Handout
from builder.outputs.result import Wish
from builder.paper.render import render
from tests.conftest import PLAIN, ROOT, faulty, merged, topic_of
from tests.judges import sample
from tests.proof import said

TESTS = ROOT / "tests"
GOLDEN = TESTS / "golden"
Document = tuple[bytes, str]
# A table that runs over pages, so that its header is drawn again.
LONG_TABLE = "- table: {columns: [Day, Dose], rows: [" + "[Monday, two], " * 60 + "]}\n"


def drawn(handout: Handout) -> Document:
    return render(handout).pdf, said(handout)


def every_block() -> Document:
    """All the cases of all blocks in one leaflet, in two languages."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        shutil.copytree(PLAIN, root)
        shutil.copy(GOLDEN / "round.svg", root / "sources/topics")
        cases = "".join(case.read_text("utf-8") for case in sorted(GOLDEN.glob("*.yaml")))
        topic = root / "sources/topics/case.yaml"
        topic.write_text(topic_of(cases + LONG_TABLE), "utf-8")
        handouts, found = merged(root)
        assert faulty(found) == []
        return drawn(handouts[0])


def leaflet(root: Path, name: str, edition: str = "standard") -> Document:
    handouts, _ = merged(root, Wish(names=(name,), edition=edition))
    return drawn(handouts[0])


DOCUMENTS: dict[str, Callable[[], Document]] = {
    "sample": lambda: (sample.sample(), sample.WORDS),
    "blocks": every_block,
    "ar": partial(leaflet, TESTS / "scripts", "ar"),
    "hi": partial(leaflet, TESTS / "scripts", "hi"),
    "ur": partial(leaflet, TESTS / "scripts", "ur"),
    "CT-01": partial(leaflet, ROOT, "CT-01"),
    "CT-07": partial(leaflet, ROOT, "CT-07"),
    "CT-11": partial(leaflet, ROOT, "CT-11"),
    "CT-11-fillable": partial(leaflet, ROOT, "CT-11", "fillable"),
}
