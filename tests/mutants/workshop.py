"""A copy of the project in which mutmut changes the code of one room, and what became of that."""

from __future__ import annotations

import ast
import contextlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.stats import status_by_exit_code
from mutmut.utils.format_utils import get_mutant_name

from tests.conftest import ROOT

# A fork server keeps what one mutant has computed, and remembers, from the next one. Tests run in
# one process: mutants are what runs beside each other. A mutant that takes three times as long
# as its tests and half a minute more is stuck, and no busy machine. pytest
# finds a test by its name only where signs in it are not escaped.
SETTINGS = """[mutmut]
source_paths = builder
only_mutate = {files}
also_copy = {copied}
pytest_add_cli_args =
  -n0
  -pno:cacheprovider
  -odisable_test_id_escaping_and_forfeit_all_rights_to_community_support=true
pytest_add_cli_args_test_selection = {tests}
process_isolation = forkserver
timeout_multiplier = 3
timeout_constant = 10
track_dependencies = false
use_git_change_detection = false
"""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change of one function, named by mutmut."""

    name: str
    file: Path  # of the project, from its root


@contextlib.contextmanager
def workshop() -> Iterator[None]:
    """A copy of what git knows of the project, to work in."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for name in filter(None, found.split("\0")):
            if (ROOT / name).exists():
                Path(name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, name)
        yield


def settle(files: Iterable[Path], tests: Iterable[str]) -> None:
    """Tells mutmut which files to change, and which tests to ask."""
    shutil.rmtree("mutants", ignore_errors=True)
    copied = [path.name for path in Path().iterdir() if path.name not in ("builder", "tests")]
    lists = {"files": map(str, files), "copied": copied, "tests": tests}
    settings = {key: "".join(f"\n  {item}" for item in items) for key, items in lists.items()}
    Path("setup.cfg").write_text(SETTINGS.format(**settings), "utf-8")


def mutants(files: list[Path]) -> list[Mutant]:
    """Every change that mutmut knows of for the files."""
    return [
        Mutant(get_mutant_name(file, function), file)
        for file in files
        for function in mutate_file_contents(str(file), file.read_text("utf-8")).mutant_names
    ]


def tried(chosen: list[Mutant], cores: int) -> dict[Mutant, str]:
    """What became of each mutant, in mutmut's words: "killed", "survived", "no tests" …"""
    mutmut = str(Path(sys.executable).with_name("mutmut"))
    names = [one.name for one in chosen]
    command = [mutmut, "run", "--max-children", str(cores), *names]
    if subprocess.run(command, stdout=sys.stderr, check=False).returncode:
        sys.exit("mutmut did not come to an end; what it says is above")
    codes: dict[str, int | None] = {}
    for file in {one.file for one in chosen}:
        notes = json.loads(Path(f"mutants/{file}.meta").read_text("utf-8"))
        codes |= notes["exit_code_by_key"]
    # Where pytest itself stops, mutmut speaks of a timeout.
    status = {**status_by_exit_code, 255: "not asked"}
    return {one: status.get(codes[one.name], "suspicious") for one in chosen}


def shown(mutant: Mutant) -> tuple[int, list[str]]:
    """The line a mutant changes, and the lines that it takes away and puts in."""
    diff = get_diff_for_mutant(mutant.name, path=mutant.file).splitlines()[2:]
    changed = [line for line in diff if line.startswith(("+", "-"))]
    before = next(number for number, line in enumerate(diff) if line in changed)
    hunk = re.match(r"@@ -(\d+)", diff[0])
    assert hunk
    expected = _first_line(mutant) + int(hunk[1]) + before - 2
    lines = mutant.file.read_text("utf-8").splitlines()
    gone = next((line[1:].strip() for line in changed if line.startswith("-")), "")
    same = [number for number, line in enumerate(lines, 1) if line.strip() == gone]
    return min(same, key=lambda number: abs(number - expected), default=expected), changed


def _first_line(mutant: Mutant) -> int:
    """Where the function that a mutant changes begins in its file."""
    tree = ast.parse(mutant.file.read_text("utf-8"))
    # builder.text.lines.x_shown__mutmut_3, or xǁTextǁshown__mutmut_3 for a method of Text
    name = mutant.name.rpartition(".")[2].rpartition("__mutmut_")[0]
    _, owner, function = name.split("ǁ") if "ǁ" in name else ("x", "", name.removeprefix("x_"))
    body = tree.body
    if owner:
        body = next(n.body for n in body if isinstance(n, ast.ClassDef) and n.name == owner)
    found = next(n for n in body if isinstance(n, ast.FunctionDef) and n.name == function)
    return found.decorator_list[0].lineno if found.decorator_list else found.lineno
