"""Putting derived rows on the shelf: what is the same stays, what differs is replaced.

One routine writes and compares, so that verifying checks exactly what publishing does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from cases.domain.publication.folding import digest, names_of, plain
from cases.domain.publication.rows import AliasRow, HearingPlaceRow, Row, SeatRow
from cases.services import open_data, webhooks
from cases.services.publication import counting, news
from cases.services.publication.difference import Difference
from cases.services.publication.tables import TABLES, Scope, Table

CHUNK = 5000

Columns = dict[str, Any]
Keyed = Mapping[type[Any], Mapping[tuple[Any, ...], Columns]]  # by table, by natural key


# Rows that join others and say nothing that would have to be taken back.
WORDLESS = (AliasRow, HearingPlaceRow, SeatRow)


@dataclass(frozen=True, slots=True)
class _Change:
    table: Table
    key: tuple[Any, ...]
    wanted: Columns | None
    found: Columns | None

    def told(self) -> Difference:
        kind = (
            "missing" if self.found is None else "foreign" if self.wanted is None else "changed"
        )
        wanted, found = self.wanted or {}, self.found or {}
        differing = tuple(name for name in wanted if found and wanted[name] != found.get(name))
        key = "/".join(str(part) for part in self.key)
        return Difference(self.table.model.__name__, key, kind, differing)


def compare(rows: Iterable[Row], scope: Scope) -> list[Difference]:
    """How the shelf differs from these rows, column by column; nothing is written."""
    wanted = _keyed(rows)
    found = _found(scope, thorough=True)
    return [change.told() for change in _changes(wanted, found)]


def put(rows: Iterable[Row], scope: Scope, *, now: datetime, thorough: bool) -> int:
    """Make the shelf say exactly these rows within the scope; how many rows were touched.

    ``thorough`` compares every column; otherwise a row with a version is known by it.
    """
    wanted, found = _keyed(rows), _found(scope, thorough=thorough)
    changes = list(_changes(wanted, found))
    takes_away = any(map(_takes_away, changes))
    if takes_away:
        open_data.withdraw(now=now)
    for table in reversed(TABLES):
        _delete([change for change in changes if change.table is table], table)
    for table in TABLES:
        _write([change for change in changes if change.table is table], table, now)
    if changes and not thorough:  # whoever goes through the whole shelf counts it at last
        counting.note(_rows(found), _rows(wanted), takes_away=takes_away)
        _tell(changes, now)
    return len(changes)


def _takes_away(change: _Change) -> bool:
    """Whether something was public that is not any more: a row, or words of one that stays."""
    if change.found is None or change.table.row in WORDLESS:
        return False
    if change.wanted is None:
        return True
    said = [name for name in ("text", "name", "speaker") if name in change.found]
    return any(change.found[name] != change.wanted[name] for name in said)


def _tell(changes: Iterable[_Change], now: datetime) -> None:
    """Tell programs what is there now; of what left the shelf nobody is told."""
    found = (
        news.of(change.table.row, change.wanted, is_new=change.found is None)
        for change in changes
        if change.wanted is not None
    )
    webhooks.tell_public([one for one in found if one is not None], now=now)


def _keyed(rows: Iterable[Row]) -> Keyed:
    """The rows as the shelf would hold them."""
    by_type: dict[type[Any], dict[tuple[Any, ...], Columns]] = {}
    for row in rows:
        columns = columns_of(row)
        key = tuple(columns[name] for name in row.key)
        by_type.setdefault(type(row), {})[key] = columns
    return by_type


def _found(scope: Scope, *, thorough: bool) -> Keyed:
    """The rows of the shelf within the scope, in the columns that are compared or counted."""
    return {
        table.row: {
            tuple(row[name] for name in table.row.key): row
            for row in _covered(table, scope).values("pk", *table.compared(thorough=thorough))
        }
        for table in TABLES
    }


def _rows(keyed: Keyed) -> Mapping[type[Any], Collection[Columns]]:
    return {kind: held.values() for kind, held in keyed.items()}


def _changes(wanted: Keyed, found: Keyed) -> Iterator[_Change]:
    for table in TABLES:
        told, held = wanted.get(table.row, {}), found[table.row]
        for key, row in held.items():
            target = told.get(key)
            if target is None or any(target[name] != row[name] for name in row if name != "pk"):
                yield _Change(table, key, target, row)
        for key, columns in told.items():
            if key not in held:
                yield _Change(table, key, columns, None)


def _covered(table: Table, scope: Scope) -> QuerySet[Any]:
    return table.model._default_manager.filter(table.covered(scope))  # noqa: SLF001 -- Django's documented door


def columns_of(row: Row) -> dict[str, Any]:
    """The columns as the database holds them; ``body`` and lists as plain JSON."""
    told = {name: _held(getattr(row, name)) for name in names_of(type(row))}
    if "body" in told:
        told["version"] = digest(told)
    return told


def _held(value: Any) -> Any:
    is_as_it_is = value is None or isinstance(value, str | int | date)
    return value if is_as_it_is else plain(value)


def _delete(changes: Collection[_Change], table: Table) -> None:
    """Take away foreign rows, and changed children; a changed parent is overwritten instead."""
    gone = [
        change.found["pk"]
        for change in changes
        if change.found is not None and (change.wanted is None or not table.is_parent)
    ]
    for start in range(0, len(gone), CHUNK):
        table.model._default_manager.filter(pk__in=gone[start : start + CHUNK]).delete()  # noqa: SLF001 -- Django's documented door


def _write(changes: Collection[_Change], table: Table, now: datetime) -> None:
    stamp = {"shelved_at": now} if table.has_version else {}
    rows = [
        table.model(**change.wanted, **stamp) for change in changes if change.wanted is not None
    ]
    if not rows:
        return
    manager = table.model._default_manager  # noqa: SLF001 -- Django's documented door
    if table.is_parent:
        columns = [name for name in (*table.columns, "version", "shelved_at") if name != "code"]
        manager.bulk_create(
            rows, update_conflicts=True, unique_fields=["code"], update_fields=columns
        )
    else:
        manager.bulk_create(rows, batch_size=CHUNK)
