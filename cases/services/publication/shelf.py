"""Putting derived rows on the shelf: what is the same stays, what differs is replaced.

One routine writes and compares, so that verifying checks exactly what publishing does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model, Q, QuerySet

from cases.domain.publication.folding import digest, names_of, plain
from cases.domain.publication.rows import (
    AdmissionRow,
    AliasRow,
    ClockRow,
    CourtRow,
    DecisionRow,
    DisputeRow,
    DocumentRow,
    EditionRow,
    EntryRow,
    ExemptionRow,
    HearingPlaceRow,
    HearingRow,
    LineRow,
    PartyRow,
    PromiseRow,
    QuestionRow,
    Row,
    SeatRow,
    SoundRow,
    UtteranceRow,
)
from cases.models import (
    PublicAdmission,
    PublicAlias,
    PublicClock,
    PublicCourtStage,
    PublicDecision,
    PublicDispute,
    PublicDocument,
    PublicEdition,
    PublicEntry,
    PublicExemption,
    PublicHearing,
    PublicHearingPlace,
    PublicLine,
    PublicParty,
    PublicPromise,
    PublicQuestion,
    PublicSeat,
    PublicSound,
    PublicUtterance,
)
from cases.services import open_data, webhooks
from cases.services.publication import news

CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of the shelf that a derivation speaks about: these codes, and nothing else."""

    disputes: frozenset[str]
    hearings: frozenset[str]
    editions: frozenset[str]

    def of_disputes(self) -> Q:
        return Q(dispute__in=self.disputes)

    def of_hearings(self) -> Q:
        return Q(hearing__in=self.hearings)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the shelf: its row, its model, and which of its rows a scope covers."""

    row: type[Any]
    model: type[Model]
    covered: Callable[[Scope], Q]
    is_parent: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return names_of(self.row)

    @property
    def has_version(self) -> bool:
        return any(field.name == "version" for field in self.model._meta.get_fields())  # noqa: SLF001 -- Django's documented door


# Rows that join others and say nothing that would have to be taken back.
WORDLESS = (AliasRow, HearingPlaceRow, SeatRow)
# Parents before children.
TABLES: tuple[Table, ...] = (
    Table(DisputeRow, PublicDispute, lambda scope: Q(code__in=scope.disputes), is_parent=True),
    Table(HearingRow, PublicHearing, lambda scope: Q(code__in=scope.hearings), is_parent=True),
    Table(EditionRow, PublicEdition, Scope.of_hearings, is_parent=True),
    Table(AliasRow, PublicAlias, Scope.of_disputes),
    Table(PartyRow, PublicParty, Scope.of_disputes),
    Table(HearingPlaceRow, PublicHearingPlace, Scope.of_hearings),
    Table(SeatRow, PublicSeat, Scope.of_hearings),
    Table(LineRow, PublicLine, lambda scope: Q(edition__in=scope.editions)),
    Table(SoundRow, PublicSound, Scope.of_hearings),
    Table(UtteranceRow, PublicUtterance, Scope.of_hearings),
    Table(AdmissionRow, PublicAdmission, Scope.of_disputes),
    Table(EntryRow, PublicEntry, Scope.of_disputes),
    Table(QuestionRow, PublicQuestion, Scope.of_hearings),
    Table(DecisionRow, PublicDecision, Scope.of_disputes),
    Table(ClockRow, PublicClock, Scope.of_disputes),
    Table(ExemptionRow, PublicExemption, Scope.of_disputes),
    Table(CourtRow, PublicCourtStage, Scope.of_disputes),
    Table(PromiseRow, PublicPromise, Scope.of_disputes),
    Table(
        DocumentRow,
        PublicDocument,
        lambda scope: (scope.of_disputes() & Q(hearing=None)) | scope.of_hearings(),
    ),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A row of the shelf that is not what the record says: missing, foreign or changed."""

    table: str
    key: str
    kind: str  # missing | foreign | changed
    columns: tuple[str, ...] = ()

    def __str__(self) -> str:
        columns = f": {', '.join(self.columns)}" if self.columns else ""
        return f"{self.table} {self.key} {self.kind}{columns}"


@dataclass(frozen=True, slots=True)
class _Change:
    table: Table
    key: tuple[Any, ...]
    wanted: dict[str, Any] | None
    found: dict[str, Any] | None

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
    return [change.told() for change in _changes(rows, scope, thorough=True)]


def put(rows: Iterable[Row], scope: Scope, *, now: datetime, thorough: bool) -> int:
    """Make the shelf say exactly these rows within the scope; how many rows were touched.

    ``thorough`` compares every column; otherwise a row with a version is known by it.
    """
    changes = list(_changes(rows, scope, thorough=thorough))
    if any(map(_takes_away, changes)):
        open_data.withdraw(now=now)
    for table in reversed(TABLES):
        _delete([change for change in changes if change.table is table], table)
    for table in TABLES:
        _write([change for change in changes if change.table is table], table, now)
    if not thorough:
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


def _changes(rows: Iterable[Row], scope: Scope, *, thorough: bool) -> Iterator[_Change]:
    by_type: dict[type[Any], dict[tuple[Any, ...], dict[str, Any]]] = {}
    for row in rows:
        columns = columns_of(row)
        key = tuple(columns[name] for name in row.key)
        by_type.setdefault(type(row), {})[key] = columns
    for table in TABLES:
        wanted = by_type.get(table.row, {})
        yield from _changes_of(table, wanted, scope, thorough=thorough)


def _changes_of(
    table: Table,
    wanted: Mapping[tuple[Any, ...], dict[str, Any]],
    scope: Scope,
    *,
    thorough: bool,
) -> Iterator[_Change]:
    by_version = table.has_version and not thorough
    names = (*table.row.key, "version") if by_version else table.columns
    if table.has_version and not by_version:
        names = (*names, "version")
    found = {
        tuple(row[name] for name in table.row.key): row
        for row in _covered(table, scope).values("pk", *names)
    }
    for key, row in found.items():
        target = wanted.get(key)
        if target is None or any(target[name] != row[name] for name in names):
            yield _Change(table, key, target, row)
    for key, columns in wanted.items():
        if key not in found:
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
