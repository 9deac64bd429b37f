"""Which files can be brought in, and who reads them: what a file is, its first bytes tell."""

from __future__ import annotations

from collections.abc import Callable

from builder.bring.brought import Brought, Unusable
from builder.bring.htmlreader import read_page
from builder.bring.markdownreader import read_markdown

READERS: dict[str, Callable[[bytes], Brought]] = {
    "html": read_page,
    "md": read_markdown,
}
SUFFIXES = {"htm": "html", "xhtml": "html", "markdown": "md", "txt": "md"}
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Compound File Binary: .doc, also a locked .docx
KNOWN = ".docx, .md, .html or .pdf"


def kind_of(name: str, data: bytes) -> str:
    """The kind of a file, a key of READERS. Raises Unusable where it is none of them."""
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
    if kind not in READERS:
        hint = f"give {KNOWN}; most programs save as one of them"
        raise Unusable("other-format", f"files of this kind (.{suffix[:12]}) are not read", hint)
    return kind
