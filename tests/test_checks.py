"""Each file in checks/ marks, with `# expect: CODE`, the lines at which that check speaks up.

Lines without the mark show where it must stay silent.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from builder.checks.check import check
from tests.conftest import merged, topic_of

CHECKS = Path(__file__).parent / "checks"
CASES = sorted(CHECKS.glob("*.yaml"))
SITE = "sources/sites/hill.yaml"
BRAND = "handouts/brands/plain/brand.yaml"
EVIDENCE = "sources/evidence/claims.yaml"
CITING = "- paragraph: Water.\n  claims: [good, known, asked]"
TOPIC = "sources/topics/case.yaml"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_check(case: Path, folder: Path) -> None:
    text = case.read_text("utf-8")
    kind = yaml.safe_load(text)
    place = TOPIC
    if isinstance(kind, dict):
        place = SITE if "site" in kind else EVIDENCE if "claims" in kind else BRAND
    lines = topic_of(text) if place == TOPIC else text
    if place == EVIDENCE:
        (folder / TOPIC).write_text(topic_of(CITING), "utf-8")
    (folder / place).write_text(lines, "utf-8")
    (folder / "sources/topics/broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnot a picture")
    (folder / "handouts/brands/plain/font.ttf").write_bytes(b"not a font")
    expected = {
        number
        for number, line in enumerate(lines.splitlines(), 1)
        if f"# expect: {case.stem}" in line
    }
    _, found = merged(folder)
    assert {d.span.line for d in found if d.code == case.stem and d.span.path == place} == expected
    assert expected
    assert {d.code for d in found} == {case.stem}


def test_every_check_has_a_case() -> None:
    assert {case.stem for case in CASES} == set(check)


@pytest.mark.parametrize("place", [SITE, "handouts/case.yaml"])
def test_a_warning_of_the_whole_handout_can_be_allowed(place: str, folder: Path) -> None:
    (folder / SITE).write_text((CHECKS / "unset-fact.yaml").read_text("utf-8"), "utf-8")
    assert {d.code for d in merged(folder)[1]} == {"unset-fact"}
    with (folder / place).open("a", encoding="utf-8") as file:
        file.write("allow: [unset-fact]\nbecause: The ward opens next year.\n")
    assert merged(folder)[1] == []
