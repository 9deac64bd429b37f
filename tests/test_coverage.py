"""Which claims are cited, and which are left."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from builder.cli import main
from tests.conftest import topic_of

EVIDENCE = """
sections:
  - {order: "01", heading: Water}
references:
  - {id: book, name: A book, trust: B, checked: 2026-01-01}
claims:
  - {id: good, claim: Water is wet., use: keep, section: "01", sources: [book]}
  - {id: again, claim: It is wet., use: keep, section: "01", repeats: good, sources: [book]}
  - {id: left, claim: Water is blue., use: keep, section: "01", sources: [book]}
  - {id: bad, claim: Water is fire., use: drop, section: "01"}
omissions:
  - {id: om-ice, missing: Ice, priority: high, sources: [book]}
  - {id: om-snow, missing: Snow, priority: low, sources: [book]}
"""


def coverage(folder: Path, *options: str) -> Result:
    (folder / "sources/evidence/claims.yaml").write_text(EVIDENCE, "utf-8")
    return CliRunner().invoke(main, ["-C", str(folder), "check", "--coverage", *options])


def test_what_is_left(folder: Path) -> None:
    topic = topic_of("- paragraph: Water.\n  claims: [good]")
    (folder / "sources/topics/case.yaml").write_text(topic, "utf-8")
    told = coverage(folder)
    assert told.exit_code == 1
    assert told.stdout.splitlines()[:3] == [
        "01 Water",
        "  good                        keep     case",
        "  again                       keep     case",
    ]
    assert told.stdout.splitlines()[-2:] == [
        "1 claims cited nowhere: left",
        "1 high omissions unanswered: om-ice",
    ]
    data = json.loads(coverage(folder, "--format", "json").stdout)
    assert (data["uncited"], data["unanswered"]) == (["left"], ["om-ice"])


def test_nothing_is_left(folder: Path) -> None:
    inner = "- note:\n    blocks:\n      - paragraph: Water.\n        claims: [good, left, om-ice]"
    (folder / "sources/topics/case.yaml").write_text(topic_of(inner), "utf-8")
    assert coverage(folder).exit_code == 0
