"""How many entries the planner of PostgreSQL expects: it is asked, and nothing is read."""

from __future__ import annotations

from django.db import connections

from cases.queries.public.engine.conditions import Condition
from cases.queries.public.engine.holds import TABLE, VECTOR
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
