"""What a reader of PDFs notes beside the pieces, and how it makes texts of glyphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from builder.bring.brought import Aside, Remark
from builder.bring.pdf.glyphwords import Divided, Linked, on_lines, set_words
from builder.bring.stretch import Words, plain
from builder.see.glyphs import Glyph


@dataclass
class Noted:
    """What has no place among the pieces; `texts` are all that were read, each with its page.

    `signs` are those that lists set by themselves: bullets, numbers, hyphens at the end of lines.
    """

    divided: Divided
    running: list[Aside] = field(default_factory=list)
    left: list[Aside] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    texts: list[tuple[int, str]] = field(default_factory=list)

    def words(self, found: Sequence[Linked]) -> Words:
        """The words of one text; those that were struck out are listed, for they hold no longer."""
        if any(glyph.struck for glyph, _ in found):
            self.leave("words that were struck out", [
                replace(glyph, struck=False) for glyph, _ in found if glyph.struck
            ])  # fmt: skip
            found = [*_without_struck(found)]
        made = set_words(found, self.divided)
        if made:
            self.texts.append((found[0][0].page, plain(made)))
        return made

    def plain(self, found: Iterable[Glyph]) -> str:
        """The words of one text, without how they are set."""
        return plain(self.words([(each, "") for each in found]))

    def leave(self, what: str, found: Sequence[Glyph]) -> None:
        """Lists words that have no place."""
        if text := self.plain(found):
            self.left.append(Aside(what, text, place(found[0].page)))

    def run(self, pages: Iterable[Sequence[Glyph]]) -> None:
        """Lists the lines at the head and foot of pages: one that is on many pages once."""
        times: dict[str, list[str]] = {}
        for page in pages:
            for row in on_lines(page):
                if text := self.plain(row):
                    times.setdefault(_without_figures(text), []).append(text)
        for first, *again in times.values():
            self.running.append(Aside("head or foot of the page", first, "", tuple(again)))


def _without_struck(found: Sequence[Linked]) -> Iterator[Linked]:
    gone = False
    for glyph, href in found:
        if not glyph.struck:
            yield replace(glyph, apart=glyph.apart or gone), href
        gone = glyph.struck


def place(page: int) -> str:
    """Where something stands, a page from 0."""
    return f"page {page + 1}"


def _without_figures(text: str) -> str:
    return "".join("0" if sign.isdigit() else sign for sign in text).replace("00", "0")
