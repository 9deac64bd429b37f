"""`release.md`: what a release holds and what it does not, read from what lies in its folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from builder.diagnostics import Diagnostic
from builder.library.known import Gone
from builder.outputs.entry import Entry
from builder.outputs.onsheets import OnSheets
from builder.release.refusals import Verdict

NONE_GONE: Mapping[str, tuple[str, Gone]] = MappingProxyType({})


@dataclass(frozen=True)
class Held:
    """What lies in the folder of a release.

    `whole` are the files that are as the builder wrote them, by path, `copies` the printer's
    copies of some; `other` are the paths of those that somebody changed, or that it knows
    nothing of.
    """

    whole: Mapping[str, Entry]
    other: Sequence[str] = ()
    copies: Sequence[OnSheets] = ()

    def has(self, one: Verdict) -> bool:
        """Whether all files of a handout lie here, and are of what was decided now."""
        return one.good and all(
            path in self.whole and self.whole[path].key == key for path, key in one.files.items()
        )


def unfinished(today: date) -> str:
    """What the record says until the release is finished: a build that is killed leaves it."""
    again = "It was begun and is not finished. Run 'handouts build --release' again."
    return f"# Release of {today.isoformat()}\n\n{again}\n"


def record(
    every: Sequence[Verdict],
    held: Held,
    unread: Sequence[Diagnostic],
    today: date,
    gone: Mapping[str, tuple[str, Gone]] = NONE_GONE,
) -> str:
    """The record, as Markdown: of each handout what stands, and why.

    `every` are all handouts there are, `unread` the mistakes in definitions that
    could not be read, `gone` the titles of those that were withdrawn, by number, and why.
    """
    good = [one for one in every if held.has(one)]
    bad = [one for one in every if not held.has(one)]
    lines = [f"# Release of {today.isoformat()}", "", "## Released", ""]
    for one in good:
        lines.append(f"- {_name(one)}; approved by {'; '.join(one.signed)}")
        lines += _files(one, held)
        lines += [f"  - allowed: {each}" for each in one.allowed]
    lines += [] if good else ["Nothing."]
    lines += ["", "## Not released", ""]
    for one in bad:
        lines += [f"- {_name(one)}", *_reasons(one)]
    lines += [f"- {each.span.path}\n  - {each.message} ({each.code})" for each in unread]
    lines += [] if bad or unread else ["Nothing."]
    if gone:
        lines += ["", "## Withdrawn", ""]
        lines += [_withdrawn(code, *gone[code]) for code in sorted(gone)]
    lines += _left(good, held)
    if held.other:
        lines += ["", "## Not from this builder, or changed since", ""]
        lines += [f"- {path}" for path in held.other]
    return "\n".join(lines) + "\n"


def _files(one: Verdict, held: Held) -> Iterator[str]:
    for path in one.files:
        yield f"  - {path}"
        yield from (f"  - {each.path}, for the printer" for each in held.copies if each.of == path)


def _withdrawn(code: str, title: str, gone: Gone) -> str:
    instead = f" Give {gone.instead} instead." if gone.instead else ""
    return _line(f"- {code} {title}, on {gone.on}: {gone.because}{instead}")


def _reasons(one: Verdict) -> Iterator[str]:
    yield from (f"  - {each.message} ({each.code})" for each in one.why)
    if one.good:
        yield "  - it may be released, and was not asked for this time"
    elif not one.why:
        yield "  - what it is made of cannot be read"


def _left(good: Sequence[Verdict], held: Held) -> Iterator[str]:
    """What an earlier release left behind, handout by handout."""
    new = {path for one in good for path in one.files}
    old = [entry for path, entry in sorted(held.whole.items()) if path not in new]
    if old:
        yield from ("", "## Still in this folder from an earlier release", "")
    named: set[str] = set()
    for entry in old:
        name = _name(Verdict(entry.handout, entry.title, entry.version, entry.site))
        if name not in named:
            yield f"- {name}"
            yield f"  - {f'approved by {_line(entry.signed)}' if entry.signed else 'a draft'}"
        named.add(name)
        yield f"  - {entry.path}"


def _name(one: Verdict) -> str:
    return _line(f"{one.code} {one.title}, version {one.version}, site {one.site}")


def _line(words: str) -> str:
    """On one line: what a manifest says is not to write lines of this record."""
    return " ".join(words.split())
