"""The drawn pages as a PDF file that is PDF/UA-1 and PDF/A-2a at once.

ISO 14289-1 wants the tags, the title shown, the language; ISO 19005-2 wants
the fonts, the output intent and the XMP. Both are met by every file.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from builder.caches import remembered
from builder.notation.uri import uri
from builder.pdf.canvas import Bookmark, Page, TaggedCanvas
from builder.pdf.embed import write as write_font
from builder.pdf.file import PdfFile, text_string
from builder.pdf.tags import ROLE_MAP, Element, Link
from builder.project import bundled_text


@dataclass(frozen=True)
class Description:
    """What a file says of itself. `stamp` is an ISO 8601 moment in UTC, `key` any text."""

    title: str
    author: str
    subject: str
    language: str
    stamp: str
    producer: str
    key: str


def write(canvas: TaggedCanvas, root: Element, about: Description) -> bytes:
    """The whole file."""
    file = PdfFile()
    catalog, pages = file.reserve(), file.reserve()
    numbers = [file.reserve() for _ in canvas.pages]
    annotations = _annotations(file, canvas, numbers)
    tree = _structure(file, canvas.pages, root, numbers, annotations)
    resources = _resources(file, canvas)
    for page, number in zip(canvas.pages, numbers, strict=True):
        content = file.compressed("", "\n".join(page.code).encode("latin-1"))
        links = " ".join(f"{annotations[id(link)][0]} 0 R" for link, _ in page.links)
        file.put(
            number,
            f"<</Type/Page/Parent {pages} 0 R{_boxes(page.size, canvas.bleed)}"
            f"/Resources {resources} 0 R/Contents {content} 0 R/StructParents {page.index}/Tabs/S"
            + (f"/Annots[{links}]" if links else "")
            + ">>",
        )
    kids = " ".join(f"{number} 0 R" for number in numbers)
    file.put(pages, f"<</Type/Pages/Count {len(numbers)}/Kids[{kids}]>>")
    outline = _outline(file, canvas.bookmarks, numbers)
    metadata = file.stream("/Type/Metadata/Subtype/XML", xmp(about))
    profile = file.stream("/N 3/Filter/FlateDecode", _profile())
    file.put(
        catalog,
        f"<</Type/Catalog/Pages {pages} 0 R/StructTreeRoot {tree} 0 R/MarkInfo<</Marked true>>"
        f"/Lang{text_string(about.language)}/ViewerPreferences<</DisplayDocTitle true>>"
        f"/Metadata {metadata} 0 R{outline}/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
        f"/Info(sRGB)/OutputConditionIdentifier(sRGB)/DestOutputProfile {profile} 0 R>>]>>",
    )
    day = "D:" + about.stamp.translate({ord(c): None for c in "-:TZ"}) + "Z"
    info = file.add(
        f"<</Title{text_string(about.title)}/Author{text_string(about.author)}"
        f"/Subject{text_string(about.subject)}/Creator{text_string(about.producer)}"
        f"/Producer{text_string(about.producer)}/CreationDate({day})/ModDate({day})>>"
    )
    return file.finish(catalog, info, hashlib.sha256(about.key.encode()).hexdigest()[:32])


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


def _resources(file: PdfFile, canvas: TaggedCanvas) -> int:
    glyphs: dict[object, set[tuple[int, str]]] = {face: set() for face in canvas.fonts}
    for face, gid, words in set().union(*(word.glyphs for word in canvas.words)):
        glyphs[face].add((gid, words))
    for face in canvas.fonts:
        glyphs[face].add((face.space, " "))
    fonts = "".join(
        f"/{name} {write_font(file, face, glyphs[face])} 0 R" for face, name in canvas.fonts.items()
    )
    pictures = "".join(
        f"/I{n} {file.stream('/Type/XObject/Subtype/Image' + entries, data)} 0 R"
        for n, (entries, data) in enumerate(canvas.pictures.values(), 1)
    )
    return file.add(f"<</Font<<{fonts}>>/XObject<<{pictures}>>>>")


# ---- structure ----------------------------------------------------------------------------------

Numbers = dict[int, tuple[int, int]]  # id of a Link -> (object number, key in the parent tree)


def _annotations(file: PdfFile, canvas: TaggedCanvas, numbers: list[int]) -> Numbers:
    """Link annotations (ISO 14289-1, 7.18.5): printed, described, tied to their element."""
    made: Numbers = {}
    key = len(canvas.pages)
    for page in canvas.pages:
        for link, _ in page.links:
            box = " ".join(f"{v:.2f}" for v in link.rect)
            made[id(link)] = (
                file.add(
                    f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[{box}]/StructParent {key}"
                    f"/P {numbers[page.index]} 0 R/Contents{text_string(link.contents)}"
                    f"{_action(link, canvas, numbers)}>>"
                ),
                key,
            )
            key += 1
    return made


def _action(link: Link, canvas: TaggedCanvas, numbers: list[int]) -> str:
    if not link.target.startswith("#"):
        return f"/A<</S/URI/URI{text_string(uri(link.target))}>>"
    page, left, top = canvas.places[link.target]
    return f"/Dest[{numbers[page]} 0 R/XYZ {left:.2f} {top + 6:.2f} null]"


def _structure(
    file: PdfFile, pages: list[Page], root: Element, numbers: list[int], annotations: Numbers
) -> int:
    """The structure tree with its parent tree (ISO 32000-1, 14.7)."""
    tree = file.reserve()
    known: dict[Element, int] = {}
    order = list(_shown(root))
    for element in order:
        known[element] = file.reserve()
    for element in order:
        parent = known[element.parent] if element.parent else tree
        file.put(known[element], _element(element, parent, known, numbers, annotations))
    entries = []
    for page in pages:
        marks = " ".join(f"{known[element]} 0 R" for element in page.marks)
        entries.append(f"{page.index}[{marks}]")
    for page in pages:
        for link, element in page.links:
            entries.append(f"{annotations[id(link)][1]} {known[element]} 0 R")
    parents = file.add(f"<</Nums[{' '.join(entries)}]>>")
    roles = "".join(f"/{own}/{standard}" for own, standard in ROLE_MAP.items())
    count = len(pages) + len(annotations)
    file.put(
        tree,
        f"<</Type/StructTreeRoot/K[{known[root]} 0 R]/ParentTree {parents} 0 R"
        f"/ParentTreeNextKey {count}/RoleMap<<{roles}>>>>",
    )
    return tree


def _shown(element: Element) -> Iterator[Element]:
    """The element and those below it that have something to show, parents first."""
    yield element
    for kid in element.below():
        yield from _shown(kid)


def _element(
    element: Element,
    parent: int,
    known: dict[Element, int],
    numbers: list[int],
    annotations: Numbers,
) -> str:
    """One structure element's dictionary (ISO 32000-1, table 323)."""
    page: int | None = None
    kids: list[str] = []
    for item in element.content:
        if isinstance(item, Element):
            kids.append(f"{known[item]} 0 R")
            continue
        page = item[0] if page is None else page
        here = f"/Pg {numbers[item[0]]} 0 R"
        kids.append(str(item[1]) if item[0] == page else f"<</Type/MCR{here}/MCID {item[1]}>>")
    for link in element.links:
        page = link.page if page is None else page
        here = "" if link.page == page else f"/Pg {numbers[link.page]} 0 R"
        kids.append(f"<</Type/OBJR{here}/Obj {annotations[id(link)][0]} 0 R>>")
    kids += [f"{known[kid]} 0 R" for kid in element.kids if kid in known]
    out = [f"<</S/{element.role}/P {parent} 0 R"]
    if page is not None:
        out.append(f"/Pg {numbers[page]} 0 R")
    if element.alt is not None:
        out.append(f"/Alt{text_string(element.alt)}")
    if element.language:
        out.append(f"/Lang{text_string(element.language)}")
    if element.attributes:
        sets = "".join(f"<</O/{owner}{entries}>>" for owner, entries in element.attributes)
        out.append(f"/A{sets}" if len(element.attributes) == 1 else f"/A[{sets}]")
    if kids:
        out.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]")
    return "".join(out) + ">>"


