"""Dividing what answers: how many have each value of each property."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from cases.queries.public.search.pool import Case
from cases.queries.public.search.wanted import FACETS, PARAMETERS, Search, Values

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
BY_VALUE = ("days", "exemption", "ground")  # in the order of the law or of length

Value = tuple[str, str]  # the name of a facet and one of its values


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
    in ``narrowed``, which is what passes all of them.
    """
    chosen = search.chosen
    counts, labels = _counted(narrowed, FACETS)
    for name in chosen:
        passing = (
            [case for case in cases if case.passes(chosen, without=name)] for cases in whole
        )
        again, more = _counted(passing, (name,))
        counts = Counter({value: n for value, n in counts.items() if value[0] != name}) + again
        labels |= more
    return tuple(_facet(name, counts, labels, search) for name in FACETS)


def _counted(
    found: Iterable[Sequence[Case]], names: Sequence[str]
) -> tuple[Counter[Value], dict[Value, str]]:
    counts: Counter[Value] = Counter()
    labels: dict[Value, str] = {}
    for cases in found:
        if len(cases) == 1:
            counts.update(cases[0].traits.keys())
            labels.update(cases[0].traits)
        elif cases:
            counts.update({value for case in cases for value in case.traits})
            labels.update({value: said for case in cases for value, said in case.traits.items()})
    told = {value: count for value, count in counts.items() if value[0] in names}
    return Counter(told), labels


def _facet(
    name: str, counts: Mapping[Value, int], labels: Mapping[Value, str], search: Search
) -> Facet:
    chosen = getattr(search, name)
    told = [
        (value, labels[facet, value], count)
        for (facet, value), count in counts.items()
        if facet == name
    ]
    if name == "year":
        told.sort(reverse=True)
    elif name in BY_VALUE:
        told.sort(key=lambda row: (not row[0][:1].isdigit(), len(row[0]), row[0]))
    else:
        told.sort(key=lambda row: (-row[2], row[1] or row[0]))
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
                query=search.query(**{name: _toggled(chosen, value)}),
            )
            for value, label, count in told
        ),
    )


def _toggled(chosen: Values, value: str) -> Values:
    if value in chosen:
        return tuple(one for one in chosen if one != value)
    return (*chosen, value)
