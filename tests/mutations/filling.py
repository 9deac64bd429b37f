"""Broken forms: most of them conform, and lose what somebody writes."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from .surgery import Nothing, elements, mutation


def field(pdf: Pdf, kind: str, number: int = 0) -> Any:
    """One of its fields: /Tx or /Btn. Raises Nothing where it has none."""
    fields = pdf.Root.AcroForm.Fields if "/AcroForm" in pdf.Root else ()
    found = [each for each in fields if str(each.FT) == kind]
    if number >= len(found):
        raise Nothing("form field")
    return found[number]


@mutation("fields are called")
def fields_of_one_name(pdf: Pdf) -> None:
    field(pdf, "/Tx", 1).T = field(pdf, "/Tx").T


@mutation("has the name")
def field_with_a_stop_in_its_name(pdf: Pdf) -> None:
    field(pdf, "/Tx").T = String("my.name")


@mutation("has no TU")
def field_that_nobody_hears(pdf: Pdf) -> None:
    del field(pdf, "/Tx")["/TU"]


@mutation("has the appearances")
def field_without_appearance(pdf: Pdf) -> None:
    del field(pdf, "/Tx")["/AP"]


@mutation("has the states")
def box_without_off(pdf: Pdf) -> None:
    box = field(pdf, "/Btn")
    box.AP = Dictionary(N=Dictionary(On=box.AP.N.On))


@mutation("looks alike when it is ticked")
def box_that_cannot_be_seen_ticked(pdf: Pdf) -> None:
    box = field(pdf, "/Btn")
    box.AP = Dictionary(N=Dictionary(On=box.AP.N.Off, Off=box.AP.N.Off))


@mutation("is ticked")
def box_that_is_ticked(pdf: Pdf) -> None:
    field(pdf, "/Btn").V = Name.On


@mutation("is filled in")
def field_that_is_filled_in(pdf: Pdf) -> None:
    field(pdf, "/Tx").V = String("aspirin")


@mutation("sets its words as")
def words_of_any_size(pdf: Pdf) -> None:
    field(pdf, "/Tx").DA = String("/Field 0 Tf 0 g")


@mutation("does not say on which page it is")
def field_without_page(pdf: Pdf) -> None:
    del field(pdf, "/Tx")["/P"]


@mutation("the form has NeedAppearances")
def appearances_asked_for(pdf: Pdf) -> None:
    field(pdf, "/Tx")
    pdf.Root.AcroForm.NeedAppearances = True


@mutation("is a field or a widget, and not both")
def field_that_nobody_sees(pdf: Pdf) -> None:
    unseen = Dictionary(dict(field(pdf, "/Tx").items()) | {"/T": String("unseen")})
    pdf.Root.AcroForm.Fields.append(pdf.make_indirect(unseen))


@mutation("annotations among")
def two_fields_in_an_element(pdf: Pdf) -> None:
    field(pdf, "/Tx", 1)
    one, two = elements(pdf, "Form")[:2]
    one.K = Array([one.K, two.K])


@mutation("not in the order in which they are read")
def fields_out_of_order(pdf: Pdf) -> None:
    field(pdf, "/Tx")
    page = next(page for page in pdf.pages if "/Annots" in page.obj)
    page.obj.Annots = Array(list(page.obj.Annots)[::-1])
