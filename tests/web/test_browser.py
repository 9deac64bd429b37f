"""The web pages in a real browser: no violation, nothing cut off, nothing fetched.

Those with what only they have, and a share of the others at each turn.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from builder.model import WEB, Handout, block
from builder.outputs.result import Wish
from builder.review.pack import on_screen
from builder.web.document import write
from tests.conftest import PLAIN, ROOT, merged, of_ours, topic_of
from tests.proof import said
from tests.share import Share
from tests.test_review import pack_of
from tests.test_scripts import SCRIPTS
from tests.web.browser import chromium

HERE = Path(__file__).parent
GOLDEN = ROOT / "tests/golden"
PAGES = Wish(edition="web")
Found = dict[str, dict[str, Any]]
# Of all lengths, with grids, boxes to tick, every block: at each turn, with one of so many others.
ALWAYS = {f"{name}.html" for name in ("CT-01", "CT-07", "CT-08", "CT-11", "case")}
OTHERS = 6
FAULTY = "faulty.html"
FAULTS = """<!doctype html><title>Faulty</title><p class="running">Draft</p>
<main><h1 style="color:#bbb">Grey</h1><img src="/nowhere.png">
<div style="width:400px;font-size:10px">Wide and small</div></main>"""


def all_blocks(folder: Path) -> list[Handout]:
    """One handout of the second brand, with every block there is."""
    shutil.copytree(PLAIN, folder)
    shutil.copy(GOLDEN / "round.svg", folder / "sources/topics/round.svg")
    blocks = "\n".join((GOLDEN / f"{name}.yaml").read_text("utf-8") for name in block)
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    return merged(folder, PAGES)[0]


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Handout]:
    found = [*of_ours(WEB), *all_blocks(tmp_path_factory.mktemp("blocks") / "project")]
    found += merged(SCRIPTS, PAGES)[0]
    found.append(on_screen(pack_of(ROOT, "CT-11")))
    return {f"{handout.name}.html": handout for handout in found}


@pytest.fixture(scope="module")
def handouts(every: dict[str, Handout], some: Share) -> dict[str, Handout]:
    """Those whose pages are opened, by the names of these."""
    others = some([name for name in every if name not in ALWAYS], OTHERS)
    return {name: handout for name, handout in every.items() if name in ALWAYS or name in others}


@pytest.fixture(scope="module")
def folder(handouts: dict[str, Handout], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name, handout in handouts.items():
        (folder / name).write_bytes(write(handout))
    (folder / FAULTY).write_text(FAULTS, "utf-8")
    return folder


@pytest.fixture(scope="module")
def seen(everything: Found) -> Found:
    """What the browser finds on our pages."""
    return {name: page for name, page in everything.items() if name != FAULTY}


@pytest.fixture(scope="module")
def everything(folder: Path) -> Found:
    """What the browser finds on all pages; skips where there is no browser."""
    done = subprocess.run(
        ["node", HERE / "pages.mjs", chromium(), folder],
        capture_output=True, text=True, timeout=400, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found: Found = json.loads(done.stdout)
    return found


def each(seen: Found, what: str) -> dict[str, Any]:
    return {name: page[what] for name, page in seen.items()}


def test_all_pages_were_opened(
    seen: Found, handouts: dict[str, Handout], every: dict[str, Handout], some: Share
) -> None:
    assert sorted(seen) == sorted(handouts)
    assert len(every) == 17 + 8 + 1
    assert set(every) >= ALWAYS
    assert len(seen) == (len(every) if some.whole else len(ALWAYS) + 4)


def test_the_browser_finds_faults(everything: Found) -> None:
    """A page with a fault of each kind: what finds nothing on ours does find something."""
    page = everything[FAULTY]
    for rule in ("image-alt", "html-has-lang", "color-contrast"):
        assert any(f" {rule}: " in violation for violation in page["violations"])
    assert any(line.startswith("320: <div") for line in page["overflow"])
    assert page["requests"][1:] == ["file:///nowhere.png"]
    assert page["errors"]
    assert 10 in page["small"]


def test_axe_finds_nothing(seen: Found) -> None:
    """On a telephone in the light theme, on a desk in the dark one."""
    assert each(seen, "violations") == {name: [] for name in seen}


def test_nothing_sticks_out(seen: Found) -> None:
    assert each(seen, "overflow") == {name: [] for name in seen}


def test_nothing_is_fetched_or_refused(seen: Found) -> None:
    """The page itself, and what is inside of it."""
    for requests in each(seen, "requests").values():
        first, *rest = requests
        assert first.startswith("file://")
        assert [address for address in rest if not address.startswith("data:")] == []
    assert each(seen, "errors") == {name: [] for name in seen}
    assert all(each(seen, "font").values())


def test_what_is_shown_is_what_is_said(seen: Found, handouts: dict[str, Handout]) -> None:
    for name, words in each(seen, "words").items():
        assert words == said(handouts[name])


def test_grids_go_day_by_day_on_a_telephone(seen: Found) -> None:
    """Each day with its rows below its heading; to a screen reader a table is one all the same."""
    grids = each(seen, "grids")
    assert {name: grid["faults"] for name, grid in grids.items()} == {name: [] for name in seen}
    assert all(grid["told"] == grid["cells"] for grid in grids.values())
    assert grids["CT-08.html"]["cells"] > 500


def test_the_bar_to_ring_covers_nothing(seen: Found) -> None:
    """In reach on a telephone; but not where it has no room, as at 400 % (WCAG 2.2, 1.4.10)."""
    assert each(seen, "bar") == {name: [] for name in seen}


def test_boxes_can_be_ticked(seen: Found, some: Share) -> None:
    """By a key and at their words; targets are 24 pixels high (WCAG 2.2, 2.5.8), ticks are seen."""
    boxes = {name: page["ticks"]["boxes"] for name, page in seen.items()}
    assert boxes["CT-11.html"] == 12
    tried = [one for page in seen.values() for one in page["ticks"]["tried"]]
    assert len(tried) == sum(min(2, count) for count in boxes.values())
    assert len(tried) > (10 if some.whole else 3)
    assert all(all(one) for one in tried)


def test_type_is_never_small(seen: Found) -> None:
    assert each(seen, "small") == {name: [] for name in seen}


def test_is_printed_black_on_white(seen: Found) -> None:
    """Whatever theme is on the screen; pictures keep the ground that they were drawn for."""
    assert each(seen, "ink") == {name: [] for name in seen}


def test_prints(seen: Found, folder: Path, handouts: dict[str, Handout]) -> None:
    """On about as many sheets as the PDF, and those of the sources; each says it is a draft.

    What is folded away on screen is printed; what leads round the page is not.
    """
    count = {}
    for name in seen:
        document = pypdfium2.PdfDocument(folder / name.replace(".html", ".pdf"))
        pages = [page.get_textpage().get_text_range() for page in document]
        count[name] = len(pages)
        if handouts[name].language != "en":  # PDFium guesses at the order of such words
            continue
        printed = "".join("".join(pages).split())
        for reference in handouts[name].references:
            assert "".join(str(reference.name).split()) in printed
        assert "In this leaflet" not in " ".join(pages)
        assert all("Draft: not yet clinically approved" in words for words in pages)
        assert all(
            f"Page {number} of {len(pages)}" in words for number, words in enumerate(pages, 1)
        )
    assert count["CT-01.html"] <= 6 + 4
    assert count["CT-07.html"] <= 3 + 4
    assert count["CT-11.html"] <= 9 + 3
