"""Who draws: this process, or several."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor

# From so many files to look at on, a second process pays.
WORTH_A_PROCESS = 24


@dataclass(frozen=True)
class Crew:
    """What was asked for: so many processes, or (None) as many as it pays to have.

    It is called for an executor, and again for another when that has broken.
    """

    jobs: int | None = None

    def for_files(self, count: int) -> Crew:
        """As many processes as there are processors, where there is enough to do for several."""
        if self.jobs is not None:
            return self
        return replace(self, jobs=(os.cpu_count() or 1) if count >= WORTH_A_PROCESS else 1)

    def __call__(self) -> Executor:
        from builder.machine.workers import Here, Processes  # take long to load

        jobs = self.jobs or 1
        return Processes(jobs) if jobs > 1 else Here()
