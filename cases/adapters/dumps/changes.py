"""What is new, different and gone since the export before."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from cases.domain.open_data import EVERY, Change, Part, Table

ADDED, CHANGED, REMOVED = "added", "changed", "removed"


def compare(before: Path, now: Path, list_to: Path) -> tuple[Change, ...]:
    """The counts of each table; every row concerned is listed in a CSV file.

    Tables and columns that the export before did not have are not compared. Of what is gone
    only the first column of its key is told, which is a code and says nothing by itself.
    """
    with (
        closing(sqlite3.connect(f"file:{now}?mode=ro", uri=True)) as base,
        list_to.open("w", encoding="utf-8", newline="") as file,
    ):
        base.execute("ATTACH ? AS old", [f"file:{before}?mode=ro"])
        writer = csv.writer(file)
        writer.writerow(("table", "change", "key"))
        return tuple(
            change
            for table in EVERY
            if (change := _compared(base, table, writer.writerow)) is not None
        )


def _compared(
    base: sqlite3.Connection, table: Table | Part, listed: Callable[[Sequence[str]], object]
) -> Change | None:
    described = base.execute(f'PRAGMA old.table_info("{table.name}")')
    known = {name for _no, name, *_rest in described}
    if not known.issuperset(table.key):
        return None
    counts = dict.fromkeys((ADDED, CHANGED, REMOVED), 0)
    for kind, asked in _questions(table, known):
        told = table.key[:1] if kind == REMOVED else table.key
        for row in base.execute(asked):
            counts[kind] += 1
            listed((table.name, kind, "/".join(map(str, row[: len(told)]))))
    return Change(table.name, counts[ADDED], counts[CHANGED], counts[REMOVED])


def _questions(table: Table | Part, known: set[str]) -> Iterator[tuple[str, str]]:
    """The kinds of change, each with what finds the keys of its rows."""
    same = " AND ".join(f'a."{name}" = b."{name}"' for name in table.key)
    keys = ", ".join(f'a."{name}"' for name in table.key)
    others = [
        one.name for one in table.columns if one.name in known and one.name not in table.key
    ]
    differs = " OR ".join(f'a."{name}" IS NOT b."{name}"' for name in others) or "0"
    new, old = f'main."{table.name}"', f'old."{table.name}"'
    both = f"{new} a JOIN {old} b ON {same}"
    yield ADDED, _only_in(new, old, keys, same)
    # Only names of our own tables and columns stand in these.
    yield CHANGED, f"SELECT {keys} FROM {both} WHERE {differs} ORDER BY {keys}"  # noqa: S608
    yield REMOVED, _only_in(old, new, keys, same)


def _only_in(here: str, there: str, keys: str, same: str) -> str:
    missing = f"NOT EXISTS (SELECT 1 FROM {there} b WHERE {same})"  # noqa: S608
    return f"SELECT {keys} FROM {here} a WHERE {missing} ORDER BY {keys}"  # noqa: S608
