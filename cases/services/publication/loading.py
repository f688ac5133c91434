"""Many new rows of the shelf at once, for measuring how it serves when it is large.

Nothing is compared and nothing stands in the record, so ``shelf verify`` calls such rows
foreign and ``shelf rebuild`` takes them away.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from itertools import chain, islice
from typing import Any

from django.db import connection, transaction
from django.db.models import JSONField

from cases.domain.publication.counts import Key, counted
from cases.domain.publication.rows import Row
from cases.services.publication import counting
from cases.services.publication.shelf import columns_of
from cases.services.publication.tables import TABLES, Table

TOGETHER = 1_000  # disputes written in one transaction


def load(disputes: Iterable[list[Row]], *, now: datetime) -> int:
    """Write the rows of each dispute, its index among them; how many disputes there were."""
    told, count, keys = iter(disputes), 0, Counter[Key]()
    with _without_index():
        while portion := list(islice(told, TOGETHER)):
            rows = _by_type(chain.from_iterable(portion))
            with transaction.atomic():
                _write(rows, now)
            keys.update(counted(rows))
            count += len(portion)
    counting.add(keys)
    _analyze()
    return count


def _by_type(rows: Iterable[Row]) -> dict[type[Any], list[dict[str, Any]]]:
    by_type: dict[type[Any], list[dict[str, Any]]] = {}
    for row in rows:
        by_type.setdefault(type(row), []).append(columns_of(row))
    return by_type


def _write(rows: Mapping[type[Any], list[dict[str, Any]]], now: datetime) -> None:
    for table in TABLES:
        if found := rows.get(table.row):
            _put(table, found, now)


def _put(table: Table, rows: list[dict[str, Any]], now: datetime) -> None:
    stamp = {"shelved_at": now} if table.has_version else {}
    told = [row | stamp for row in rows]
    meta = table.model._meta  # noqa: SLF001 -- Django's documented door
    names = {name: meta.get_field(name).column for name in told[0]}  # type: ignore[union-attr]
    json_in = {name for name in names if isinstance(meta.get_field(name), JSONField)}
    values = (_values(one, json_in) for one in told)
    columns = ", ".join(f'"{column}"' for column in names.values())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {meta.db_table} ({columns}) FROM STDIN") as copy:
                for one in values:
                    copy.write_row(one)
        else:
            places = ", ".join(["%s"] * len(names))
            statement = f"INSERT INTO {meta.db_table} ({columns}) VALUES ({places})"  # noqa: S608 -- names of ours
            cursor.executemany(statement, list(values))


def _values(told: Mapping[str, Any], json_in: set[str]) -> tuple[Any, ...]:
    return tuple(
        None if value is None else json.dumps(value) if name in json_in else _plain(value)
        for name, value in told.items()
    )


def _plain(value: Any) -> Any:
    if connection.vendor == "sqlite" and isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return str(value) if isinstance(value, date) else value


@contextmanager
def _without_index() -> Iterator[None]:
    """On PostgreSQL the index of the words is made after the rows, which costs far less; not
    within a transaction, whose rows still wait to be checked.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    found = "SELECT indexdef FROM pg_indexes WHERE indexname = 'public_entry_vector'"
    with connection.cursor() as cursor:
        cursor.execute(found)
        (definition,) = cursor.fetchone()
        cursor.execute("DROP INDEX public_entry_vector")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '1GB'")
            cursor.execute(definition)


def _analyze() -> None:
    """Tell the planner how much there is now."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
