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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any
from urllib.parse import quote

from celery import current_app
from celery.exceptions import OperationalError
from django.conf import settings
from django.core.cache import cache
from django.db import Error as DatabaseFault
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from cases.domain.errors import CaseError
from cases.domain.queues import Queue
from cases.domain.webhooks import ATTEMPTS as ATTEMPTS_AT_PROGRAMS
from cases.models import Job, JobPart
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
    RENDER_FULL_TRANSCRIPT = "render_full_transcript"
    RENDER_ERRATA = "render_errata"
    RENDER_APPLICATION = "render_application"
    RENDER_DEED = "render_deed"
    RENDER_RECEIPT = "render_receipt"
    RENDER_INCOMPLETENESS_NOTICE = "render_incompleteness_notice"
    RENDER_CANCELLATION_DEED = "render_cancellation_deed"
    RENDER_REGISTRATION_REFUSAL = "render_registration_refusal"
    RENDER_STRIKE_DEED = "render_strike_deed"
    RENDER_PROCESS_STOP = "render_process_stop"
    RENDER_PANEL_APPOINTMENT = "render_panel_appointment"
    RENDER_SUMMONS = "render_summons"
    RENDER_LETTER = "render_letter"
    RENDER_DRAFT_FORM = "render_draft_form"
    CHECK_UPLOAD = "check_upload"
    DELIVER_NOTICE = "deliver_notice"
    DAILY_NOTICES = "daily_notices"
    SEND_INVITATION = "send_invitation"
    SEND_ACCESS = "send_access"
    DELIVER_WEBHOOK = "deliver_webhook"
    IMPORT_REGISTER = "import_register"
    PROPOSE_CALENDAR = "propose_calendar"
    IMPORT_TRANSCRIPT = "import_transcript"
    RECOGNISE_SPEECH = "recognise_speech"
    SIGN_TRANSCRIPT = "sign_transcript"
    COPY_SOUND = "copy_sound"
    PAINT_PAGES = "paint_pages"
    FRAME_TRANSCRIPT = "frame_transcript"
    MAKE_FORMS = "make_forms"
    EXPORT_OPEN_DATA = "export_open_data"
    DAILY_ALERTS = "daily_alerts"
    SEND_ALERT_LINK = "send_alert_link"
    SEND_ALERT = "send_alert"
    SEND_PRIVACY_LINK = "send_privacy_link"
    SEND_PRIVACY_ANSWER = "send_privacy_answer"
    BACK_UP = "back_up"
    REDACT_FILE = "redact_file"
    SEAL_IDENTITY = "seal_identity"
    SELF_CHECK = "self_check"
    SEND_SELF_CHECK = "send_self_check"


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
    JobKind.SEND_ACCESS: MAIL,
    JobKind.SEND_ALERT_LINK: MAIL,
    JobKind.SEND_ALERT: MAIL,
    JobKind.SEND_PRIVACY_LINK: MAIL,
    JobKind.SEND_PRIVACY_ANSWER: MAIL,
    JobKind.SEND_SELF_CHECK: MAIL,
    # A program that is down is mended within hours; after the last try it is given up.
    JobKind.DELIVER_WEBHOOK: Patience(
        attempts=ATTEMPTS_AT_PROGRAMS, first_wait=timedelta(minutes=1)
    ),
    # The calendar moves on; what was cut off is asked anew, not repeated.
    JobKind.PROPOSE_CALENDAR: Patience(attempts=1),
}
USUAL = Patience()
# Jobs that have attempts left, whatever their kind.
PATIENT = reduce(
    or_,
    (Q(kind=kind, attempts__lt=one.attempts) for kind, one in PATIENCE.items()),
    Q(attempts__lt=USUAL.attempts) & ~Q(kind__in=list(PATIENCE)),
)

