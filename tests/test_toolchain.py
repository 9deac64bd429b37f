"""What draws is in the key of every output: each file of the builder, each library that is used."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.metadata import metadata, packages_distributions
from pathlib import Path

import pytest

from builder.machine.toolchain import OWN, engines, files, libraries, toolchain
from builder.project import BUNDLED
from tests.conftest import PLAIN, ROOT, topic_of
from tests.share import Share
from tests.test_architecture import FILES, imports

NEW = "999"
# Prints what is loaded once a leaflet with every block of a clinic is drawn, on paper and screen.
DRAW = """
import sys
before = set(sys.modules)
from click.testing import CliRunner
from builder.cli import main
result = CliRunner().invoke(main, ["-C", sys.argv[1], "build"], catch_exceptions=False)
assert result.exit_code == 0, result.output
print(*{name.partition(".")[0] for name in set(sys.modules) - before})
"""
BLOCKS = """\
- paragraph: "**Read** {term:fracture} at [our site](https://www.example.org) until 38.0 °C."
- figure: {image: round.svg, alt: A round}
- figure: {image: square.png, alt: A square}
- thermometer: {reading: "{site.fever_c} or above", alt: A thermometer.}
- body-map: {alt: A body., parts: [{part: chest, text: a rash}]}
- contact: office
- glossary
"""


COPYLEFT = re.compile(r"\b[AL]?GPL|General Public Licen[sc]e", re.IGNORECASE)


def known(modules: set[str]) -> set[str]:
    """The installed libraries that modules belong to, by the names `libraries` gives them."""
    owners = packages_distributions()
    found = {name for module in modules for name in owners.get(module, ())}
    return {name.replace("_", "-").replace(".", "-").lower() for name in found} - {OWN}


def test_every_kind_of_file_of_the_builder_counts(tmp_path: Path, some: Share) -> None:
    """One of each kind in each folder is changed, and then renamed."""
    folder = tmp_path / "builder"
    shutil.copytree(BUNDLED, folder, ignore=shutil.ignore_patterns("__pycache__"))
    before = files(folder)
    assert before == files(BUNDLED)
    every = sorted(path for path in folder.rglob("*") if path.is_file())
    kinds = {(path.parent, path.suffix): path for path in every}.values()
    for path in some(kinds, 5, lambda path: str(path.relative_to(folder))):
        data = path.read_bytes()
        path.write_bytes(data[:-1] + bytes((data[-1] ^ 1,)) if data else b"1")
        assert files(folder) != before, path
        path.write_bytes(data)
        path.rename(path.with_name(f"_{path.name}"))
        assert files(folder) != before, path
        path.with_name(f"_{path.name}").rename(path)
    (folder / "new.css").touch()
    assert files(folder) != before


def test_what_python_and_editors_leave_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1", "utf-8")
    before = files(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/a.pyc").touch()
    (tmp_path / ".a.py.swp").touch()
    assert files(tmp_path) == before


@pytest.mark.parametrize("name", sorted(libraries(OWN)))
def test_every_library_counts(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = toolchain.__wrapped__()
    folder = tmp_path / f"{name.replace('-', '_')}-{NEW}.dist-info"
    folder.mkdir()
    needs = "".join(f"Requires-Dist: {each}\n" for each in libraries(OWN))
    (folder / "METADATA").write_text(f"Name: {name}\nVersion: {NEW}\n{needs}", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert libraries(OWN)[name] == NEW
    assert toolchain.__wrapped__() != before


CARRIERS = {"dask", "distributed"}  # they bring work to where it is done, and draw nothing


def test_every_library_that_we_import_is_found() -> None:
    ours = {name.partition(".")[0] for path in FILES for name in imports(path)}
    used = known(ours)
    assert len(used) > 10
    assert used - CARRIERS <= set(libraries(OWN))


def test_every_library_that_a_drawing_loads_is_found(tmp_path: Path) -> None:
    """Those that our libraries load too, whether they say so or use them only where they are."""
    from PIL import Image

    folder = tmp_path / "project"
    shutil.copytree(PLAIN, folder)
    shutil.copy(ROOT / "tests/golden/round.svg", folder / "sources/topics/round.svg")
    Image.new("RGB", (40, 40), "red").save(folder / "sources/topics/square.png")
    (folder / "sources/topics/case.yaml").write_text(topic_of(BLOCKS), "utf-8")
    command = [sys.executable, "-c", DRAW, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    used = known(set(done.stdout.split()))
    assert used >= {"icu4py", "svg-path", "uharfbuzz", "reportlab", "pillow", "htpy", "babel"}
    assert used <= set(libraries(OWN))


def test_a_builder_that_is_not_installed_counts_all_there_is() -> None:
    assert set(libraries("no-such-library")) >= {"icu4py", "reportlab", "pytest"}


def test_every_engine_has_a_version() -> None:
    assert all(version[0].isalnum() for version in engines().values())


def licence(library: str) -> str:
    """What a library says of its licence, in any of the three places there are for it."""
    about = metadata(library)
    classes = [each for each in about.get_all("Classifier") or [] if each.startswith("License ::")]
    said = [
        *(about.get_all("License-Expression") or []),
        *(each.partition("\n")[0] for each in about.get_all("License") or []),
        *classes,
    ]
    return " ".join(filter(None, said))


@pytest.mark.parametrize("library", sorted(set(libraries(OWN)) - {OWN}))
def test_no_library_reaches_those_who_pass_the_builder_on(library: str) -> None:
    said = licence(library)
    assert said, f"{library} does not say its licence"
    assert not COPYLEFT.search(said), f"{library}: {said}"


@pytest.mark.parametrize(
    "said",
    [
        "GPL-3.0-or-later",
        "LGPLv2+",
        "MIT AND AGPL-3.0-only",
        "License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)",
    ],
)
def test_such_a_licence_is_noticed(said: str) -> None:
    assert COPYLEFT.search(said)
