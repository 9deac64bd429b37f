"""Who draws: this process, several, or the workers of a cluster."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor

# From so many files to look at on, a second process pays.
WORTH_A_PROCESS = 24
URL = re.compile(r"dask(?P<tls>\+tls)?://(?P<place>[^/?#@\s]+:\d{1,5})/?")


@dataclass(frozen=True)
class Crew:
    """What was asked for: so many processes, or (None) as many as it pays to have; or a cluster.

    `address` is that of a Dask scheduler, as Dask writes it. Each of its workers runs `check`
    before it is given anything; what that raises is told.

    It is called for an executor, and again for another when that has broken.
    """

    jobs: int | None = None
    address: str = ""
    check: Callable[[], object] | None = None

    @classmethod
    def at(cls, url: str) -> Crew:
        """The workers of a cluster. Raises ValueError, with a sentence, when there can be none."""
        found = URL.fullmatch(url)
        if found is None:
            raise ValueError("an executor is written 'dask://HOST:PORT', or 'dask+tls://HOST:PORT'")
        try:
            import builder.machine.cluster  # noqa: F401
        except ImportError:
            message = "Dask is not installed here: install the builder with its extra 'dask'"
            raise ValueError(message) from None
        return cls(address=f"{'tls' if found['tls'] else 'tcp'}://{found['place']}")

    @property
    def is_private(self) -> bool:
        """Whether nobody else can read what is given to them."""
        return re.match(r"$|tls:|tcp://(127\.|localhost:|\[::1\]:)", self.address) is not None

    def for_files(self, count: int) -> Crew:
        """As many processes as there are processors, where there is enough to do for several."""
        if self.jobs is not None:
            return self
        return replace(self, jobs=(os.cpu_count() or 1) if count >= WORTH_A_PROCESS else 1)

    def __call__(self) -> Executor:
        if self.address:
            from builder.machine.cluster import Cluster

            return Cluster(self.address, self.check)
        from builder.machine.workers import Here, Processes  # take long to load

        jobs = self.jobs or 1
        return Processes(jobs) if jobs > 1 else Here()
