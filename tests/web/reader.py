"""A page as a program that is not ours reads it: html5lib's tree, and the words in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import html5lib

# Elements inside of a line; all others begin and end one (HTML, 15.3).
INLINE = {"a", "bdi", "span", "strong", "img", "sub", "sup"}


def tree(page: bytes) -> Any:
    """The document. Raises when the page is not valid for the parser."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(page, transport_encoding="utf-8")


def words(page: bytes) -> str:
    """What is to be read, in order and in single spaces.

    Without what runs along each sheet, and without the ways round the page, which repeat words.
    """
    return read(tree(page).find("body"))


def read(element: Any) -> str:
    """The words of an element, in order and in single spaces."""
    return spaced("".join(_text(element)))


def spaced(text: str) -> str:
    """A text in single spaces."""
    return " ".join(text.replace("\u00a0", " ").split())


def running(page: bytes) -> list[str]:
    """What runs along the foot of each sheet of paper, and stands once on the page."""
    return ["".join(e.itertext()) for e in tree(page).iter("p") if e.get("class") == "running"]


def _text(element: Any) -> Iterator[str]:
    if element.get("class") == "running" or element.tag == "nav":
        return
    edge = "" if element.tag in INLINE else " "
    yield edge + (element.text or "")
    for kid in element:
        yield from _text(kid)
        yield kid.tail or ""
    yield edge
