"""What answers a search: the entries that hold the words, and the disputes they belong to.

One query each; never more than ``MOST``, the newest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import count, starmap
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.lookups import Exact

from cases.domain.search import Asked, Field, Kind
from cases.models import PublicDispute, PublicEntry
from cases.models.search import NEWEST
from cases.queries.public.engine import (
    All,
    Condition,
    Later,
    Plan,
    Shape,
    Written,
    flat,
    gathered,
    holds,
    holds_too,
    later,
    meant,
    numbered,
    of_properties,
    shows,
    ways,
    with_traits,
)
from cases.queries.public.search.cases import (
    COLUMNS,
    first,
    in_order,
    of_disputes,
    these,
)
from cases.queries.public.search.found import Case, Found
from cases.queries.public.search.listed import Disputes
from cases.queries.public.search.register import register
from cases.queries.public.search.wanted import BEST, KINDS, LATEST, Search
from cases.queries.public.shelves import shelf

MOST = 2_000

OF_KIND: Mapping[Field, Kind] = {
    Field.UTTERANCE: Kind.UTTERANCE,
    Field.DECISION: Kind.DECISION,
    Field.ADMISSION: Kind.ADMISSION,
    Field.DOCUMENT: Kind.DOCUMENT,
}
# The one entry of a dispute itself; by its whole key the planner sees that there is but one.
ITS_OWN: Mapping[str, Any] = {"place": "", "number": 0}
OF_DISPUTE = (Field.APPLICANT, Field.RESPONDENT, Field.REGISTER)
# Where the words stand, from what counts most.
RANKS: Mapping[str, int] = {Kind.DISPUTE: 1, Kind.ADMISSION: 2, Kind.DECISION: 2}
LAST_RANK = 3
NO_WORDS = Plan(None)


@dataclass(frozen=True)
class Pool:
    """What answers: disputes in their order, and the entries that hold the words."""

    disputes: Disputes
    entries: Sequence[Found]
    is_capped: bool

    @cached_property
    def cases(self) -> Mapping[str, Case]:
        """The disputes by their codes."""
        return {case.code: case for case in self.disputes.cases}


def pool(search: Search, *, narrowed: bool) -> Pool:
    """What answers the words; ``narrowed``: with the facets and the kind that were chosen.

    Two queries, three for what may be a register number, one for the register in its order.
    """
    chosen = search.chosen if narrowed else {}
    kind = _kind(search) if narrowed else None
    asked = search.asked
    if kind is None and not _driving(asked):
        return _whole(asked, search.order_of(asked), chosen)
    found = _entries(asked, chosen, kind)
    is_capped = len(found) > MOST
    del found[MOST:]
    ranks, order = _ranks(asked, found), search.order_of(asked)
    return Pool(_ranked(ranks, order), found, is_capped)


def _kind(search: Search) -> Kind | None:
    return KINDS.get(search.kind)


def _driving(asked: Asked) -> bool:
    """Whether words are asked that may stand in any entry, or in those of one kind."""
    return bool(asked.of(Field.ANY, *OF_KIND))


def _whole(asked: Asked, order: str, chosen: Mapping[str, Sequence[str]]) -> Pool:
    """The disputes themselves: all, or those with these parties and properties."""
    told = _on_disputes(asked, chosen)
    if told and len(chosen.get("year", ())) == len(flat(All(tuple(told)))) == 1:
        return _first(order, (), MOST, *chosen["year"])
    if told and order not in COLUMNS:
        return _latest(order, All(tuple(told)), chosen.get("year", ()))
    if told:
        return _first(order, told, MOST)
    known = register(order)
    return Pool(known.disputes, (), known.is_capped)


def _first(order: str, conditions: Sequence[Condition], most: int, *year: str) -> Pool:
    """The first of those that meet conditions, or of one year."""
    found = first(order, conditions, most + 1, *year)
    return Pool(Disputes(found[:most]), (), len(found) > most)


def _latest(order: str, condition: All, years: Sequence[str]) -> Pool:
    """The disputes with the latest events; the day of the entry of each says when that was."""
    found = _newest(condition, Kind.DISPUTE, is_of_kind=True, years=years)
    codes = [row[0] for row in found]
    ranks = dict.fromkeys(codes[:MOST], LAST_RANK)
    return Pool(_ranked(ranks, order), (), len(codes) > MOST)


def _ranked(ranks: Mapping[str, int], order: str) -> Disputes:
    """These disputes in their order; where that is how well they answer, by these ranks."""
    found = in_order(these(order, list(ranks)), order)
    return Disputes(
        sorted(found, key=lambda case: ranks[case.code]) if order == BEST else found
    )


def _on_disputes(asked: Asked, chosen: Mapping[str, Sequence[str]]) -> list[Condition]:
    told = (meant(asked.of(*OF_DISPUTE), asked), with_traits(chosen))
    return [condition for condition in told if condition is not None]


def _entries(
    asked: Asked, chosen: Mapping[str, Sequence[str]], kind: Kind | None
) -> list[Found]:
    """The entries that hold the free words, newest first, in disputes that hold the rest; one
    more than are taken, where there are more.
    """
    free = meant(asked.of(Field.ANY), asked)
    within = {of: meant(asked.of(field), asked) for field, of in OF_KIND.items()}
    beside = {of: condition for of, condition in within.items() if condition is not None}
    if free is None and len(beside) == 1 and kind in {None, *beside}:
        kind, free = beside.popitem()
    told = [condition for condition in (free, of_properties(chosen)) if condition is not None]
    whole = meant(asked.of(*OF_DISPUTE), asked)
    others = [*beside.values(), *([] if whole is None else [whole])]
    condition = All(tuple(told)) if told else None
    rows = _newest(
        condition, kind, tuple(beside), others, is_of_some=whole is not None,
        years=chosen.get("year", ()),
    )  # fmt: skip
    return list(starmap(Found, rows))


def _newest(
    condition: All | None,
    kind: Kind | None,
    beside: tuple[Kind, ...] = (),
    others: Sequence[Condition] = (),
    *,
    is_of_some: bool = False,
    is_of_kind: bool = False,
    years: Sequence[str] = (),
) -> list[tuple[Any, ...]]:
    """The newest entries that meet a condition, one more than are taken, by the way that costs
    least; of one kind, or of any; in disputes that hold the ``others``.

    ``is_of_kind``: no entry of another kind holds it; ``years``: it is of disputes of these.
    """
    tried: Iterable[Plan] = (NO_WORDS,)
    if condition is not None:
        tried = ways(
            condition, kind, MOST, is_alone=not others, is_of_kind=is_of_kind, years=years
        )
    found: list[tuple[Any, ...]] = []
    for plan in tried:
        query = _first_entries(plan.shape, beside, is_of_some, kind, MOST + 1)
        found = query.rows(*plan.values, *others)
        if len(found) > MOST:
            break
    return found


@cache
def _first_entries(
    shape: Shape, beside: tuple[Kind, ...], is_of_some: bool, kind: Kind | None, most: int
) -> Written:
    """The query for entries: with words that are looked up, seen, or none; since a day; of the
    latest disputes of a year; with words that stand in these kinds of entries of the same
    dispute, and on that itself; of one kind, or of any.
    """
    places = map(Later, count())
    rows = shelf(PublicEntry)
    if shape.is_looked_up:
        rows = rows.filter(holds(next(places)))
    if shape.is_seen:
        rows = rows.filter(shows(next(places)))
    if shape.has_start:
        rows = rows.filter(on__gte=later(next(places).place, date.isoformat))
    if shape.latest:
        rows = rows.filter(dispute__in=_of_year(next(places))[: shape.latest])
    for of in beside:
        rows = rows.filter(Exists(_beside(next(places), of)))
    if is_of_some:
        rows = rows.filter(Exists(_beside(next(places), Kind.DISPUTE).filter(**ITS_OWN)))
    is_gathered = shape.is_looked_up or shape.latest
    if kind is not None:
        rows = rows.filter(Exact(gathered("kind"), kind) if is_gathered else Q(kind=kind))
    order = (gathered("on").desc(), F("id").desc()) if is_gathered else NEWEST
    told = rows.order_by(*order).values_list("dispute_id", "kind", "place", "number", "on")
    return Written(told[:most])


def _of_year(year: Later) -> QuerySet[PublicDispute, Any]:
    """The disputes of a year, those with the latest events first."""
    rows = shelf(PublicDispute).filter(year=later(year.place, int))
    return rows.order_by(*LATEST).values("pk")


def _beside(condition: Later, kind: Kind) -> QuerySet[PublicEntry]:
    """An entry of that kind in the same dispute that holds what is asked."""
    rows = shelf(PublicEntry).filter(dispute=OuterRef("dispute"), kind=kind)
    return rows.filter(holds_too(condition))


def _ranks(asked: Asked, found: Sequence[Found]) -> dict[str, int]:
    """How well each dispute answers; one that has the number best."""
    ranks: dict[str, int] = {}
    if number := numbered(asked.number):
        codes = of_disputes(number).order_by(*NEWEST).values_list("dispute_id", flat=True)
        ranks = dict.fromkeys(codes[:MOST], 0)
    ranks = dict.fromkeys([entry.dispute for entry in found], LAST_RANK) | ranks
    for entry in found:
        if entry.kind in RANKS:
            ranks[entry.dispute] = min(RANKS[entry.kind], ranks[entry.dispute])
    return ranks
