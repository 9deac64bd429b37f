"""Unicode's own conformance tests, as Debian's `unicode-data` carries them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

DATA = Path("/usr/share/unicode")


def rows(name: str) -> Iterator[str]:
    """The lines of a data file without comments; the test is skipped where it is not installed."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{path} is not there; Debian's package unicode-data brings it")
    for line in path.read_text("utf-8").splitlines():
        if row := line.partition("#")[0].strip():
            yield row
