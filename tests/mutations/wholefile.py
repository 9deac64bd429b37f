"""What a file says about itself: catalog, metadata, fonts, actions."""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from .surgery import Op, content, fonts, letters, mutation


@mutation("the document's Lang is None")
def no_language(pdf: Pdf) -> None:
    del pdf.Root["/Lang"]


@mutation("the document's Lang is 'english_uk!'")
def language_unknown(pdf: Pdf) -> None:
    pdf.Root.Lang = String("english_uk!")


@mutation("MarkInfo does not say that the document is tagged")
def no_mark_info(pdf: Pdf) -> None:
    del pdf.Root["/MarkInfo"]


@mutation("MarkInfo says that tags are suspect")
def tags_suspect(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


@mutation("DisplayDocTitle is not set")
def file_name_shown(pdf: Pdf) -> None:
    del pdf.Root["/ViewerPreferences"]


def rewrite_metadata(pdf: Pdf, pattern: bytes, new: bytes = b"") -> None:
    old = pdf.Root.Metadata.read_bytes()
    changed = re.sub(pattern, new, old, count=1, flags=re.S)
    assert changed != old
    pdf.Root.Metadata.write(changed)


@mutation("XMP metadata has no title")
def no_title(pdf: Pdf) -> None:
    rewrite_metadata(pdf, rb"<dc:title>.*?</dc:title>")


@mutation()
def no_pdfua_identifier(pdf: Pdf) -> None:
    rewrite_metadata(pdf, rb"<pdfuaid:part>1</pdfuaid:part>")


@mutation()
def no_pdfa_identifier(pdf: Pdf) -> None:
    rewrite_metadata(pdf, rb"<pdfaid:part>2</pdfaid:part>")


@mutation()
def lower_conformance(pdf: Pdf) -> None:
    rewrite_metadata(pdf, rb"<pdfaid:conformance>A</", b"<pdfaid:conformance>Z</")


@mutation("XMP metadata has no title")
def no_metadata(pdf: Pdf) -> None:
    del pdf.Root["/Metadata"]


@mutation()
def no_output_intent(pdf: Pdf) -> None:
    del pdf.Root["/OutputIntents"]


@mutation()
def colours_for_the_press(pdf: Pdf) -> None:
    with content(pdf) as ops:
        ops[:0] = [Op("k", [0, 0, 0, 1])]


# -- actions


@mutation("the catalog has an OpenAction")
def acts_when_opened(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("beep()"))


@mutation("the file has JavaScript")
def script_by_name(pdf: Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("beep()"))
    names = pdf.Root.get("/Names", Dictionary())
    names.JavaScript = Dictionary(Names=Array([String("a"), script]))
    pdf.Root.Names = names


@mutation("additional actions")
def page_acts(pdf: Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("beep()")))


@mutation("the file has EmbeddedFiles")
def file_attached(pdf: Pdf) -> None:
    pdf.attachments["a.txt"] = b"words"


# -- fonts


@mutation("is not embedded")
def font_not_embedded(pdf: Pdf) -> None:
    del fonts(pdf)[0][1].DescendantFonts[0].FontDescriptor["/FontFile2"]


@mutation("lacks Flags W")
def font_incomplete(pdf: Pdf) -> None:
    font = fonts(pdf)[0][1].DescendantFonts[0]
    del font["/W"]
    del font.FontDescriptor["/Flags"]


@mutation("has no ToUnicode")
def font_without_unicode(pdf: Pdf) -> None:
    del fonts(pdf)[0][1]["/ToUnicode"]


@mutation()
def widths_wrong(pdf: Pdf) -> None:
    font = fonts(pdf)[0][1].DescendantFonts[0]
    font.W = Array(
        [
            Array([int(w) + 100 for w in item]) if isinstance(item, Array) else item
            for item in font.W
        ]
    )


@mutation("the .notdef glyph")
def glyph_missing(pdf: Pdf) -> None:
    with content(pdf) as ops:
        letter = letters(pdf, ops)[0]
        ops[letter.op] = Op("Tj", [pikepdf.String(b"\0\0")])


@mutation("ToUnicode says nothing")
def unicode_says_nothing(pdf: Pdf) -> None:
    remap(pdf, 0)


@mutation("private-use characters")
def unicode_of_private_use(pdf: Pdf) -> None:
    remap(pdf, 0xE000)


def remap(pdf: Pdf, value: int) -> None:
    """Gives a letter that is read through its font's map another value."""
    with content(pdf) as ops:
        letter = next(one for one in letters(pdf, ops) if one.mcid is not None and not one.muted)
    stream = pdf.pages[0].resources.Font[letter.font].ToUnicode
    pair = b"1 beginbfchar <%04X> <%04X> endbfchar\nendcmap" % (letter.code, value)
    stream.write(stream.read_bytes().replace(b"endcmap", pair))
