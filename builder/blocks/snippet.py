from __future__ import annotations

from typing import Annotated, Self

from pydantic import model_validator

from builder.model import Block, block
from builder.place import Text
from builder.source.values import Name, naming, wrong


@block("snippet")
class SnippetUse(Block):
    """What several topics say, once: the blocks of that name in `sources/snippets/` stand here.

    What they cite, and what is allowed in them, is written there.

    - snippet: rest
    """

    main = "name"
    name: Annotated[Name, naming("snippet")]

    @property
    def snippet(self) -> Text:
        return self.name

    @model_validator(mode="after")
    def _bare(self) -> Self:
        """What stands beside a block stands beside those of the snippet, and not here."""
        given = next(filter(None, (self.language, *self.claims, *self.allow)), None)
        if given is not None:
            message = f"'{given}' is said of the blocks of the snippet '{self.name}'"
            raise wrong("unknown-key", message, "write it there, beside them", given.span)
        return self
