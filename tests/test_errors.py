"""Each broken source in errors/ prints exactly what stands beside it, and never a traceback.

A case is a file. One named `KIND-*.yaml` takes the place of the plain project's source of that
kind (`PLACES`); `<case>.txt` is all that `handouts check --all` prints, and the exit code.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main

ERRORS = Path(__file__).parent / "errors"
CASES = sorted(p for p in ERRORS.iterdir() if p.suffix == ".yaml")
PLACES = {
    "topic": "sources/topics/case.yaml",
    "handout": "handouts/case.yaml",
    "layout": "handouts/layouts/small.yaml",
    "brand": "handouts/brands/plain/brand.yaml",
    "site": "sources/sites/hill.yaml",
    "snippet": "sources/snippets/rest.yaml",
    "facts": "sources/facts.yaml",
    "letter": "sources/letters/hill.yaml",
    "pack": "handouts/packs/case.yaml",
    "conditions": "sources/conditions.yaml",
    "terms": "sources/terms.yaml",
    "evidence": "sources/evidence/claims.yaml",
    "pictures": "sources/pictures.yaml",
    "questions": "sources/questions.yaml",
    "signs": "sources/signs.yaml",
    "phrases": "sources/phrases/en.yaml",
    "words": "sources/words/en/hype.yaml",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_error(
    case: Path,
    folder: Path,
    expect: Callable[[Path, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 1 June 2026
    place = folder / PLACES[case.stem.partition("-")[0]]
    place.parent.mkdir(exist_ok=True, parents=True)
    place.write_bytes(case.read_bytes())
    result = CliRunner().invoke(main, ["-C", str(folder), "check", "--all"], catch_exceptions=False)
    expect(case.with_suffix(".txt"), f"{result.stdout}exit {result.exit_code}\n")
    assert result.exit_code == 1
