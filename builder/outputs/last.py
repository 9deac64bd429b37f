"""What the last build of a folder found, and what that depended on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from builder.diagnostics import Diagnostic
from builder.library.known import Known
from builder.machine.seen import NOTHING_SEEN, Seen
from builder.outputs.result import Result

NO_RESULT = Result()
Document = tuple[str, ...]  # definition, site, language, then the editions


@dataclass(frozen=True)
class Unit:
    """A document as the last build left it: the sources that it alone needs, and its files.

    What it needs besides is needed by every document: brands, sites, evidence.
    """

    needs: tuple[str, ...]
    found: tuple[Diagnostic, ...]
    files: tuple[str, ...]


@dataclass(frozen=True)
class Now:
    """What a build depends on at one moment (`at`, nanoseconds since 1970).

    `when` is the day for it, `lying` are the names of all files in its folder.
    """

    at: int = 0
    when: str = ""
    inputs: Seen = NOTHING_SEEN
    outputs: Seen = NOTHING_SEEN
    lying: tuple[str, ...] = ()


@dataclass(frozen=True)
class Details:
    """What is known of sources by path, and of documents; looked at when something changed."""

    known: Mapping[str, Known]
    units: Mapping[Document, Unit]


@dataclass(frozen=True)
class Last:
    """The last build: what it depended on, what it found, and what is known of its parts.

    `tools` is what drew (as `toolchain` says it), `engine` its files, among them
    `native` code.
    """

    now: Now = Now()
    tools: str = ""
    native: tuple[str, ...] = ()
    engine: Seen = NOTHING_SEEN
    result: Result = NO_RESULT
    details: Callable[[], Details] = lambda: Details({}, {})
