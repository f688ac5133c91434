"""The rows of one instant, while everybody goes on writing, and how they come back.

SQLite: its own backup, which copies one instant of the base. PostgreSQL: one transaction that
sees one instant (REPEATABLE READ), and a COPY of each table; no program besides the driver.
"""

from __future__ import annotations

import gzip
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

ALIAS = "snapshot"
SQLITE = "sidang.sqlite3"
BLOCK = 1024 * 1024
# Who is signed in is no record: nobody is, after a restore. The cache may be lost.
LEFT_OUT = ("django_session", "usersessions_usersession", "cases_cacheentry")

Opened = Callable[[str], IO[bytes]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One instant of the base: queries read it under ``ALIAS`` while it lasts.

    ``counts``: rows by table. ``sequences``: the last number that each sequence gave, by table.
    ``columns``: the columns of each table in the order of its part. SQLite knows neither.
    """

    engine: str
    parts: list[Path]
    counts: Mapping[str, int]
    sequences: Mapping[str, int]
    columns: Mapping[str, list[str]]


@contextmanager
def snapshot(work: Path) -> Iterator[Snapshot]:
    """Write the rows of this instant to files in ``work``."""
    with {"sqlite": _of_sqlite, "postgresql": _of_postgresql}[connection.vendor](work) as taken:
        yield taken


def load(manifest: Mapping[str, Any], open_part: Opened, work: Path) -> dict[str, int]:
    """Put the rows of a backup in the place of those that are there; counts by table.

    On PostgreSQL the tables have to be there in the shape of the backup.
    """
    if connection.vendor == "sqlite":
        return _into_sqlite(open_part, work)
    return _into_postgresql(manifest, open_part)


@contextmanager
def _of_sqlite(work: Path) -> Iterator[Snapshot]:
    file = work / SQLITE
    base = connection.copy()
    with sqlite3.connect(file) as copy:
        base.ensure_connection()
        base.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    base.close()
    copy.close()
    reading = connection.copy(ALIAS)
    reading.settings_dict = {**connection.settings_dict, "NAME": str(file), "OPTIONS": {}}
    with _known_as(reading), reading.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete=ON")
        for table in LEFT_OUT:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 -- our own names
        yield Snapshot("sqlite", [file], _counts(reading), {}, {})


@contextmanager
def _of_postgresql(work: Path) -> Iterator[Snapshot]:
    reading = connection.copy(ALIAS)
    with _known_as(reading), transaction.atomic(using=ALIAS), reading.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        columns = {table: _columns(cursor, table) for table in _tables(reading)}
        parts, counts, sequences = [], {}, {}
        for table, names in columns.items():
            part = work / f"{table}.copy.gz"
            counts[table] = _copied_out(cursor, table, names, part)
            parts.append(part)
            if (last := _last_given(cursor, table)) is not None:
                sequences[table] = last
        yield Snapshot("postgresql", parts, counts, sequences, columns)


def _copied_out(cursor: Any, table: str, columns: list[str], part: Path) -> int:
    """The rows of a table, one a line; how many."""
    rows = 0
    order = f"COPY {_quoted(table)} ({_list(columns)}) TO STDOUT"
    with gzip.open(part, "wb", compresslevel=3) as file, cursor.copy(order) as lines:
        for block in lines:
            file.write(block)
            rows += bytes(block).count(b"\n")
    return rows


def _into_sqlite(open_part: Opened, work: Path) -> dict[str, int]:
    file = work / SQLITE
    with open_part(f"database/{SQLITE}") as source, file.open("wb") as target:
        shutil.copyfileobj(source, target, BLOCK)
    connection.ensure_connection()
    with sqlite3.connect(file) as copy:
        copy.backup(connection.connection)
    copy.close()
    return _counts(connection)


def _into_postgresql(manifest: Mapping[str, Any], open_part: Opened) -> dict[str, int]:
    """All tables in one transaction: a fault leaves what was there."""
    columns: Mapping[str, list[str]] = manifest["columns"]
    with transaction.atomic(), connection.cursor() as cursor:
        every = [_quoted(table) for table in _tables(connection, also=LEFT_OUT)]
        for table in every:  # the guards of the record would refuse what was recorded
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {', '.join(every)}")
        for table, names in columns.items():
            with open_part(f"database/{table}.copy.gz") as part:
                _copied_in(cursor, table, names, part)
        for table, last in manifest["sequences"].items():
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, last])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # every reference is looked up
        for table in every:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    return _counts(connection)


def _copied_in(cursor: Any, table: str, columns: list[str], part: IO[bytes]) -> None:
    order = f"COPY {_quoted(table)} ({_list(columns)}) FROM STDIN"
    with gzip.open(part) as rows, cursor.copy(order) as lines:
        while block := rows.read(BLOCK):
            lines.write(block)


@contextmanager
def _known_as(reading: BaseDatabaseWrapper) -> Iterator[None]:
    connections[ALIAS] = reading
    try:
        yield
    finally:
        reading.close()
        del connections[ALIAS]


def _tables(base: BaseDatabaseWrapper, *, also: tuple[str, ...] = ()) -> list[str]:
    left_out = set(LEFT_OUT) - set(also)
    return sorted(set(base.introspection.table_names()) - left_out)


def _counts(base: BaseDatabaseWrapper) -> dict[str, int]:
    counts = {}
    with base.cursor() as cursor:
        for table in _tables(base):
            cursor.execute(f"SELECT count(*) FROM {_quoted(table)}")  # noqa: S608 -- our own
            counts[table] = int(cursor.fetchone()[0])
    return counts


def _columns(cursor: Any, table: str) -> list[str]:
    """The columns that are told; what the base computes from them it computes again."""
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 "
        "AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
        [_quoted(table)],
    )
    return [name for (name,) in cursor.fetchall()]


def _last_given(cursor: Any, table: str) -> int | None:
    """The last number of a table's sequence; None where there is none, or it gave nothing."""
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attname = 'id'",
        [_quoted(table)],
    )
    if cursor.fetchone() is None:
        return None
    cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
    (sequence,) = cursor.fetchone()
    if sequence is None:
        return None
    cursor.execute(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608 -- the base's
    last, has_given = cursor.fetchone()
    return int(last) if has_given else None


def _list(columns: list[str]) -> str:
    return ", ".join(map(_quoted, columns))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
