"""JSON Schemas of what authors write, made from the models that read it."""

from __future__ import annotations

import json
from typing import Any

from builder.model import (
    BESIDE,
    Block,
    Brand,
    Claims,
    HandoutDefinition,
    Layout,
    Phrases,
    Placed,
    Site,
    Terms,
    Topic,
    TopicUse,
    block,
)

FILES: dict[str, type[Placed]] = {
    "topic": Topic,
    "handout": HandoutDefinition,
    "layout": Layout,
    "brand": Brand,
    "site": Site,
    "terms": Terms,
    "claims": Claims,
    "phrases": Phrases,
}


def schemas() -> dict[str, str]:
    """For each kind of file, its JSON Schema (draft 2020-12) as text."""
    return {name: _text(name, model) for name, model in FILES.items()}


def _text(name: str, model: type[Placed]) -> str:
    schema = _closed(model.model_json_schema())
    definitions = schema.setdefault("$defs", {})
    if name in ("topic", "handout"):
        definitions["block"] = _any_block(definitions)
        definitions["topic-use"] = _closed(TopicUse.model_json_schema())
    schema = _referred(schema)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _any_block(definitions: dict[str, Any]) -> dict[str, Any]:
    """A bare name, or a mapping of one kind key and what may stand beside it."""
    kinds: list[dict[str, Any]] = []
    bare = []
    for name in block:
        full = _closed(block[name].model_json_schema())
        definitions.update(full.pop("$defs", {}))
        for internal in block[name].internal:
            full["properties"].pop(internal)
        kinds.append(_block(name, block[name], full))
        if not full.get("required"):
            bare.append(name)
    return {"anyOf": [{"enum": bare}, *kinds]}


def _block(name: str, wanted: type[Block], full: dict[str, Any]) -> dict[str, Any]:
    forms = [full]
    if wanted.main:
        forms.insert(0, full["properties"][wanted.main])
    beside = {key: full["properties"][key] for key in BESIDE}
    return {
        "type": "object",
        "description": (wanted.__doc__ or "").partition("\n")[0],
        "properties": {name: {"anyOf": forms}, **beside},
        "required": [name],
        "additionalProperties": False,
    }


def _referred(schema: Any) -> Any:
    """The schema with each placeholder, which pydantic lets pass, as a real reference."""
    if isinstance(schema, dict):
        if set(schema) == {"$comment"}:
            return {"$ref": f"#/$defs/{schema['$comment']}"}
        return {key: _referred(value) for key, value in schema.items()}
    if isinstance(schema, list):
        return [_referred(value) for value in schema]
    return schema


def _closed(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with no other keys allowed, as the reader wants it."""
    for part in (schema, *schema.get("$defs", {}).values()):
        if part.get("type") == "object" and "properties" in part:
            part["additionalProperties"] = False
    return schema
