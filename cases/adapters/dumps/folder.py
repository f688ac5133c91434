"""A whole export in one folder: every form of every table, and what tells of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from cases.adapters import files
from cases.adapters.dumps import forms, package
from cases.adapters.dumps.base import SQLITE, Base
from cases.adapters.dumps.changes import compare
from cases.domain.open_data import EVERY, Export, ExportedFile, Licence

PACKAGE, SUMS, CHANGES, LICENCE = "datapackage.json", "SHA256SUMS", "changes.csv", "LICENSE.txt"


def write(
    place: Path,
    rows: Iterable[tuple[str, tuple[Any, ...]]],
    *,
    licence: Licence,
    address: str,
    previous: tuple[Path, datetime] | None,
    now: datetime,
) -> Export:
    """Fill an empty folder. ``previous``: the SQLite file of the one before, and its time."""
    base = Base(place / SQLITE)
    base.fill(rows)
    changes = compare(previous[0], base.path, place / CHANGES) if previous else ()
    made = [_file(place, SQLITE, "sqlite")]
    if previous:
        made.append(_file(place, CHANGES, "csv"))
    for name, form, table in _tables(place, base):
        made.append(_file(place, name, form, table))
    (place / LICENCE).write_text(f"{licence.title} ({licence.name})\n{licence.path}\n", "utf-8")
    made.append(_file(place, LICENCE, "txt"))
    for language, name in package.DICTIONARIES:
        (place / name).write_text(package.dictionary(language), "utf-8")
        made.append(_file(place, name, "md"))
    export = Export(
        made_at=now,
        licence=licence.name,
        rows=tuple((table.name, base.count(table)) for table in EVERY),
        files=tuple(made),
        previous_at=previous[1] if previous else None,
        changes=changes,
    )
    (place / PACKAGE).write_text(package.package(export, licence, address=address), "utf-8")
    made.append(_file(place, PACKAGE, "json"))
    (place / SUMS).write_text(package.checksums(made), "utf-8")
    return replace(export, files=(*made, _file(place, SUMS, "txt")))


def _tables(place: Path, base: Base) -> Iterator[tuple[str, str, str]]:
    """Write each table in each form: name of the file, form, table."""
    # A hundred megabytes of library that only this work needs.
    from cases.adapters.dumps.as_parquet import as_parquet  # noqa: PLC0415

    writers = {"csv": forms.as_csv, "jsonl": forms.as_jsonl, "parquet": as_parquet}
    for table in EVERY:
        for form, written in writers.items():
            name = f"{table.name}.{form}"
            written(table, base.read(table, is_parsed=form == "jsonl"), place / name)
            yield name, form, table.name


def _file(place: Path, name: str, form: str, table: str = "") -> ExportedFile:
    told = files.print_of_path(place / name)
    return ExportedFile(name, form, table, told.size, told.sha256)


def made_at(place: Path) -> datetime:
    """When the export in a folder was made.

    Raises:
        OSError, ValueError, KeyError, TypeError: there is no export.
    """
    told = json.loads((place / PACKAGE).read_text("utf-8"))
    if told["name"] != package.NAME or not (place / SQLITE).is_file():
        raise ValueError(place)
    return datetime.fromisoformat(told["created"])
