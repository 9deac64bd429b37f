"""Whole projects: a topic, its leaflet, a page design with editions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.conftest import PLAIN
from tests.fuzz import blocks, texts

LAYOUT: dict[str, Any] = yaml.load(
    (PLAIN / "handouts/layouts/small.yaml").read_text("utf-8"), yaml.BaseLoader
)
# Width and height in millimetres.
PAPERS = {
    "A3": (297, 420),
    "A4": (210, 297),
    "A5": (148, 210),
    "A6": (105, 148),
    "Letter": (216, 279),
}
# So much of a page is left at least for its text, at scale 1, in millimetres.
NARROWEST, SHORTEST = 40, 80
LOWEST = 8
SCALES = (0.8, 1, 1.3, 1.6, 2)


@dataclass(frozen=True)
class Draft:
    """The files of a project that are made up, as YAML has them."""

    topic: dict[str, Any]
    handout: dict[str, Any]
    layout: dict[str, Any]

    def __str__(self) -> str:
        """The topic and the leaflet in full; of the layout what differs between drafts."""
        shown = {key: self.layout[key] for key in ("paper", "margins", "editions", "parts")}
        return "---\n".join(dump(part) for part in (self.topic, self.handout, shown))


LINE = 10**6  # no text is wrapped: a line of it could begin like a point of a list


def dump(data: Any) -> str:
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=LINE))


@st.composite
def layouts(draw: st.DrawFn) -> dict[str, Any]:
    """Papers from A3 to A6, with margins up to what leaves a column of a few words."""
    paper = draw(st.sampled_from(sorted(PAPERS)))
    width, height = PAPERS[paper]
    side = st.integers(8, min(100, (width - NARROWEST) // 2))
    foot = st.integers(LOWEST, min(100, (height - SHORTEST) // 2))
    margins = {"top": draw(foot), "right": draw(side), "bottom": draw(foot), "left": draw(side)}
    column = width - margins["left"] - margins["right"]
    scales = st.sampled_from([scale for scale in SCALES if scale * NARROWEST <= column])
    editions = [
        {"edition": name, "title": name.title(), "scale": draw(scales)}
        for name in ("standard", "large-print")
    ]
    editions.append({**editions[0], "edition": "screen", "title": "Screen", "fillable": True})
    more = draw(
        st.sampled_from(
            [
                [],
                ["main-message"],
                ["safety-strip", "short-imprint"],
                ["short-message", "sheet-imprint"],
            ]
        )
    )
    parts = ["masthead", *more, "contents", "imprint"]
    return LAYOUT | {
        "paper": paper, "margins": margins, "editions": editions, "parts": parts,
        "block_space": draw(st.integers(0, 20)), "item_space": draw(st.integers(0, 10)),
    }  # fmt: skip


def sections(languages: list[str], language: str) -> st.SearchStrategy[Any]:
    made = st.lists(blocks.in_language(languages, language), min_size=1, max_size=5)
    section = st.fixed_dictionaries({"blocks": made}, optional={"heading": texts.short(language)})
    return st.lists(section, min_size=1, max_size=2).map(
        lambda several: [{"id": f"s{n}", **one} for n, one in enumerate(several)]
    )


@st.composite
def drafts(draw: st.DrawFn, languages: list[str]) -> Draft:
    """A project in one of the languages, with blocks in others of them."""
    language = draw(st.sampled_from(languages))
    topic = {
        "topic": "case",
        "title": draw(texts.short(language)),
        "language": language,
        "sections": draw(sections(languages, language)),
    }
    optional = {"subtitle": texts.short(language), "audience": texts.rich(language)}
    handout = {
        "handout": "case",
        "title": draw(texts.short("en") | texts.running("en")),
        "main_message": draw(texts.rich(language)),
        **draw(st.fixed_dictionaries({}, optional=optional)),
        "language": language,
        "purpose": "everyday",
        "layout": "small",
        "editions": draw(
            st.sampled_from(
                [["standard", "screen"], ["large-print"], ["standard", "large-print", "screen"]]
            )
        ),
        "contents": [{"topic": "case"}],
        "version": "1",
        "published": "2026-05-01",
    }
    return Draft(topic, handout, draw(layouts()))
