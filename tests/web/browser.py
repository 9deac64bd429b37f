"""The browser that tests look through, and what drives it; where there is none, they skip."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.npm import cannot_install

HERE = Path(__file__).parent


def chromium() -> str:
    """Where Chromium is, with all that drives it."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if found is None or not shutil.which("node"):
        pytest.skip("no Chromium or no Node (on Debian: apt install chromium nodejs npm)")
    if why := cannot_install(HERE):
        pytest.skip(why)
    return found
