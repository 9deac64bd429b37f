"""What supports what the topics say: `sources/evidence/*.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from builder.model.figures import Read, StudyFigure
from builder.model.placed import Placed
from builder.place import Text
from builder.source.values import Day, Many, Name, naming


class Reference(Placed):
    """What supports a claim: where it is, what it says, how far we trust it, when we read it."""

    id: Name
    name: Text
    organisation: Text | None = None
    url: Text | None = None
    says: Text | None = None
    trust: Literal["A", "B", "C"]
    read: Read | None = None
    checked: Day


class ArticleSection(Placed):
    """A section of the article whose statements were judged, by its number in reading order."""

    order: Text
    heading: Text


class Claim(Placed):
    """A statement that topics may make, and whether they may."""

    id: Name
    claim: Text
    section: Text | None = None
    kind: Literal[
        "fact", "instruction", "question", "resource", "contact", "opinion", "anecdote"
    ] = "fact"
    verdict: (
        Literal["supported", "supported-with-nuance", "contradicted", "unverifiable", "promotional"]
        | None
    ) = None
    use: Literal["keep", "correct", "drop"]
    repeats: Annotated[Name, naming("claim")] | None = None
    correction: Text | None = None
    note: Text | None = None
    sources: tuple[Annotated[Name, naming("reference")], ...] = ()


class Omission(Placed):
    """What the article leaves out; topics that say it cite it like a claim."""

    id: Name
    missing: Text
    priority: Literal["high", "medium", "low"]
    note: Text | None = None
    sources: tuple[Annotated[Name, naming("reference")], ...] = ()

    def as_claim(self) -> Claim:
        """The claim that topics cite."""
        claim = Claim(id=self.id, claim=self.missing, use="keep", sources=self.sources)
        claim._span = self.span
        return claim


class Evidence(Placed):
    """A file of `sources/evidence/`: claims, omissions, figures, and what they rest on."""

    references: Many[Reference] = ()
    sections: Many[ArticleSection] = ()
    claims: Many[Claim] = ()
    omissions: Many[Omission] = ()
    figures: Many[StudyFigure] = ()
