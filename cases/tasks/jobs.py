"""The queue's door to the order book: which service does which kind of job."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from celery import shared_task
from django.utils import timezone

from cases.adapters import memory, spans, tracing
from cases.adapters.spans import Kind
from cases.domain.errors import CaseError
from cases.domain.queues import Queue
from cases.models import Job
from cases.services import (
    access,
    alerts,
    backups,
    documents,
    edition_papers,
    identity_papers,
    invitations,
    jobs,
    long_papers,
    notices,
    open_data,
    privacy,
    proposals,
    recordings,
    redactions,
    register_import,
    self_checks,
    sounds,
    transcript_papers,
    transcripts,
    uploads,
    webhooks,
)
from cases.services.jobs import JobKind, Progress

Handler = Callable[[Job, Progress, datetime], None]

HANDLERS: Mapping[JobKind, Handler] = {
    JobKind.RENDER_TRANSCRIPT: transcript_papers.render_transcript,
    JobKind.RENDER_FULL_TRANSCRIPT: edition_papers.render_full,
    JobKind.RENDER_ERRATA: edition_papers.render_errata_sheet,
    JobKind.RENDER_APPLICATION: documents.render_application,
    JobKind.RENDER_DEED: documents.render_deed,
    JobKind.RENDER_RECEIPT: documents.render_receipt,
    JobKind.RENDER_INCOMPLETENESS_NOTICE: documents.render_incompleteness_notice,
    JobKind.RENDER_CANCELLATION_DEED: documents.render_cancellation_deed,
    JobKind.RENDER_REGISTRATION_REFUSAL: documents.render_registration_refusal,
    JobKind.RENDER_STRIKE_DEED: documents.render_strike_deed,
    JobKind.RENDER_PROCESS_STOP: documents.render_process_stop,
    JobKind.RENDER_PANEL_APPOINTMENT: documents.render_panel_appointment,
    JobKind.RENDER_SUMMONS: documents.render_summons,
    JobKind.RENDER_LETTER: documents.render_letter,
    JobKind.RENDER_DRAFT_FORM: documents.render_draft_form,
    JobKind.CHECK_UPLOAD: uploads.check,
    JobKind.DELIVER_NOTICE: notices.deliver,
    JobKind.DAILY_NOTICES: notices.run_daily,
    JobKind.SEND_INVITATION: invitations.send,
    JobKind.SEND_ACCESS: access.send,
    JobKind.DELIVER_WEBHOOK: webhooks.deliver,
    JobKind.IMPORT_REGISTER: register_import.perform,
    JobKind.PROPOSE_CALENDAR: proposals.perform,
    JobKind.IMPORT_TRANSCRIPT: transcripts.perform_import,
    JobKind.RECOGNISE_SPEECH: recordings.recognise,
    JobKind.SIGN_TRANSCRIPT: transcripts.perform_signature,
    JobKind.COPY_SOUND: sounds.copy,
    JobKind.PAINT_PAGES: long_papers.paint_pages,
    JobKind.FRAME_TRANSCRIPT: long_papers.frame_transcript,
    JobKind.MAKE_FORMS: transcript_papers.make_forms,
    JobKind.EXPORT_OPEN_DATA: open_data.perform,
    JobKind.DAILY_ALERTS: alerts.run_daily,
    JobKind.SEND_ALERT_LINK: alerts.send_link,
    JobKind.SEND_ALERT: alerts.send,
    JobKind.SEND_PRIVACY_LINK: privacy.send_link,
    JobKind.SEND_PRIVACY_ANSWER: privacy.send_answer,
    JobKind.BACK_UP: backups.perform,
    JobKind.REDACT_FILE: redactions.make,
    JobKind.SEAL_IDENTITY: identity_papers.seal,
    JobKind.SELF_CHECK: self_checks.perform,
    JobKind.SEND_SELF_CHECK: self_checks.send,
}


@shared_task(name=jobs.RUN)
def run_job(*, job_id: int) -> None:
    """Claim the row, call the service, keep what went wrong."""
    job = jobs.claim(job_id, now=timezone.now())
    if job is not None:
        with tracing.about(job=str(job.pk), kind=job.kind):
            perform(job)


@shared_task(name="cases.sweep")
def sweep() -> None:
    """Find what a killed worker or a lost message left behind; say that somebody works."""
    jobs.sweep(now=timezone.now())
    notices.settle()
    webhooks.settle()
    jobs.sign_of_life(now=timezone.now())


@shared_task(name="cases.daily_notices")
def daily_notices() -> None:
    """Order the reminders and digests of the day, unless they are on order already."""
    notices.order_daily(now=timezone.now())


def perform(job: Job) -> None:
    """Do one claimed job; a refusal is final, a fault is tried again."""
    with spans.span(f"job {job.kind}", Kind.CONSUMER, job=job.pk):
        _do(job)
    if jobs.QUEUES.get(job.kind) == Queue.PAPERS:
        memory.give_back()


def _do(job: Job) -> None:
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
