from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.readability.outcomes import outcomes
from builder.readability.people import figures_in, place_of


@advice("benefit-without-harm")
def benefit_without_harm(case: Case) -> Iterator[Diagnostic]:
    """A handout says how many people a treatment helps, and not how many it harms.

    Row 20 of the checklist (DISCERN 11, EQIP). A benefit or a harm is known by
    its figure, or by the words round a typed number, listed in
    `readability/LANGUAGE/benefits.yaml` and `harms.yaml`. A harm of another product is none of
    this one: where figures tell of harms, each product with a benefit has its own.
    """
    yield from _of_other_products(case)
    found = list(outcomes(list(case.passages()), case.printed_figures, case.word_list))
    if any(each.harm for each in found):
        return
    for each in found:
        block = each.first.block
        if each.benefit and block is not None and "benefit-without-harm" not in block.allow:
            hint = "add how many out of 100 people it harms, death included where it is known"
            message = "a number for a benefit, and none for a harm in this handout"
            yield warning(each.first.rich.span, "benefit-without-harm", message, hint)
            return


def _of_other_products(case: Case) -> Iterator[Diagnostic]:
    """The first number for a benefit of each product whose harms are told by no figure."""
    known = case.printed_figures
    harmed = {figure.product for figure in known.values() if figure.kind == "harm"}
    for passage in case.passages("benefit-without-harm") if harmed else ():
        for figure in figures_in(passage, known):
            if figure.kind == "benefit" and figure.product and figure.product not in harmed:
                harmed.add(figure.product)
                message = (
                    f"a number for a benefit of {figure.product}, and for harms of others only"
                )
                hint = f"add how many out of 100 people {figure.product} harms"
                place = place_of(passage, figure.id)
                yield warning(place, "benefit-without-harm", message, hint)
