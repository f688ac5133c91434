"""The types of the client: one ``TypedDict`` for each object of the schema."""

from __future__ import annotations

import keyword
from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]
PLAIN = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
}
HEAD = '''"""The objects of the API, written by ``manage.py api_client`` and never by hand."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict
'''


def write(schema: Schema) -> str:
    """The module of all objects, in the order of their names."""
    parts = [HEAD]
    for name, told in sorted(schema["components"]["schemas"].items()):
        parts.append("\n".join(_model(name, told)))
    return "\n\n".join(parts) + "\n"


def type_of(told: Schema) -> str:
    """A schema as a type, in quotes where it is a name of ours."""
    if "$ref" in told:
        return str(told["$ref"]).rsplit("/", 1)[1]
    for joined in ("oneOf", "anyOf"):
        if joined in told:
            return " | ".join(dict.fromkeys(type_of(one) for one in told[joined]))
    if len(told.get("allOf", ())) == 1:
        return type_of(told["allOf"][0])
    if "enum" in told:
        return "Literal[" + ", ".join(repr(one) for one in told["enum"]) + "]"
    kinds = told.get("type", [])
    found = [_kind(one, told) for one in ([kinds] if isinstance(kinds, str) else kinds)]
    return " | ".join(dict.fromkeys(found)) or "Any"


def _kind(kind: str, told: Schema) -> str:
    if kind == "array":
        return f"list[{type_of(told.get('items', {}))}]"
    if kind == "object":
        inner = told.get("additionalProperties", {})
        return f"dict[str, {type_of(inner) if isinstance(inner, dict) else 'Any'}]"
    if kind == "string" and told.get("format") == "binary":
        return "bytes"
    return PLAIN.get(kind, "Any")


def _model(name: str, told: Schema) -> Iterator[str]:
    fields = told.get("properties")
    if told.get("type") != "object" or not fields:
        yield f"{name} = {_alias(told)}"
        return
    required = set(told.get("required", ()))
    if any(not one.isidentifier() or keyword.iskeyword(one) for one in fields):
        yield f"{name} = dict[str, Any]"
        return
    yield f"class {name}(TypedDict):"
    if about := " ".join(told.get("description", "").split()):
        yield f'    """{about}"""\n'
    for field, kind in fields.items():
        kind_of = type_of(kind)
        yield f"    {field}: {kind_of if field in required else f'NotRequired[{kind_of}]'}"
    yield ""


def _alias(told: Schema) -> str:
    """An alias is evaluated at once; what it names may stand below it."""
    found = type_of(told)
    return found if found.startswith(("Literal[", "dict[", "str", "int", "Any")) else "Any"
