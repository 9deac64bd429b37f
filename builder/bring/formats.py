"""Which files can be brought in, and who reads them: what a file is, its first bytes tell."""

from __future__ import annotations

from builder.bring.brought import Brought, Unusable
from builder.bring.htmlreader import read_page
from builder.bring.markdownreader import read_markdown
from builder.bring.pdf.pdfreader import read_pdf
from builder.bring.word.pending import Settle
from builder.bring.word.wordreader import read_word

SUFFIXES = {
    "docm": "docx",
    "dotx": "docx",
    "htm": "html",
    "xhtml": "html",
    "markdown": "md",
    "txt": "md",
}
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Compound File Binary: .doc, also a locked .docx
READ = ("docx", "html", "md", "pdf")
KNOWN = ".docx, .pdf, .md or .html"


def kind_of(name: str, data: bytes) -> str:
    """The kind of a file, one of READ. Raises Unusable where it is none of them."""
    suffix = name.rpartition(".")[2].lower()
    kind = SUFFIXES.get(suffix, suffix)
    if data.startswith(OLD_WORD):
        message = "it is a file of an old Word, or one locked with a password"
        raise Unusable("old-word", message, "open it in Word or LibreOffice and save it as .docx")
    if not data.strip():
        raise Unusable("empty-file", "the file is empty")
    if data.startswith(b"%PDF-"):
        kind = "pdf"
    elif data.startswith(b"PK\x03\x04"):
        kind = "docx" if kind == "docx" else "zip"
    elif kind in ("docx", "pdf"):
        raise Unusable("other-format", f"it is no .{kind} file, whatever its name says")
    if kind not in READ:
        hint = f"give {KNOWN}; most programs save as one of them"
        raise Unusable("other-format", f"files of this kind (.{suffix[:12]}) are not read", hint)
    return kind


def read_as(kind: str, data: bytes, settle: Settle) -> Brought:
    """The leaflet in the bytes of a file; `settle` says what to do with changes in it.

    Raises Unusable.
    """
    match kind:
        case "docx":
            return read_word(data, settle)
        case "html":
            return read_page(data)
        case "pdf":
            return read_pdf(data)
        case _:
            return read_markdown(data)
