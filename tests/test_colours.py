"""What colours say: red is for ringing us, and for nothing else."""

from __future__ import annotations

from builder.model import Handout
from builder.outputs.result import Wish
from builder.paper.render import render
from tests.conftest import ROOT, merged
from tests.ink import colours, told


def drawn(name: str, edition: str = "standard") -> tuple[Handout, bytes]:
    (handout,) = merged(ROOT, Wish((name,), edition))[0]
    return handout, render(handout).pdf


def test_only_what_asks_to_ring_is_red() -> None:
    """A draft says so without red: pages of words and offers have none."""
    for name in ("CT-04", "CT-12"):
        handout, pdf = drawn(name)
        assert handout.standing is not None
        red = told(str(handout.brand.colours["urgent"]))
        pages = [red in page for page in colours(pdf)]
        assert pages[0] and pages[-1], "the strip, which says whom to ring"
        assert not any(pages[1:-1])
