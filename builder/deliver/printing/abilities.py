"""What the printers of a server can do, and how they are, as the server tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from builder.deliver.printing.exchange import Line, NoServer, Refused
from builder.deliver.printing.ipp import Attribute, Operation, Tag, Value, Values
from builder.deliver.printing.media import Media, named
from builder.deliver.printing.printserver import own_default
from builder.deliver.printing.said import nobody_there

# RFC 8011, 5.4.11; what is none of these is unknown.
STATES = {3: "idle", 4: "printing", 5: "stopped"}
# What IPP calls staples, best first for a leaflet and for a booklet (PWG 5100.1, table 1).
STAPLES = {4: "staple", 8: "saddle-stitch", 20: "staple-top-left", 22: "staple-top-right"}
ASKED = (
    "printer-name", "printer-info", "printer-location", "printer-make-and-model", "printer-state",
    "printer-state-reasons", "printer-state-message", "printer-is-accepting-jobs", "media-ready",
    "media-supported", "media-col-ready", "media-source-supported", "sides-supported",
    "print-color-mode-supported", "color-supported", "finishings-supported", "copies-supported",
    "document-format-supported", "queued-job-count", "print-color-mode-default",
)  # fmt: skip


@dataclass(frozen=True)
class Printer:
    """One printer. What nobody tells is None, or has nothing in it."""

    name: str
    about: str = ""
    location: str = ""
    state: str = "unknown"
    reasons: tuple[str, ...] = ()
    message: str = ""
    accepting: bool = True
    is_default: bool = False
    waiting: int = 0
    loaded: tuple[Media, ...] = ()
    papers: tuple[Media, ...] = ()
    sides: tuple[str, ...] = ()
    colour: bool | None = None
    staples: tuple[str, ...] = ()
    trays: tuple[str, ...] = ()
    most_copies: int = 1
    takes_pdf: bool = True
    usual_mode: str = ""


def printers(line: Line) -> list[Printer]:
    """The printers there are, by name. Raises NoServer, Refused, Unsure."""
    try:
        asked = Attribute(Tag.KEYWORD, "requested-attributes", ASKED)
        every = line.ask(Operation.CUPS_GET_PRINTERS, asked).of(Tag.PRINTER)
    except Refused as error:
        if error.strerror != "there is no such printer or job":  # CUPS says so where there is none
            raise
        return []
    default = own_default() or _default(line)
    found = [printer_of(values, default) for values in every if "printer-name" in values]
    return sorted(found, key=lambda each: each.name.casefold())


class There(NamedTuple):
    """The printers that can be asked; where there are none, why, and whether nobody answered."""

    printers: tuple[Printer, ...]
    why_none: str = ""
    nobody: bool = False


def there(line: Line, *, wished: bool = False) -> There:
    """What there is to print with. Raises Refused, Unsure.

    Where nobody answers: NoServer, if somebody `wished` for a printer or named the server.
    """
    try:
        found = tuple(printers(line))
    except NoServer:
        if wished or line.server.told:
            raise
        return There((), nobody_there(), nobody=True)
    return There(found, "" if found else f"the print server '{line.server}' has no printers")


def _default(line: Line) -> str:
    try:
        asked = Attribute(Tag.KEYWORD, "requested-attributes", ("printer-name",))
        groups = line.ask(Operation.CUPS_GET_DEFAULT, asked).of(Tag.PRINTER)
    except Refused:  # there is none
        return ""
    return next((_text(each, "printer-name") for each in groups), "")


def printer_of(values: Values, default: str = "") -> Printer:
    """The printer that has these attributes; `default` is the name of the usual one."""
    name = _text(values, "printer-name")
    formats = _texts(values, "document-format-supported")
    modes = _texts(values, "print-color-mode-supported")
    colour = values.get("color-supported", ())
    return Printer(
        name=name,
        about=_text(values, "printer-make-and-model") or _text(values, "printer-info"),
        location=_text(values, "printer-location"),
        state=STATES.get(_number(values, "printer-state"), "unknown"),
        reasons=reasons(values, "printer-state-reasons"),
        message=_text(values, "printer-state-message"),
        accepting=values.get("printer-is-accepting-jobs", (True,)) != (False,),
        is_default=name == default,
        waiting=_number(values, "queued-job-count"),
        loaded=tuple(_loaded(values)),
        papers=tuple(named(_texts(values, "media-supported"))),
        sides=_texts(values, "sides-supported"),
        colour="color" in modes if modes else bool(colour[0]) if colour else None,
        staples=tuple(STAPLES[n] for n in values.get("finishings-supported", ()) if n in STAPLES),
        trays=_texts(values, "media-source-supported"),
        most_copies=max(
            (getattr(v, "upper", 1) for v in values.get("copies-supported", ())), default=1
        ),
        takes_pdf=not formats or "application/pdf" in formats,
        usual_mode=_text(values, "print-color-mode-default"),
    )


def _loaded(values: Values) -> Iterator[Media]:
    """What lies in the trays: with them if that is told (PWG 5100.7, 6.9), else what is there."""
    ready = [each for each in values.get("media-col-ready", ()) if isinstance(each, dict)]
    names = list(named(_texts(values, "media-ready")))
    if not ready:
        yield from names
    for each in ready:
        (size,) = each.get("media-size", ({},))
        if not isinstance(size, dict):
            continue
        width, height = (_number(size, f"{side}-dimension") / 100 for side in "xy")
        name = next((n.name for n in names if n.is_size(width, height)), "")
        if width and height:
            yield Media(
                name or f"{width:g} x {height:g} mm", width, height, _text(each, "media-source")
            )


def reasons(values: Values, name: str) -> tuple[str, ...]:
    """The texts of an attribute that says "none" where there are none."""
    return tuple(each for each in _texts(values, name) if each != "none")


def _texts(values: Values, name: str) -> tuple[str, ...]:
    return tuple(each for each in values.get(name, ()) if isinstance(each, str))


def _text(values: Values, name: str) -> str:
    return next(iter(_texts(values, name)), "")


def _number(values: Values, name: str) -> int:
    found: Value = next(iter(values.get(name, ())), 0)
    return found if isinstance(found, int) else 0
