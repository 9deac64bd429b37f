from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.inline import Rich, Run
from builder.model import Handout
from builder.parts.part import Part, part

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.pdf.compose import Composer
    from builder.web.page import Page

BLANK_EMS = 16.0
OFFERS = {"formats_line": "formats", "interpreter_line": "interpreter", "feedback": "feedback"}


@part("imprint")
class Imprint(Part):
    """Other formats, interpreter, comments; then number, version, dates and who approved it."""

    landmark = "footer"

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        place = page.add("Sect")
        heading = place.heading(page.handout.phrase("about"), 2, "heading")
        lines = [place.text(line, "imprint") for line in offers(page.handout)]
        facts = place.text(particulars(page.handout), "imprint")
        for flow in lines:
            flow.before = page.points(3)
        facts.before = page.points(10)
        box = page.kept([heading, *lines, *code(page), facts])
        box.before = heading.before
        yield box

    @staticmethod
    def html(page: Page) -> Iterator[Node]:
        yield page.heading(page.handout.phrase("about"), 2)
        yield from map(page.paragraph, offers(page.handout))
        yield page.paragraph(particulars(page.handout))

    @staticmethod
    def words(handout: Handout) -> Iterator[Rich]:
        yield handout.phrase("about")
        yield from offers(handout)
        yield particulars(handout)


def offers(handout: Handout) -> Iterator[Rich]:
    """What every reader is told: this is no substitute, and how to get it in another form."""
    yield handout.phrase("not_advice")
    for name, phrase in OFFERS.items():
        fact = handout.facts[name]
        label = handout.phrase(phrase).strong()
        value = Run(fact.value) if fact.value is not None else Run("", blank=BLANK_EMS)
        yield Rich((*label.runs, Run(" "), value), label.source)
    if address := handout.web_address:
        label = handout.phrase("on_screen").strong()
        shown = Run(address.removeprefix("https://"), href=address)
        yield Rich((*label.runs, Run(" "), shown), label.source)


def code(page: Composer) -> Iterator[Flowable]:
    """The QR code of the web page, where the site publishes one."""
    if address := page.handout.web_address:
        from builder.pdf.qr import Code

        flow = Code(address, page.shared.scale, page.language)
        flow.before = page.points(8)
        yield flow


def particulars(handout: Handout) -> Rich:
    """The dated revision. Nobody is named who has not signed."""
    pairs = [
        ("number", handout.code),
        ("edition", handout.edition.title.text),
        ("version", handout.version.text),
        ("published", handout.day(handout.published)),
        ("review_by", handout.day(handout.review_by) if handout.review_by else None),
        ("approved_by", handout.phrase("nobody_yet").text),
    ]
    runs: list[Run] = []
    for phrase, value in pairs:
        if value is not None:
            runs += [Run(" · ")] if runs else []
            runs += [*handout.phrase(phrase).strong().runs, Run(f" {value}")]
    return Rich(tuple(runs), handout.title.source)
