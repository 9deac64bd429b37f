"""What an import wrote, read by another reader of YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def definition_of(project: Path) -> dict[str, Any]:
    (path,) = project.glob("handouts/*.yaml")
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return found


def topics_of(project: Path) -> list[dict[str, Any]]:
    """The topics of the leaflet, in its order."""
    files = {path.stem: path for path in project.glob("sources/topics/**/*.yaml")}
    names = [entry["topic"] for entry in definition_of(project)["contents"] if "topic" in entry]
    return [yaml.safe_load(files[name].read_text("utf-8")) for name in names]


def blocks_of(project: Path) -> list[dict[str, Any]]:
    """All blocks of the leaflet: those of its definition, then those of its topics."""
    own = [entry for entry in definition_of(project)["contents"] if "topic" not in entry]
    sections = [section for topic in topics_of(project) for section in topic["sections"]]
    return [*own, *(block for section in sections for block in section["blocks"])]


def titles_of(project: Path) -> list[str]:
    return [topic["title"] for topic in topics_of(project)]
