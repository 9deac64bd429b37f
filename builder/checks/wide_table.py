from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeGuard

from builder.checks.check import Case, advice, warning
from builder.checks.wording import by_edition
from builder.diagnostics import Diagnostic
from builder.model import WEB, Block, Handout, block, with_inner
from builder.model.design import design
from builder.paper.sheet import sheet_of

if TYPE_CHECKING:
    from builder.blocks.table import Table
    from builder.paper.compose import Composer
    from builder.source.inline import Rich

PADS = 14  # the space beside the words of a cell, in points
INNER = 0.8  # of the width of the page is left at the least within boxes within boxes


@advice("wide-table")
def wide_table(case: Case) -> Iterator[Diagnostic]:
    """The columns of a table have no room for their words: its rows are set one below the other.

    No word is torn for the sake of a column. Each row becomes a card, in which a
    cell stands after the name of its column: good to read, but not to compare.
    """
    for each, where in by_edition(filter(_likely, case.handout.in_every_edition()), _stacked):
        message = f"the columns have no room for their words in {where}; the rows become cards"
        hint = "use fewer columns or shorter words, or a layout on wide paper (A4-landscape)"
        yield warning(each.span, "wide-table", message, hint)


def _likely(handout: Handout) -> bool:
    """Whether a table may be too wide on paper: to know for sure, it must be composed."""
    if handout.edition.edition == WEB:
        return False
    full = sheet_of(handout).width
    for step in handout.walk():
        for each in with_inner(step.block) if step.block else ():
            room = full if each is step.block else INNER * full
            if _is_table(each) and not _fits(handout, each, step.chapter.language, room):
                return True
    return False


def _is_table(each: Block) -> TypeGuard[Table]:
    return isinstance(each, block["table"])


def _fits(handout: Handout, table: Table, language: str | None, room: float) -> bool:
    """Whether the words of a table have room for sure, told from their letters or once shaped."""
    from builder.text.atmost import AtMost  # slow to load, seldom needed

    at_most = AtMost(handout.typefaces, table.language or language or handout.language)
    made = design(handout.layout, handout.edition)
    looks = [made.styles[name] for name in ("table_head", "table")]
    size = max(look.size for look in looks)
    pads = PADS * handout.edition.scale + 1
    bold = any(look.weight == "bold" for look in looks)
    head = [table.columns] if table.columns else []

    def width(measure: Callable[[Rich, bool], float]) -> float:
        total = 0.0
        for number in range(table.count):
            named = table.row_headers and not number
            cells = [(row[number], True) for row in head]
            own = (each for row in table.spots for each in row if each.column == number)
            cells += [(t, named) for spot in own if spot.across == 1 for t in spot.texts]
            widest = max((measure(text, bold or strong) for text, strong in cells), default=0.0)
            total += widest * size + pads
        return total

    return any(width(measure) <= room for measure in (at_most.by_letters, at_most.shaped))


def _stacked(handout: Handout) -> Iterator[Block]:
    from builder.paper.compose import Composer  # slow to load, seldom needed
    from builder.paper.tables import table_grid
    from builder.pdf.tags import Element

    page = Composer.of(handout, Element("Document"))
    for chapter in handout.chapters:
        blocks = [each for section in chapter.sections for each in section.blocks]
        for each, room in _rooms(page, blocks, page.width):
            if _is_table(each) and "wide-table" not in each.allow:
                cells = each.columns, each.spots, each.row_headers, each.widths
                place = page.under(page.parent, each.language or chapter.language)
                if not table_grid(place.add("Table"), *cells).grid.fits(room):
                    yield each


def _rooms(page: Composer, blocks: Iterable[Block], room: float) -> Iterator[tuple[Block, float]]:
    """The blocks, those in boxes too, each with the width it has, in points."""
    from builder.blocks.callout import Callout
    from builder.paper.panel import sides

    for each in blocks:
        yield each, room
        if isinstance(each, Callout) and each.blocks:
            inner = room - sides(page, page.look(each.boxed))
            yield from _rooms(page, each.blocks, inner)
