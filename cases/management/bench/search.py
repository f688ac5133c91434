"""Searching the register, against the bare SQL that the search itself sends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from django.db import connection
from django.http import QueryDict

from cases.management.bench.measure import Result, Sizes, compared, side_by_side
from cases.models import PublicDispute
from cases.queries.public import search

RARE = "alibaba"
COMMON = "sengketa"
SEARCHES = 5  # in each round

Statement = tuple[str, Any]


def measure(sizes: Sizes) -> Iterator[Result]:
    """One page of hits with every facet counted; the floor fetches the same rows."""
    disputes = PublicDispute.objects.count()
    for kind, words in (("kata jarang", RARE), ("kata sering", COMMON)):
        wanted = search.Search.from_query(QueryDict(f"q={words}"))
        total, statements = _listened(wanted)
        sides = side_by_side(
            partial(_find, wanted), partial(_bare, statements), rounds=sizes.rounds
        )
        yield compared(
            f"mencari {kind} ({total} dari {disputes} sengketa)",
            sides,
            per=(SEARCHES, SEARCHES),
            floor_name=f"SQL yang sama tanpa Django ({len(statements)} kueri)",
            goal=1.5,
            note="sasaran untuk 1.000.000 sengketa di PostgreSQL",
        )


def _find(wanted: search.Search) -> None:
    for _ in range(SEARCHES):
        search.find(wanted)


def _bare(statements: Sequence[Statement]) -> None:
    with connection.cursor() as cursor:
        for _ in range(SEARCHES):
            for sql, values in statements:
                cursor.execute(sql, values)
                cursor.fetchall()


def _listened(wanted: search.Search) -> tuple[int, list[Statement]]:
    """How many are found, and every statement that the search sends for it."""
    sent: list[Statement] = []

    def listen(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        sent.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(listen):
        found = search.find(wanted)
    return found.total, sent
