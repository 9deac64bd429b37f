"""What each block rests on: claims, references, and the warnings its author allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.model import Block, Claim, Handout, Reference, with_inner

USE = {
    "keep": "may be used",
    "correct": "only as corrected",
    "drop": "must not be used",
}
TRUST = {
    "A": "guideline, regulator, law or peer-reviewed paper",
    "B": "hospital, national charity or specialist centre",
    "C": "industry, news, summary or copy",
}


@dataclass(frozen=True)
class Evidence:
    """What a handout rests on: its claims by name, its references by number."""

    claims: Mapping[str, Claim]
    references: tuple[Reference, ...]

    @classmethod
    def of(cls, handout: Handout, claims: Mapping[str, Claim]) -> Evidence:
        cited = {str(name): None for block in handout.blocks() for name in block.claims}
        found = {name: claims[name] for name in cited if name in claims}
        return cls(found, handout.references)

    def sources(self, claim: Claim) -> Iterator[tuple[int, Reference]]:
        """The references of a claim, with their numbers in the list."""
        names = set(map(str, claim.sources))
        for number, reference in enumerate(self.references, 1):
            if str(reference.id) in names:
                yield number, reference

    def cited(self, outer: Block) -> list[Claim]:
        """The claims of a block and of those inside of it, each once."""
        names = dict.fromkeys(str(name) for each in with_inner(outer) for name in each.claims)
        return [self.claims[name] for name in names if name in self.claims]

    def weak(self) -> list[str]:
        """The claims that rest on nothing better than grade C."""
        return [
            name
            for name, claim in self.claims.items()
            if (grades := {each.trust for _, each in self.sources(claim)}) and grades == {"C"}
        ]

    def unsupported(self) -> list[str]:
        """The claims that name no source."""
        return [name for name, claim in self.claims.items() if not claim.sources]

    def grades(self) -> dict[str, int]:
        """How many references there are of each grade."""
        return {g: sum(each.trust == g for each in self.references) for g in TRUST}


def states_without_claim(outer: Block) -> bool:
    """Whether a block, or one inside of it, states something and nothing is cited for it.

    A claim of the outer block counts for all that it holds.
    """
    if outer.claims:
        return False
    inner = getattr(outer, "blocks", None) or ()
    own = outer.factual and not inner
    return own or any(states_without_claim(each) for each in inner)


def allowed(outer: Block) -> Iterator[tuple[str, str]]:
    """The warnings whose author accepts them, with the reason: code, because."""
    for each in with_inner(outer):
        for code in each.allow:
            yield str(code), str(each.because or "")
