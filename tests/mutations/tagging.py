"""Broken ties between content and structure: what validators hardly look at."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Pdf

from .surgery import (
    Nothing,
    Op,
    artifacts,
    begins,
    content,
    element,
    elements,
    end,
    kids,
    letters,
    links,
    mutation,
    parent_tree,
    row_of,
    tagged,
)

# -- parent tree


@mutation("no StructParents")
def page_without_struct_parents(pdf: Pdf) -> None:
    del pdf.pages[-1].obj["/StructParents"]


@mutation("StructParent(s) 0 is used 2 times")
def pages_share_struct_parents(pdf: Pdf) -> None:
    if len(pdf.pages) < 2:
        raise Nothing("second page")
    pdf.pages[1].obj.StructParents = pdf.pages[0].obj.StructParents


@mutation("the ParentTree has")
def parent_tree_astray(pdf: Pdf) -> None:
    row = row_of(pdf, 0)
    other = next((n for n, kid in enumerate(row) if kid.objgen != row[0].objgen), None)
    if other is None:
        raise Nothing("second element")
    row[other] = row[0]


@mutation("but the ParentTree has nothing")
def parent_tree_too_short(pdf: Pdf) -> None:
    row = row_of(pdf, 0)
    del row[len(row) - 1]


@mutation("which is not in the content")
def parent_tree_too_long(pdf: Pdf) -> None:
    row = row_of(pdf, 0)
    row.append(row[0])


@mutation("no array in the ParentTree")
def parent_tree_without_a_page(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree.Nums = Array(list(parent_tree(pdf))[2:])


@mutation("the ParentTree leads elsewhere")
def parent_tree_astray_for_link(pdf: Pdf) -> None:
    nums = parent_tree(pdf)
    key = list(nums).index(links(pdf)[0].StructParent)
    nums[key + 1] = elements(pdf)[0]


@mutation("no ParentTree")
def parent_tree_missing(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot["/ParentTree"]


@mutation("ParentTree keys are not in order")
def parent_tree_out_of_order(pdf: Pdf) -> None:
    nums = list(parent_tree(pdf))
    if len(nums) < 4:
        raise Nothing("second entry")
    pdf.Root.StructTreeRoot.ParentTree.Nums = Array([*nums[2:4], *nums[:2], *nums[4:]])


@mutation("ParentTreeNextKey is 0")
def parent_tree_next_key_in_use(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTreeNextKey = 0


# -- content and elements


@mutation("is used 2 times")
def mcid_twice(pdf: Pdf) -> None:
    with content(pdf) as ops:
        first, second, *_ = tagged(ops)
        ops[second] = begins("P", ops[first].mcid)


@mutation("is not in the content")
def mcid_gone(pdf: Pdf) -> None:
    with content(pdf) as ops:
        ops[tagged(ops)[0]] = begins("Artifact")


@mutation("is not in the content")
def element_names_what_is_not_there(pdf: Pdf) -> None:
    heading = element(pdf, "H1")
    heading.K = Array([*kids(heading), 999])


@mutation("is not in the structure tree")
def content_in_no_element(pdf: Pdf) -> None:
    del element(pdf, "H1")["/K"]


@mutation("page 1: MCID 999 is not in the structure tree")
def content_with_a_stray_mcid(pdf: Pdf) -> None:
    with content(pdf) as ops:
        start = artifacts(ops)[0]
        ops[start] = begins("P", 999)


@mutation("is in both")
def content_in_two_elements(pdf: Pdf) -> None:
    first, second = element(pdf, "P"), element(pdf, "P", 1) if len(elements(pdf, "P")) > 1 else None
    other = second if second is not None else element(pdf, "LBody")
    other.Pg, other.K = first.Pg, first.K


@mutation("/P is not its parent")
def wrong_parent(pdf: Pdf) -> None:
    elements(pdf)[-1].P = elements(pdf)[1]


@mutation("is reached twice")
def element_twice(pdf: Pdf) -> None:
    document = elements(pdf)[0]
    document.K.append(document.K[0])


@mutation("is reached twice")
def element_below_itself(pdf: Pdf) -> None:
    paragraph = element(pdf, "P")
    paragraph.K = Array([*kids(paragraph), paragraph])


@mutation("no structure tree")
def untagged(pdf: Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


@mutation("the structure tree is empty")
def structure_tree_empty(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.K = Array([])


# -- marks


@mutation("text outside of marked content")
def text_unmarked(pdf: Pdf) -> None:
    with content(pdf) as ops:
        ops[tagged(ops)[0]] = begins("Span")


@mutation("f, 1 times, outside of marked content")
def path_unmarked(pdf: Pdf) -> None:
    with content(pdf) as ops:
        ops += [Op("re", [0, 0, 10, 10]), Op("f", [])]


@mutation("inside")
def marks_nested(pdf: Pdf) -> None:
    with content(pdf) as ops:
        first, second, *_ = tagged(ops)
        closing = ops.pop(end(ops, first))
        ops.insert(end(ops, second - 1) + 1, closing)


@mutation("artifact inside")
def artifact_inside_tagged(pdf: Pdf) -> None:
    with content(pdf) as ops:
        start = tagged(ops)[0]
        ops.insert(end(ops, start), Op("EMC", []))
        ops.insert(start + 1, begins("Artifact"))


@mutation("inside an artifact")
def tagged_inside_artifact(pdf: Pdf) -> None:
    with content(pdf) as ops:
        start = tagged(ops)[0]
        ops.insert(end(ops, start), Op("EMC", []))
        ops.insert(start, begins("Artifact"))


@mutation("and a text object overlap")
def mark_across_text_object(pdf: Pdf) -> None:
    with content(pdf) as ops:
        start = tagged(ops)[0]
        if ops[start + 1].name == "BT":
            ops[start], ops[start + 1] = ops[start + 1], ops[start]
        else:
            closing = ops.pop(end(ops, start))
            until = next(n for n in range(start, len(ops)) if ops[n].name == "ET")
            ops.insert(until + 1, closing)


@mutation("marked-content sequences are not closed")
def mark_left_open(pdf: Pdf) -> None:
    with content(pdf) as ops:
        last = max(n for n, op in enumerate(ops) if op.name == "EMC")
        del ops[last]


@mutation("/X Do, 1 times, outside of marked content")
def image_unmarked(pdf: Pdf) -> None:
    image = pdf.make_stream(
        b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
        BitsPerComponent=8, ColorSpace=Name.DeviceGray,
    )  # fmt: skip
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=image)
    with content(pdf) as ops:
        ops.append(Op("Do", [Name.X]))


@mutation("text outside of marked content")
def form_with_unmarked_text(pdf: Pdf) -> None:
    with content(pdf) as ops:
        letter = letters(pdf, ops)[0]
        ops.append(Op("Do", [Name.X]))
    code = b"BT %b 12 Tf <%04X> Tj ET" % (letter.font.encode(), letter.code)
    form = pdf.make_stream(code, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    form.Resources = Dictionary(Font=pdf.pages[0].resources.Font)
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=form)


# -- links


@mutation("is not in the structure tree")
def link_without_object_reference(pdf: Pdf) -> None:
    link = element(pdf, "Link")
    link.K = Array([kid for kid in kids(link) if isinstance(kid, int)])


@mutation("has no StructParent")
def link_without_struct_parent(pdf: Pdf) -> None:
    del links(pdf)[0]["/StructParent"]


@mutation("not in Link")
def link_in_another_element(pdf: Pdf) -> None:
    element(pdf, "Link").S = Name.Span


@mutation("holds no annotation")
def link_element_alone(pdf: Pdf) -> None:
    element(pdf, "P").S = Name.Link


@mutation("Tabs is not S")
def no_tab_order(pdf: Pdf) -> None:
    links(pdf)
    for page in pdf.pages:
        if "/Tabs" in page.obj:
            del page.obj["/Tabs"]


@mutation("has no Contents")
def link_without_description(pdf: Pdf) -> None:
    del links(pdf)[0]["/Contents"]


@mutation("has the flags 0, not 4")
def link_not_printed(pdf: Pdf) -> None:
    del links(pdf)[0]["/F"]


@mutation("has the flags 6, not 4")
def link_hidden(pdf: Pdf) -> None:
    links(pdf)[0].F = 6


@mutation("leads nowhere")
def link_to_nowhere(pdf: Pdf) -> None:
    link = links(pdf)[0]
    link.A = Dictionary(S=Name.GoTo, D=Array([]))


@mutation("has the address")
def link_in_other_letters(pdf: Pdf) -> None:
    links(pdf)[0].A = Dictionary(S=Name.URI, URI="https://example.org/\u4e00")


@mutation("has the rectangle")
def link_without_extent(pdf: Pdf) -> None:
    links(pdf)[0].Rect = Array([0, 0, 0, 0])


@mutation("has no TU")
def form_field_without_name(pdf: Pdf) -> None:
    field = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, F=4, Rect=Array([1, 1, 9, 9]))
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    pdf.pages[0].obj.Annots = Array([*pdf.pages[0].obj.get("/Annots", []), field])
