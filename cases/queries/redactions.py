"""Redacted copies: which there are, and who may see them: the registry of their dispute."""

from __future__ import annotations

from django.db.models import QuerySet

from cases.domain.accounts import REGISTRY_ROLES
from cases.models import Job, Redaction, Upload, User
from cases.queries import accounts, uploads

PDF = "application/pdf"
JOB = "redact_file"


def kept_by(user: User) -> QuerySet[Redaction]:
    """The redactions in the disputes of one's own registry, whose files one may see."""
    registry = accounts.current().filter(user=user, role__in=REGISTRY_ROLES)
    return Redaction.objects.filter(
        dispute__commission__in=registry.values("commission"),
        upload__in=uploads.visible_to(user).values("pk"),
    ).select_related("dispute__commission", "upload", "document", "opened_by", "confirmed_by")


def redactable_by(user: User) -> QuerySet[Upload]:
    """The files of such disputes; whether one can be redacted, its service says."""
    registry = accounts.current().filter(user=user, role__in=REGISTRY_ROLES)
    return uploads.visible_to(user).filter(
        dispute__commission__in=registry.values("commission")
    )


def of_upload(user: User, upload: Upload) -> QuerySet[Redaction]:
    """The redacted copies of one file, the newest first."""
    return kept_by(user).filter(upload=upload).order_by("-opened_at", "-pk")


def job_of(redaction: Redaction) -> Job | None:
    """How the work on an ordered copy stands."""
    return Job.objects.filter(kind=JOB, key=redaction.code).first()