# In which queue each kind of work stands; what is not named here is quick.
QUEUES: Mapping[str, Queue] = {
    **{kind: Queue.PAPERS for kind in JobKind if kind.startswith("render_")},
    JobKind.SIGN_TRANSCRIPT: Queue.PAPERS,
    JobKind.PAINT_PAGES: Queue.PAPERS,
    JobKind.FRAME_TRANSCRIPT: Queue.PAPERS,
    JobKind.MAKE_FORMS: Queue.PAPERS,
    JobKind.REDACT_FILE: Queue.PAPERS,
    **{kind: Queue.MAIL for kind in JobKind if kind.startswith(("send_", "deliver_"))},
    JobKind.DAILY_NOTICES: Queue.MAIL,
    JobKind.DAILY_ALERTS: Queue.MAIL,
    JobKind.IMPORT_REGISTER: Queue.INDEX,
    JobKind.IMPORT_TRANSCRIPT: Queue.INDEX,
    JobKind.PROPOSE_CALENDAR: Queue.INDEX,
    JobKind.EXPORT_OPEN_DATA: Queue.INDEX,
    JobKind.BACK_UP: Queue.INDEX,
    JobKind.SELF_CHECK: Queue.INDEX,
    JobKind.RECOGNISE_SPEECH: Queue.SPEECH,
    JobKind.COPY_SOUND: Queue.SPEECH,
}


# How long a whole hears nothing of its parts before it looks for itself.
APART = timedelta(minutes=5)
OPEN = (JobState.WAITING, JobState.RUNNING)


class PartFailed(CaseError):
    """A part of the work was given up."""

    code = "part_failed"


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
    """Ring in the queue of the work's kind."""
    kind = Job.objects.filter(pk=job_id).values_list("kind", flat=True).first()
    queue = QUEUES.get(kind or "", Queue.QUICK)
    try:
        current_app.tasks[RUN].apply_async(kwargs={"job_id": job_id}, queue=str(queue))
    except (OSError, OperationalError) as dead:  # the sweep will find the row
        logger.warning("doorbell unreachable for job %s: %s", job_id, dead)


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
        _fault(f"{self.job.kind}:{name}")

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
            _reopen(made)
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
            _tell_wholes([self.job.pk])
            _fault(f"{self.job.kind}:commit")
        _fault(f"{self.job.kind}:done")

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
            _tell_wholes([job.pk])
    return kept > 0


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
    _reopen(list(job.parts.values_list("part", flat=True)))
    wake(job.pk)
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
        wake(job_id)
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
    _tell_wholes(given_up)


def _reopen(parts: Sequence[int]) -> None:
    """What was given up for somebody else is tried again for whoever orders it now."""
    given_up = Job.objects.filter(pk__in=parts, state=JobState.FAILED)
    for job_id in list(given_up.values_list("pk", flat=True)):
        wake(job_id)
    given_up.update(state=JobState.WAITING, attempts=0, error="", finished_at=None)


def _tell_wholes(over: Sequence[int]) -> None:
    """Count a part that is over in every job that waits for it, and wake those that have all.

    Who waits is locked first: of two parts that end together, the second sees the first, so
    that exactly one of them wakes.
    """
    links = JobPart.objects.filter(part__in=over).values("whole")
    wholes = Job.objects.filter(pk__in=links, state=JobState.WAITING)
    for whole in wholes.select_for_update().order_by("pk"):
        parts = Job.objects.filter(wholes__whole=whole)
        still = parts.filter(state__in=OPEN).count()
        told: dict[str, Any] = {"done": parts.count() - still}
        if not still:
            told["wait_until"] = None
            wake(whole.pk)
        Job.objects.filter(pk=whole.pk).update(**told)


def sign_of_life(*, now: datetime) -> None:
    """Leave word that a worker was here, for those who watch the installation."""
    cache.set(SIGN_OF_LIFE, now, timeout=None)


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


def _fault(place: str) -> None:
    """End the process where a drill asks for it; inert unless ``DRILL=1``."""
    if settings.DRILL and (os.environ.get("FAULT_AT") == place or _is_first_time(place)):
        os._exit(137)


def _is_first_time(place: str) -> bool:
    """Whether nobody fell here before; a drill names the folder that remembers the places."""
    folder = os.environ.get("FAULT_ONCE_IN")
    if not folder:
        return False
    try:
        Path(folder, quote(place, safe="")).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
