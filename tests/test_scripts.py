"""Every script we bring fonts for: small leaflets with every block, proven like our own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from builder.model import Handout
from builder.pdf.render import render
from builder.web.write import write
from tests.conftest import merged
from tests.proof import faults
from tests.web.proof import prove as prove_page

SCRIPTS = Path(__file__).parent / "scripts"
NAMES = ("ar", "bn", "he", "hi", "ta", "th", "ur", "zh")


@cache
def handouts() -> dict[str, Handout]:
    made, found = merged(SCRIPTS)
    assert found == []
    return {f"{handout.name}.{handout.edition.edition}": handout for handout in made}


@pytest.mark.parametrize("name", NAMES)
def test_meets_the_standards(name: str) -> None:
    handout = handouts()[f"{name}.standard"]
    assert faults(handout, render(handout).pdf) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_web_page_says_the_same(name: str) -> None:
    handout = handouts()[f"{name}.web"]
    prove_page(handout, write(handout))
