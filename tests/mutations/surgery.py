"""How a file is opened up and closed again: its elements, its content, its letters."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, StreamDecodeLevel

from tests.judges.fonts import Font, read_font

Change = Callable[[Pdf], None]
SHOWING = ("Tj", "TJ")


class Nothing(Exception):
    """The file has nothing in it that can be broken in this way."""


@dataclass(frozen=True)
class Mutation:
    """A way to break a file; `says` is a part of what the audit must say then, of the
    sample or a form.

    `of` gives the broken file. It raises Nothing.
    """

    name: str
    of: Callable[[bytes], bytes]
    says: str = ""


MUTATIONS: dict[str, Mutation] = {}


def mutation(says: str = "") -> Callable[[Change], Change]:
    """Registers a way to break a file that was opened."""

    def register(change: Change) -> Change:
        name = change.__name__
        MUTATIONS[name] = Mutation(name, lambda pdf: saved(pdf, change), says)
        return change

    return register


def damage(says: str = "") -> Callable[[Callable[[bytes], bytes]], Callable[[bytes], bytes]]:
    """Registers a way to damage the bytes of a file."""

    def register(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
        MUTATIONS[change.__name__] = Mutation(change.__name__, change, says)
        return change

    return register


def _without_ambiguity(pdf: Pdf) -> None:
    """Unpacks what ends in CR: the writer ends it with LF alone, and its length could be either.

    Our own files end it with CR LF (ISO 19005-2, 6.1.7.1).
    """
    for stream in pdf.objects:
        if isinstance(stream, Stream) and stream.read_raw_bytes().endswith(b"\r"):
            stream.write(stream.read_bytes())


def saved(pdf: bytes, change: Change = lambda pdf: None) -> bytes:
    """The file after a change, with everything else as it is; the same bytes every time."""
    with Pdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        _without_ambiguity(opened)
        out = io.BytesIO()
        opened.save(
            out,
            fix_metadata_version=False,
            compress_streams=False,
            stream_decode_level=StreamDecodeLevel.none,
            deterministic_id=True,
        )
    return out.getvalue()


# -- structure


def elements(pdf: Pdf, *roles: str) -> list[Any]:
    """The elements with one of these roles (all for none), in logical order."""
    return [e for e in below(pdf.Root.StructTreeRoot) if not roles or str(e.S)[1:] in roles]


def below(element: Any) -> Iterator[Any]:
    for kid in kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from below(kid)


def element(pdf: Pdf, role: str, number: int = 0) -> Any:
    found = elements(pdf, role)
    if len(found) <= number:
        raise Nothing(f"{role} number {number}")
    return found[number]


def kids(element: Any) -> list[Any]:
    held = element.get("/K", Array([]))
    return list(held) if isinstance(held, Array) else [held]


def parent_tree(pdf: Pdf) -> Any:
    return pdf.Root.StructTreeRoot.ParentTree.Nums


def row_of(pdf: Pdf, page: int) -> Any:
    """The page's array in the parent tree."""
    nums = list(parent_tree(pdf))
    return nums[nums.index(pdf.pages[page].obj.StructParents) + 1]


def links(pdf: Pdf) -> list[Any]:
    """The link annotations of all pages; at least one."""
    found = [a for p in pdf.pages for a in p.obj.get("/Annots", []) if a.Subtype == "/Link"]
    if not found:
        raise Nothing("link")
    return found


def fonts(pdf: Pdf) -> list[tuple[str, Any]]:
    """The font resources of the first page, with their names."""
    return list(pdf.pages[0].resources.Font.items())


# -- content


@dataclass
class Op:
    """An operator with its operands."""

    name: str
    operands: list[Any]

    @property
    def mcid(self) -> int | None:
        entries = self.operands[1] if self.name == "BDC" else None
        return int(entries.MCID) if isinstance(entries, Dictionary) and "/MCID" in entries else None


