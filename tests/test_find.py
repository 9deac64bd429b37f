"""Where something is said: in a real folder, on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.place import Text
from builder.source.inline import Reference, Rich, Run
from builder.words.matching import Wanted
from tests.conftest import topic_of
from tests.test_two_sites import TWO_SITES

BLOCKS = """\
- paragraph: >-
    You may be **mud**dled, even at
    {site.fever_c}. Don’t wait – ring.
- note:
    title: About a {term:fracture|break}
    blocks:
      - list: [Rest your Straße arm, "Rest, and 3–5 days off", "un\\u00ADpar\\u200Bted, ne\\u0301"]
- pictograph:
    caption: In one study
    out_of: 20
    charts:
      - {groups: [{count: 3, label: felt sick}], rest: did not}
"""


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 1 June 2026


def handouts(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), *arguments], catch_exceptions=False)


def places(folder: Path, text: str) -> list[str]:
    """Where it is said, and by which handouts; the builder's phrases move too often for a line."""
    found = []
    for row in rows(folder, text):
        name = row["file"].rpartition("/")[2]
        place = "" if row["kind"] == "phrase" else f":{row['line']}:{row['column']}"
        found.append(f"{name}{place} {','.join(row['handouts'])}")
    return found


def rows(folder: Path, text: str) -> list[dict[str, Any]]:
    result = handouts(folder, "find", "--format", "json", "--", text)
    assert result.exit_code == 0
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


@pytest.fixture
def clinic(folder: Path) -> Path:
    (folder / "sources/topics/case.yaml").write_text(topic_of(BLOCKS), "utf-8")
    spare = topic_of("- paragraph: Nobody prints {site.call_24h} here.\n")
    (folder / "sources/topics/spare.yaml").write_text(spare.replace(": case", ": spare"), "utf-8")
    (folder / "handouts/packs").mkdir()
    pack = "pack: home\ntitle: Going home soon\ncontents: [case]\n"
    (folder / "handouts/packs/home.yaml").write_text(pack, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # capital letters, markup, spaces, and signs that are typed otherwise than printed
        ("MUDDLED", ["case.yaml:7:24 case"]),
        ("  even   at ", ["case.yaml:7:35 case"]),
        ("don't wait - ring", ["case.yaml:8:27 case"]),
        ("strasse", ["case.yaml:12:32 case"]),
        ("3-5", ["case.yaml:12:55 case"]),
        ("unparted", ["case.yaml:12:71 case"]),
        ("n\u00e9", ["case.yaml:12:93 case"]),
        # the fact as it is printed: in a block, in the strip's source, and where it is signed
        ("38.0 °c. don't", ["case.yaml:8:11 case"]),
        ("38.0", ["hill.yaml:7:20 case", "case.yaml:8:11 case"]),
        ("{site.fever_c}", ["facts.yaml case", "hill.yaml:7:20 case", "case.yaml:8:11 case"]),
        # a term by its name, by the words in its place, by its meaning
        ("fracture", ["terms.yaml:3:11 case", "case.yaml:10:26 case"]),
        ("term:fracture", ["case.yaml:10:26 case"]),
        ("a break", ["case.yaml:10:24 case"]),
        ("bone that", ["terms.yaml:6:16 case"]),
        # what only the builder's phrases, a contact nobody prints, or an unused topic say
        ("not yet clinically", ["en.yaml case"]),
        ("front desk", ["hill.yaml:13:11 "]),
        ("desk@hillside", ["hill.yaml:15:12 "]),
        ("when can i go home", ["questions.yaml:10:23 "]),
        ("nobody prints", ["spare.yaml:6:20 "]),
        ("going home soon", ["home.yaml:2:8 "]),
        # a heading; a figure, in the words it prints
        ("a case", ["case.yaml:2:8 case"]),
        ("3 out of 20", ["case.yaml:17:43 case"]),
        ("nowhere to be found", []),
        ("**", []),
    ],
)
def test_find(clinic: Path, text: str, wanted: list[str]) -> None:
    assert places(clinic, text) == wanted


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ring at", "Ring at"),
        ("AT 38", "at 38"),
        ("c or", "C or"),
        ("site.fever_c", "38\u00a0°C"),
        ("FEVER_C", "38\u00a0°C"),
        ("term:fracture", "break"),
        ("{ term: fracture }", "break"),
        ("site.desk", "the desk"),
        ("site:call_24h", "{site.call_24h}"),
        ("figure:alive", "55\u00a0out\u00a0of\u00a0100"),
        ("{figure:alive.number}", "55\u00a0out\u00a0of\u00a0100"),
        ("5 out of", "5\u00a0out\u00a0of"),
        ("for.ward", "Ward: ____"),
        ("site.alive", None),
        ("brand.name", None),
        ("term.fever_c", None),
        ("not here", None),
    ],
)
def test_which_words_are_meant(typed: str, found: str | None) -> None:
    """The words that are found, or those that stand for a name."""
    runs = (
        Run("Ring at "),
        Run("38\u00a0°C", fact="fever_c"),
        Run(" or a "),
        Run("break", term="fracture"),
        Run(", or ask "),
        Run("the desk", href="tel:{site.desk}"),
        Run(" for "),
        Run("{site.call_24h}", reference=Reference("site", "call_24h")),
        Run(" of "),
        Run("55\u00a0out\u00a0of\u00a0100", figure="alive"),
        Run(" at "),
        Run("Ward: ____", field="ward", blank=8),
    )
    rich = Rich(runs, Text(""))
    place = Wanted.of(typed).where(rich)
    assert (rich.text[slice(*place)] if place else None) == found


def test_as_text(clinic: Path) -> None:
    result = handouts(clinic, "find", "muddled")
    assert result.stdout == (
        "sources/topics/case.yaml:7:24: Case  (case)\n"
        "  You may be muddled, even at 38.0\u00a0°C. Don’t wait – ring.\n".replace("\u00a0", " ")
    )
    assert result.stderr == "1 place, 1 leaflet\n"
    unused = handouts(clinic, "find", "nobody prints")
    assert "spare.yaml:6:20: Case  (in no leaflet)" in unused.stdout


def test_each_site_says_its_own() -> None:
    (row,) = rows(TWO_SITES, "37.8 °C or above")
    assert row["text"] == "37.8\u00a0°C or above"
    assert row["handouts"] == ["BOTH-1", "HOME-1"]
    assert row["heading"] == "At home after Liffey General › For 29\u00a0days"


def test_a_leaflet_with_mistakes_is_searched_as_it_is_written(clinic: Path) -> None:
    definition = clinic / "handouts/case.yaml"
    definition.write_text(definition.read_text("utf-8").replace("small", "smal"), "utf-8")
    assert places(clinic, "muddled") == ["case.yaml:7:24 case"]
    assert places(clinic, "site.fever_c")[-1] == "case.yaml:8:11 case"


def test_a_file_with_mistakes_is_named(clinic: Path) -> None:
    (clinic / "sources/topics/spare.yaml").write_text("topic: [\n", "utf-8")
    result = handouts(clinic, "find", "muddled")
    assert result.exit_code == 1
    assert "sources/topics/spare.yaml was not searched" in result.stderr
    assert "case.yaml:7:24" in result.stdout


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_nothing_to_look_for(clinic: Path, text: str) -> None:
    result = handouts(clinic, "find", text)
    assert (result.exit_code, "give a word" in result.stderr) == (2, True)
