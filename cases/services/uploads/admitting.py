"""Admitting: an upload becomes an exhibit of a dispute, with a number that is its own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from cases.domain import codes
from cases.domain import uploads as rules
from cases.domain.uploads import UploadState
from cases.models import Dispute, Document, Exhibit, Upload
from cases.queries import uploads
from cases.services import journal
from cases.services.journal import Actor

EVIDENCE = "alat_bukti"


@transaction.atomic
def admit(
    upload: Upload,
    *,
    dispute: Dispute,
    side: str,
    title: str,
    kind: str = EVIDENCE,
    actor: Actor,
    now: datetime,
) -> Exhibit:
    """Take a clean upload into the file as the next exhibit of a side: P-1, T-1 and on.

    The dispute is locked first, so that two at once get two numbers and none is left out.

    Raises:
        NotClean: it was not checked, or was refused.
        AlreadyAdmitted: it is an exhibit already.
        NotAParty: its house brings nothing for that side.
    """
    dispute = Dispute.objects.select_for_update().get(pk=dispute.pk)
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    _check(upload, dispute, side)
    title = rules.clean_words(title)[:300] or upload.name

    no = (dispute.exhibits.filter(side=side).aggregate(last=Max("no"))["last"] or 0) + 1
    document = _document(upload, dispute, kind, title, f"{side}-{no}", now)
    exhibit = Exhibit.objects.create(
        dispute=dispute, side=side, no=no, title=title, document=document
    )
    upload.dispute, upload.document = dispute, document
    upload.save(update_fields=["dispute", "document"])

    journal.record(
        "exhibit_admitted",
        actor=actor,
        at=now,
        dispute=dispute,
        payload={
            "exhibit": f"{side}-{no}",
            "code": document.code,
            "upload": upload.code,
            "sha256": upload.sha256,
            "clean_sha256": upload.clean_sha256,
        },
    )
    return exhibit


def _check(upload: Upload, dispute: Dispute, side: str) -> None:
    if upload.state != UploadState.CLEAN:
        raise rules.NotClean("Berkas ini belum selesai diperiksa, atau tidak diterima.")
    if upload.document_id is not None:
        raise rules.AlreadyAdmitted("Berkas ini sudah menjadi alat bukti.")
    if upload.dispute_id not in {None, dispute.pk}:
        raise rules.NotAParty("Berkas ini diunggah untuk sengketa lain.")
    if side not in uploads.sides_of(upload.house, dispute):
        raise rules.NotAParty("Pemilik berkas ini tidak mengajukan bukti untuk pihak itu.")


def _document(
    upload: Upload, dispute: Dispute, kind: str, title: str, label: str, now: datetime
) -> Document:
    """The clean copy as a paper of the file. The same file: nothing is copied."""
    return Document.objects.create(
        code=codes.derive("document", kind, f"{dispute.code}:{label}"),
        dispute=dispute,
        kind=kind,
        title=title,
        mime=upload.mime,
        file=upload.clean_file,
        sha256=upload.clean_sha256,
        size=upload.clean_size,
        pages=upload.pages,
        requested_at=upload.received_at or now,
        rendered_at=now,
    )
