"""A small tagged PDF written by hand, which all judges pass: something to break in tests.

It is PDF/UA-1 and PDF/A-2a, has two pages, and shares no code with the builder.
`PAGES` is what is drawn: (element, text) for each MCID, in order of MCIDs.
`TREE` is what is read: (role, kid, ...), where a kid is "page.mcid", `LINK`
for the link annotation, or another element.
"""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path
from typing import Any

import reportlab
import uharfbuzz as hb
from PIL.ImageCms import ImageCmsProfile, createProfile

WORDS = (
    "Coming home Drink water. Read our page about blood pressure. "
    "• Rest • Sleep Day Dose Monday two A drawing"
)
PAGES = (
    (
        ("H1", "Coming home"),
        ("P", "Drink water. Read "),
        ("Link", "our page"),
        ("P", " about blood "),
    ),
    (
        ("P", "pressure."),
        ("Lbl", "•"),
        ("LBody", "Rest"),
        ("Lbl", "•"),
        ("LBody", "Sleep"),
        ("TH", "Day"),
        ("TH", "Dose"),
        ("TD", "Monday"),
        ("TD", "two"),
        ("Figure", "A drawing"),
    ),
)
LINK = "the link"
TREE = (
    "Document",
    ("H1", "0.0"),
    ("P", "0.1", ("Link", "0.2", LINK), "0.3", "1.0"),
    ("L", ("LI", ("Lbl", "1.1"), ("LBody", "1.2")), ("LI", ("Lbl", "1.3"), ("LBody", "1.4"))),
    ("Table", ("TR", ("TH", "1.5"), ("TH", "1.6")), ("TR", ("TD", "1.7"), ("TD", "1.8"))),
    ("Figure", "1.9"),
)
ENTRIES = {
    "L": "/A<</O/List/ListNumbering/Disc>>",
    "TH": "/A<</O/Table/Scope/Column>>",
    "Figure": "/Alt(A heart)/A<</O/Layout/BBox[50 100 200 120]>>",
}
LINK_KEY = 2  # of the parent tree; the pages have 0 and 1

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Coming home</rdf:li></rdf:Alt></dc:title>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@cache
def sample() -> bytes:
    """The file."""
    return _Writer().file()


def shown(text: str) -> bytes:
    """The text as it stands in the content streams: glyph ids in hexadecimal digits."""
    return "".join(f"{_face().get_nominal_glyph(ord(letter)):04X}" for letter in text).encode()


@cache
def _font_file() -> bytes:
    return (Path(reportlab.__file__).parent / "fonts" / "Vera.ttf").read_bytes()


@cache
def _face() -> Any:
    return hb.Font(hb.Face(_font_file()))


