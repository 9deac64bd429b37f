"""What is drawn in a Word file: pictures with what they show, and boxes with text in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from builder.bring.brought import Aside, Box, Picture, Piece
from builder.bring.word.wordfile import Part, WordFile
from builder.bring.word.wordwords import Noted

PICTURES = {"a.blip": "r.embed", "v.imagedata": "r.id"}


@dataclass(frozen=True)
class WordPictures:
    """Reads the drawings of one part; `box` reads what stands in a box."""

    file: WordFile
    part: Part
    noted: Noted
    box: Callable[[Element], Box]
    place: Callable[[], str]

    def of(self, drawing: Element) -> Iterator[Piece]:
        """The pictures and boxes of one drawing, in order."""
        names = drawing.find(".//wp.docPr")
        alt, decorative = _said(names, drawing)
        for each in _shown(drawing):
            if each.tag == "w.txbxContent":
                box = self.box(each)
                if box.pieces:
                    yield box
            elif target := self.part.targets.get(each.get(PICTURES[str(each.tag)], "")):
                yield from self._picture(target, "" if decorative else alt)

    def _picture(self, target: str, alt: str | None) -> Iterator[Picture]:
        data = self.file.data(target)
        name = target.rpartition("/")[2]
        if data is None:
            what = f"a picture that is not in the file ({target[:200]})"
            self.noted.left.append(Aside(what, "", self.place()))
        else:
            yield Picture(name, data, alt, self.place())


def _said(names: Element | None, drawing: Element) -> tuple[str | None, bool]:
    """What a drawing shows in words, if somebody said it, and whether it is decoration alone."""
    shape = drawing.find(".//v.shape")
    alt = names.get("descr") if names is not None else None
    alt = alt or (shape.get("alt") if shape is not None else None)
    decorative = any(each.get("val") in ("1", "true") for each in drawing.iter("adec.decorative"))
    return (" ".join(alt.split()) or None) if alt else None, decorative


def _shown(parent: Element) -> Iterator[Element]:
    """The pictures and boxes of a drawing, but not those that are in its boxes."""
    for kid in parent:
        if kid.tag == "w.txbxContent" or kid.tag in PICTURES:
            yield kid
        else:
            yield from _shown(kid)
