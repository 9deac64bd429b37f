"""PDF files as leaflets: by their structure where they have one, else by where words stand."""

from __future__ import annotations

from collections.abc import Iterator

from builder.bring.brought import Aside, Brought, Piece, Remark, words_of
from builder.bring.fidelity import letters_kept
from builder.bring.pdf.glyphwords import Divided
from builder.bring.pdf.noted import Noted, place
from builder.bring.pdf.pdffile import PdfFile, Spot
from builder.bring.pdf.secondreading import numbers_agree
from builder.bring.pdf.tagged import Tagged
from builder.bring.pdf.tagtree import Tag, tags_of
from builder.bring.pdf.untagged import BULLET, Untagged
from builder.bring.stretch import Stretch, plain, tidy
from builder.bring.wordcount import words
from builder.see.glyphs import Glyph

ENOUGH = 0.6  # of the letters: so many must be in the structure, or it is none to go by


def read_pdf(data: bytes) -> Brought:
    """The leaflet of a PDF. Raises Unusable, also where two readers disagree on a number."""
    file = PdfFile(data)
    noted = Noted(Divided.of(page.glyphs for page in file.pages))
    at = _marked(file)
    with file.reading("the structure of the file"):
        tags, notes = tags_of(file), [*file.notes()]
        language = str(file.reader.root_object.get("/Lang", ""))
    letters = [glyph.text for page in file.pages for glyph in page.glyphs]
    if _is_tagged(at, tags):
        pieces = tuple(_tagged(file, noted, at, tags))
    else:
        reader = Untagged(file, noted)
        pieces = tuple(reader.pieces())
        letters += [BULLET] * reader.bullets
        message = (
            "the file says no structure: headings, lists and order are what its pages look like"
        )
        noted.remarks.append(Remark("no-tags", message))
    for page, what, words_there in notes:
        if said := plain(tidy([Stretch(words_there)])):
            noted.left.append(Aside(what, said, place(page)))
            letters.append(said)
    brought = _brought(noted, pieces, language)
    letters_kept(letters, brought, (*noted.signs, *noted.divided.dropped))
    numbers_agree(noted.texts, file.second_texts())
    return brought


def _marked(file: PdfFile) -> dict[Spot, list[Glyph]]:
    """The glyphs of each marked content."""
    found: dict[Spot, list[Glyph]] = {}
    for page in file.pages:
        for glyph in page.glyphs:
            if glyph.setting.mcid is not None:
                spot = (page.number, glyph.setting.mcid, glyph.setting.nested)
                found.setdefault(spot, []).append(glyph)
    return found


def _is_tagged(at: dict[Spot, list[Glyph]], tags: tuple[Tag, ...]) -> bool:
    """Whether the structure has most of the letters."""
    spots = {spot for tag in tags for spot in tag.spots()}
    reached = sum(len(at.get(spot, ())) for spot in spots)
    return reached > 0 and reached >= ENOUGH * sum(map(len, at.values()))


def _tagged(
    file: PdfFile, noted: Noted, at: dict[Spot, list[Glyph]], tags: tuple[Tag, ...]
) -> Iterator[Piece]:
    reader = Tagged(file, noted, at)
    yield from reader.pieces(tags)
    unplaced = [
        [glyph for glyph in page.glyphs if _spot(glyph) not in reader.placed] for page in file.pages
    ]
    noted.run([glyph for glyph in page if glyph.setting.mcid is None] for page in unplaced)
    for page in unplaced:
        noted.leave(
            "words that the structure does not have",
            [glyph for glyph in page if glyph.setting.mcid is not None],
        )


def _spot(glyph: Glyph) -> Spot | None:
    mcid = glyph.setting.mcid
    return None if mcid is None else (glyph.page, mcid, glyph.setting.nested)


def _brought(noted: Noted, pieces: tuple[Piece, ...], language: str) -> Brought:
    remarks = [
        Remark(
            "divided-word",
            f"“{each}” was divided at the end of a line: look whether it has a hyphen",
        )
        for each in dict.fromkeys(noted.divided.kept)
    ]
    running, left = tuple(noted.running), tuple(noted.left)
    texts = [plain(each) for each in words_of(pieces)]
    texts += [text for each in (*running, *left) for text in (each.words, *each.again)]
    return Brought(
        pieces,
        tuple(word for text in texts for word in words(text)),
        running,
        left,
        (*noted.remarks, *remarks),
        language,
    )
