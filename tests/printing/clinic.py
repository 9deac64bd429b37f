"""A clinic with leaflets in every state, and the print server that it has."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from tests.conftest import PLAIN, ROOT
from tests.printing.cups import Cups, cups

TODAY = "1780272000"  # 1 June 2026
WHO = ("--role", "consultant", "--name", "Ada O’Neil", "--date", "2026-05-30", "--yes")
# What the definitions differ in from that of `tests/plain`.
SHEET = [("layout: leaflet", "layout: sheet"), ("  - notes: 24\n", "")]
LEAFLETS = {
    "case": [],
    "one": SHEET,
    "plan": SHEET,
    "old": [("2028-05-01", "2026-05-30")],
    "poster": [
        ("layout: leaflet", "layout: large"),
        ("[standard, mono, letter, large-print]", "[standard]"),
    ],
}


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project with a leaflet in each state, built."""
    folder = tmp_path_factory.mktemp("printing") / "clinic"
    shutil.copytree(PLAIN, folder)
    definition = (folder / "handouts/case.yaml").read_text("utf-8")
    definition = definition.replace(
        "layout: small", "layout: leaflet\neditions: [standard, mono, letter, large-print]"
    ).replace("  - topic: case\n", "  - topic: case\n  - notes: 24\n")
    for name, changes in LEAFLETS.items():
        text = definition.replace("handout: case", f"handout: {name}")
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        (folder / f"handouts/{name}.yaml").write_text(text, "utf-8")
    shutil.copy(ROOT / "builder/layouts/sheet.yaml", folder / "handouts/layouts")
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
