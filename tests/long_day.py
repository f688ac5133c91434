"""A hearing of twelve pages, which are long here, and workers that come by for its parts."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from cases.adapters import files
from cases.adapters.transcript_forms import as_pdf
from cases.domain import sealing
from cases.domain import transcripts as rules
from cases.models import Edition, Job
from cases.models.jobs import JobState
from cases.queries import transcripts as records
from cases.services import jobs, long_papers, transcripts
from cases.services.jobs import JobKind
from cases.tasks.jobs import perform
from tests.hearing_room import HELD_ON, NOW, RECORDER, open_room

WORDS = "Mohon dijelaskan dokumen pengadaan yang dimaksud dan siapa yang menyusunnya. "
PAGES, PORTION = 12, 5


def shorten(settings, tmp_path, monkeypatch):
    """Twelve pages are long here, and cut into five, five and two."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(long_papers, "LONG", PAGES)
    monkeypatch.setattr(as_pdf, "PORTION", PORTION)
    return tmp_path


def frozen(*, extra=()) -> Edition:
    room = open_room()
    for no in range(1, 63):
        spoken = rules.UtteranceKind.SPEECH
        told = transcripts.Spoken(
            spoken,
            text=f"Ucapan {no}. " + WORDS * 3,
            rendering=rules.Rendering.QUOTED,
            origin="press",
            speaker="Wibowo",
            role="Ketua Majelis",
            section=f"Bagian {no}" if no % 20 == 1 else "",
            is_closed=no in extra,
        )
        transcripts.capture(room.hearing, told, actor=RECORDER, now=NOW)
    return transcripts.freeze(
        room.hearing,
        kind=rules.EditionKind.RECONSTRUCTION,
        frozen_on=HELD_ON,
        actor=RECORDER,
        now=NOW,
    )


def whole() -> Job:
    return Job.objects.get(kind=JobKind.RENDER_TRANSCRIPT)


def parts() -> list[Job]:
    return list(Job.objects.filter(kind=JobKind.PAINT_PAGES).order_by("pk"))


def others() -> list[Job]:
    """The parts beside the portions: the frame, and forms that are made apart."""
    kinds = [JobKind.FRAME_TRANSCRIPT, JobKind.MAKE_FORMS]
    found = Job.objects.filter(kind__in=kinds).order_by("pk")
    return [job for job in found if "portions" not in job.args]


def binding() -> Job:
    """The part that binds the PDF, and has the frame and the portions for its own parts."""
    forms = Job.objects.filter(kind=JobKind.MAKE_FORMS)
    return next(job for job in forms if "portions" in job.args)


def divide() -> None:
    """Have the whole put aside, and all parts done but the portions and what binds them."""
    do(whole())
    for job in others():
        assert do(job).state == JobState.DONE
    assert do(binding()).state == JobState.WAITING


def finish(*, now=NOW) -> Job:
    """Let the PDF be bound, and the whole be put down."""
    do(binding(), now=now)
    return do(whole(), now=now)


def do(job: Job, *, now=NOW) -> Job:
    """Let a worker come by; on_commit bells stay silent in these tests."""
    claimed = jobs.claim(job.pk, now=now)
    if claimed is not None:
        perform(claimed)
    job.refresh_from_db()
    return job


def later():
    """When a whole that was put aside just now looks for itself."""
    return timezone.now() + jobs.APART + timedelta(minutes=1)


def pdf_of(edition) -> bytes:
    return files.read(edition.documents.get(form="pdf").file)


def in_one_go(edition) -> bytes:
    return as_pdf.render(sealing.without_closed(records.record_of(edition)))


def made_of(edition) -> dict[str, bytes]:
    return {paper.form: files.read(paper.file) for paper in edition.documents.all()}
