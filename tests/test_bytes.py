"""Bytes depend on the sources and on nothing else: not on what a process drew before, nor on it.

Brands that print in one font file but tell other things of it, scripts, layouts and languages are
drawn alone, in both orders, in one process and in two, after another project, and in processes
that differ in all that a process may: its hashes, its language, its clock's zone.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from builder.draw import draw
from builder.machine.chunks import in_order
from builder.machine.crew import Crew
from builder.model import Handout
from builder.project import BUNDLED, Project
from tests.conftest import ROOT, TODAY, faulty, merged
from tests.share import Share

SCRIPTS = ROOT / "tests/scripts"
LAYOUTS = ("small", "leaflet")
# Brands by what they print in: a family that comes along, or a file of their own.
BRANDS = {
    "plain": "font: noto-sans",
    "legible": "font: atkinson-hyperlegible-next",
    "urdu": "font: noto-nastaliq-urdu",
    "arabic": "font: noto-sans-arabic",
    "thai": "font: noto-sans-thai",
    "own": "font_files: {regular: own.ttf, bold: bold.ttf, licence: OFL.txt}",
    "one": "font_files: {regular: own.ttf, bold: own.ttf, licence: OFL.txt}",
}
OF_ONE_FILE = ("own", "one")
Drawn = dict[str, bytes]


@pytest.fixture
def brands(some: Share) -> list[str]:
    """Those that print in one font file, and a share of the others."""
    return [*OF_ONE_FILE, *some([brand for brand in BRANDS if brand not in OF_ONE_FILE], 5)]


@pytest.fixture
def leaflets(tmp_path: Path, brands: list[str]) -> list[Handout]:
    """For each brand a leaflet in Urdu and Thai, or in Arabic and English, on two papers."""
    folder = tmp_path / "project"
    shutil.copytree(SCRIPTS, folder)
    for path in folder.glob("handouts/*.yaml"):
        path.unlink()
    plain = (folder / "handouts/brands/plain/brand.yaml").read_text("utf-8")
    for number, (brand, font) in enumerate(BRANDS.items()):
        if brand not in brands:
            continue
        place = folder / f"handouts/brands/{brand}"
        place.mkdir(exist_ok=True)
        for own, file in (("own", "regular"), ("bold", "bold")):
            shutil.copy(BUNDLED / f"fonts/noto-nastaliq-urdu/{file}.ttf", place / f"{own}.ttf")
        (place / "OFL.txt").write_text("OFL", "utf-8")
        text = plain.replace("brand: plain", f"brand: {brand}").replace("font: noto-sans", font)
        (place / "brand.yaml").write_text(text, "utf-8")
        language, topics = (("ur", ("ur", "th")), ("ar", ("ar", "hi")))[number % 2]
        contents = "".join(f"  - topic: {topic}\n" for topic in topics)
        (folder / f"handouts/{brand}.yaml").write_text(
            f"handout: {brand}\ntitle: For {brand}\nmain_message: Read it.\nlanguage: {language}\n"
            f"brand: {brand}\nlayout: {LAYOUTS[number % 2]}\ncontents:\n{contents}"
            'version: "1"\npublished: 2026-05-01\n',
            "utf-8",
        )
    made, found = merged(folder)
    assert faulty(found) == []
    assert len(made) == 2 * len(brands)
    return made


def drawn(handouts: Iterable[Handout], jobs: int = 1) -> Drawn:
    """The bytes of each, by name and edition."""
    every = [*handouts]
    return {
        f"{handout.name}.{handout.edition.edition}": data
        for handout, (data, _, _) in zip(every, in_order(draw, every, Crew(jobs)), strict=True)
    }


def alone(handouts: list[Handout], environment: dict[str, str]) -> Drawn:
    """Each leaflet and its page in a process of its own."""
    os.environ.update(environment)
    found: Drawn = {}
    spawn = get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn, max_tasks_per_child=1) as pool:
        for name in dict.fromkeys(handout.name for handout in handouts):
            own = [handout for handout in handouts if handout.name == name]
            found |= pool.submit(drawn, own).result()
    return found


def test_bytes_depend_on_nothing_but_the_sources(
    leaflets: list[Handout], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PYTHONHASHSEED", "LC_ALL", "TZ"):
        monkeypatch.setenv(name, "")
    expected = alone(leaflets, {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Kolkata"})
    other, _ = merged(ROOT / "tests/two_sites")
    drawn(other)
    ways = {
        "in order": drawn(leaflets),
        "in the other order": drawn(leaflets[::-1]),
        "in two processes": drawn(leaflets, 2),
    }
    for way, found in ways.items():
        assert [name for name in expected if found[name] != expected[name]] == [], way
    os.environ.update({"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "UTC"})
    assert drawn(leaflets[::-1], 2) == expected


def test_a_picture_that_is_exchanged_is_seen(tmp_path: Path) -> None:
    """In a process that goes on; the new file has the name, the size and the time of the old."""
    found = set()
    for number in (1, 2):
        new = tmp_path / f"{number}.svg"
        new.write_bytes(b"<svg/>%d" % number)
        os.utime(new, (0, 0))
        new.replace(tmp_path / "picture.svg")
        found.add(Project(tmp_path, TODAY).asset("picture.svg").sha256)
    assert len(found) == 2
