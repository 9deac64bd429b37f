"""What a person does to a sheet in a viewer, as steps, and what comes of it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from tests.readers import pdfjs
from tests.viewers.fields import Field, stops
from tests.web.browser import chromium

SCRIPT = Path(__file__).parent / "fill.mjs"
TICK = True
Steps = list[tuple[str, ...]]
Answers = Mapping[str, str | bool]


@dataclass(frozen=True)
class Job:
    """A file to fill in, in `viewer` (`pdfjs` or `chromium`), or what an earlier job saved (`of`).

    In `mode` 1, pdf.js shows the fields as the file says they look, and lets none be filled in.
    """

    name: str
    viewer: str
    pdf: bytes = b""
    steps: Sequence[tuple[str, ...]] = ()
    of: str = ""
    mode: int = 2


@dataclass(frozen=True)
class Done:
    """The file as saved, what was on the screen and what is printed, and what had the focus."""

    pdf: bytes
    screen: Image.Image
    print: Image.Image | None
    focus: list[str]


def filled(jobs: Sequence[Job], folder: Path) -> dict[str, Done]:
    """Does all jobs in one browser; skips the test where there is none."""
    if reason := pdfjs.missing():
        pytest.skip(reason)
    browser = chromium()
    for job in jobs:
        if not job.of:
            (folder / f"{job.name}.empty.pdf").write_bytes(job.pdf)
    (folder / "jobs.json").write_text(json.dumps([_asked(job) for job in jobs]), "utf-8")
    done = subprocess.run(
        ["node", SCRIPT, browser, folder],
        capture_output=True, text=True, timeout=200, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    focus = json.loads(done.stdout)
    return {job.name: _done(folder / job.name, focus[job.name]) for job in jobs}


def walk(fields: Sequence[Field], answers: Answers) -> Steps:
    """Clicks on the first field and goes on to each of the others by the Tab key alone."""
    steps: Steps = [("click", fields[0].name)]
    for number, field in enumerate(fields):
        answer = answers.get(field.name, "")
        steps += [("next",)] if number else []
        if isinstance(answer, str):
            steps += _typed(answer)
        elif number:  # the click has ticked the first
            steps.append(("space",))
    return steps


def _typed(text: str) -> Iterator[tuple[str, ...]]:
    """Key by key; what is long comes at once, as from other ways to type."""
    for number, line in enumerate(text.split("\n")):
        if number:
            yield ("press", "Enter")
        yield ("insert" if len(line) > 100 else "type", line)


def _asked(job: Job) -> dict[str, object]:
    places = {
        field.name: [field.page, *field.place] for field in (stops(job.pdf) if job.pdf else ())
    }
    return {
        "name": job.name,
        "viewer": job.viewer,
        "file": f"{job.of}.pdf" if job.of else f"{job.name}.empty.pdf",
        "mode": job.mode,
        "steps": job.steps,
        "places": places,
    }


def _done(stem: Path, focus: list[str]) -> Done:
    def picture(end: str) -> Image.Image | None:
        path = stem.with_name(stem.name + end)
        return Image.open(path).convert("L") if path.exists() else None

    screen = picture(".screen.png")
    assert screen is not None
    return Done(
        stem.with_name(stem.name + ".pdf").read_bytes(), screen, picture(".print.png"), focus
    )
