"""What a server wrote down: one line of JSON for each message."""

from __future__ import annotations

import json
from pathlib import Path


def noted(place: Path) -> list[dict[str, str]]:
    """The lines of such a file; none if nothing ever came."""
    if not place.exists():
        return []
    return [json.loads(line) for line in place.read_text("utf-8").splitlines()]
