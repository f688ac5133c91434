"""The doorbell: a message in the queue of the work's kind that says "look"."""

from __future__ import annotations

import logging

from celery import current_app
from celery.exceptions import OperationalError
from django.db import transaction

from cases.domain.queues import Queue
from cases.models import Job
from cases.services.jobs.kinds import QUEUES

logger = logging.getLogger(__name__)

RUN = "cases.run_job"


def wake(job_id: int) -> None:
    """Ring the doorbell once the transaction has committed; a dead bell loses nothing."""

    def at_the_door() -> None:  # a function, because Django names it when it fails
        ring(job_id)

    transaction.on_commit(at_the_door, robust=True)


def ring(job_id: int) -> None:
    """Ring in the queue of the work's kind."""
    kind = Job.objects.filter(pk=job_id).values_list("kind", flat=True).first()
    queue = QUEUES.get(kind or "", Queue.QUICK)
    try:
        current_app.tasks[RUN].apply_async(kwargs={"job_id": job_id}, queue=str(queue))
    except (OSError, OperationalError) as dead:  # the sweep will find the row
        logger.warning("doorbell unreachable for job %s: %s", job_id, dead)
