"""What a screen reader gets: the structure tree with its text, in logical order.

Text comes from ToUnicode and ActualText (ISO 32000-1, 9.10.2 and 14.9.4), with
reversed show strings turned back (14.8.2.3.3). Positions on the page play no
part: a word break that is not a character is none (14.8.2.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from .content import Spot
from .objects import entries, name, string
from .source import Source, load
from .tree import Element, Mention

# Elements within a line of text. All others are separate from what is around them.
INLINE = frozenset(
    ("Span", "Quote", "Reference", "BibEntry", "Code", "Link", "Annot", "Lbl", "Ruby", "RB", "RT")
)
SOFT_HYPHEN = "\N{SOFT HYPHEN}"


@dataclass(frozen=True, slots=True)
class Text:
    """The text of one marked-content sequence. Pages count from 1; 0 is nowhere."""

    page: int
    mcid: int
    text: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation an element holds: its kind, description and address, if any."""

    page: int
    subtype: str
    contents: str | None
    address: str | None


@dataclass(eq=False, slots=True)
class Node:
    """An element. `role` is as written, `standard` what the RoleMap makes of it."""

    role: str
    standard: str
    alt: str | None = None
    actual: str | None = None
    lang: str | None = None
    title: str | None = None
    kids: list[Node | Text | Annotation] = field(default_factory=list)

    @property
    def nodes(self) -> list[Node]:
        """The elements directly below."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    @property
    def texts(self) -> list[Text]:
        """Its own marked content, without that of elements below."""
        return [kid for kid in self.kids if isinstance(kid, Text)]

    @property
    def text(self) -> str:
        """All text from here down, white space made single spaces. Alt is not text."""
        return _normal("".join(_pieces(self)))

    @property
    def new(self) -> Node:
        """The same without lists of contents, which say again what headings say."""
        kids = [kid.new if isinstance(kid, Node) else kid for kid in self.kids]
        kept = [kid for kid in kids if not isinstance(kid, Node) or kid.standard != "TOC"]
        return replace(self, kids=kept)

    def all(self) -> Iterator[Node]:
        """This element and those below it, in logical order."""
        yield self
        for kid in self.nodes:
            yield from kid.all()

    def find(self, *roles: str) -> list[Node]:
        """Elements with one of these roles, as written or standard, in logical order."""
        return [node for node in self.all() if node.role in roles or node.standard in roles]


@lru_cache(maxsize=4)
def read(pdf: bytes) -> Node:
    """The structure tree; its root has the role StructTreeRoot and the document's language.

    Raises pikepdf.PdfError when the file cannot be opened. Without a structure
    tree the root is empty.
    """
    source = load(pdf)
    texts = {spot: text for page in source.pages for spot, text in page.content.texts.items()}
    root = Node("StructTreeRoot", "", lang=string(source.catalog.get("/Lang")))
    if source.tree is not None:
        root.kids += [_node(element, source, texts) for element in source.tree.roots]
    return root


def words(pdf: bytes) -> str:
    """The text of the whole tree in logical order, white space made single spaces.

    A list of contents is left out: it says again what headings say.
    """
    return read(pdf).new.text


def artifact_words(pdf: bytes) -> list[str]:
    """The text in artifacts, for each page, in the order it is drawn."""
    return [_normal(" ".join(page.content.artifacts)) for page in load(pdf).pages]


def outline(pdf: bytes) -> str:
    """The tree as lines, indented by depth: a role, its alternate description, its own text."""
    return "\n".join(_lines(read(pdf), 0))


def _node(element: Element, source: Source, texts: dict[Spot, str]) -> Node:
    node = Node(
        element.role,
        element.standard,
        alt=element.string("/Alt"),
        actual=element.string("/ActualText"),
        lang=element.string("/Lang"),
        title=element.string("/T"),
    )
    for kid in element.kids:
        if isinstance(kid, Element):
            node.kids.append(_node(kid, source, texts))
        elif isinstance(kid, Mention):
            page, text = source.number_of(kid.page), texts.get(kid.spot, "")
            node.kids.append(Text(page, kid.spot[1], text))
        else:
            values = entries(kid.value)
            address = string(entries(values.get("/A")).get("/URI"))
            contents = string(values.get("/Contents")) or string(values.get("/TU"))
            subtype = name(values.get("/Subtype"))
            node.kids.append(Annotation(source.number_of(kid.page), subtype, contents, address))
    return node


def _pieces(node: Node) -> Iterator[str]:
    """Text, with spaces around what is not inline. ActualText stands for all below it."""
    apart = " " if node.standard not in INLINE else ""
    yield apart
    if node.actual is not None:
        yield node.actual
    else:
        for kid in node.kids:
            if isinstance(kid, Node):
                yield from _pieces(kid)
            elif isinstance(kid, Text):
                yield kid.text
    yield apart


def _normal(text: str) -> str:
    """Single spaces; no soft hyphens, which are no part of a word (ISO 32000-1, 14.8.2.2.3)."""
    return " ".join(text.replace(SOFT_HYPHEN, "").split())


def _lines(node: Node, depth: int) -> Iterator[str]:
    own = _normal("".join(node.actual or text.text for text in node.texts))
    notes = [f"[{entry}]" for entry in (node.lang, node.alt) if entry]
    yield "  " * depth + " ".join([node.role, *notes]) + (f": {own}" if own else "")
    for kid in node.nodes:
        yield from _lines(kid, depth + 1)
