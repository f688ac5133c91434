"""One table as Apache Parquet; the only room that knows pyarrow, and imported only to write."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from cases.adapters.dumps.base import json_text
from cases.domain.open_data import Column, Part, Table

# A row group is closed at so many rows or so many letters, whichever comes first.
MOST_ROWS, MOST_LETTERS = 20_000, 8_000_000
TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
    "json": pa.string(),
}


def as_parquet(table: Table | Part, rows: Iterable[tuple[Any, ...]], path: Path) -> None:
    """Days as days, instants in UTC, JSON as text; what a column means stands with it."""
    schema = pa.schema(list(map(_field, table.columns)))
    kinds = [column.kind for column in table.columns]
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        waiting: list[list[Any]] = [[] for _kind in kinds]
        letters = 0
        for row in rows:
            for column, kind, value in zip(waiting, kinds, row, strict=True):
                told = _told(kind, value)
                letters += len(told) if isinstance(told, str) else 8
                column.append(told)
            if len(waiting[0]) >= MOST_ROWS or letters >= MOST_LETTERS:
                writer.write_table(_group(waiting, schema))
                waiting, letters = [[] for _kind in kinds], 0
        writer.write_table(_group(waiting, schema))


def _field(column: Column) -> pa.Field:
    told = {"description": column.told("id"), "description:en": column.told("en")}
    return pa.field(column.name, TYPES[column.kind], column.is_optional, told)


def _group(columns: list[list[Any]], schema: pa.Schema) -> pa.Table:
    arrays = [
        pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _told(kind: str, value: Any) -> Any:
    if value is None:
        return None
    if kind == "date":
        return date.fromisoformat(value)
    if kind == "datetime":
        return datetime.fromisoformat(value)
    return json_text(value) if kind == "json" else value
