"""What answers a search: the entries that hold the words, and the disputes they belong to.

One query each; never more than ``MOST``, the newest first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from cases.domain.publication import traits
from cases.domain.search import Asked, Field, Kind
from cases.models import PublicDispute, PublicEntry
from cases.models.search import NEWEST
from cases.queries.public.engine import (
    Condition,
    among,
    holds,
    meant,
    numbered,
    with_traits,
)
from cases.queries.public.search.wanted import KINDS, ORDERS, Search
from cases.queries.public.shelves import shelf

MOST = 5_000

OF_KIND: Mapping[Field, Kind] = {
    Field.UTTERANCE: Kind.UTTERANCE,
    Field.DECISION: Kind.DECISION,
    Field.ADMISSION: Kind.ADMISSION,
    Field.DOCUMENT: Kind.DOCUMENT,
}
OF_DISPUTE = (Field.APPLICANT, Field.RESPONDENT, Field.REGISTER)
# Where the words stand, from what counts most.
RANKS: Mapping[str, int] = {Kind.DISPUTE: 1, Kind.ADMISSION: 2, Kind.DECISION: 2}
LAST_RANK = 3
OF_ONE_DISPUTE = frozenset({Kind.ADMISSION, Kind.DECISION})
# The days by which an order goes; others go by the latest event.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "putusan": ("decided_on",),
    "masuk": ("received_on", "year"),
    "tenggat": ("due_on",),
}


class Found(NamedTuple):
    """An entry in which the words stand."""

    dispute: str
    kind: str
    place: str
    number: int
    on: date

    @property
    def key(self) -> tuple[str, str, str, int]:
        """The same of what was said or written once, in whatever dispute."""
        own = self.dispute if self.kind in OF_ONE_DISPUTE else ""
        return (own, self.kind, self.place, self.number)


class Case(NamedTuple):
    """A dispute that answers, its properties as they are kept, and the days of its order."""

    code: str
    traits: str
    first: Any
    second: Any = None

    def passes(self, stretches: Collection[Sequence[str]]) -> bool:
        """Whether it has, of each facet, a value that was chosen (see ``stretches``)."""
        return all(any(one in self.traits for one in either) for either in stretches)


def stretches(chosen: Mapping[str, Sequence[str]], *, without: str = "") -> list[list[str]]:
    """What stands in the properties of a dispute that passes: one of each."""
    return [
        [traits.stretch(name, value) for value in values]
        for name, values in chosen.items()
        if name != without
    ]


@dataclass(frozen=True, slots=True)
class Pool:
    """What answers: cases in the order of the search, and the entries that hold its words."""

    cases: Mapping[str, Case]
    entries: tuple[Found, ...]
    is_capped: bool


def pool(search: Search, *, narrowed: bool) -> Pool:
    """What answers the words; ``narrowed``: with the facets and the kind that were chosen.

    Two queries, three for what may be a register number, one where no words are asked.
    """
    chosen = search.chosen if narrowed else {}
    kind = _kind(search) if narrowed else None
    asked = search.asked
    if kind is None and not _driving(asked):
        return _whole(search, chosen)
    found = tuple(map(Found._make, _entries(asked, chosen, kind)[: MOST + 1]))
    ranks = _ranks(asked, found)
    rows = (
        shelf(PublicDispute).filter(among("pk", ranks))
        if ranks
        else PublicDispute.objects.none()
    )
    cases = _cases(rows, search.order)
    return Pool(_in_order(cases, search, ranks), found[:MOST], len(found) > MOST)


def of_disputes(condition: Condition) -> QuerySet[PublicEntry]:
    """The entries of disputes themselves that hold what is asked."""
    return shelf(PublicEntry).filter(holds(condition), kind=Kind.DISPUTE)


def _kind(search: Search) -> Kind | None:
    return KINDS.get(search.kind)


def _driving(asked: Asked) -> bool:
    """Whether words are asked that may stand in any entry, or in those of one kind."""
    return bool(asked.of(Field.ANY, *OF_KIND))


def _whole(search: Search, chosen: Mapping[str, Sequence[str]]) -> Pool:
    """The disputes themselves: all, or those with these parties and properties."""
    rows = shelf(PublicDispute)
    for condition in _on_disputes(search.asked, chosen):
        rows = rows.filter(pk__in=of_disputes(condition).values("dispute"))
    rows = rows.order_by(*ORDERS[search.order])
    cases = _cases(rows[: MOST + 1], search.order)
    is_capped = len(cases) > MOST
    return Pool({case.code: case for case in cases[:MOST]}, (), is_capped)


def _on_disputes(asked: Asked, chosen: Mapping[str, Sequence[str]]) -> list[Condition]:
    told = (meant(asked.of(*OF_DISPUTE), asked), with_traits(chosen))
    return [condition for condition in told if condition is not None]


def _entries(
    asked: Asked, chosen: Mapping[str, Sequence[str]], kind: Kind | None
) -> QuerySet[PublicEntry, tuple[Any, ...]]:
    """The entries that hold the free words, newest first, in disputes that hold the rest."""
    rows = shelf(PublicEntry)
    if free := meant(asked.of(Field.ANY), asked):
        rows = rows.filter(holds(free))
    within = [(meant(asked.of(field), asked), of) for field, of in OF_KIND.items()]
    told = [(condition, of) for condition, of in within if condition is not None]
    for condition, of in told:
        if free is None and kind in {None, of} and len(told) == 1:
            rows = rows.filter(holds(condition), kind=of)
        else:
            rows = rows.filter(Exists(_beside(condition, of)))
    for whole in _on_disputes(asked, chosen):
        rows = rows.filter(Exists(_beside(whole, Kind.DISPUTE)))
    if kind is not None:
        rows = rows.filter(kind=kind)
    return rows.order_by(*NEWEST).values_list("dispute_id", "kind", "place", "number", "on")


def _beside(condition: Condition, kind: Kind) -> QuerySet[PublicEntry]:
    """An entry of that kind in the same dispute that holds what is asked."""
    rows = shelf(PublicEntry).filter(dispute=OuterRef("dispute"), kind=kind)
    return rows.filter(holds(condition))


def _ranks(asked: Asked, found: Sequence[Found]) -> dict[str, int]:
    """How well each dispute answers; one that has the number best."""
    ranks: dict[str, int] = {}
    if number := numbered(asked.number):
        codes = of_disputes(number).order_by(*NEWEST).values_list("dispute_id", flat=True)
        ranks = dict.fromkeys(codes[:MOST], 0)
    for entry in found[:MOST]:
        rank = RANKS.get(entry.kind, LAST_RANK)
        ranks[entry.dispute] = min(rank, ranks.get(entry.dispute, rank))
    return ranks


def _cases(rows: QuerySet[PublicDispute], order: str) -> list[Case]:
    told = rows.values_list("code", "traits", *COLUMNS.get(order, ("last_event_on",)))
    return list(starmap(Case, told))


def _in_order(
    cases: Iterable[Case], search: Search, ranks: Mapping[str, int]
) -> dict[str, Case]:
    """As the base would order them: days newest first, limits next first, unknown last."""
    told = sorted(cases)  # by code
    if search.order == "tenggat":
        told.sort(key=lambda case: case.first or date.max)
    elif search.order == "masuk":
        told.sort(key=lambda case: (case.first or date.min, case.second or 0), reverse=True)
    else:
        told.sort(key=lambda case: case.first or date.min, reverse=True)
    if search.order == "sesuai":
        told.sort(key=lambda case: ranks[case.code])
    return {case.code: case for case in told}
