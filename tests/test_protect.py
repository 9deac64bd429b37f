"""An encrypted copy is the same document, by another library's account, and nobody else's."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from builder.deliver.copies.protect import Unprotected, protected, prove
from builder.hear.outline import outline
from builder.paper.render import render
from tests.conftest import merged, topic_of

PASSWORD = "vxk3-hgbt-n7cz-rdjp"
BLOCKS = """
- paragraph: Swim [there](https://example.org/x), {lang.hi:नमस्ते}.
- list: [one, two]
- table: {columns: [A, B], rows: [[1, 2]]}
"""


def drawn(folder: Path, blocks: str) -> bytes:
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    return render(merged(folder)[0][0]).pdf


@pytest.fixture
def plain(folder: Path) -> bytes:
    return drawn(folder, BLOCKS)


def everything(value: Any, seen: dict[Any, int], depth: int = 0) -> Any:
    """All that is reached from an object, with what leads back told by its number."""
    if isinstance(value, pikepdf.Object) and value.is_indirect and not isinstance(value, str):
        known = seen.setdefault(value.objgen, len(seen))
        if known < len(seen) - 1:
            return f"see {known}"
    if isinstance(value, pikepdf.Stream):
        content = re.sub(rb"<pdfaid:(\w+)>\w</pdfaid:\1>| {20,}", b"", value.read_bytes())
        entries = {key: everything(value[key], seen) for key in sorted(value.keys())}
        entries.pop("/Length", None)
        return [content, entries]
    if isinstance(value, pikepdf.Dictionary):
        return {key: everything(value[key], seen) for key in sorted(value.keys())}
    if isinstance(value, pikepdf.Array):
        return [everything(each, seen) for each in value]
    return bytes(value) if isinstance(value, pikepdf.String) else repr(value)


def account(pdf: bytes, password: str = "") -> Any:
    with pikepdf.open(io.BytesIO(pdf), password=password) as file:
        root: Any = file.Root
        if "/Extensions" in root:
            del root["/Extensions"]
        filters = re.compile(r"'/(Filter|DecodeParms)': [^,}]*,? ?")
        return filters.sub("", str([everything(root, {}), everything(file.docinfo, {})]))


@pytest.mark.parametrize("password", [PASSWORD, "a (b) \\ c <d> % e", "x" * 64])
def test_nothing_of_the_document_is_lost(password: str, plain: bytes) -> None:
    made = protected(plain, password)
    assert account(made, password) == account(plain)
    assert "StructTreeRoot" in account(plain)
    with pikepdf.open(io.BytesIO(made), password=password) as file:
        assert (file.encryption.R, file.encryption.bits) == (6, 256)
        assert file.allow.accessibility
        assert file.allow.print_highres
        assert file.allow.extract
        assert not file.allow.modify_assembly
        xmp = file.Root.Metadata.read_bytes()
        assert b"<pdfuaid:part>1<" in xmp
        assert not re.search(b"<pdfaid:", xmp)
        assert file.check_pdf_syntax() == [] == file.get_warnings()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(made))
    assert password.encode() not in made
    assert outline(made, password) == outline(plain)


def reencrypted(pdf: bytes, **how: Any) -> bytes:
    """The file as another program encrypts it."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        file.save(made, encryption=pikepdf.Encryption(owner="o", **how))
    return made.getvalue()


def changed(pdf: bytes, change: Callable[[Any], object]) -> bytes:
    """The file with something lost, encrypted as it must be."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        change(file.Root)
        file.save(made, encryption=pikepdf.Encryption(owner="o", user=PASSWORD, R=6))
    return made.getvalue()


def test_what_stays_readable_does_not_follow_from_what_is_locked(plain: bytes) -> None:
    """The identifier of a copy is a digest of its words: of a day of birth, soon guessed."""
    files = [plain, protected(plain, PASSWORD), protected(plain, PASSWORD)]
    names = [re.findall(r"'([^']*)'|\"([^\"]*)\"", repr(trailer(file)["/ID"])) for file in files]
    assert not {*names[0]} & {*names[1], *names[2]}
    assert not {*names[1]} & {*names[2]}


def trailer(pdf: bytes) -> Any:
    return PdfReader(io.BytesIO(pdf)).trailer


def test_what_is_not_the_copy_is_found(plain: bytes, folder: Path) -> None:
    """The proof is given what it must not let pass, and last what it may."""
    other = drawn(folder, BLOCKS.replace("Swim", "Swam"))
    for bad in (
        plain,
        protected(plain, "another"),
        protected(other, PASSWORD),
        reencrypted(plain, user=PASSWORD, R=4, aes=True),
        reencrypted(plain, user="", R=6),
        changed(plain, lambda root: root.StructTreeRoot.K[0].__setitem__("/S", pikepdf.Name.Part)),
        changed(plain, lambda root: root.__delitem__("/MarkInfo")),
        changed(plain, lambda root: root.__setitem__("/Lang", "en")),
        changed(plain, lambda root: root.Pages.Kids[0].__setitem__("/Tabs", pikepdf.Name.R)),
    ):
        with pytest.raises(Unprotected) as told:
            prove(plain, PdfReader(io.BytesIO(plain)), bad, PASSWORD)
        assert PASSWORD not in str(told.value)
    good = reencrypted(plain, user=PASSWORD, R=6)
    prove(plain, PdfReader(io.BytesIO(plain)), good, PASSWORD)
