"""What outputs are called, and what the manifest says of each."""

from __future__ import annotations

import hashlib
import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass

from builder.model import WEB, Handout, named
from builder.outputs.card import NO_CARD, Card, card_of
from builder.words.stretches import wording, written

MAX_WORDS = 16 << 20  # bytes of the words of one handout


@dataclass(frozen=True)
class Entry:
    """One output file; `path` is relative to the manifest. A web page has 0 `pages`.

    `signed` says who approved it, as the imprint prints it; a draft has nobody.
    `words` are those of the handout, packed, by which a later version is
    compared and a leaflet is found; they stand once, with the web page.
    """

    path: str
    handout: str
    title: str
    edition: str
    language: str
    version: str
    published: str
    site: str
    brand: str
    pages: int
    sha256: str
    key: str
    sources: tuple[str, ...]
    signed: str = ""
    words: str = ""
    card: Card = NO_CARD


def key_of(handout: Handout) -> str:
    """The digest of everything that can change the output."""
    return hashlib.sha256(handout.model_dump_json().encode()).hexdigest()


def path_of(handout: Handout) -> str:
    """Where a handout's output goes; where there are several sites, in a folder of the site."""
    return handout.folder + named(handout.name, str(handout.edition.edition), handout.translated)


def entry_of(handout: Handout, key: str, data: bytes, pages: int) -> Entry:
    return Entry(
        path=path_of(handout),
        handout=handout.code,
        title=handout.title.text,
        edition=str(handout.edition.edition),
        language=handout.language,
        version=handout.version.text,
        published=handout.published.isoformat(),
        site=str(handout.site.site),
        brand=str(handout.brand.brand),
        pages=pages,
        sha256=hashlib.sha256(data).hexdigest(),
        key=key,
        sources=handout.sources,
        signed="; ".join(handout.signature(each) for each in handout.approvals),
        words=packed(written(wording(handout))) if handout.edition.edition == WEB else "",
        card=card_of(handout),
    )


def packed(words: str) -> str:
    """Words as the manifest holds them: a quarter of their size, for there may be many leaflets."""
    return b64encode(zlib.compress(words.encode(), 9)).decode()


def unpacked(words: str) -> str:
    """The words in a manifest. Raises ValueError for anything else, or for more than MAX_WORDS."""
    if not words:
        return ""
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(b64decode(words, validate=True), MAX_WORDS)
    except zlib.error:
        raise ValueError("these are no words of a manifest") from None
    if not unpacking.eof:
        raise ValueError("these are too many words, or not all of them")
    return data.decode()
