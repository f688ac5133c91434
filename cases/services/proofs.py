"""Files that prove the course of a request: sent, received, answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from cases.domain import information_requests as rules
from cases.domain.information_requests import ProofKind
from cases.domain.uploads import AlreadyAdmitted, NotAParty, NotClean, UploadState
from cases.models import InformationRequest, RequestProof, Upload
from cases.services import journal
from cases.services.journal import Actor


@transaction.atomic
def add(
    request: InformationRequest, kind: ProofKind, upload: Upload, *, actor: Actor, now: datetime
) -> RequestProof:
    """Let a file prove a step of a request; as long as it does, it cannot be discarded.

    The same again is one proof.

    Raises:
        NotYourTurn: a dispute stands on the request already.
        NotClean: it did not arrive whole, or was refused.
        NotAParty: it was brought by another house, or for a dispute.
        AlreadyAdmitted: it proves another step.
    """
    row = InformationRequest.objects.select_for_update().get(pk=request.pk)
    rules.check_undisputed(row.dispute_id)
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.organisation_id != row.organisation_id or upload.dispute_id is not None:
        raise NotAParty("Berkas ini diunggah untuk keperluan lain.")
    if upload.state in {UploadState.RECEIVING, UploadState.REFUSED}:
        raise NotClean("Berkas ini belum diterima seluruhnya, atau ditolak.")

    proof, is_new = RequestProof.objects.get_or_create(
        upload=upload, defaults={"information_request": row, "kind": kind}
    )
    if not is_new and (proof.information_request_id, proof.kind) != (row.pk, kind):
        raise AlreadyAdmitted("Berkas ini sudah menjadi bukti langkah lain.")

    if is_new:
        _tell("proof_added", proof, actor, now)
    return proof


def add_all(
    request: InformationRequest,
    kind: ProofKind,
    uploads: Sequence[Upload],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Let several files prove one step, in the transaction that records it."""
    for upload in uploads:
        add(request, kind, upload, actor=actor, now=now)


@transaction.atomic
def remove(proof: RequestProof, *, actor: Actor, now: datetime) -> None:
    """Take a file from the step that it proved; the upload itself stays with its house.

    Raises:
        NotYourTurn: a dispute stands on the request.
    """
    row = InformationRequest.objects.select_for_update().get(pk=proof.information_request_id)
    rules.check_undisputed(row.dispute_id)

    RequestProof.objects.filter(pk=proof.pk).delete()

    _tell("proof_removed", proof, actor, now)


def _tell(act: str, proof: RequestProof, actor: Actor, now: datetime) -> None:
    """Names of files are never in the journal: they may hold names of people."""
    told = {
        "request": proof.information_request.code,
        "kind": str(proof.kind),
        "upload": proof.upload.code,
        "sha256": proof.upload.sha256,
    }
    journal.record(act, actor=actor, at=now, payload=told)
