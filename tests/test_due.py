"""What falls due, when, and who must look: made-up dates in a real folder."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.notation.days import later
from builder.upkeep.due import until
from tests.conftest import topic_of

DEFINITION = """\
handout: {code}
title: A case
main_message: This is a test.
layout: small
contents:
  - topic: case
version: "1"
published: 2026-05-01
"""
SITE = """\
site: hill
name: Hillside
country: Nowhere
facts:
  call_24h: {value: 555 0100, signed_by: duty doctor, signed: 2025-06-30, until: 2026-06-30}
  fever_c: {value: "38.0", signed_by: duty doctor, signed: 2025-05-31, until: 2026-05-31}
  feedback: {value: The desk, signed_by: clerk, signed: 2026-01-01, until: 2028-01-01}
contacts:
  - {id: office, name: Front desk, phone: 555 0199, checked: 2025-07-01}
"""
EVIDENCE = """\
references:
  - {id: old, name: Old, url: "https://old.example", trust: A, checked: 2024-05-31}
  - {id: new, name: New, url: "https://new.example", trust: A, checked: 2026-05-31}
  - {id: unused, name: Unused, url: "https://unused.example", trust: A, checked: 2001-01-01}
claims:
  - {id: one, claim: One., use: keep, sources: [old, new]}
  - {id: two, claim: Two., use: keep, sources: [old]}
  - {id: three, claim: Three., use: drop, sources: [unused]}
figures:
  - {id: alive, kind: benefit, label: alive, count: 1, of: 2, who: adults, when: after a year,
     source: new, grade: A, read: full, checked: 2025-06-30}
