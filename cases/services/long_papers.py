"""Transcripts of many pages: made in parts by whoever is free.

A portion of the numbered pages is known by the fingerprint of what it shows. What is to be
painted and what is painted lie in the file store under that name, so that a portion needs no
row but its job, the same pages are painted once, and a worker that is killed has lost its own
portion only. The paper is bound as soon as its pages are there, while other forms are made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from cases.adapters import files
from cases.adapters.transcript_forms import as_pdf
from cases.adapters.transcript_forms.catalogue import FORMS
from cases.domain import sealing
from cases.domain.transcripts import LINES_PER_PAGE, TranscriptRecord
from cases.models import Edition, Job
from cases.queries import transcripts
from cases.services import jobs
from cases.services.jobs import JobKind, Progress

LONG = 200  # pages from which a transcript is made in parts
FOLDER = "papers/portions"
STEP = "halaman"


def is_long(edition: Edition) -> bool:
    """Whether it is made in parts."""
    return edition.line_count >= LONG * LINES_PER_PAGE


def divide(
    edition: Edition,
    forms: Mapping[str, Mapping[str, Any]],
    progress: Progress,
    now: datetime,
) -> bool:
    """Have all of a long transcript made in parts; whether its job is put aside for them now.

    ``forms``: the orders for forms, by their keys. The one for the PDF is told its portions.

    Raises:
        PartFailed: a part was given up.
        LeaseLost: another worker has the job now.
    """
    if progress.parts_done():
        return False
    frame = {edition.code: {"edition": edition.code}}
    # The longest part begins while the pages are laid out here.
    jobs.order(JobKind.FRAME_TRANSCRIPT, edition.code, args=frame[edition.code], now=now)
    pages = _laid_out(edition)
    told = {key: {**order, **_portions_for(order, pages)} for key, order in forms.items()}
    parts: dict[JobKind, Mapping[str, Mapping[str, Any]]] = {
        JobKind.FRAME_TRANSCRIPT: frame,
        JobKind.PAINT_PAGES: pages,
        JobKind.MAKE_FORMS: told,
    }
    total = sum(len(of_kind) for of_kind in parts.values()) + 1
    return progress.divide(parts, step=STEP, total=total, now=now)


def _laid_out(edition: Edition) -> dict[str, dict[str, int]]:
    """The portions in order, by their keys; what each is to show is written down."""
    record = sealing.without_closed(transcripts.record_of(edition))
    pages: dict[str, dict[str, int]] = {}
    for one in as_pdf.portions(record):
        if not files.exists(_leaves(one.key)) and not files.exists(_sheets(one.key)):
            files.write_once(_sheets(one.key), one.content)
        pages[one.key] = {"pages": one.pages}
    return pages


def _portions_for(order: Mapping[str, Any], pages: Mapping[str, Any]) -> dict[str, list[str]]:
    return {"portions": list(pages)} if FORMS["pdf"].name in order["forms"] else {}


def waits_for_pages(job: Job, progress: Progress, now: datetime) -> bool:
    """Whether what ``job`` binds is not painted yet; then it is put aside until it is.

    Raises:
        PartFailed: a part was given up.
        LeaseLost: another worker has the job now.
    """
    portions = job.args["portions"]
    parts: dict[JobKind, dict[str, dict[str, Any]]] = {
        JobKind.FRAME_TRANSCRIPT: {job.args["edition"]: {"edition": job.args["edition"]}},
        JobKind.PAINT_PAGES: {key: {} for key in portions},
    }
    return progress.divide(parts, step=STEP, total=len(portions) + 2, now=now)


def bound(
    edition: Edition,
    record: Callable[[], TranscriptRecord],
    portions: Sequence[str],
    inside: Mapping[str, str],
) -> bytes:
    """The PDF of its parts; where the file of one is gone, all of it is made on the spot.

    ``record`` is asked only where it is needed. ``inside``: the files of forms that are made
    already, by their names in the PDF.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    leaves = [_leaves(key) for key in portions]
    if not all(files.exists(name) for name in (_frame(edition), *leaves)):
        return FORMS["pdf"].make(record())
    is_made = all(files.exists(inside.get(name, "")) for name in as_pdf.INSIDE)
    attached = (
        ((name, files.read(inside[name])) for name in as_pdf.INSIDE)
        if is_made
        else as_pdf.attached(sealing.without_closed(record()))
    )
    pages = (files.read(name) for name in leaves)
    return as_pdf.bind(files.read(_frame(edition)), pages, attached)


def clear(edition: Edition, job: Job) -> None:
    """Take away what only the making of a transcript needed; painted pages stay."""
    files.remove(_frame(edition))
    portions = Job.objects.filter(wholes__whole=job, kind=JobKind.PAINT_PAGES)
    for key in portions.values_list("key", flat=True):
        files.remove(_sheets(key))


def frame_transcript(job: Job, progress: Progress, now: datetime) -> None:
    """Make what stands around the pages of a transcript, unless it was made and not said."""
    progress.step("bingkai", 0, 1)
    edition = Edition.objects.select_related("hearing").get(code=job.args["edition"])
    if not files.exists(_frame(edition)):
        record = sealing.without_closed(transcripts.record_of(edition))
        files.write_once(_frame(edition), as_pdf.frame(record))
    with progress.effect(now=now):
        pass


def paint_pages(job: Job, progress: Progress, now: datetime) -> None:
    """Paint one portion, unless a worker before has done so and did not live to say it."""
    progress.step("lukis", 0, 1)
    if not files.exists(_leaves(job.key)):
        files.write_once(_leaves(job.key), as_pdf.paint(files.read(_sheets(job.key))))
    with progress.effect(now=now):
        pass


def _frame(edition: Edition) -> str:
    return f"{FOLDER}/{edition.code}-{edition.content_sha256}.frame"


def _sheets(key: str) -> str:
    return f"{FOLDER}/{key}.sheets"


def _leaves(key: str) -> str:
    return f"{FOLDER}/{key}.leaves"
