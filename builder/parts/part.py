"""What a part is: something a layout puts round the contents, with its own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from builder.inline import Rich
from builder.model import Handout
from builder.registry import Registry

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from builder.pdf.compose import Composer

part: Registry[type[Part]] = Registry("part", "builder.parts")


class Part:
    """One part. Its docstring is its reference."""

    name: ClassVar[str]

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        """The flowables of the part, with their elements below `page.parent`."""
        raise NotImplementedError

    @staticmethod
    def words(handout: Handout) -> Iterator[Rich]:
        """Every text the part prints, in reading order."""
        raise NotImplementedError
