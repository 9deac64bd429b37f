from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import TYPE_CHECKING

from builder.model import Handout
from builder.model.parttype import Part, part
from builder.parts import reference_list
from builder.source.inline import Rich, Run

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.paper.flow import Flow
    from builder.web.page import Page

BLANK_EMS = 12.0
MARK_WIDTH = 25.0  # millimetres
NONE = "none"  # what an author writes to say that there was none; it is printed in any language
OFFERS = {"formats_line": "formats", "interpreter_line": "interpreter", "feedback": "feedback"}


@part("imprint")
class Imprint(Part):
    """Number, version, dates and who made it; then other formats, interpreter, comments.

    What is offered is large, and stands on the last page, whatever must go before.
    """

    landmark = "footer"
    facts = tuple(OFFERS)

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        place = page.add("Sect")
        heading = place.heading(page.handout.phrase("about"), 2, "heading")
        about = [place.text(line, style_of(page.handout)) for line in revision(page.handout)]
        lines = [place.text(line) for line in offers(page.handout)]
        about, lines = (space(page, each) for each in (about, lines))
        first = page.kept([heading, *about, *marks(place)])
        first.before = heading.before
        last = page.kept([*lines, *code(page)])
        last.before = page.points(10)
        yield from (first, last)

    @staticmethod
    def html(page: Page) -> Iterator[Node]:
        yield page.heading(page.handout.phrase("about"), 2, "about")
        yield from map(page.paragraph, revision(page.handout))
        yield from marks_html(page)
        yield from map(page.paragraph, offers(page.handout))
        yield from reference_list.html(page)

    @staticmethod
    def words(handout: Handout) -> Iterator[Rich]:
        yield handout.phrase("about")
        yield from revision(handout)
        yield from offers(handout)
        yield from reference_list.words(handout)


def style_of(handout: Handout) -> str:
    """The style of small print: in an edition that enlarges, there is none."""
    return "body" if handout.edition.scale > 1 else "imprint"


def offers(handout: Handout, least: float = BLANK_EMS, most: float = inf) -> Iterator[Rich]:
    """What every reader is told: this is no substitute, and how to get it in another form.

    A line to write on is at least and at most so many ems long.
    """
    yield handout.phrase("not_advice")
    for name, phrase in OFFERS.items():
        yield labelled(handout, phrase, *handout.facts[name].runs(name, least=least, most=most))
    if others := handout.related:
        runs: list[Run] = []
        for other in others:
            runs += [Run("; ")] if runs else []
            name = f"{other.code} {other.title.text}".replace(" ", "\u00a0", 1)
            fact = next((run.fact for run in other.title.runs if run.fact), "")
            runs.append(Run(name, href=handout.address_of(other.path), fact=fact))
        yield labelled(handout, "related", *runs)
    if told := reference_list.in_short(handout):
        yield labelled(handout, "sources", *told.runs)
    if address := handout.web_address:
        shown = Run(address.removeprefix("https://"), href=address, fact="web")
        yield labelled(handout, "on_screen", shown)


def labelled(handout: Handout, phrase: str, *value: Run) -> Rich:
    """A line with its label in strong words."""
    label = handout.phrase(phrase).strong()
    return Rich((*label.runs, Run(" "), *value), label.source)


def space(page: Composer, lines: Sequence[Flow]) -> list[Flow]:
    """Lines of the imprint with space before them, and for a pen where there is one to use."""
    from builder.paper.pen import with_room

    return with_room(lines, page.points(3))


def code(page: Composer) -> Iterator[Flowable]:
    """The QR code of the web page, where the site publishes one."""
    if address := page.handout.web_address:
        from builder.paper.qr import Code

        flow = Code(address, page.shared.scale, page.language)
        flow.before = page.points(8)
        yield flow


def marks(page: Composer) -> Iterator[Flowable]:
    """The quality marks that the organisation has a licence for."""
    from builder.paper.picture import figure

    for mark in page.handout.marks:
        assert mark.asset is not None, "a handout with a missing picture is not built"
        flow = figure(page, mark.asset, mark.alt, None, MARK_WIDTH)
        flow.before = page.points(8)
        yield flow


def marks_html(page: Page) -> Iterator[Node]:
    import htpy as h

    for mark in page.handout.marks:
        assert mark.asset is not None
        yield h.p[page.picture(mark.asset, mark.alt, MARK_WIDTH)]


def revision(handout: Handout, ems: float = BLANK_EMS) -> Iterator[Rich]:
    """The dated revision, then who made it. Nobody is named who has not signed.

    A line to write on is so many `ems` long.
    """
    dates = {
        "number": handout.code,
        "edition": handout.edition.title.text,
        "version": handout.version.text,
        "published": handout.day(handout.published),
        "review_by": handout.day(handout.review_by) if handout.review_by else None,
        "approved_by": "; ".join(handout.signature(each) for each in handout.approvals)
        or handout.phrase("nobody_yet").text,
    }
    for pairs in (dates, _made(handout)):
        runs: list[Run] = []
        for phrase, value in pairs.items():
            if value is not None:
                runs += [Run(" · ")] if runs else []
                runs += [*handout.phrase(phrase).strong().runs, Run(f" {value}")]
        if runs:
            yield Rich(tuple(runs), handout.title.source)
    yield from _unsaid(handout, ems)


def _unsaid(handout: Handout, ems: float) -> Iterator[Rich]:
    """What nobody has said yet: labels with lines to write on, one after the other."""
    address = () if handout.brand.address else ("address",)
    runs: list[Run] = []
    for phrase in (*address, *handout.provenance.unsaid):
        runs += [Run(" · ")] if runs else []
        line = Run(handout.phrase("to_fill_in").text, blank=ems)
        runs += labelled(handout, phrase, line).runs
    if runs:
        yield Rich(tuple(runs), handout.title.source)


def _made(handout: Handout) -> dict[str, str | None]:
    """Who made the leaflet, and with whose money: label -> value, None where nobody has said."""
    made, address, test = handout.provenance, handout.brand.address, handout.user_test
    people = made.patient_reviewers
    nobody = handout.phrase("none_so_far").text
    tested = test and handout.phrase(
        "tested_with", people=str(test.people), day=handout.day(test.date)
    )
    return {
        "published_by": f"{handout.brand.name.text}, {address.text}" if address else None,
        "written_by": ", ".join(role.text for role in made.written_by or ()) or None,
        "patient_reviewers": None if people is None else str(people or nobody),
        "tested": tested.text if tested else None,
        "funding": _said(handout, made.funding),
        "conflicts": _said(handout, made.conflicts),
    }


def _said(handout: Handout, rich: Rich | None) -> str | None:
    if rich is None:
        return None
    return handout.phrase("none").text if rich.text.casefold() == NONE else rich.text
