"""What was typed and ticked is read exactly, wherever and however a program wrote it."""

from __future__ import annotations

import codecs
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from builder.questions.fieldvalues import Value
from builder.questions.formfields import form_of
from tests.replies.forms import (
    ENTRIES,
    Edit,
    field,
    filled,
    form,
    name,
    reordered,
    tip,
    with_bytes,
)

ENTRY = ENTRIES[0]
LINES, BOX = name(ENTRY, "text"), name(ENTRY, "tick")
TEXTS = {
    "plain": "How long will it take?",
    "accents": "Zoë O’Brien – Łukasz, ½ €",
    "parentheses": "(a) b) \\n \\\\ (",
    "hindi": "क्या मुझे बुखार होगा?",
    "arabic": "هل يمكنني القيادة؟ 21",
    "emoji": "tired 😴, 👩🏽‍⚕️",
    "lines": "one\ntwo\n\nthree",
    "long": "0123456789" * 200,
    "formula": "=1+1",
    "markup": "<b>&amp;</b> %s {0}",
}


def values(pdf: bytes) -> dict[str, Value]:
    return {each.name: each.value for each in form_of(pdf).fields}


def typed(pdf: bytes) -> str:
    value = values(pdf)[LINES]
    assert value.state == "done", value.why
    return value.text


@pytest.mark.parametrize("incremental", [False, True])
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_pypdf_fills_in_is_read(text: str, packed: bool, incremental: bool) -> None:
    pdf = filled(form(packed=packed), {LINES: text, BOX: "/On"}, incremental=incremental)
    found = values(pdf)
    assert found.pop(LINES) == Value("done", text)
    assert found.pop(BOX) == Value("done")
    assert {each.state for each in found.values()} == {"blank"}


def octal(data: bytes) -> bytes:
    return b"(" + b"".join(b"\\%03o" % byte for byte in data) + b")"


ENCODED: list[tuple[bytes, str]] = [
    (b"<" + (codecs.BOM_UTF16_BE + "Łü 😴".encode("utf-16-be")).hex().encode() + b">", "Łü 😴"),
    (octal(codecs.BOM_UTF16_LE + "नमस्ते".encode("utf-16-le")), "नमस्ते"),
    (octal(codecs.BOM_UTF8 + "é 😴".encode()), "é 😴"),
    (b"(" + "é हाँ".encode() + b")", "é हाँ"),
    (octal(bytes([0x18, 0x80, 0x8D, 0x92, 0xA0, 0xE9])), "˘•“™€é"),
    (b"(a\\rb\\r\\nc\\nd)", "a\nb\nc\nd"),
    (b"(a\rb\r\nc\nd)", "a\nb\nc\nd"),
    (b"(a\\\nb)", "ab"),
    (b"(a (b) \\( c)", "a (b) ( c"),
    (b"<48 69>", "Hi"),
    (octal(codecs.BOM_UTF16_BE + "a\rb\r\nc".encode("utf-16-be")), "a\nb\nc"),
    (b"(\ttab)", "\ttab"),
]


@pytest.mark.parametrize(("token", "text"), ENCODED, ids=range(len(ENCODED)))
def test_a_string_is_read_in_its_encoding(token: bytes, text: str) -> None:
    assert typed(with_bytes(token)) == text


@pytest.mark.parametrize("token", [b"()", b"<>", b"null", b"( )", b"(\\n)", octal(b"\xfe\xff")])
def test_what_shows_nothing_is_blank(token: bytes) -> None:
    assert values(with_bytes(token))[LINES] == Value("blank")


UNCLEAR = [
    octal(codecs.BOM_UTF16_BE + b"a\0b"),  # an odd number of bytes
    octal(codecs.BOM_UTF16_LE + b"\x00\xd8"),  # half of a pair
    octal(codecs.BOM_UTF8 + b"\xe9"),
    octal(b"a\x9fb"),
    octal(b"\0a\0b"),  # UTF-16 that does not say so
    b"[(one) (two)]",
    b"12",
    b"true",
    b"/Name",
    b"<</V (text)>>",
    b"999 0 R",
]


@pytest.mark.parametrize("token", UNCLEAR)
def test_what_is_no_text_is_unclear(token: bytes) -> None:
    assert values(with_bytes(token))[LINES].state == "unclear"


