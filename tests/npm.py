"""What tests need of npm: judges that others wrote, each pinned in its own folder."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

COMMAND = ("npm", "ci", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund")


def cannot_install(folder: Path) -> str:
    """Installs what a folder pins, once; why that cannot be done, or nothing."""
    stamp, lock = folder / "node_modules/.package-lock.json", folder / "package-lock.json"
    if stamp.exists() and stamp.stat().st_mtime >= lock.stat().st_mtime:
        return ""
    if not shutil.which("node") or not shutil.which("npm"):
        return "no Node or no npm (on Debian: apt install nodejs npm)"
    done = subprocess.run(
        COMMAND, cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    if done.returncode:
        return f"npm could not install what {folder.name} needs: {done.stderr.strip()[-300:]}"
    stamp.touch()
    return ""
