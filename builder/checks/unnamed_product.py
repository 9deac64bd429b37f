from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model import StudyFigure
from builder.readability.people import figures_in, place_of
from builder.words.words import Passage


@advice("unnamed-product", safety=True)
def unnamed_product(case: Case) -> Iterator[Diagnostic]:
    """A number is of one product of a treatment, and nothing near it says of which.

    Row 19 of the checklist (IPDAS): where a handout prints figures of two products, a reader
    takes the benefit of one and the harm of the other for one treatment. The product is named
    in the block, in the heading above it, or before it in the same section.
    """
    known = case.printed_figures
    several = _several(known)
    sections: dict[tuple[int, int], list[Passage]] = defaultdict(list)
    for passage in case.passages():
        sections[passage.topic, passage.part].append(passage)
    for passages in sections.values():
        for passage in passages:
            if passage.block is None or "unnamed-product" in passage.block.allow:
                continue
            last = max(n for n, each in enumerate(passages) if each.block is passage.block)
            said = _said(passages[: last + 1])
            for figure in figures_in(passage, known):
                if figure.treatment in several and not _names(said, figure):
                    message = f"'{figure.id}' is a number of {figure.product}, which nothing names"
                    hint = f"name {figure.product} in the block or in the heading above it"
                    place = place_of(passage, figure.id)
                    yield warning(place, "unnamed-product", message, hint)


def _several(known: dict[str, StudyFigure]) -> set[str]:
    """The treatments of which figures of two products or more are printed."""
    products: dict[str, set[str]] = defaultdict(set)
    for figure in known.values():
        if figure.treatment and figure.product:
            products[figure.treatment].add(figure.product)
    return {treatment for treatment, found in products.items() if len(found) > 1}


def _said(passages: list[Passage]) -> str:
    """What a reader has read of a section, its headings included."""
    heads = (each.heading.text for each in passages if each.heading)
    return " ".join([*heads, *(each.shown for each in passages)]).casefold()


def _names(said: str, figure: StudyFigure) -> bool:
    return figure.product is None or figure.product.casefold() in said
