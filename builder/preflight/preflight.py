"""A finished PDF, looked at as a printer will print it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain

from pypdfium2 import PdfDocument, PdfiumError

from builder.preflight.naming import Names
from builder.preflight.rule import Asked, Fault, Seen, rule

MOST_PAGES = 2_000


class Unreadable(ValueError):
    """The file cannot be looked at; in one line, why."""


def preflight(pdf: bytes, asked: Asked) -> list[Fault]:
    """All faults of a file, page by page. Raises Unreadable."""
    with opened(pdf) as document:
        every = (rule[name](seen, asked) for seen in pages(document) for name in rule)
        return sorted(chain.from_iterable(every))


def opened(pdf: bytes) -> PdfDocument:
    """A file, with what its forms show. Raises Unreadable."""
    try:
        document = PdfDocument(pdf)
    except PdfiumError as error:
        locked = "password" in str(error).lower()
        why = "the file has a password; save a copy without one"
        raise Unreadable(why if locked else "the file cannot be read as a PDF") from None
    count = len(document)
    if not 0 < count <= MOST_PAGES:
        raise Unreadable(f"the file has {count} pages; look at 1 to {MOST_PAGES} at once")
    document.init_forms()
    return document


def pages(document: PdfDocument) -> Iterator[Seen]:
    """The pages of an open file, one after the other. Raises Unreadable."""
    names = Names(document)
    for number in range(len(document)):
        try:
            page = document[number]
        except PdfiumError:
            raise Unreadable(f"page {number + 1} of the file cannot be read") from None
        width, height = page.get_size()
        yield Seen(number + 1, len(document), width, height, page, partial(names.named, number))
