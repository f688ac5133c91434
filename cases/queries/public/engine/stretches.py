"""The newest years of the entries, where words are so frequent that these hold enough of them.

The index of PostgreSQL gives no order: all that answers is read before the newest are known.
Where its planner expects much, that is looked for among the newest years first, by the words
that say these. What stands in very many entries is found soonest by reading the newest one by
one, which the planner sees by itself.
"""

from __future__ import annotations

from datetime import date

from django.db import connections

from cases.domain.search.index import year
from cases.models import PublicEntry
from cases.models.search import NEWEST
from cases.queries.public.engine.conditions import All, Any, Condition, Word
from cases.queries.public.engine.holds import TABLE, VECTOR
from cases.queries.public.shelves import alias, shelf

MANY = 4  # times as many as are wanted: below, all are read
OFTEN = 0.02  # of all entries: from here on the newest are read one by one
ENOUGH = 1.5  # times as many as are wanted are expected of a stretch
YEARS = (2, 6)


def newest(condition: All, wanted: int) -> All | None:
    """The same among the newest entries, if more than ``wanted`` are expected there; else None.

    At most five queries, which ask the planner of PostgreSQL; none on SQLite.
    """
    expected = _expected(condition)
    if expected < MANY * wanted or expected > OFTEN * _expected(None):
        return None
    last = shelf(PublicEntry).order_by(*NEWEST).values_list("on", flat=True)[:1].get()
    told = (All((condition, _since(last, years))) for years in YEARS)
    return next((one for one in told if _expected(one) > ENOUGH * wanted), None)


def _since(last: date, years: int) -> Any:
    first = max(last.year - years, 0) + 1
    return Any(tuple(Word(year(date(no, 1, 1))) for no in range(first, last.year + 1)))


def _expected(condition: Condition | None) -> int:
    """How many entries the planner expects that hold it; None: how many it knows of."""
    if connections[alias()].vendor == "sqlite":
        return 0
    sql = f"EXPLAIN (FORMAT JSON) SELECT FROM {TABLE}"
    told = () if condition is None else (condition.postgresql(),)
    with connections[alias()].cursor() as cursor:
        cursor.execute(f"{sql} WHERE {VECTOR} @@ %s::tsquery" if told else sql, told)
        ((plan,),) = cursor.fetchone()
    return int(plan["Plan"]["Plan Rows"])
