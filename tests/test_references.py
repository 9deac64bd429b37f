"""What a leaflet rests on: in a line on paper, in full on the web page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.model import WEB, Handout
from builder.paper.render import render
from builder.web.document import write
from tests.conftest import merged, topic_of
from tests.judges import structure
from tests.proof import faults
from tests.web import reader
from tests.web.proof import prove

CASES: dict[str, Any] = yaml.load(
    Path(__file__).with_name("references.yaml").read_text("utf-8"), yaml.BaseLoader
)
LABEL = "Sources: "
HEADING = "Where this comes from"


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    found: dict[str, Any] = CASES[request.param]
    return found


@pytest.fixture
def editions(case: dict[str, Any], folder: Path) -> dict[str, Handout]:
    """A handout whose one claim rests on the references of the case."""
    names = [one["id"] for one in case["references"]]
    claim = {"id": "good", "claim": "Water is wet.", "use": "keep", "sources": names}
    evidence = {"claims": [claim], **({"references": case["references"]} if names else {})}
    for old in (folder / "sources/evidence").iterdir():
        old.unlink()
    (folder / "sources/evidence/case.yaml").write_text(json.dumps(evidence), "utf-8")
    blocks = "- paragraph: Water is wet.\n  claims: [good]"
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    if "own" in case:
        definition = folder / "handouts/case.yaml"
        own = f"imprint: {{sources: {case['own']}}}\n"
        definition.write_text(definition.read_text("utf-8") + own, "utf-8")
    made, _ = merged(folder)
    return {str(handout.edition.edition): handout for handout in made}


def test_on_paper(case: dict[str, Any], editions: dict[str, Handout]) -> None:
    handout = editions["standard"]
    pdf = render(handout).pdf
    assert faults(handout, pdf) == []
    words = structure.words(pdf)
    assert (f"{LABEL}{case['paper']}" in words) if case["paper"] else (LABEL not in words)
    assert HEADING not in words


def test_on_the_web_page(case: dict[str, Any], editions: dict[str, Handout]) -> None:
    page = write(editions[WEB])
    prove(editions[WEB], page)
    tree = reader.tree(page)
    lists = [one for one in tree.iter("ol") if one.get("class") == "references"]
    items = [" ".join("".join(item.itertext()).split()) for one in lists for item in one]
    links = [a.get("href") for one in lists for a in one.iter("a")]
    assert (items, links) == (case["page"], case["links"])
    assert reader.words(page).count(LABEL) == bool(items) + ("own" in case)
