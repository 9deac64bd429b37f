"""What a change would reach before it is made: leaflets, languages, sites, editions and pages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from builder.diagnostics import Sink, nearest
from builder.library.library import Library
from builder.library.which import which
from builder.model import WEB, Block, Handout, PackDefinition, Placed, SharedPicture
from builder.parts.safety_strip import on_every_page
from builder.place import Span, Text
from builder.project import Asset, Project
from builder.sign.handouts import handouts
from builder.source.inline import Rich
from builder.words.words import texts_below, words

Shows = Callable[[Rich | Block | Asset], bool]


@dataclass(frozen=True)
class Reached:
    """An output that a change would reach; its `pages` from 1, as they are now, of `total`.

    A web page has none. None stands for a file that does not fit its pages now.
    """

    handout: str
    title: str
    language: str
    site: str
    edition: str
    pages: tuple[int, ...] | None
    total: int


@dataclass(frozen=True)
class Impact:
    """What a change would reach, and the handouts that mistakes keep from being looked at."""

    reached: tuple[Reached, ...]
    unseen: tuple[str, ...]


class UnknownTarget(ValueError):
    """There is no such thing to change; the nearest that is there is named, if any is near."""

    def __init__(self, target: str, near: str) -> None:
        hint = f"; did you mean '{near}'?" if near else ""
        super().__init__(f"there is no '{target}' to change{hint}")


def impact(project: Project, library: Library, target: str, site: str | None = None) -> Impact:
    """What a change of `target` would reach.

    It is a file, `site.FACT`, `claim:ID`, `figure:ID`, `sign:ID`, `question:ID`,
    `picture:NAME` or `term:ID`.
    Raises UnknownTarget.
    """
    target = project.own_path(target)
    known = targets(project, library)
    if target not in known:
        raise UnknownTarget(target, nearest(target, known))
    reached: list[Reached] = []
    unseen: dict[str, None] = {}
    for merged in handouts(project, library, which(library, Sink(), site=site)):
        code = merged.which[0].definition
        if merged.handout is None:
            unseen[code] = None
        else:
            written = library.definitions[code].span.path
            reached += _reached(library, [*merged.in_each()], written, target)
    return Impact(tuple(reached), tuple(unseen))


def packs_with(handouts: Collection[str], packs: Mapping[str, PackDefinition]) -> list[str]:
    """The packs that hold one of the leaflets: they are made anew when they are asked for."""
    return sorted(name for name, pack in packs.items() if not {*pack.contents}.isdisjoint(handouts))


def targets(project: Project, library: Library) -> dict[str, None]:
    """Everything that can be named: files of the project, facts, and what the sources define."""
    files = [*project.names("sources/**/*"), *project.names("handouts/**/*")]
    contacts = [str(c.id) for site in library.sites.values() for c in site.contacts]
    facts = [f"site.{name}" for name in (*library.facts.by_name, "name", "web", *contacts)]
    claims = [f"claim:{name}" for name in library.claims]
    claims += [f"figure:{name}" for name in library.figures]
    claims += [f"sign:{name}" for name in library.signs]
    pictures = (each for store in library.pictures.values() for each in store.pictures)
    claims += [f"picture:{each.picture}" for each in pictures]
    claims += [f"question:{q.id}" for bank in library.questions.values() for q in bank.questions]
    return dict.fromkeys((*files, *facts, *claims, *(f"term:{name}" for name in library.terms)))


def _reached(
    library: Library, editions: list[Handout], definition: str, target: str
) -> Iterator[Reached]:
    """The editions of one handout at one site that a change of `target` reaches."""
    handout = editions[0]
    record = library.approvals.get(handout.code)
    own = {definition, record.span.path} if record else {definition}
    everywhere = target in own or _everywhere(handout, target)
    shows = shower(library, handout, target)
    running = any(shows(rich) for rich in (handout.title, handout.version))
    for each in editions:
        if not (everywhere or running or any(map(shows, _things(each)))):
            continue
        pages, total = _pages(each, shows, everywhere=everywhere or running)
        yield Reached(
            handout=each.code,
            title=each.title.text,
            language=each.language,
            site=str(each.site.site),
            edition=str(each.edition.edition),
            pages=pages,
            total=total,
        )


def _everywhere(handout: Handout, path: str) -> bool:
    """Whether a file changes every page of a handout: its looks, its fonts, its phrases."""
    fonts = {file.path for face in handout.typefaces for file in (face.regular, face.bold)}
    phrases = {rich.span.path for rich in handout.phrases.values()}
    return path in {handout.layout.span.path, handout.brand.span.path, *fonts, *phrases}


def _things(handout: Handout) -> Iterator[Rich | Block | Asset]:
    """All that an output of the handout is made from."""
    yield from words(handout)
    for block in handout.blocks():
        yield block
        yield from (rich for _, rich in texts_below(block))
        yield from (file for file, _ in block.files)
    yield from (mark.asset for mark in handout.marks if mark.asset)
    yield from (file for file in (handout.logo, handout.cover) if file)


def _pages(
    handout: Handout, shows: Shows, *, everywhere: bool
) -> tuple[tuple[int, ...] | None, int]:
    """On which pages of how many it is seen. The handout is composed and drawn in memory."""
    if handout.edition.edition == WEB:
        return (), 0
    from builder.paper.render import render  # ReportLab is loaded only when something is drawn

    done = render(handout)
    if done.diagnostics:
        return None, 0
    if everywhere or any(map(shows, on_every_page(handout))):
        return tuple(range(1, done.pages + 1)), done.pages
    found = {page + 1 for origin, e in done.origins if shows(origin) for page in e.pages()}
    return tuple(sorted(found)), done.pages


# -- what shows a target


def shower(library: Library, handout: Handout, target: str) -> Shows:
    """Whether a text, block or picture would change with the target."""
    if target.startswith("site."):
        return _of_fact(handout, target.removeprefix("site."))
    kind, _, name = target.partition(":")
    if kind == "figure" and name:
        return _of_figures({name})
    named = {
        "term": _of_term, "sign": _of_sign, "question": _of_question, "claim": _of_claim,
        "picture": _of_picture,
    }  # fmt: skip
    if name and kind in named:
        return named[kind](library, name)
    return _of_file(library, handout, target)


def _of_fact(handout: Handout, name: str) -> Shows:
    contacts = [contact for contact in handout.site.contacts if contact.id == name]
    spans = {span for contact in contacts for span in _spans(contact)}
    return lambda thing: (
        isinstance(thing, Rich)
        and (thing.span in spans or any(run.fact == name for run in thing.runs))
    )


def _of_term(library: Library, name: str) -> Shows:
    spans = set(_spans(library.terms[name]))
    return lambda thing: (
        isinstance(thing, Rich)
        and (thing.span in spans or any(run.term == name for run in thing.runs))
    )


def _of_sign(library: Library, name: str) -> Shows:
    spans = set(_spans(library.signs[name]))
    return lambda thing: (
        (isinstance(thing, Rich) and thing.span in spans)
        or (isinstance(thing, Block) and name in thing.signs)
    )


def _of_question(library: Library, name: str) -> Shows:
    every = (question for bank in library.questions.values() for question in bank.questions)
    spans = {question.text.span for question in every if question.id == name}
    return lambda thing: isinstance(thing, Rich) and thing.span in spans


def _of_picture(library: Library, name: str) -> Shows:
    """Its drawing, in whatever language it is told."""
    every = (each for store in library.pictures.values() for each in store.pictures)
    files = {_drawing(each) for each in every if each.picture == name}
    return lambda thing: isinstance(thing, Asset) and thing.path in files


def _drawing(picture: SharedPicture) -> str:
    return (PurePosixPath(picture.span.path).parent / picture.file).as_posix()


def _of_claim(library: Library, name: str) -> Shows:
    alike = {other for other, each in library.claims.items() if each.repeats == name}
    return _of_claims({name, str(library.claims[name].repeats), *alike})


def _of_claims(names: set[str]) -> Shows:
    return lambda thing: isinstance(thing, Block) and any(str(c) in names for c in thing.claims)


def _of_figures(names: set[str]) -> Shows:
    return lambda thing: isinstance(thing, Rich) and any(run.figure in names for run in thing.runs)


def _of_file(library: Library, handout: Handout, path: str) -> Shows:
    claims = {name for name, claim in library.claims.items() if claim.span.path == path}
    read = {name for name, each in library.references.items() if each.span.path == path}
    claims |= {n for n, claim in library.claims.items() if read & {str(s) for s in claim.sources}}
    cites = _of_claims(claims)
    figures = {n for n, f in library.figures.items() if f.span.path == path or f.source in read}
    prints = _of_figures(figures)
    is_site, is_terms = path == handout.site.span.path, path == "sources/terms.yaml"
    stores = (store for store in library.pictures.values() if store.span.path == path)
    files = {path, *(_drawing(each) for store in stores for each in store.pictures)}
    related = {library.definitions[other.code].span.path for other in handout.related}
    names = handout.phrase("related").span if path in related else None

    def shows(thing: Rich | Block | Asset) -> bool:
        if isinstance(thing, Asset):
            return thing.path in files
        if isinstance(thing, Block):
            return thing.span.path == path or cites(thing)
        used = any((is_site and run.fact) or (is_terms and run.term) for run in thing.runs)
        return thing.span.path == path or thing.span == names or used or prints(thing)

    return shows


def _spans(value: Placed) -> Iterator[Span]:
    """The places of the texts of a thing."""
    yield from (rich.span for _, rich in texts_below(value))
    for name in type(value).model_fields:
        if isinstance(found := getattr(value, name), Text):
            yield found.span
