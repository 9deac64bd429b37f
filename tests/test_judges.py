"""The judges themselves: a whole file passes, and every way to break it is noticed."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.judges import conformance, geometry, sample, structure
from tests.judges.audit import audit
from tests.judges.fonts import parse_to_unicode

Break = Callable[[Pdf], None]
BREAKS: dict[str, tuple[Break, str]] = {}


def breaks(expected: str) -> Callable[[Break], Break]:
    """Registers a way to break the sample, and what the audit must then say."""

    def register(break_it: Break) -> Break:
        BREAKS[break_it.__name__] = (break_it, expected)
        return break_it

    return register


def broken(break_it: Break) -> bytes:
    with Pdf.open(io.BytesIO(sample.sample())) as pdf:
        break_it(pdf)
        out = io.BytesIO()
        pdf.save(out, fix_metadata_version=False)
    return out.getvalue()


def element(pdf: Pdf, role: str, number: int = 0) -> Any:
    """The element `number` with this role, in the order of the file."""
    found = [
        value
        for value in pdf.objects
        if isinstance(value, Dictionary) and value.get("/S") == f"/{role}" and "/P" in value
    ]
    return found[number]


def rewrite(pdf: Pdf, page: int, old: bytes, new: bytes) -> None:
    """Replaces the first `old` in the content of a page."""
    content = pdf.pages[page].Contents.read_bytes()
    assert old in content
    pdf.pages[page].obj.Contents = pdf.make_stream(content.replace(old, new, 1))


def parent_tree(pdf: Pdf) -> Any:
    return pdf.Root.StructTreeRoot.ParentTree.Nums


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


# -- faults of tagging, for the audit


@breaks("is not in the structure tree")
def link_without_object_reference(pdf: Pdf) -> None:
    element(pdf, "Link").K = element(pdf, "Link").K[0]


@breaks("page 2: no StructParents")
def page_without_struct_parents(pdf: Pdf) -> None:
    del pdf.pages[1].obj["/StructParents"]


@breaks("MCID 1 is of P")
def parent_tree_astray(pdf: Pdf) -> None:
    row = parent_tree(pdf)[1]
    row[1] = row[0]


@breaks("but the ParentTree has nothing")
def parent_tree_too_short(pdf: Pdf) -> None:
    del parent_tree(pdf)[1][3]


@breaks("the ParentTree leads elsewhere")
def parent_tree_astray_for_link(pdf: Pdf) -> None:
    parent_tree(pdf)[5] = element(pdf, "P")


@breaks("no ParentTree")
def parent_tree_missing(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot["/ParentTree"]


@breaks("ParentTree keys are not in order")
def parent_tree_out_of_order(pdf: Pdf) -> None:
    nums = list(parent_tree(pdf))
    pdf.Root.StructTreeRoot.ParentTree.Nums = Array([*nums[2:4], *nums[:2], *nums[4:]])


@breaks("ParentTreeNextKey is 2, but 2 is used")
def parent_tree_next_key_in_use(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTreeNextKey = 2


@breaks("StructParent(s) 0 is used 2 times")
def pages_share_struct_parents(pdf: Pdf) -> None:
    pdf.pages[1].obj.StructParents = 0


@breaks("MCID 1 is used 2 times")
def mcid_twice(pdf: Pdf) -> None:
    rewrite(pdf, 0, b"/MCID 3", b"/MCID 1")


@breaks("MCID 1 of page 1 is not in the content")
def mcid_gone(pdf: Pdf) -> None:
    rewrite(pdf, 0, b"/P <</MCID 1>> BDC", b"/Artifact BMC")


@breaks("page 1: MCID 0 is not in the structure tree")
def content_in_no_element(pdf: Pdf) -> None:
    del element(pdf, "H1")["/K"]


@breaks("is in both")
def content_in_two_elements(pdf: Pdf) -> None:
    element(pdf, "LBody").K = element(pdf, "LBody", 1).K


@breaks("/P is not its parent")
def wrong_parent(pdf: Pdf) -> None:
    element(pdf, "LBody").P = element(pdf, "Table")


@breaks("is reached twice")
def element_twice(pdf: Pdf) -> None:
    document = element(pdf, "Document")
    document.K.append(document.K[0])


@breaks("text outside of marked content: 'Coming home'")
def text_unmarked(pdf: Pdf) -> None:
    rewrite(pdf, 0, b"/H1 <</MCID 0>> BDC", b"/Span BMC")


@breaks("f, 1 times, outside of marked content")
def path_unmarked(pdf: Pdf) -> None:
    rewrite(pdf, 0, b"ET\n50 45 200 0.5 re f\nEMC", b"ET\nEMC\n50 45 200 0.5 re f")


@breaks("P MCID 1 inside H1 MCID 0")
def marks_nested(pdf: Pdf) -> None:
    rewrite(pdf, 0, b"EMC\n/P <</MCID 1>> BDC", b"/P <</MCID 1>> BDC")
    rewrite(pdf, 0, b"EMC", b"EMC EMC")


@breaks("artifact inside H1 MCID 0")
def artifact_inside_tagged(pdf: Pdf) -> None:
    rewrite(pdf, 0, b"BDC\nBT", b"BDC /Artifact BMC\nBT")
    rewrite(pdf, 0, b"EMC", b"EMC EMC")


@breaks("H1 MCID 0 inside an artifact")
def tagged_inside_artifact(pdf: Pdf) -> None:
    rewrite(pdf, 0, b"/H1", b"/Artifact BMC /H1")
    rewrite(pdf, 0, b"EMC", b"EMC EMC")


@breaks("H1 and a text object overlap")
def mark_across_text_object(pdf: Pdf) -> None:
    rewrite(pdf, 0, b"ET\nEMC", b"EMC\nET")


@breaks("1 marked-content sequences are not closed")
def mark_left_open(pdf: Pdf) -> None:
    rewrite(pdf, 0, b"re f\nEMC", b"re f")


@breaks("/X Do, 1 times, outside of marked content")
def image_unmarked(pdf: Pdf) -> None:
    image = pdf.make_stream(
        b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
        BitsPerComponent=8, ColorSpace=Name.DeviceGray,
    )  # fmt: skip
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=image)
    rewrite(pdf, 0, b"/H1", b"/X Do /H1")


@breaks("text outside of marked content: 'Rest'")
def form_with_unmarked_text(pdf: Pdf) -> None:
    code = b"BT /F1 12 Tf <%b> Tj ET" % sample.shown("Rest")
    form = pdf.make_stream(code, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=form)
    rewrite(pdf, 0, b"/H1", b"/X Do /H1")


@breaks("Tabs is not S")
def no_tab_order(pdf: Pdf) -> None:
    del pdf.pages[0].obj["/Tabs"]


@breaks("has no Contents")
def link_without_description(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Annots[0]["/Contents"]


@breaks("has the flags 0, not 4")
def link_not_printed(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Annots[0]["/F"]


@breaks("leads nowhere")
def link_to_nowhere(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots[0].A = Dictionary(S=Name.GoTo, D=String("nowhere"))


@breaks("holds no annotation")
def link_element_alone(pdf: Pdf) -> None:
    element(pdf, "TD").S = Name.Link


# -- faults of meaning, for the audit


@breaks("has no Alt")
def figure_without_alt(pdf: Pdf) -> None:
    del element(pdf, "Figure")["/Alt"]


@breaks("has no BBox")
def figure_without_place(pdf: Pdf) -> None:
    del element(pdf, "Figure")["/A"]


@breaks("follows no heading")
def heading_level_left_out(pdf: Pdf) -> None:
    element(pdf, "H1").S = Name.H3


@breaks("rows have different numbers of cells: [2, 1]")
def table_with_a_hole(pdf: Pdf) -> None:
    element(pdf, "TR", 1).K = element(pdf, "TR", 1).K[0]


@breaks("has no Scope")
def header_without_scope(pdf: Pdf) -> None:
    del element(pdf, "TH")["/A"]


@breaks("holds P")
def paragraph_in_list(pdf: Pdf) -> None:
    element(pdf, "LI").S = Name.P


@breaks("has numbers or bullets but no ListNumbering")
def list_without_numbering(pdf: Pdf) -> None:
    del element(pdf, "L")["/A"]


@breaks("Advice is no standard type")
def role_unknown(pdf: Pdf) -> None:
    element(pdf, "P").S = Name.Advice


@breaks("the RoleMap changes the standard type P")
def role_changed(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(P=Name.H1)


@breaks("have the same ID 'a'")
def identifier_twice(pdf: Pdf) -> None:
    element(pdf, "TH").ID = element(pdf, "TH", 1).ID = String("a")


# -- faults of the file, for the audit


@breaks("the document's Lang is None")
def no_language(pdf: Pdf) -> None:
    del pdf.Root["/Lang"]


@breaks("DisplayDocTitle is not set")
def file_name_shown(pdf: Pdf) -> None:
    del pdf.Root["/ViewerPreferences"]


@breaks("the catalog has an OpenAction")
def acts_when_opened(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("beep()"))


@breaks("font Vera is not embedded")
def font_not_embedded(pdf: Pdf) -> None:
    font = pdf.pages[0].obj.Resources.Font.F1
    del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


@breaks("font Vera lacks Flags W")
def font_incomplete(pdf: Pdf) -> None:
    font = pdf.pages[0].obj.Resources.Font.F1.DescendantFonts[0]
    del font["/W"]
    del font.FontDescriptor["/Flags"]


@breaks("font Vera has no ToUnicode")
def font_without_unicode(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Resources.Font.F1["/ToUnicode"]


@breaks("no structure tree")
def untagged(pdf: Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


@pytest.mark.parametrize("name", BREAKS)
def test_audit_notices(name: str) -> None:
    break_it, expected = BREAKS[name]
    found = audit(broken(break_it))
    assert any(expected in fault for fault in found), found


def test_a_list_of_terms_needs_no_numbering() -> None:
    def terms(pdf: Pdf) -> None:
        list_without_numbering(pdf)
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
