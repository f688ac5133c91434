"""Queries whose text is written once, and asked again and again with other values.

To write a query costs the framework as much as the base takes for an easy one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet, Value

from cases.queries.public.shelves import alias

Row = tuple[Any, ...]
Found = TypeVar("Found", bound=Model)


@dataclass(frozen=True, slots=True)
class Later:
    """The place of a value that is told when the query is asked; places count from nought."""

    place: int


@dataclass(frozen=True, slots=True)
class Made:
    """A parameter of a query that is made of a value told later."""

    place: int
    make: Callable[[Any], Any]


def param(value: Any, make: Callable[[Any], Any]) -> Any:
    """The parameter made of a value, now or when that is told."""
    return Made(value.place, make) if isinstance(value, Later) else make(value)


def later(place: int, kind: Callable[[Any], Any] = str) -> Value:
    """A text, or a value of that kind, that is told when the query is asked, as the framework
    compares with it.
    """
    return Value(Made(place, kind))


class Written:
    """A query in the tongue of the base, with places for values; of no connection."""

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        compiler = rows.query.get_compiler(using=alias())
        self._sql, self._params = compiler.as_sql()
        columns = [column for column, _sql, _name in compiler.select]
        self._converters = list(compiler.get_converters(columns).items())
        self._fields: list[Any] = [getattr(column, "target", None) for column in columns]

    def rows(self, *values: Any) -> list[Row]:
        """What it finds with these values in its places. One query."""
        connection = connections[alias()]
        params = [
            one.make(values[one.place]) if isinstance(one, Made) else one
            for one in self._params
        ]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, params)
            found: list[Row] = cursor.fetchall()
        return self._read(found, connection) if self._converters else found

    def objects(self, model: type[Found], rows: Iterable[Row]) -> list[Found]:
        """The objects of a model whose columns stand side by side in these rows."""
        places = [at for at, field in enumerate(self._fields) if field and field.model is model]
        start, end = places[0], places[-1] + 1
        names, base = frozenset(self._fields[at].attname for at in places), alias()
        return [model.from_db(base, names, row[start:end]) for row in rows]

    def _read(self, found: list[Row], connection: Any) -> list[Row]:
        told = [list(row) for row in found]
        for at, (converters, column) in self._converters:
            for row in told:
                for convert in converters:
                    row[at] = convert(row[at], column, connection)
        return [tuple(row) for row in told]
