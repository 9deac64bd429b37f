"""JSON Schemas of what authors write, made from the models that read it.

They are for editors, which read YAML 1.2 with its numbers and flags, where our
reader takes every value as the text that was typed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from builder.authors.keys import group, keys_of
from builder.authors.offered import NO_NAMES, Names, name_facts, names_in, offered
from builder.checks.check import ADVICE
from builder.library.library import Library
from builder.library.vocabulary import Vocabulary
from builder.machine.disk import renew
from builder.model import (
    BESIDE,
    BOXES,
    MORE_BOXES,
    MORE_ROLES,
    MORE_STYLES,
    OF_ITSELF,
    ROLES,
    STYLES,
    Approvals,
    Block,
    Brand,
    Conditions,
    Evidence,
    Facts,
    HandoutDefinition,
    Layout,
    Letter,
    PackDefinition,
    Phrases,
    Pictures,
    Placed,
    Printer,
    QuestionBank,
    Signs,
    Site,
    Snippet,
    Terms,
    Topic,
    TopicUse,
    WordListFile,
    block,
)
from builder.model.parttype import part
from builder.model.tablecell import CELLS, TableCell
from builder.place import WORDS
from builder.source.when import NOT, VALUES

Schema = dict[str, Any]
FILES: dict[str, type[Placed]] = {
    "topic": Topic,
    "handout": HandoutDefinition,
    "layout": Layout,
    "brand": Brand,
    "site": Site,
    "snippet": Snippet,
    "facts": Facts,
    "words": WordListFile,
    "conditions": Conditions,
    "letter": Letter,
    "terms": Terms,
    "evidence": Evidence,
    "phrases": Phrases,
    "questions": QuestionBank,
    "pictures": Pictures,
    "signs": Signs,
    "approvals": Approvals,
    "printer": Printer,
    "pack": PackDefinition,
}


def schemas(library: Library | None = None) -> dict[str, str]:
    """For each kind of file, its JSON Schema (draft 2020-12) as text.

    With the library of a project, the names that are known in it can be chosen.
    """
    names = names_in(library) if library else {}
    return {
        name: json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        for name, schema in ((name, schema_of(name, library, names)) for name in FILES)
    }


def put(library: Library, folder: Path) -> Iterator[Path]:
    """Writes the schemas of a project; the files. Raises OSError when one cannot be written."""
    for name, text in schemas(library).items():
        renew(folder / f"{name}.json", text.encode())
        yield folder / f"{name}.json"


def schema_of(
    name: str, library: Library | None = None, names: Mapping[str, Names] = NO_NAMES
) -> Schema:
    """The JSON Schema of a kind of file, with the `names` in a library, by kind."""
    model = FILES[name]
    schema = _described(model.model_json_schema(), model)
    definitions = schema.setdefault("$defs", {})
    definitions["allowed"] = _allowed()
    if name in ("topic", "handout", "snippet"):
        definitions["block"] = _any_block(definitions)
        definitions["topic-use"] = _described(TopicUse.model_json_schema(), TopicUse)
        definitions["point-for-some"] = _for_some("point-for-some", text=_TEXT)
        definitions["row-for-some"] = _for_some("row-for-some", cells=CELLS)
        definitions["table-cell"] = _described(TableCell.model_json_schema(), TableCell)
        definitions["when"] = _when({} if library is None or library.broken else library.vocabulary)
    _name_keys(name, schema["properties"])
    tidy: Schema = _tidy(schema)
    tidy = offered(tidy, names)
    if library is not None:
        name_facts(tidy["properties"], name, library)
        if name == "handout" and library.conditions:
            _name_words(tidy["properties"]["written_for"], library)
    tidy["$defs"] = {key: tidy["$defs"][key] for key in sorted(_used(tidy, tidy["$defs"]))}
    tidy["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return tidy


def _described(schema: Schema, kind: type[Placed]) -> Schema:
    """The schema of what authors write: a sentence at each key, and none that merging fills in."""
    kinds = {each.__name__: each for each in _below(Placed)}
    every = [(schema, kind)]
    every += [
        (each, kinds[name]) for name, each in schema.get("$defs", {}).items() if name in kinds
    ]
    for each, model in every:
        said, properties = keys_of(model), each.get("properties", {})
        for key in model.internal:
            properties.pop(key, None)
        for key, value in properties.items():
            if key in said:
                value["description"] = said[key]
            if key == "allow":
                value["items"] = {"$comment": "allowed"}
    return schema


def _allowed() -> Schema:
    """The warnings that can be allowed, by the names that are printed with them."""
    return {"enum": sorted(ADVICE)}


def _below(kind: type[Placed]) -> Iterator[type[Placed]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


_TEXT: Schema = {"type": WORDS, "minLength": 1}


def _for_some(name: str, **said: Schema) -> Schema:
    """What says something, and for which leaflets; it needs both."""
    keys = {**said, "when": {"anyOf": [{"$comment": "when"}]}}
    words = group(name)
    keys = {key: {"description": words[key], **each} for key, each in keys.items()}
    return {"type": "object", "properties": keys, "required": sorted(keys)}


def _when(known: Vocabulary) -> Schema:
    """The words of conditions that a project knows, with their values; without one, any."""
    said = group("when")
    words = {
        word: {"description": said.get(word, said["word"]), **_some_of(known.get(word))}
        for word in sorted({*OF_ITSELF, *known})
    }
    one: Schema = {"type": "object", "properties": words, "minProperties": 1}
    one["additionalProperties"] = False if known else VALUES
    negated = {"description": said[NOT], **one, "maxProperties": 1}
    return {**one, "properties": {**words, NOT: negated}}


def _name_words(written_for: Schema, library: Library) -> None:
    """Names the words of conditions that a project declares, each with its values."""
    said = written_for["description"]
    words = {word: _some_of(map(str, values)) for word, values in library.conditions.items()}
    named = {word: {"description": said, **each} for word, each in words.items()}
    written_for.update(properties=named, additionalProperties=False)


def _some_of(values: Iterable[str] | None) -> Schema:
    """One of the values, or a list of them; any where they are not known."""
    names = sorted(values or ())
    if not names:
        return VALUES
    one = {"enum": names}
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}


def _name_keys(name: str, properties: Schema) -> None:
    """Names the keys of the groups whose keys are known."""
    match name:
        case "layout":
            _keys("styles", properties, STYLES, required=True, closed=True, more=MORE_STYLES)
            _keys("boxes", properties, BOXES, required=True, closed=True, more=MORE_BOXES)
            properties["parts"]["items"] = {"enum": sorted([*part, "contents"])}
            properties["parts"]["contains"] = {"const": "contents"}
        case "brand":
            _keys("colours", properties, ROLES, required=True, closed=False, more=MORE_ROLES)


def _keys(
    name: str,
    properties: Schema,
    names: Iterable[str],
    *,
    required: bool,
    closed: bool,
    more: Iterable[str] = (),
) -> None:
    one, said = properties[name], group(name)
    value = one["additionalProperties"]
    one["properties"] = {key: {**value, "description": said[key]} for key in (*names, *more)}
    one["required"] = sorted(names) if required else []
    one["additionalProperties"] = False if closed else value


def _any_block(definitions: Schema) -> Schema:
    """A bare name, or a mapping of one kind key and what may stand beside it."""
    kinds: list[Schema] = []
    bare = []
    for name in block:
        full = _described(block[name].model_json_schema(), block[name])
        definitions.update(full.pop("$defs", {}))
        kinds.append(_block(name, block[name], full))
        if not full.get("required"):
            bare.append(name)
    return {"anyOf": [{"enum": bare}, *kinds]}


def _block(name: str, wanted: type[Block], full: Schema) -> Schema:
    forms: list[Schema] = [full]
    if wanted.main:
        # Without its own sentence: where it stands for the whole, editors tell of the whole.
        main = full["properties"][wanted.main]
        forms.insert(0, {key: one for key, one in main.items() if key != "description"})
    if not full.get("required"):
        forms.append({"type": "null"})
    beside = {key: full["properties"][key] for key in BESIDE}
    said = (wanted.__doc__ or "").partition("\n")[0]
    return {
        "type": "object",
        "description": said,
        "properties": {name: {"anyOf": forms, "description": said}, **beside},
        "required": [name],
    }


def _tidy(schema: Any) -> Any:
    """The schema as the reader sees it.

    No other keys are allowed; a key that can be left out cannot be left empty;
    a placeholder, which pydantic lets pass, becomes a real reference.
    """
    if isinstance(schema, list):
        return [_tidy(value) for value in schema]
    if not isinstance(schema, dict):
        return schema
    if "$comment" in schema:
        return {"$ref": f"#/$defs/{schema['$comment']}"}
    if schema.get("default", "") is None:
        schema = {key: value for key, value in schema.items() if key != "default"}
        some = [_tidy(one) for one in schema.pop("anyOf", []) if one != {"type": "null"}]
        return {**_tidy(schema), **(some[0] if len(some) == 1 else {"anyOf": some})}
    tidy = {key: _tidy(value) for key, value in schema.items() if key != "title"}
    for named in ("properties", "$defs"):
        if named in schema:
            tidy[named] = {key: _tidy(value) for key, value in schema[named].items()}
    if "properties" in tidy:
        tidy.setdefault("additionalProperties", False)
    return tidy


def _used(schema: Any, definitions: Schema, seen: frozenset[str] = frozenset()) -> set[str]:
    """The definitions that a schema refers to, directly or through others."""
    found = {ref for ref in _references(schema) if ref not in seen}
    for name in sorted(found):
        found |= _used(definitions[name], definitions, seen | found)
    return found


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if "$ref" in schema:
            yield schema["$ref"].rpartition("/")[2]
        for key, value in schema.items():
            if key != "$defs":
                yield from _references(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _references(value)
