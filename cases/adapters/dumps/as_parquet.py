"""One table as Apache Parquet; the only room that knows pyarrow, and imported only to write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from cases.domain.open_data import Column, Part, Table

# A row group is closed at so many rows or so many letters, whichever comes first.
MOST_ROWS, MOST_LETTERS = 20_000, 4_000_000
READ = {"date": date.fromisoformat, "datetime": datetime.fromisoformat}
TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
    "json": pa.string(),
}


def as_parquet(table: Table | Part, rows: Iterable[tuple[Any, ...]], path: Path) -> None:
    """Days as days, instants in UTC, JSON as the text that it is in ``rows``; what a column
    means stands with it.
    """
    schema = pa.schema(list(map(_field, table.columns)))
    kinds = [column.kind for column in table.columns]
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        waiting: list[tuple[Any, ...]] = []
        letters = 0
        for row in rows:
            waiting.append(row)
            letters += sum(len(value) for value in row if value.__class__ is str)
            if len(waiting) >= MOST_ROWS or letters >= MOST_LETTERS:
                writer.write_table(_group(waiting, kinds, schema))
                waiting, letters = [], 0
        writer.write_table(_group(waiting, kinds, schema))


def _field(column: Column) -> pa.Field:
    told = {"description": column.told("id"), "description:en": column.told("en")}
    return pa.field(column.name, TYPES[column.kind], column.is_optional, told)


def _group(rows: list[tuple[Any, ...]], kinds: list[str], schema: pa.Schema) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else [()] * len(kinds)
    arrays = [
        pa.array(_told(kind, column), field.type)
        for kind, column, field in zip(kinds, columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _told(kind: str, column: Sequence[Any]) -> Sequence[Any]:
    read = READ.get(kind)
    return [value and read(value) for value in column] if read else column
