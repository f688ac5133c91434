"""What is new, different and gone since the export before."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from cases.adapters.dumps.base import EVERY
from cases.domain.open_data import Change, Part, Table

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
            change for table in EVERY if (change := _compared(base, table, writer)) is not None
        )


def _compared(base: sqlite3.Connection, table: Table | Part, writer: object) -> Change | None:
    known = {
        name for _no, name, *_rest in base.execute(f'PRAGMA old.table_info("{table.name}")')
    }
    if not known.issuperset(table.key):
        return None
    counts = dict.fromkeys((ADDED, CHANGED, REMOVED), 0)
    for kind, asked in _questions(table, known):
        told = table.key[:1] if kind == REMOVED else table.key
        for row in base.execute(asked):
            counts[kind] += 1
            key = "/".join(map(str, row[: len(told)]))
            writer.writerow((table.name, kind, key))  # type: ignore[attr-defined]
    return Change(table.name, counts[ADDED], counts[CHANGED], counts[REMOVED])


def _questions(table: Table | Part, known: set[str]) -> Iterator[tuple[str, str]]:
    same_key = " AND ".join(f'a."{name}" = b."{name}"' for name in table.key)
    keys = ", ".join(f'a."{name}"' for name in table.key)
    others = [
        one.name for one in table.columns if one.name in known and one.name not in table.key
    ]
    differs = " OR ".join(f'a."{name}" IS NOT b."{name}"' for name in others) or "0"
    new, old = f'main."{table.name}"', f'old."{table.name}"'
    gone = f"NOT EXISTS (SELECT 1 FROM {{}} b WHERE {same_key})"  # noqa: S608 -- our own names
    yield ADDED, f"SELECT {keys} FROM {new} a WHERE {gone.format(old)} ORDER BY {keys}"  # noqa: S608
    yield (
        CHANGED,
        f"SELECT {keys} FROM {new} a JOIN {old} b ON {same_key} WHERE {differs} ORDER BY {keys}",  # noqa: S608
    )
    yield REMOVED, f"SELECT {keys} FROM {old} a WHERE {gone.format(new)} ORDER BY {keys}"  # noqa: S608
