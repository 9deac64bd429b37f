"""The file of what the last build found: beside the manifest, whole or not believed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple
from functools import partial
from pathlib import Path
from typing import Any

from builder.diagnostics import Diagnostic, Severity
from builder.library.known import AskedSigns, Gone, Known, Listed, Told
from builder.machine.disk import read, write
from builder.machine.seen import Seen, Sight, State
from builder.outputs.last import Details, Last, Now, Unit
from builder.outputs.names import FOUND
from builder.outputs.result import Result
from builder.place import Span, Text
from builder.project import MAX_MANIFEST


def remember(out: Path, last: Last) -> None:
    """Writes what a build found and depended on: a line for all, a line for its parts."""
    now, result, details = last.now, last.result, last.details()
    first = {
        "at": now.at,
        "when": now.when,
        "tools": last.tools,
        "native": last.native,
        "engine": _from_seen(last.engine),
        "inputs": _from_seen(now.inputs),
        "outputs": _from_seen(now.outputs),
        "lying": now.lying,
        "found": [*map(_row, result.diagnostics)],
        "fresh": [*result.fresh, *(entry.path for entry in result.drawn)],
        "strays": result.strays,
    }
    second = {
        "known": {path: _from_known(one) for path, one in details.known.items()},
        "units": [
            [name, one.needs, [*map(_row, one.found)], one.files]
            for name, one in details.units.items()
        ],
    }
    lines = "".join(f"{json.dumps(each)}\n" for each in (first, second))
    digest = hashlib.sha256(lines.encode()).hexdigest()
    write(out / FOUND, f"{digest}\n{lines}".encode())


def last_of(out: Path) -> Last | None:
    """What the last build found; None where no record of it lies that is whole."""
    digest, _, lines = (read(out / FOUND, MAX_MANIFEST) or b"").partition(b"\n")
    if hashlib.sha256(lines).hexdigest().encode() != digest:
        return None
    try:
        first, second = lines.splitlines()
        return _last(json.loads(first), second)
    except (ValueError, TypeError, KeyError, AttributeError):  # of a builder of another day
        return None


def _last(first: dict[str, Any], second: bytes) -> Last:
    found = tuple(map(_diagnostic, first["found"]))
    result = Result(found, (), tuple(first["fresh"]), (), tuple(first["strays"]))
    inputs, outputs = _seen(first["inputs"]), _seen(first["outputs"])
    now = Now(first["at"], first["when"], inputs, outputs, tuple(first["lying"]))
    engine, native = _seen(first["engine"]), tuple(first["native"])
    return Last(now, first["tools"], native, engine, result, partial(_details, second))


def _details(line: bytes) -> Details:
    """The parts, which only a build needs that has something to do."""
    both = json.loads(line)
    units = {
        tuple(name): Unit(tuple(needs), tuple(map(_diagnostic, found)), tuple(files))
        for name, needs, found, files in both["units"]
    }
    return Details({path: _known(path, row) for path, row in both["known"].items()}, units)


def _from_seen(seen: Seen) -> list[Any]:
    return [seen.at, seen.files]


def _seen(row: Any) -> Seen:
    at, files = row
    return Seen(at, {path: Sight(State(*own), sha) for path, (own, sha) in files.items()})


def _row(each: Diagnostic) -> list[Any]:
    return [*each.span, each.code, str(each.severity), each.message, each.hint]


def _diagnostic(row: Any) -> Diagnostic:
    path, line, column, code, severity, message, hint = row
    return Diagnostic(Span(path, line, column), code, Severity(severity), message, hint)


def _from_known(one: Known) -> list[Any]:
    of, listed = one.listed, None
    if of is not None:
        who = of.handout, of.site, of.treatment, of.language, of.layout, of.editions
        gone = of.gone and [of.gone.on, of.gone.because, _from_text(of.gone.instead)]
        listed = [*who, str(of.title), of.title.span, of.topics, astuple(of.told), gone]
    sections = {name: astuple(told) for name, told in one.sections.items()}
    return [str(one.name), *one.name.span[1:], [*map(_row, one.found)], listed, sections]


def _known(path: str, row: Any) -> Known:
    name, line, column, found, listed, sections = row
    place = Span(path, line, column)
    told = {each: _told(of) for each, of in sections.items()}
    of = None if listed is None else _listed(path, listed)
    return Known(Text(name, place), tuple(map(_diagnostic, found)), of, told)


def _listed(path: str, row: Any) -> Listed:
    handout, site, treatment, language, layout, editions, title, span, topics, told, gone = row
    return Listed(
        handout,
        path,
        site,
        treatment,
        language,
        layout,
        tuple(editions),
        Text(title, Span(*span)),
        tuple((topic, None if chosen is None else tuple(chosen)) for topic, chosen in topics),
        _told(told),
        None if gone is None else _gone(gone),
    )


def _gone(row: Any) -> Gone:
    on, because, instead = row
    return Gone(on, because, None if instead is None else Text(instead[0], Span(*instead[1])))


def _from_text(text: Text | None) -> list[Any] | None:
    return None if text is None else [str(text), text.span]


def _told(row: Any) -> Told:
    covers, signs, tool, snippets = row
    return Told(tuple(covers), tuple(map(_asked, signs)), tool, tuple(snippets))


def _asked(row: Any) -> AskedSigns:
    urgency, groups, treatment, carer = row
    return (urgency, None if groups is None else tuple(groups), treatment, carer)
