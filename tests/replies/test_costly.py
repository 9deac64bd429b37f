"""A file that asks for any time or memory is told in one line, and the next one is read."""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Callable, Iterator

import pytest
from pikepdf import Array, Dictionary, Pdf, String

from builder.machine.limited import Limited, TooMuch
from builder.questions.formfields import form_of
from builder.questions.unreadable import Unreadable
from tests.replies.forms import ENTRIES, field, filled, form, name, reordered

GOOD = filled(form(), {name(ENTRIES[0], "text"): "still read"})
BOMB = zlib.compress(bytes(1 << 20) * 200, 9)  # 200 MiB in 200 KiB
Bomb = Callable[[], bytes]


def unpacked_value() -> bytes:
    def put(pdf: Pdf) -> None:
        field(pdf, ENTRIES[0], "text").V = pdf.make_stream(b"HERE")

    plain = form(put).replace(b"/Length 4", b"/Length %d/Filter/FlateDecode" % len(BOMB))
    return reordered(plain.replace(b"HERE", BOMB))


def unpacked_twice() -> bytes:
    again = zlib.compress(zlib.compress(bytes(1 << 20) * 300, 9), 9)

    def put(pdf: Pdf) -> None:
        field(pdf, ENTRIES[0], "text").V = pdf.make_stream(b"HERE")

    filters = b"/Length %d/Filter[/FlateDecode/FlateDecode]" % len(again)
    return reordered(form(put).replace(b"/Length 4", filters).replace(b"HERE", again))


def unpacked_table() -> bytes:
    body = form()
    body = body[: body.rindex(b"xref\n0 ")]
    row = b"99 0 obj<</Type/XRef/Size 9999999/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/Length %d>>"
    stream = row % len(BOMB) + b"stream\n" + BOMB + b"\nendstream endobj\n"
    return body + stream + b"startxref\n%d\n%%%%EOF\n" % len(body)


def kids_in_a_circle() -> bytes:
    def put(pdf: Pdf) -> None:
        own = field(pdf, ENTRIES[0], "text")
        group = pdf.make_indirect(Dictionary(T=String("group")))
        group.Kids, group.Parent, own.Parent = Array([group, own]), own, group

    return form(put)


def kids_without_end() -> bytes:
    def put(pdf: Pdf) -> None:
        below = pdf.make_indirect(Dictionary(T=String("x")))
        for _ in range(20_000):
            below = pdf.make_indirect(Dictionary(Kids=Array([below])))
        pdf.Root.AcroForm.Fields.append(below)

    return form(put)


def a_million_fields() -> bytes:
    def put(pdf: Pdf) -> None:
        pdf.Root.AcroForm.Fields = String("HERE")

    return reordered(form(put).replace(b"(HERE)", b"[" + b"<</T(x)>>" * 1_000_000 + b"]"))


def pages_without_end() -> bytes:
    def put(pdf: Pdf) -> None:
        pdf.Root.Pages.Kids = String("HERE")

    return reordered(form(put).replace(b"(HERE)", b"[" + b"<</Kids[]>>" * 500_000 + b"]"))


def tables_in_a_circle() -> bytes:
    whole = form()
    start = int(re.findall(rb"startxref\n(\d+)", whole)[-1])
    return whole.replace(b"trailer <<", b"trailer <</Prev %d" % start)


def nested() -> bytes:
    def put(pdf: Pdf) -> None:
        field(pdf, ENTRIES[0], "text").V = String("HERE")

    return reordered(form(put).replace(b"(HERE)", b"[" * 200_000 + b"]" * 200_000))


def nested_dictionaries() -> bytes:
    def put(pdf: Pdf) -> None:
        pdf.Root.AcroForm.DR = String("HERE")

    return reordered(form(put).replace(b"(HERE)", b"<</A" * 90_000 + b" 1 " + b">>" * 90_000))


def references_in_a_circle() -> bytes:
    def put(pdf: Pdf) -> None:
        field(pdf, ENTRIES[0], "text").V = pdf.make_indirect(String("HERE"))

    whole = form(put)
    number = re.findall(rb"(?m)^(\d+) 0 obj\n\(HERE\)", whole)[0]
    return reordered(whole.replace(b"(HERE)", number + b" 0 R"))


def counted_objects() -> bytes:
    return form().replace(b"xref\n0 ", b"xref\n0 9999999999 ", 1)


BOMBS: list[Bomb] = [
    unpacked_value, unpacked_twice, unpacked_table, kids_in_a_circle, kids_without_end,
    a_million_fields, pages_without_end, tables_in_a_circle, nested, nested_dictionaries,
    references_in_a_circle, counted_objects,
]  # fmt: skip


@pytest.fixture(scope="module")
def limited() -> Iterator[Limited]:
    with Limited() as one:
        yield one


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda each: each.__name__)
def test_a_file_that_asks_for_too_much_is_refused(limited: Limited, bomb: Bomb) -> None:
    with pytest.raises((Unreadable, TooMuch)):
        limited(form_of, bomb())
    good = limited(form_of, GOOD)
    assert next(each for each in good.fields if each.value.text).value.text == "still read"


def test_a_huge_text_is_unclear(limited: Limited) -> None:
    def put(pdf: Pdf) -> None:
        field(pdf, ENTRIES[0], "text").V = String("long " * 1_000_000)

    wanted = name(ENTRIES[0], "text")
    found = next(each for each in limited(form_of, form(put)).fields if each.name == wanted)
    assert (found.value.state, found.value.text) == ("unclear", "")


def without_end() -> None:
    while True:
        pass


def all_memory() -> int:
    return sum(len(bytes(1 << 24)) for _ in iter([bytes(3 << 30)]))


def dies() -> None:
    sys.stderr.close()
    import os

    os._exit(7)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit on memory")
def test_a_task_has_so_much_memory(limited: Limited) -> None:
    with pytest.raises(TooMuch):
        limited(all_memory)
    assert limited(len, b"next") == 4


def test_a_task_has_so_much_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.machine.limited.WAIT", 0.3)
    with Limited() as one:
        with pytest.raises(TooMuch):
            one(without_end)
        monkeypatch.undo()  # the next process has the time that it takes to begin one
        assert one(len, b"next") == 4


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit on processors' time")
def test_a_task_has_so_much_of_a_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.machine.limited.SECONDS", 0)
    with Limited() as one:
        with pytest.raises(TooMuch):
            one(without_end)
        assert one(len, b"next") == 4


def test_a_process_that_dies_is_one_task_only() -> None:
    with Limited() as one:
        with pytest.raises(TooMuch):
            one(dies)
        assert one(len, b"next") == 4


def test_what_a_task_raises_is_raised() -> None:
    with Limited() as one, pytest.raises(ValueError, match="invalid literal"):
        one(int, "x")