# ---- outline and metadata -----------------------------------------------------------------------


def _outline(file: PdfFile, bookmarks: Iterable[Bookmark], numbers: list[int]) -> str:
    """The outline (ISO 32000-1, 12.3.3) as an entry of the catalog, all of it open."""
    entries = list(bookmarks)
    if not entries:
        return ""
    root = file.reserve()
    made = [file.reserve() for _ in entries]
    parents: list[int | None] = []
    kids: dict[int | None, list[int]] = {None: []}
    path: list[int] = []
    for index, entry in enumerate(entries):
        while path and entries[path[-1]].level >= entry.level:
            path.pop()
        parents.append(path[-1] if path else None)
        kids.setdefault(parents[-1], []).append(index)
        path.append(index)

    def below(index: int) -> int:
        return sum(1 + below(kid) for kid in kids.get(index, ()))

    for index, entry in enumerate(entries):
        parent, siblings = parents[index], kids[parents[index]]
        place = siblings.index(index)
        above = root if parent is None else made[parent]
        out = f"<</Title{text_string(entry.title)}/Parent {above} 0 R"
        out += f"/Dest[{numbers[entry.page]} 0 R/XYZ 0 {entry.top + 6:.2f} null]"
        if place:
            out += f"/Prev {made[siblings[place - 1]]} 0 R"
        if place + 1 < len(siblings):
            out += f"/Next {made[siblings[place + 1]]} 0 R"
        if own := kids.get(index):
            out += f"/First {made[own[0]]} 0 R/Last {made[own[-1]]} 0 R/Count {below(index)}"
        file.put(made[index], out + ">>")
    first, last = made[kids[None][0]], made[kids[None][-1]]
    count = len(entries)
    file.put(root, f"<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {count}>>")
    return f"/Outlines {root} 0 R"


# PDF/A-2 allows a property of another schema only with its description (ISO 19005-2, 6.6.2.3).
EXTENSION = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of the standard</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""  # noqa: E501


def xmp(about: Description) -> bytes:
    """The XMP packet: the same facts as the information dictionary, and the standards met."""
    title, author, subject, language, stamp, producer = (
        escape(value, quote=False)
        for value in (
            about.title, about.author, about.subject, about.language, about.stamp, about.producer,
        )
    )  # fmt: skip
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
{EXTENSION}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()
