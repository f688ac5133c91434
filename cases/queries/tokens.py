"""Keys of programs: whose they are, and which of them hold."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from django.db.models import QuerySet

from cases.domain.tokens import WRITTEN
from cases.models import ApiToken, User


def hash_of(secret: str) -> str:
    """What is kept of a secret; it is drawn by chance, so one round of SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def of_user(user: User) -> QuerySet[ApiToken]:
    """One's own tokens that were not revoked, the latest first; expired ones say so."""
    return ApiToken.objects.filter(user=user, revoked_at=None).order_by("-created_at", "-pk")


def holding(user: User, *, now: datetime) -> QuerySet[ApiToken]:
    """One's own tokens that open something at present."""
    return of_user(user).filter(expires_at__gt=now)


def by_written(told: str, *, now: datetime) -> ApiToken | None:
    """The token that is written so, while it holds and its person is active."""
    read = WRITTEN.match(told)
    if read is None:
        return None
    found = (
        ApiToken.objects.filter(
            prefix=read["prefix"], revoked_at=None, expires_at__gt=now, user__is_active=True
        )
        .select_related("user")
        .first()
    )
    if found and hmac.compare_digest(found.key_sha256, hash_of(read["secret"])):
        return found
    return None
