"""Fingerprints of issued papers that are not public: enough to tell a true copy by.

A public paper is verified by its own row; a sealed one by nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from cases.domain.publication import Visibility
from cases.models import Document, PublicFingerprint
from cases.services.publication.difference import Difference
from cases.services.publication.naming import local_day

COLUMNS = ("kind", "commission", "made_on", "sha256")


def put(document: Document) -> None:
    """Bring the fingerprint of one paper up to date with it."""
    row = _issued().filter(pk=document.pk).first()
    if row is None:
        PublicFingerprint.objects.filter(code=document.code).delete()
        return
    PublicFingerprint.objects.update_or_create(code=row.code, defaults=_wanted(row))


def rebuild() -> int:
    """Derive every fingerprint again; how many rows were touched."""
    differing = [difference.key for difference in verify()]
    PublicFingerprint.objects.filter(code__in=differing).delete()
    for row in _issued().filter(code__in=differing):
        PublicFingerprint.objects.create(code=row.code, **_wanted(row))
    return len(differing)


def verify() -> Iterator[Difference]:
    """Every fingerprint that is not what its paper says."""
    held = {row["code"]: row for row in PublicFingerprint.objects.values("code", *COLUMNS)}
    for row in _issued().iterator():
        found = held.pop(row.code, None)
        wanted = _wanted(row)
        if found is None:
            yield Difference("PublicFingerprint", row.code, "missing")
        elif columns := tuple(name for name in COLUMNS if found[name] != wanted[name]):
            yield Difference("PublicFingerprint", row.code, "changed", columns)
    for code in sorted(held):
        yield Difference("PublicFingerprint", code, "foreign")


def _issued() -> QuerySet[Document]:
    made = Q(visibility=Visibility.PARTIES, rendered_at__isnull=False, edition=None)
    unsealed = ~Q(dispute__visibility=Visibility.SEALED)
    return Document.objects.filter(made & unsealed, dispute__isnull=False).select_related(
        "dispute__commission"
    )


def _wanted(row: Document) -> dict[str, Any]:
    if row.dispute is None or row.rendered_at is None:
        raise ValueError(f"paper {row.code} is not issued")
    commission = row.dispute.commission
    return {
        "kind": row.kind,
        "commission": commission.name,
        "made_on": local_day(row.rendered_at, commission),
        "sha256": row.sha256,
    }
