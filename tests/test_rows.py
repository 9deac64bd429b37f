"""Every row of the checklist is answered: by a check that says so, or by what rows.yaml names."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
import yaml

from builder.checks.check import check
from tests.conftest import ROOT

ROWS = range(1, 63)
NAMED = re.compile(r"\brows? (\d+(?:(?:, | and | to )\d+)*)", re.IGNORECASE)
ELSEWHERE: dict[int, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "rows.yaml").read_text("utf-8")
)
# Rows about words: how easy they are, what they may not say.
WORDS = {16, 19, 20, 28, 29, 35, *range(39, 50)}


def answered() -> set[int]:
    """The rows that checks say they answer."""
    docs = " ".join(" ".join((inspect.getdoc(check[name]) or "").split()) for name in check)
    return {int(row) for named in NAMED.findall(docs) for row in re.findall(r"\d+", named)}


def test_no_row_is_forgotten() -> None:
    assert set(ROWS) - answered() - set(ELSEWHERE) - WORDS == set()


def test_no_check_answers_a_row_that_is_not_there() -> None:
    assert answered() <= set(ROWS)


@pytest.mark.parametrize("row", ELSEWHERE)
def test_what_answers_a_row_is_there(row: int) -> None:
    assert row in ROWS
    for place in ELSEWHERE[row]:
        path, _, name = place.partition("::")
        assert name in (ROOT / path).read_text("utf-8"), place
