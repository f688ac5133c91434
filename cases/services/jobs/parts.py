"""Work in parts: the whole is put aside, and hears when they are over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cases.models import Job, JobPart
from cases.models.jobs import JobState
from cases.services.jobs import bell

OPEN = (JobState.WAITING, JobState.RUNNING)


def reopen(parts: Sequence[int]) -> None:
    """What was given up for somebody else is tried again for whoever orders it now."""
    given_up = Job.objects.filter(pk__in=parts, state=JobState.FAILED)
    for job_id in list(given_up.values_list("pk", flat=True)):
        bell.wake(job_id)
    given_up.update(state=JobState.WAITING, attempts=0, error="", finished_at=None)


def tell_wholes(over: Sequence[int]) -> None:
    """Count a part that is over in every job that waits for it, and wake those that have all.

    Who waits is locked first: of two parts that end together, the second sees the first, so
    that exactly one of them wakes. A part that has parts of its own was ordered after its
    whole, and is locked before it.
    """
    links = JobPart.objects.filter(part__in=over).values("whole")
    wholes = Job.objects.filter(pk__in=links, state=JobState.WAITING)
    for whole in wholes.select_for_update().order_by("-pk"):
        parts = Job.objects.filter(wholes__whole=whole)
        still = parts.filter(state__in=OPEN).count()
        told: dict[str, Any] = {"done": parts.count() - still}
        if not still:
            told["wait_until"] = None
            bell.wake(whole.pk)
        Job.objects.filter(pk=whole.pk).update(**told)
