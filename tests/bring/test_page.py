"""Web pages and Markdown: a case for each thing in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.bring.leafletfiles import blocks_of, titles_of
from tests.bring.test_import import handouts

CASES = yaml.safe_load((Path(__file__).parent / "page.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_page(case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / ("case.html" if "page" in case else "case.md")
    file.write_text(case.get("page", "") or case["text"], "utf-8")
    project = tmp_path / "project"
    done = handouts(project, "import", file)
    if "refused" in case:
        assert (done.exit_code, f"error[{case['refused']}]" in done.stderr) == (1, True)
        return
    assert done.exit_code == 0
    for code in case.get("told", ()):
        assert f"warning[{code}]" in done.stderr
    for words in case.get("left", ()):
        assert f": “{words}”\n" in done.stderr
    assert blocks_of(project) == case["blocks"]
    if "titles" in case:
        assert titles_of(project) == case["titles"]
