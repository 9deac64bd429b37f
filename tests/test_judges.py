"""The judges themselves: a whole file passes, and every way to break it is noticed."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.judges import conformance, geometry, sample, structure
from tests.judges.audit import audit
from tests.judges.fonts import parse_to_unicode
from tests.mutations.documents import DOCUMENTS, Document
from tests.mutations.judgement import MUTATIONS
from tests.mutations.surgery import Nothing, element, parent_tree

Break = Callable[[Pdf], None]


def broken(break_it: Break) -> bytes:
    with Pdf.open(io.BytesIO(sample.sample())) as pdf:
        break_it(pdf)
        out = io.BytesIO()
        pdf.save(out, fix_metadata_version=False)
    return out.getvalue()


def rewrite(pdf: Pdf, page: int, old: bytes, new: bytes) -> None:
    """Replaces the first `old` in the content of a page."""
    content = pdf.pages[page].Contents.read_bytes()
    assert old in content
    pdf.pages[page].obj.Contents = pdf.make_stream(content.replace(old, new, 1))


# -- the whole file


def test_sample_is_whole() -> None:
    assert audit(sample.sample()) == []


@pytest.mark.parametrize("profile", conformance.PROFILES)
def test_sample_conforms(profile: str) -> None:
    assert conformance.failures(sample.sample(), profile) == []


def test_sample_reads_in_order() -> None:
    assert structure.words(sample.sample()) == sample.WORDS
    assert structure.artifact_words(sample.sample()) == ["Page 1", "Page 2"]


def test_sample_is_laid_out_well() -> None:
    pdf = sample.sample()
    assert geometry.outside(pdf, 20) == []
    assert geometry.overlaps(pdf) == []
    assert list(geometry.font_sizes(pdf)) == [9.0, 12.0]
    first, *_ = geometry.text_boxes(pdf)[1]
    assert (first.text, first.page, round(first.left)) == ("pressure.", 2, 51)


def test_elements_are_read_with_what_they_carry() -> None:
    root = structure.read(sample.sample())
    assert root.lang == "en-GB"
    assert [node.alt for node in root.find("Figure")] == ["A heart"]
    paragraph, link = root.find("P")[0], root.find("Link")[0]
    assert [(text.page, text.mcid) for text in paragraph.texts] == [(1, 1), (1, 3), (2, 0)]
    assert link.kids[1] == structure.Annotation(
        1, "Link", "Our page on the web", "https://example.org/"
    )
    assert "    L\n      LI\n        Lbl: •\n" in structure.outline(sample.sample())


# -- what the audit must say


@cache
def form() -> Document:
    return DOCUMENTS["CT-11-fillable"]()


@pytest.mark.parametrize("name", [name for name in MUTATIONS if MUTATIONS[name].says])
def test_audit_notices(name: str) -> None:
    mutation = MUTATIONS[name]
    try:
        pdf = mutation.of(sample.sample())
    except Nothing:  # the sample has no form
        pdf = mutation.of(form()[0])
    found = audit(pdf)
    assert any(mutation.says in fault for fault in found), found


def test_a_list_of_terms_needs_no_numbering() -> None:
    def terms(pdf: Pdf) -> None:
        del element(pdf, "L")["/A"]
        for _ in range(2):
            rewrite(pdf, 1, b"<%b>" % sample.shown("•"), b"<%b>" % sample.shown("Day"))

    assert audit(broken(terms)) == []


def test_audit_refuses_what_needs_repair() -> None:
    whole = sample.sample()
    assert audit(whole.replace(b"startxref\n", b"startxref\n1"))[0].startswith("cannot be opened")
    assert audit(whole[: len(whole) // 2])[0].startswith("cannot be opened")


# -- faults of reading


def swap(pdf: Pdf) -> None:
    """Everything is whole; only the order is wrong."""
    kids = element(pdf, "Document").K
    kids[0], kids[1] = kids[1], kids[0]


def lose_space(pdf: Pdf) -> None:
    old, new = sample.shown(" blood "), sample.shown(" blood")
    rewrite(pdf, 0, old, new)


def hush(pdf: Pdf) -> None:
    """Real text as an artifact, with the structure made to fit."""
    rewrite(pdf, 0, b"/H1 <</MCID 0>> BDC", b"/Artifact BMC")
    document = element(pdf, "Document")
    del document.K[0]
    parent_tree(pdf)[1][0] = None


@pytest.mark.parametrize(
    ("break_it", "words"),
    [
        (swap, "about blood pressure. Coming home • Rest"),
        (lose_space, "about bloodpressure. • Rest"),
        (hush, "Drink water."),
    ],
)
def test_words_tell(break_it: Break, words: str) -> None:
    pdf = broken(break_it)
    assert structure.words(pdf) != sample.WORDS
    assert words in structure.words(pdf)


def test_the_audit_alone_is_not_enough() -> None:
    assert audit(broken(swap)) == audit(broken(lose_space)) == audit(broken(hush)) == []


def test_hushed_text_is_an_artifact() -> None:
    assert structure.artifact_words(broken(hush))[0] == "Coming home Page 1"


def test_repeated_text_shows() -> None:
    """A table header that is tagged again on the next page."""

    def repeat(pdf: Pdf) -> None:
        rewrite(pdf, 1, sample.shown("pressure."), sample.shown("pressure. Day Dose"))

    assert "pressure. Day Dose • Rest" in structure.words(broken(repeat))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (b"/ReversedChars BMC <%b> Tj EMC" % sample.shown("gnimoC"), "Coming"),
        (b"/ReversedChars BMC [<%b> 9 <%b>] TJ EMC" % (sample.shown("gn"), sample.shown("imoC")),
         "Coming"),
        (b"/Span <</ActualText (Coming)>> BDC <%b> Tj EMC" % sample.shown("DDD"), "Coming"),
        (b"/Span <</ActualText (a)>> BDC /Span <</ActualText (b)>> BDC EMC EMC", "a"),
        (b"[<%b> -900 <%b>] TJ" % (sample.shown("Com"), sample.shown("ing")), "Coming"),
        (b"q /F1 9 Tf Q <%b> Tj" % sample.shown("Coming"), "Coming"),
    ],
)  # fmt: skip
def test_text_is_decoded(code: bytes, text: str) -> None:
    def replace(pdf: Pdf) -> None:
        rewrite(pdf, 0, b"<%b> Tj" % sample.shown("Coming home"), code)

    assert structure.read(broken(replace)).find("H1")[0].text == text


def test_actual_text_of_an_element_replaces_it() -> None:
    def replace(pdf: Pdf) -> None:
        element(pdf, "H1").ActualText = String("Go\u00ading\u00a0 out")

    assert structure.words(broken(replace)).startswith("Going out Drink")


def test_to_unicode_is_read() -> None:
    cmap = b"""2 beginbfchar <0001> <0041> <0002> <00660066> endbfchar
    2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0078> <D83DDE00>] endbfrange"""
    expected = {1: "A", 2: "ff", 16: "a", 17: "b", 18: "c", 32: "x", 33: "\U0001f600"}
    assert parse_to_unicode(cmap) == expected
    assert parse_to_unicode(cmap)[99] == "\ufffd"


def test_form_with_its_own_content_is_read() -> None:
    """MCIDs in a form XObject count from its own StructParents (ISO 32000-1, 14.7.4.2)."""

    def move(pdf: Pdf) -> None:
        code = b"/H1 <</MCID 0>> BDC BT /F1 12 Tf <%b> Tj ET EMC" % sample.shown("Rest")
        form = pdf.make_stream(
            code, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9], StructParents=3
        )
        pdf.pages[0].obj.Resources.XObject = Dictionary(X=form)
        rewrite(pdf, 0, b"/H1", b"/X Do /H1")
        heading = element(pdf, "H1")
        reference = {"/Type": Name.MCR, "/Pg": pdf.pages[0].obj, "/Stm": form, "/MCID": 0}
        heading.K = Array([Dictionary(reference), *heading.K])
        nums = [*parent_tree(pdf), 3, pdf.make_indirect(Array([heading]))]
        pdf.Root.StructTreeRoot.ParentTree.Nums = Array(nums)
        pdf.Root.StructTreeRoot.ParentTreeNextKey = 4

    pdf = broken(move)
    assert audit(pdf) == []
    assert structure.words(pdf).startswith("RestComing home")


# -- faults of layout


def place(line: bytes, new: bytes) -> Break:
    return lambda pdf: rewrite(pdf, 0, b"1 0 0 1 " + line + b" Tm", b"1 0 0 1 " + new + b" Tm")


def test_text_at_the_edge_is_outside() -> None:
    for there in (b"5 350", b"250 350", b"50 392", b"-200 350"):
        found = geometry.outside(broken(place(b"50 350", there)), 14)
        assert {box.text for box in found} & {"Coming", "home"}, there


def test_safe_area_is_that_of_the_trimmed_page() -> None:
    def trim(pdf: Pdf) -> None:
        pdf.pages[0].obj.TrimBox = Array([45, 20, 290, 390])

    assert geometry.outside(broken(trim), 3) == []
    assert [box.text for box in geometry.outside(broken(trim), 10)][:2] == ["Coming", "Drink"]


def test_text_over_text_overlaps() -> None:
    for there in (b"50 330", b"52 333", b"46 326"):
        found = geometry.overlaps(broken(place(b"50 350", there)))
        assert ("Coming", "Drink") in {(one.text, two.text) for one, two in found} | {
            (two.text, one.text) for one, two in found
        }, there


def test_text_drawn_twice_overlaps() -> None:
    def again(pdf: Pdf) -> None:
        code = b"<%b> Tj" % sample.shown("Coming home")
        rewrite(pdf, 0, code + b" ET", code + b" 1 0 0 1 50 350 Tm " + code + b" ET")

    assert geometry.overlaps(broken(again))


def test_size_is_that_on_paper() -> None:
    def shrink(pdf: Pdf) -> None:
        rewrite(pdf, 0, b"12 Tf 1 0 0 1", b"24 Tf .25 0 0 .25")

    assert list(geometry.font_sizes(broken(shrink))) == [6.0, 9.0, 12.0]


# -- conformance


def test_validator_speaks() -> None:
    def no_alt(pdf: Pdf) -> None:
        del element(pdf, "Figure")["/Alt"]

    found = conformance.failures(broken(no_alt), "ua1")
    assert [fault.partition(":")[0] for fault in found] == ["PDFUA1-FIGURE-ALTERNATIVE-TEXT-001"]
    assert conformance.failures(b"not a PDF", "2a") != []
    with pytest.raises(ValueError, match="profile"):
        conformance.failures(sample.sample(), "ua9")


def test_broken_files_are_reported_not_raised() -> None:
    with pytest.raises(pikepdf.PdfError):
        structure.words(b"not a PDF")
    assert audit(b"not a PDF") != []
