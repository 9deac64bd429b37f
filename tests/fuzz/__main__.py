"""Proves many made-up projects: `python -m tests.fuzz [COUNT [SEED]]`."""

from __future__ import annotations

import os
import secrets
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed

from tests.fuzz.search import search

# So many projects share a seed; a failure is found again by its seed alone.
SHARD = 50


def main(count: int, first: int) -> int:
    seeds = range(first, first + -(-count // SHARD))
    again = f"python -m tests.fuzz {count} {first}"
    failed = 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        runs = {pool.submit(search, number, SHARD): number for number in seeds}
        for run in as_completed(runs):
            try:
                print(f"seed {runs[run]}: {run.result()}", flush=True)
            except Exception as error:
                failed += 1
                print(f"seed {runs[run]} failed: {error}", flush=True)
    print(f"{len(seeds) * SHARD} projects, {failed} of {len(seeds)} seeds failed; again: {again}")
    return failed > 0


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(given + [1000, secrets.randbelow(10**6)][len(given) :])))
