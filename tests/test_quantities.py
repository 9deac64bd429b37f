"""What is written with digits: that it is seen in its order, and that no line tears it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.notation.direction import Apart, Direction, isolates
from builder.notation.quantities import wholes
from builder.text.bidi import levels, visual

HERE = Path(__file__).parent / "quantities"
WORDS = {"Hebrew": ("אב", "בא"), "Arabic": ("عب", "بع")}
ORDER: dict[Direction, list[list[str]]] = yaml.safe_load((HERE / "order.yaml").read_text("utf-8"))
WHOLE: list[list[Any]] = yaml.safe_load((HERE / "whole.yaml").read_text("utf-8"))


@pytest.mark.parametrize("script", WORDS)
@pytest.mark.parametrize(("base", "case"), [(base, case) for base in ORDER for case in ORDER[base]])
def test_order(base: Direction, case: list[str], script: str) -> None:
    word, turned = WORDS[script]
    text, seen = case[0].replace("§", word), case[1].replace("§", turned)
    found = levels(text, int(base == "rtl"), [Apart(*each) for each in isolates(text, base)])
    assert "".join(text[i] for i in visual(found)) == seen


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_whole(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in wholes(text)] == expected
