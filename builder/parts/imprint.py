from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.model import Handout
from builder.model.parttype import Part, part
from builder.notation.cldr import listed_in_words
from builder.parts import reference_list
from builder.source.inline import Rich, Run

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.boxes import Box
    from builder.paper.compose import Composer
    from builder.paper.qr import Code
    from builder.web.page import Page

BLANK_EMS = 12.0
MARK_WIDTH = 25.0  # millimetres
NONE = "none"  # what an author writes to say that there was none; it is printed in any language


@part("imprint")
class Imprint(Part):
    """Number, version, dates and who made it; then other formats, interpreter, comments.

    It is one panel of labels and what is true of them, with the code of the web page beside it:
    the back of the leaflet, which stays on one page.
    """

    landmark = "footer"

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        yield from back_panel(page, page.handout.phrase("about"))

    @staticmethod
    def html(page: Page) -> Iterator[Node]:
        yield page.heading(page.handout.phrase("about"), 2)
        yield from panel_html(page)

    @staticmethod
    def facts(handout: Handout) -> tuple[str, ...]:
        return told_facts(handout)

    @staticmethod
    def words(handout: Handout) -> Iterator[Rich]:
        yield handout.phrase("about")
        yield from panel_words(handout)


def told_facts(handout: Handout) -> tuple[str, ...]:
    """The facts of the site that any imprint prints."""
    return tuple(str(line.fact) for line in handout.imprint_lines)


class Pair(NamedTuple):
    """A label, and what is true of it or a line to write on."""

    label: Rich
    value: Rich


def back_panel(page: Composer, heading: Rich | None) -> Iterator[Box]:
    """The panel as one box; lines to write on have room for a pen.

    Only if it is higher than a whole page, what is offered stands on the last.
    """
    from builder.paper.boxes import Box
    from builder.paper.labelled import labelled_rows, side_by_side
    from builder.paper.parting import LEAD

    place, handout = page.add("Sect"), page.handout

    space = page.points(8)
    contents: list[Any] = [place.heading(heading, 2, "heading")] if heading else []
    before = contents[0].before if heading else page.design.block_space * 2
    listing = place.add("L", attributes=(("List", "/ListNumbering/None"),))
    contents += [side_by_side(listing, dates(handout), "imprint")]
    contents += [labelled_rows(listing, [*made(handout), *unsaid(handout)], "imprint")]
    contents += marks(place)
    advice = place.text(handout.phrase("not_advice"), "imprint", strong=True)
    advice.before, advice.after = space, space / 2
    offered = place.add("L", attributes=(("List", "/ListNumbering/None"),))
    rows = labelled_rows(offered, offered_by(handout), "imprint", next(code(page), None))
    advice.bond |= LEAD
    contents += [advice, rows]
    yield Box(contents, unbroken=True, page_height=page.sheet.height, before=before)


def panel_html(page: Page) -> Iterator[Node]:
    """The same on a web page."""
    import htpy as h

    def rows(pairs: Iterable[Pair]) -> Node:
        each = (h.div[h.dt[page.text(p.label)], h.dd[page.text(p.value)]] for p in pairs)
        return h.dl(".facts")[each]

    handout = page.handout
    yield rows([*dates(handout), *made(handout), *unsaid(handout)])
    yield from marks_html(page)
    yield page.paragraph(handout.phrase("not_advice"))
    yield rows(offered_by(handout))
    yield from reference_list.html(page)


def panel_words(handout: Handout) -> Iterator[Rich]:
    """What it says, in reading order."""
    for pair in (*dates(handout), *made(handout), *unsaid(handout)):
        yield from pair
    yield handout.phrase("not_advice")
    for pair in offered_by(handout):
        yield from pair
    yield from reference_list.words(handout)


def offered_by(handout: Handout, least: float = 0, most: float = inf) -> Iterator[Pair]:
    """How to get the leaflet in another form, what goes with it, where it comes from.

    A line to write on is at least and at most so many ems long.
    """
    for line in handout.imprint_lines:
        runs = handout.facts[line.fact].runs(line.fact, least=least, most=most)
        yield Pair(line.says, Rich(runs, line.says.source))
    if others := handout.related:
        runs_of: list[Run] = []
        for other in others:
            runs_of += [Run("; ")] if runs_of else []
            name = f"{other.code} {other.title.text}".replace(" ", "\u00a0", 1)
            fact = next((run.fact for run in other.title.runs if run.fact), "")
            runs_of.append(Run(name, href=handout.address_of(other.path), fact=fact))
        yield _pair(handout, "related", *runs_of)
    if told := reference_list.in_short(handout):
        yield _pair(handout, "sources", *told.runs)
    if address := handout.web_address:
        shown = Run(address.removeprefix("https://"), href=address, fact="web")
        yield _pair(handout, "on_screen", shown)


def _pair(handout: Handout, phrase: str, *value: Run) -> Pair:
    label = handout.phrase(phrase)
    return Pair(label, Rich(tuple(value), label.source))


def in_a_line(pair: Pair) -> Rich:
    """The value after its label in strong words."""
    return Rich((*pair.label.strong().runs, Run(" "), *pair.value.runs), pair.label.source)


def code(page: Composer) -> Iterator[Code]:
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


def dates(handout: Handout) -> Iterator[Pair]:
    """The dated revision. Nobody is named who has not signed."""
    yield from _given(handout, {
        "number": handout.code,
        "edition": handout.edition_title,
        "version": handout.version.text,
        "published": handout.day(handout.published),
        "review_by": handout.day(handout.review_by) if handout.review_by else None,
        "approved_by": "; ".join(handout.signature(each) for each in handout.approvals)
        or handout.phrase("nobody_yet").text,
    })  # fmt: skip


def made(handout: Handout) -> Iterator[Pair]:
    """Who made it, and with whose money, as far as somebody has said."""
    yield from _given(handout, _made(handout))


def _given(handout: Handout, values: Mapping[str, str | None]) -> Iterator[Pair]:
    for phrase, value in values.items():
        if value is not None:
            yield _pair(handout, phrase, Run(value))


def unsaid(handout: Handout, ems: float = BLANK_EMS) -> Iterator[Pair]:
    """What nobody has said yet, as lines to write on that are so many `ems` long or more."""
    address = () if handout.brand.address else ("address",)
    for phrase in (*address, *handout.provenance.unsaid):
        yield _pair(handout, phrase, Run(handout.phrase("to_fill_in").text, blank=ems))


def _made(handout: Handout) -> dict[str, str | None]:
    """Who made the leaflet, and with whose money: label -> value, None where nobody has said."""
    made, address, test = handout.provenance, handout.brand.address, handout.user_test
    people = made.patient_reviewers
    roles = [handout.in_words(role.text) for role in made.written_by or ()]
    nobody = handout.phrase("none_so_far").text
    tested = test and handout.phrase(
        "tested_with", people=str(test.people), day=handout.day(test.date)
    )
    return {
        "published_by": f"{handout.brand.name.text}, {address.text}" if address else None,
        "written_by": listed_in_words(roles, handout.language) or None,
        "patient_reviewers": None if people is None else str(people or nobody),
        "tested": tested.text if tested else None,
        "funding": _said(handout, made.funding),
        "conflicts": _said(handout, made.conflicts),
    }


def _said(handout: Handout, rich: Rich | None) -> str | None:
    if rich is None:
        return None
    return handout.phrase("none").text if rich.text.casefold() == NONE else rich.text
