"""How far ordered work is: what a page shows while a worker is at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from cases.domain.publication import Visibility
from cases.models import Dispute, Document, Job, RegisterNumber
from cases.models.jobs import JobState

LATEST = 12


@dataclass(frozen=True, slots=True)
class Work:
    """One job as people follow it: ``percent`` is 0 to 100, ``error`` the last reason kept."""

    kind: str
    state: str
    percent: int
    step: str
    error: str
    attempts: int
    ordered_at: datetime
    paper: Document  # the one that stands for all its forms
    register: str = ""  # the number in force of its dispute

    @property
    def is_open(self) -> bool:
        """Whether there is still something to wait for."""
        return self.state in {JobState.WAITING, JobState.RUNNING}


def of_paper(code: str) -> Work | None:
    """The work that makes a paper; every form of one edition is one piece of work."""
    document = Document.objects.filter(code=code).first()
    if document is None:
        return None
    lead = document
    if document.edition_id:
        lead = Document.objects.filter(edition=document.edition_id).order_by("pk")[0]
    job = Job.objects.filter(key=lead.code).first()
    return _work(job, lead) if job else None


def of_disputes(seen: QuerySet[Dispute]) -> tuple[Work, ...]:
    """The latest work for the papers of these disputes, what is unfinished first.

    Papers that go to one side only are followed where that side reads them.
    """
    papers = Document.objects.filter(Q(dispute__in=seen) | Q(hearing__disputes__in=seen))
    shared = papers.exclude(visibility=Visibility.INTERNAL)
    return _latest(Job.objects.filter(key__in=shared.values("code")))


def of_papers(codes: Sequence[str]) -> tuple[Work, ...]:
    """The latest work under these codes, what is unfinished first."""
    return _latest(Job.objects.filter(key__in=codes))


def states_of(codes: Sequence[str]) -> dict[str, str]:
    """How the work stands that was ordered under these codes."""
    return dict(Job.objects.filter(key__in=codes).values_list("key", "state"))


def failures(kind: str, keys: Sequence[str]) -> dict[str, str]:
    """Of work of one kind that was given up, by its key: why."""
    rows = Job.objects.filter(kind=kind, key__in=keys, state=JobState.FAILED)
    return dict(rows.values_list("key", "error"))


def of_everyone() -> tuple[Work, ...]:
    """The latest work of the whole installation, for whoever keeps the machine."""
    return _latest(Job.objects.filter(key__in=Document.objects.values("code")))


def _latest(jobs: QuerySet[Job]) -> tuple[Work, ...]:
    is_done = Case(When(state=JobState.DONE, then=1), default=0)
    latest = Coalesce("finished_at", "created_at").desc()
    shown = list(jobs.order_by(is_done, latest, "-pk")[:LATEST])
    number = RegisterNumber.objects.filter(
        dispute=OuterRef("dispute"), kind="register", is_current=True
    )
    rows = Document.objects.filter(code__in=[job.key for job in shown]).annotate(
        register=Subquery(number.values("raw")[:1])
    )
    papers = {row.code: row for row in rows.select_related("hearing")}
    return tuple(
        _work(job, papers[job.key], papers[job.key].register or "")
        for job in shown
        if job.key in papers
    )


def _shown(job: Job) -> str:
    """A job that waits for its parts is being worked on, though no worker holds it."""
    is_apart = job.state == JobState.WAITING and job.total > 0 and not job.error
    return JobState.RUNNING if is_apart else job.state


def _work(job: Job, paper: Document, register: str = "") -> Work:
    return Work(
        kind=job.kind,
        state=_shown(job),
        percent=100 * job.done // job.total if job.total else 0,
        step=job.step,
        error=job.error,
        attempts=job.attempts,
        ordered_at=job.created_at,
        paper=paper,
        register=register,
    )
