"""The order book: what the queue is asked to do stands first as a row.

Services order work by its kind; ``cases.tasks`` knows which function does it. A job takes
effect once: its effect and "done" are written in one transaction, by whoever still holds the
lease.
"""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from celery import current_app
from celery.exceptions import OperationalError
from django.conf import settings
from django.core.cache import cache
from django.db import Error as DatabaseFault
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from cases.models import Job
from cases.models.jobs import JobState

logger = logging.getLogger(__name__)

RUN = "cases.run_job"
LEASE = timedelta(seconds=30)
HEARTBEAT = timedelta(seconds=8)  # well within the lease, also when one beat is late
ATTEMPTS = 5
FIRST_WAIT = timedelta(seconds=5)
SIGN_OF_LIFE = "worker-sign-of-life"


class JobKind(StrEnum):
    RENDER_TRANSCRIPT = "render_transcript"
    RENDER_APPLICATION = "render_application"
    RENDER_DEED = "render_deed"
    RENDER_RECEIPT = "render_receipt"
    RENDER_LETTER = "render_letter"
    CHECK_UPLOAD = "check_upload"
    DELIVER_NOTICE = "deliver_notice"
    DAILY_NOTICES = "daily_notices"
    SEND_INVITATION = "send_invitation"


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a kind of work is tried, and how long it waits after the first time."""

    attempts: int = ATTEMPTS
    first_wait: timedelta = FIRST_WAIT


# A mail server that is down, or that asks to come again later, is back within hours.
MAIL = Patience(attempts=9, first_wait=timedelta(minutes=1))
PATIENCE: Mapping[str, Patience] = {
    JobKind.DELIVER_NOTICE: MAIL,
    JobKind.SEND_INVITATION: MAIL,
}
USUAL = Patience()


class LeaseLost(Exception):
    """Another worker has taken the job over; nothing more may be written for it."""


def order(kind: JobKind, key: str, *, args: Mapping[str, Any], now: datetime) -> Job:
    """Put work on order in the caller's transaction; the same order twice is one job."""
    job, made = Job.objects.get_or_create(
        kind=kind, key=key, defaults={"args": dict(args), "created_at": now}
    )
    if made:
        wake(job.pk)
    return job


def wake(job_id: int) -> None:
    """Ring the doorbell once the transaction has committed; a dead bell loses nothing."""

    def ring() -> None:  # a function, because Django names it when it fails
        _ring(job_id)

    transaction.on_commit(ring, robust=True)


def _ring(job_id: int) -> None:
    try:
        current_app.tasks[RUN].delay(job_id=job_id)
    except (OSError, OperationalError) as dead:  # the sweep will find the row
        logger.warning("doorbell unreachable for job %s: %s", job_id, dead)


