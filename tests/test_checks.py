"""Each file in checks/ marks, with `# expect: CODE`, the lines at which that check speaks up.

Lines without the mark show where it must stay silent. A case of several files has '---' between
them: what a whole handout must have is tried on handouts that have it, and on one that has not.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.checks.check import ADVICE, RELEASE, WARNS, Case, check
from builder.diagnostics import Severity
from builder.pictures import png
from tests.conftest import ROOT, TODAY, merged, topic_of

CHECKS = Path(__file__).parent / "checks"
CASES = sorted(CHECKS.glob("*.yaml"))
SITE = "sources/sites/hill.yaml"
TOPIC = "sources/topics/case.yaml"
DRAWING = (ROOT / "tests/golden/round.svg").read_text("utf-8")
CITING = "- paragraph: Water.\n  claims: [good, known, asked]"
# Where a file of a kind stands, told by its keys; a list of blocks is the topic's.
PLACES = {
    "approvals": "handouts/approvals/{handout}.yaml",
    "handout": "handouts/{handout}.yaml",
    "topic": "sources/topics/{topic}.yaml",
    "layout": "handouts/layouts/small.yaml",
    "brand": "handouts/brands/plain/brand.yaml",
    "site": SITE,
    "facts": "sources/facts.yaml",
    "claims": "sources/evidence/claims.yaml",
    "terms": "sources/terms.yaml",
    "pictures": "sources/pictures.yaml",
    "questions": "sources/questions.yaml",
    "signs": "sources/signs.yaml",
    "list": "sources/words/en/{list}.yaml",
}


def place_of(data: Any) -> str:
    kind = next((k for k in PLACES if k in data), "") if isinstance(data, dict) else ""
    return PLACES[kind].format(**data) if kind else TOPIC


def written(folder: Path, text: str) -> dict[str, str]:
    """Writes the files of a case; handouts take the place of the plain one."""
    files: dict[str, str] = {}
    for part in re.split(r"^---\n", text, flags=re.M):
        data = yaml.safe_load(part)
        files[place_of(data)] = part if isinstance(data, dict) else topic_of(part)
    if any(Path(path).parent == Path("handouts") for path in files):
        (folder / "handouts/case.yaml").unlink()
    if PLACES["claims"] in files and TOPIC not in files:
        (folder / TOPIC).write_text(topic_of(CITING), "utf-8")
    for path, lines in files.items():
        (folder / path).parent.mkdir(exist_ok=True, parents=True)
        (folder / path).write_text(lines, "utf-8")
    return files


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_check(case: Path, folder: Path) -> None:
    files = written(folder, case.read_text("utf-8"))
    (folder / "handouts/brands/plain/mark.svg").write_text(DRAWING, "utf-8")
    (folder / "sources/topics/broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnot a picture")
    (folder / "sources/topics/small.png").write_bytes(
        png.write(60, 40, zlib.compress(bytes(61) * 40), grey=True)
    )
    (folder / "handouts/brands/plain/font.ttf").write_bytes(b"not a font")
    expected = {
        (path, number)
        for path, lines in files.items()
        for number, line in enumerate(lines.splitlines(), 1)
        if f"# expect: {case.stem}" in line
    }
    handouts, found = merged(folder)
    if case.stem in RELEASE:
        found += [d for h in handouts for d in check[case.stem](Case(h, {}, TODAY))]
    told = [d for d in found if d.code == case.stem]
    assert {(d.span.path, d.span.line) for d in told} >= expected
    assert {(d.span.path, d.span.line) for d in told if d.span.path in files} == expected
    assert expected
    warns = case.stem in ADVICE or case.stem in WARNS
    assert {d.severity for d in told} == {Severity.WARNING if warns else Severity.ERROR}
    # A case is about its own check; what the others advise is not looked at.
    assert {d.code for d in found} - ADVICE <= {case.stem}


@pytest.mark.parametrize("mark", ["SETTLED", "ADVICE", "SAFETY", "RELEASE", "WARNS"])
def test_a_mark_is_full_before_anyone_looks(mark: str) -> None:
    code = f"from builder.checks.check import {mark}; print(len({mark}), *{mark})"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    number, *names = done.stdout.split()
    assert int(number) == len(names) > 0


def test_every_check_has_a_case() -> None:
    assert {case.stem for case in CASES} == set(check)


@pytest.mark.parametrize("place", [SITE, "handouts/case.yaml"])
def test_a_warning_of_the_whole_handout_can_be_allowed(place: str, folder: Path) -> None:
    (folder / SITE).write_text((CHECKS / "unset-fact.yaml").read_text("utf-8"), "utf-8")
    assert {d.code for d in merged(folder)[1]} == {"unset-fact"}
    with (folder / place).open("a", encoding="utf-8") as file:
        file.write("allow: [unset-fact]\nbecause: The ward opens next year.\n")
    assert merged(folder)[1] == []


@pytest.mark.parametrize(
    ("count", "message"),
    [
        (1, "the block cites no claim"),
        (2, "2 blocks cite no claim: lines 8, 9"),
        (3, "3 blocks cite no claim: lines 8, 9, 10"),
        (4, "4 blocks cite no claim: lines 8, 9, 10 and more"),
    ],
)
def test_blocks_of_a_file_without_claims_are_told_together(
    count: int, message: str, folder: Path
) -> None:
    blocks = CITING.replace("good, known, asked", "good") + "\n- paragraph: It runs.\n" * count
    (folder / TOPIC).write_text(topic_of(blocks.replace("\n\n", "\n")), "utf-8")
    told = [d for d in merged(folder)[1] if d.code == "unsourced-block"]
    assert [(d.span.line, d.message) for d in told] == [(8, message)]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("Take 1.0 mg.", "write '1 mg': a point that nobody sees makes it ten times more"),
        ("Take 25.00 ml.", "write '25 ml': a point that nobody sees makes it ten times more"),
        ("Take 1.000 mg.", "write '1 mg' or '1000 mg': a point that nobody sees"),
        ("Take .25 mg.", "write '0.25': a point that nobody sees makes it ten times more"),
        ("Take 2.5 mcg.", "write '2.5 micrograms'"),
        ("Take 1,000 IU.", "write '1,000 units'"),
        ("Take 5cc.", "write '5 ml'"),
        ("On 03/04/2026.", "write the month in words: 3 April 2026 or 4 March 2026"),
        ("On 31/02/2026.", "write the month in words: 6 August 2026"),
    ],
)
def test_a_hint_names_what_was_typed(typed: str, hint: str, folder: Path) -> None:
    (folder / TOPIC).write_text(topic_of(f"- paragraph: {typed}"), "utf-8")
    told = {each.hint for each in merged(folder)[1] if each.code in ("unsafe-dose", "unclear-date")}
    assert [each[: len(hint)] for each in told] == [hint]


@pytest.mark.parametrize(("use", "codes"), [("correct", ["missing-correction"]), ("keep", [])])
def test_a_claim_to_correct_needs_its_correction(use: str, codes: list[str], folder: Path) -> None:
    claims = f"claims:\n  - {{id: bent, claim: Water is dry., use: {use}, sources: []}}\n"
    (folder / PLACES["claims"]).write_text(claims, "utf-8")
    (folder / TOPIC).write_text(topic_of("- paragraph: Water.\n  claims: [bent]\n"), "utf-8")
    errors = [d.code for d in merged(folder)[1] if d.severity is Severity.ERROR]
    assert errors == codes
