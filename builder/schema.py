"""JSON Schemas of what authors write, made from the models that read it.

They are for editors, which read YAML 1.2 with its numbers and flags, where our
reader takes every value as the text that was typed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from builder.model import (
    BESIDE,
    BOXES,
    ROLES,
    SAFETY_FACTS,
    STYLES,
    Approvals,
    Block,
    Brand,
    Evidence,
    HandoutDefinition,
    Layout,
    Phrases,
    Placed,
    Signs,
    Site,
    Terms,
    Topic,
    TopicUse,
    block,
)
from builder.parts.part import part

Schema = dict[str, Any]
FILES: dict[str, type[Placed]] = {
    "topic": Topic,
    "handout": HandoutDefinition,
    "layout": Layout,
    "brand": Brand,
    "site": Site,
    "terms": Terms,
    "evidence": Evidence,
    "phrases": Phrases,
    "signs": Signs,
    "approvals": Approvals,
}


def schemas() -> dict[str, str]:
    """For each kind of file, its JSON Schema (draft 2020-12) as text."""
    return {name: _text(name, model) for name, model in FILES.items()}


def _text(name: str, model: type[Placed]) -> str:
    schema = model.model_json_schema()
    definitions = schema.setdefault("$defs", {})
    if name in ("topic", "handout"):
        definitions["block"] = _any_block(definitions)
        definitions["topic-use"] = TopicUse.model_json_schema()
    _name_keys(name, schema["properties"])
    schema = _tidy(schema)
    schema["$defs"] = {key: schema["$defs"][key] for key in sorted(_used(schema, schema["$defs"]))}
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _name_keys(name: str, properties: Schema) -> None:
    """Names the keys of the groups whose keys are known."""
    match name:
        case "layout":
            _keys(properties["styles"], STYLES, required=True, closed=True)
            _keys(properties["boxes"], BOXES, required=True, closed=True)
            properties["parts"]["items"] = {"enum": sorted([*part, "contents"])}
            properties["parts"]["contains"] = {"const": "contents"}
        case "brand":
            _keys(properties["colours"], ROLES, required=True, closed=False)
        case "site":
            _keys(properties["facts"], SAFETY_FACTS, required=False, closed=True)


def _keys(group: Schema, names: Iterable[str], *, required: bool, closed: bool) -> None:
    value = group["additionalProperties"]
    group["properties"] = dict.fromkeys(names, value)
    group["required"] = sorted(names) if required else []
    group["additionalProperties"] = False if closed else value


def _any_block(definitions: Schema) -> Schema:
    """A bare name, or a mapping of one kind key and what may stand beside it."""
    kinds: list[Schema] = []
    bare = []
    for name in block:
        full = block[name].model_json_schema()
        definitions.update(full.pop("$defs", {}))
        for internal in block[name].internal:
            full["properties"].pop(internal)
        kinds.append(_block(name, block[name], full))
        if not full.get("required"):
            bare.append(name)
    return {"anyOf": [{"enum": bare}, *kinds]}


def _block(name: str, wanted: type[Block], full: Schema) -> Schema:
    forms: list[Schema] = [full]
    if wanted.main:
        forms.insert(0, full["properties"][wanted.main])
    if not full.get("required"):
        forms.append({"type": "null"})
    beside = {key: full["properties"][key] for key in BESIDE}
    return {
        "type": "object",
        "description": (wanted.__doc__ or "").partition("\n")[0],
        "properties": {name: {"anyOf": forms}, **beside},
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
    if set(schema) == {"$comment"}:
        return {"$ref": f"#/$defs/{schema['$comment']}"}
    if schema.get("default", "") is None:
        schema = {key: value for key, value in schema.items() if key != "default"}
        some = [_tidy(one) for one in schema.pop("anyOf", []) if one != {"type": "null"}]
        return {**_tidy(schema), **(some[0] if len(some) == 1 else {"anyOf": some})}
    tidy = {key: _tidy(value) for key, value in schema.items() if key != "title"}
    for group in ("properties", "$defs"):
        if group in schema:
            tidy[group] = {key: _tidy(value) for key, value in schema[group].items()}
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
