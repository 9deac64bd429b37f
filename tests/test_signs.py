"""Every leaflet of a treatment tells of each of its signs, with the same words and urgency.

Read from what is delivered, in every edition: the tags of each PDF, the elements of each web page.
What a sign says is read from `sources/signs.yaml` as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import html5lib
import pytest
import yaml

from builder.hear.outline import outline
from builder.model import WEB, Handout
from builder.paper.render import render
from builder.web import document
from tests.conftest import ROOT, catalogue

SIGNS = yaml.safe_load((ROOT / "sources/signs.yaml").read_text("utf-8"))["signs"]
# Leaflets that stand for a treatment, or for all: they must have every sign of it.
WHOLE = {"CT-02", "CT-03", "CT-06", "CT-07"}
BOX = re.compile(
    r"(?:(?:Urgent|Important|Note): )?(?:(Ring the emerg)|(Ring us now)|(Ring us within a day))"
)
ACT = re.compile(r"\((?:(ring the emergency number)|(ring now)|(ring within a day))\)")
URGENCIES = ("emergency", "now", "day")
FIXED = re.compile(r"^[^{]*")  # what stands before a fact of the site


@cache
def handouts() -> list[Handout]:
    return [one for one in catalogue()[0] if one.treatment]


def urgency(pattern: re.Match[str] | None) -> str:
    return URGENCIES[pattern.lastindex - 1] if pattern and pattern.lastindex else ""


def on_paper(handout: Handout) -> Iterator[tuple[str, str]]:
    """Each point of a list, with the title of the box it stands in."""
    box, depth = "", 0
    for line in outline(render(handout).pdf).splitlines():
        indent, text = len(line) - len(line.lstrip()), line.strip()
        if indent <= depth:
            box = ""
        if text == "Aside":
            box, depth = "open", indent
        elif box == "open" and text.startswith("P: "):
            box = text[3:]
        elif text.startswith(("LBody: ", "P: ")):
            yield box, text.split(": ", 1)[1]


def on_screen(handout: Handout) -> Iterator[tuple[str, str]]:
    page = html5lib.parse(document.write(handout), namespaceHTMLElements=False)
    boxed = set()
    for aside in page.iter("aside"):
        title = "".join(next(aside.iter("p")).itertext())
        for item in aside.iter("li"):
            boxed.add(item)
            yield title, "".join(item.itertext())
    yield from (("", "".join(item.itertext())) for item in page.iter("li") if item not in boxed)


def told(handout: Handout) -> dict[str, set[str]]:
    """How soon each sign says to act, wherever its words are told."""
    found: dict[str, set[str]] = {}
    read = on_screen if handout.edition.edition == WEB else on_paper
    for box, said in read(handout):
        text = " ".join(said.split())
        for sign in SIGNS:
            words = FIXED.match(sign["words"])
            if words and words[0].strip() in text and (box or ACT.search(text)):
                rest = text[text.index(words[0].strip()) :]
                how = urgency(BOX.match(box)) or urgency(ACT.search(rest))
                found.setdefault(sign["id"], set()).add(how)
    return found


@pytest.mark.parametrize("one", handouts(), ids=lambda h: f"{h.name}.{h.edition.edition}")
def test_each_sign_says_the_same(one: Handout) -> None:
    found = told(one)
    for sign in SIGNS:
        assert found.get(sign["id"], {sign["urgency"]}) == {sign["urgency"]}, sign["id"]
    needed = {s["id"] for s in SIGNS if belongs(s, str(one.treatment))}
    if one.name in WHOLE or (
        found and "missing-sign" not in one.allow and one.purpose != "everyday"
    ):
        assert needed <= set(found)


def belongs(sign: dict[str, list[str]], treatment: str) -> bool:
    return treatment == "all" or bool({"all", treatment} & set(sign["treatments"]))
