"""Dividing what answers: how many have each value of each property."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import urlencode

from cases.domain.publication import traits
from cases.queries.public.search.listed import Listed
from cases.queries.public.search.wanted import FACETS, PARAMETERS, Search

# The vocabulary group in which a facet's codes have their words; other facets bring labels.
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "applicant_kind": "applicant_kind",
        "days": "days_taken",
        "disposition": "disposition",
        "exemption": "exemption_ground",
        "ground": "objection_ground",
        "phase": "phase",
        "regime": "regime",
    }
)
MOST_VALUES = 100  # of a facet, besides those that are chosen
BY_VALUE = ("days", "exemption", "ground")  # in the order of the law or of length


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet; ``query`` chooses it, or drops it when it is chosen."""

    value: str
    label: str
    count: int
    is_chosen: bool
    query: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A property by which the register is divided. ``group``: where its codes have words."""

    name: str
    parameter: str
    group: str
    values: tuple[FacetValue, ...]


def facets(search: Search, whole: Listed, narrowed: Listed) -> tuple[Facet, ...]:
    """The counts of every facet over what is listed.

    A facet is counted without its own filter: in ``whole``, which knows no filter; the others
    in ``narrowed``, which is what passes all of them. What is chosen is counted there as well,
    because ``whole`` may be the newest of too many, and hold none of it; a choice that nothing
    has stays, to be dropped again.
    """
    counted, chosen = dict(narrowed.counts), search.chosen
    for name, values in chosen.items():
        beside = whole.passing(chosen, without=name).properties
        told = {value: (value, "", 0) for value in values}
        told |= {one[0]: one for one in traits.counted(beside, name).get(name, ())}
        told |= {one[0]: one for one in counted.get(name, ()) if one[0] in values}
        counted[name] = list(told.values())
    query = search.query()
    return tuple(_facet(name, counted.get(name, ()), search, query) for name in FACETS)


def _facet(name: str, told: Sequence[traits.Count], search: Search, query: str) -> Facet:
    chosen, parameter = getattr(search, name), PARAMETERS[name]
    if name == "year":
        told = sorted(told, reverse=True)
    elif name in BY_VALUE:
        told = sorted(told, key=lambda row: (not row[0][:1].isdigit(), len(row[0]), row[0]))
    else:
        told = sorted(told, key=lambda row: (-row[2], row[1] or row[0]))
    beyond = [one for one in told[MOST_VALUES:] if one[0] in chosen] if chosen else []
    before = f"{query}&" if query else ""
    values = (
        FacetValue(
            value,
            label or value,
            count,
            value in chosen,
            _without(search, name, value)
            if value in chosen
            else f"{before}{_said(parameter, value)}",
        )
        for value, label, count in (*told[:MOST_VALUES], *beyond)
    )
    return Facet(name, parameter, GROUPS.get(name, ""), tuple(values))


def _without(search: Search, name: str, value: str) -> str:
    left = tuple(one for one in getattr(search, name) if one != value)
    return search.query(**{name: left})


@lru_cache(maxsize=10_000)
def _said(parameter: str, value: str) -> str:
    """A choice as addresses write it; the same hundreds stand beside every search."""
    return urlencode({parameter: value})
