"""Builds a made-up project as users do, and proves what comes out."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from builder.diagnostics import Diagnostic, Severity
from builder.model import Handout
from builder.paper.render import render
from tests.conftest import PLAIN, ROOT, merged, said_in
from tests.fuzz import texts
from tests.fuzz.personal import unlike_copies
from tests.fuzz.projects import Draft, dump
from tests.proof import faults

GOLDEN = ROOT / "tests/golden"
SHAPE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}mm" height="{1}mm">'
)
SQUARE = '<rect width="{0}" height="{1}" fill="#226688"/></svg>'


class Workshop:
    """A folder in which one project after the other is built."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "project"
        shutil.copytree(PLAIN, self.root)
        _pictures(self.root / "sources/topics")
        _phrases(self.root)
        _questions(self.root / "sources")

    def write(self, draft: Draft) -> None:
        for path, data in {
            "sources/topics/case.yaml": draft.topic,
            "handouts/case.yaml": draft.handout,
            "handouts/layouts/small.yaml": draft.layout,
        }.items():
            (self.root / path).write_text(dump(data), "utf-8")

    def merged(self, draft: Draft) -> tuple[list[Handout], list[Diagnostic]]:
        self.write(draft)
        handouts, found = merged(self.root)
        return handouts, [one for one in found if one.severity is Severity.ERROR]

    def languages(self) -> list[str]:
        """Those of the listed languages that the builder can set."""
        return [name for name, words in texts.words().items() if not self._problems(name, words)]

    def _problems(self, language: str, words: list[str]) -> list[Diagnostic]:
        text = {"blocks": [{"paragraph": " ".join(words)}], "id": "a"}
        topic = {"topic": "case", "title": "Case", "language": language, "sections": [text]}
        (self.root / "sources/topics/case.yaml").write_text(dump(topic), "utf-8")
        return merged(self.root)[1]


def _phrases(folder: Path) -> None:
    """English ones stand in for those of most languages: a leaflet can be set in any."""
    own = {path.stem: path for path in (ROOT / "tests/scripts/sources/phrases").glob("*.yaml")}
    for language in texts.words():
        if language in own:
            said_in(folder, language, own[language])
        elif language != "en":
            said_in(folder, language)


def _questions(folder: Path) -> None:
    """A bank in each language; its words are English, as those of the phrases are."""
    (folder / "questions").mkdir()
    english = (folder / "questions.yaml").read_text("utf-8")
    for language in texts.words():
        if language != "en":
            path = folder / f"questions/{language}.yaml"
            path.write_text(english.replace("en-GB", language), "utf-8")


def _pictures(folder: Path) -> None:
    from PIL import Image

    shutil.copy(GOLDEN / "round.svg", folder)
    for name, size in {"wide": (900, 10), "tall": (10, 900)}.items():
        (folder / f"{name}.svg").write_text((SHAPE + SQUARE).format(*size), "utf-8")
    Image.new("RGBA", (40, 20), (200, 30, 30, 128)).save(folder / "photo.png")
    Image.new("L", (20, 400), 90).save(folder / "grey.jpg")


@dataclass
class Tally:
    """What became of the documents: how many were drawn, and what others were told."""

    drawn: int = 0
    pages: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        told = ", ".join(f"{count} {code}" for code, count in self.refused.most_common())
        return f"{self.drawn} documents, {self.pages} pages proven; refused: {told or 'none'}"


def tried(workshop: Workshop, draft: Draft, tally: Tally) -> list[str]:
    """What is wrong with a project's documents. Those that are refused with a diagnostic count."""
    handouts, problems = workshop.merged(draft)
    tally.refused.update(problem.code for problem in problems)
    found = [] if handouts or problems else ["nothing was built, and nothing was told"]
    for handout in handouts:
        done = render(handout)
        if done.diagnostics:
            tally.refused.update({problem.code for problem in done.diagnostics})
            continue
        tally.drawn += 1
        tally.pages += done.pages
        edition = handout.edition.edition
        found += [f"{edition}: {fault}" for fault in faults(handout, done.pdf)]
        if render(handout).pdf != done.pdf:
            found.append(f"{edition}: other bytes when drawn again")
        found += [f"{edition}: {fault}" for fault in unlike_copies(handout)]
    return found


def digests(workshop: Workshop, draft: Draft) -> list[str]:
    """The digests of what a project's documents are drawn as."""
    handouts, _ = workshop.merged(draft)
    return [hashlib.sha256(render(handout).pdf).hexdigest() for handout in handouts]
