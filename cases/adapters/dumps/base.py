"""The open data in one SQLite file, which the other forms are read from."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from cases.domain.open_data import EVERY, Column, Part, Table

SQLITE = "sidang-terbuka.sqlite"
PORTION = 1000
TYPES = {"integer": "INTEGER", "boolean": "INTEGER"}  # everything else is TEXT
Values = tuple[Any, ...]


class Base:
    """One file: filled once, then read table by table."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def fill(self, rows: Iterable[tuple[str, Values]]) -> None:
        """Write every row into its table, and beside them what the columns mean."""
        with closing(sqlite3.connect(self.path)) as base:
            # Nobody reads it before it is whole; a broken one is thrown away.
            base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
            for table in EVERY:
                base.execute(_created(table))
            base.execute("CREATE TABLE _columns (table_name, name, type, id, en)")
            base.executemany("INSERT INTO _columns VALUES (?, ?, ?, ?, ?)", _described())
            waiting: dict[str, list[Values]] = {table.name: [] for table in EVERY}
            for name, values in rows:
                waiting[name].append(tuple(map(_kept, values)))
                if len(waiting[name]) >= PORTION:
                    _insert(base, name, waiting[name])
            for name, left in waiting.items():
                _insert(base, name, left)
            base.commit()

    def count(self, table: Table | Part) -> int:
        """How many rows a table has."""
        with closing(self._opened()) as base:
            found = base.execute(f'SELECT count(*) FROM "{table.name}"')  # noqa: S608 -- our own name
            return int(found.fetchone()[0])

    def read(self, table: Table | Part) -> Iterator[Values]:
        """The rows of a table in the order of its key; truth and JSON as they were."""
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        order = ", ".join(f'"{name}"' for name in table.key)
        asked = f'SELECT {names} FROM "{table.name}" ORDER BY {order}'  # noqa: S608 -- our own names
        kinds = [column.kind for column in table.columns]
        with closing(self._opened()) as base:
            for values in base.execute(asked):
                yield tuple(map(_restored, kinds, values))

    def _opened(self) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)


def _created(table: Table | Part) -> str:
    columns = ", ".join(map(_declared, table.columns))
    key = ", ".join(f'"{name}"' for name in table.key)
    return f'CREATE TABLE "{table.name}" ({columns}, PRIMARY KEY ({key}))'


def _declared(column: Column) -> str:
    needed = "" if column.is_optional else " NOT NULL"
    return f'"{column.name}" {TYPES.get(column.kind, "TEXT")}{needed}'


def _described() -> Iterator[tuple[str, ...]]:
    for table in EVERY:
        for one in table.columns:
            yield table.name, one.name, one.kind, one.told("id"), one.told("en")


def _insert(base: sqlite3.Connection, name: str, rows: list[Values]) -> None:
    if rows:
        places = ", ".join("?" * len(rows[0]))
        base.executemany(f'INSERT INTO "{name}" VALUES ({places})', rows)  # noqa: S608 -- our own name
        rows.clear()


def _kept(value: Any) -> Any:
    if isinstance(value, dict | list | tuple):
        return json_text(value)
    return value


def _restored(kind: str, value: Any) -> Any:
    if value is None:
        return None
    if kind == "boolean":
        return bool(value)
    return json.loads(value) if kind == "json" else value


def json_text(value: dict[str, Any] | Sequence[Any]) -> str:
    """A list or an object as text, always the same for the same."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
