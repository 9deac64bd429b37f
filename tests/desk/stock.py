"""A folder of outputs as its manifest has it: any number of leaflets, and none has to be drawn.

The command believes the manifest; it builds one small web page, and the library page of all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import yaml
from click.testing import CliRunner

from builder.cli import main
from builder.outputs.entry import packed
from tests.bench.library import Writer

HERE = Path(__file__).parent
NAMES = {"standard": "Standard", "large-print": "Large print"}
CARD = ("subtitle", "treatment", "audience", "codes", "review_by")


def leaflets() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((HERE / "leaflets.yaml").read_text("utf-8"))
    return found


def made_up(count: int) -> Iterator[dict[str, Any]]:
    """Leaflets of about four pages, of which no two have the same words."""
    for number in range(count):
        writer = Writer(number)
        yield {
            "handout": f"BX-{number + 1}",
            "title": f"Taking {writer.one('drug')}: {writer.one('topic')}",
            "subtitle": f"A leaflet of {writer.one('ward')}",
            "audience": Random(number).choice(["Adults", "Children", "Carers"]),
            "treatment": Random(number).choice(["surgery", "tablets"]),
            "editions": ["standard", "large-print"],
            "words": writer.text(70),
        }


def stock(project: Path, given: Iterable[dict[str, Any]]) -> Path:
    """The folder of outputs of a project, with these leaflets beside its own; the library page."""
    out = project / "dist"
    out.mkdir()
    entries = [entry for leaflet in given for entry in _entries(leaflet)]
    (out / "manifest.json").write_text(json.dumps({"files": entries}), "utf-8")
    build = ["-C", str(project), "build", "case", "--edition", "web"]
    done = CliRunner().invoke(main, build, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return out


def _entries(given: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for edition in [*given["editions"], "web"]:
        web = edition == "web"
        stem = f"{given['handout']}/{given['handout']}"
        path = f"{stem}.html" if web else f"{stem}.{edition}.pdf"
        digest = hashlib.sha256(path.encode()).hexdigest()
        card = {name: given[name] for name in CARD if name in given}
        yield {
            "path": path, "handout": given["handout"], "title": given["title"],
            "edition": edition, "language": given.get("language", "en-GB"),
            "version": given.get("version", "1"), "published": "2026-05-01", "site": "hill",
            "brand": "plain", "pages": 0 if web else 4, "sha256": digest, "key": digest,
            "sources": [], "signed": "nurse, Ada, 1 May 2026" if "review_by" in given else "",
            "words": packed(f"t/a\tParagraph\t{given.get('words', '')}\n") if web else "",
            "card": {**card, "edition": NAMES.get(edition, "")} if not web else card,
        }  # fmt: skip
