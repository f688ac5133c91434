"""Dividing what answers: how many have each value of each property."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import urlencode

from cases.domain.publication import traits
from cases.queries.public.search.pool import Case, stretches
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

Count = tuple[str, str, int]  # a value, its label, and how many have it


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


def facets(
    search: Search, whole: Sequence[Sequence[Case]], narrowed: Sequence[Sequence[Case]]
) -> tuple[Facet, ...]:
    """The counts of every facet over the things found, each given by the cases it belongs to.

    A facet is counted without its own filter: in ``whole``, which knows no filter; the others
    in ``narrowed``, which is what passes all of them. What is chosen is counted there as well,
    because ``whole`` may be the newest of too many, and hold none of it; a choice that nothing
    has stays, to be dropped again.
    """
    counted = _counted(narrowed)
    for name, values in search.chosen.items():
        passing = stretches(search.chosen, without=name)
        beside = whole if not passing else _passing(whole, passing)
        told = {value: (value, "", 0) for value in values}
        told |= {one[0]: one for one in _counted(beside).get(name, ())}
        told |= {one[0]: one for one in counted.get(name, ()) if one[0] in values}
        counted[name] = list(told.values())
    return tuple(_facet(name, counted.get(name, []), search) for name in FACETS)


def _passing(
    whole: Iterable[Sequence[Case]], passing: Collection[Sequence[str]]
) -> Iterable[Sequence[Case]]:
    return ([case for case in cases if case.passes(passing)] for cases in whole)


def _counted(found: Iterable[Sequence[Case]]) -> dict[str, list[Count]]:
    """Of every property its values, their labels and how many have them."""
    told = Counter("".join(map(_together, found)).split(traits.MARK))
    del told[""]
    counts: dict[str, dict[str, Count]] = {}
    for kept, count in told.items():
        name, value, label = kept.split(traits.GAP)
        of_name = counts.setdefault(name, {})
        before = of_name[value][2] if value in of_name else 0
        of_name[value] = (value, label, count + before)
    return {name: list(values.values()) for name, values in counts.items()}


def _together(cases: Sequence[Case]) -> str:
    """The properties of one thing, each once, however many cases it belongs to."""
    if len(cases) == 1:
        return cases[0].traits
    kept = {one for case in cases for one in case.traits.split(traits.MARK) if one}
    return "".join(f"{traits.MARK}{one}" for one in sorted(kept))


def _facet(name: str, counted: Iterable[Count], search: Search) -> Facet:
    chosen, told = getattr(search, name), list(counted)
    if name == "year":
        told.sort(reverse=True)
    elif name in BY_VALUE:
        told.sort(key=lambda row: (not row[0][:1].isdigit(), len(row[0]), row[0]))
    else:
        told.sort(key=lambda row: (-row[2], row[1] or row[0]))
    shown = [one for no, one in enumerate(told) if no < MOST_VALUES or one[0] in chosen]
    whole = search.query()
    return Facet(
        name=name,
        parameter=PARAMETERS[name],
        group=GROUPS.get(name, ""),
        values=tuple(
            FacetValue(
                value=value,
                label=label or value,
                count=count,
                is_chosen=value in chosen,
                query=_without(search, name, value)
                if value in chosen
                else _with(whole, PARAMETERS[name], value),
            )
            for value, label, count in shown
        ),
    )


def _without(search: Search, name: str, value: str) -> str:
    left = tuple(one for one in getattr(search, name) if one != value)
    return search.query(**{name: left})


def _with(query: str, parameter: str, value: str) -> str:
    return f"{query}{'&' if query else ''}{_said(parameter, value)}"


@lru_cache(maxsize=10_000)
def _said(parameter: str, value: str) -> str:
    """A choice as addresses write it; the same hundreds stand beside every search."""
    return urlencode({parameter: value})
