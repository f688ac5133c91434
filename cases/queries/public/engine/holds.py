"""The condition of a query that an entry holds what was asked, as each base understands it."""

from __future__ import annotations

import json
from collections.abc import Collection
from operator import methodcaller
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func
from django.db.models.sql.compiler import SQLCompiler

from cases.models import PublicEntry
from cases.queries.public.engine.conditions import Condition
from cases.queries.public.engine.written import Later, param

TABLE = PublicEntry._meta.db_table  # noqa: SLF001 -- Django's documented door
LOOKED_UP = f"{TABLE}_words"  # SQLite's full-text table, whose rows are numbered as the entries
Pairs = Collection[tuple[str, int]]
VECTOR = "vector"  # the column that PostgreSQL keeps beside the words


class Holds(Func):
    """Whether an entry holds what is asked."""

    output_field = BooleanField()
    arity = 1

    def __init__(self, entry: Any, condition: Condition | Later) -> None:
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
            asked = param(self.condition, methodcaller("sqlite"))
            return self.on_sqlite(entry), (*values, asked)
        table, _dot, _column = entry.rpartition(".")
        asked = param(self.condition, methodcaller("postgresql"))
        return self.on_postgresql(f"{table}.{VECTOR}"), (asked,)

    @staticmethod
    def on_sqlite(entry: str) -> str:
        """As a list of entries that are fetched one after another."""
        return f"{entry} IN (SELECT rowid FROM {LOOKED_UP} WHERE {LOOKED_UP} MATCH %s)"  # noqa: S608 -- names of ours

    @staticmethod
    def on_postgresql(vector: str) -> str:
        """As an index answers it."""
        return f"{vector} @@ %s::tsquery"


class HoldsToo(Holds):
    """The same of an entry that stands beside another, and is found by its dispute."""

    @staticmethod
    def on_sqlite(entry: str) -> str:
        """As a list in which it is looked for; SQLite goes through it for each otherwise."""
        return Holds.on_sqlite(f"+{entry}")


class Shows(HoldsToo):
    """The same, seen on the entry itself: no index of PostgreSQL answers a function."""

    @staticmethod
    def on_postgresql(vector: str) -> str:
        """As no index answers it."""
        return f"ts_match_vq({vector}, %s::tsquery)"


class Gathered(Func):
    """A column of entries that words have found: no index of PostgreSQL has its order or its
    values, so these are never read one by one, nor looked up besides.
    """

    arity = 1

    def as_sql(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        *_args: Any,
        **_context: Any,
    ) -> tuple[str, tuple[Any, ...]]:
        """The column itself, on PostgreSQL as an expression."""
        column, values = compiler.compile(self.source_expressions[0])
        is_plain = connection.vendor == "sqlite"
        return (column if is_plain else f"COALESCE({column})"), tuple(values)


class Among(Func):
    """Whether a column of codes is one of many, told in one parameter: thousands of them cost
    more to bind than to look up.
    """

    output_field = BooleanField()
    arity = 1

    def __init__(self, column: Any, codes: Collection[str] | Later) -> None:
        super().__init__(column)
        self.codes = codes

    def as_sql(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        *_args: Any,
        **_context: Any,
    ) -> tuple[str, tuple[Any, ...]]:
        """A list of JSON to SQLite, one text to PostgreSQL, which divides it at once."""
        column, values = compiler.compile(self.source_expressions[0])
        if connection.vendor == "sqlite":
            listed = "SELECT value FROM json_each(%s)"
            return f"{column} IN ({listed})", (*values, param(self.codes, _json))
        told = param(self.codes, ",".join)
        return f"{column} = ANY(string_to_array(%s, ','))", (*values, told)


class AmongPlaces(Func):
    """Whether a code and a number beside it are one of many pairs, told in few parameters: a
    condition for each pair costs more to write and to plan than to look up.
    """

    output_field = BooleanField()
    arity = 2

    def __init__(self, code: Any, number: Any, pairs: Pairs | Later) -> None:
        super().__init__(code, number)
        self.pairs = pairs

    def as_sql(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        *_args: Any,
        **_context: Any,
    ) -> tuple[str, tuple[Any, ...]]:
        """A list of JSON to SQLite, two texts to PostgreSQL."""
        told = [compiler.compile(one) for one in self.source_expressions]
        columns = ", ".join(column for column, _values in told)
        values = tuple(value for _column, values in told for value in values)
        if connection.vendor == "sqlite":
            pair = "json_extract(value, '$[0]'), json_extract(value, '$[1]')"
            listed = f"SELECT {pair} FROM json_each(%s)"  # noqa: S608 -- nothing of outside
            return f"({columns}) IN ({listed})", (*values, param(self.pairs, _json))
        codes, numbers = (param(self.pairs, make) for make in (_codes, _numbers))
        pair = "string_to_array(%s, ','), string_to_array(%s, ',')::integer[]"
        listed = f"SELECT * FROM unnest({pair})"  # noqa: S608 -- nothing of outside
        return f"({columns}) IN ({listed})", (*values, codes, numbers)


def among(column: str, codes: Collection[str] | Later) -> Among:
    """Of a query: those whose ``column`` is one of these codes, in which no comma stands."""
    return Among(F(column), codes)


def among_places(code: str, number: str, pairs: Pairs | Later) -> AmongPlaces:
    """Of a query: those whose ``code`` and ``number`` are one of these pairs; one at least."""
    return AmongPlaces(F(code), F(number), pairs)


def holds(condition: Condition | Later, entry: str = "pk") -> Holds:
    """Of a query over entries: those that hold what is asked."""
    return Holds(F(entry), condition)


def holds_too(condition: Condition | Later, entry: str = "pk") -> HoldsToo:
    """Of a query over entries beside others: those that hold what is asked."""
    return HoldsToo(F(entry), condition)


def shows(condition: Condition | Later, entry: str = "pk") -> Shows:
    """Of a query over entries that other conditions find: those that show what is asked."""
    return Shows(F(entry), condition)


def gathered(column: str) -> Gathered:
    """Of a query whose words find the entries: a column to order or to compare them by."""
    return Gathered(F(column))


def _json(values: Collection[Any]) -> str:
    return json.dumps(list(values))


def _codes(pairs: Pairs) -> str:
    return ",".join(code for code, _number in pairs)


def _numbers(pairs: Pairs) -> str:
    return ",".join(str(number) for _code, number in pairs)
