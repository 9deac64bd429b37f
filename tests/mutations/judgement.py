"""Which judges notice that a file is broken."""

from __future__ import annotations

import pikepdf
from pypdfium2 import PdfiumError

from tests.mutations import damage, filling, meaning, reading, tagging, wholefile
from tests.mutations.surgery import MUTATIONS
from tests.proof import JUDGES

# Importing them has registered what is in them.
KINDS = (filling, tagging, meaning, reading, wholefile, damage)
__all__ = ["KINDS", "MUTATIONS", "noticed"]


def noticed(pdf: bytes, said: str) -> list[str]:
    """The judges that find fault with a file that has to say `said`.

    A file that a judge's library refuses to open is noticed, too.
    """
    return [name for name in JUDGES if _finds_fault(name, pdf, said)]


def _finds_fault(name: str, pdf: bytes, said: str) -> bool:
    try:
        return bool(JUDGES[name](pdf, said))
    except (pikepdf.PdfError, PdfiumError):
        return True
