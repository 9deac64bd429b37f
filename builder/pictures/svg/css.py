"""The style sheets inside of an SVG file, as drawing programs write them (CSS 2.2).

Selectors are of elements, classes and ids, one inside of another. What else
CSS can do is refused with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from builder.pictures.svg.elements import Node
from builder.pictures.svg.paths import UnsupportedSvg, quoted

COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.S)
IMPORTANT = re.compile(r"\s*!\s*important\s*$", re.I)
NAME = r"-?(?:[A-Za-z_]|[^\x00-\x7f])(?:[\w-]|[^\x00-\x7f])*+"
PART = re.compile(rf"(?P<tag>{NAME}|\*)?(?P<rest>(?:[.#]{NAME})*)")
COMBINED = re.compile(r"\s*(>)\s*|\s+")


@dataclass(frozen=True)
class Declaration:
    """A property as it was written, and on which line."""

    name: str
    value: str
    line: int
    important: bool = False


@dataclass(frozen=True)
class Rule:
    """A selector: its compounds from the last to the first, each with what joins it to the next."""

    compounds: tuple[tuple[str, str], ...]
    weight: tuple[int, int, int]
    declarations: tuple[Declaration, ...]

    def matches(self, node: Node, step: int = 0) -> bool:
        compound, joined = self.compounds[step]
        if not _is(node, compound):
            return False
        if step + 1 == len(self.compounds):
            return True
        above = node.parent
        while above is not None:
            if self.matches(above, step + 1):
                return True
            above = above.parent if joined != ">" else None
        return False


def declarations(style: str, line: int) -> list[Declaration]:
    """The properties in a `style` attribute (CSS Style Attributes, section 3) or a rule."""
    found = []
    for part in filter(str.strip, _without_comments(style).split(";")):
        name, colon, value = part.partition(":")
        if not colon:
            raise UnsupportedSvg(f"the style {quoted(part.strip())} cannot be read", line)
        plain = IMPORTANT.sub("", value)
        found.append(Declaration(name.strip().lower(), plain.strip(), line, plain != value))
    return found


def rules(sheets: Iterable[Node], faults: list[UnsupportedSvg]) -> list[Rule]:
    """The rules of the `style` elements of a file, in order; what cannot be read is a fault."""
    found: list[Rule] = []
    for sheet in sheets:
        if sheet.attributes.get("type", "text/css") not in ("", "text/css"):
            continue  # in a language no browser knows
        if sheet.attributes.get("media", "all") != "all":
            faults.append(UnsupportedSvg("'media' is not read; delete it", sheet.line))
        text = _without_comments(sheet.text)
        start = 0
        for match in re.finditer(r"([^{}]*)\{([^{}]*)\}", text):
            line = sheet.line + text[: match.end(1)].count("\n")
            if text[start : match.start()].strip():
                break
            start = match.end()
            try:
                found += _rule(match[1].strip(), match[2], line)
            except UnsupportedSvg as fault:
                faults.append(fault)
        if text[start:].strip():
            line = sheet.line + text[:start].count("\n")
            message = f"the style sheet cannot be read from {quoted(text[start:].strip())} on"
            faults.append(UnsupportedSvg(f"{message}; write the styles on the shapes", line))
    return found


def cascade(node: Node, sheet: Iterable[Rule]) -> dict[str, Declaration]:
    """What style sheets and its own style say of an element (CSS Cascade 3, section 6).

    Its presentation attributes come before all of them (SVG 2, 6.6).
    """
    said = [(rule.weight, d) for rule in sheet if rule.matches(node) for d in rule.declarations]
    said.sort(key=lambda pair: pair[0])
    ordered = [d for _, d in said]
    ordered += declarations(node.attributes.get("style", ""), node.line)
    ordered.sort(key=lambda declaration: declaration.important)
    return {declaration.name: declaration for declaration in ordered}


def _without_comments(text: str) -> str:
    """Comments away, but their line ends kept."""
    return COMMENT.sub(lambda match: " " + "\n" * match[0].count("\n"), text)


def _rule(selectors: str, body: str, line: int) -> Iterator[Rule]:
    if selectors.startswith("@"):
        raise UnsupportedSvg(f"{quoted(selectors)} is not read; delete it", line)
    said = tuple(declarations(body, line))
    for selector in selectors.split(","):
        compounds = tuple(_compounds(selector.strip(), line))
        yield Rule(compounds, _weight(compounds), said)


def _compounds(selector: str, line: int) -> Iterator[tuple[str, str]]:
    parts = COMBINED.split(selector)
    for place in range(len(parts) - 1, -1, -2):
        if not parts[place] or not PART.fullmatch(parts[place]):
            hint = "use classes, or write the style on the shapes"
            raise UnsupportedSvg(f"the selector {quoted(selector)} is not read; {hint}", line)
        yield parts[place], (parts[place - 1] or "") if place else ""


def _weight(compounds: Iterable[tuple[str, str]]) -> tuple[int, int, int]:
    text = " ".join(compound for compound, _ in compounds)
    tags = len(re.findall(rf"(?:^| ){NAME}", text))
    return text.count("#"), text.count("."), tags


def _is(node: Node, compound: str) -> bool:
    match = PART.fullmatch(compound)
    assert match is not None
    if match["tag"] not in (None, "*", node.tag):
        return False
    classes = node.attributes.get("class", "").split()
    named: Mapping[str, list[str]] = {".": classes, "#": [node.attributes.get("id", "")]}
    return all(part[1:] in named[part[0]] for part in re.findall(r"[.#][^.#]+", match["rest"]))