class Progress:
    """What a running job holds: it reports steps and renews the lease with each."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def step(self, name: str, done: int, total: int) -> None:
        """Say how far the work is.

        Raises:
            LeaseLost: another worker has the job now.
        """
        fresh = timezone.now() + LEASE
        if not self._held().update(step=name, done=done, total=total, lease_until=fresh):
            raise LeaseLost
        _fault(f"{self.job.kind}:{name}")

    @contextlib.contextmanager
    def kept(self) -> Iterator[None]:
        """Renew the lease while a step runs longer than the lease lasts.

        A worker that is killed or hangs as a whole renews nothing; who has lost the lease finds
        that out at the next step, or at the effect.
        """
        over = threading.Event()
        beating = threading.Thread(target=self._beat, args=(over,), daemon=True)
        beating.start()
        try:
            yield
        finally:
            over.set()
            beating.join()

    def _beat(self, over: threading.Event) -> None:
        while not over.wait(HEARTBEAT.total_seconds()):
            try:
                is_held = self._held().update(lease_until=timezone.now() + LEASE)
            except DatabaseFault as fault:  # the next beat finds a database that is back
                logger.warning("lease of job %s not renewed: %s", self.job.pk, fault)
                is_held = 1
            finally:
                connection.close()
            if not is_held:
                return

    @contextlib.contextmanager
    def effect(self, *, now: datetime) -> Iterator[None]:
        """Open the one transaction in which the effect and "done" are written together.

        Raises:
            LeaseLost: another worker has the job, or it has taken effect already.
        """
        with transaction.atomic():
            first = self._held().filter(effects=0)
            if not first.update(
                state=JobState.DONE, effects=1, finished_at=now, error="", done=F("total")
            ):
                raise LeaseLost
            yield
            _fault(f"{self.job.kind}:commit")

    def _held(self) -> QuerySet[Job]:
        return Job.objects.filter(pk=self.job.pk, token=self.job.token, state=JobState.RUNNING)


def claim(job_id: int, *, now: datetime) -> Job | None:
    """Take a waiting job, or one whose worker fell silent; None when there is nothing to do."""
    token = secrets.token_hex(16)
    ready = Q(state=JobState.WAITING) & (Q(wait_until=None) | Q(wait_until__lte=now))
    silent = Q(state=JobState.RUNNING, lease_until__lt=now)
    taken = Job.objects.filter(ready | silent, pk=job_id).update(
        state=JobState.RUNNING,
        token=token,
        lease_until=now + LEASE,
        attempts=F("attempts") + 1,
        started_at=now,
    )
    return Job.objects.get(pk=job_id) if taken else None


def fail(job: Job, *, error: str, now: datetime, is_final: bool = False) -> bool:
    """Keep the reason; wait longer after each attempt, and give up after the last.

    False where another worker has the job now, or the reason is kept already.
    """
    patience = PATIENCE.get(job.kind, USUAL)
    is_over = is_final or job.attempts >= patience.attempts
    wait = patience.first_wait * (2 ** max(job.attempts - 1, 0))
    kept = Job.objects.filter(pk=job.pk, token=job.token, state=JobState.RUNNING).update(
        state=JobState.FAILED if is_over else JobState.WAITING,
        error=error[:2000],
        wait_until=None if is_over else now + wait,
        finished_at=now if is_over else None,
        lease_until=None,
    )
    return kept > 0


def sweep(*, now: datetime) -> int:
    """Ring again for every job that waits or whose worker fell silent; how many.

    A job that took a worker down with it at every attempt is given up, or no worker would last.
    """
    waiting = Q(state=JobState.WAITING) & (Q(wait_until=None) | Q(wait_until__lte=now))
    silent = Q(state=JobState.RUNNING, lease_until__lt=now)
    for kind in JobKind:
        most = PATIENCE.get(kind, USUAL).attempts
        Job.objects.filter(silent, kind=kind, attempts__gte=most).update(
            state=JobState.FAILED,
            error=f"Pekerja berhenti di tengah pekerjaan ini {most} kali.",
            finished_at=now,
            lease_until=None,
        )
    found = list(Job.objects.filter(waiting | silent).values_list("pk", flat=True)[:200])
    for job_id in found:
        wake(job_id)
    return len(found)


def sign_of_life(*, now: datetime) -> None:
    """Leave word that a worker was here, for those who watch the installation."""
    cache.set(SIGN_OF_LIFE, now, timeout=None)


def counts() -> dict[str, int]:
    """How the order book stands: what ``manage.py jobs`` prints."""
    jobs = Job.objects
    return {
        "open": jobs.filter(state__in=[JobState.WAITING, JobState.RUNNING]).count(),
        "done": jobs.filter(state=JobState.DONE).count(),
        "failed": jobs.filter(state=JobState.FAILED).count(),
        "effects": sum(jobs.values_list("effects", flat=True)),
        "distinct": jobs.filter(effects__gt=0).count(),
    }


def _fault(place: str) -> None:
    """End the process where a drill asks for it; inert unless ``DRILL=1``."""
    if settings.DRILL and os.environ.get("FAULT_AT") == place:
        os._exit(137)
