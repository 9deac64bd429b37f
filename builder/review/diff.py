"""What a later version changed: passages that came, went or moved, and words within them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from builder.caches import remembered
from builder.text.breaks import segments
from builder.words.stretches import Stretch, Wording

Edit = Literal["", "added", "removed"]
ALIKE = 0.5  # from so many equal words on, a passage at the same place is the same one changed
MOVED = 0.7  # and one at another place is the same one moved


class Piece(NamedTuple):
    """A stretch of words, and whether it was added or removed."""

    words: str
    edit: Edit = ""


@dataclass(frozen=True)
class Change:
    """A passage before and after; None on the side where it is not.

    `moved` says that a reader meets it in another order. A section that only has
    another name moves nothing.
    """

    before: Stretch | None
    after: Stretch | None
    moved: bool = False

    @property
    def state(self) -> Literal["same", "changed", "added", "removed", "moved"]:
        """What became of it, in a word."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        if self.before.words != self.after.words:
            return "changed"
        return "moved" if self.moved else "same"

    @property
    def stretch(self) -> Stretch:
        """The passage as it is now, or as it was."""
        found = self.after or self.before
        assert found
        return found


def compare(before: Wording, after: Wording) -> list[Change]:
    """The passages of both versions in the order of the later one.

    What was taken out stands after what it followed.
    """
    pairs: dict[int, int] = {}
    _pair(before, after, pairs, 1.0, same_place=True)
    _pair(before, after, pairs, ALIKE, same_place=True)
    _pair(before, after, pairs, MOVED, same_place=False)
    settled = _in_order(pairs)
    changes = [_change(before, after, pairs, settled, number) for number in range(len(after))]
    return _with_removed(before, pairs, changes)


def _pair(
    before: Wording, after: Wording, pairs: dict[int, int], least: float, *, same_place: bool
) -> None:
    """Pairs passages of one kind that are alike, the most alike first; after -> before."""
    taken = set(pairs.values())
    found: list[tuple[float, int, int, int]] = []
    for new, passage in enumerate(after):
        for old, other in enumerate(before):
            if new in pairs or old in taken or (other.place == passage.place) != same_place:
                continue
            if (alike := _alike(other, passage, least)) >= least:
                found.append((-alike, abs(new - old), new, old))
    for _, _, new, old in sorted(found):
        if new not in pairs and old not in taken:
            pairs[new] = old
            taken.add(old)


def _alike(one: Stretch, two: Stretch, least: float) -> float:
    """How alike two passages are, from 0 to 1. A heading, a term, a fact are one at a place."""
    if one.kind != two.kind:
        return 0.0
    if one.words == two.words:
        return 1.0
    if least == 1.0:
        return 0.0
    if one.place == two.place and (one.kind in ("heading", "term", "fact") or one.place == "front"):
        return 0.99
    matcher = SequenceMatcher(None, _cut(one.words), _cut(two.words), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= least else 0.0


@remembered
def _cut(words: str) -> tuple[str, ...]:
    """The words, each without its space; ICU knows by their letters which script they are in."""
    return tuple(piece.strip() for piece in segments(words, "en")) if words else ()


def _in_order(pairs: dict[int, int]) -> set[int]:
    """The passages that kept their order: the longest run of pairs that rises on both sides."""
    best: list[tuple[int, ...]] = []
    for new in sorted(pairs):
        behind = [run for run in best if pairs[run[-1]] < pairs[new]]
        best.append((*max(behind, key=len, default=()), new))
    longest: tuple[int, ...] = max(best, key=len, default=())
    return set(longest)


def _change(
    before: Wording, after: Wording, pairs: dict[int, int], settled: set[int], number: int
) -> Change:
    if number not in pairs:
        return Change(None, after[number])
    old, new = before[pairs[number]], after[number]
    return Change(old, new, moved=number not in settled)


def _with_removed(before: Wording, pairs: dict[int, int], changes: list[Change]) -> list[Change]:
    """The changes with what was taken out, each after what it followed."""
    place_of = {old: new for new, old in pairs.items()}
    gone: dict[int, list[Change]] = {}
    last = -1
    for number, passage in enumerate(before):
        if number in place_of:
            last = place_of[number]
        else:
            gone.setdefault(last, []).append(Change(passage, None))
    found = list(gone.get(-1, ()))
    for number, change in enumerate(changes):
        found += [change, *gone.get(number, ())]
    return found


def edits(change: Change, language: str) -> list[Piece]:
    """The words of a passage, with what was added to it and removed from it."""
    old = _words(change.before, language)
    new = _words(change.after, language)
    found: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Piece("".join(new[c:d])))
        else:
            found += [Piece("".join(old[a:b]), "removed")] if a < b else []
            found += [Piece("".join(new[c:d]), "added")] if c < d else []
    return found


def _words(passage: Stretch | None, language: str) -> list[str]:
    """The words with the space after each; in Thai and its like, where lines may break.

    The last has a space like all others: it is the same word where more follows.
    """
    return list(segments(f"{passage.words} ", language)) if passage and passage.words else []


def shortened(pieces: Sequence[Piece], around: int, language: str) -> Iterator[Piece]:
    """The pieces with no more than so many words around each edit; '…' stands for the rest."""
    for number, piece in enumerate(pieces):
        words = list(segments(piece.words, language))
        first, last = number == 0, number == len(pieces) - 1
        kept = around * (1 if first or last else 2)
        if piece.edit or len(words) <= kept + 1:
            yield piece
            continue
        head = [] if first and not last else words[:around]
        tail = [] if last else words[-around:]
        yield Piece(f"{''.join(head)}… {''.join(tail)}")
