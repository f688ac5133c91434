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
PORTION = 250
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
            lists = {table.name: _places(table, "json") for table in EVERY}
            for name, values in rows:
                waiting[name].append(_kept(values, lists[name]))
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

    def read(self, table: Table | Part, *, is_parsed: bool) -> Iterator[Values]:
        """The rows of a table in the order of its key, truth as it was; JSON as text, unless
        it ``is_parsed``.
        """
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        order = ", ".join(f'"{name}"' for name in table.key)
        asked = f'SELECT {names} FROM "{table.name}" ORDER BY {order}'  # noqa: S608 -- our own names
        truths = _places(table, "boolean")
        lists = _places(table, "json") if is_parsed else ()
        with closing(self._opened()) as base:
            for values in base.execute(asked):
                row = list(values)
                for place in truths:
                    row[place] = None if row[place] is None else bool(row[place])
                for place in lists:
                    row[place] = None if row[place] is None else json.loads(row[place])
                yield tuple(row)

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


def _places(table: Table | Part, kind: str) -> tuple[int, ...]:
    """Where the columns of that kind stand."""
    return tuple(no for no, column in enumerate(table.columns) if column.kind == kind)


def _kept(values: Values, lists: tuple[int, ...]) -> Values:
    row = list(values)
    for place in lists:
        row[place] = None if row[place] is None else json_text(row[place])
    return tuple(row)


def json_text(value: dict[str, Any] | Sequence[Any]) -> str:
    """A list or an object as text, always the same for the same."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
