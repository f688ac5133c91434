"""Who opened a file that is not for everybody: for the registry of its dispute."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from cases.domain.accounts import REGISTRY_ROLES
from cases.models import FileReading, Redaction, Upload, User
from cases.queries import accounts


def of_upload(user: User, upload: Upload) -> QuerySet[FileReading]:
    """The openings of a file and of its redacted copies, the latest first."""
    copies = Redaction.objects.filter(upload=upload, document__isnull=False)
    registry = accounts.current().filter(user=user, role__in=REGISTRY_ROLES)
    codes = Q(code=upload.code) | Q(code__in=copies.values("document__code"))
    if upload.document is not None:
        codes |= Q(code=upload.document.code)
    rows = FileReading.objects.filter(
        codes, dispute__commission__in=registry.values("commission")
    )
    return rows.select_related("user").order_by("-read_at", "-pk")
