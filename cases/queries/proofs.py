"""Proofs of the course of a request: which there are, and who may take one away."""

from __future__ import annotations

from django.db.models import QuerySet

from cases.domain.information_requests import ProofKind
from cases.models import InformationRequest, RequestProof, User
from cases.queries import information_requests
from cases.queries.information_requests import Standing
from cases.queries.uploads import COLUMNS


def of_request(row: InformationRequest) -> QuerySet[RequestProof]:
    """What proves the course of one request, in the order it was brought."""
    columns = (f"upload__{column}" for column in COLUMNS)
    return row.proofs.select_related("upload", *columns).order_by("pk")


def writable_by(user: User) -> QuerySet[RequestProof]:
    """What ``user`` may take away: as owner or officer, while no dispute stands on it."""
    mine = information_requests.writable_by(user).filter(dispute=None)
    rows = RequestProof.objects.filter(information_request__in=mine)
    return rows.select_related("information_request", "upload")


def provable(standing: Standing) -> tuple[ProofKind, ...]:
    """The steps that happened, which a file can prove, in their order."""
    row, objection = standing.request, standing.objection
    happened = {
        ProofKind.REQUEST_SENT: True,
        ProofKind.REQUEST_RECEIVED: row.received_on is not None,
        ProofKind.REPLY: row.replied_on is not None,
        ProofKind.OBJECTION_SENT: objection is not None,
        ProofKind.OBJECTION_RECEIVED: objection is not None and bool(objection.received_on),
        ProofKind.ANSWER: objection is not None and bool(objection.replied_on),
    }
    return tuple(kind for kind, has_happened in happened.items() if has_happened)
