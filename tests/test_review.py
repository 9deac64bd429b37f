"""The review pack: what changed, what it rests on, and that it is as sound as any leaflet."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from builder.cli import main
from builder.diagnostics import Sink
from builder.hear.outline import outline
from builder.library.reading import read_library
from builder.library.which import which
from builder.model import WEB, Handout
from builder.paper.render import render
from builder.project import Project
from builder.review.diff import compare
from builder.review.pack import on_screen, pack
from builder.review.review import review
from builder.review.told import marked
from builder.sign.handouts import handouts
from builder.web.document import write as write_page
from builder.words.stretches import Stretch, Wording
from tests.conftest import ROOT, TODAY, topic_of
from tests.judges import structure
from tests.proof import faults
from tests.test_figures import PLAIN, write
from tests.test_scripts import SCRIPTS
from tests.web import reader
from tests.web.proof import prove

HERE = Path(__file__).parent / "review"
CHANGES: dict[str, Any] = yaml.load((HERE / "changes.yaml").read_text("utf-8"), yaml.BaseLoader)
FILES = ["case.review.html", "case.review.pdf", "case.standard.pdf"]


# -- what changed


def passages(lines: list[str]) -> Wording:
    return tuple(Stretch(*(part.strip() for part in line.split("|"))) for line in lines)


@pytest.mark.parametrize("name", CHANGES)
def test_changes(name: str) -> None:
    case = CHANGES[name]
    language = case.get("language", "en")
    told = []
    for change in compare(passages(case["before"]), passages(case["after"])):
        if change.state != "same":
            words = marked(change, language).text
            words = words.replace("[added: ", "[+").replace("[removed: ", "[-")
            for edit, sign in (("[+", "+]"), ("[-", "-]")):
                parts = words.split(edit)
                words = edit.join([parts[0], *(part.replace("]", sign, 1) for part in parts[1:])])
            moved = " and moved" if change.moved and change.state == "changed" else ""
            told.append(f"{change.state}{moved}: {words}")
    assert told == case["told"]


# -- the pack as a document


BEFORE = """\
- paragraph: "Water is wet. Ring us at 38.5."
  claims: [good]
- list: [fish, bread]
- note: It goes.
"""
AFTER = """\
- paragraph: "Water is very wet. Ring us at 38.0."
  claims: [good, bent]
- urgent:
    title: New
    blocks:
      - paragraph: It is hot.
- list: [fish, bread]
  allow: [unsourced-block]
  because: Everybody knows fish.
