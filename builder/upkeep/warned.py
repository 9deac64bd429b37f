"""Which leaflets print which warnings, at each site: and a warning that a site prints nowhere.

A warning is a sign of `sources/signs.yaml` that a leaflet asks for, or a box that says what to do
at once (`urgent`); each of its points that is for some only is one by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from builder.blocks.body_map import BodyMap
from builder.blocks.callout import Callout
from builder.blocks.point import head
from builder.blocks.urgent import Urgent
from builder.diagnostics import Diagnostic, Severity, Sink
from builder.library.library import Library
from builder.library.which import Which, documents, which
from builder.merge.left import left_in_each
from builder.merge.lookup import Lookup
from builder.merge.planned import Plan, outer_blocks, planned
from builder.model import Block, with_inner
from builder.place import Span


@dataclass(frozen=True)
class Warned:
    """A warning: the id of its sign, or nothing for a box; its words, and where they stand."""

    sign: str
    words: str
    span: Span


@dataclass(frozen=True)
class Printed:
    """A leaflet that asks for a warning, at a site; those of its editions that print it, or not."""

    handout: str
    site: str
    language: str
    editions: tuple[str, ...]
    without: tuple[str, ...]


class Gap(NamedTuple):
    """A warning that no leaflet of a site prints, and the leaflets that ask for it."""

    warned: Warned
    site: str
    rows: tuple[Printed, ...]


@dataclass(frozen=True)
class Coverage:
    """Each warning in the order of the files, with the leaflets that ask for it."""

    rows: Mapping[Warned, Sequence[Printed]]

    def at(self, site: str | None) -> Coverage:
        """That of one site; None is all of them."""
        if site is None:
            return self
        here = {one: [row for row in rows if row.site == site] for one, rows in self.rows.items()}
        return Coverage({one: rows for one, rows in here.items() if rows})

    def gaps(self) -> Iterator[Gap]:
        """Each warning and site where leaflets ask for it, and no edition of one prints it.

        A box that another site prints may be the other site's own words: of a sign there are no
        other words.
        """
        for warned, rows in self.rows.items():
            somewhere = any(row.editions for row in rows)
            for site in dict.fromkeys(row.site for row in rows):
                here = tuple(row for row in rows if row.site == site)
                if not any(row.editions for row in here) and (warned.sign or not somewhere):
                    yield Gap(warned, site, here)


def coverage_of_warnings(library: Library) -> Coverage:
    """The warnings of all leaflets there are."""
    rows: dict[Warned, list[Printed]] = {}
    for editions in documents(which(library, Sink())):
        for warned, printed in _of_document(library, editions):
            rows.setdefault(warned, []).append(printed)
    return Coverage({warned: rows[warned] for warned in sorted(rows, key=_place)})


def _place(warned: Warned) -> tuple[Span, str]:
    return warned.span, warned.words


def unprinted(gap: Gap) -> Diagnostic:
    """The mistake that a warning is printed by no leaflet of a site, though some ask for it."""
    codes = ", ".join(dict.fromkeys(row.handout for row in gap.rows))
    message = f"no leaflet of the site '{gap.site}' prints this warning: {gap.warned.words}"
    hint = f"it is in {codes}, and left out by 'when' in every edition there"
    return Diagnostic(gap.warned.span, "unprinted-warning", Severity.ERROR, message, hint)


def unprinted_by_handout(library: Library) -> Iterator[tuple[tuple[str, str], Diagnostic]]:
    """The same mistakes, each with a handout and a site that it keeps out of a release."""
    for gap in coverage_of_warnings(library).gaps():
        yield from (((row.handout, row.site), unprinted(gap)) for row in gap.rows)


def _of_document(library: Library, editions: tuple[Which, ...]) -> Iterator[tuple[Warned, Printed]]:
    first = editions[0]
    lookup = Lookup(library, library.definitions[first.definition], Sink())
    names = [each.edition for each in editions]
    left = left_in_each(lookup, first.site, first.language, names)
    if lookup.incomplete:  # why, a check tells
        return
    told = {id(plan): {*_warnings(lookup, plan)} for plan in left.values()}
    plan = planned(lookup)
    points = _for_all(plan)
    for warned in dict.fromkeys(_warnings(lookup, plan)):
        if warned.span in points:
            continue
        printed = tuple(name for name in names if warned in told[id(left[name])])
        without = tuple(name for name in names if name not in printed)
        yield warned, Printed(first.definition, first.site, first.language, printed, without)


def _warnings(lookup: Lookup, plan: Plan) -> Iterator[Warned]:
    for block in _every(plan):
        yield from _signs(lookup, block)
        if isinstance(block, Urgent):
            yield from _of_box(block)


def _every(plan: Plan) -> Iterator[Block]:
    return (inner for outer in outer_blocks(plan) for inner in with_inner(outer))


def _signs(lookup: Lookup, block: Block) -> Iterator[Warned]:
    signs, asked = lookup.library.signs, block.asked
    names: Iterable[str] = ()
    if asked is not None and not asked.carer:
        treatment = lookup.definition.treatment
        names = [name for name, sign in signs.items() if asked.picks(sign, treatment)]
    elif isinstance(block, BodyMap):
        names = [str(name) for spot in block.parts for name in spot.signs if str(name) in signs]
    for name in names:
        yield Warned(name, signs[name].words.source, signs[name].id.span)


def _of_box(box: Callout) -> Iterator[Warned]:
    """The box, and its points."""
    items = [head(item) for item in box.items or ()]
    first = next(iter([*filter(None, (box.title, box.text)), *items]), None)
    yield Warned("", str(first.source) if first else "", box.span)
    yield from (Warned("", str(item.source), item.span) for item in items)


def _for_all(plan: Plan) -> set[Span]:
    """The places of points that stand wherever their box does."""
    boxes = (block for block in _every(plan) if isinstance(block, Urgent))
    items = (item for box in boxes for item in box.items or ())
    return {head(item).span for item in items if item.when is None}
