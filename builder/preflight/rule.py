"""What a rule is: it looks at one page of a finished file, or at all of them, and tells faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from builder.diagnostics import Severity
from builder.model.onpaper import Form
from builder.model.pagecount import PageCount
from builder.model.printer import Printer
from builder.registry import Registry
from builder.see.colourdots import Colours
from builder.see.dots import Dots
from builder.see.painted import Area, Painted, painted


@dataclass(frozen=True)
class Asked:
    """What a file is held to: a printer, and what its edition asks for where it has one.

    `smallest` is in points. A file of `ours` says nothing of any person, so nothing of it may
    show through a window. `trimmed` are pages that are cut from larger paper, so that their edges
    are not those of the paper; in one that is `grey` there is no colour. `pages` is how many it
    may have, `form` what is made of it once it is printed.
    """

    printer: Printer
    smallest: float = 0
    ours: bool = False
    trimmed: bool = False
    rtl: bool = False
    grey: bool = False
    pages: PageCount | None = None
    form: Form | None = None


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong on a page (from 1), and where, if it is in one place.

    `about` is what stands there, as it is named for people.
    """

    page: int
    code: str
    message: str
    severity: Severity = Severity.ERROR
    area: Area | None = None
    hint: str = ""
    about: str = ""


@dataclass(frozen=True)
class Seen:
    """A page as it is seen: its number from 1, of how many, its size in points, what is where.

    `named` names what stands in an area, for people.
    """

    number: int
    count: int
    width: float
    height: float
    page: Any
    named: Callable[[Area], str]

    @cached_property
    def painted(self) -> tuple[Painted, ...]:
        return tuple(painted(self.page))

    @cached_property
    def dots(self) -> Dots:
        return Dots.of(self.page)

    @cached_property
    def colours(self) -> Colours:
        return Colours.of(self.page)

    @property
    def is_back(self) -> bool:
        """Whether it is printed on the back of a sheet."""
        return self.number % 2 == 0


Rule = Callable[[Seen, Asked], Iterator[Fault]]
rule: Registry[Rule] = Registry("rule", "builder.preflight.rules")
