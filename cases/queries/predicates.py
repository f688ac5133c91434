"""What a person may see, as queries that are built and written once and asked again and again.

To build the deepest of them, and to write it in the tongue of the base, takes longer than to
answer it. What is kept is the text with its values, never what it found: who has left a house
is out from that moment, and a new day has queries of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from datetime import date
from functools import lru_cache, wraps
from typing import Any, TypeVar, TypeVarTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Model, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

from cases.models import User

More = TypeVarTuple("More")
M = TypeVar("M", bound=Model)
Text = tuple[str, tuple[Any, ...]]  # a part of a statement and its values

KEPT = 100  # queries of all kinds and people


def built_once(
    build: Callable[[User, *More], QuerySet[M]],
) -> Callable[[User, *More], QuerySet[M]]:
    """A query that depends on nothing but a person, the local day, and what else it is given.

    ``build`` is handed an account of which no more is known than what the query is kept by. Of
    what it builds there stand which rows there are, each once, and what is read of them and
    beside them; an order is given by whoever asks.
    """

    @wraps(build)
    def asked(user: User, *more: *More) -> QuerySet[M]:
        parts = _parts.get()
        if parts is not None:
            return parts.part(build, user, *more)
        today, zone = timezone.localdate(), timezone.get_current_timezone_name()
        return _built(build, user.pk, user.person_id, today, zone, *more).all()

    return asked


@lru_cache(maxsize=KEPT)
def _built(
    build: Callable[..., QuerySet[Any]],
    key: int,
    person: int | None,
    _today: date,
    _zone: str,
    *more: Any,
) -> QuerySet[Any]:
    parts = _Parts()
    token = _parts.set(parts)
    try:
        rows = build(User(pk=key, person_id=person), *more)
    finally:
        _parts.reset(token)
    keys = _keys(rows)
    return rows.none() if keys is None else _those(rows, _IsAmong(parts.texts, keys))


class _Parts:
    """The queries of this kind of which one is made.

    SQLite is told each of them once, by name, before the whole: nested they would go deeper
    than its parser follows, and be answered again at each place. PostgreSQL plans each where
    it stands.
    """

    def __init__(self) -> None:
        self.texts: dict[str, Text] = {}
        self._told: dict[tuple[Any, ...], QuerySet[Any]] = {}

    def part(
        self, build: Callable[..., QuerySet[Any]], user: User, *more: Any
    ) -> QuerySet[Any]:
        """The same rows; on SQLite by the name of their text."""
        if connection.vendor != "sqlite":
            return build(user, *more)
        if (build, *more) not in self._told:
            self._told[build, *more] = self._tell(build, build(user, *more))
        return self._told[build, *more].all()

    def _tell(self, build: Callable[..., QuerySet[Any]], rows: QuerySet[Any]) -> QuerySet[Any]:
        keys = _keys(rows)
        if keys is None:
            return rows.none()
        name = f"{build.__module__.rpartition('.')[2]}_{build.__name__}_{len(self.texts)}"
        self.texts[name] = keys
        told = RawSQL(f"SELECT row_key FROM {name}", ())  # noqa: S608, S611 -- a name of ours
        return _those(rows, pk__in=told)


_parts: ContextVar[_Parts | None] = ContextVar("parts", default=None)


def _keys(rows: QuerySet[Any]) -> Text | None:
    """The text that finds the keys of these rows; None where there can be none."""
    keys = rows.order_by().values(row_key=F("pk"))
    try:
        sql, values = keys.query.get_compiler(using=keys.db).as_sql()
    except EmptyResultSet:
        return None
    return sql, tuple(values)


def _those(rows: QuerySet[Any], *conditions: Any, **named: Any) -> QuerySet[Any]:
    """The rows of that model that meet conditions, with what is read beside them."""
    found: QuerySet[Any, Any] = rows.model._default_manager.filter(*conditions, **named)  # noqa: SLF001 -- Django's documented door
    found.query.select_related = rows.query.select_related
    columns = rows.query.values_select
    return found.values(*columns) if columns else found


class _IsAmong(Func):
    """Whether a row is among those that a text finds."""

    output_field = BooleanField()

    def __init__(self, parts: dict[str, Text], keys: Text) -> None:
        super().__init__(F("pk"))
        told = ", ".join(f"{name} AS ({text})" for name, (text, _values) in parts.items())
        self.before = f"WITH {told} " if told else ""
        self.text = keys[0]
        self.values = [value for _text, some in (*parts.values(), keys) for value in some]

    def as_sql(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,  # noqa: ARG002 -- Django's name
        *_args: Any,
        **_context: Any,
    ) -> Text:
        """Bound to the row, so that the base looks at no other one."""
        key, of_key = compiler.compile(self.source_expressions[0])
        told = f"SELECT 1 FROM ({self.text}) AS these WHERE these.row_key = {key}"  # noqa: S608 -- written by Django
        return f"EXISTS ({self.before}{told})", (*self.values, *of_key)
