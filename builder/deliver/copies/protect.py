"""Encrypts a copy with a password, and proves that it is still the same copy.

AES-256 (ISO 32000-2, 7.6, revision 6): what readers since 2010 open. The whole document is
cloned, so that everything a screen reader needs stays, and its claim to be PDF/A goes, which
bars encryption (ISO 19005-2, 6.1.3). Then it is opened as its reader will open it, with the
password and without, by two programs.
"""

from __future__ import annotations

import io
import re
import secrets
from typing import Any

import pypdfium2
from pypdf import PasswordType, PdfReader, PdfWriter
from pypdf.constants import UserAccessPermissions as May
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject

from builder.deliver.copies.samefile import all_of

# All that a person may want to do with their own copy; tools that read aloud need EXTRACT_TEXT.
ALLOWED = {
    "print": True,
    "print_to_representation": True,
    "extract": True,
    "extract_text_and_graphics": True,
    "add_or_modify": True,
    "fill_form_fields": True,
}
ARCHIVAL = re.compile(
    rb"<pdfaid:part>.*?</pdfaid:part>|<pdfaid:conformance>.*?</pdfaid:conformance>"
)
REVISION = 6
OF_THE_FILE = frozenset(("/Metadata", "/Extensions"))


class Unprotected(RuntimeError):
    """An encrypted copy is not what it must be. Says nothing of whose it is."""


def protected(pdf: bytes, password: str) -> bytes:
    """The copy, encrypted. Raises Unprotected where what was written does not prove to be so."""
    plain = PdfReader(io.BytesIO(pdf))
    plain.trailer.pop("/ID")  # it stays readable, and follows from what the copy says: a new one
    writer = PdfWriter(clone_from=plain)
    writer.pdf_header = "%PDF-1.7"
    root = writer.root_object
    # Revision 6 is of PDF 2.0; in 1.7 it is this extension.
    level = {"/BaseVersion": NameObject("/1.7"), "/ExtensionLevel": NumberObject(8)}
    root[NameObject("/Extensions")] = DictionaryObject(
        {NameObject("/ADBE"): DictionaryObject({NameObject(k): v for k, v in level.items()})}
    )
    _no_archive(root["/Metadata"].get_object())
    # Whoever may change the permissions is nobody: that password is forgotten.
    writer.encrypt(
        password,
        secrets.token_urlsafe(32),
        algorithm="AES-256",
        permissions_flag=May.from_dict(ALLOWED),
    )
    made = io.BytesIO()
    writer.write(made)
    prove(pdf, plain, made.getvalue(), password)
    return made.getvalue()


def _no_archive(metadata: object) -> None:
    """Takes the claim to be PDF/A out of the XMP packet, of the same length as before."""
    assert isinstance(metadata, StreamObject)
    metadata.set_data(ARCHIVAL.sub(lambda found: b" " * len(found.group()), metadata.get_data()))


def prove(pdf: bytes, plain: PdfReader, made: bytes, password: str) -> None:
    """Raises Unprotected unless a file is the copy and opens with this password alone."""
    reader = PdfReader(io.BytesIO(made))
    terms: Any = reader.trailer.get("/Encrypt", DictionaryObject()).get_object()
    if terms.get("/R") != REVISION:
        raise Unprotected("the copy is not encrypted as it must be")
    if reader.decrypt("") or reader.decrypt(password) is not PasswordType.USER_PASSWORD:
        raise Unprotected("the copy does not open with its password, or without one")
    if _all(reader) != _all(plain):
        raise Unprotected("the encrypted copy does not hold what the copy holds")
    if _opened(made, ""):
        raise Unprotected("the copy opens without its password")
    if _opened(made, password) != _opened(pdf, ""):
        raise Unprotected("the encrypted copy does not show what the copy shows")


def _all(reader: PdfReader) -> str:
    """Pages, structure, words, fonts: all but what a file says of itself as a file."""
    root: Any = reader.trailer["/Root"]
    return all_of(root, OF_THE_FILE)


def _opened(pdf: bytes, password: str) -> list[str]:
    """The text of each page; no pages for a file that does not open."""
    try:
        document = pypdfium2.PdfDocument(pdf, password=password or None)
    except pypdfium2.PdfiumError:
        return []
    with document:
        return [page.get_textpage().get_text_range() for page in document]