"""


def write_case(folder: Path, blocks: str) -> None:
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")


def command(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), *arguments], catch_exceptions=False)


def pack_of(root: Path, code: str, against: str | None = None) -> Handout:
    project, sink = Project(root, TODAY), Sink()
    library = read_library(project, sink)
    wanted = [each for each in which(library, sink, (code,)) if each.edition != WEB]
    (merged,) = handouts(project, library, wanted)
    found = review(project, library, merged, sink, against=against)
    assert found is not None, sink.sorted()
    return pack(found)


@pytest.fixture
def two_versions(folder: Path) -> Path:
    """A project with a build of its first version; its sources are those of the second."""
    write_case(folder, BEFORE)
    assert command(folder, "build", "--out", str(folder / "first")).exit_code == 0
    write_case(folder, AFTER)
    return folder


def test_outline(two_versions: Path, expect: Callable[[Path, str], None]) -> None:
    """What is heard of a small pack: what changed, evidence beside each block, a page to sign."""
    made = pack_of(two_versions, "case", str(two_versions / "first/manifest.json"))
    heard = outline(render(made).pdf)
    digits = r"\b[0-9a-f]{8}( [0-9a-f]{8}){7}\b"  # other ones with every word of any part
    assert len(re.findall(digits, heard)) == 2
    expect(HERE / "case.txt", re.sub(digits, "…", heard))


@pytest.mark.parametrize(
    ("root", "code"), [(ROOT, "CT-11"), (SCRIPTS, "ur"), (SCRIPTS, "th")], ids=str
)
def test_is_sound(root: Path, code: str) -> None:
    """In a language from right to left too; long claims and their sources run over pages."""
    made = pack_of(root, code)
    assert faults(made, render(made).pdf) == []
    prove(on_screen(made), write_page(on_screen(made)))


def test_changes_are_sound(two_versions: Path) -> None:
    made = pack_of(two_versions, "case", str(two_versions / "first/manifest.json"))
    pdf, page = render(made).pdf, write_page(on_screen(made))
    assert faults(made, pdf) == []
    prove(on_screen(made), page)
    tree = reader.tree(page)
    told = [(e.tag, "".join(e.itertext())) for e in tree.iter() if e.tag in ("ins", "del")]
    assert ("ins", "[added: very]") in told
    assert ("del", "[removed: It goes.]") in told or ("del", "[removed: Note · It goes.]") in told
    assert b"/TextDecorationType/LineThrough" in pdf or "removed" in structure.words(pdf)


# -- the command


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_against_a_revision(folder: Path) -> None:
    """The project may stand in a folder of its repository, and what is not committed counts."""
    git(folder.parent, "init", "-q")
    write_case(folder, BEFORE)
    git(folder.parent, "add", "project/sources", "project/handouts")
    git(folder.parent, "commit", "-qm", "first")
    git(folder.parent, "tag", "first")
    write_case(folder, AFTER)
    before = sorted(folder.rglob("*"))
    done = command(folder, "review", "case", "--against", "first", "--out", str(folder / "out"))
    assert (done.exit_code, done.stderr) == (0, "")
    assert sorted(p.name for p in (folder / "out/case").iterdir()) == FILES
    words = structure.words((folder / "out/case/case.review.pdf").read_bytes())
    assert "What changed since first (" in words
    assert "Ring us at [removed: 38.5.] [added: 38.0.]" in words
    assert [p for p in sorted(folder.rglob("*")) if "out" not in p.parts] == before


def test_the_reach_of_a_change(two_versions: Path) -> None:
    """Another handout with the same section is named, and one without is not."""
    first = (two_versions / "handouts/case.yaml").read_text("utf-8")
    other = first.replace("handout: case", "handout: other\nlanguage: en-IN")
    (two_versions / "handouts/other.yaml").write_text(other, "utf-8")
    apart = first.replace("handout: case", "handout: apart").replace("- topic: case", "- notes: 3")
    (two_versions / "handouts/apart.yaml").write_text(apart, "utf-8")
    made = pack_of(two_versions, "case", str(two_versions / "first/manifest.json"))
    words = structure.words(render(made).pdf)
    assert "other A case en-IN standard, web “Case” (case/case)" in words
    assert "apart A case" not in words


@pytest.mark.parametrize(
    ("against", "said"),
    [
        ("nothing", "there is neither a file nor a revision 'nothing'"),
        ("--help", "there is neither a file nor a revision '--help'"),
        ("HEAD", "'HEAD' has nothing of this project"),
        ("handouts/case.yaml", "this is not a manifest of handouts"),
        ("empty.json", "the manifest has no handout 'case'"),
        ("elsewhere.json", "the manifest has no handout 'case'"),
        ("wordless.json", "the manifest has no words of 'case'"),
    ],
)
def test_no_earlier_version(folder: Path, against: str, said: str) -> None:
    """One diagnostic, and nothing is written."""
    git(folder, "init", "-q")
    git(folder, "commit", "-q", "--allow-empty", "-m", "nothing")
    (folder / "empty.json").write_text('{"files": []}', "utf-8")
    wordless = '{"files": [{"handout": "case", "site": "hill", "version": "1", "words": ""}]}'
    elsewhere = [{"handout": "case", "site": site, "version": "1"} for site in ("here", "there")]
    (folder / "elsewhere.json").write_text(json.dumps({"files": elsewhere}), "utf-8")
    (folder / "wordless.json").write_text(wordless, "utf-8")
    write_case(folder, AFTER)
    place = folder / against
    done = command(
        folder, "review", "case", "--against", str(place) if place.exists() else against,
        "--out", str(folder / "out"),
    )  # fmt: skip
    assert done.exit_code == 1
    assert done.stderr.count("error[") == 1
    assert f"error[unknown-version]: {said}" in done.stderr
    assert not (folder / "out").exists()


def test_a_pack_for_each_site(two_versions: Path) -> None:
    """Each is compared with its own: the sites do not share their facts."""
    hill = two_versions / "sources/sites/hill.yaml"
    text = hill.read_text("utf-8").replace("site: hill", "site: vale").replace("Hillside", "Valley")
    hill.with_name("vale.yaml").write_text(text, "utf-8")
    first = str(two_versions / "first/manifest.json")
    done = command(two_versions, "review", "case", "--against", first)
    assert (done.exit_code, done.stderr) == (0, "")
    for site, name in (("hill", "Hillside"), ("vale", "Valley")):
        folder = two_versions / "dist/review" / site / "case"
        assert sorted(path.name for path in folder.iterdir()) == FILES
        words = structure.words((folder / "case.review.pdf").read_bytes())
        assert f"Site {name} Purpose" in words
        assert "[added: very]" in words
    assert command(two_versions, "review", "case", "--site", "hill").stdout.count("hill/") == 3


def test_no_repository(folder: Path) -> None:
    write_case(folder, AFTER)
    done = command(folder, "review", "case", "--against", "HEAD")
    assert done.exit_code == 1
    assert "and this is not a git repository" in done.stderr


def test_a_handout_that_was_not_there(folder: Path) -> None:
    git(folder, "init", "-q")
    git(folder, "add", "sources", "handouts")
    git(folder, "commit", "-qm", "first")
    write_case(folder, AFTER)
    definition = folder / "handouts/case.yaml"
    changed = definition.read_text("utf-8").replace("handout: case", "handout: new")
    definition.write_text(changed, "utf-8")
    done = command(folder, "review", "new", "--against", "HEAD")
    assert done.exit_code == 1
    assert "there is no handout 'new' in HEAD" in done.stderr


def test_a_handout_with_mistakes(folder: Path) -> None:
    write_case(folder, "- paragraph: Wet.\n  claims: [nothing]")
    done = command(folder, "review", "case")
    assert done.exit_code == 1
    assert done.stderr.count("error[") == 1
    assert not (folder / "dist").exists()
    assert command(folder, "review", "nobody").exit_code == 1


def test_same_bytes(two_versions: Path) -> None:
    """Another process, hash seed, time zone and locale: the same files."""
    found = []
    for seed, zone, locale in [("1", "Asia/Kolkata", "C"), ("77", "America/Lima", "C.UTF-8")]:
        out = two_versions / f"out-{seed}"
        command = [sys.executable, "-m", "builder", "-C", str(two_versions), "review", "case"]
        subprocess.run(
            [*command, "--against", str(two_versions / "first/manifest.json"), "--out", str(out)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale,
                 "SOURCE_DATE_EPOCH": "1780000000"},
            check=True, capture_output=True, cwd=ROOT,
        )  # fmt: skip
        found.append({path.name: path.read_bytes() for path in (out / "case").iterdir()})
    assert sorted(found[0]) == FILES
    assert found[0] == found[1]


def test_a_figure_stands_beside_its_words(folder: Path) -> None:
    figure = {**PLAIN, "count": 98, "rest": "died", "study": "lake", "note": "Some left."}
    write(
        folder, figure, "- note:\n    blocks: [paragraph: '{figure:alive}, {figure:alive.rest}.']"
    )
    handout = pack_of(folder, "case")
    told = [rich.text for block in handout.blocks() for rich in block.words(handout)]
    assert told.count("Figure alive: 98 of 180, 54.4\u00a0% alive. A benefit.") == 1
    rows = {"Who: adults", "When: after 4 years", "Study: lake", "All others: died"}
    rows |= {"Source: 1, grade A, read as full, 1\u00a0May\u00a02026", "Note: Some left."}
    assert rows <= set(told)
    assert "figure alive" in told  # on the list of sources
