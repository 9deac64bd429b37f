"""Leaflets go through a real print server, and what comes out of it is what was built."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image, ImageChops, ImageFilter

from builder.print.impose import imposed
from builder.print.wanted import Wanted
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
    soft = (page.filter(ImageFilter.BoxBlur(1)) for page in (one, other))
    far = ImageChops.difference(*soft).point(lambda value: 255 * (value > GREY))
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


@needs_cups
def test_a_booklet_is_folded_as_it_was_laid_out(clinic: Path, server: Cups) -> None:
    """The queue turns its sheets upright, all alike; their short edge is still the same."""
    (job,) = printed(clinic, "case", "--as", "booklet")
    leaflet = (clinic / "dist/case/case.standard.pdf").read_bytes()
    wanted = Wanted(form="booklet", last_on_back=True)
    laid_out = [*pictures(imposed(leaflet, "case", wanted).pdf)]
    out = [*pictures(server.printed(job))]
    assert len(out) == len(laid_out) == 2
    turns = [
        turn
        for turn in (0, 90, 180, 270)
        if all(alike(a.rotate(turn, expand=True), b) for a, b in zip(out, laid_out, strict=True))
    ]
    assert len(turns) == 1 and server.options(job)["Duplex"] == "DuplexTumble"


@needs_cups
def test_stapled_copies_have_a_job_each(clinic: Path, server: Cups) -> None:
    jobs = printed(clinic, "case", "--staple", "--copies", "2")
    assert len(jobs) == 2
    for job in jobs:
        assert len([*pictures(server.printed(job))]) == 4
        assert server.options(job)["StapleLocation"] == "SinglePortrait"


@needs_cups
def test_a_leaflet_and_its_site_say_how_and_where(
    clinic: Path, server: Cups, tmp_path: Path
) -> None:
    """No file that was built depends on it, so none is out of date by it."""
    folder = tmp_path / "clinic"
    shutil.copytree(clinic, folder)
    site = folder / "sources/sites/hill.yaml"
    site.write_text(site.read_text("utf-8") + "printing: {printer: Odd, tray: tray-2}\n", "utf-8")
    definition = folder / "handouts/case.yaml"
    plain = definition.read_text("utf-8")
    definition.write_text(plain + "print: {form: booklet, staple: true}\n", "utf-8")
    result = run(folder, "print", "case", "--no-staple", "--dry-run")
    assert "2 sides as booklet at 71% of its size, 1 copy, on 1 sheet\n" in result.output
    assert "to Odd, with\n" in result.output and "sides=two-sided-short-edge\n" in result.output
    result = run(folder, "print", "case")
    assert (result.exit_code, "error[no-staple]" in result.output) == (0, False)  # one sheet
    definition.write_text(plain + "print: {staple: true}\n", "utf-8")
    text = site.read_text("utf-8").replace("printer: Odd", "swaps_edges: true, printer: Office")
    site.write_text(text, "utf-8")
    (job,) = printed(folder, "case")
    told = server.options(job)
    assert (told["InputSlot"], told["sides"]) == ("Tray2", "two-sided-short-edge")
    site.write_text(text.replace("tray-2", "tray-9"), "utf-8")
    result = run(folder, "print", "case")
    assert "error[no-tray]: it has no 'tray-9'\n  hint: it has tray-1, tray-2" in result.output
    definition.write_text(plain + "print: {form: booklet, one_sided: true}\n", "utf-8")
    result = run(folder, "check", "case")
    assert "error[out-of-range]: a booklet has no single sides" in result.output


@needs_cups
def test_what_is_not_as_its_sources_are_is_not_printed(
    clinic: Path, server: Cups, tmp_path: Path
) -> None:
    folder = tmp_path / "clinic"
    shutil.copytree(clinic, folder)
    topic = folder / "sources/topics/case.yaml"
    topic.write_text(topic.read_text("utf-8").replace("short", "brief"), "utf-8")
    files = server.files
    for damage, says in (
        (lambda place: None, "error[out-of-date]: it is not what its sources"),
        (lambda place: place.write_bytes(b"%PDF-1.7"), "error[changed-file]"),
        (Path.unlink, "error[changed-file]: it is missing, or somebody changed it"),
        (lambda place: shutil.rmtree(folder / "dist"), "error[not-built]: it is not built yet"),
    ):
        damage(folder / "dist/case/case.standard.pdf")
        result = run(folder, "print", "case")
        assert result.exit_code == 1 and says in result.output
        assert "hint: 'handouts build case' makes it anew\n" in result.output
        assert result.output.endswith("nothing was sent\n")
    assert server.files == files
