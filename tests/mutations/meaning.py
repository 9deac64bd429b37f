"""Elements that make no sense together, or do not say what they must."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Pdf, String

from .surgery import Nothing, element, elements, kids, mutation


@mutation("has no Alt")
def figure_without_alt(pdf: Pdf) -> None:
    del element(pdf, "Figure")["/Alt"]


@mutation("has no Alt")
def figure_with_empty_alt(pdf: Pdf) -> None:
    element(pdf, "Figure").Alt = String(" ")


@mutation("has no BBox")
def figure_without_place(pdf: Pdf) -> None:
    del element(pdf, "Figure")["/A"]


@mutation("follows")
def heading_level_left_out(pdf: Pdf) -> None:
    headings = elements(pdf, "H1", "H2", "H3")
    headings[-1].S = Name.H5


@mutation("follows no heading")
def first_heading_of_second_level(pdf: Pdf) -> None:
    element(pdf, "H1").S = Name.H2


@mutation("H and H1 to H6 are mixed")
def headings_of_two_kinds(pdf: Pdf) -> None:
    element(pdf, "P").S = Name.H


@mutation("is empty")
def heading_without_words(pdf: Pdf) -> None:
    parent = elements(pdf)[0]
    heading = pdf.make_indirect(Dictionary(S=Name.H2, P=parent))
    parent.K.append(heading)


@mutation("rows have different numbers of cells")
def table_with_a_hole(pdf: Pdf) -> None:
    row = element(pdf, "TR", 1)
    row.K = Array(kids(row)[:1])


@mutation("has no Scope")
def header_without_scope(pdf: Pdf) -> None:
    for header in elements(pdf, "TH") or [element(pdf, "TH")]:
        del header["/A"]


@mutation("has no TH")
def table_without_headers(pdf: Pdf) -> None:
    for header in elements(pdf, "TH") or [element(pdf, "TH")]:
        header.S = Name.TD


@mutation("rows have different numbers of cells")
def cell_over_two_columns(pdf: Pdf) -> None:
    element(pdf, "TD").A = Dictionary(O=Name.Table, ColSpan=2)


@mutation("is in Div")
def row_outside_of_table(pdf: Pdf) -> None:
    element(pdf, "Table").S = Name.Div


@mutation("is in Div")
def item_outside_of_list(pdf: Pdf) -> None:
    element(pdf, "L").S = Name.Div


@mutation("holds P")
def paragraph_in_list(pdf: Pdf) -> None:
    element(pdf, "LI").S = Name.P


@mutation("has content of its own")
def item_without_body(pdf: Pdf) -> None:
    item = element(pdf, "LI")
    body = next(kid for kid in kids(item) if kid.S == "/LBody")
    others = [kid for kid in kids(item) if kid.S != "/LBody"]
    item.K = Array([*others, *kids(body)])
    if "/Pg" in body:
        item.Pg = body.Pg


@mutation("has numbers or bullets but no ListNumbering")
def list_without_numbering(pdf: Pdf) -> None:
    for listing in elements(pdf, "L"):
        labelled = any(kid.S == "/Lbl" for kid in kids(kids(listing)[0]))
        if labelled and listing.A.ListNumbering != Name("/None"):
            del listing["/A"]
            return
    raise Nothing("list with labels")


@mutation("Advice is no standard type")
def role_unknown(pdf: Pdf) -> None:
    element(pdf, "P").S = Name.Advice


@mutation("the RoleMap changes the standard type P")
def role_changed(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(P=Name.H1, Aside=Name.Sect)


@mutation("Advice is no standard type")
def role_map_in_a_circle(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(
        Advice=Name.Help, Help=Name.Advice, Aside=Name.Sect
    )
    element(pdf, "P").S = Name.Advice


@mutation("have the same ID 'a'")
def identifier_twice(pdf: Pdf) -> None:
    one, two, *_ = elements(pdf, "P", "LBody")
    one.ID = two.ID = String("a")


@mutation("has no ID")
def note_without_identifier(pdf: Pdf) -> None:
    element(pdf, "P").S = Name.Note


@mutation("Lang is")
def element_of_no_language(pdf: Pdf) -> None:
    element(pdf, "P").Lang = String("english_uk!")
