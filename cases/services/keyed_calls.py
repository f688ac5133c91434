"""One act for each ``Idempotency-Key``, and the same answer as often as it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from cases.domain.tokens import IDEMPOTENCY_KEPT, KeyUsedOtherwise
from cases.models import KeyedCall, User


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a call; ``is_repeated``: it was answered before."""

    status: int
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    is_repeated: bool = False


def once(
    user: User, key: str, request_sha256: str, act: Callable[[], Answer], *, now: datetime
) -> Answer:
    """The answer of ``act``, done once for this key; act and answer are one transaction.

    Of two calls at once the second waits for the first. A refusal is an answer too; a fault
    leaves no row, so the call can be made again. What is older than 48 hours is forgotten.

    Raises:
        KeyUsedOtherwise: the key belongs to another request.
    """
    try:
        with transaction.atomic():
            stale = KeyedCall.objects.filter(user=user, key=key)
            stale.filter(created_at__lte=now - IDEMPOTENCY_KEPT).delete()
            if (known := stale.first()) is not None:
                return _again(known, request_sha256)
            row = KeyedCall.objects.create(
                user=user, key=key, request_sha256=request_sha256, created_at=now
            )
            answer = act()
            row.status, row.headers, row.body = answer.status, answer.headers, answer.body
            row.save(update_fields=["status", "headers", "body"])
            return answer
    except IntegrityError:
        known = KeyedCall.objects.filter(user=user, key=key).first()
        if known is None:  # another constraint: a fault, and not of the key
            raise
        return _again(known, request_sha256)


def forget(*, now: datetime) -> int:
    """Take away what is too old to be asked for again; how many."""
    old = KeyedCall.objects.filter(created_at__lte=now - IDEMPOTENCY_KEPT)
    return old.delete()[0]


def _again(known: KeyedCall, request_sha256: str) -> Answer:
    if known.request_sha256 != request_sha256:
        raise KeyUsedOtherwise(
            "Idempotency-Key ini sudah dipakai untuk permintaan lain. Pakai kunci baru."
        )
    return Answer(known.status or 500, known.body, known.headers, is_repeated=True)
