"""What several topics say, written once: `sources/snippets/**/*.yaml`."""

from __future__ import annotations

from builder.model.blocktype import AnyBlock
from builder.model.placed import Placed
from builder.source.inline import Rich
from builder.source.values import Day, Language, Many, Name


class Snippet(Placed):
    """Blocks that stand wherever a topic names them; who answers for them, and until when."""

    snippet: Name
    owner: Rich | None = None
    review_by: Day | None = None
    language: Language | None = None
    blocks: Many[AnyBlock]
