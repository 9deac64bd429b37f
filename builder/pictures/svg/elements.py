"""An SVG file as a tree of its elements, each with its line.

Nothing outside of the file is ever opened, and no entity is put in: a
document type is passed over, what it declares is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesNSImpl, InputSource, Locator

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from builder.pictures.svg.paths import UnsupportedSvg

MAX_BYTES = 256 * 1024
MAX_DEPTH = 32

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
SILENT = {"title", "desc", "metadata"}
# Where editors keep their notes; nothing in these namespaces is drawn.
EDITORS = re.compile(
    r"http://(www\.inkscape\.org|sodipodi\.sourceforge\.net|ns\.adobe\.com|www\.serif\.com"
    r"|www\.bohemiancoding\.com|creativecommons\.org|purl\.org/dc|www\.w3\.org/1999/02/22-rdf)"
)


@dataclass(eq=False)
class Node:
    """An element: its attributes without a namespace, and `href` with one; `line` counts from 1.

    `tag` has its namespace before it if that is not SVG's.
    """

    tag: str
    attributes: dict[str, str]
    line: int
    parent: Node | None = None
    kids: list[Node] = field(default_factory=list)
    text: str = ""

    def all(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            yield from kid.all()


def tree(svg: bytes) -> tuple[Node, list[UnsupportedSvg]]:
    """The outermost element, and what was found wrong below it.

    Raises UnsupportedSvg where nothing can be made of the file.
    """
    if len(svg) > MAX_BYTES:
        raise UnsupportedSvg(f"the picture is larger than {MAX_BYTES // 1024} KiB; simplify it")
    handler = _Reader()
    reader = _Parser(True)
    reader.setContentHandler(handler)
    source = InputSource()
    source.setByteStream(BytesIO(svg))
    try:
        reader.parse(source)
    except UnsupportedSvg as fault:
        raise UnsupportedSvg(str(fault), handler.line) from None
    except SAXParseException as fault:
        message = f"this is not well-formed XML: {fault.getMessage()}"
        raise UnsupportedSvg(message, fault.getLineNumber() or 1) from None
    except DefusedXmlException:
        message = "entities are not read; delete '<!DOCTYPE …>' and what it declares"
        raise UnsupportedSvg(message, reader.getLineNumber() or 1) from None
    except (LookupError, ValueError):  # from the codecs, for an encoding expat leaves to Python
        raise UnsupportedSvg("the encoding cannot be read; save the picture as UTF-8") from None
    assert handler.root is not None, "what is well-formed has an element"
    return handler.root, handler.faults


class _Parser(DefusedExpatParser):  # type: ignore[misc]
    """Does not open the document type that SVG files name, and refuses all entities."""

    def defused_external_entity_ref_handler(self, *_: object) -> int:
        return 1


class _Reader(ContentHandler):
    """Makes the tree; leaves out what editors note and what is only told."""

    def __init__(self) -> None:
        super().__init__()
        self.line = 1
        self.root: Node | None = None
        self.faults: list[UnsupportedSvg] = []
        self._open: list[Node] = []
        self._ignored = 0

    def setDocumentLocator(self, locator: Locator) -> None:
        self._locator = locator

    def startElementNS(
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        self._note_line()
        space, tag = name[0] or SVG, name[1]
        if len(self._open) + self._ignored >= MAX_DEPTH:
            raise UnsupportedSvg(f"the picture is nested deeper than {MAX_DEPTH} elements")
        if self._ignored or (self._open and _silent(space, tag)):
            self._ignored += 1
            return
        node = Node(tag if space == SVG else f"{space} {tag}", _attributes(attrs), self.line)
        if self._open:
            node.parent = self._open[-1]
            node.parent.kids.append(node)
        else:
            self.root = node
        self._open.append(node)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:
        if self._ignored:
            self._ignored -= 1
        else:
            self._open.pop()

    def characters(self, content: str) -> None:
        self._note_line()
        if self._ignored:
            return
        if self._open[-1].tag == "style":
            self._open[-1].text += content
        elif content.strip() and self._open[-1].tag not in WORDS:
            self._fault("words outside of 'title' and 'desc' are not drawn; delete them")

    def skippedEntity(self, name: str) -> None:
        self._note_line()
        self._fault("entities are not read; write the character itself")

    def processingInstruction(self, target: str, data: str) -> None:
        self._note_line()
        if target == "xml-stylesheet":
            self._fault("style sheets of other files are not read; put them into a 'style'")

    def _fault(self, message: str) -> None:
        self.faults.append(UnsupportedSvg(message, self.line))

    def _note_line(self) -> None:
        # Where the tag begins; once an exception has left expat, its place is the tag's end.
        self.line = self._locator.getLineNumber() or 1


# Elements whose words are part of them; those that cannot be drawn are refused for themselves.
WORDS = {"style", "script", "text", "tspan", "textPath", "a", "foreignObject"}


def _attributes(attrs: AttributesNSImpl) -> dict[str, str]:
    """Those of other namespaces (xml:space, inkscape:label) draw nothing, but for links."""
    own = {name: value for (space, name), value in attrs.items() if not space}
    if "href" not in own and (XLINK, "href") in attrs:
        own["href"] = attrs[(XLINK, "href")]
    return own


def _silent(space: str, tag: str) -> bool:
    return tag in SILENT if space == SVG else bool(EDITORS.match(space))
