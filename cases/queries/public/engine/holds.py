"""The condition of a query that an entry holds what was asked, as each base understands it."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func
from django.db.models.sql.compiler import SQLCompiler

from cases.models import PublicEntry
from cases.queries.public.engine.conditions import Condition

TABLE = PublicEntry._meta.db_table  # noqa: SLF001 -- Django's documented door
LOOKED_UP = f"{TABLE}_words"  # SQLite's full-text table, whose rows are numbered as the entries
VECTOR = "vector"  # the column that PostgreSQL keeps beside the words


class Holds(Func):
    """Whether an entry holds what is asked."""

    output_field = BooleanField()
    arity = 1

    def __init__(self, entry: Any, condition: Condition) -> None:
        super().__init__(entry)
        self.condition = condition

    def as_sql(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        *_args: Any,
        **_context: Any,
    ) -> tuple[str, tuple[Any, ...]]:
        """What the engine of this base is asked."""
        entry, values = compiler.compile(self.source_expressions[0])
        if connection.vendor == "sqlite":
            found = f"SELECT rowid FROM {LOOKED_UP} WHERE {LOOKED_UP} MATCH %s"  # noqa: S608 -- names of ours
            return f"{entry} IN ({found})", (*values, self.condition.sqlite())
        table, _dot, _column = entry.rpartition(".")
        return f"{table}.{VECTOR} @@ %s::tsquery", (self.condition.postgresql(),)


class Among(Func):
    """Whether a column of text is one of many values, told in one parameter: thousands of them
    cost more to bind than to look up.
    """

    output_field = BooleanField()
    arity = 1

    def __init__(self, column: Any, values: Collection[str]) -> None:
        super().__init__(column)
        self.values = list(values)

    def as_sql(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        *_args: Any,
        **_context: Any,
    ) -> tuple[str, tuple[Any, ...]]:
        """A list of JSON to SQLite, an array to PostgreSQL."""
        column, values = compiler.compile(self.source_expressions[0])
        if connection.vendor == "sqlite":
            told = json.dumps(self.values)
            listed = "SELECT value FROM json_each(%s)"
            return f"{column} IN ({listed})", (*values, told)
        return f"{column} = ANY(%s)", (*values, self.values)


def among(column: str, values: Collection[str]) -> Among:
    """Of a query: those whose ``column`` is one of ``values``."""
    return Among(F(column), values)


def holds(condition: Condition, entry: str = "pk") -> Holds:
    """Of a query over entries: those that hold what is asked."""
    return Holds(F(entry), condition)
