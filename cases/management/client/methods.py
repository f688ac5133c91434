"""The methods of the client: one for each operation, and two more for each list."""

from __future__ import annotations

import keyword
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.management.client.models import Schema, type_of

KEY = "Idempotency-Key"
JSON = "application/json"
PAGED = ("cursor", "limit")
HEAD = '''"""The calls of the API, written by ``manage.py api_client`` and never by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, cast

from sidang_terbuka import models as m
from sidang_terbuka.transport import Transport, part


class Client(Transport):
    """Everything that the API offers; what is for people needs a token."""
'''


@dataclass(frozen=True, slots=True)
class Operation:
    """A method on an address, with what it takes and what it answers."""

    method: str
    path: str
    told: Schema

    @property
    def name(self) -> str:
        return str(self.told["operationId"])

    def parameters(self, place: str) -> Sequence[Schema]:
        """Those of the path, the query or the headers, the required ones first."""
        found = [one for one in self.told.get("parameters", ()) if one["in"] == place]
        kept = [one for one in found if one["name"] not in {KEY, "format"}]
        return sorted(kept, key=lambda one: not one.get("required", False))

    @property
    def is_keyed(self) -> bool:
        return any(one["name"] == KEY for one in self.told.get("parameters", ()))

    @property
    def body(self) -> str:
        """The type of what is sent; empty where nothing is."""
        content = self.told.get("requestBody", {}).get("content", {})
        for kind, told in content.items():
            return _named(type_of(told["schema"])) if kind == JSON else "bytes"
        return ""

    @property
    def answer(self) -> str:
        """The type of what comes back."""
        for status, told in self.told["responses"].items():
            if status.startswith("2"):
                content = told.get("content", {}).get(JSON)
                return _named(type_of(content["schema"])) if content else "None"
        return "None"


def write(schema: Schema) -> str:
    """The module of all calls, in the order of the addresses."""
    found = [
        Operation(method.upper(), path, told)
        for path, methods in schema["paths"].items()
        for method, told in methods.items()
    ]
    parts = [HEAD]
    for one in found:
        parts.append("\n".join(_method(one)))
        if row := _row_of(one, schema):
            parts.append("\n".join(_all_rows(one, row, "iterate", "pages")))
            parts.append("\n".join(_all_rows(one, row, "lines", "lines")))
    return "\n".join(parts)


def _method(one: Operation) -> Iterator[str]:
    yield from _signature(one.name, one, one.answer, is_call=True)
    yield f'        """{_about(one)}"""'
    more = [f"query={_query(one)}"] if one.parameters("query") else []
    if one.body:
        more.append("body=body")
    if headers := one.parameters("header"):
        pairs = ", ".join(f'"{h["name"]}": {_word(h["name"])}' for h in headers)
        more.append(f"headers={{{pairs}}}")
    if one.is_keyed:
        more += ["key=idempotency_key", "is_keyed=True"]
    call = ", ".join([f'"{one.method}"', _path(one), *more])
    if one.answer == "None":
        yield f"        self.call({call})"
    else:
        yield f'        return cast("{one.answer}", self.call({call}))'
    yield ""


def _all_rows(one: Operation, row: str, verb: str, way: str) -> Iterator[str]:
    yield from _signature(f"{verb}_{one.name}", one, f"Iterator[{row}]", is_call=False)
    yield f'        """Every row of ``{one.name}``."""'
    yield f"        return self.{way}({_path(one)}, {_query(one, PAGED)})"
    yield ""


def _signature(name: str, one: Operation, answer: str, *, is_call: bool) -> Iterator[str]:
    yield f"    def {name}("
    yield "        self,"
    for parameter in one.parameters("path"):
        yield f"        {_word(parameter['name'])}: {type_of(parameter['schema'])},"
    if one.body:
        yield f"        body: {one.body},"
    named = [*one.parameters("query"), *(one.parameters("header") if is_call else ())]
    if not is_call:
        named = [each for each in named if each["name"] not in PAGED]
    if named or (one.is_keyed and is_call):
        yield "        *,"
    for parameter in named:
        kind = type_of(parameter["schema"])
        is_needed = parameter.get("required", False)
        told = kind if is_needed else f"{kind} | None = None"
        yield f"        {_word(parameter['name'])}: {told},"
    if one.is_keyed and is_call:
        yield "        idempotency_key: str | None = None,"
    yield f"    ) -> {answer}:"


def _query(one: Operation, without: Collection[str] = ()) -> str:
    names = [each["name"] for each in one.parameters("query")]
    kept = [name for name in names if name not in without]
    return "{" + ", ".join(f'"{name}": {_word(name)}' for name in kept) + "}"


def _path(one: Operation) -> str:
    filled = re.sub(r"{(\w+)}", lambda found: f"{{part({_word(found[1])})}}", one.path)
    return f'f"{filled}"' if filled != one.path else f'"{filled}"'


def _row_of(one: Operation, schema: Schema) -> str:
    """The type of the rows of a list that is paged by cursor; empty for anything else."""
    found: Mapping[str, Any] = schema["components"]["schemas"].get(
        one.answer.removeprefix("m."), {}
    )
    rows = found.get("properties", {}).get("results", {}).get("items")
    is_list = any(each["name"] == "cursor" for each in one.parameters("query"))
    return _named(type_of(rows)) if rows and is_list else ""


def _about(one: Operation) -> str:
    told = " ".join(one.told.get("description", "").split()).replace('"', "'")
    return told or f"{one.method} {one.path}"


def _word(name: str) -> str:
    found = re.sub(r"\W", "_", name).lower()
    return f"{found}_" if keyword.iskeyword(found) else found


def _named(kind: str) -> str:
    """Names of our own stand in the module of the objects."""
    return re.sub(r"\b([A-Z]\w+)\b(?!\[)", lambda found: _own(found[1]), kind)


def _own(name: str) -> str:
    return name if name in {"Any", "Literal", "None"} else f"m.{name}"
