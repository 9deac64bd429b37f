"""Leaflets go through a real print server, and what comes out of it is what was built."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image, ImageChops

from tests.ink import pictures
from tests.printing.clinic import clinic, run, server
from tests.printing.cups import Cups, needs_cups

__all__ = ["clinic", "server"]

CASES = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text("utf-8"))
GREY, MANY = 40, 0.002  # of 255; the share of a page that may differ by more, for edges of letters


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
    before = server.files
    result = run(clinic, "print", *shlex.split(case["type"]), "--wait", "30")
    assert result.exit_code == case.get("exit", 0), result.output
    for words in case.get("says", ()):
        assert words in result.output
    if "sends" not in case:
        assert server.files == before
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
