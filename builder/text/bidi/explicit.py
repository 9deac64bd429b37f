"""Explicit levels and isolating run sequences: UAX #9, X1 to X10."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

MAX_DEPTH = 125
EMBEDDINGS = {"RLE": None, "LRE": None, "RLO": "R", "LRO": "L"}
ISOLATES = ("LRI", "RLI", "FSI")
REMOVED = frozenset((*EMBEDDINGS, "PDF", "BN"))  # by X9
CONTROLS = frozenset((*REMOVED, *ISOLATES, "PDI"))


class _Status(NamedTuple):
    """An entry of the directional status stack."""

    level: int
    override: str | None
    isolate: bool


@dataclass(frozen=True)
class IsolatingRun:
    """An isolating run sequence: the places of its characters, its level, what is beside it."""

    places: tuple[int, ...]
    level: int
    sos: str
    eos: str


def matches(classes: Sequence[str]) -> dict[int, int]:
    """BD9: the PDI of each isolate initiator that has one."""
    found: dict[int, int] = {}
    open_: list[int] = []
    for index, kind in enumerate(classes):
        if kind in ISOLATES:
            open_.append(index)
        elif kind == "PDI" and open_:
            found[open_.pop()] = index
        elif kind == "B":
            open_.clear()
    return found


def base_level(classes: Sequence[str]) -> int:
    """P2 and P3: 1 when the first strong character, isolates left out, is from right to left."""
    depth = 0
    for kind in classes:
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif not depth and kind in ("L", "R", "AL"):
            return int(kind != "L")
    return 0


def explicit(classes: Sequence[str], base: int) -> tuple[list[int], list[str]]:
    """X1 to X8: the explicit level of each character, and its class after overrides."""
    if CONTROLS.isdisjoint(classes):
        return [base] * len(classes), list(classes)
    walk = _Walk(classes, base)
    for index, kind in enumerate(classes):
        walk.take(index, kind)
    return walk.levels, walk.types


class _Walk:
    """One pass over a paragraph with the stack and the three counters of X1."""

    def __init__(self, classes: Sequence[str], base: int) -> None:
        self.classes, self.base = classes, base
        self.levels, self.types = [base] * len(classes), list(classes)
        self.pairs = matches(classes) if any(kind in ISOLATES for kind in classes) else {}
        self.stack = [_Status(base, None, False)]
        self.lost_isolates = self.lost_embeddings = self.isolates = 0

    def take(self, index: int, kind: str) -> None:
        if kind in EMBEDDINGS:
            self.levels[index] = self.stack[-1].level
            self._embed(kind)
        elif kind in ISOLATES:
            self._place(index)
            self._isolate(index, kind)
        elif kind == "PDI":
            self._close_isolate()
            self._place(index)
        elif kind == "PDF":
            self._close_embedding()
            self.levels[index] = self.stack[-1].level
        elif kind == "BN":
            self.levels[index] = self.stack[-1].level
        elif kind != "B":
            self._place(index)

    def _place(self, index: int) -> None:
        status = self.stack[-1]
        self.levels[index] = status.level
        if status.override:
            self.types[index] = status.override

    def _next(self, rtl: bool) -> int:
        level = self.stack[-1].level + 1
        return level if level % 2 == rtl else level + 1

    def _embed(self, kind: str) -> None:
        level = self._next(kind in ("RLE", "RLO"))
        if level <= MAX_DEPTH and not self.lost_isolates and not self.lost_embeddings:
            self.stack.append(_Status(level, EMBEDDINGS[kind], False))
        elif not self.lost_isolates:
            self.lost_embeddings += 1

    def _isolate(self, index: int, kind: str) -> None:
        rtl = kind == "RLI"
        if kind == "FSI":
            end = self.pairs.get(index, len(self.classes))
            rtl = base_level(self.classes[index + 1 : end]) == 1
        level = self._next(rtl)
        if level <= MAX_DEPTH and not self.lost_isolates and not self.lost_embeddings:
            self.isolates += 1
            self.stack.append(_Status(level, None, True))
        else:
            self.lost_isolates += 1

    def _close_isolate(self) -> None:
        if self.lost_isolates:
            self.lost_isolates -= 1
        elif self.isolates:
            self.lost_embeddings = 0
            while not self.stack[-1].isolate:
                self.stack.pop()
            self.stack.pop()
            self.isolates -= 1

    def _close_embedding(self) -> None:
        if self.lost_isolates:
            return
        if self.lost_embeddings:
            self.lost_embeddings -= 1
        elif not self.stack[-1].isolate and len(self.stack) > 1:
            self.stack.pop()


def sequences(classes: Sequence[str], levels: Sequence[int], base: int) -> Iterator[IsolatingRun]:
    """X10: the isolating run sequences, in which characters that X9 removes are left out."""
    if CONTROLS.isdisjoint(classes) and "B" not in classes:
        if classes:
            side = "R" if base % 2 else "L"
            yield IsolatingRun(tuple(range(len(classes))), base, side, side)
        return
    kept = [index for index, kind in enumerate(classes) if kind not in REMOVED]
    runs: list[list[int]] = []
    for index in kept:
        if runs and levels[runs[-1][-1]] == levels[index] and classes[index] != "B":
            runs[-1].append(index)
        else:
            runs.append([index])
    pairs = matches(classes)
    closing = set(pairs.values())
    starting = {run[0]: run for run in runs}
    order = {index: number for number, index in enumerate(kept)}
    for run in runs:
        if run[0] in closing:
            continue
        places = list(run)
        while (end := pairs.get(places[-1])) is not None and end in starting:
            places += starting[end]
        before, after = order[places[0]] - 1, order[places[-1]] + 1
        level = levels[places[0]]
        open_ended = classes[places[-1]] in ISOLATES and places[-1] not in pairs
        left = levels[kept[before]] if before >= 0 else base
        right = base if open_ended or after >= len(kept) else levels[kept[after]]
        yield IsolatingRun(tuple(places), level, _side(level, left), _side(level, right))


def _side(level: int, other: int) -> str:
    return "R" if max(level, other) % 2 else "L"
