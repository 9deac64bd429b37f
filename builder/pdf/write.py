"""The drawn pages as a PDF file that is PDF/UA-1 and PDF/A-2a at once.

ISO 14289-1 wants the tags, the title shown, the language; ISO 19005-2 wants
the fonts, the output intent and the XMP. Both are met by every file.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.caches import remembered
from builder.pdf.bookmarks import bookmarks
from builder.pdf.canvas import Page, TaggedCanvas
from builder.pdf.embed import OBJECTS as FONT_OBJECTS
from builder.pdf.embed import Embedded, embed
from builder.pdf.embed import write as write_font
from builder.pdf.file import PdfFile, Sealed, text_string
from builder.pdf.own import Own
from builder.pdf.structure import Numbers, link_annotations, reading_order, structure
from builder.pdf.tags import Element, Link, Widget
from builder.pdf.widgets import form
from builder.pdf.xmp import Description, information, xmp
from builder.project import bundled_text
from builder.text.faces import Face
from builder.text.shape import Word

Glyph = tuple[int, str]  # its number, and what it says


@dataclass(frozen=True, repr=False)
class Written:
    """A file that is ready, and the numbers of those of its objects that may differ in a copy.

    `contents` are by `Own`, `fonts` (the first of their objects) by face, `annotations`
    by what they annotate; `glyphs` are those of everything that is the same in all copies,
    `embedded` the fonts that it has. `key` tells it from other files, `own` from other people's
    copies.
    """

    sealed: Sealed
    key: str
    own: str
    pages: list[int]
    contents: Mapping[Own, int]
    fonts: Mapping[Face, int]
    annotations: Numbers
    glyphs: Mapping[Face, set[Glyph]]
    embedded: Mapping[Face, Embedded]

    def data(self) -> bytes:
        """The whole file."""
        return self.copy(self.own, {})

    def copy(self, own: str, changes: Mapping[int, bytes]) -> bytes:
        """The file of another person's copy, with other bodies for some of its objects."""
        identifier = hashlib.sha256(f"{self.key}{own}".encode()).hexdigest()[:32]
        return self.sealed.finish(identifier, changes)


def write(canvas: TaggedCanvas, root: Element, about: Description, own: str = "") -> Written:
    """The whole file, ready to be written; `own` is what is true in it of one person only."""
    file = PdfFile()
    catalog, pages = file.reserve(), file.reserve()
    numbers = [file.reserve() for _ in canvas.pages]
    order = reading_order(root)
    annotations = link_annotations(file, canvas, numbers)
    fields, acroform = form(file, order, numbers, len(numbers) + len(annotations))
    annotations |= fields
    tree = structure(file, canvas.pages, root, numbers, annotations)
    resources, glyphs = file.reserve(), _glyphs(canvas, canvas.words)
    embedded = {face: embed(face, each) for face, each in _with(glyphs, canvas).items()}
    fonts = {face: write_font(file, face, each) for face, each in embedded.items()}
    file.put(resources, _resources(file, canvas, fonts))
    contents: dict[Own, int] = {}
    for page, number in zip(canvas.pages, numbers, strict=True):
        streams = " ".join(f"{n} 0 R" for n in _contents(file, page, contents))
        links = " ".join(f"{annotations[each][0]} 0 R" for each in _in_order(page, order))
        file.put(
            number,
            f"<</Type/Page/Parent {pages} 0 R{_boxes(page.size, page.bleed)}"
            f"/Resources {resources} 0 R/Contents {f'[{streams}]' if page.owns else streams}"
            f"/StructParents {page.index}/Tabs/S" + (f"/Annots[{links}]" if links else "") + ">>",
        )
    kids = " ".join(f"{number} 0 R" for number in numbers)
    file.put(pages, f"<</Type/Pages/Count {len(numbers)}/Kids[{kids}]>>")
    outline = bookmarks(file, canvas.bookmarks, numbers)
    metadata = file.stream("/Type/Metadata/Subtype/XML", xmp(about))
    profile = file.stream("/N 3/Filter/FlateDecode", _profile())
    file.put(
        catalog,
        f"<</Type/Catalog/Pages {pages} 0 R/StructTreeRoot {tree} 0 R/MarkInfo<</Marked true>>"
        f"/Lang{text_string(about.language)}{_preferences(canvas.pages)}"
        f"/Metadata {metadata} 0 R{outline}{acroform}/OutputIntents[<</Type/OutputIntent"
        f"/S/GTS_PDFA1/Info(sRGB)/OutputConditionIdentifier(sRGB)"
        f"/DestOutputProfile {profile} 0 R>>]>>",
    )
    info = file.add(information(about))
    sealed = file.sealed(catalog, info)
    return Written(sealed, about.key, own, numbers, contents, fonts, annotations, glyphs, embedded)


