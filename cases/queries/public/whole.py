"""The whole shelf, row by row, as the open data give it away; and the exports that stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from django.db.models import Model

from cases.domain.open_data import TABLES, Export, Part, Table
from cases.domain.publication import rows
from cases.domain.publication.folding import restore
from cases.models import (
    PublicAdmission,
    PublicAlias,
    PublicDecision,
    PublicDispute,
    PublicDocument,
    PublicEdition,
    PublicExport,
    PublicHearing,
    PublicHearingPlace,
    PublicLine,
    PublicParty,
    PublicQuestion,
    PublicSeat,
    PublicSound,
    PublicUtterance,
)
from cases.queries.public.shelves import shelf

Values = tuple[Any, ...]
MODELS: Mapping[type[Any], type[Model]] = {
    rows.DisputeRow: PublicDispute,
    rows.AliasRow: PublicAlias,
    rows.PartyRow: PublicParty,
    rows.HearingRow: PublicHearing,
    rows.HearingPlaceRow: PublicHearingPlace,
    rows.SeatRow: PublicSeat,
    rows.EditionRow: PublicEdition,
    rows.LineRow: PublicLine,
    rows.SoundRow: PublicSound,
    rows.UtteranceRow: PublicUtterance,
    rows.AdmissionRow: PublicAdmission,
    rows.QuestionRow: PublicQuestion,
    rows.DecisionRow: PublicDecision,
    rows.DocumentRow: PublicDocument,
}
# So many rows are held at once; a row with its page weighs as much as hundreds without.
HEAVY, LIGHT = 200, 5000


def whole() -> Iterator[tuple[str, Values]]:
    """Every row that the public may read: its table, and its values in the order of columns.

    Days and instants as ISO text, lists and pages as plain JSON. All rows are of one moment;
    whoever stops early ends it.
    """
    with _one_moment():
        for table in TABLES:
            yield from _rows(table)


@dataclass(frozen=True, slots=True)
class Standing:
    """An export that may be downloaded, and the folder of the storage in which it lies."""

    folder: str
    export: Export


def latest_export() -> Standing | None:
    """The newest export that is finished and was not withdrawn."""
    finished = shelf(PublicExport).filter(finished_at__isnull=False, withdrawn_at=None)
    row = finished.order_by("-finished_at", "-pk").first()
    return Standing(row.folder, restore(Export, row.told)) if row else None


def _rows(table: Table) -> Iterator[tuple[str, Values]]:
    model = MODELS[table.row]
    names = [column.field for column in table.columns]
    size = HEAVY if "body" in names else LIGHT
    found = shelf(model).order_by("pk").values_list(*names)
    days = [
        no for no, column in enumerate(table.columns) if column.kind in {"date", "datetime"}
    ]
    for values in found.iterator(chunk_size=size):
        told = _told(values, days)
        yield table.name, told
        if table.parts:
            row = dict(zip((column.name for column in table.columns), told, strict=True))
            yield from _unfolded(table.parts, row)


def _unfolded(parts: Iterable[Part], row: Mapping[str, Any]) -> Iterator[tuple[str, Values]]:
    for part in parts:
        lead = tuple(row[there] for there, _here in part.keys)
        fields = [column.field for column in part.columns[len(lead) + 1 :]]
        listed: Any = row["body"]
        for step in part.path:
            listed = listed[step]
        for position, one in enumerate(listed, start=1):
            yield part.name, (*lead, position, *(one[name] for name in fields))


def _told(values: Values, days: Iterable[int]) -> Values:
    row = list(values)
    for place in days:
        row[place] = row[place].isoformat() if row[place] else None
    return tuple(row)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read everything as it stood when this began; nobody who writes has to wait.

    Within a transaction of the caller its own rules hold.
    """
    connection = connections[shelf(PublicDispute).db]
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        # Django's own transactions take the writer's lock here; a reader needs none.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
