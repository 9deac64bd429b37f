from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeGuard

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model import WEB, Block, Handout, block
from builder.notation.quantities import wholes
from builder.paper.sheet import scaled, sheet_of
from builder.source.inline import Rich

if TYPE_CHECKING:
    from builder.blocks.table import Table
    from builder.paper.compose import Composer


@advice("wide-table")
def wide_table(case: Case) -> Iterator[Diagnostic]:
    """The columns of a table have no room for their words: its rows are set one below the other.

    No word is torn for the sake of a column. Each row becomes a card, in which a
    cell stands after the name of its column: good to read, but not to compare.
    """
    editions: dict[int, list[str]] = {}
    tables: dict[int, Block] = {}
    for made in filter(_likely, case.handout.in_every_edition()):
        for each in _stacked(made):
            tables[id(each)] = each
            editions.setdefault(id(each), []).append(f"'{made.edition.edition}'")
    for name, each in tables.items():
        where = " and ".join(editions[name])
        message = f"the columns have no room for their words in {where}; the rows become cards"
        hint = "use fewer columns or shorter words, or a layout on wide paper (A4-landscape)"
        yield warning(each.span, "wide-table", message, hint)


def _likely(handout: Handout) -> bool:
    """Whether a table may be too wide on paper: to know for sure, its words must be shaped."""
    if handout.edition.edition == WEB:
        return False
    size = scaled(handout.layout.styles["table"], handout.edition.scale)[0]
    room = sheet_of(handout).width * 0.8  # within boxes within boxes
    return any(_is_table(each) and _most(each, size) > room for each in handout.blocks())


def _is_table(each: Block) -> TypeGuard[Table]:
    return isinstance(each, block["table"])


def _most(table: Table, size: float) -> float:
    """No table of these words is wider, in points: no letter is wider than its height."""
    rows = [*([table.columns] if table.columns else []), *table.rows]
    return sum(size * (2 + max(map(_longest, column))) for column in zip(*rows, strict=True))


def _longest(cell: Rich) -> int:
    lengths = [len(word) for word in cell.text.split()]
    lengths += [end - start for start, end in wholes(cell.text)]
    return max(lengths, default=0) + sum(int(run.blank) for run in cell.runs)


def _stacked(handout: Handout) -> Iterator[Block]:
    from builder.paper.compose import Composer  # slow to load, seldom needed
    from builder.paper.rows import table_grid
    from builder.pdf.tags import Element

    page = Composer.of(handout, Element("Document"))
    for chapter in handout.chapters:
        blocks = [each for section in chapter.sections for each in section.blocks]
        for each, room in _rooms(page, blocks, page.width):
            if _is_table(each) and "wide-table" not in each.allow:
                cells = each.columns, each.rows, each.row_headers, each.widths
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
            inner = room - sides(page, page.look(each.kind))
            yield from _rooms(page, each.blocks, inner)
