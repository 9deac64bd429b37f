"""Leaflets go through a real print server, and what comes out of it is what was built."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from PIL import Image, ImageChops

from builder.cli import main
from tests.conftest import PLAIN, ROOT
from tests.ink import pictures
from tests.printing.cups import Cups, cups, needs_cups

CASES = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text("utf-8"))
TODAY = "1780272000"  # 1 June 2026
WHO = ("--role", "consultant", "--name", "Ada O’Neil", "--date", "2026-05-30", "--yes")
# What the definitions differ in from that of `tests/plain`.
SHEET = [("layout: leaflet", "layout: sheet"), ("  - notes: 24\n", "")]
LEAFLETS = {
    "case": [],
    "one": SHEET,
    "plan": SHEET,
    "old": [("2028-05-01", "2026-05-30")],
    "poster": [("layout: leaflet", "layout: large"), ("[standard, mono, letter]", "[standard]")],
}
GREY, MANY = 40, 0.002  # of 255; the share of a page that may differ by more, for edges of letters


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project with a leaflet in each state, built."""
    folder = tmp_path_factory.mktemp("printing") / "clinic"
    shutil.copytree(PLAIN, folder)
    definition = (folder / "handouts/case.yaml").read_text("utf-8")
    definition = definition.replace(
        "layout: small", "layout: leaflet\neditions: [standard, mono, letter]"
    ).replace("  - topic: case\n", "  - topic: case\n  - notes: 24\n")
    for name, changes in LEAFLETS.items():
        text = definition.replace("handout: case", f"handout: {name}")
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        (folder / f"handouts/{name}.yaml").write_text(text, "utf-8")
    shutil.copy(ROOT / "handouts/layouts/sheet.yaml", folder / "handouts/layouts")
    small = (folder / "handouts/layouts/small.yaml").read_text("utf-8")
    large = small.replace("layout: small", "layout: large").replace("paper: A5", "paper: A3")
    (folder / "handouts/layouts/large.yaml").write_text(large, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", TODAY)
        for name in ("case", "one", "poster"):
            run(folder, "approve", name, *WHO)
        result = run(folder, "build")
        assert result.exit_code == 0, result.output
        yield folder


@pytest.fixture(scope="module")
def server() -> Iterator[Cups]:
    with cups() as running, pytest.MonkeyPatch.context() as patch:
        for name, value in running.environment.items():
            patch.setenv(name, value)
        yield running


def run(folder: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["-C", str(folder), *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result
    return result


def printed(folder: Path, *arguments: str) -> list[int]:
    """The numbers of the jobs, once they are over."""
    result = run(folder, "print", *arguments, "--wait", "30")
    assert result.exit_code == 0, result.output
    return [int(number) for number in re.findall(r"sent as job (\d+) to", result.output)]


def alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pages look the same, but for how the edges of letters are smoothed."""
    if one.size != other.size:
        return False
    far = ImageChops.difference(one, other).point(lambda value: 255 * (value > GREY))
    return far.histogram()[255] <= MANY * one.width * one.height


@needs_cups
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_leaflet_is_printed_as_its_edition_says(
    case: dict[str, Any], clinic: Path, server: Cups
) -> None:
    before = server.jobs
    result = run(clinic, "print", *shlex.split(case["type"]), "--wait", "30")
    assert result.exit_code == case.get("exit", 0), result.output
    for words in case.get("says", ()):
        assert words in result.output
    if "sends" not in case:
        assert server.jobs == before
        return
    (job,) = [int(number) for number in re.findall(r"sent as job (\d+) to", result.output)]
    told = server.options(job)
    assert {name: told.get(name) for name in case["sends"]} == {
        name: str(value) for name, value in case["sends"].items()
    }


@needs_cups
def test_what_comes_out_is_what_was_built(clinic: Path, server: Cups) -> None:
    """Three pages, two copies: four sheets, of which no two copies share one."""
    (job,) = printed(clinic, "case", "--copies", "2")
    out = [*pictures(server.printed(job))]
    built = [*pictures((clinic / "dist/case/case.standard.pdf").read_bytes())]
    assert (len(built), len(out)) == (3, 8)
    blank = Image.new("L", built[0].size, 255)
    for page, other in zip(out, [*built, blank, *built, blank], strict=True):
        assert alike(page, other)
