"""Which leaflets print which warnings; and one that nobody at a site would see is a mistake."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.test_conditions import project
from tests.test_snippets import edit, handouts, told

RING, SWIM = "sources/topics/ring.yaml", "handouts/carer.yaml"
TOPIC = """\
topic: ring
title: Ring us
sections:
  - id: ring
    covers: [when-you-ring, carer-action]
    blocks:
      - warning-signs: now
        when: {not: {edition: web}}
      - urgent:
          title: Ring now
          items: [you sink, {text: they sink, when: {audience: carer}}]
      - urgent: {text: Ring the boat.}
        when: {site: hill}
"""


@pytest.fixture
def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 1 June 2026
    folder = project(tmp_path / "clinic")
    (folder / RING).write_text(TOPIC, "utf-8")
    for name in ("carer", "patient"):
        edit(folder, f"handouts/{name}.yaml", "  - glossary\n", "  - topic: ring\n  - glossary\n")
    return folder


def test_each_warning_is_told_with_who_prints_it(clinic: Path) -> None:
    result = handouts(clinic, "coverage")
    assert (
        result.stdout
        == f"""\
cold: You are cold all day  (sources/signs.yaml:2:10)
  hill  en-GB  CARER    standard, large-print; not in web
  vale  en-GB  CARER    standard, large-print; not in web
  hill  en-GB  PATIENT  standard, large-print; not in web
  vale  en-GB  PATIENT  standard, large-print; not in web
flood: Water does not stop  (sources/signs.yaml:3:10)
  hill  en-GB  CARER    standard, large-print; not in web
  vale  en-GB  CARER    standard, large-print; not in web
  hill  en-GB  PATIENT  standard, large-print; not in web
  vale  en-GB  PATIENT  standard, large-print; not in web
Ring now  ({RING}:9:9)
  hill  en-GB  CARER    standard, large-print, web
  vale  en-GB  CARER    standard, large-print, web
  hill  en-GB  PATIENT  standard, large-print, web
  vale  en-GB  PATIENT  standard, large-print, web
they sink  ({RING}:11:36)
  hill  en-GB  CARER    standard, large-print, web
  vale  en-GB  CARER    standard, large-print, web
  hill  en-GB  PATIENT  in no edition
  vale  en-GB  PATIENT  in no edition
Ring the boat.  ({RING}:12:9)
  hill  en-GB  CARER    standard, large-print, web
  vale  en-GB  CARER    in no edition
  hill  en-GB  PATIENT  standard, large-print, web
  vale  en-GB  PATIENT  in no edition
"""
    )
    assert result.stderr == "5 warnings, 0 gaps\n"
    assert result.exit_code == 0


def test_other_programs_read_it(clinic: Path) -> None:
    rows = [*csv.DictReader(io.StringIO(handouts(clinic, "coverage", "--format", "csv").stdout))]
    data = json.loads(handouts(clinic, "coverage", "--format", "json").stdout)
    assert [{key: str(value) for key, value in row.items()} for row in data] == rows
    where = {(r["site"], r["handout"], r["edition"]) for r in rows if r["warning"] == "they sink"}
    editions = ("standard", "large-print", "web")
    assert where == {
        *((site, "CARER", edition) for site in ("hill", "vale") for edition in editions),
        ("hill", "PATIENT", ""), ("vale", "PATIENT", ""),
    }  # fmt: skip
    here = handouts(clinic, "coverage", "--site", "vale", "--format", "csv").stdout
    assert {row["site"] for row in csv.DictReader(io.StringIO(here))} == {"vale"}
    assert handouts(clinic, "coverage", "--site", "valley").exit_code == 2


GAPS = {
    "a sign at one site": (
        "not: {edition: web}", "site: hill",
        ["sources/signs.yaml:2:10", "sources/signs.yaml:3:10"]),
    "signs at no site": (
        "not: {edition: web}", "treatment: dive",
        ["sources/signs.yaml:2:10", "sources/signs.yaml:3:10"]),
    "a box at no site": ("{site: hill}", "{treatment: dive}", [f"{RING}:12:9"]),
    "a point of a box": ("{audience: carer}", "{treatment: dive}", [f"{RING}:11:36"]),
    "in large print": ("{site: hill}", "{edition: large-print}", []),
    "the words of the other site": ("{site: hill}", "{site: vale}", []),
}  # fmt: skip


@pytest.mark.parametrize("case", GAPS)
def test_a_warning_that_a_site_does_not_print_is_a_mistake(clinic: Path, case: str) -> None:
    old, new, places = GAPS[case]
    edit(clinic, RING, old, new)
    for command in ("check", "coverage"):
        result = handouts(clinic, command)
        found = told(result) or [
            line.partition("]")[0].replace(": error[", " ")
            for line in result.stderr.splitlines() if " error[" in line
        ]  # fmt: skip
        assert [*dict.fromkeys(found)] == [f"{place} unprinted-warning" for place in places]
        assert result.exit_code == bool(places)


def test_no_release_is_made_without_a_warning(clinic: Path) -> None:
    """Of the leaflets that would have it, at the site where none prints it, and of no other."""
    edit(clinic, RING, "not: {edition: web}", "site: hill")
    handouts(clinic, "build", "--release")
    each = (clinic / "release/release.md").read_text("utf-8").split("\n- ")
    refused = {part.partition("\n")[0] for part in each if "(unprinted-warning)" in part}
    assert refused == {
        "CARER Swimming, version 1, site vale",
        "PATIENT Swimming, version 1, site vale",
    }
