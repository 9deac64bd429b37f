from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, error, settled
from builder.diagnostics import Diagnostic
from builder.merge.personal import fields_in
from builder.words.words import texts_below


@settled("unprinted-field")
def unprinted_field(case: Case) -> Iterator[Diagnostic]:
    """A personal field is declared and printed nowhere.

    What a list of recipients says for it would reach nobody.
    """
    chapters = texts_below(case.handout.chapters)
    printed = {name for _, rich in chapters for name in fields_in(rich)}
    for name, field in case.handout.fields.items():
        if name not in printed:
            message = f"the personal field '{name}' is printed nowhere"
            hint = f"write '{{for.{name}}}' where it belongs, or take it out of 'fields'"
            yield error(field.span, "unprinted-field", message, hint)
