"""The steps of an edition as rows: who did what, when, and over which fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import rfc8785

from cases.domain import transcripts as rules
from cases.domain.transcripts import StepKind
from cases.models import Edition, EditionStep, User
from cases.services import checkpoints, journal
from cases.services.journal import Actor


def done(edition: Edition) -> set[str]:
    """The kinds of the steps that were done."""
    return set(edition.steps.values_list("kind", flat=True))


def note(
    edition: Edition,
    kind: StepKind,
    *,
    by: str,
    account: User | None = None,
    acts_for: str = "",
    reason: str = "",
    told: Mapping[str, Any] | None = None,
    actor: Actor,
    now: datetime,
) -> EditionStep:
    """Write one step and its line in the journal, in the caller's transaction.

    Raises:
        StepOutOfOrder: another one is due.
    """
    rules.check_step(kind, done(edition))
    step = EditionStep.objects.create(
        edition=edition,
        kind=kind,
        content_sha256=edition.content_sha256,
        record_sha256=record_sha256(edition),
        done_by=by,
        account=account,
        acts_for=acts_for,
        reason=reason,
        told=dict(told or {}),
        done_at=now,
    )
    entry = journal.record(
        f"edition_{kind.value}",
        actor=actor,
        at=now,
        hearing=edition.hearing,
        payload={
            "edition": edition.no,
            "code": edition.code,
            "sha256": step.content_sha256,
            "record_sha256": step.record_sha256,
            "acts_for": acts_for,
            "reason": reason,
            **step.told,
        },
    )
    if kind is StepKind.APPROVED:
        checkpoints.mark(edition.code, entry)
    return step


def record_sha256(edition: Edition) -> str:
    """SHA-256 of the frozen record as canonical JSON (RFC 8785), closed words among it."""
    return hashlib.sha256(rfc8785.dumps(edition.record)).hexdigest()
