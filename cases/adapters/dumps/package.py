"""What tells of the data: the package by its standard, the dictionary, the checksums."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cases.domain.open_data import (
    EVERY,
    TABLES,
    Column,
    Export,
    ExportedFile,
    Licence,
    Part,
    Table,
)

NAME = "sidang-terbuka"
MEDIA = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
    "json": "application/json",
    "md": "text/markdown",
    "txt": "text/plain",
}
DICTIONARIES = (("id", "KAMUS.md"), ("en", "DICTIONARY.md"))
HEADS = {
    "id": ("Kamus data", ("Kolom", "Jenis", "Arti"), "Kunci"),
    "en": ("Data dictionary", ("Column", "Type", "Meaning"), "Key"),
}
# What JSON Table Schema calls a value that is JSON.
FIELD_TYPES = {"json": "any"}


def package(export: Export, licence: Licence, *, address: str) -> str:
    """``datapackage.json``: Data Package 1 with a Table Schema for every CSV file."""
    told = {
        "profile": "data-package",
        "name": NAME,
        "title": "Sidang Terbuka: sengketa informasi publik",
        "homepage": f"{address}/data/",
        "created": export.made_at.isoformat(),
        "licenses": [{"name": licence.name, "title": licence.title, "path": licence.path}],
        "sources": [{"title": "Sidang Terbuka", "path": address}],
        "resources": [_resource(file, export) for file in export.files if _is_data(file)],
        "previous": export.previous_at.isoformat() if export.previous_at else None,
        "changes": [
            {"table": one.table, "added": one.added, "changed": one.changed,
             "removed": one.removed}
            for one in export.changes
        ],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def dictionary(language: str) -> str:
    """Every table and every column in words, as Markdown."""
    title, columns, key = HEADS[language]
    lines = [f"# {title}", ""]
    for table in EVERY:
        lines += [f"## {table.name}", "", f"{table.told(language)}.", ""]
        lines += [f"{key}: {', '.join(f'`{name}`' for name in table.key)}", ""]
        lines += [f"| {' | '.join(columns)} |", "| --- | --- | --- |"]
        lines += [
            f"| `{one.name}` | {one.kind} | {one.told(language)} |" for one in table.columns
        ]
        lines.append("")
    return "\n".join(lines)


def checksums(files: Sequence[ExportedFile]) -> str:
    """As ``sha256sum --check`` reads it."""
    return "".join(f"{one.sha256}  {one.name}\n" for one in files)


def _is_data(file: ExportedFile) -> bool:
    return file.form in {"csv", "jsonl", "parquet", "sqlite"}


def _resource(file: ExportedFile, export: Export) -> dict[str, Any]:
    stem = Path(file.name).stem
    told: dict[str, Any] = {
        "name": stem if file.form == "csv" else f"{stem}.{file.form}",
        "path": file.name,
        "format": file.form,
        "mediatype": MEDIA[file.form],
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }
    table = next((one for one in EVERY if one.name == file.table), None)
    if table is None:
        return told
    told["description"] = f"{table.told('id')}. {table.told('en')}."
    told["rows"] = dict(export.rows)[table.name]
    if file.form == "csv":
        told |= {"profile": "tabular-data-resource", "encoding": "utf-8"}
        told["schema"] = schema(table)
    return told


def schema(table: Table | Part) -> dict[str, Any]:
    """The Table Schema of one table."""
    return {
        "fields": [_field(one) for one in table.columns],
        "primaryKey": list(table.key),
        "foreignKeys": list(_foreign(table)),
        "missingValues": [""],
    }


def _field(column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": column.name,
        "type": FIELD_TYPES.get(column.kind, column.kind),
        "description": f"{column.told('id')}. {column.told('en')}.",
    }
    if column.kind in {"integer", "boolean", "date"} and not column.is_optional:
        told["constraints"] = {"required": True}
    return told


def _foreign(table: Table | Part) -> Iterator[dict[str, Any]]:
    """Columns that are the code of another table's row."""
    for parent in TABLES:
        name = f"{parent.name.removesuffix('s')}_code"
        if parent.key == ("code",) and any(one.name == name for one in table.columns):
            yield {"fields": name, "reference": {"resource": parent.name, "fields": "code"}}
