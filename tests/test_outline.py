"""`handouts outline` on PDFs that are not ours: other programs', odd ones, damaged ones."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner
from pikepdf import Array, Dictionary, Name, Pdf, String

from builder.cli import main
from builder.hear.outline import NotTagged, outline
from builder.paper.render import render
from tests.judges import sample, structure
from tests.test_scripts import handouts

Break = Callable[[Pdf], None]
WHOLE = """\
Document
  H1: Coming home
  P: Drink water. Read {Link: our page} about blood pressure.
  L
    LI
      Lbl: •
      LBody: Rest
    LI
      Lbl: •
      LBody: Sleep
  Table
    TR
      TH: Day
      TH: Dose
    TR
      TD: Monday
      TD: two
  Figure [alt: A heart]: A drawing
"""


def changed(change: Break) -> bytes:
    with Pdf.open(io.BytesIO(sample.sample())) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, fix_metadata_version=False)
    return out.getvalue()


def document(pdf: Pdf) -> Any:
    return pdf.Root.StructTreeRoot.K[0]


def heading_says(code: bytes) -> bytes:
    """The sample with other operators for the words of its heading, "Coming home"."""

    def replace(pdf: Pdf) -> None:
        content = pdf.pages[0].Contents.read_bytes()
        old = b"<%b> Tj" % sample.shown("Coming home")
        assert old in content
        pdf.pages[0].Contents = pdf.make_stream(content.replace(old, code, 1))

    return changed(replace)


def test_a_file_by_hand() -> None:
    assert outline(sample.sample()) == WHOLE


# -- text


def hexed(text: str) -> bytes:
    return b"<%b>" % sample.shown(text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (b"%b Tj" % hexed("Rest"), "Rest"),
        (b"/F1 12 Tf 1 2 (AB) \" %b '" % hexed("Rest"), "\ufffdRest"),
        (b"/ReversedChars BMC %b Tj EMC" % hexed("tseR"), "Rest"),
        (b"/ReversedChars BMC [%b 9 %b] TJ EMC" % (hexed("ts"), hexed("eR")), "Rest"),
        # Strings stand in reading order; what is in them is turned (ISO 32000-1, 14.8.2.3.3).
        (b"/ReversedChars BMC %b Tj %b Tj EMC" % (hexed("eR"), hexed("ts")), "Rest"),
        (b"/ReversedChars BMC /Span <</ActualText (Re)>> BDC %b Tj EMC %b Tj EMC"
         % (hexed("DD"), hexed(" ts")), "Rest "),
        (b"/Span <</ActualText (Re)>> BDC /ReversedChars BMC %b Tj EMC EMC %b Tj"
         % (hexed("DD"), hexed("st")), "Rest"),
        (b"/Artifact BMC %b Tj EMC %b Tj" % (hexed("DD"), hexed("Rest")), "Rest"),
        (b"q /F9 9 Tf Q %b Tj" % hexed("Rest"), "Rest"),
    ],
)  # fmt: skip
def test_our_reader_and_the_judge_hear_the_same(code: bytes, text: str) -> None:
    pdf = heading_says(code)
    assert f"  H1: {text.strip()}\n" in outline(pdf)
    assert structure.read(pdf).find("H1")[0].text == text.strip()


@pytest.mark.parametrize("name", ["ar", "he", "hi", "ur"])
def test_text_from_right_to_left_is_told_in_order(name: str) -> None:
    pdf = render(handouts()[f"{name}.standard"]).pdf
    told = outline(pdf)
    plain = [node for node in structure.read(pdf).find("H1", "H2", "P", "TD") if not node.nodes]
    assert len(plain) > 20
    assert [node.text for node in plain if f"{node.role}: {node.text}" not in told] == []


def test_fonts_with_codes_of_one_byte() -> None:
    """By a ranged map, by a map of single codes, and by a named encoding alone."""
    cmap = b"1 begincodespacerange <00> <FF> endcodespacerange\n"
    ranges = b"2 beginbfrange <61> <63> <0041> <64> <65> [<0078> <D83DDE00>] endbfrange"

    def simple(pdf: Pdf) -> None:
        fonts = pdf.pages[0].Resources.Font
        font = {"/Type": Name.Font, "/Subtype": Name.TrueType, "/BaseFont": Name.Some}
        fonts.A = Dictionary({**font, "/ToUnicode": pdf.make_stream(cmap + ranges)})
        chars = b"1 beginbfchar <66> <00660066> endbfchar"
        fonts.B = Dictionary({**font, "/ToUnicode": pdf.make_stream(cmap + chars)})
        fonts.C = Dictionary({**font, "/Encoding": Name.WinAnsiEncoding})
        fonts.D = Dictionary({**font, "/Encoding": Dictionary(Differences=Array([97, Name.odd]))})
        content = pdf.pages[0].Contents.read_bytes()
        shows = b"/A 9 Tf (abcde) Tj /B 9 Tf (f) Tj /C 9 Tf (a\\222s) Tj /D 9 Tf (a) Tj"
        old = b"<%b> Tj" % sample.shown("Coming home")
        pdf.pages[0].Contents = pdf.make_stream(content.replace(old, shows))

    assert "  H1: ABCx😀ffa’s\ufffd\n" in outline(changed(simple))


def test_ranges_of_two_byte_codes() -> None:
    def range_of(pdf: Pdf) -> None:
        code = int(sample.shown("C"), 16)
        cmap = b"1 beginbfrange <%04X> <FFFFFFFF> <0043> endbfrange" % code
        pdf.pages[0].Resources.Font.F1.ToUnicode = pdf.make_stream(cmap)

    assert "  H1: Coming\ufffdhome\n" in outline(changed(range_of))


def test_words_in_a_form_belong_to_what_paints_it() -> None:
    def move(pdf: Pdf) -> None:
        code = b"BT /F1 12 Tf %b Tj ET /X Do" % hexed("Rest")
        form = pdf.make_stream(code, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
        form.Resources = Dictionary(Font=pdf.pages[0].Resources.Font, XObject=Dictionary(X=form))
        pdf.pages[0].Resources.XObject = Dictionary(X=form)
        content = pdf.pages[0].Contents.read_bytes()
        old = b"BT /F1 12 Tf 1 0 0 1 50 350 Tm <%b> Tj ET" % sample.shown("Coming home")
        assert old in content
        pdf.pages[0].Contents = pdf.make_stream(content.replace(old, b"/X Do"))

    assert "  H1: RestRest" in outline(changed(move))


def test_an_element_can_say_something_else() -> None:
    def replace(pdf: Pdf) -> None:
        document(pdf).K[0].ActualText = String("Go home")

    assert "  H1: Go home\n" in outline(changed(replace))


# -- damage


def number(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot = 7


def no_kids(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot["/K"]


def loop(pdf: Pdf) -> None:
    document(pdf).K.append(document(pdf))


def inline_loop(pdf: Pdf) -> None:
    link = document(pdf).K[1].K[1]
    link.K = Array([link])


def depth(pdf: Pdf) -> None:
    for _ in range(3000):
        pdf.Root.StructTreeRoot.K = Dictionary(S=Name.Div, K=pdf.Root.StructTreeRoot.K)


def damaged_page(pdf: Pdf) -> None:
    content = pdf.make_stream(b"not compressed at all")
    content.Filter = Name.Odd
    pdf.pages[0].Contents = content


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (number, "the structure tree is empty"),
        (no_kids, "the structure tree is empty"),
        (loop, "is reached twice"),
        (inline_loop, "is reached twice"),
        (depth, "more than 100 elements deep"),
        (damaged_page, "page 1 cannot be read: "),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(damage: Break, message: str) -> None:
    with pytest.raises(NotTagged, match=message) as told:
        outline(changed(damage))
    assert "\n" not in str(told.value)


def test_an_encrypted_file_is_told() -> None:
    def locked(user: str) -> bytes:
        with Pdf.open(io.BytesIO(sample.sample())) as pdf:
            out = io.BytesIO()
            pdf.save(
                out, encryption=pikepdf.Encryption("owner", user, R=3, aes=False, metadata=False)
            )
        return out.getvalue()

    assert outline(locked("")) == WHOLE
    with pytest.raises(NotTagged, match="encrypted"):
        outline(locked("user"))


def no_page(pdf: Pdf) -> None:
    for value in pdf.objects:
        if isinstance(value, Dictionary) and "/Pg" in value:
            del value["/Pg"]


def odd_kids(pdf: Pdf) -> None:
    document(pdf).K[0].K = Array([None, Name.Odd, 3.5, -1, 99, Dictionary(), String("odd")])


def odd_entries(pdf: Pdf) -> None:
    heading = document(pdf).K[0]
    heading.S, heading.Lang, heading.Pg = 4, Array([]), 3


def odd_fonts(pdf: Pdf) -> None:
    pdf.pages[0].Resources.Font.F1 = Array([1])


def no_resources(pdf: Pdf) -> None:
    del pdf.pages[0].obj["/Resources"]


def odd_operators(pdf: Pdf) -> None:
    code = b"EMC EMC BDC Q Tf Tj TJ /X Do /H1 /Nowhere BDC [(a) 3 /N <<>>] TJ EMC /F1 Tf ' " * 2
    content = pdf.pages[0].Contents.read_bytes()
    pdf.pages[0].Contents = pdf.make_stream(code + content)


@pytest.mark.parametrize(
    "damage", [no_page, odd_kids, odd_entries, odd_fonts, no_resources, odd_operators]
)
def test_what_can_be_read_is_told(damage: Break) -> None:
    told = outline(changed(damage))
    assert told.startswith("Document\n")
    assert "Figure [alt: A heart]" in told


def test_pieces_of_a_file_raise_nothing_else() -> None:
    """Cut short, or with a stretch of it overwritten: told or refused, but never a traceback."""
    whole = sample.sample()
    for start in range(0, len(whole), len(whole) // 40):
        for damaged in (whole[:start], whole[:start] + b"<<[/A 0 R" + whole[start + 9 :]):
            try:
                assert outline(damaged)
            except NotTagged as told:
                assert "\n" not in str(told)


def test_the_command_prints_one_line(tmp_path: Any, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "damaged.pdf"
    with caplog.at_level(logging.DEBUG):
        assert outline(sample.sample().replace(b"startxref\n", b"startxref\n1")) == WHOLE
        file.write_bytes(changed(loop))
        result = CliRunner().invoke(main, ["outline", str(file)])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "error[not-tagged]: the structure tree is no tree" in result.stderr
    assert [record for record in caplog.records if record.name.startswith("pypdf")] == []


# -- other programs


def test_typst() -> None:
    typst = pytest.importorskip("typst", reason="typst is not installed (make bench installs it)")
    source = b"""#set document(title: "T")
= Coming home
Drink *water*. Read #link("https://example.org")[our page]. Office.
- Rest
- Sleep
"""
    told = outline(typst.compile(source, pdf_standards=["ua-1"]))
    assert "H1: Coming home" in told
    assert "Drink" in told
    assert "{Link: our page}. Office." in told
    assert "Rest" in told
    assert "\ufffd" not in told


def test_weasyprint() -> None:
    weasyprint = pytest.importorskip(
        "weasyprint", reason="WeasyPrint is not installed (make bench installs it)"
    )
    page = "<html lang=en><title>T</title><h1>Coming home</h1><p>Drink water. Office.<p>Zoë"
    told = outline(weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))
    assert "H1: {Span: Coming home}\n" in told
    assert "P: {Span: Drink water. Office.}\n" in told
    assert "P: {Span: Zoë}\n" in told
