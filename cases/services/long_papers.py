"""Transcripts of many pages: painted in portions by several workers, then bound by one.

A portion is known by the fingerprint of what it shows. What is to be painted and what is
painted lie in the file store under that name, so that a portion needs no row but its job, the
same pages are painted once, and a worker that is killed has lost its own portion only.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cases.adapters import files
from cases.adapters.transcript_forms import as_pdf
from cases.adapters.transcript_forms.as_pdf import Portion
from cases.adapters.transcript_forms.catalogue import FORMS, Form
from cases.domain import sealing
from cases.domain.transcripts import TranscriptRecord
from cases.models import Edition, Job
from cases.queries import transcripts
from cases.services.jobs import JobKind, Progress

LONG = 200  # pages from which a transcript is painted in portions
FOLDER = "papers/portions"
STEP = "halaman"


@dataclass(slots=True)
class Work:
    """A transcript whose parts are made, or short enough to be made in one go."""

    edition: Edition
    record: TranscriptRecord
    portions: tuple[Portion, ...]
    progress: Progress
    total: int
    done: int

    def step(self, name: str) -> None:
        """Say what is made now.

        Raises:
            LeaseLost: another worker has the job now.
        """
        self.progress.step(name, self.done, self.total)
        self.done += 1

    def make(self, form: Form) -> bytes:
        """One form; the PDF is bound of the parts there are.

        Raises:
            PaperRefused: a letter that no shipped face has (PDF only).
        """
        if not self.portions or form is not FORMS["pdf"]:
            return form.make(self.record)
        return as_pdf.bind(self._framed(), (_painted(one) for one in self.portions))

    def _framed(self) -> bytes:
        """The frame as it was made; one whose file is gone is made again on the spot."""
        name = _frame(self.edition)
        if files.exists(name):
            return files.read(name)
        return as_pdf.frame(sealing.without_closed(self.record))


def is_long(record: TranscriptRecord) -> bool:
    """Whether it is made in parts."""
    return record.pages >= LONG


@contextlib.contextmanager
def divided(
    edition: Edition,
    record: TranscriptRecord,
    forms: Mapping[str, Mapping[str, Any]],
    progress: Progress,
    steps: int,
    now: datetime,
) -> Iterator[Work | None]:
    """What is left to do in ``steps``; None while the parts of a long transcript are made.

    ``forms``: the orders for forms that are made apart, by their keys.

    Raises:
        PartFailed: a part was given up.
        LeaseLost: another worker has the job now.
    """
    if not is_long(record):
        yield Work(edition, record, (), progress, steps, 0)
        return
    portions = tuple(as_pdf.portions(sealing.without_closed(record)))
    for one in portions:
        if not files.exists(_leaves(one.key)) and not files.exists(_sheets(one.key)):
            files.write_once(_sheets(one.key), one.content)
    parts = {
        JobKind.FRAME_TRANSCRIPT: {edition.code: {"edition": edition.code}},
        JobKind.MAKE_FORMS: forms,
        JobKind.PAINT_PAGES: {one.key: {"pages": one.pages} for one in portions},
    }
    made = sum(len(of_kind) for of_kind in parts.values())
    if progress.divide(parts, step=STEP, total=made + steps, now=now):
        yield None
        return
    yield Work(edition, record, portions, progress, made + steps, made)
    files.remove(_frame(edition))
    for one in portions:
        files.remove(_sheets(one.key))


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


def _painted(portion: Portion) -> bytes:
    """A portion as it was painted; one whose file is gone is painted again on the spot."""
    name = _leaves(portion.key)
    return files.read(name) if files.exists(name) else as_pdf.paint(portion.content)


def _frame(edition: Edition) -> str:
    return f"{FOLDER}/{edition.code}-{edition.content_sha256}.frame"


def _sheets(key: str) -> str:
    return f"{FOLDER}/{key}.sheets"


def _leaves(key: str) -> str:
    return f"{FOLDER}/{key}.leaves"