def _in_order(page: Page, order: list[Element]) -> list[Link | Widget]:
    """The annotations of a page; in a file with form fields as they are read: so Tab goes."""
    if not any(element.widget for element in order):
        return [link for link, _ in page.links]
    held = (each for element in order for each in (*element.links, element.widget))
    return [each for each in held if each is not None and each.page == page.index]


def _contents(file: PdfFile, page: Page, made: dict[Own, int]) -> Iterator[int]:
    """The streams of a page's content: what is true of one person only is in its own."""
    position = 0
    for own in page.owns:
        yield file.compressed(content(page.code[position : own.start]))
        made[own] = file.compressed(content(page.code[own.start : own.end]))
        yield made[own]
        position = own.end
    yield file.compressed(content(page.code[position:]))


def content(code: Iterable[str]) -> bytes:
    """Pieces of content as the data of a stream."""
    return "\n".join(code).encode("latin-1")


def _preferences(pages: Sequence[Page]) -> str:
    """What viewers show and how they print by themselves (ISO 32000-1, 12.2): at full size.

    Backs are turned over as a book's are: a page that lies is bound at its short edge.
    """
    width, height = pages[0].size
    flip = "DuplexFlipShortEdge" if width > height else "DuplexFlipLongEdge"
    duplex = flip if len(pages) > 1 else "Simplex"
    return f"/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None/Duplex/{duplex}>>"


def _boxes(size: tuple[float, float], bleed: float) -> str:
    """The boxes of a page (ISO 32000-1, 14.11.2).

    With bleed, the paper before it is cut is larger; what readers see and print is not.
    """
    width, height = size
    paper = f"[0 0 {width:g} {height:g}]"
    if not bleed:
        return f"/MediaBox{paper}"
    uncut = f"[{-bleed:g} {-bleed:g} {width + bleed:g} {height + bleed:g}]"
    return f"/MediaBox{uncut}/BleedBox{uncut}/TrimBox{paper}/CropBox{paper}"


@remembered
def _profile() -> bytes:
    """The sRGB profile of the output intent (ISO 19005-2, 6.2.3), deflated."""
    return zlib.compress(bundled_text("pdf/srgb.icc"), 6)


def _glyphs(canvas: TaggedCanvas, words: Iterable[Word]) -> dict[Face, set[Glyph]]:
    """The glyphs of words, and the space of each face, by the faces of the document."""
    glyphs: dict[Face, set[Glyph]] = {face: {(face.space, " ")} for face in canvas.fonts}
    for face, gid, said in set().union(*(word.glyphs for word in words)):
        glyphs[face].add((gid, said))
    return glyphs


def _with(glyphs: dict[Face, set[Glyph]], canvas: TaggedCanvas) -> dict[Face, set[Glyph]]:
    """Glyphs with those of the words that are true of one person only."""
    owns = [own for page in canvas.pages for own in page.owns]
    if not owns:
        return glyphs
    more = _glyphs(canvas, {word for own in owns for word in own.words})
    return {face: own | more[face] for face, own in glyphs.items()}


def _resources(file: PdfFile, canvas: TaggedCanvas, made: Mapping[Face, int]) -> str:
    fonts = "".join(
        f"/{name} {made[face] + FONT_OBJECTS - 1} 0 R" for face, name in canvas.fonts.items()
    )
    pictures = "".join(
        f"/I{n} {file.stream('/Type/XObject/Subtype/Image' + entries, data)} 0 R"
        for n, (entries, data) in enumerate(canvas.pictures.values(), 1)
    )
    return f"<</Font<<{fonts}>>/XObject<<{pictures}>>>>"
