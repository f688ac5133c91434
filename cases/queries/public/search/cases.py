"""Disputes as they answer a search, in the orders of the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from itertools import starmap
from typing import Any

from django.db.models import QuerySet

from cases.domain.search import Kind
from cases.models import PublicDispute, PublicEntry
from cases.queries.public.engine import Condition, Later, Written, among, holds, later
from cases.queries.public.search.found import Case
from cases.queries.public.search.wanted import ORDERS
from cases.queries.public.shelves import shelf

# The days by which an order goes; others go by the latest event.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "putusan": ("decided_on",),
    "masuk": ("received_on", "year"),
    "tenggat": ("due_on",),
}
SOONEST = "tenggat"  # goes from the first day on; the others from the last one
UNKNOWN = 10_000_000  # after every day and every year


def first(order: str, conditions: Sequence[Condition], most: int, *year: str) -> list[Case]:
    """The first disputes in an order: of all, of those that meet conditions, or of one year.
    One query.
    """
    told = _first(order, len(conditions), bool(year), most)
    return list(starmap(Case, told.rows(*conditions, *year)))


def these(order: str, codes: Sequence[str]) -> list[Case]:
    """These disputes, in no order. One query, none for none."""
    return list(starmap(Case, _these(order).rows(codes))) if codes else []


def in_order(found: Iterable[Case], order: str) -> list[Case]:
    """As the base would order them."""
    return sorted(found, key=partial(place, order))


def place(order: str, case: Case) -> tuple[int, int, str]:
    """Where a dispute stands in an order: by days, unknown ones last, and by its code."""
    sign = 1 if order == SOONEST else -1
    on = sign * case.first.toordinal() if case.first else UNKNOWN
    return on, sign * case.second if case.second else UNKNOWN, case.code


def of_disputes(condition: Condition | Later) -> QuerySet[PublicEntry]:
    """The entries of disputes themselves that hold what is asked."""
    return shelf(PublicEntry).filter(holds(condition), kind=Kind.DISPUTE)


@cache
def _first(order: str, conditions: int, is_of_a_year: bool, most: int) -> Written:
    """The query for the first disputes in an order, with so many conditions on them, or of one
    year.
    """
    rows = shelf(PublicDispute)
    if is_of_a_year:
        rows = rows.filter(year=later(conditions, int))
    for number in range(conditions):
        rows = rows.filter(pk__in=of_disputes(Later(number)).values("dispute"))
    return Written(_told(rows.order_by(*ORDERS[order])[:most], order))


@cache
def _these(order: str) -> Written:
    return Written(_told(shelf(PublicDispute).filter(among("pk", Later(0))), order))


def _told(
    rows: QuerySet[PublicDispute], order: str
) -> QuerySet[PublicDispute, tuple[Any, ...]]:
    on = COLUMNS.get(order, ("last_event_on",))
    return rows.values_list("code", "traits", "version", *on)
