"""Signs that no font of ours has: in words where they mean something, told where they go."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from builder.bring.brought import (
    Aside,
    Box,
    Brought,
    Heading,
    Paragraph,
    Point,
    Remark,
    Unusable,
    points_of,
    words_of,
)
from builder.bring.stretch import Stretch, plain, tidy
from builder.diagnostics import Sink
from builder.merge.assets import in_every_brand
from builder.notation.marks import heaped
from builder.place import SPACE
from builder.project import bundled_text
from builder.source.tree import tree
from builder.text.faces import stacks
from builder.text.printable import unprintable

Part = TypeVar("Part")
Signs = dict[int, str]
MEANINGS = "bring/signs.yaml"
MOST_LOST = 20  # one letter in so many may be one that no font has


@dataclass(frozen=True)
class _Signs:
    """The signs of a leaflet that cannot be printed: what stands in their place."""

    said: dict[str, str]
    gone: tuple[str, ...]
    letters: tuple[str, ...]

    @property
    def table(self) -> Signs:
        """For `str.translate`; what is said in words is parted from the words round it."""
        gone = {ord(sign): "" for sign in (*self.gone, *self.letters)}
        return gone | {ord(sign): f" {words} " for sign, words in self.said.items()}


def printable(brought: Brought) -> Brought:
    """The leaflet without signs that cannot be printed; each is told.

    Raises Unusable where that is more than a word here and there.
    """
    texts = [*map(plain, words_of(brought.pieces)), *_marks(brought)]
    count = Counter("".join(texts))
    signs = _sorted(count, heaped("".join(texts)), "".join(texts), brought.language or "en")
    lost = sum(count[sign] for sign in signs.letters)
    if lost * MOST_LOST > sum(count.values()):
        shown = " ".join(signs.letters[:5])
        message = f"no font that comes with the builder has the letters it is written in: {shown} …"
        raise Unusable("no-font", message, "a brand adds fonts for other scripts: 'more_fonts'")
    if not signs.table:
        return brought
    words = [word for text in texts for word in text.split() if set(word) & {*signs.letters}]
    asides = [Aside("letters that no font has, in the word", word) for word in words]
    return replace(
        brought,
        pieces=_put(brought.pieces, signs.table),
        left=(*brought.left, *asides),
        remarks=(*brought.remarks, *_told(signs, count)),
    )


def _marks(brought: Brought) -> Iterator[str]:
    """The signs before points, which are no words; an empty box is drawn."""
    return (point.mark.replace("\u2610", "") for point in points_of(brought.pieces))


def _sorted(count: Counter[str], heaps: Any, text: str, language: str) -> _Signs:
    faces = stacks(in_every_brand(), language)
    bad = {sign for sign in count if sign not in SPACE and unprintable(sign, faces)}
    bad |= {text[at] for at in heaps}
    meanings = tree(f"builder/{MEANINGS}", bundled_text(MEANINGS), Sink())
    said: dict[str, str] = {}
    gone: list[str] = []
    letters: list[str] = []
    for sign in sorted(bad):
        kind = unicodedata.category(sign)
        if sign in meanings:
            said[sign] = str(meanings[sign])
        elif kind in ("Sm", "Sc", "No", "Nl"):
            said[sign] = f"[{unicodedata.name(sign, 'unknown sign').lower()}]"
        elif kind[0] in "LN":
            letters.append(sign)
        else:
            gone.append(sign)
    return _Signs(said, tuple(gone), tuple(letters))


def _told(signs: _Signs, count: Counter[str]) -> list[Remark]:
    """No font has a sign, so its own place in a message would be empty, too: by number."""
    told = [
        Remark("sign-in-words", f"{sign} (U+{ord(sign):04X}), {count[sign]}×, is “{words}” now")
        for sign, words in signs.said.items()
    ]
    gone = ", ".join(f"{sign} (U+{ord(sign):04X})" if sign.isprintable() else f"U+{ord(sign):04X}"
                     for sign in signs.gone)  # fmt: skip
    return [*told, *([Remark("no-letter", f"signs that no font has are left out: {gone}")]
                     if gone else [])]  # fmt: skip


def _empty(part: object) -> bool:
    """Whether nothing is left of a piece."""
    match part:
        case Heading() | Paragraph() | Point():
            return not part.words
        case Box():
            return not part.pieces
    return False


def _put(part: Part, table: Signs) -> Part:
    """A piece, with all texts in it put through a table of signs."""
    made: Any = part
    if isinstance(part, tuple):
        kept = tuple(each for each in (_put(each, table) for each in part) if not _empty(each))
        made = tidy(kept) if kept and isinstance(kept[0], Stretch) else kept
    elif isinstance(part, Stretch):
        made = replace(part, text=part.text.translate(table))
    elif is_dataclass(part) and not isinstance(part, type):
        changed = {each.name: _put(getattr(part, each.name), table) for each in fields(part)}
        if isinstance(part, Point) and len(part.mark) == 1 and part.mark != "\u2610":
            changed["mark"] = part.mark.translate(table).strip()
        made = replace(part, **changed)
    return made  # type: ignore[no-any-return]
