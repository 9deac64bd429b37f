"""What the elements of a web page are to a leaflet (HTML Living Standard, 4)."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote_to_bytes
from xml.etree.ElementTree import Element

from builder.bring.brought import Piece, Table
from builder.bring.stretch import Stretch
from builder.bring.wordcount import words

INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "input", "ins", "kbd", "label", "mark", "picture", "q", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
STRONG, ITALIC = {"b", "strong"}, {"em", "i", "cite", "dfn", "var"}
STRUCK = {"del", "s", "strike"}
LISTS = {"ul", "ol", "menu"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
SILENT = {"script", "style", "template", "noscript", "head", "title", "source", "track", "area"}
# What no paper shows, and what it is called where it is listed.
FOREIGN = {
    "audio": "a recording", "button": "a button", "canvas": "a drawing", "embed": "a film",
    "iframe": "a page inside the page", "object": "a film", "select": "a choice to make",
    "svg": "a drawing", "textarea": "a field to type in", "video": "a film", "math": "a formula",
}  # fmt: skip
RUNNING = {"header": "head of the page", "footer": "foot of the page", "nav": "way round the page"}
BOXED = re.compile(
    r"(?:^|[-_ ])(?:callout|card|panel|inset|alert|warning|notice|note|box|admonition|highlight)s?"
    r"(?:$|[-_ ])",
    re.I,
)
MEDIA = {
    "image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg", "image/webp": "webp",
    "image/gif": "gif",
}  # fmt: skip
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def spoken(body: Element) -> Iterator[str]:
    """All words of a page, by a walk of its own, paragraph by paragraph."""
    parts: list[str] = [""]

    def walk(element: Element) -> None:
        if not isinstance(element.tag, str) or element.tag in SILENT:
            return
        apart = element.tag not in INLINE or element.tag == "br" or holds_blocks(element)
        gap = " " * (element.tag == "input" or bool(unread(element)))
        if apart:
            parts.append("")
        parts[-1] += gap + (element.text or "")
        for kid in element:
            walk(kid)
            parts[-1] += kid.tail or ""
        parts[-1] += gap
        if apart:
            parts.append("")

    walk(body)
    for part in parts:
        yield from words(part)


def read(element: Element) -> bool:
    """Whether it is an element whose words are read."""
    return isinstance(element.tag, str) and element.tag not in SILENT


def holds_blocks(element: Element) -> bool:
    """Whether an inline element was put round blocks: a card that is one link."""
    inner = {each.tag for each in element.iter() if read(each)}
    return bool(inner - INLINE - set(FOREIGN))


def unread(element: Element) -> str:
    """What an element is whose words nobody is meant to read; "" for all others.

    A browser shows words that were struck out, but a dose among them is the old one.
    """
    style = element.get("style", "").replace(" ", "").lower()
    if "hidden" in element.attrib or "display:none" in style or "visibility:hidden" in style:
        return "hidden on the page"
    if element.tag in STRUCK or "line-through" in style:
        return "words that were struck out"
    return FOREIGN.get(str(element.tag), "")


def boxed(element: Element, inner: tuple[Piece, ...]) -> bool:
    """Whether it is a box that stands apart from the text, and not a part of the page."""
    named = f"{element.get('class', '')} {element.get('role', '')}"
    is_box = element.tag in ("aside", "blockquote") or bool(BOXED.search(named))
    return is_box and 0 < len(inner) <= 12 and not any(isinstance(each, Table) for each in inner)


def set_as(element: Element, like: Stretch) -> Stretch:
    """How the words of an inline element are set, inside of what is set `like` that."""
    tag = element.tag
    if tag in STRONG:
        return replace(like, strong=True)
    if tag in ITALIC:
        return replace(like, italic=True)
    if tag == "sup":
        return replace(like, shift="raised")
    if tag == "sub":
        return replace(like, shift="lowered")
    address = element.get("href", "").strip() if tag == "a" else ""
    return replace(like, href=address) if address and not address.startswith("#") else like


def whole(value: str | None, otherwise: int) -> int:
    """A number of at most four figures, as attributes give it."""
    return int(value) if value and re.fullmatch(r"-?[0-9]{1,4}", value.strip()) else otherwise


def label(number: int, kind: str) -> str:
    """The number of a point as its list sets it: 3., c. or iii."""
    if kind.lower() == "a" and 1 <= number <= 26:
        name = chr(ord("a") + number - 1)
    elif kind.lower() == "i" and 1 <= number < 40:
        name, rest = "", number
        for value, letters in ROMAN:
            name, rest = name + letters * (rest // value), rest % value
    else:
        return f"{number}."
    return f"{name.upper() if kind.isupper() else name}."


def embedded(source: str) -> tuple[bytes | None, str]:
    """The bytes of a `data:` address (RFC 2397), and the name of a file for them."""
    head, _, body = source.removeprefix("data:").partition(",")
    kind = MEDIA.get(head.partition(";")[0].strip().lower(), "bin")
    try:
        raw = unquote_to_bytes(body)
        return base64.b64decode(raw) if head.endswith(";base64") else raw, f"picture.{kind}"
    except (binascii.Error, ValueError):
        return None, f"picture.{kind}"


def table_rows(table: Element) -> Iterator[Element]:
    """The rows of a table, without those of tables inside of it."""
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in part if row.tag == "tr")
