"""The browser that tests look through, and what drives it; where there is none, they skip."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def chromium() -> str:
    """Where Chromium is, with all that drives it."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if found is None or not shutil.which("node"):
        pytest.skip("no Chromium or no Node (on Debian: apt install chromium nodejs npm)")
    _install()
    return found


def _install() -> None:
    """Installs axe-core and puppeteer-core as pinned, once; skips where that cannot be done."""
    stamp, lock = HERE / "node_modules/.package-lock.json", HERE / "package-lock.json"
    if stamp.exists() and stamp.stat().st_mtime >= lock.stat().st_mtime:
        return
    if not shutil.which("npm"):
        pytest.skip("axe-core is not installed, and there is no npm to install it")
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(
        command, cwd=HERE, capture_output=True, text=True, timeout=120, check=False
    )
    if done.returncode:
        pytest.skip(f"npm could not install axe-core: {done.stderr.strip()[-300:]}")
    stamp.touch()
