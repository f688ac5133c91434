"""Checking: the worker's part. What a stranger's file does, it does in a child process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from cases.adapters import antivirus, files, inspection
from cases.adapters.antivirus import Verdict
from cases.adapters.inspection import Finding
from cases.domain import vocabulary
from cases.domain.recordings import ImportState
from cases.domain.uploads import (
    KINDS,
    MOST_PAGES_READ,
    Antivirus,
    Reason,
    Refused,
    Searchable,
    UploadState,
)
from cases.models import Dispute, Job, Upload
from cases.services import identity_papers
from cases.services.jobs import Progress
from cases.services.journal import Actor
from cases.services.transcripts import imports
from cases.services.uploads.admitting import admit_tendered
from cases.services.uploads.receiving import record
from cases.services.uploads.refusing import tell_refused

WORKER = Actor.system("worker")
STEPS = ("antivirus", "periksa", "teks", "simpan")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a check: a finding with the columns it fills, or a refusal."""

    antivirus: Antivirus
    refusal: Reason | None = None
    columns: Mapping[str, Any] = field(default_factory=dict)


def check(job: Job, progress: Progress, now: datetime) -> None:
    """Find out what an upload is, make its clean copy, and write down what came of it."""
    upload = Upload.objects.filter(code=job.args["upload"]).first()
    if upload is None:  # discarded before its turn came
        with progress.effect(now=now):
            return
    Upload.objects.filter(pk=upload.pk, state=UploadState.RECEIVED).update(
        state=UploadState.CHECKING
    )
    with files.local(upload.original_file) as original, files.workshop() as folder:
        outcome = _examine(upload, original, folder, progress)
    with progress.effect(now=now):
        _write_down(upload, outcome, now)


def erase_refused(upload: Upload) -> None:
    """Take the file of a refused upload away; its row and its fingerprint stay."""
    files.remove(upload.original_file)
    Upload.objects.filter(pk=upload.pk, state=UploadState.REFUSED).update(original_file="")


def _examine(upload: Upload, original: Path, folder: Path, progress: Progress) -> Outcome:
    _step(progress, "antivirus")
    verdict = antivirus.scan(original)
    if verdict.said == Antivirus.INFECTED:
        return Outcome(verdict.said, Reason.INFECTED, {"found": verdict.found})
    try:
        _step(progress, "periksa")
        finding = inspection.inspect(original, folder)
    except Refused as refusal:
        return Outcome(verdict.said, refusal.reason)
    kind = KINDS[finding.mime]
    if (kind.is_sound or kind.is_web) and upload.commission_id is None:
        return Outcome(verdict.said, Reason.NOT_ALLOWED)
    _step(progress, "teks")
    copy, searchable = _read(finding, folder)
    _step(progress, "simpan")
    return _keep(upload, verdict, finding, copy, searchable)


def _step(progress: Progress, name: str) -> None:
    progress.step(name, STEPS.index(name), len(STEPS))


def _read(finding: Finding, folder: Path) -> tuple[Path, Searchable]:
    """Make a scan searchable where that can be done, and say why where it cannot."""
    is_scan = finding.searchable == Searchable.IMAGE and finding.mime == "application/pdf"
    if not is_scan:
        return finding.copy, finding.searchable
    if not inspection.can_read_scans():
        return finding.copy, Searchable.NOT_INSTALLED
    if finding.pages > MOST_PAGES_READ:
        return finding.copy, Searchable.TOO_LONG
    read = inspection.read_scan(finding.copy, folder)
    return (read, Searchable.READ) if read else (finding.copy, Searchable.UNREADABLE)


def _keep(
    upload: Upload, verdict: Verdict, finding: Finding, copy: Path, searchable: Searchable
) -> Outcome:
    """Put the copies where they stay. Their names hold their content, so that a worker which
    comes late and has lost the upload writes over nothing.
    """
    mark = f"{upload.code}-{files.print_of_path(copy).sha256[:12]}"
    name = f"uploads/clean/{mark}.{KINDS[finding.mime].suffix}"
    told, thumbnail = files.take_in(name, copy), ""
    if finding.thumbnail is not None:
        thumbnail = f"uploads/thumbnail/{mark}.jpg"
        files.take_in(thumbnail, finding.thumbnail)
    return Outcome(
        verdict.said,
        columns={
            "mime": finding.mime,
            "pages": finding.pages,
            "duration_ms": finding.duration_ms,
            "removed": [one.value for one in finding.removed],
            "searchable": searchable,
            "clean_file": name,
            "clean_sha256": told.sha256,
            "clean_size": told.size,
            "thumbnail_file": thumbnail,
        },
    )


def _lock_dispute(upload: Upload) -> None:
    """The row of a dispute before that of a file in it, as whoever admits takes them."""
    Dispute.objects.select_for_update().filter(uploads=upload.pk).first()


def _admit(upload: Upload, now: datetime) -> None:
    """What was tendered as evidence while it was unchecked becomes an exhibit now."""
    upload = Upload.objects.select_related("dispute").get(pk=upload.pk)
    if upload.tendered_side and upload.document_id is None:
        admit_tendered(upload, actor=WORKER, now=now)


def _go_on(upload: Upload, now: datetime) -> None:
    """Words of a hearing that waited for the check go into its draft now."""
    for batch in upload.transcript_imports.filter(state=ImportState.WAITING):
        imports.put_on_order(batch, now=now)


def _write_down(upload: Upload, outcome: Outcome, now: datetime) -> None:
    """The row and the journal; nothing, where the upload was discarded meanwhile."""
    columns = dict(outcome.columns)
    state = UploadState.CLEAN
    if outcome.refusal is not None:
        state = UploadState.REFUSED
        said = vocabulary.label("upload_refusal", outcome.refusal)
        found = columns.pop("found", "")
        columns = {
            "refusal": outcome.refusal,
            "refusal_said": f"{said} ({found})" if found else said,
        }
    _lock_dispute(upload)
    mine = Upload.objects.filter(pk=upload.pk, state=UploadState.CHECKING).update(
        state=state, antivirus=outcome.antivirus, checked_at=now, **columns
    )
    if not mine:
        return
    told = {
        "state": state.value,
        "refusal": outcome.refusal.value if outcome.refusal else "",
        "antivirus": outcome.antivirus.value,
        "clean_sha256": columns.get("clean_sha256", ""),
    }
    record("upload_checked", upload, WORKER, now, told)
    if state == UploadState.CLEAN:
        _admit(upload, now)
        _go_on(upload, now)
        identity_papers.order_sealing(upload, now=now)
    if state == UploadState.REFUSED:
        tell_refused(upload, now=now)
        transaction.on_commit(lambda: erase_refused(upload), robust=True)