def test_half_of_an_emoji_is_told() -> None:
    """Chrome keeps the first half of a pair where an emoji is typed."""
    told = "it holds signs that nobody can read: U+FFFD"
    token = octal(codecs.BOM_UTF16_BE + b"\0a\xd8\x3d\0b")
    assert values(with_bytes(token))[LINES] == Value("done", "a\ufffdb", note=told)


def test_signs_that_nobody_can_read_are_told() -> None:
    value = values(with_bytes(b"(a\\002b\\010)"))[LINES]
    assert (value.text, value.note) == (
        "a\x02b\x08",
        "it holds signs that nobody can read: U+0002, U+0008",
    )


def as_stream(pdf: Pdf) -> None:
    field(pdf, ENTRY, "text").V = pdf.make_stream("Grüße".encode("utf-16"))


def as_object(pdf: Pdf) -> None:
    field(pdf, ENTRY, "text").V = pdf.make_indirect(String("Grüße"))


def in_kid(pdf: Pdf) -> None:
    """Field and box are two objects; the box has the value."""
    parent = parted(pdf)
    parent.Kids[0].V = String("Grüße")


def in_both(pdf: Pdf) -> None:
    in_kid(pdf)
    field(pdf, ENTRY, "text").V = String("Grüße")


def in_parent(pdf: Pdf) -> None:
    parted(pdf).V = String("Grüße")


def orphan(pdf: Pdf) -> None:
    """As Preview leaves a field: the box says it all, and the field what it was before."""
    parent = parted(pdf)
    kid = parent.Kids[0]
    parent.V = String("old")
    del kid.Parent
    kid.T, kid.TU, kid.FT, kid.V = parent.T, parent.TU, parent.FT, String("Grüße")


def parted(pdf: Pdf) -> Any:
    """The lines of the first entry as a field and a box that it lists."""
    own = field(pdf, ENTRY, "text")
    kid = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, Rect=own.Rect, F=4, P=own.P, AP=own.AP, Parent=own
        )
    )
    for key in ("/Type", "/Subtype", "/Rect", "/F", "/P", "/AP"):
        del own[key]
    own.Kids = Array([kid])
    kids = [kid if each.objgen == own.objgen else each for each in pdf.pages[0].Annots]
    pdf.pages[0].Annots = Array(kids)
    return own


def no_form(pdf: Pdf) -> None:
    as_object(pdf)
    del pdf.Root.AcroForm


def no_list(pdf: Pdf) -> None:
    as_object(pdf)
    pdf.Root.AcroForm.Fields = Array()


def no_pages(pdf: Pdf) -> None:
    as_object(pdf)
    del pdf.pages[0].Annots


def below_a_group(pdf: Pdf) -> None:
    """A field whose name, type and words stand with the field above it."""
    in_parent(pdf)
    own = field(pdf, ENTRY, "text")
    kid = own.Kids[0]
    middle = pdf.make_indirect(Dictionary(Parent=own, Kids=Array([kid])))
    kid.Parent, own.Kids = middle, Array([middle])


PLACES = [
    as_stream, as_object, in_kid, in_both, in_parent, orphan, no_form, no_list, no_pages,
    below_a_group,
]  # fmt: skip


@pytest.mark.parametrize("edit", PLACES, ids=lambda each: each.__name__)
@pytest.mark.parametrize("packed", [False, True])
def test_a_text_is_found_wherever_it_stands(edit: Edit, packed: bool) -> None:
    found = form_of(form(edit, packed=packed)).fields
    assert len(found) == len(ENTRIES) * 2
    mine = next(each for each in found if each.name == LINES)
    assert (mine.value, mine.kind, mine.tip) == (Value("done", "Grüße"), "/Tx", tip(ENTRY, "text"))
    assert mine.listed == (edit not in (no_form, no_list))


def two_texts(pdf: Pdf) -> None:
    parent = parted(pdf)
    parent.V, parent.Kids[0].V = String("one"), String("two")


def twins(pdf: Pdf) -> None:
    field(pdf, ENTRY, "text").V = String("one")
    own = field(pdf, ENTRIES[1], "text")
    own.T, own.TU = String(LINES), String(tip(ENTRY, "text"))


def one_for_two(pdf: Pdf) -> None:
    text = pdf.make_indirect(String("one"))
    field(pdf, ENTRY, "text").V = field(pdf, ENTRIES[1], "text").V = text


