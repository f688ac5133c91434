"""Bringing a file: what the registry says of it, its dry run, its import, its report."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from cases.adapters import files
from cases.domain.errors import CaseError
from cases.domain.register_import import ImportKind, Report, TableMap
from cases.domain.register_import.report import BatchState
from cases.domain.uploads import UploadState
from cases.models import Commission, ImportBatch, ImportMap, Job, Upload
from cases.models.columns import longest
from cases.models.jobs import JobState
from cases.queries import codes as free_codes
from cases.queries import register_import as queries
from cases.services import jobs, journal
from cases.services.jobs import JobKind, Progress
from cases.services.journal import Actor
from cases.services.register_import.order import Order
from cases.services.register_import.running import run

STEP = "baris"
TRIAL, IMPORT = "trial", "import"


class FileNotChecked(CaseError):
    """The file was not found clean yet, or was refused."""

    code = "file_not_checked"


class ImportUnderWay(CaseError):
    """The file is being imported, or was."""

    code = "import_under_way"


@transaction.atomic
def bring(
    commission: Commission, kind: ImportKind, upload: Upload, *, actor: Actor, now: datetime
) -> ImportBatch:
    """Take an upload of the commission as its register or agenda; nothing is read yet."""
    batch = _begin(
        commission, kind, upload.name, queries.remembered(commission, kind), actor, now
    )
    batch.upload = upload
    batch.save(update_fields=["upload"])
    return batch


@transaction.atomic
def remember(
    batch: ImportBatch, mapping: TableMap, *, is_public: bool, actor: Actor, now: datetime
) -> None:
    """Keep what the registry says of columns and spellings, for this file and the next ones.

    Raises:
        ImportUnderWay: the file is being imported, or was.
    """
    batch = _locked(batch)
    kind = ImportKind(batch.kind)
    batch.mapping, batch.is_public = mapping.told(), is_public
    batch.state, batch.trial = BatchState.BROUGHT, {}
    batch.save(update_fields=["mapping", "is_public", "state", "trial"])
    _remember(batch.commission, kind, mapping, actor, now)


def content_of(batch: ImportBatch) -> bytes:
    """The clean copy of what was uploaded.

    Raises:
        FileNotChecked: there is none.
    """
    upload = batch.upload
    if upload is None or upload.state != UploadState.CLEAN:
        raise FileNotChecked("Berkas ini belum selesai diperiksa, atau tidak diterima.")
    return files.read(upload.clean_file)


def order_trial(batch: ImportBatch, *, now: datetime) -> Job:
    """Let the worker try the import; nothing is written but its report."""
    return _order(batch, TRIAL, BatchState.CHECKING, now)


def order_import(batch: ImportBatch, *, now: datetime) -> Job:
    """Let the worker import the file."""
    return _order(batch, IMPORT, BatchState.RUNNING, now)


def perform(job: Job, progress: Progress, now: datetime) -> None:
    """Try or import one file. A worker that was killed leaves whole rows; the next goes on."""
    batch = ImportBatch.objects.select_related("commission", "upload").get(
        code=job.args["batch"]
    )
    is_trial = job.args["mode"] == TRIAL
    actor = Actor(job.args["actor"])
    order = _order_of(batch)
    try:
        report = run(
            order,
            batch=None if is_trial else batch,
            actor=actor,
            now=now,
            step=lambda done, total: progress.step(STEP, done, total),
        )
    except CaseError:
        ImportBatch.objects.filter(pk=batch.pk).update(state=BatchState.BROUGHT)
        raise
    with progress.effect(now=now):
        batch.sha256 = hashlib.sha256(order.content).hexdigest()
        if is_trial:
            batch.trial, batch.state = report.kept(), BatchState.CHECKED
            batch.save(update_fields=["trial", "state", "sha256"])
        else:
            _finish(batch, report, actor, now)


def import_file(
    order: Order, *, name: str, is_dry: bool, actor: Actor, now: datetime
) -> Report:
    """Import a file at once, as the command does; ``is_dry``: nothing is written.

    What the registry said before holds where ``order`` is silent.

    Raises:
        UnreadableTable, UnusableMap: as ``run``.
    """
    order = replace(
        order, mapping=order.mapping.over(queries.remembered(order.commission, order.kind))
    )
    if is_dry:
        return run(order, batch=None, actor=actor, now=now)
    batch = _begin(order.commission, order.kind, name, order.mapping, actor, now)
    batch.sha256, batch.is_public = hashlib.sha256(order.content).hexdigest(), order.is_public
    batch.state = BatchState.RUNNING
    batch.save(update_fields=["sha256", "is_public", "state"])
    report = run(order, batch=batch, actor=actor, now=now)
    with transaction.atomic():
        _remember(order.commission, order.kind, order.mapping, actor, now)
        _finish(batch, report, actor, now)
    return report


def _begin(
    commission: Commission,
    kind: ImportKind,
    name: str,
    mapping: TableMap,
    actor: Actor,
    now: datetime,
) -> ImportBatch:
    return ImportBatch.objects.create(
        code=free_codes.drawn(ImportBatch),
        commission=commission,
        kind=kind,
        name=name[: longest(ImportBatch, "name")],
        mapping=mapping.told(),
        created_by=actor.name,
        created_at=now,
    )


def _remember(
    commission: Commission, kind: ImportKind, mapping: TableMap, actor: Actor, now: datetime
) -> None:
    ImportMap.objects.update_or_create(
        commission=commission,
        kind=kind,
        defaults={"mapping": mapping.told(), "updated_by": actor.name, "updated_at": now},
    )


def _locked(batch: ImportBatch) -> ImportBatch:
    locked = ImportBatch.objects.select_for_update(of=("self",)).select_related("commission")
    found = locked.get(pk=batch.pk)
    work = queries.work_of(found)
    gave_up = work is not None and work.state == JobState.FAILED
    is_busy = found.state == BatchState.RUNNING and not gave_up
    if is_busy or found.state == BatchState.DONE:
        raise ImportUnderWay("Berkas ini sedang atau sudah diimpor.")
    return found


@transaction.atomic
def _order(batch: ImportBatch, mode: str, state: BatchState, now: datetime) -> Job:
    batch = _locked(batch)
    batch.state = state
    batch.save(update_fields=["state"])
    before = Job.objects.filter(
        kind=JobKind.IMPORT_REGISTER, key__startswith=f"{batch.code}:"
    ).count()
    args = {"batch": batch.code, "mode": mode, "actor": batch.created_by}
    return jobs.order(
        JobKind.IMPORT_REGISTER, f"{batch.code}:{mode}:{before + 1}", args=args, now=now
    )


def _order_of(batch: ImportBatch) -> Order:
    return Order(
        commission=batch.commission,
        kind=ImportKind(batch.kind),
        content=content_of(batch),
        mapping=TableMap(batch.mapping.get("columns", {}), batch.mapping.get("bodies", {})),
        is_public=batch.is_public,
    )


def _finish(batch: ImportBatch, report: Report, actor: Actor, now: datetime) -> None:
    """Write down what became of every row, and that the registry imported the file."""
    batch.report = report.kept()
    batch.rows, batch.imported = report.rows, report.imported
    batch.unchanged, batch.rejected = report.unchanged, len(report.rejected)
    batch.state, batch.finished_at = BatchState.DONE, now
    batch.save()
    journal.record(
        "register_imported",
        actor=actor,
        at=now,
        commission=batch.commission,
        payload={
            "batch": batch.code,
            "kind": batch.kind,
            "sha256": batch.sha256,
            "rows": batch.rows,
            "imported": batch.imported,
            "unchanged": batch.unchanged,
            "rejected": batch.rejected,
        },
    )
