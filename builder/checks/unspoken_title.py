from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.checks.demands import english
from builder.diagnostics import Diagnostic
from builder.model import Handout
from builder.place import Text


@advice("unspoken-title")
def unspoken_title(case: Case) -> Iterator[Diagnostic]:
    """The title of an edition, or a role, is printed as it is written, in another language.

    Layouts are in English, and so are roles mostly; a leaflet in another language has
    words for them, or says that they are its own.
    """
    if english(case.handout):
        return
    for words in _written(case.handout):
        if str(words) not in case.handout.spoken:
            language = case.handout.language.partition("-")[0]
            message = f"there are no words for '{words}' in '{language}'"
            hint = f"in sources/phrases/{language}.yaml, under 'words': '{words}': …"
            yield warning(words.span, "unspoken-title", message, hint)


def _written(handout: Handout) -> Iterator[Text]:
    """Titles and roles that it prints, as they are written."""
    yield from (form.title.source for form in handout.forms if form.edition != "web")
    yield from (role.source for role in handout.provenance.written_by or ())
    yield from (approval.role for approval in handout.approvals)