def other_kind(pdf: Pdf) -> None:
    own = field(pdf, ENTRY, "text")
    own.FT, own.V = Name.Ch, String("one")


def shown_only(pdf: Pdf) -> None:
    field(pdf, ENTRY, "text").AP.N.write(b"/Tx BMC BT /F 12 Tf 2 5 Td (I am ill) Tj ET EMC")


def misspelt(pdf: Pdf) -> None:
    field(pdf, ENTRY, "text")["/W"] = String("one")


def displaced(pdf: Pdf) -> None:
    field(pdf, ENTRY, "text").M = String("one")


@pytest.mark.parametrize(
    "edit",
    [two_texts, twins, one_for_two, other_kind, shown_only, misspelt, displaced],
    ids=lambda each: each.__name__,
)
def test_what_does_not_agree_is_unclear(edit: Edit) -> None:
    value = values(form(edit))[LINES]
    assert (value.state, value.text) == ("unclear", "")
    assert value.why


# The value, the look that is shown, and what is read.
TICKS: list[tuple[str | None, str | None, str]] = [
    (None, None, "blank"), (None, "/Off", "blank"), ("/Off", None, "blank"),
    ("/Off", "/Off", "blank"), ("/On", "/On", "done"), ("/On", None, "done"),
    (None, "/On", "done"), ("/Yes", "/Yes", "done"), ("/1", "/1", "done"), ("/Oui", None, "done"),
    (None, "/Yes", "done"), ("/是", "/是", "done"), ("/On", "/Off", "unclear"),
    ("/Off", "/On", "unclear"), ("/Off", "/Yes", "unclear"), ("/On", "/Yes", "unclear"),
    ("/Ofg", None, "unclear"), (None, "/off", "unclear"), ("/No", None, "unclear"),
    ("/0", None, "unclear"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "look", "state"), TICKS)
def test_a_tick_is_read_from_value_and_look(
    value: str | None, look: str | None, state: str
) -> None:
    def tick(pdf: Pdf) -> None:
        own = field(pdf, ENTRY, "tick")
        del own.AS
        for key, said in (("/V", value), ("/AS", look)):
            if said is not None:
                own[key] = Name(said)

    assert values(form(tick))[BOX].state == state


@pytest.mark.parametrize("wrong", [String("On"), 1, Array([Name.On]), True])
def test_a_tick_that_is_no_name_is_unclear(wrong: object) -> None:
    def tick(pdf: Pdf) -> None:
        field(pdf, ENTRY, "tick").V = wrong

    assert values(form(tick))[BOX].state == "unclear"


def test_a_comment_does_not_hide_a_value() -> None:
    """One byte before the key of a value that became a sign of a comment."""
    pdf = with_bytes(b"(text)")
    assert typed(pdf) == "text"
    at = pdf.index(b"/V (text)")
    with pytest.raises(ValueError, match="damaged"):
        form_of(pdf[: at - 1] + b"%" + pdf[at:])


def test_what_is_compressed_without_a_checksum_is_read() -> None:
    """Acrobat flushes what it appends and leaves the end out."""
    import zlib

    def put(pdf: Pdf) -> None:
        field(pdf, ENTRY, "text").V = pdf.make_stream(b"flushed text")

    packer = zlib.compressobj()
    data = packer.compress(b"flushed text") + packer.flush(zlib.Z_SYNC_FLUSH)
    plain = form(put).replace(b"/Length 12", b"/Length %d/Filter/FlateDecode" % len(data))
    assert typed(reordered(plain.replace(b"flushed text", data))) == "flushed text"


@pytest.mark.parametrize("token", [b"(About \\000\\237)", b"12", b"[(a)]"])
def test_words_that_cannot_be_read_are_not_missing_ones(token: bytes) -> None:
    def mark(pdf: Pdf) -> None:
        field(pdf, ENTRY, "text").TU = String("HERE")

    found = form_of(reordered(form(mark).replace(b"(HERE)", token))).fields
    assert next(each.tip for each in found if each.name == LINES) == ""


@pytest.mark.parametrize("wiped", [b" " * 11, b"\0" * 11])
def test_a_value_that_was_wiped_out_is_not_blank(wiped: bytes) -> None:
    whole = with_bytes(b"(text)" + b" " * 8)
    with pytest.raises(ValueError, match="damaged"):
        form_of(whole.replace(b"/V (text)", wiped[:9]))