class _Writer:
    """Objects by number, then the file with its cross-reference table."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.page_numbers = [self.add("") for _ in PAGES]
        self.link = self.add("")
        self.parents: dict[str, int] = {}

    def add(self, body: str) -> int:
        self.bodies.append(body.encode("latin-1"))
        return len(self.bodies)

    def stream(self, entries: str, data: bytes) -> int:
        head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode()
        self.bodies.append(head + data + b"\r\nendstream")
        return len(self.bodies)

    def put(self, number: int, body: str) -> None:
        self.bodies[number - 1] = body.encode("latin-1")

    # -- structure

    def element(self, tree: tuple[Any, ...], parent: int) -> int:
        number = self.add("")
        kids, page = [], 0
        for kid in tree[1:]:
            if isinstance(kid, tuple):
                kids.append(f"{self.element(kid, number)} 0 R")
                continue
            self.parents[kid] = number
            if kid == LINK:
                kids.append(f"<</Type/OBJR/Obj {self.link} 0 R>>")
                continue
            of_page, mcid = map(int, kid.split("."))
            page = page or self.page_numbers[of_page]
            kids.append(f"<</Type/MCR/Pg {self.page_numbers[of_page]} 0 R/MCID {mcid}>>")
        more = ENTRIES.get(tree[0], "") + (f"/Pg {page} 0 R" if page else "")
        self.put(
            number,
            f"<</Type/StructElem/S/{tree[0]}/P {parent} 0 R{more}/K[{' '.join(kids)}]>>",
        )
        return number

    def structure(self) -> int:
        root = self.add("")
        document = self.element(TREE, root)
        rows = []
        for index, page in enumerate(PAGES):
            owners = [f"{self.parents[f'{index}.{mcid}']} 0 R" for mcid in range(len(page))]
            rows.append(f"{index} [{' '.join(owners)}]")
        rows.append(f"{LINK_KEY} {self.parents[LINK]} 0 R")
        self.put(
            root,
            f"<</Type/StructTreeRoot/K[{document} 0 R]/ParentTree<</Nums[{' '.join(rows)}]>>"
            f"/ParentTreeNextKey {LINK_KEY + 1}>>",
        )
        return root

    # -- pages

    def pages(self, font: int) -> int:
        parent = self.add("")
        for index, number in enumerate(self.page_numbers):
            content = self.stream("", _content(index))
            annotations = f"/Annots[{self.link} 0 R]" if index == 0 else ""
            self.put(
                number,
                f"<</Type/Page/Parent {parent} 0 R/MediaBox[0 0 300 400]/Contents {content} 0 R"
                f"/Resources<</Font<</F1 {font} 0 R>>>>/StructParents {index}/Tabs/S"
                f"{annotations}>>",
            )
        kids = " ".join(f"{number} 0 R" for number in self.page_numbers)
        self.put(parent, f"<</Type/Pages/Count {len(PAGES)}/Kids[{kids}]>>")
        self.put(
            self.link,
            f"<</Type/Annot/Subtype/Link/Rect[50 305 110 320]/F 4/StructParent {LINK_KEY}"
            "/Border[0 0 0]/Contents(Our page on the web)"
            "/A<</S/URI/URI(https://example.org/)>>>>",
        )
        return parent

    def font(self) -> int:
        letters = sorted({*"Page 12", *(letter for page in PAGES for _, t in page for letter in t)})
        gids = {_face().get_nominal_glyph(ord(letter)): letter for letter in letters}
        scale = 1000 / _face().face.upem
        widths = [f"{gid}[{_face().get_glyph_h_advance(gid) * scale:.4g}]" for gid in gids]
        program = self.stream(
            f"/Filter/FlateDecode/Length1 {len(_font_file())}", zlib.compress(_font_file())
        )
        descriptor = self.add(
            "<</Type/FontDescriptor/FontName/Vera/Flags 4/FontBBox[-200 -240 1300 930]"
            "/ItalicAngle 0/Ascent 930/Descent -240/CapHeight 730/StemV 80"
            f"/FontFile2 {program} 0 R>>"
        )
        descendant = self.add(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/Vera"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor} 0 R/W[{''.join(widths)}]/CIDToGIDMap/Identity>>"
        )
        pairs = "\n".join(f"<{gid:04X}> <{ord(letter):04X}>" for gid, letter in gids.items())
        cmap = self.stream(
            "",
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            f"{len(gids)} beginbfchar\n{pairs}\nendbfchar\n"
            "endcmap CMapName currentdict /CMap defineresource pop end end".encode(),
        )
        return self.add(
            "<</Type/Font/Subtype/Type0/BaseFont/Vera/Encoding/Identity-H"
            f"/DescendantFonts[{descendant} 0 R]/ToUnicode {cmap} 0 R>>"
        )

    # -- file

    def catalog(self) -> int:
        pages, tree = self.pages(self.font()), self.structure()
        metadata = self.stream("/Type/Metadata/Subtype/XML", XMP.encode())
        profile = self.stream("/N 3", ImageCmsProfile(createProfile("sRGB")).tobytes())
        return self.add(
            f"<</Type/Catalog/Pages {pages} 0 R/Lang(en-GB)/StructTreeRoot {tree} 0 R"
            f"/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>"
            f"/Metadata {metadata} 0 R/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
            f"/OutputConditionIdentifier(sRGB)/DestOutputProfile {profile} 0 R>>]>>"
        )

    def file(self) -> bytes:
        root = self.catalog()
        out, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
        for number, body in enumerate(self.bodies, 1):
            offsets.append(len(out))
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        start, size = len(out), len(offsets) + 1
        out += b"xref\n0 %d\n0000000000 65535 f \n" % size
        out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        ident = b"<00112233445566778899AABBCCDDEEFF>"
        out += b"trailer\n<</Size %d/Root %d 0 R/ID[%b%b]>>\n" % (size, root, ident, ident)
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _content(index: int) -> bytes:
    """One line for each MCID, a page number and a rule that are artifacts."""
    lines = []
    for mcid, (tag, text) in enumerate(PAGES[index]):
        lines.append(
            b"/%b <</MCID %d>> BDC\nBT /F1 12 Tf 1 0 0 1 50 %d Tm <%b> Tj ET\nEMC"
            % (tag.encode(), mcid, 350 - 20 * mcid, shown(text))
        )
    lines.append(
        b"/Artifact <</Type/Pagination/Subtype/Footer>> BDC\n"
        b"BT /F1 9 Tf 1 0 0 1 50 30 Tm <%b> Tj ET\n50 45 200 0.5 re f\nEMC"
        % shown(f"Page {index + 1}")
    )
    return b"\n".join(lines)
