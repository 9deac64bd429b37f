"""The letter that goes with a mail, in the language of its reader, with nothing left to look up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from builder.diagnostics import Sink
from builder.library.library import Library
from builder.library.phrasebook import spoken
from builder.library.which import same_language
from builder.merge.lookup import Lookup
from builder.merge.references import References
from builder.model import Handout, Letter
from builder.place import Span
from builder.source.inline import Rich

PLACE = "sources/letters"


@dataclass(frozen=True)
class Words:
    """A letter as it will be read. `dear` holds %name%, `leaflet` %title%, perhaps %version%.

    `draft` is what is said of leaflets that nobody has approved, in the letter's language.
    """

    language: str
    subject: str
    hello: str
    dear: str
    before: tuple[Rich, ...]
    leaflet: str
    locked: tuple[Rich, ...]
    after: tuple[Rich, ...]
    draft: str


def letters(library: Library, handouts: Iterable[Handout], sink: Sink) -> dict[str, Words]:
    """The letter for each language that the handouts are in; what is missing is in `sink`."""
    found: dict[str, Words] = {}
    for handout in handouts:
        if handout.language not in found:
            words = _letter(library, handout, sink)
            found |= {handout.language: words} if words else {}
    return found


def _letter(library: Library, handout: Handout, sink: Sink) -> Words | None:
    site = str(handout.site.site)
    suit = [
        each
        for each in library.letters.values()
        if same_language(each.language, handout.language) and each.site in (None, site)
    ]
    if not suit:
        if not library.is_broken_below(PLACE):
            message = f"there is no letter in the language '{handout.language}'"
            hint = f"make {PLACE}/NAME.yaml from the one in MAIL.md, 'language: {handout.language}'"
            sink.error(Span(PLACE), "no-letter", message, hint)
        return None
    # The site's own before one of all, then the one in the language of the same country.
    suit.sort(key=lambda each: (each.site is None, each.language != handout.language))
    return _worded(library, handout, suit[0], sink)


def _worded(library: Library, handout: Handout, letter: Letter, sink: Sink) -> Words | None:
    phrases = spoken(library.phrases, str(letter.language))
    if phrases is None:
        message = f"the builder has no words in the language '{letter.language}'"
        sink.error(letter.language.span, "unknown-language", message)
        return None
    own = Sink()
    lookup = Lookup(library, library.definitions[handout.code], own)
    resolver = References(lookup, handout.brand, handout.site, phrases, False, str(letter.language))
    whole = letter.resolved(resolver.resolve)
    _without_blanks(letter, whole, own)
    sink.extend(own.sorted())
    if own.failed:
        return None
    return Words(
        language=str(letter.language),
        subject=whole.subject.text,
        hello=whole.hello.text,
        dear=whole.dear.text,
        before=whole.before,
        leaflet=whole.leaflet.text,
        locked=whole.locked,
        after=whole.after,
        draft=phrases.phrases["draft"].text,
    )


def _without_blanks(letter: Letter, whole: Letter, sink: Sink) -> None:
    """Reports lines to write on: nobody can write in a mail."""
    for before, after in zip(_texts(letter), _texts(whole), strict=True):
        if any(run.blank for run in after.runs):
            named = next(run.reference for run in before.runs if run.reference)
            message = f"in a letter '{named.name}' cannot stay open"
            hint = "let somebody sign it for this site, or say it otherwise"
            sink.error(before.span, "unset-fact", message, hint)


def _texts(letter: Letter) -> list[Rich]:
    lines = (letter.subject, letter.hello, letter.dear, letter.leaflet)
    return [*lines, *letter.before, *letter.locked, *letter.after]
