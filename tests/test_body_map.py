"""The body map: lines that do not cross, numbers as large as the edition asks."""

from __future__ import annotations

import random
import re
from itertools import combinations
from pathlib import Path

import pytest

from builder.blocks.body_map import BodyMap
from builder.pictures import sketch
from builder.pictures.bodies import VIEWS
from builder.text.faces import stacks
from tests.conftest import faulty, merged, topic_of

LINE = re.compile(r"M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)")


VIEW_OF = [("front", seed) for seed in range(20)]
VIEW_OF += [(view, seed) for view in VIEWS if view != "front" for seed in range(3)]


@pytest.mark.parametrize(("view", "seed"), VIEW_OF)
@pytest.mark.parametrize("disc", [9.0, 12.0])
def test_no_line_crosses_another(view: str, seed: int, disc: float, folder: Path) -> None:
    known = sorted(VIEWS[view].parts)
    parts = random.Random(seed).sample(known, min(14, len(known)))
    rows = "".join(f"      - {{part: {part}, text: a sign}}\n" for part in parts)
    blocks = f"- body-map:\n    view: {view}\n    alt: A body.\n    parts:\n{rows}"
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    handouts, found = merged(folder)
    assert faulty(found) == []
    (block,) = handouts[0].blocks()
    assert isinstance(block, BodyMap)
    face = stacks(handouts[0].typefaces, "en")[1][0]
    shapes = "".join(s for s in block.sketch(face, disc=disc).shapes if 'width="1.10"' in s)
    lines = [tuple(map(float, found)) for found in LINE.findall(shapes)]
    assert len(lines) == len(parts)
    for (a, b, c, d), (e, f, g, h) in combinations(lines, 2):
        assert not sketch.cross((a, b), (c, d), (e, f), (g, h))
