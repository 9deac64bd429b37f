"""A share of many cases: the suite tries some of them every time, `make proofs` tries all.

Which ones is decided by the digests of their names, so the same ones are tried
everywhere until cases come or go. `--turn N` takes the next share: as many
turns as a share is small try everything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

import pytest

Case = TypeVar("Case")


@dataclass(frozen=True)
class Share:
    """How much of the cases is tried: all of them, or one of `of` at each turn."""

    whole: bool = False
    turn: int = 0

    def __call__(
        self, cases: Iterable[Case], of: int, name: Callable[[Case], str] = str
    ) -> list[Case]:
        """One of `of` cases in their order, and at least one. Raises ValueError for no cases."""
        every = list(cases)
        if not every:
            raise ValueError("there are no cases to try a share of")
        if self.whole:
            return every
        places = sorted(range(len(every)), key=lambda place: _digest(name(every[place])))
        step = min(of, len(every))
        return [every[place] for place in sorted(places[self.turn % step :: step])]

    def tries(self, place: int, of: int) -> bool:
        """Whether it tries what stands there in a row of which it takes one of `of`."""
        return self.whole or place % of == self.turn % of


def _digest(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()


def share_of(config: pytest.Config) -> Share:
    """What was asked for on the command line."""
    return Share(config.getoption("--whole"), config.getoption("--turn"))


def thinned(
    config: pytest.Config, items: Iterable[pytest.Item]
) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """The tests to run, and those left out: of a test marked `share(of)`, some of its cases.

    All of them where one is named, and those that write the expected files anew.
    """
    every, share, left_out = list(items), share_of(config), set[pytest.Item]()
    for (family, of), cases in _families(every).items():
        named = any(family in argument and "[" in argument for argument in config.args)
        writes = config.getoption("--update") and "expect" in vars(cases[0])["fixturenames"]
        if not named and not writes:
            left_out |= {*cases} - {*share(cases, of, lambda item: item.nodeid)}
    return [one for one in every if one not in left_out], [one for one in every if one in left_out]


def _families(items: Iterable[pytest.Item]) -> dict[tuple[str, int], list[pytest.Item]]:
    """The cases of each test of which one of so many is tried."""
    families: dict[tuple[str, int], list[pytest.Item]] = {}
    for item in items:
        if mark := item.get_closest_marker("share"):
            families.setdefault((item.nodeid.partition("[")[0], mark.args[0]), []).append(item)
    return families
