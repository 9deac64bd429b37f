"""A Word file as its parts: elements with short names, and where they lead.

It is a zip of XML that anybody may have made: what would cost much is refused before it is
unpacked, entities are never read, and nothing outside of the file is opened.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from builder.bring.brought import Unusable

MOST_PARTS = 4000
MOST_BYTES = 200 << 20  # of all parts together, unpacked
MOST_DEEP = 200  # elements inside of each other
OOXML = "http://schemas.openxmlformats.org/"
STRICT = "http://purl.oclc.org/ooxml/"
# Both forms of the standard have the same elements, under other addresses. A short name is "w.p":
# a colon would be looked up again by ElementTree.
SPACES = {
    f"{OOXML}wordprocessingml/2006/main": "w",
    f"{STRICT}wordprocessingml/main": "w",
    f"{OOXML}officeDocument/2006/relationships": "r",
    f"{STRICT}officeDocument/relationships": "r",
    f"{OOXML}drawingml/2006/main": "a",
    f"{STRICT}drawingml/main": "a",
    f"{OOXML}drawingml/2006/wordprocessingDrawing": "wp",
    f"{STRICT}drawingml/wordprocessingDrawing": "wp",
    f"{OOXML}drawingml/2006/picture": "pic",
    f"{STRICT}drawingml/picture": "pic",
    f"{OOXML}drawingml/2006/chart": "c",
    f"{STRICT}drawingml/chart": "c",
    f"{OOXML}drawingml/2006/diagram": "dgm",
    f"{STRICT}drawingml/diagram": "dgm",
    f"{OOXML}officeDocument/2006/math": "m",
    f"{STRICT}officeDocument/math": "m",
    f"{OOXML}markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/drawing/2017/decorative": "adec",
    "urn:schemas-microsoft-com:vml": "v",
}


@dataclass(frozen=True)
class Part:
    """One part: its name in the file, its elements, and where its references lead.

    A target is the name of a part, or an address outside of the file.
    """

    name: str
    root: Element
    targets: dict[str, str]
    kinds: dict[str, str] = field(default_factory=dict)  # the last word of a reference's type

    def leads_to(self, kind: str) -> list[str]:
        """The parts that it names as a kind, in the order of their names."""
        return sorted({self.targets[key] for key, each in self.kinds.items() if each == kind})


class WordFile:
    """The parts of one file. Raises Unusable for what is none."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._sizes = {info.filename: info.file_size for info in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise damaged() from None
        if len(self._sizes) > MOST_PARTS or sum(self._sizes.values()) > MOST_BYTES:
            raise Unusable("too-costly", "the file holds more than a leaflet can")
        start = self.part("")
        found = start.leads_to("officeDocument") if start else []
        main = self.part(found[0]) if found else None
        if main is None or main.root.find("w.body") is None:
            raise Unusable("other-format", "the file is a zip, but no Word document in it")
        self.main = main

    def names(self) -> list[str]:
        return sorted(self._sizes)

    def data(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is none."""
        if name not in self._sizes:
            return None
        try:
            return self._zip.read(name)
        except (
            zipfile.BadZipFile,
            RuntimeError,
            NotImplementedError,
            EOFError,
            OSError,
            ValueError,
        ):
            raise damaged() from None
        except Exception as error:  # zlib's own, which has no common base
            if type(error).__name__ != "error":
                raise
            raise damaged() from None

    def part(self, name: str) -> Part | None:
        """A part of XML; "" is the file itself, which has references alone."""
        data = self.data(name) if name else b"<none/>"
        if data is None:
            return None
        folder, file = posixpath.split(name)
        references = self.data(posixpath.join(folder, "_rels", f"{file}.rels"))
        targets: dict[str, str] = {}
        kinds: dict[str, str] = {}
        for each in _read(references).iter() if references else ():
            if key := each.get("Id"):
                target = each.get("Target", "")
                outside = each.get("TargetMode") == "External"
                targets[key] = target if outside else _joined(folder, target)
                kinds[key] = "" if outside else each.get("Type", "").rpartition("/")[2]
        return Part(name, _read(data), targets, kinds)


def damaged() -> Unusable:
    hint = "open it in Word or LibreOffice, and save it again"
    return Unusable("damaged", "the file is damaged: it is no whole Word file", hint)


def _joined(folder: str, target: str) -> str:
    """The name of a part that a reference names, from the folder of its own part on."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _read(data: bytes) -> Element:
    """The elements of a part, with short names, one way where there are two."""
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise damaged() from None
    _shorten(root, 0)
    return root


def _shorten(element: Element, depth: int) -> None:
    if depth > MOST_DEEP:
        raise damaged()
    element.tag = _short(element.tag)
    for key in [key for key in element.attrib if key.startswith("{")]:
        element.attrib[_short(key)] = element.attrib.pop(key)
    for kid in element:
        _shorten(kid, depth + 1)
    if any(kid.tag == "mc.AlternateContent" for kid in element):
        element[:] = [each for kid in element for each in _one_way(kid)]


def _short(name: str) -> str:
    space, _, local = name.rpartition("}")
    return f"{SPACES.get(space[1:], 'x')}.{local}" if space else local


def _one_way(element: Element) -> Iterator[Element]:
    """What stands in an element: of two ways to say the same, the first (part 3, 10.2.1)."""
    if element.tag != "mc.AlternateContent":
        yield element
        return
    ways = [way for way in element if way.tag == "mc.Choice"]
    other = [way for way in element if way.tag == "mc.Fallback"]
    for way in (*ways, *other)[:1]:
        yield from way
