"""Every address of the house, read off its own table of addresses, with every code in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

HOLE = re.compile(r"<(?:(\w+):)?(\w+)>")
MOST = 5  # addresses of one route, spread over its codes
NUMBERS = ("1", "2")
# Which codes somebody would try in an address that begins so; the first that fits.
CODES = (
    ("kepaniteraan/sidang/", ("hearings",)),
    ("meja/permintaan/", ("requests",)),
    ("meja/berkas/", ("documents",)),
    ("api/v1/registry/hearings/", ("hearings",)),
    ("api/v1/hearings/", ("hearings",)),
    ("api/v1/drafts/", ("drafts",)),
    ("api/v1/uploads/", ("uploads",)),
    ("api/v1/", ("disputes",)),
    ("permohonan/", ("drafts",)),
    ("permintaan/", ("requests",)),
    ("unggah/", ("uploads",)),
    ("berkas-unggahan/", ("uploads",)),
    ("berkas/", ("documents",)),
    ("sidang/", ("hearings",)),
    ("r/", ("hearings",)),
    ("b/", ("hearings",)),
    ("v/", ("disputes", "hearings", "documents", "editions")),
    ("meja/", ("disputes",)),
    ("kepaniteraan/", ("disputes",)),
)


@dataclass(frozen=True, slots=True)
class Route:
    """One line of the table: its name, how its address is written, and what answers."""

    name: str
    written: str
    view: Any

    @property
    def holes(self) -> tuple[tuple[str, str], ...]:
        """What has to be filled in: kind and name of each."""
        return tuple(HOLE.findall(self.written))

    def filled(self, told: Mapping[str, str]) -> str:
        """The address with these words in its holes."""
        return "/" + HOLE.sub(lambda hole: told[hole[2]], self.written)


def routes(places: Any = None, before: str = "", space: str = "") -> Iterator[Route]:
    """Every line of the table of addresses, in its order; those written as patterns too."""
    for place in get_resolver().url_patterns if places is None else places:
        written = before + str(place.pattern)
        if isinstance(place, URLResolver):
            inner = f"{space}{place.namespace}:" if place.namespace else space
            yield from routes(place.url_patterns, written, inner)
        elif isinstance(place, URLPattern):
            yield Route(f"{space}{place.name}", written, place.callback)


def doors(ids: Mapping[str, Any]) -> Iterator[str]:
    """Every address that somebody who knows all codes of ``ids`` could try."""
    known = codes_of(ids)
    for route in routes():
        if "(?P" in route.written or route.written.endswith("$") or "keluar" in route.written:
            continue
        for told in _fillings(route, ids, known):
            yield route.filled(told)


def codes_of(ids: Mapping[str, Any]) -> dict[str, list[str]]:
    """The codes of each class as one list, whatever house they belong to."""
    told = {key: _flat(value) for key, value in ids.items() if key != "addresses"}
    told["disputes"] = list(ids["addresses"])
    told["editions"] = [one["code"] for one in ids["editions"]]
    return told


def _fillings(
    route: Route, ids: Mapping[str, Any], known: Mapping[str, list[str]]
) -> list[dict[str, str]]:
    names = [name for _kind, name in route.holes]
    if "commission" in names and "slug" in names:
        pairs = [address.split("/")[2:4] for address in ids["addresses"].values()]
        base = [{"commission": one, "slug": two} for one, two in pairs]
    else:
        base = [{}]
    rest = [(kind, name) for kind, name in route.holes if name not in (base[0] if base else {})]
    choices = [_choices(route, kind, name, ids, known) for kind, name in rest]
    keys = [name for _kind, name in rest]
    filled = [
        one | dict(zip(keys, chosen, strict=True))
        for one in base
        for chosen in product(*choices)
    ]
    step = max(1, -(-len(filled) // MOST))
    return filled[::step]


def _choices(
    route: Route, kind: str, name: str, ids: Mapping[str, Any], known: Mapping[str, list[str]]
) -> list[str]:
    if kind == "int":
        return list(NUMBERS)
    if name == "code":
        return _codes(route, known)
    if name in {"hearing", "paper"}:
        return known["hearings" if name == "hearing" else "documents"]
    fixed = ids["words"].get(name)
    return list(fixed) if fixed else ["x"]


def _codes(route: Route, known: Mapping[str, list[str]]) -> list[str]:
    for beginning, classes in CODES:
        if route.written.startswith(beginning):
            return [code for one in classes for code in known.get(one, ())]
    return ["x"]


def _flat(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [one for inner in value.values() for one in _flat(inner)]
    return [str(one) for one in value]
