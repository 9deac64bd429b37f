"""Every question of the bank, as a sheet of one handout would print it."""

from __future__ import annotations

from builder.blocks.questions import Questions
from builder.diagnostics import Sink
from builder.library.banks import in_tongue
from builder.library.library import Library
from builder.library.which import Which
from builder.merge.merge import merge
from builder.model import Handout
from builder.project import Project


def with_every_question(project: Project, library: Library, which: Which) -> Handout | None:
    """The handout with all that can be picked in the place of its contents, in the bank's order.

    None where there is no bank in its language, or its own mistakes keep it from being merged.
    """
    definition = library.definitions[which.definition]
    bank = in_tongue(library.questions, definition.language)
    if bank is None:
        return None
    sheet = Questions.model_construct(pick=tuple(each.id for each in bank.questions))
    alone = definition.model_copy(update={"contents": (sheet,)})
    return merge(project, library, which, Sink(), alone)