@contextmanager
def content(pdf: Pdf, page: int = 0) -> Iterator[list[Op]]:
    """The operators of a page, to be changed in place."""
    found = [
        Op(str(item.operator), list(item.operands))
        for item in pikepdf.parse_content_stream(pdf.pages[page])
    ]
    yield found
    made = [
        pikepdf.ContentStreamInstruction(op.operands, pikepdf.Operator(op.name)) for op in found
    ]
    pdf.pages[page].obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(made))


def begins(tag: str, mcid: int | None = None) -> Op:
    if mcid is None:
        return Op("BMC", [Name(f"/{tag}")])
    return Op("BDC", [Name(f"/{tag}"), Dictionary(MCID=mcid)])


def end(ops: list[Op], start: int) -> int:
    """Where the EMC of the marked content stands that begins at `start`."""
    depth = 0
    for index in range(start, len(ops)):
        depth += (ops[index].name in ("BMC", "BDC")) - (ops[index].name == "EMC")
        if depth == 0:
            return index
    raise Nothing("EMC")


def tagged(ops: list[Op], *, words: bool = True, tag: str = "") -> list[int]:
    """Where tagged content begins, that with words in it."""
    found = [
        index
        for index, op in enumerate(ops)
        if op.mcid is not None
        and (not tag or op.operands[0] == f"/{tag}")
        and (not words or any(o.name in SHOWING for o in ops[index : end(ops, index)]))
    ]
    if not found:
        raise Nothing(f"tagged {tag or 'content'}")
    return found


def artifacts(ops: list[Op]) -> list[int]:
    """Where artifacts with words in them begin."""
    return [
        index
        for index, op in enumerate(ops)
        if op.name in ("BMC", "BDC")
        and op.operands[0] == Name.Artifact
        and any(o.name in SHOWING for o in ops[index : end(ops, index)])
    ]


# -- letters


@dataclass(frozen=True)
class Letter:
    """A shown code and what it says: in which operator, string and byte of it.

    `muted` when the text is given otherwise, `mcid` when it is tagged.
    """

    op: int
    part: int
    byte: int
    code: int
    text: str
    muted: bool
    mcid: int | None
    font: str


def letters(pdf: Pdf, ops: list[Op], page: int = 0) -> list[Letter]:
    """The letters of a page, in the order they are shown."""
    read = {key: read_font(value) for key, value in pdf.pages[page].resources.Font.items()}
    found: list[Letter] = []
    marks: list[tuple[int | None, bool]] = [(None, False)]
    current = ""
    for index, op in enumerate(ops):
        if op.name in ("BMC", "BDC"):
            given = op.name == "BDC" and "/ActualText" in op.operands[1]
            mcid = None if op.operands[0] == Name.Artifact else marks[-1][0]
            marks.append((mcid if op.mcid is None else op.mcid, given or marks[-1][1]))
        elif op.name == "EMC":
            marks.pop()
        elif op.name == "Tf":
            current = str(op.operands[0])
        elif op.name in SHOWING:
            found += _shown(index, op, read[current], current, *marks[-1])
    return found


def _shown(
    index: int, op: Op, font: Font, name: str, mcid: int | None, muted: bool
) -> Iterator[Letter]:
    for part, string in enumerate(strings(op)):
        if isinstance(string, pikepdf.String):
            for byte, code in enumerate(font.codes(bytes(string))):
                place = byte * (2 if font.wide else 1)
                yield Letter(index, part, place, code, font.text((code,)), muted, mcid, name)


def strings(op: Op) -> list[Any]:
    """What an operator shows: strings, and numbers between them."""
    return list(op.operands[0]) if op.name == "TJ" else op.operands


def replace(ops: list[Op], letter: Letter, code: bytes) -> None:
    """Puts other bytes in the place of the two of a letter."""
    op, shown = ops[letter.op], strings(ops[letter.op])
    data = bytes(shown[letter.part])
    shown[letter.part] = pikepdf.String(data[: letter.byte] + code + data[letter.byte + 2 :])
    op.operands = [Array(shown)] if op.name == "TJ" else shown
