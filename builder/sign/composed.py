"""All that a handout says, part by part, as it is composed for paper and for the screen.

The walk is the one that drawing uses: what is not here cannot be printed, and
a word that a builder adds to a part is here from that day on. It looks at
words, and at what speaks for words (alternative texts, labels, links,
languages); the look of the page is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any

from builder.model import WEB, Block, Handout, Placed
from builder.paper.compose import Composer
from builder.paper.furniture import running
from builder.paper.render import description
from builder.paper.story import part_story
from builder.pdf.tags import Element
from builder.project import Asset
from builder.source.inline import Rich
from builder.web.document import part_html, title_of
from builder.web.navigation import labels
from builder.web.page import Page

# What HTML says besides its text: to a screen reader, to a search engine, to who follows a link.
SPEAKING = {"alt", "aria-label", "dir", "href", "lang", "title"}
# What no patient reads: evidence and checks, names of files and places, room on the page.
SILENT = {
    "allow", "at_a_glance", "because", "claims", "covers", "figure", "group", "id", "image", "keep",
    "lines", "most", "new_page", "pick", "picture", "sensitive", "stage", "when", "width", "widths",
}  # fmt: skip
# Keys that came after the first approvals: where they say nothing, these hold on.
LATER = {"bound", "field", "kind", "not_alike", "ongoing", "value", "view"}
PICTURE = re.compile(r'src="data:[^"]*"')


def composed(handout: Handout) -> dict[str, Any]:
    """Edition -> part -> what it says, as JSON has it."""
    return {str(one.edition.edition): _edition(one) for one in handout.in_every_edition()}


def _edition(handout: Handout) -> dict[str, Any]:
    names = [str(name) for name in handout.layout.parts]
    standing = handout.standing.text if handout.standing else ""
    if handout.edition.edition == WEB:
        page = Page.of(handout)
        parts = {name: _heard(part_html(page, name)) for name in names}
        more = [rich.text for rich in labels(page)]
        return {**parts, "round": [standing, title_of(handout), *more]}
    parts = {name: _on_paper(handout, name) for name in names}
    about = description(handout)
    said = [rich.text for rich in running(handout, "1", "1")]
    return {**parts, "round": [standing, *said, about.title, about.author, about.subject]}


def _on_paper(handout: Handout, name: str) -> Any:
    """The elements of a part, each with its texts and pictures."""
    root = Element("Document")
    page = Composer.of(handout, root)
    part_story(page, name)
    made: dict[Element, list[Any]] = {}
    for origin, element in page.shared.origins:
        if isinstance(origin, Rich):
            made.setdefault(element, []).append(told(origin))
        elif isinstance(origin, Asset) and origin not in (handout.logo, handout.cover):
            made.setdefault(element, []).append(origin.sha256)
    return _element(root, made)


def _element(element: Element, made: dict[Element, list[Any]]) -> Any:
    own = [element.role, element.alt, element.language, made.get(element, [])]
    return [*own, [_element(kid, made) for kid in element.kids]]


def data(handout: Handout) -> Iterator[Any]:
    """The data of the blocks, in each edition that has its own: figures show more than words."""
    for one in handout.in_every_edition() if handout.variants else (handout,):
        for section in one.sections():
            yield [_plain(block) for block in section.blocks]


def _plain(value: Any) -> Any:
    """A value as JSON has it, without what no patient reads."""
    if isinstance(value, Rich):
        return told(value)
    if isinstance(value, Placed):
        kind = type(value)
        fields = {name: _plain(getattr(value, name)) for name in kind.model_fields}
        silent = SILENT | {name for name in LATER if not fields.get(name)}
        said = {name: field for name, field in fields.items() if name not in silent}
        return {"kind": kind.__name__, **said} if isinstance(value, Block) else said
    if isinstance(value, Asset):
        return value.sha256
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def told(rich: Rich) -> list[Any]:
    """A text run by run. How long a line to write on is, is room and no word."""
    return [
        [run.text, run.strong, run.href, bool(run.blank), *filter(None, [run.language, run.shift])]
        for run in rich.runs
    ]


def _heard(nodes: Iterable[Any]) -> list[str]:
    import htpy as h

    words = _Words()
    words.feed(PICTURE.sub("", str(h.div[nodes])))
    return words.found


class _Words(HTMLParser):
    """The texts of HTML, and the attributes that speak."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"{name}={value}" for name, value in attrs if name in SPEAKING]

    def handle_data(self, data: str) -> None:
        if words := " ".join(data.split()):
            self.found.append(words)
