"""What a part is: something a layout puts round the contents, with its own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Literal

from builder.model.handout import Handout
from builder.registry import Registry
from builder.source.inline import Rich

Landmark = Literal["header", "main", "footer"]
STRIPS = ("safety-strip", "call-first", "call-number")  # parts that print the numbers to ring
part: Registry[type[Part]] = Registry("part", "builder.parts")


def facts_of(handout: Handout, parts: Iterable[str]) -> set[str]:
    """The site's facts that the handout prints, in its texts or in these parts round them."""
    used = set(handout.used_facts)
    for name in parts:
        used.update(() if name == "contents" else part[name].facts(handout))
    return used


class Part:
    """One part. Its docstring is its reference.

    `landmark` is where on a web page it belongs. A model knows neither paper nor screen:
    what a part is composed with has its type in `parts/`.
    """

    name: ClassVar[str]
    landmark: ClassVar[Landmark] = "main"

    @staticmethod
    def compose(page: Any) -> Iterator[Any]:
        """The flowables of the part, with their elements below `page.parent`."""
        raise NotImplementedError

    @staticmethod
    def html(page: Any) -> Iterator[Any]:
        """The elements of the part on a web page, with the words of `words`."""
        raise NotImplementedError

    @staticmethod
    def facts(handout: Handout) -> tuple[str, ...]:
        """The facts of the site that it prints by itself."""
        return ()

    @staticmethod
    def words(handout: Handout) -> Iterator[Rich]:
        """Every text the part prints, in reading order."""
        raise NotImplementedError
