"""Made-up leaflets, the same ones every time: each is proven, and is drawn alike anywhere.

A share of them at each turn, and all by `make proofs`; `make fuzz` makes up others.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from builder.model import block
from tests.conftest import ROOT
from tests.fuzz.blocks import one
from tests.fuzz.search import each, search
from tests.fuzz.trial import Workshop, digests
from tests.share import Share

SHARDS, PROJECTS = 3, 20
AGAIN = 8  # projects that are drawn in two processes; a quarter of them where it is no proof
MOST_REFUSED = 0.4


@pytest.mark.share(SHARDS)
@pytest.mark.parametrize("shard", range(SHARDS))
def test_made_up_leaflets_prove_right(shard: int) -> None:
    tally = search(shard, PROJECTS)
    # What cannot be set is told and not drawn; that has to be the exception.
    refused = sum(tally.refused.values())
    assert tally.drawn >= 30, tally
    assert refused <= MOST_REFUSED * (tally.drawn + refused), tally


def drawn(count: int) -> list[str]:
    """The digests of so many made-up leaflets."""
    with tempfile.TemporaryDirectory() as folder:
        workshop, found = Workshop(Path(folder)), list[str]()
        each(
            SHARDS,
            count,
            workshop.languages(),
            lambda draft: found.extend(digests(workshop, draft)),
        )
    return found


def test_another_process_draws_the_same(some: Share) -> None:
    """With another order of sets and dictionaries, and nothing remembered from before."""
    count = AGAIN if some.whole else AGAIN // 4
    other = subprocess.run(
        [sys.executable, "-c", f"from tests.test_fuzz import drawn; print(drawn({count}))"],
        env={**os.environ, "PYTHONHASHSEED": "77"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    ours = drawn(count)
    assert len(ours) >= count
    assert other.stdout.strip() == str(ours)


def test_every_block_is_made_up() -> None:
    assert {name for name in block if one(name, "en", 0).is_empty} == set()
