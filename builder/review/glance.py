"""The first page of a pack: what it is, what is in it, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.diagnostics import Diagnostic
from builder.model import Block
from builder.review.review import Review
from builder.review.say import bullets, counted, day, facts, paragraph, rich, strong
from builder.review.support import allowed, states_without_claim
from builder.source.inline import Rich
from builder.words.stretches import printed_facts


def blocks(review: Review) -> Iterator[Block]:
    """What the pack is, the numbers, and what is open."""
    yield paragraph(
        "This pack is for the person who decides whether this leaflet may be used. It has every "
        "word of the leaflet, each block beside the claims it rests on and their sources; then "
        "the sources in full, how easy the words are to read, the open warnings, and a page to "
        "sign. The leaflet as it prints is in the file beside this one."
    )
    yield facts(_numbers(review))
    yield paragraph(strong("Open before this leaflet may be used:"))
    yield bullets(opened(review) or [rich("Nothing but the signature.")])


def _numbers(review: Review) -> Iterator[tuple[str, str]]:
    handout, evidence = review.handout, review.evidence
    grades = ", ".join(f"{n} {grade}" for grade, n in evidence.grades().items() if n)
    yield "Leaflet", f"{handout.code} {handout.title.text}, version {handout.version.text}"
    yield "Site", handout.site.name.text
    yield "Purpose", handout.purpose
    yield "Kept up to date by", handout.owner.text if handout.owner else "nobody is named"
    yield "Editions", "; ".join(f"{p.title}: {counted(p.pages, 'page')}" for p in review.printed)
    yield "Fingerprint of these words", spaced(review.fingerprint)
    cited = sum(bool(evidence.cited(block)) for block in review.blocks())
    yield "Approved by", _approved(review)
    yield "Blocks", f"{len(review.blocks())}, of which {cited} cite claims"
    uses = {use: sum(c.use == use for c in evidence.claims.values()) for use in ("keep", "correct")}
    claims = (
        f"{len(evidence.claims)}: {uses['keep']} may be used, {uses['correct']} only as corrected"
    )
    yield "Claims", claims if evidence.claims else "none"
    if evidence.references:
        first = min(each.checked for each in evidence.references)
        number = len(evidence.references)
        yield "Sources", f"{number} ({grades}), all checked on or after {day(first)}"
    if review.against:
        yield f"Changed since {review.against}", _changes(review)


def _approved(review: Review) -> str:
    """Whose approval of these words holds, or whose no longer does."""
    handout = review.handout
    if handout.approvals:
        return "; ".join(f"{a.role}, {a.name}, {day(a.date)}" for a in handout.approvals)
    if void := handout.void:
        who = f"{void.role}, {void.name}, {day(void.date)}"
        return f"nobody any more: the words changed since {who}"
    return "nobody yet"


def _changes(review: Review) -> str:
    if not review.changed:
        return "no words"
    states = [each.state for each in review.changed]
    told = {"added": "new", "changed": "changed", "moved": "moved", "removed": "taken out"}
    return ", ".join(f"{states.count(s)} {w}" for s, w in told.items() if s in states)


def opened(review: Review) -> list[Rich]:
    """What stands between the leaflet and its release, the gravest first."""
    return [
        rich(strong(f"{what}: "), which)
        for what, which in (
            ("Facts of the site that nobody has signed", ", ".join(_unsigned(review))),
            ("Also keeps it from release", _counted(review.stops)),
            ("Blocks that state something and cite no claim", _silent(review)),
            ("Claims that name no source", ", ".join(review.evidence.unsupported())),
            ("Claims with no source better than grade C", ", ".join(review.evidence.weak())),
            ("Other warnings", _counted(review.warnings)),
            ("Warnings that authors allowed, with their reasons", _allowed(review)),
        )
        if which
    ]


def _unsigned(review: Review) -> list[str]:
    facts_ = review.handout.facts
    names = sorted(printed_facts(review.handout))
    return [facts_[name].label.text for name in names if facts_[name].value is None]


def _counted(found: Iterable[Diagnostic]) -> str:
    codes = [each.code for each in found if each.code != "unset-fact"]
    return ", ".join(f"{codes.count(code)} {code}" for code in sorted(set(codes)))


def _silent(review: Review) -> str:
    number = sum(states_without_claim(block) for block in review.blocks())
    return str(number) if number else ""


def _allowed(review: Review) -> str:
    number = sum(len(list(allowed(block))) for block in review.blocks())
    beside = [f"{number}, each beside its block"] if number else []
    whole = [f"{len(review.allowed)} for the whole leaflet or site"] if review.allowed else []
    return "; ".join(beside + whole)


def spaced(digest: str) -> str:
    """A digest in groups of eight, to be compared by eye."""
    return " ".join(digest[i : i + 8] for i in range(0, len(digest), 8))
