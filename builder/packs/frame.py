"""What a pack adds to its leaflets: the cover, the words explained, room for notes.

Each is a handout of its own, merged as any is, in the layout of the pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from builder.blocks.glossary import Glossary
from builder.blocks.notes import Notes
from builder.diagnostics import Sink
from builder.library.library import Library
from builder.library.which import Which
from builder.merge.merge import merge
from builder.model import Block, Handout, HandoutDefinition, PackDefinition, Term
from builder.model.parttype import STRIPS, part
from builder.packs.packlist import Listed, PackList
from builder.packs.papers import on_one_paper, paper_of
from builder.paper.sheet import POINTS, sheet_of
from builder.place import Span, Text
from builder.project import Project
from builder.source.inline import Rich

HEADING = 2  # lines to write on: so much room takes the heading of notes
LEAFLET = "leaflet"  # the layout that comes with the builder
CONTENTS = (Text("contents"),)
EDITION = Span("--edition", 0)


@dataclass(frozen=True)
class Frame:
    """Makes what a pack adds to its `leaflets`, of which there is one at least.

    It is a draft where one of them is.
    """

    project: Project
    library: Library
    pack: PackDefinition
    leaflets: Sequence[Handout]
    sink: Sink

    @property
    def language(self) -> str:
        """The language of the cover: the pack's own, or that of the first leaflet."""
        return str(self.pack.language or self.leaflets[0].language)

    @property
    def layout(self) -> Text:
        """The layout of what is added: the pack's own, or `leaflet`.

        That of the first leaflet, where `leaflet` is on other paper or has not the edition.
        """
        if self.pack.layout is not None:
            return self.pack.layout
        first, plain = self.leaflets[0], self.library.layouts[LEAFLET]
        form = next((f for f in plain.editions if f.edition == first.edition.edition), None)
        paper = paper_of(first.layout, first.edition)
        fits = form is not None and paper_of(plain, form) == paper
        return plain.layout if fits else first.layout.layout

    def cover(self, entries: Iterable[Listed]) -> Handout | None:
        """The title, what is in the pack, and the numbers to ring."""
        made = self._handout(self.language, PackList(entries=tuple(entries)))
        if made is not None:
            first = self.leaflets[0]
            papers = (paper_of(one.layout, one.edition) for one in (first, made))
            both = zip((first.layout.layout, self.layout), papers, strict=True)
            on_one_paper(both, self.sink)
        return made and _with(made, parts=_of_cover(made))

    def glossary(self, language: str, terms: tuple[Term, ...]) -> Handout | None:
        """The words of all leaflets in a language, explained."""
        made = self._handout(language, Glossary())
        return made and _with(made, parts=CONTENTS).model_copy(update={"terms": terms})

    def notes(self) -> Handout | None:
        """Room for notes: a page of it."""
        made = self._handout(self.language, Notes())
        if made is None:
            return None
        lines = int(sheet_of(made).height / (made.layout.rule_space * POINTS)) - HEADING
        return _with_blocks(_with(made, parts=CONTENTS), Notes(lines=lines))

    def _handout(self, language: str, block: Block) -> Handout | None:
        first, pack = self.leaflets[0], self.pack
        edition, site = str(first.edition.edition), str(first.site.site)
        nobody = Text("", pack.span)
        definition = HandoutDefinition.model_construct(
            handout=nobody,
            title=pack.title,
            subtitle=pack.subtitle,
            main_message=Rich.plain("", nobody),
            layout=self.layout,
            brand=pack.brand or first.brand.brand,
            site=Text(site, pack.span),
            language=Text(language, pack.language.span if pack.language else pack.span),
            editions=(Text(edition, EDITION),),
            contents=(block,),
            version=Rich.plain("", nobody),
            published=max(each.published for each in self.leaflets),
        )
        definition._span = pack.span
        which = Which("", site, language, edition)
        made = merge(self.project, self.library, which, self.sink, definition)
        approved = all(each.approvals for each in self.leaflets)
        every = tuple(one for each in self.leaflets for one in each.approvals)
        return made and made.model_copy(update={"approvals": every if approved else ()})


def _of_cover(handout: Handout) -> tuple[Text, ...]:
    """Those parts of a layout that a cover has: who it is from, the list, the numbers to ring."""
    return tuple(
        name
        for name in handout.layout.parts
        if name in (*CONTENTS, *STRIPS) or part[name].landmark == "header"
    )


def _with_blocks(handout: Handout, block: Block) -> Handout:
    """The handout with another block in the place of its only one."""
    (chapter,) = handout.chapters
    (section,) = chapter.sections
    section = section.model_copy(update={"blocks": (block,)})
    chapter = chapter.model_copy(update={"sections": (section,)})
    return handout.with_chapters((chapter,))


def _with(handout: Handout, **of_layout: Any) -> Handout:
    """The handout with something else in its layout."""
    layout = handout.layout.model_copy(update=of_layout)
    return handout.model_copy(update={"layout": layout})
