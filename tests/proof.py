"""What must hold for every PDF we make, whatever is in it."""

from __future__ import annotations

from builder.model import Handout
from builder.words import words
from tests.judges import audit, conformance, geometry, runs, structure

# No printer marks the outer quarter inch (18 points); a hair less allows for glyph side bearings.
SAFE = 17.0


def said(handout: Handout) -> str:
    """The words of a merged handout in reading order, in single spaces."""
    text = " ".join(rich.text for rich in words(handout))
    return " ".join(text.replace("\u00a0", " ").split())


def prove(handout: Handout, pdf: bytes) -> None:
    """Asserts that a PDF meets both standards, is sound, and says exactly what the handout says."""
    assert conformance.failures(pdf, "ua1") == []
    assert conformance.failures(pdf, "2a") == []
    assert audit.audit(pdf) == []
    assert structure.words(pdf) == said(handout)
    assert geometry.outside(pdf, SAFE) == []
    assert geometry.overlaps(pdf) == []
    assert runs.crowded(pdf) == []
