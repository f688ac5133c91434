"""The queue's door to the order book: which service does which kind of job."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from celery import shared_task
from django.utils import timezone

from cases.domain.errors import CaseError
from cases.models import Job
from cases.services import documents, invitations, jobs, notices, uploads
from cases.services.jobs import JobKind, Progress

Handler = Callable[[Job, Progress, datetime], None]

HANDLERS: Mapping[JobKind, Handler] = {
    JobKind.RENDER_TRANSCRIPT: documents.render_transcript,
    JobKind.RENDER_APPLICATION: documents.render_application,
    JobKind.RENDER_DEED: documents.render_deed,
    JobKind.RENDER_RECEIPT: documents.render_receipt,
    JobKind.RENDER_LETTER: documents.render_letter,
    JobKind.CHECK_UPLOAD: uploads.check,
    JobKind.DELIVER_NOTICE: notices.deliver,
    JobKind.DAILY_NOTICES: notices.run_daily,
    JobKind.SEND_INVITATION: invitations.send,
}


@shared_task(name=jobs.RUN)
def run_job(*, job_id: int) -> None:
    """Claim the row, call the service, keep what went wrong."""
    job = jobs.claim(job_id, now=timezone.now())
    if job is not None:
        perform(job)


@shared_task(name="cases.sweep")
def sweep() -> None:
    """Find what a killed worker or a lost message left behind; say that somebody works."""
    jobs.sweep(now=timezone.now())
    notices.settle()
    jobs.sign_of_life(now=timezone.now())


@shared_task(name="cases.daily_notices")
def daily_notices() -> None:
    """Order the reminders and digests of the day, unless they are on order already."""
    notices.order_daily(now=timezone.now())


def perform(job: Job) -> None:
    """Do one claimed job; a refusal is final, a fault is tried again."""
    progress = Progress(job)
    try:
        with progress.kept():
            HANDLERS[JobKind(job.kind)](job, progress, timezone.now())
    except jobs.LeaseLost:
        return
    except CaseError as refusal:
        jobs.fail(job, error=str(refusal), now=timezone.now(), is_final=True)
    except Exception as fault:
        jobs.fail(job, error=f"{type(fault).__name__}: {fault}", now=timezone.now())
        raise
