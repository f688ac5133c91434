"""What an export turned out to be: its tables, its files, what is new in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.domain.errors import CaseError


class NotAnExport(CaseError):
    """The folder that is to be replaced holds something else."""

    code = "not_an_export"


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """One file; ``table`` is empty for what tells of all tables together."""

    name: str
    form: str  # csv | jsonl | parquet | sqlite | json | md | txt
    table: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Change:
    """How many rows of a table are new, different, or gone since the export before."""

    table: str
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class Export:
    """An export; ``rows`` are the counts by table, ``previous_at`` None: there was none."""

    made_at: datetime
    licence: str
    rows: tuple[tuple[str, int], ...]
    files: tuple[ExportedFile, ...]
    previous_at: datetime | None
    changes: tuple[Change, ...]
