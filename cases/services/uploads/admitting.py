"""Admitting: an upload becomes an exhibit of a dispute, with a number that is its own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q

from cases.domain import uploads as rules
from cases.domain import vocabulary
from cases.domain.mediation import Confidential
from cases.domain.sources import perki_1_2013
from cases.domain.uploads import KINDS, UploadState
from cases.models import Dispute, Document, Exhibit, MediationFile, Upload
from cases.queries import codes as free_codes
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


@transaction.atomic
def tender(
    upload: Upload, *, dispute: Dispute, side: str, kind: str, actor: Actor, now: datetime
) -> None:
    """Tender an upload as evidence of a side: an exhibit at once where it is clean already,
    otherwise as soon as the worker has found it clean. A refused one never becomes any.

    Raises:
        NotAParty: its house brings nothing for that side, or it serves in another dispute.
        AlreadyAdmitted: it is an exhibit already.
    """
    dispute = Dispute.objects.select_for_update().get(pk=dispute.pk)
    bring_into(upload, dispute)
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    _check_side(upload, dispute, side)
    upload.tendered_side, upload.tendered_kind = side, kind
    upload.save(update_fields=["tendered_side", "tendered_kind"])
    if upload.state == UploadState.CLEAN:
        admit_tendered(upload, actor=actor, now=now)


def admit_tendered(upload: Upload, *, actor: Actor, now: datetime) -> Exhibit:
    """Take a clean upload into the file as what it was tendered as."""
    if upload.dispute is None:
        raise LookupError("what is tendered is tendered in a dispute")
    title = vocabulary.label("document_kind", upload.tendered_kind)
    if upload.tendered_kind == EVIDENCE:
        title = upload.name.rpartition(".")[0] or upload.name
    return admit(
        upload,
        dispute=upload.dispute,
        side=upload.tendered_side,
        title=title,
        kind=upload.tendered_kind,
        actor=actor,
        now=now,
    )


def bring_into(upload: Upload, dispute: Dispute) -> None:
    """Let an upload lie in the file of a dispute; it serves there and in no other.

    Raises:
        NotAParty: it was brought for another dispute.
        Confidential: it belongs to a mediation.
    """
    _check_free(upload)
    mine = Upload.objects.filter(Q(dispute=None) | Q(dispute=dispute), pk=upload.pk)
    if not mine.update(dispute=dispute):
        raise rules.NotAParty("Berkas ini diunggah untuk sengketa lain.")
    upload.dispute = dispute


def _check(upload: Upload, dispute: Dispute, side: str) -> None:
    if upload.state != UploadState.CLEAN:
        raise rules.NotClean("Berkas ini belum selesai diperiksa, atau tidak diterima.")
    if KINDS[upload.mime].is_web or hasattr(upload, "statement_archive"):
        raise rules.AlreadyAdmitted(
            "Salinan berita disimpan di dalam, dan tidak menjadi bukti."
        )
    _check_side(upload, dispute, side)


def _check_free(upload: Upload) -> None:
    if MediationFile.objects.filter(upload=upload).exists():
        raise Confidential(
            "Berkas mediasi tidak dapat menjadi bukti atau disertakan di tempat lain.",
            article=perki_1_2013(50),
        )


def _check_side(upload: Upload, dispute: Dispute, side: str) -> None:
    _check_free(upload)
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
        code=free_codes.derived(Document, "document", kind, f"{dispute.code}:{label}"),
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
