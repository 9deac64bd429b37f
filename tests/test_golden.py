"""Each topic in golden/ becomes a PDF whose structure and words stand beside it as text."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.hear.outline import outline
from builder.model import block
from builder.paper.render import render
from tests.conftest import faulty, merged, topic_of
from tests.proof import faults

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(GOLDEN.glob("*.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_golden(case: Path, folder: Path, expect: Callable[[Path, str], None]) -> None:
    shutil.copy(GOLDEN / "round.svg", folder / "sources/topics/round.svg")
    topic = folder / "sources/topics/case.yaml"
    topic.write_text(topic_of(case.read_text("utf-8")), "utf-8")
    handouts, found = merged(folder)
    assert faulty(found) == []
    pdf = render(handouts[0]).pdf
    assert faults(handouts[0], pdf) == []
    tree = outline(pdf)
    start = tree.index("  Sect\n    H2: Case")
    expect(case.with_suffix(".txt"), tree[start : tree.index("  Sect\n    H2: About")])


def test_every_block_has_a_case() -> None:
    assert {case.stem for case in CASES} >= set(block)
