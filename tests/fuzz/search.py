"""Looks for a project that is built wrongly, and makes it as small as it can be."""

from __future__ import annotations

import importlib
import pkgutil
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings

import builder
from tests.fuzz.projects import Draft, drafts
from tests.fuzz.trial import Tally, Workshop, tried


def each(
    number: int,
    count: int,
    languages: list[str],
    run: Callable[[Draft], None],
    *,
    shrink: bool = True,
) -> None:
    """Calls `run` with `count` projects, the same ones for the same `number` every time."""
    phases = [Phase.generate, Phase.shrink] if shrink else [Phase.generate]

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        derandomize=True,
        phases=phases,
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
    )
    @given(drafts(languages))
    def every(draft: Draft) -> None:
        run(draft)

    _load_everything()
    with warnings.catch_warnings():
        # It is about how long a strategy would be if it were printed.
        warnings.filterwarnings("ignore", "Generating overly large repr")
        every()


def _load_everything() -> None:
    """Imports all of the builder: Hypothesis likes the numbers that stand in loaded modules."""
    for module in pkgutil.walk_packages(builder.__path__, "builder."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def search(number: int, count: int) -> Tally:
    """Proves `count` projects. Raises AssertionError with the smallest one that fails."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder))

        def prove(draft: Draft) -> None:
            found = tried(workshop, draft, tally)
            assert found == [], "\n".join([f"seed {number}, {count} projects:", *found, str(draft)])

        each(number, count, workshop.languages(), prove)
    return tally
