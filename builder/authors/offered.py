"""What editors offer where something is named: the things of that kind that a project has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from builder.library.library import Library
from builder.library.ownwords import known_lists
from builder.merge.lookup import may_be_broken
from builder.model.signs import ALL
from builder.source.values import NAMING

Schema = dict[str, Any]
Names = Mapping[str, str]  # each with what it is, where that is not plain from the name
NO_NAMES: Mapping[str, Names] = MappingProxyType({})
OFFERED = "-names"  # ends the names of what is offered, among the definitions of a schema
# Few, and made with `handouts new`, which writes the schemas anew: any other name is a mistake.
# What authors add every day may be named before the schemas know it.
CLOSED = ("layout", "brand", "site", "fact")


def names_in(library: Library) -> dict[str, Names]:
    """What a project has, by kind; nothing where some may stand in a file that cannot be read."""
    return {kind: of(library) for kind, of in NAMES.items() if not may_be_broken(library, kind)}


def offered(schema: Any, names: Mapping[str, Names]) -> Any:
    """The schema with the names there are, by kind, where something is named."""
    known: dict[str, Schema] = {}
    made = _offered(schema, names, known)
    if known:
        made["$defs"] = {**made.get("$defs", {}), **known}
    return made


def _offered(schema: Any, names: Mapping[str, Names], known: dict[str, Schema]) -> Any:
    if isinstance(schema, list):
        return [_offered(one, names, known) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _offered(one, names, known) for key, one in schema.items() if key != NAMING}
    kind = str(schema.get(NAMING, ""))
    there = names.get(kind)
    return _named(made, kind, there, known) if there else made


def _named(plain: Schema, kind: str, names: Names, known: dict[str, Schema]) -> Schema:
    said: Schema = {key: plain.pop(key) for key in ("description", "default") if key in plain}
    if kind in CLOSED:
        return {**said, "enum": sorted(names)}
    known[f"{kind}{OFFERED}"] = _choice(names)
    return {**said, "anyOf": [{"$ref": f"#/$defs/{kind}{OFFERED}"}, plain]}


def _choice(names: Names) -> Schema:
    if not any(names.values()):
        return {"enum": sorted(names)}
    return {"anyOf": [{"const": name, "description": names[name]} for name in sorted(names)]}


def name_facts(properties: Schema, name: str, library: Library) -> None:
    """The keys that are facts: those that a project declares, each with what it is called."""
    groups = {"site": ("facts",), "phrases": ("facts", "blanks")}.get(name, ())
    called = NAMES["fact"](library)
    for group in groups:
        one = properties[group]["additionalProperties"]
        keys = {name: {**one, "description": called[name]} for name in called}
        properties[group].update(properties=keys, additionalProperties=False)


def _topics(library: Library) -> Names:
    return {name: library.topics[name].title.text for name in library.topics}


def _handouts(library: Library) -> Names:
    return {name: str(one.title) for name, one in library.listed.items()}


def _treatments(library: Library) -> Names:
    """What signs and questions are for, what definitions and topics are about."""
    of_banks = (each.treatments for bank in library.questions.values() for each in bank.questions)
    named = [*(each.treatments for each in library.signs.values()), *of_banks]
    about = (one.treatment for one in library.listed.values() if one.treatment)
    every = {str(name) for names in named for name in names} | {*map(str, about), ALL}
    return {name: library.terms[name].term.text if name in library.terms else "" for name in every}


def _sign_groups(library: Library) -> Names:
    return _bare(str(each.group) for each in library.signs.values() if each.group)


def _editions(library: Library) -> Names:
    return {
        str(each.edition): each.title.text if each.title else ""
        for layout in library.layouts.values()
        for each in layout.editions
    }


def _questions(library: Library) -> Names:
    every = (each for bank in library.questions.values() for each in bank.questions)
    return {str(each.id): each.text.text for each in every}


def _stages(library: Library) -> Names:
    every = (each for bank in library.questions.values() for each in bank.questions)
    return _bare(str(each.stage) for each in every)


def _pictures(library: Library) -> Names:
    every = (each for file in library.pictures.values() for each in file.pictures)
    return {str(each.picture): each.alt.text for each in every}


def _contacts(library: Library) -> Names:
    every = (each for site in library.sites.values() for each in site.contacts)
    return {str(each.id): each.name.text for each in every}


def _groups(library: Library) -> Names:
    return _bare(str(name) for brand in library.brands.values() for name in brand.groups)


def _bare(names: Iterable[str]) -> Names:
    return dict.fromkeys(names, "")


def _languages(library: Library) -> Names:
    return _bare(library.phrases)


NAMES: Mapping[str, Callable[[Library], Names]] = {
    "topic": _topics,
    "handout": _handouts,
    "snippet": lambda library: _bare(library.snippets),
    "layout": lambda library: _bare(library.layouts),
    "brand": lambda library: {n: each.name.text for n, each in library.brands.items()},
    "site": lambda library: {n: each.name.text for n, each in library.sites.items()},
    "fact": lambda library: {str(each.id): each.label.text for each in library.facts.facts},
    "printer": lambda library: {n: each.title.text for n, each in library.printers.items()},
    "claim": lambda library: {n: str(each.claim) for n, each in library.claims.items()},
    "reference": lambda library: {n: str(each.name) for n, each in library.references.items()},
    "figure": lambda library: _bare(library.figures),
    "sign": lambda library: {n: each.words.text for n, each in library.signs.items()},
    "sign-group": _sign_groups,
    "treatment": _treatments,
    "edition": _editions,
    "question": _questions,
    "stage": _stages,
    "picture": _pictures,
    "contact": _contacts,
    "group": _groups,
    "language": _languages,
    "word-list": lambda library: _bare(known_lists()),
}
