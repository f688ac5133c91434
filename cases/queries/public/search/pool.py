"""What answers a search: the entries that hold the words, and the disputes they belong to.

One query each; never more than ``MOST``, the newest first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from cases.domain.search import Asked, Field, Kind
from cases.models import PublicDispute, PublicEntry
from cases.models.search import NEWEST
from cases.queries.public.engine import Condition, holds, meant, numbered, with_traits
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


@dataclass(frozen=True, slots=True)
class Found:
    """An entry in which the words stand."""

    dispute: str
    kind: str
    place: str
    number: int
    on: date

    @property
    def key(self) -> tuple[str, str, int]:
        """The same of what was said or written once, in whatever dispute."""
        own = self.dispute if self.kind in {Kind.ADMISSION, Kind.DECISION} else ""
        return (f"{own}{self.kind}", self.place, self.number)


@dataclass(frozen=True, slots=True)
class Case:
    """A dispute that answers: its properties, its days, and how well it answers, 0 the best."""

    code: str
    traits: Mapping[tuple[str, str], str]  # the label of each name and value
    last_event_on: date | None
    decided_on: date | None
    received_on: date | None
    year: int | None
    due_on: date | None
    rank: int = LAST_RANK

    def passes(self, chosen: Mapping[str, Sequence[str]], *, without: str = "") -> bool:
        """Whether it has, of each facet but one, a value that was chosen."""
        return all(
            name == without or any((name, value) in self.traits for value in values)
            for name, values in chosen.items()
        )


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
    entries = _entries(asked, chosen, kind)
    found = tuple(Found(*row) for row in entries[: MOST + 1])
    ranks = _ranks(asked, found)
    cases = _cases(shelf(PublicDispute).filter(pk__in=list(ranks)), ranks)
    return Pool(_in_order(cases, search), found[:MOST], len(found) > MOST)


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
    cases = _cases(rows[: MOST + 1], {})
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
    for condition in _on_disputes(asked, chosen):
        rows = rows.filter(Exists(_beside(condition, Kind.DISPUTE)))
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


def _cases(rows: QuerySet[PublicDispute], ranks: Mapping[str, int]) -> list[Case]:
    told = rows.values_list(
        "code", "traits", "last_event_on", "decided_on", "received_on", "year", "due_on"
    )
    return [
        Case(
            code,
            {(name, value): label for name, value, label in traits},
            *days,
            rank=ranks.get(code, LAST_RANK),
        )
        for code, traits, *days in told
    ]


def _in_order(cases: Sequence[Case], search: Search) -> dict[str, Case]:
    """As the base would order them: days newest first, limits next first, unknown last."""
    told = sorted(cases, key=lambda case: case.code)
    if search.order == "tenggat":
        told.sort(key=lambda case: case.due_on or date.max)
    else:
        told.sort(key=lambda case: _newest(case, search.order), reverse=True)
    if search.order == "sesuai":
        told.sort(key=lambda case: case.rank)
    return {case.code: case for case in told}


def _newest(case: Case, order: str) -> tuple[Any, ...]:
    if order == "masuk":
        return (case.received_on or date.min, case.year or 0)
    return ((case.decided_on if order == "putusan" else case.last_event_on) or date.min,)
