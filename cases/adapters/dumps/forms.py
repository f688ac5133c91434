"""One table as CSV and as JSON Lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cases.domain.open_data import Part, Table

Rows = Iterable[tuple[Any, ...]]
TRUTH = {True: "true", False: "false"}


def as_csv(table: Table | Part, rows: Rows, path: Path) -> None:
    """UTF-8, RFC 4180, a head; truth as ``true`` and ``false``, nothing as empty; JSON is text
    in ``rows`` already.

    Words stand as they are, also those that a spreadsheet would take for a formula: a copy that
    is to be the same as the record may not mend it.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(column.name for column in table.columns)
        writer.writerows(map(_cells, rows))


def as_jsonl(table: Table | Part, rows: Rows, path: Path) -> None:
    """One object a line; JSON is parsed in ``rows``."""
    names = [column.name for column in table.columns]
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            told = dict(zip(names, row, strict=True))
            file.write(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n")


def _cells(row: tuple[Any, ...]) -> list[Any]:
    return [TRUTH[value] if value.__class__ is bool else value for value in row]
