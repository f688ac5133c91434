"""Proof of identity: sealed on the disk once it is tendered, erased when it has served."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from cases.adapters import files, sealed_files
from cases.domain import identity_papers as rules
from cases.domain import retention
from cases.domain.identity_papers import Because
from cases.domain.rights import Right
from cases.domain.uploads import UploadState
from cases.models import Dispute, IdentityPaper, Job, Upload, User
from cases.models.columns import longest
from cases.queries import identity_papers as queries
from cases.services import accounts, jobs, journal
from cases.services.jobs import JobKind, Progress
from cases.services.journal import Actor
from cases.services.rights import right

WORKER = Actor.system("worker")
COLUMNS = ("original_file", "clean_file", "thumbnail_file")
TOGETHER = 100  # enclosed before, taken up in one go
STILL_LOOKED_AT = timedelta(days=7)
NAME_AFTERWARDS = "bukti identitas (dihapus)"


def note(upload: Upload, dispute: Dispute, *, now: datetime) -> None:
    """Know an upload as proof of identity; it is sealed as soon as it has been checked."""
    IdentityPaper.objects.get_or_create(
        upload=upload, defaults={"dispute": dispute, "brought_at": now}
    )
    if upload.state == UploadState.CLEAN:
        order_sealing(upload, now=now)


def adopt(*, now: datetime) -> int:
    """Know as proof of identity what was enclosed as such before it was sealed; how many."""
    found = queries.enclosed_unknown()[:TOGETHER]
    for row in found:
        note(row.upload, row.application.dispute, now=now)
    return len(found)


def order_sealing(upload: Upload, *, now: datetime) -> None:
    """Have the worker seal a checked upload, if it is proof of identity."""
    if IdentityPaper.objects.filter(upload=upload, sealed_at=None).exists():
        args = {"upload": upload.code}
        jobs.order(JobKind.SEAL_IDENTITY, upload.code, args=args, now=now)


def seal(job: Job, progress: Progress, now: datetime) -> None:
    """Seal the files of a proof of identity; the open ones go when the row names the others."""
    upload = Upload.objects.get(code=job.args["upload"])
    open_names = [getattr(upload, column) for column in COLUMNS]
    sealed = {column: sealed_files.seal(getattr(upload, column)) for column in COLUMNS}
    progress.step("segel", 0, 1)
    with progress.effect(now=now):
        paper = IdentityPaper.objects.select_for_update().get(upload=upload)
        if paper.erased_at is not None:
            return
        Upload.objects.filter(pk=upload.pk).update(**sealed)
        paper.sealed_at = now
        paper.save(update_fields=["sealed_at"])
        _note("identity_sealed", paper, WORKER, now, {"sha256": upload.sha256})
        gone = [name for name in open_names if name and not sealed_files.is_sealed(name)]
        transaction.on_commit(lambda: _remove(gone), robust=True)


@right(Right.REGISTRY)
@transaction.atomic
def erase(paper: IdentityPaper, *, reason: str = "", by: User, now: datetime) -> None:
    """Erase a proof of identity that the registry has found valid; the row and its hash stay.

    Raises:
        NotTheRegistry: ``by`` does not work in the registry of the dispute.
        IdentityStillNeeded: the identity was not found valid yet.
        NoIdentityPaper: it was erased before.
    """
    if not queries.is_verified(paper.dispute):
        raise rules.IdentityStillNeeded(
            "Identitas pemohon belum dinyatakan ada dan sah; buktinya masih diperlukan."
        )
    _erase(paper, Because.VERIFIED, reason, accounts.as_actor(by), now)


def erase_due(*, now: datetime) -> int:
    """Erase what was kept for as long as the table says, and finish what was cut off."""
    finish_erasures(now=now)
    if not retention.classes()[retention.IDENTITY_PAPER].automatic:
        return 0
    due = queries.due(now)
    for paper in due:
        with transaction.atomic():
            _erase(paper, Because.PERIOD, "", Actor.system("masa simpan"), now)
    return len(due)


def finish_erasures(*, now: datetime) -> None:
    """Take away files whose erasure was written down lately and then cut off."""
    for paper in queries.erased().filter(erased_at__gte=now - STILL_LOOKED_AT):
        _remove(_names(paper.upload))


def _erase(
    paper: IdentityPaper, because: Because, reason: str, actor: Actor, now: datetime
) -> None:
    held = IdentityPaper.objects.select_for_update().get(pk=paper.pk)
    if held.erased_at is not None:
        raise rules.NoIdentityPaper("Bukti identitas ini sudah dihapus.")
    held.erased_at, held.erased_by, held.erased_because = now, actor.name, because
    held.erased_reason = " ".join(reason.split())[: longest(IdentityPaper, "erased_reason")]
    held.save()
    upload = Upload.objects.select_for_update().get(pk=held.upload_id)
    upload.name = NAME_AFTERWARDS
    upload.save(update_fields=["name"])
    told = {"sha256": upload.sha256, "size": upload.size, "because": because.value}
    _note("identity_erased", held, actor, now, told)
    names = _names(upload)
    transaction.on_commit(lambda: _remove(names), robust=True)


def _names(upload: Upload) -> list[str]:
    """The files of an upload, sealed or open: a killed sealing leaves both."""
    told = [name for column in COLUMNS if (name := getattr(upload, column))]
    return [*told, *(name.removesuffix(sealed_files.ENDING) for name in told),
            *(name + sealed_files.ENDING for name in told)]  # fmt: skip


def _remove(names: list[str]) -> None:
    for name in names:
        files.remove(name)


def _note(
    act: str, paper: IdentityPaper, actor: Actor, now: datetime, told: dict[str, object]
) -> None:
    payload = {"upload": paper.upload.code, **told}
    journal.record(act, actor=actor, at=now, dispute=paper.dispute, payload=payload)
