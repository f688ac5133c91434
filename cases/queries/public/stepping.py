"""The values that stand in a table, each once: an index is stepped through and not read.

Neither base does so by itself (a loose index scan): to tell a dozen commissions apart both read
all disputes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.db.models import Model

from cases.queries.public.shelves import alias

Row = tuple[Any, ...]


def distinct(model: type[Model], *columns: str, beside: str = "") -> list[Row]:
    """Every combination of these columns, as the base orders them, and with each what stands
    ``beside`` it in one of its rows. The columns begin an index in this order; None is no
    value. One query.
    """
    table = model._meta.db_table  # noqa: SLF001 -- Django's documented door
    listed, told = ", ".join(columns), ", ".join(f"told.{one}" for one in columns)
    is_there = f"told.{columns[0]} IS NOT NULL"
    begin = _each(columns, _first(table, columns, f"{columns[0]} IS NOT NULL"))
    step = _each(columns, _next(table, columns))
    seen = f", {_beside(table, columns, beside)}" if beside else ""
    query = (
        f"WITH RECURSIVE told ({listed}) AS "  # noqa: S608 -- names of ours
        f"(SELECT {begin} UNION ALL SELECT {step} FROM told WHERE {is_there}) "
        f"SELECT {told}{seen} FROM told WHERE {is_there}"
    )
    with connections[alias()].cursor() as cursor:
        cursor.execute(query)
        found: list[Row] = cursor.fetchall()
    return found


def _each(columns: Sequence[str], row: str) -> str:
    """The columns of one row, each as a query of its own: in SQLite no other looks back."""
    return ", ".join(f"(SELECT {one} FROM ({row}) AS found)" for one in columns)  # noqa: S608 -- names of ours


def _first(table: str, columns: Sequence[str], condition: str) -> str:
    listed = ", ".join(columns)
    return f"SELECT {listed} FROM {table} WHERE {condition} ORDER BY {listed} LIMIT 1"  # noqa: S608 -- names of ours


def _next(table: str, columns: Sequence[str]) -> str:
    """The row with the next value of the last column, else of one before it. Compared as a pair
    SQLite would read all that have the same first.
    """
    nearest = " UNION ALL ".join(
        f"SELECT * FROM ({_first(table, columns, condition)}) AS of_{one}"  # noqa: S608 -- names of ours
        for at, one in enumerate(columns)
        if (condition := f"{_alike(columns[:at])}{one} > told.{one}")
    )
    return _first(f"({nearest}) AS nearest", columns, "TRUE")


def _beside(table: str, columns: Sequence[str], beside: str) -> str:
    """What stands in the first row from there on, which is one of its own. Asked for equals,
    PostgreSQL reads the table where it believes that nearly every row is one.
    """
    *others, last = columns
    condition = f"{_alike(others)}{last} >= told.{last}"
    listed = ", ".join(columns)
    return f"(SELECT {beside} FROM {table} WHERE {condition} ORDER BY {listed} LIMIT 1)"  # noqa: S608 -- names of ours


def _alike(columns: Sequence[str]) -> str:
    return "".join(f"{one} = told.{one} AND " for one in columns)
