"""What must hold for every web page we make, whatever is in it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from builder.model import Handout
from builder.notation.direction import direction
from tests.proof import said
from tests.web import reader

# What fetches, runs, or asks; none of it is on a page of ours.
NEVER = {"script", "link", "iframe", "object", "embed", "form", "button", "svg", "base"}
# What is not named may not be loaded at all, from no address, not even the page's own.
POLICY = {
    "default-src": "'none'",
    "img-src": "data:",
    "font-src": "data:",
    "style-src": "'unsafe-inline'",
}
ADDRESSES = {"href", "src", "srcset", "action", "poster", "data", "background"}


def prove(handout: Handout, page: bytes) -> None:
    """Asserts that a page says exactly what the handout says, is well made, and fetches nothing."""
    assert reader.words(page) == said(handout)
    assert reader.running(page) == [handout.phrase("draft").text]
    root = reader.tree(page)
    assert (root.get("lang"), root.get("dir")) == (handout.language, direction(handout.language))
    assert fetched(root) == []
    prove_ways(handout, root)
    assert policy(root) == POLICY
    assert outline_gaps(root) == []
    names = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(names) == len(set(names))
    boxes = [*root.iter("input")]  # they are ticked, and sent nowhere
    assert all(dict(box.items()) == {"type": "checkbox"} for box in boxes)
    assert boxes == [box for label in root.iter("label") for box in label.iter("input")]
    for element in root.iter():
        target = element.get("href", "")
        assert not target.startswith("#") or target[1:] in names
        label = element.get("aria-labelledby")
        assert label is None or label in names
        assert not any(name.startswith("on") for name in element.keys())  # noqa: SIM118


def prove_ways(handout: Handout, root: Any) -> None:
    """The ways round the page say what they lead to, and are there where they are of use."""
    navs = {nav.get("class"): nav for nav in root.iter("nav")}
    headings = [(e.get("id"), reader.spaced("".join(e.itertext()))) for e in root.iter("h2")]
    listed = headings if len(headings) >= 5 else []
    entries = [*navs["contents"].iter("a")] if "contents" in navs else []
    found = [(e.get("href")[1:], reader.spaced("".join(e.itertext()))) for e in entries]
    assert found == listed
    assert ("ring" in navs) == any(e.get("class") == "strip" for e in root.iter("section"))
    assert set(navs) <= {"contents", "ring"}
    for link in navs["ring"].iter("a") if "ring" in navs else ():
        fact = handout.facts["call_24h"]
        assert link.get("href") == (fact.href or "#call")
        assert (fact.value or "") in "".join(link.itertext())


def fetched(root: Any) -> list[str]:
    """Elements and addresses with which a page would fetch something by itself."""
    found = [str(element.tag) for element in root.iter() if element.tag in NEVER]
    for element in root.iter():
        for name, value in element.items():
            if name in ADDRESSES and element.tag != "a" and not value.startswith("data:"):
                found.append(f"{element.tag} {name}={value}")
    styles = " ".join(e.text or "" for e in root.iter("style"))
    styles += " ".join(e.get("style", "") for e in root.iter())
    found += [a for a in re.findall(r"url\(\s*[\"']?([^)]{0,40})", styles) if a[:5] != "data:"]
    return found + re.findall("@import|expression", styles)


def policy(root: Any) -> dict[str, str]:
    """What the page itself allows to be loaded, by kind (Content Security Policy, level 3)."""
    (told,) = (e for e in root.iter("meta") if e.get("http-equiv") == "Content-Security-Policy")
    parts = [part.split(maxsplit=1) for part in told.get("content").split(";")]
    return {name: " ".join(rest) for name, *rest in parts}


def outline_gaps(root: Any) -> list[str]:
    """Headings that skip a level, and a page without its one title."""
    levels = [int(e.tag[1]) for e in root.iter() if re.fullmatch("h[1-6]", str(e.tag))]
    found = [f"h{one} then h{two}" for one, two in pairwise(levels) if two > one + 1]
    return found + ([] if levels.count(1) == 1 and levels[:1] == [1] else [f"h1: {levels}"])
