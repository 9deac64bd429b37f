"""A figure is printed out of 100 people, known by its name, and never as it was counted."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.blocks.pictograph import Pictograph
from builder.diagnostics import Diagnostic
from builder.model import Handout
from builder.paper.render import render
from builder.pictures.crowd import LEAST, PITCH, Look, crowd
from tests import proof
from tests.conftest import faulty, merged, topic_of

CASES = yaml.safe_load(Path(__file__).with_name("figures.yaml").read_text("utf-8"))
PLAIN = {
    "id": "alive",
    "kind": "benefit",
    "label": "alive",
    "of": 180,
    "who": "adults",
    "when": "after 4 years",
    "source": "paper",
    "grade": "A",
    "read": "full",
    "checked": "2026-05-01",
}
PAPER = {"id": "paper", "name": "A paper", "trust": "A", "checked": "2026-05-01"}


def write(folder: Path, figure: dict[str, Any], blocks: str) -> None:
    """A figure, and blocks that print it."""
    evidence = {"references": [PAPER], "figures": [{**PLAIN, **figure}]}
    (folder / "sources/evidence/figures.yaml").write_text(json.dumps(evidence), "utf-8")
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")


def made(folder: Path, figure: dict[str, Any], blocks: str) -> Handout:
    """The plain handout with a figure, and blocks that print it."""
    write(folder, figure, blocks)
    handouts, found = merged(folder)
    assert handouts, found
    return handouts[0]


def faults(folder: Path, figure: dict[str, Any], blocks: str) -> list[Diagnostic]:
    write(folder, figure, blocks)
    return faulty(merged(folder)[1])


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_printed(case: dict[str, Any], folder: Path) -> None:
    says = case.pop("says")
    written = " | ".join(f"{{figure:alive{'.' if part else ''}{part}}}" for part in says)
    handout = made(folder, case, f'- paragraph: "{written}"')
    (paragraph,) = handout.blocks()
    (rich,) = paragraph.words(handout)
    assert rich.text.split(" | ") == [
        words.replace(" out of 100", "\u00a0out\u00a0of\u00a0100") for words in says.values()
    ]
    runs = [run for run in rich.runs if run.figure]
    assert [(run.figure, run.part) for run in runs] == [("alive", part) for part in says]


def test_its_source_and_file_are_the_handouts(folder: Path) -> None:
    handout = made(folder, {"count": 98}, '- paragraph: "{figure:alive} lived."')
    assert [str(each.id) for each in handout.references] == ["paper"]
    assert [str(each.id) for each in handout.figures] == ["alive"]
    assert "sources/evidence/figures.yaml" in handout.sources
    assert made(folder, {"count": 98}, "- paragraph: Rest.").references == ()


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("figure:alife", "unknown-figure", "did you mean 'alive'?"),
        ("figure:alive.numbr", "unknown-figure", "did you mean 'number'?"),
        ("figure:alive.count", "unknown-figure", "one of: meaning, number, of, rest"),
        ("figure:alive.rest", "unknown-figure", "give it 'rest:' where it is defined, at sources/"),
        ("figure:alive.meaning", "unknown-figure", "give it 'meaning:' where it is defined, at "),
        (
            "figure:alive|54",
            "reference",
            "write {term:…}, {site.…}, {brand.…}, {figure:…}, {for.…} or ",
        ),
    ],
)
def test_what_a_figure_has_not(written: str, code: str, hint: str, folder: Path) -> None:
    """There is no way to print what was counted, nor other words in its place."""
    blocks = f'- paragraph: "{{{written}}} lived."\n- paragraph: "{{figure:alive}} lived."'
    (found,) = faults(folder, {"count": 98}, blocks)
    assert (found.code, found.span.line, found.hint[: len(hint)]) == (code, 6, hint)


CHART = "- pictograph:\n    caption: Who lived\n    charts:\n      - {{{}}}"


@pytest.mark.parametrize(
    ("figure", "chart", "legend"),
    [
        ({"count": 98, "rest": "died"}, "", ["54 out of 100: alive", "46 out of 100: died"]),
        ({"count": 98}, ", rest: did not", ["54 out of 100: alive", "46 out of 100: did not"]),
        (
            {"percent": 0.2, "rest": "died"},
            "",
            ["fewer than 1 out of 100: alive", "more than 99 out of 100: died"],
        ),
        (
            {"percent": 99.8, "rest": "died"},
            "",
            ["more than 99 out of 100: alive", "fewer than 1 out of 100: died"],
        ),
        ({"count": 0, "rest": "died"}, "", ["0 out of 100: alive", "100 out of 100: died"]),
    ],
)
def test_a_chart_of_a_figure(
    figure: dict[str, Any], chart: str, legend: list[str], folder: Path
) -> None:
    handout = made(folder, figure, CHART.format("groups: [{figure: alive}]" + chart))
    (block,) = handout.blocks()
    texts = list(block.words(handout))
    assert [each.text for each in texts[1:]] == legend
    assert {run.figure for run in texts[1].runs if run.text != " "} == {"alive"}
    assert proof.faults(handout, render(handout).pdf) == []


@pytest.mark.parametrize(
    ("figure", "chart", "message"),
    [
        ({}, "groups: [{figure: alive}]", "what is true of the others is not said"),
        ({"rest": "died"}, "groups: [{figure: alive}], rest: died",
         "what is true of the others stands in the figure"),
        ({"rest": "died"}, "groups: [{figure: alive}, {count: 3, label: ill}]",
         "what is true of the others is not said"),
        ({"rest": "died"}, "groups: [{figure: alive}, {count: 60, label: ill}], rest: fine",
         "the figures are more people than all"),
        ({}, "groups: [{figure: alife}], rest: died", "there is no figure 'alife'"),
        ({}, "groups: [{figure: alive, count: 4}], rest: died",
         "a group has a figure or a count"),
        ({}, "groups: [{label: alive}], rest: died", "the group has no number"),
        ({}, "groups: [{count: 3}], rest: died", "'label' is missing"),
        ({}, "groups: [{count: 3, label: alive}]", "'rest' is missing"),
    ],
)  # fmt: skip
def test_a_chart_that_cannot_be(
    figure: dict[str, Any], chart: str, message: str, folder: Path
) -> None:
    blocks = CHART.format(chart) + '\n- paragraph: "{figure:alive} lived."'
    (found,) = faults(folder, {"count": 98, **figure}, blocks)
    assert (found.message, found.span.line) == (message, 9)


@pytest.mark.parametrize("kind", ["benefit", "harm", "other"])
def test_a_harm_is_drawn_otherwise_than_a_benefit(kind: str, folder: Path) -> None:
    """Else 91 marked people with a side effect look as good as 55 who are alive."""
    blocks = "- pictograph: {caption: One, charts: [{groups: [{figure: alive}], rest: not}]}"
    (drawn,) = made(folder, {"count": 98, "kind": kind}, blocks).blocks()
    assert isinstance(drawn, Pictograph)
    (chart,) = drawn.charts
    assert [look.kind for look in chart.looks] == [kind, "rest"]
    shapes = drawn.sketch(chart, rtl=False).shapes
    assert any("clipPath" in shape for shape in shapes) == (kind == "harm")
    assert any("--important" in shape for shape in shapes) == (kind == "harm")
    assert any('fill="var(--primary)"' in shape for shape in shapes) == (kind == "benefit")


@pytest.mark.parametrize("share", [LEAST, 0.7, 0.8, 0.9, 1, 1.3])
def test_a_hatch_lasts_on_a_copy_of_a_copy(share: float) -> None:
    """Its lines are 1 point wide or more, and 1.5 points or more apart, at every size."""
    pitch = PITCH * share
    (hatch,) = (s for s in crowd([Look("harm")], pitch=pitch).shapes if "clipPath" in s)
    wide = float(re.findall(r'stroke-width="([\d.]+)"', hatch)[-1])
    first, second = re.findall(r"M([\d.]+) 0L", hatch)[:2]
    assert wide >= 1
    assert (float(second) - float(first)) / 2**0.5 - wide >= 1.5


def test_a_kind_that_a_figure_has_is_not_written_again(folder: Path) -> None:
    blocks = CHART.format("groups: [{figure: alive, kind: harm}], rest: died")
    blocks += '\n- paragraph: "{figure:alive} lived."'
    (found,) = faults(folder, {"count": 98}, blocks)
    assert found.message == "a group has a figure or a kind"
