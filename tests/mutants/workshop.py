"""A copy of the project in which mutmut changes the code of one room, and what became of that."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.conftest import ROOT

# A fork server keeps what one mutant has computed, and remembers, from the next one. Tests run in
# one process: mutants are what runs beside each other. A mutant that takes four times as long as
# its tests is stuck.
SETTINGS = """[mutmut]
source_paths = builder
only_mutate = {files}
also_copy = {copied}
pytest_add_cli_args =
  -n0
  -pno:cacheprovider
pytest_add_cli_args_test_selection = {tests}
process_isolation = forkserver
timeout_multiplier = 2
timeout_constant = 2
track_dependencies = false
use_git_change_detection = false
"""


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
