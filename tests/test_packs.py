"""Packs: several leaflets in one file, which is sound and in order, and says what each says."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.diagnostics import Sink
from builder.library.library import read_library
from builder.model import PackDefinition
from builder.packs.assemble import Pack, assembled
from builder.packs.bind import Bound, bound
from builder.packs.request import requested
from builder.project import Project
from tests.conftest import ROOT, TODAY
from tests.proof import JUDGES, said

# Of each layout that packs can have, with and without a glossary, with notes of their own.
OURS = ("CT-03", "CT-07", "CT-11", "CT-12")


def made(root: Path, names: tuple[str, ...], edition: str = "standard") -> Pack:
    """The pack of leaflets of a project, which is without errors."""
    project, sink = Project(root, TODAY), Sink()
    library = read_library(project, sink)
    wanted: PackDefinition = requested(library, names, None, edition)
    pack = assembled(project, library, wanted, sink, edition=edition)
    assert pack is not None, sink.errors()
    return pack


@pytest.fixture(scope="module", params=["standard", "large-print"])
def ours(request: pytest.FixtureRequest) -> tuple[Pack, Bound]:
    """Our leaflets as a pack in an edition."""
    pack = made(ROOT, OURS, request.param)
    return pack, bound(pack)


def test_a_pack_meets_what_every_file_does(ours: tuple[Pack, Bound]) -> None:
    """It says the words of each of its handouts, in order, and every judge is content."""
    pack, done = ours
    words = " ".join(said(part.handout) for part in pack.parts)
    faults = [f"{name}: {fault}" for name in JUDGES for fault in JUDGES[name](done.pdf, words)]
    assert faults == []
