"""Work under way: who holds the lease, how far it is, and its one effect."""

from __future__ import annotations

import contextlib
import logging
import secrets
import threading
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db import Error as DatabaseFault
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from cases.domain.errors import CaseError
from cases.models import Job, JobPart
from cases.models.jobs import JobState
from cases.services.jobs import faults
from cases.services.jobs.book import order
from cases.services.jobs.kinds import PATIENCE, PATIENT, USUAL, JobKind
from cases.services.jobs.parts import OPEN, reopen, tell_wholes

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
HEARTBEAT = timedelta(seconds=8)  # well within the lease, also when one beat is late
# How long a whole hears nothing of its parts before it looks for itself.
APART = timedelta(minutes=5)
SIGN_OF_LIFE = "worker-sign-of-life"


class PartFailed(CaseError):
    """A part of the work was given up."""

    code = "part_failed"


class LeaseLost(Exception):
    """Another worker has taken the job over; nothing more may be written for it."""


class Progress:
    """What a running job holds: it reports steps and renews the lease with each."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def step(
        self, name: str, done: int, total: int, *, told: Mapping[str, Any] | None = None
    ) -> None:
        """Say how far the work is; ``told``: what a page says of it besides.

        Raises:
            LeaseLost: another worker has the job now, or somebody stopped it.
        """
        fresh = timezone.now() + LEASE
        more = {} if told is None else {"result": dict(told)}
        if not self._held().update(
            step=name, done=done, total=total, lease_until=fresh, **more
        ):
            raise LeaseLost
        faults.fall_at(f"{self.job.kind}:{name}")

    def divide(
        self,
        parts: Mapping[JobKind, Mapping[str, Mapping[str, Any]]],
        *,
        step: str,
        total: int,
        now: datetime,
    ) -> bool:
        """Have the parts of this job done by whoever is free: {kind: {key: arguments}}.

        True: the job is put aside and holds no worker; it is claimed anew when all parts are
        over. False: all are done already. Parts that others ordered too are done once.

        Raises:
            PartFailed: a part was given up while this job waited for it.
            LeaseLost: another worker has the job now.
        """
        for row in Job.objects.filter(wholes__whole=self.job, state=JobState.FAILED):
            raise PartFailed(row.error)
        with transaction.atomic():
            made = [
                order(kind, key, args=args, now=now).pk
                for kind, of_kind in parts.items()
                for key, args in of_kind.items()
            ]
            reopen(made)
            # Locked, so that none ends unheard between the look and the putting aside.
            rows = list(Job.objects.select_for_update().filter(pk__in=made).order_by("pk"))
            still = sum(row.state in OPEN for row in rows)
            if not still:
                return False
            told = [JobPart(whole=self.job, part_id=pk) for pk in made]
            JobPart.objects.bulk_create(told, ignore_conflicts=True)
            if not self._held().update(
                state=JobState.WAITING,
                token="",
                lease_until=None,
                wait_until=now + APART,
                attempts=F("attempts") - 1,
                step=step,
                done=len(made) - still,
                total=total,
            ):
                raise LeaseLost
        return True

    def parts_done(self) -> int:
        """Of how many parts this job was, where all of them took effect; 0 before."""
        states = Job.objects.filter(wholes__whole=self.job).values_list("state", flat=True)
        return len(states) if all(state == JobState.DONE for state in states) else 0

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
            tell_wholes([self.job.pk])
            faults.fall_at(f"{self.job.kind}:commit")
        faults.fall_at(f"{self.job.kind}:done")

    def _held(self) -> QuerySet[Job]:
        return Job.objects.filter(pk=self.job.pk, token=self.job.token, state=JobState.RUNNING)


def claim(job_id: int, *, now: datetime) -> Job | None:
    """Take a waiting job, or one whose worker fell silent; None when there is nothing to do.

    One that took a worker down at its last attempt is left to the sweep, which gives it up.
    """
    token = secrets.token_hex(16)
    ready = Q(state=JobState.WAITING) & (Q(wait_until=None) | Q(wait_until__lte=now))
    silent = Q(state=JobState.RUNNING, lease_until__lt=now) & PATIENT
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
    with transaction.atomic():
        kept = Job.objects.filter(pk=job.pk, token=job.token, state=JobState.RUNNING).update(
            state=JobState.FAILED if is_over else JobState.WAITING,
            error=error[:2000],
            wait_until=None if is_over else now + wait,
            finished_at=now if is_over else None,
            lease_until=None,
        )
        if kept and is_over:
            tell_wholes([job.pk])
    return kept > 0


def sign_of_life(*, now: datetime) -> None:
    """Leave word that a worker was here, for those who watch the installation."""
    cache.set(SIGN_OF_LIFE, now, timeout=None)
