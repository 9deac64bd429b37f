"""What the tests share: a small project in a folder of its own, and expected files."""

from __future__ import annotations

import gc
import os
import re
import shutil
import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from xdist.scheduler import LoadScopeScheduling

from builder.build import checked
from builder.checks.check import ADVICE
from builder.diagnostics import Diagnostic, Sink
from builder.library.reading import read_library
from builder.library.standing import MARKS
from builder.machine.garbage import seldom_sought
from builder.model import Handout
from builder.outputs.result import Wish
from builder.project import Project
from tests.share import Share, share_of, thinned

ROOT = Path(__file__).parent.parent
PLAIN = Path(__file__).parent / "plain"
TODAY = date(2026, 6, 1)
# Files whose tests take long and share nothing: each runs in whatever process is free.
SPREAD = (
    "tests/test_fuzz.py",
    "tests/test_killed.py",
    "tests/test_signed.py",
    "tests/test_since.py",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the expected files anew")
    parser.addoption("--whole", action="store_true", help="try every case, not a share of many")
    parser.addoption("--turn", type=int, default=0, help="which share of many cases is tried")


def pytest_configure(config: pytest.Config) -> None:
    # Hundreds of processes are started; none is to compile all of the builder anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    seldom_sought()
    config.addinivalue_line("markers", "share(of): one of so many cases is tried (tests/share.py)")


def pytest_collection_finish() -> None:
    gc.freeze()  # what was loaded stays to the end, and need not be looked through each time


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items[:], left_out = thinned(config, items)
    if left_out:
        config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session")
def some(request: pytest.FixtureRequest) -> Share:
    """For a test of many cases that are no tests of their own: those to try."""
    return share_of(request.config)


class ByFile(LoadScopeScheduling):  # type: ignore[misc]
    """The tests of a file share what they made, and so a process; the long ones do not."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return nodeid if file in SPREAD else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    return ByFile(config, log)


def readme_calls() -> list[str]:
    """The pieces of Python in the README, each of which is a promise."""
    return re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project folder: a plain brand on small paper, a site, terms, claims, a definition."""
    target = tmp_path / "project"
    shutil.copytree(PLAIN, target)
    return target


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A copy of our own project, to change."""
    for name in ("sources", "handouts"):
        shutil.copytree(ROOT / name, tmp_path / "ours" / name)
    return tmp_path / "ours"


def said_in(folder: Path, language: str, words: Path = ROOT / "builder/phrases/en.yaml") -> None:
    """Has the project in `folder` say all in a language, in the words of a file of phrases.

    What facts are called, it says in the words they are declared in. What the builder itself
    says of drafts in the language stays the builder's.
    """
    said = yaml.safe_load(words.read_text("utf-8")) | {"language": language}
    facts = yaml.safe_load((folder / "sources/facts.yaml").read_text("utf-8"))
    for group, key, value in (
        ("facts", "id", "label"), ("blanks", "id", "blank"),
        ("strip", "fact", "says"), ("imprint", "fact", "says"),
    ):  # fmt: skip
        every = facts["facts" if key == "id" else group]
        said[group] = {each[key]: each[value] for each in every} | said.get(group, {})
    if (ROOT / f"builder/phrases/{language}.yaml").exists():
        said["phrases"] = {k: v for k, v in said["phrases"].items() if k not in MARKS}
    place = folder / f"sources/phrases/{language}.yaml"
    place.parent.mkdir(exist_ok=True)
    place.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), "utf-8")


@pytest.fixture
def expect(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares text with an expected file, or writes the file with --update."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update"):
            path.write_text(text, "utf-8")
        assert path.read_text("utf-8") == text

    return compare


def merged(root: Path, wish: Wish = Wish()) -> tuple[list[Handout], list[Diagnostic]]:  # noqa: B008
    """The handouts of a project on a fixed day, and everything found in it."""
    sink = Sink()
    project = Project(root, TODAY)
    library = read_library(project, sink)
    handouts = list(checked(project, library, wish, sink))
    return handouts, sink.sorted()


def catalogue() -> tuple[list[Handout], list[Diagnostic]]:
    """Our own project as `merged` gives it, once a process for each moment that is set."""
    return _catalogue(os.environ.get("SOURCE_DATE_EPOCH"))


@cache
def _catalogue(moment: str | None) -> tuple[list[Handout], list[Diagnostic]]:
    return merged(ROOT)


def of_ours(edition: str) -> list[Handout]:
    """Those of our own that are made in an edition."""
    return [one for one in catalogue()[0] if one.edition.edition == edition]


def faulty(found: list[Diagnostic]) -> list[Diagnostic]:
    """What was found, but advice on words: texts that try a page are not written to be read."""
    return [diagnostic for diagnostic in found if diagnostic.code not in ADVICE]


def topic_of(blocks: str) -> str:
    """A topic file whose one section holds the blocks, given as YAML lines of a list."""
    lines = "\n".join(f"      {line}" if line else "" for line in blocks.splitlines())
    return f"topic: case\ntitle: Case\nsections:\n  - id: case\n    blocks:\n{lines}\n"
