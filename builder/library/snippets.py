"""Snippets, each in the place of the block that names it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from builder.diagnostics import Sink
from builder.model import Block, Snippet, with_inner
from builder.place import Text
from builder.source.when import When


def expanded(blocks: Iterable[Block], find: Callable[[Text], Snippet | None]) -> Iterator[Block]:
    """The blocks, with those of a snippet where it is named; nothing for one that is not found.

    They keep the places where they were written. `find` leads to no snippet that uses itself.
    """
    for block in blocks:
        inner = getattr(block, "blocks", None)
        if block.snippet is not None:
            snippet = find(block.snippet)
            used = expanded(_spoken(snippet), find) if snippet else ()
            yield from (_for_some(each, block.when) for each in used)
        elif inner:
            yield block.model_copy(update={"blocks": tuple(expanded(inner, find))})
        else:
            yield block


def _for_some(block: Block, when: When | None) -> Block:
    """A block of a snippet that is named for some leaflets only."""
    if when is None:
        return block
    return block.model_copy(update={"when": block.when.both(when) if block.when else when})


def _spoken(snippet: Snippet) -> Iterator[Block]:
    """The blocks of a snippet, which know its language."""
    for block in snippet.blocks:
        own = block.language or snippet.language
        yield block.model_copy(update={"language": own}) if own else block


def uses(blocks: Iterable[Block]) -> Iterator[Text]:
    """The snippets that blocks name themselves."""
    every = (inner for outer in blocks for inner in with_inner(outer))
    return (block.snippet for block in every if block.snippet is not None)


def circular(snippets: dict[str, Snippet], sink: Sink) -> Iterator[Snippet]:
    """The snippets that use themselves, or one that does; each circle is reported."""
    left = dict(snippets)
    while circle := _circle(left):
        first = left[circle[0]]
        at = next(name for name in uses(first.blocks) if name == circle[1])
        message = f"the snippet '{first.snippet}' uses itself: {' → '.join(circle)}"
        sink.error(at.span, "circular-snippet", message, "take one of them out")
        yield from (left.pop(name) for name in dict.fromkeys(circle))


def _circle(snippets: dict[str, Snippet]) -> list[str]:
    """The names of snippets that use each other in a circle, the first again at the end."""
    used = {name: [*map(str, uses(each.blocks))] for name, each in snippets.items()}
    try:
        TopologicalSorter(used).prepare()
    except CycleError as found:
        # Each of them is used by the one that follows it.
        return [str(name) for name in reversed(found.args[1])]
    return []
