"""The book itself: work is put on order, stopped, ordered again, and found when it lies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from cases.models import Job
from cases.models.jobs import JobState
from cases.services.jobs import bell
from cases.services.jobs.kinds import PATIENCE, USUAL, JobKind
from cases.services.jobs.parts import OPEN, reopen, tell_wholes


def order(kind: JobKind, key: str, *, args: Mapping[str, Any], now: datetime) -> Job:
    """Put work on order in the caller's transaction; the same order twice is one job."""
    job, made = Job.objects.get_or_create(
        kind=kind, key=key, defaults={"args": dict(args), "created_at": now}
    )
    if made:
        bell.wake(job.pk)
    return job


def stop(job: Job, *, reason: str, now: datetime) -> bool:
    """Stop a job that waits or runs: whoever runs it has lost it, and writes nothing more.

    False where it is over already.
    """
    open_ones = Job.objects.filter(pk=job.pk, state__in=OPEN, effects=0)
    stopped = open_ones.update(
        state=JobState.FAILED,
        error=reason,
        token="",
        wait_until=None,
        finished_at=now,
        lease_until=None,
    )
    return stopped > 0


def again(job: Job) -> bool:
    """Put work that was given up on order once more, with all its attempts; its parts likewise.

    False where it was not given up, or has taken effect.
    """
    given_up = Job.objects.filter(pk=job.pk, state=JobState.FAILED, effects=0)
    if not given_up.update(
        state=JobState.WAITING, attempts=0, error="", done=0, step="", finished_at=None
    ):
        return False
    reopen(list(job.parts.values_list("part", flat=True)))
    bell.wake(job.pk)
    return True


def sweep(*, now: datetime) -> int:
    """Ring again for every job that waits or whose worker fell silent; how many.

    A job that took a worker down with it at every attempt is given up, or no worker would last.
    """
    waiting = Q(state=JobState.WAITING) & (Q(wait_until=None) | Q(wait_until__lte=now))
    silent = Q(state=JobState.RUNNING, lease_until__lt=now)
    for kind in JobKind:
        most = PATIENCE.get(kind, USUAL).attempts
        _give_up(Job.objects.filter(silent, kind=kind, attempts__gte=most), most, now)
    found = list(Job.objects.filter(waiting | silent).values_list("pk", flat=True)[:200])
    for job_id in found:
        bell.wake(job_id)
    return len(found)


@transaction.atomic
def _give_up(silent: QuerySet[Job], most: int, now: datetime) -> None:
    given_up = list(silent.select_for_update().order_by("pk").values_list("pk", flat=True))
    Job.objects.filter(pk__in=given_up).update(
        state=JobState.FAILED,
        error=f"Pekerja berhenti di tengah pekerjaan ini {most} kali.",
        finished_at=now,
        lease_until=None,
    )
    tell_wholes(given_up)


def counts() -> dict[str, int]:
    """How the order book stands: what ``manage.py jobs`` prints."""
    jobs = Job.objects
    return {
        "open": jobs.filter(state__in=OPEN).count(),
        "done": jobs.filter(state=JobState.DONE).count(),
        "failed": jobs.filter(state=JobState.FAILED).count(),
        "effects": sum(jobs.values_list("effects", flat=True)),
        "distinct": jobs.filter(effects__gt=0).count(),
    }
