"""What stands round the words in a pack: changes, references, readability, warnings, signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from builder.blocks.checklist import Checklist
from builder.blocks.paragraph import Paragraph
from builder.blocks.write_in import WriteIn
from builder.model import Block
from builder.place import Text
from builder.readability.printed import MASKED
from builder.readability.scores import ENOUGH, FKGL, LIMITS, SMOG
from builder.review.diff import Change, edits, shortened
from builder.review.ease import HEADER
from builder.review.glance import spaced
from builder.review.leaflet import foreign, kind_of
from builder.review.review import Review
from builder.review.say import bullets, counted, day, facts, linked, paragraph, rich, strong, table
from builder.review.side_by_side import Facing, Pair
from builder.review.support import TRUST
from builder.source.inline import Rich, Run

Names = Mapping[str, str]
AROUND = 12  # words told round each change
PLACES = {
    "term": "the word list",
    "fact": "the facts of the site",
    "front": "the front",
    "contents": "the contents",
}


# -- changes


def changes(review: Review) -> Iterator[Block]:
    """The words that changed, then which handouts the change reaches."""
    found = review.changed
    if not found:
        yield paragraph("No word has changed.")
        return
    yield paragraph(
        "Words that came are underlined and begin with “added”; words that went are struck "
        "through and begin with “removed”. “…” stands for words that stayed."
    )
    language = review.handout.language
    names = _names(review.changes)
    pairs = tuple(_pair(change, language, names) for change in found)
    yield Facing(columns=(rich("Words"), rich("What happened")), pairs=pairs)
    yield table(
        ("Handout", "Language", "Editions", "Has in common"),
        (
            (
                f"{each.code} {each.title}",
                each.language,
                ", ".join(each.editions),
                "; ".join(_place(place, names) for place in each.places) or "-",
            )
            for each in review.reached
        ),
        (3, 1.5, 3, 5),
        "What this reaches",
    )


def _names(changes: Iterable[Change]) -> dict[str, str]:
    """What readers call each place: its heading, as it is now if it is still there."""
    found: dict[str, str] = {}
    for change in changes:
        for each in (change.after, change.before):
            if each is not None and each.kind == "heading":
                found.setdefault(each.place, each.words)
    return found


def _pair(change: Change, language: str, names: Names) -> Pair:
    words: Block = Paragraph(text=marked(change, language))
    if spoken := foreign(language):
        words = words.model_copy(update={"language": Text(spoken)})
    return Pair(words=(words,), notes=(paragraph(*_happened(change, names)),))


def marked(change: Change, language: str) -> Rich:
    """The words of a passage with its changes; told by words and lines, not by colour."""
    if change.state == "moved":
        words = list(shortened([*edits(change, language)], AROUND, language))
        return rich("".join(piece.words for piece in words).strip())
    runs: list[Run] = []
    for piece in shortened(edits(change, language), AROUND, language):
        if piece.edit:
            runs += [Run(f"[{piece.edit}: {piece.words.strip()}]", edit=piece.edit), Run(" ")]
        else:
            runs.append(Run(piece.words))
    last = replace(runs[-1], text=runs[-1].text.rstrip())
    return rich(*runs[:-1], *([last] if last.text else []))


def _happened(change: Change, names: Names) -> Iterator[Run | str]:
    told = {"added": "New", "removed": "Taken out", "changed": "Changed", "moved": "Moved"}
    state = told[change.state] + (
        ", and moved" if change.moved and change.state == "changed" else ""
    )
    yield strong(f"{state}. ")
    now, before = change.after, change.before
    yield f"{kind_of(change.stretch.kind).capitalize()} in {_place(change.stretch.place, names)}"
    if change.moved and now and before and now.place != before.place:
        yield f"; before, in {_place(before.place, names)}"
    elif change.moved:
        yield "; before, in another order"
    yield "."


def _place(place: str, names: Names) -> str:
    """A place by its heading, or by the title of its topic, with the name that authors know."""
    kind, _, name = place.partition("/")
    if kind in PLACES:
        return f"{PLACES[kind]}{f' ({name})' if name else ''}"
    title = names.get(place) or names.get(kind)
    return f"“{title}” ({place})" if title else place


# -- evidence


def references(review: Review) -> Iterator[Block]:
    """Every source in full, with its grade, what it says, what of it was read, what rests on it."""
    evidence = review.evidence
    if not evidence.references:
        yield paragraph("The leaflet rests on no source.")
        return
    grades = "; ".join(f"{grade}, {what}" for grade, what in TRUST.items())
    yield paragraph(f"How far each is trusted: {grades}.")
    rows = []
    for number, each in enumerate(evidence.references, 1):
        source = [linked(str(each.name), each.url)]
        read = f"read: {each.read}" if each.read else ""
        for more in (each.organisation, each.url, f"checked on {day(each.checked)}", read):
            source += [Run(f" · {more}")] if more else []
        on_it = [name for name, c in evidence.claims.items() if each.id in c.sources]
        on_it += [f"figure {f.id}" for f in review.handout.figures if f.source == each.id]
        rows.append(
            (str(number), each.trust, rich(*source), str(each.says or "-"), ", ".join(on_it))
        )
    yield table(
        ("No.", "Grade", "Source", "What it says", "Claims on it"), rows, (1, 1.1, 8, 7, 3.4)
    )


# -- words


def reading(review: Review) -> Iterator[Block]:
    """The scores of each section; a score warns, and proves nothing."""
    if not review.reading:
        yield paragraph("There are scores for English texts only.")
        return
    limits = LIMITS[review.handout.purpose]
    yield paragraph(
        f"For the purpose “{review.handout.purpose}” the limits are: SMOG {limits.smog_raw:g}, "
        f"with terms masked {limits.smog:g}; Flesch-Kincaid with terms masked {limits.fkgl:g}; "
        f"sentences {limits.mean:g} words on average, {limits.longest} the longest. A star marks "
        "what is above a limit."
    )
    yield table(HEADER, review.reading, (6, *(2 for _ in HEADER[1:])))
    yield paragraph(f"{SMOG}. {FKGL}. Masked: {MASKED}. ~: fewer than {ENOUGH} sentences, a guess.")


def warnings(review: Review) -> Iterator[Block]:
    """What the checks warn of, those first with which no release is made."""
    kinds = (("No release is made with", review.stops), ("Worth a look", review.warnings))
    for title, found in kinds:
        if found:
            yield table(
                ("Where", "What", "What to do"),
                (
                    (f"{d.span.path}:{d.span.line}", f"{d.message} ({d.code})", d.hint or "-")
                    for d in found
                ),
                (5, 6, 5),
                f"{title}: {counted(len(found), 'warning')}",
            )
    if not any(found for _, found in kinds):
        yield paragraph("The checks warn of nothing.")
    if review.allowed:
        yield paragraph(strong("Allowed for the whole leaflet, or for the site:"))
        yield bullets(rich(strong(f"{code}: "), because) for code, because in review.allowed)


# -- the end


def signature(review: Review) -> Iterator[Block]:
    """Lines for a pen, beside what exactly is signed."""
    handout = review.handout
    yield facts(
        (
            ("Leaflet", f"{handout.code} {handout.title.text}"),
            ("Version", handout.version.text),
            ("Site", handout.site.name.text),
            ("Fingerprint of these words", spaced(review.fingerprint)),
        )
    )
    yield paragraph(
        "I have read every word of this version beside what it rests on. A signature is for these "
        "words only: when a word, a picture or a fact changes, the fingerprint changes with it. "
        f"It is recorded with: handouts approve {handout.code}"
    )
    yield Checklist(
        items=(
            rich("It may be used as it is."),
            rich("It may be used once the changes below are made, and I have seen them."),
            rich("It may not be used."),
        )
    )
    changes_ = WriteIn(label=rich("Changes I ask for:")).model_copy(update={"lines": 4})
    yield from (changes_, *(WriteIn(label=rich(label)) for label in
                ("Role:", "Name:", "Date:", "Signature:")))  # fmt: skip
