"""The sheets, sides and cost of a copy, from what was built and what the site says paper costs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from builder.cli import main

PRICE = "paper_price: {currency: GBP, sheet: 0.01, side: 0.02, colour_side: 0.08}\n"
PAGES = "notes: 60"  # three pages of the small paper that the plain project has


def listed(folder: Path, *more: str) -> Any:
    return CliRunner().invoke(main, ["-C", str(folder), "list", "--paper", *more])


def built(folder: Path, how: str, *, price: str = PRICE) -> dict[str, Any]:
    """What is listed of a handout of several pages that is printed in some way."""
    definition = folder / "handouts/case.yaml"
    said = definition.read_text("utf-8").replace("topic: case", PAGES)
    definition.write_text(said + how, "utf-8")
    site = next((folder / "sources/sites").iterdir())
    site.write_text(site.read_text("utf-8") + price, "utf-8")
    assert CliRunner().invoke(main, ["-C", str(folder), "build"]).exit_code == 0
    (row,) = json.loads(listed(folder, "--format", "json").stdout)
    return dict(row)


@pytest.mark.parametrize(
    ("how", "sheets", "sides"),
    [
        ("", lambda pages: -(-pages // 2), lambda pages: pages),
        ("print: {one_sided: true}\n", lambda pages: pages, lambda pages: pages),
        (
            "print: {form: booklet}\n",
            lambda pages: -(-pages // 4),
            lambda pages: -(-pages // 4) * 2,
        ),
    ],
    ids=["both sides", "one side", "booklet"],
)
def test_a_copy_takes_so_much(folder: Path, how: str, sheets: Any, sides: Any) -> None:
    row = built(folder, how)
    pages = row["pages"]
    assert pages > 2
    assert (row["sheets"], row["sides"]) == (sheets(pages), sides(pages))
    assert row["cost_per_100"] == pytest.approx(row["sheets"] * 1 + row["sides"] * 8)
    told = listed(folder).stdout
    assert f"100 copies: {row['cost_per_100']:.2f} GBP" in told


def test_without_a_price_there_is_no_cost(folder: Path) -> None:
    assert built(folder, "", price="")["cost_per_100"] is None
    assert "copies" not in listed(folder).stdout


def test_what_is_not_built_is_told(folder: Path) -> None:
    done = listed(folder)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "nothing is built yet" in done.stderr


def test_a_price_has_a_currency(folder: Path) -> None:
    site = next((folder / "sources/sites").iterdir())
    site.write_text(site.read_text("utf-8") + PRICE.replace("GBP", "£"), "utf-8")
    assert "'£' is no currency" in CliRunner().invoke(main, ["-C", str(folder), "check"]).stdout
