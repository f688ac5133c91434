"""Transcripts of many pages: painted in portions by several workers, then bound by one.

A portion is known by the fingerprint of what it shows. What is to be painted and what is
painted lie in the file store under that name, so that a portion needs no row but its job, the
same pages are painted once, and a worker that is killed has lost its own portion only.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cases.adapters import files
from cases.adapters.transcript_forms import as_pdf
from cases.adapters.transcript_forms.as_pdf import Portion
from cases.adapters.transcript_forms.catalogue import FORMS, Form
from cases.domain import sealing
from cases.domain.transcripts import TranscriptRecord
from cases.models import Job
from cases.services.jobs import JobKind, Progress

LONG = 200  # pages from which a transcript is painted in portions
FOLDER = "papers/portions"
STEP = "halaman"


@dataclass(slots=True)
class Work:
    """A transcript whose pages are painted, or short enough to be made in one go."""

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
        """One form; the PDF is bound of the portions there are.

        Raises:
            PaperRefused: a letter that no shipped face has (PDF only).
        """
        if not self.portions or form is not FORMS["pdf"]:
            return form.make(self.record)
        return as_pdf.bind(
            sealing.without_closed(self.record), (_painted(one) for one in self.portions)
        )


@contextlib.contextmanager
def divided(
    record: TranscriptRecord, progress: Progress, steps: int, now: datetime
) -> Iterator[Work | None]:
    """What is left to do in ``steps``; None while portions of a long transcript are painted.

    Raises:
        PartFailed: a portion was given up.
        LeaseLost: another worker has the job now.
    """
    if record.pages < LONG:
        yield Work(record, (), progress, steps, 0)
        return
    portions = tuple(as_pdf.portions(sealing.without_closed(record)))
    for one in portions:
        if not files.exists(_leaves(one.key)) and not files.exists(_sheets(one.key)):
            files.write_once(_sheets(one.key), one.content)
    total = len(portions) + steps
    parts = {one.key: {"pages": one.pages} for one in portions}
    if progress.divide(JobKind.PAINT_PAGES, parts, step=STEP, total=total, now=now):
        yield None
        return
    yield Work(record, portions, progress, total, len(portions))
    for one in portions:
        files.remove(_sheets(one.key))


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


def _sheets(key: str) -> str:
    return f"{FOLDER}/{key}.sheets"


def _leaves(key: str) -> str:
    return f"{FOLDER}/{key}.leaves"