"""


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 1 June 2026


@pytest.fixture
def clinic(folder: Path) -> Path:
    owned = DEFINITION.format(code="case") + "owner: lead nurse\nreview_by: 2026-06-02\n"
    (folder / "handouts/case.yaml").write_text(owned, "utf-8")
    (folder / "handouts/free.yaml").write_text(DEFINITION.format(code="free"), "utf-8")
    (folder / "sources/sites/hill.yaml").write_text(SITE, "utf-8")
    (folder / "sources/evidence/claims.yaml").write_text(EVIDENCE, "utf-8")
    return folder


def handouts(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), *arguments], catch_exceptions=False)


def rows(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        handouts(folder, "due", "--format", "json", *arguments).stdout
    )
    return found


def test_by_owner_who_must_look_first(clinic: Path) -> None:
    result = handouts(clinic, "due")
    assert result.exit_code == 0
    assert result.stdout == (
        "duty doctor\n"
        "  2026-05-31  overdue  fact      hill: fever_c  (sources/sites/hill.yaml:6:12)\n"
        "  2026-06-30           fact      hill: call_24h  (sources/sites/hill.yaml:5:13)\n"
        "lead nurse\n"
        "  2026-06-02           handout   case A case  (handouts/case.yaml:1:1)\n"
        "  no day set           to-say    case: approval for hill  (handouts/case.yaml:2:8)\n"
        "nobody is named for these\n"
        "  2026-05-31  overdue  source    old, for 2 claims  (sources/evidence/claims.yaml:2:5)\n"
        "  2026-07-01           contact   hill: Front desk  (sources/sites/hill.yaml:9:5)\n"
        "  no day set           handout   free A case  (handouts/free.yaml:1:1)\n"
        "  no day set           to-say    free: approval for hill  (handouts/free.yaml:2:8)\n"
        "  no day set           to-say    hill: emergency_number, emergency number"
        "  (sources/sites/hill.yaml:1:1)\n"
        "  no day set           to-say    hill: formats_line, where to ask for other formats"
        "  (sources/sites/hill.yaml:1:1)\n"
        "  no day set           to-say    hill: interpreter_line, interpreter service"
        "  (sources/sites/hill.yaml:1:1)\n"
    )
    assert result.stderr == "2 overdue, 3 to come, 6 with no day\n"


@pytest.mark.parametrize(
    ("within", "whats"),
    [
        ("0d", ["hill: fever_c", "old, for 2 claims", "free A case"]),
        ("1d", ["hill: fever_c", "old, for 2 claims", "case A case", "free A case"]),
        ("1m", ["hill: fever_c", "old, for 2 claims", "case A case", "hill: call_24h",
                "hill: Front desk", "free A case"]),
        ("2y", ["hill: fever_c", "old, for 2 claims", "case A case", "hill: call_24h",
                "hill: Front desk", "alive, from new", "hill: feedback",
                "new, for 1 claim and 1 figure", "free A case"]),
    ],
)  # fmt: skip
def test_within(clinic: Path, within: str, whats: list[str]) -> None:
    found = [row["what"] for row in rows(clinic, "--within", within) if row["kind"] != "to-say"]
    assert found == whats


def test_what_nobody_has_said(clinic: Path) -> None:
    """Once, with the role whose handouts all wait for it, if there is one."""
    brand = clinic / "handouts/brands/plain/brand.yaml"
    words = re.sub(r"(?s)address:.*", "imprint: {funding: none}\n", brand.read_text("utf-8"))
    brand.write_text(words, "utf-8")
    (clinic / "handouts/free.yaml").unlink()
    said = [row for row in rows(clinic) if row["kind"] == "to-say"]
    assert {row["owner"] for row in said} == {"lead nurse"}
    assert [row["what"] for row in said if row["file"].endswith("brand.yaml")] == [
        "plain: address",
        "plain: imprint, written_by",
        "plain: imprint, patient_reviewers",
        "plain: imprint, conflicts",
    ]


def test_as_data(clinic: Path) -> None:
    first, *_, last = rows(clinic)
    assert first == {
        "due": "2026-05-31",
        "days": -1,
        "overdue": True,
        "kind": "fact",
        "what": "hill: fever_c",
        "owner": "duty doctor",
        "file": "sources/sites/hill.yaml",
        "line": 6,
        "column": 12,
    }
    assert (last["due"], last["days"], last["overdue"], last["owner"]) == (None, None, False, None)


def test_words_that_are_no_longer_approved(clinic: Path) -> None:
    (clinic / "sources/sites/hill.yaml").write_text(SITE.replace("2026-05-31", "2026-12-31"))
    (clinic / "sources/evidence/claims.yaml").write_text(EVIDENCE.replace("2024-05", "2025-05"))
    who = ("--role", "ward doctor", "--name", "Ada", "--date", "2026-05-30", "--yes")
    assert handouts(clinic, "approve", "case", *who).exit_code == 0
    assert handouts(clinic, "due", "--fail").exit_code == 0
    topic = clinic / "sources/topics/case.yaml"
    topic.write_text(topic_of("- paragraph: Other words.\n"), "utf-8")
    result = handouts(clinic, "due", "--fail", "--within", "0d")
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "ward doctor\n  2026-06-01  overdue  approval  case: Ada approved other words on 2026-05-30"
        "  (handouts/approvals/case.yaml:5:5)\n"
    )


def test_a_server_that_checks_can_fail(clinic: Path) -> None:
    assert handouts(clinic, "due", "--fail").exit_code == 1
    (clinic / "sources/sites/hill.yaml").write_text(SITE.replace("2026-05-31", "2026-06-01"))
    (clinic / "sources/evidence/claims.yaml").write_text(EVIDENCE.replace("2024-05", "2025-05"))
    result = handouts(clinic, "due", "--fail")
    assert (result.exit_code, result.stderr[:9]) == (0, "0 overdue")


def test_a_file_with_mistakes_is_told(clinic: Path) -> None:
    (clinic / "sources/sites/hill.yaml").write_text(SITE.replace("until: 2028", "until: soon"))
    result = handouts(clinic, "due")
    assert result.exit_code == 1
    assert "sources/sites/hill.yaml:7:" in result.stderr
    assert "lead nurse" in result.stdout


@pytest.mark.parametrize("period", ["90", "d", "-1d", "1.5m", "1 y", "100000d", "٣d", ""])
def test_what_is_no_period(clinic: Path, period: str) -> None:
    result = handouts(clinic, "due", f"--within={period}")
    assert (result.exit_code, "is no period; write 90d" in result.stderr) == (2, True)


def test_days_to_come() -> None:
    assert later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert later(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert later(date(2026, 12, 1), 1) == date(2027, 1, 1)
    assert later(date(9999, 12, 31), 1) == date.max
    today = date(2026, 6, 1)
    assert until(today, 6, "w") == date(2026, 7, 13)
    assert until(today, 99999, "d").year == 2300
    assert until(today, 99999, "m") == until(today, 99999, "y") == date.max


@pytest.mark.parametrize("key", ["published", "review_by", "until", "checked"])
@pytest.mark.parametrize("day", ["0001-01-01", "9998-06-01", "9999-12-31"])
def test_days_at_the_edges_of_the_calendar(folder: Path, key: str, day: str) -> None:
    """Every command that counts from a day stays in the calendar."""
    for place in folder.rglob("*.yaml"):
        text = place.read_text("utf-8")
        place.write_text(re.sub(rf"\b{key}: [0-9-]+", f"{key}: {day}", text), "utf-8")
    for command in (["check"], ["due", "--within", "99999y"], ["list"], ["build"]):
        done = CliRunner().invoke(main, ["-C", str(folder), *command], catch_exceptions=False)
        assert done.exit_code in {0, 1}
