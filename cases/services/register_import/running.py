"""Running an import: the whole table is read, then judged and written portion by portion."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.db import transaction

from cases.adapters import tables
from cases.domain.register_import import (
    AgendaRow,
    ImportKind,
    RegisterRow,
    Report,
    TableMap,
    UnusableMap,
    columns,
    read_agenda,
    read_register,
)
from cases.domain.register_import.names import NEW, Directory
from cases.domain.register_import.table import Table, tabulate
from cases.models import ImportBatch
from cases.queries import register_import as queries
from cases.services.journal import Actor
from cases.services.register_import import agenda, judging, writing
from cases.services.register_import.order import Order

PORTION = 200  # rows in one transaction
Step = Callable[[int, int], None]
Any_ = TypeVar("Any_")


def table_of(order: Order) -> Table:
    """The table of a file.

    Raises:
        UnreadableTable: it is none.
    """
    return tabulate(
        tables.read_sheet(order.content, sheet=order.sheet), order.kind, order.mapping
    )


def run(
    order: Order,
    *,
    batch: ImportBatch | None,
    actor: Actor,
    now: datetime,
    step: Step = lambda _done, _total: None,
) -> Report:
    """Import a table into ``batch``; without one nothing is written (the dry run).

    Each portion is a transaction of its own, so that a run that was killed leaves whole rows;
    the next one goes on from there.

    Raises:
        UnreadableTable: the file is no table.
        UnusableMap: its columns do not tell enough, or the map names a body that there is not.
    """
    table = table_of(order)
    columns.check(table.columns, order.kind)
    report = Report()
    if order.kind is ImportKind.AGENDA:
        _agenda(order, table, report, batch, actor, now, step)
    else:
        _register(order, table, report, batch, actor, now, step)
    return report


def _register(
    order: Order,
    table: Table,
    report: Report,
    batch: ImportBatch | None,
    actor: Actor,
    now: datetime,
    step: Step,
) -> None:
    bodies = queries.directory(order.mapping)
    _check_bodies(order.mapping, bodies)
    headings = table.by_field
    today = now.astimezone(ZoneInfo(order.commission.time_zone)).date()
    rows = [
        read_register(number, cells, written, headings, today)
        for number, cells, written in table.fields()
    ]
    kept = [r for r in judging.first_of_each(rows, report) if isinstance(r, RegisterRow)]
    writer = writing.Writer(order, batch, bodies, today, actor, now) if batch else None
    for done, portion in _portions(kept):
        with transaction.atomic():
            new = judging.new_registers(portion, _held(order, portion), batch, report)
            for row in new:
                report.warn([*row.remarks, *judging.body_remarks(row, bodies)])
            if writer is not None:
                writer.registers(new)
        report.imported += len(new)
        step(done, len(kept))


def _agenda(
    order: Order,
    table: Table,
    report: Report,
    batch: ImportBatch | None,
    actor: Actor,
    now: datetime,
    step: Step,
) -> None:
    headings = table.by_field
    rows = [
        read_agenda(number, cells, written, headings)
        for number, cells, written in table.fields()
    ]
    kept = [r for r in judging.first_of_each(rows, report) if isinstance(r, AgendaRow)]
    for done, portion in _portions(kept):
        with transaction.atomic():
            new = judging.new_agenda(portion, _held(order, portion), batch, report)
            if batch is not None:
                agenda.write(new, batch, actor=actor, now=now)
        report.imported += len(new)
        step(done, len(kept))


def _held(order: Order, portion: Sequence[RegisterRow | AgendaRow]) -> queries.Held:
    numbers = [row.number for row in portion if isinstance(row, RegisterRow) and row.number]
    registers = [row.register for row in portion if isinstance(row, AgendaRow)]
    return queries.held(
        order.commission,
        order.kind,
        keys=[row.key for row in portion],
        cases=[row.case_key for row in portion if row.case_key],
        numbers=[*(number.normal for number in numbers), *filter(None, registers)],
        slugs=[number.slug for number in numbers],
    )


def _check_bodies(mapping: TableMap, bodies: Directory) -> None:
    said = {slug for slug in mapping.bodies.values() if slug and not slug.startswith(NEW)}
    unknown = sorted(slug for slug in said if not bodies.holds(slug))
    if unknown:
        raise UnusableMap(f"Badan publik {', '.join(unknown)} tidak ada dalam daftar.")


def _portions(rows: Sequence[Any_]) -> Iterator[tuple[int, Sequence[Any_]]]:
    for start in range(0, len(rows), PORTION):
        portion = rows[start : start + PORTION]
        yield start + len(portion), portion
