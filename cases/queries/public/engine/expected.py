"""How many entries the planner of PostgreSQL expects: it is asked, and nothing is read but the
days of the newest, of which it knows least. SQLite, which has none, counts up to a bound.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import connections

from cases.queries.public.engine.conditions import Condition
from cases.queries.public.engine.holds import LOOKED_UP, TABLE, VECTOR
from cases.queries.public.shelves import alias


def entries() -> float:
    """How many there are."""
    return planned("true")


def of_kind(kind: str) -> float:
    """How many are of one kind."""
    return planned("kind = %s", kind)


def holding(condition: Condition) -> float:
    """How many hold what is asked."""
    return planned(f"{VECTOR} @@ %s::tsquery", condition.postgresql())


def planned(condition: str, *values: str) -> float:
    """How many meet a condition."""
    with connections[alias()].cursor() as cursor:
        sql = f"EXPLAIN (FORMAT JSON) SELECT FROM {TABLE} WHERE {condition}"  # names of ours
        cursor.execute(sql, values)
        ((plan,),) = cursor.fetchone()
    return float(plan["Plan"]["Plan Rows"])


def are_held(condition: Condition, count: int) -> bool:
    """Whether so many entries hold what is asked, as the words of SQLite tell."""
    held = f"SELECT 1 FROM {LOOKED_UP} WHERE {LOOKED_UP} MATCH %s LIMIT 1 OFFSET %s"  # noqa: S608 -- names of ours
    with connections[alias()].cursor() as cursor:
        cursor.execute(held, [condition.sqlite(), count - 1])
        return cursor.fetchone() is not None


def newest(most: int) -> Mapping[date, int]:
    """How many of so many of the newest are of each day; of the first day perhaps not all."""
    days = f'SELECT "on" FROM {TABLE} ORDER BY "on" DESC, id DESC LIMIT %s'  # noqa: S608 -- names of ours
    with connections[alias()].cursor() as cursor:
        cursor.execute(f'SELECT "on", count(*) FROM ({days}) AS told GROUP BY 1', [most])  # noqa: S608
        return dict(cursor.fetchall())
