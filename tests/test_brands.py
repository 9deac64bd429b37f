"""A brand is the only place of colours, typeface and logo: another one changes all of a leaflet."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from builder.outputs.result import Wish
from builder.paper.render import render
from tests.conftest import ROOT, faulty, merged
from tests.ink import colours, told
from tests.proof import faults
from tests.share import Share

MEADOW = Path(__file__).parent / "brands/meadow"
# One of each group, and the sheet for the fridge.
LEAFLETS = ("CT-01", "CT-05", "CT-06", "CT-07")
BRAND = (ROOT / "handouts/brands/clinic/brand.yaml").read_text("utf-8")
CLINIC = {told(colour) for colour in re.findall("#[0-9a-f]{6}", BRAND)}


@pytest.fixture
def meadow(ours: Path) -> Path:
    """Our project with another brand in the place of its own."""
    shutil.rmtree(ours / "handouts/brands")
    shutil.copytree(MEADOW, ours / "handouts/brands/meadow")
    return ours


@pytest.mark.parametrize("edition", ["standard", "large-print", "mono"])
def test_our_leaflets_in_another_brand(meadow: Path, edition: str, some: Share) -> None:
    names = some([f"{name} {edition}" for name in LEAFLETS], 4)
    handouts, found = merged(meadow, Wish(tuple(name.split()[0] for name in names), edition))
    assert faulty(found) == []
    assert len(handouts) == len(names)
    for handout in handouts:
        pdf = render(handout).pdf
        assert faults(handout, pdf) == []
        if edition != "mono":  # all colours are its own, or mixed from those, as tints are
            printed = set().union(*colours(pdf))
            own = {told(str(colour)) for colour in handout.brand.colours.values()}
            assert told(str(handout.brand.colours["primary"])) in printed
            assert not printed & (CLINIC - own)
