"""Tables of the author's: their cells and header cells, of which some reach over others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.model.tablecell import Spot
from builder.paper.boxes import Box, Inset
from builder.paper.bullets import INDENT, disc
from builder.paper.cards import Fitted, cards
from builder.paper.compose import Composer
from builder.paper.fillable import cell_to_write
from builder.paper.grid import Grid, GridLook, Spanning
from builder.paper.rows import Measure, widest
from builder.source.inline import Rich

PEN = 25.5  # points: 9 mm, the least height of a cell to write in
Columns = list[list[Box]]


def table_grid(
    table: Composer,
    columns: Sequence[Rich] | None,
    rows: Sequence[Sequence[Spot]],
    row_headers: bool,
    widths: Sequence[float] | None,
) -> Fitted:
    """A table's rows below its element, with header cells where the author said they are."""
    pad = Inset(*(table.points(v) for v in (5, 7, 6, 7)))
    header = None
    if columns:
        row = table.add("THead").add("TR")
        colour = str(table.style("table_head").colour)
        header = [
            _cell(
                row,
                Spot(text, (), place, 1, 1, text.span),
                "table_head",
                "/Scope/Column",
                pad,
                colour=colour,
            )
            for place, text in enumerate(columns)
        ]
    body = table.add("TBody")
    made = []
    for number, spots in enumerate(rows, 1):
        row = body.add("TR")
        about = [_about(spots, spot, number, columns) for spot in spots]
        scopes = ("/Scope/Row" if row_headers and spot.column == 0 else None for spot in spots)
        made.append(
            [
                _cell(row, spot, "table", scope, pad, about=words)
                for spot, scope, words in zip(spots, scopes, about, strict=True)
            ]
        )
    count = len(columns or ()) or max(spot.column + spot.across for spot in rows[0])
    cells = [*([header] if header else []), *made]
    inside = _columns(cells, count)
    least = _least(cells, inside, "longest_word")
    look = GridLook(
        tuple(widths or _usual(inside, least)),
        tuple(least),
        table.ground("table_head"),
        table.colour("line"),
        table.colour("surface") if row_headers else None,
        lambda: _least(cells, inside, "narrowest"),
        lambda: _least(cells, inside, "widest_letter"),
        columns=any(cell.least for row in made for cell in row),
        header_line=table.colour("primary") if table.on_paper("table_head") else None,
    )
    grid = Grid(header, made, look, table.page_height, rtl=table.rtl)

    def stacked() -> Box:
        muted = table.setting("table", strong=True, colour="muted")
        labels = [cell.contents[0].recoloured(muted) for cell in header] if header else None
        return cards(table, labels, made, headed=row_headers)

    return Fitted(grid, stacked)


def _cell(
    row: Composer,
    spot: Spot,
    style: str,
    scope: str | None,
    pad: Inset,
    *,
    colour: str | None = None,
    about: Rich | None = None,
) -> Spanning:
    text = spot.text
    if not spot.texts:
        scope = None  # where nothing is written, it is no header
    to_write = bool(text.runs) and all(run.blank and not run.text for run in text.runs)
    if to_write:
        text = replace(text, runs=())  # the cell itself is the place, all of it
    reaches = [f"/ColSpan {spot.across}"] if spot.across > 1 else []
    reaches += [f"/RowSpan {spot.down}"] if spot.down > 1 else []
    said = "".join([*reaches, scope or ""])
    attributes = (("Table", said),) if said else ()
    cell = row.add("TH" if scope else "TD", keep=True, attributes=attributes)
    contents = []
    if not spot.items or text.text.strip():
        role = "P" if spot.items else None
        contents = [cell.text(text, style, role=role, strong=bool(scope), colour=colour)]
    contents += _points(cell, spot.items, style)
    least = row.points(PEN) if to_write else 0
    field = cell_to_write(cell, about) if to_write and about else None
    once = [field] if field else []
    made = Spanning(contents, inset=pad, once=once, page_height=row.page_height, least=least)
    made.column, made.across, made.down = spot.column, spot.across, spot.down
    return made


def _about(row: Sequence[Spot], spot: Spot, number: int, columns: Sequence[Rich] | None) -> Rich:
    """What a cell to write in is known by: the words that begin its row, and its column's name.

    A row that begins with a place to write in, too, is known by its number.
    """
    begins = row[0].text if row[0] is not spot and row[0].texts else None
    parts = [begins.text if begins else str(number)]
    parts += [columns[spot.column].text] if columns else []
    return Rich.plain(", ".join(part for part in parts if part), spot.text.source)


def _points(cell: Composer, items: Sequence[Rich], style: str) -> list[Box]:
    """The points of a cell: a list within it (ISO 32000-1, 14.8.4.3.4)."""
    if not items:
        return []
    listing = cell.add("L", attributes=(("List", "/ListNumbering/Disc"),))
    made = []
    for item in items:
        flow = listing.add("LI").add("LBody").text(item, style, role=None)
        indent = flow.paragraph.setting.size * INDENT
        made.append(cell.item([flow], indent, disc(cell, flow)))
    return made


def _columns(rows: Sequence[Sequence[Spanning]], count: int) -> Columns:
    """The cells of each column, but those that reach over several."""
    found: Columns = [[] for _ in range(count)]
    for cell in (cell for row in rows for cell in row if cell.across == 1):
        found[cell.column].append(cell)
    return found


def _least(rows: Sequence[Sequence[Spanning]], columns: Columns, measure: Measure) -> list[float]:
    """How wide each column must be, in points; what reaches over several needs them together."""
    found = widest(columns, measure)
    for cell in (cell for row in rows for cell in row if cell.across > 1):
        over = slice(cell.column, cell.column + cell.across)
        more = widest([[cell]], measure)[0] - sum(found[over])
        found[over] = [each + max(0.0, more) / cell.across for each in found[over]]
    return found


def _usual(columns: Columns, least: Sequence[float]) -> list[float]:
    """For each column, the width of its usual text, in points."""
    found = []
    for column, longest in zip(columns, least, strict=True):
        pads = (cell.inset.left + cell.inset.right for cell in column)
        text = max((cell.natural_width() for cell in column), default=0.0)
        found.append(max(longest, text**0.5 * 10 + next(pads, 0.0), 1.0))
    return found
