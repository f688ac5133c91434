"""Redacting: boxes are drawn; a copy is ordered, made, read back, and confirmed by another."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cases.adapters import files, inspection, vault
from cases.domain import personal_data as personal
from cases.domain import redactions as rules
from cases.domain import uploads as upload_rules
from cases.domain.publication import Visibility
from cases.domain.redactions import Box
from cases.domain.rights import Right
from cases.domain.uploads import UploadState
from cases.models import (
    Dispute,
    Document,
    Job,
    MediationFile,
    Redaction,
    RedactionBox,
    Upload,
    User,
)
from cases.queries import codes as free_codes
from cases.queries import parties, personal_data
from cases.queries import redactions as queries
from cases.services import accounts, jobs, journal, publication, rights
from cases.services.jobs import JobKind, Progress
from cases.services.journal import Actor
from cases.services.rights import right
from cases.services.uploads.admitting import EVIDENCE

WORKER = Actor.system("worker")
STEPS = ("gambar", "baca", "simpan")


@dataclass(frozen=True, slots=True)
class Ground:
    """Why something is hidden: the code of its provision, and the reason in this case."""

    code: str
    reason: str


@transaction.atomic
def begin(
    upload: Upload, *, title: str, by: User, now: datetime, like: Redaction | None = None
) -> Redaction:
    """Begin a redacted copy of a file of a dispute; ``like`` gives it the boxes of another.

    Raises:
        NotRedactable: it is no checked PDF of a dispute, too long, a proof of identity, or of
            a mediation.
        NotTheRegistry: ``by`` does not work in the registry of the dispute.
    """
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.dispute is not None:
        rights.check(Right.REGISTRY, upload.dispute, by)
    dispute = check_redactable(upload)
    row = Redaction.objects.create(
        code=free_codes.drawn(Redaction),
        dispute=dispute,
        upload=upload,
        source_sha256=upload.clean_sha256,
        title=upload_rules.clean_words(title)[:300] or f"Salinan dihitamkan {upload.code}",
        opened_by=by,
        opened_at=now,
    )
    if like is not None and like.upload_id == upload.pk:
        for box in like.boxes.order_by("pk"):
            box.pk, box.redaction = None, row
            box.save(force_insert=True)
    return row


def check_redactable(upload: Upload) -> Dispute:
    """The dispute of a file that can be redacted.

    Raises:
        NotRedactable: see ``begin``.
    """
    if upload.dispute is None or MediationFile.objects.filter(upload=upload).exists():
        raise rules.NotRedactable("Hanya berkas perkara yang dapat dihitamkan.")
    if hasattr(upload, "identity_paper"):
        raise rules.NotRedactable("Bukti identitas tidak diumumkan, juga tidak dihitamkan.")
    if upload.state != UploadState.CLEAN or upload.mime != queries.PDF:
        raise rules.NotRedactable("Hanya PDF yang sudah diperiksa dapat dihitamkan.")
    if upload.pages > rules.MOST_PAGES:
        raise rules.NotRedactable(
            f"Berkas ini {upload.pages} halaman; paling banyak {rules.MOST_PAGES}. Pecahlah."
        )
    return upload.dispute


@transaction.atomic
def add_box(redaction: Redaction, box: Box, ground: Ground) -> RedactionBox:
    """Draw one box while the copy is not ordered.

    Raises:
        RedactionClosed: it is ordered.
        BadBox: it lies outside, says no ground or reason, or there are too many.
    """
    redaction = _open(redaction)
    rules.check_box(box, pages=redaction.upload.pages, ground=ground.code, reason=ground.reason)
    if redaction.boxes.count() >= rules.MOST_BOXES:
        raise rules.BadBox(f"Paling banyak {rules.MOST_BOXES} kotak dalam satu salinan.")
    return RedactionBox.objects.create(
        redaction=redaction,
        page=box.page,
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        ground=ground.code,
        reason=upload_rules.clean_words(ground.reason)[:300],
    )


@transaction.atomic
def remove_box(redaction: Redaction, pk: int) -> None:
    """Take a box away while the copy is not ordered; one that is gone already is no fault.

    Raises:
        RedactionClosed: it is ordered.
    """
    _open(redaction).boxes.filter(pk=pk).delete()


@right(Right.REGISTRY)
@transaction.atomic
def order(redaction: Redaction, *, by: User, now: datetime) -> None:
    """Have the copy made by the worker; the boxes stand from here on.

    Raises:
        RedactionClosed: it was ordered before.
        BadBox: there is no box.
        NotTheRegistry: ``by`` does not work in the registry of the dispute.
    """
    redaction = _open(redaction)
    boxes = list(redaction.boxes.order_by("page", "pk"))
    if not boxes:
        raise rules.BadBox("Gambarlah setidaknya satu kotak.")
    redaction.ordered_at = now
    redaction.save(update_fields=["ordered_at"])
    args = {"redaction": redaction.code}
    jobs.order(JobKind.REDACT_FILE, redaction.code, args=args, now=now)
    told = [[one.page, one.x, one.y, one.width, one.height, one.ground] for one in boxes]
    payload = {"upload": redaction.upload.code, "source_sha256": redaction.source_sha256}
    _note(
        "redaction_ordered", redaction, accounts.as_actor(by), now, {**payload, "boxes": told}
    )


def make(job: Job, progress: Progress, now: datetime) -> None:
    """Make the copy, read it back, and keep it; nothing is kept where anything was found.

    Raises:
        RedactionFailed: reading back found something.
        Refused: the file could not be drawn.
    """
    row = Redaction.objects.select_related("upload", "dispute").get(code=job.args["redaction"])
    boxes = [
        Box(one.page, one.x, one.y, one.width, one.height)
        for one in row.boxes.order_by("page", "pk")
    ]
    with files.local(row.upload.clean_file) as source, files.workshop() as folder:
        if files.print_of_path(source).sha256 != row.source_sha256:
            raise rules.RedactionFailed("Berkas asalnya bukan lagi berkas yang dibuka.")
        progress.step("gambar", 0, len(STEPS))
        copy = inspection.redacted(source, folder, boxes, pages=row.upload.pages)
        progress.step("baca", 1, len(STEPS))
        rules.check_traces(inspection.traces_in(copy, folder))
        remaining = _remaining(row, inspection.words_left(folder))
        progress.step("simpan", 2, len(STEPS))
        name = f"uploads/redacted/{row.code}-{files.print_of_path(copy).sha256[:12]}.pdf"
        told = files.take_in(name, copy)
    with progress.effect(now=now):
        _keep(row, name, told, remaining, now)


@right(Right.REGISTRY)
@publication.one_act
def confirm(redaction: Redaction, *, by: User, now: datetime) -> None:
    """A second person has looked at the copy: the public may read it, and not the original.

    Raises:
        RedactionNotReady: it is not made yet.
        OtherPersonNeeded: ``by`` drew the boxes.
        NotTheRegistry: ``by`` does not work in the registry of the dispute.
        Undecided: it tells personal data about which nobody has decided.
        BadBox: something in it shall be masked, and is not under a box.
    """
    redaction = Redaction.objects.select_for_update().get(pk=redaction.pk)
    if redaction.document is None:
        raise rules.RedactionNotReady("Salinan dihitamkan belum selesai dibuat.")
    if redaction.confirmed_at is not None:
        return
    if redaction.opened_by_id == by.pk:
        raise rules.OtherPersonNeeded("Pemeriksa harus orang lain daripada yang menghitamkan.")
    found = personal_data.check(personal_data.of_redaction(redaction))
    if any(one.is_masked for one in found):
        raise rules.BadBox(
            "Ada data pribadi yang diputuskan untuk disamarkan dan masih terbaca. Buatlah "
            "salinan baru dengan kotak di atasnya."
        )
    redaction.confirmed_by, redaction.confirmed_at = by, now
    redaction.save(update_fields=["confirmed_by", "confirmed_at"])
    document = redaction.document
    Document.objects.filter(pk=document.pk).update(visibility=Visibility.PUBLIC)
    told = {"document": document.code, "sha256": document.sha256}
    _note("redaction_confirmed", redaction, accounts.as_actor(by), now, told)
    publication.shelve(redaction.dispute, now=now)


def _open(redaction: Redaction) -> Redaction:
    held = Redaction.objects.select_for_update(of=("self",)).select_related("upload")
    row = held.get(pk=redaction.pk)
    if row.ordered_at is not None:
        raise rules.RedactionClosed(
            "Salinan ini sudah dipesan; untuk kotak lain, buatlah salinan baru."
        )
    return row


def _remaining(row: Redaction, pages: Sequence[str]) -> str:
    """Personal data in the words that stayed, sealed: it is for who decides alone."""
    veil = parties.veil_of([row.dispute_id])
    found = []
    for number, text in enumerate(pages, start=1):
        where = f"hlm. {number}"
        found += [[where, one.kind.value, one.text] for one in personal.find(text)]
        found += [[where, personal.DataKind.NAME.value, name] for name in veil.names_in(text)]
    letters = sum(not sign.isspace() for text in pages for sign in text)
    return vault.close(json.dumps({"found": found, "letters": letters}))


def _keep(row: Redaction, name: str, told: files.Print, remaining: str, now: datetime) -> None:
    original = row.upload.document
    document = Document.objects.create(
        code=free_codes.derived(Document, "document", "redaction", row.code),
        dispute=row.dispute,
        kind=original.kind if original else EVIDENCE,
        title=row.title,
        visibility=Visibility.INTERNAL,
        file=name,
        sha256=told.sha256,
        size=told.size,
        pages=row.upload.pages,
        requested_at=row.ordered_at or now,
        rendered_at=now,
    )
    Redaction.objects.filter(pk=row.pk).update(
        document=document, made_at=now, remaining=remaining
    )
    payload = {
        "document": document.code,
        "sha256": told.sha256,
        "upload": row.upload.code,
        "source_sha256": row.source_sha256,
    }
    _note("redaction_made", row, WORKER, now, payload)


def _note(
    act: str, row: Redaction, actor: Actor, now: datetime, told: Mapping[str, object]
) -> None:
    """Reasons may speak of people: they stand in the rows, and not in the journal."""
    payload = {"code": row.code, **told}
    journal.record(act, actor=actor, at=now, dispute=row.dispute, payload=payload)
