"""A sitting day of many pages as the workers make it: time, memory, and every line in place."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from cases.adapters import files
from cases.domain import codes
from cases.domain import transcripts as t
from cases.domain.admissions import QuestionFate
from cases.domain.hearings import HearingState
from cases.management.bench.measure import Result, peak_mib
from cases.models import (
    Dispute,
    Edition,
    Hearing,
    HearingDispute,
    Job,
    QuestionThread,
    Utterance,
    UtteranceRevision,
)
from cases.models.jobs import JobState
from cases.services import jobs, transcripts
from cases.services.jobs import JobKind
from cases.services.journal import Actor
from cases.tasks.jobs import perform

ACTOR = Actor.system("bench")
NOW = datetime(2026, 1, 5, 2, tzinfo=UTC)
ON = date(2026, 1, 5)
WORKER = (
    "import os, django; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'config.settings');"
    "django.setup(); from cases.management.bench import day; day.work({job})"
)
WORKERS_MIB = 400
TWO_OF_ONE = 0.55
SECTION, QUESTION = 60, 8  # a heading after so many turns, a question among so many
MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Worked:
    """What workers took from when all are up: seconds by the clock, CPU seconds of all, and MiB
    of the largest.
    """

    wall: float
    cpu: float
    peak: float


def measure(turns: tuple[t.Turn, ...], pages: int) -> Iterator[Result]:
    """The same day made by one worker and by two, and each line looked up on its page."""
    one, first = _made(turns, "satu", workers=1)
    two, second = _made(turns, "dua", workers=2)
    yield Result(
        f"risalah {pages} halaman, semua bentuk, satu pekerja",
        "detik",
        round(one.wall, 1),
        note=f"{one.cpu:.1f} detik CPU",
    )
    yield Result(
        "dua pekerja ÷ satu pekerja, menurut jam",
        "kali",
        round(two.wall / one.wall, 2),
        goal=TWO_OF_ONE,
        note=f"{two.wall:.1f} detik",
    )
    yield Result(
        "ingatan pekerja terbesar", "MiB", round(max(one.peak, two.peak)), goal=WORKERS_MIB
    )
    yield Result("baris yang tidak di tempatnya", "baris", _astray(first), goal=0)
    yield Result("baris yang tidak di tempatnya, dua pekerja", "baris", _astray(second), goal=0)


def _made(turns: tuple[t.Turn, ...], name: str, *, workers: int) -> tuple[Worked, Edition]:
    edition = frozen(turns, name)
    lead = edition.documents.order_by("pk")[0]
    job = Job.objects.get(kind=JobKind.RENDER_TRANSCRIPT, key=lead.code)
    worked = _run(job, workers)
    job.refresh_from_db()
    if job.state != JobState.DONE:
        raise RuntimeError(job.error)
    return worked, edition


def frozen(turns: tuple[t.Turn, ...], name: str) -> Edition:
    """A hearing with these turns, frozen: its papers are on order."""
    lead = Dispute.objects.order_by("pk")[0]
    code = codes.derive("hearing", "bench-day", name)
    hearing = Hearing.objects.create(
        code=code,
        event_code=code,
        commission=lead.commission,
        ordinal=1,
        kind="pembuktian",
        held_on=ON,
        state=HearingState.CLOSED,
    )
    served = HearingDispute.objects.filter(dispute=lead).count()
    HearingDispute.objects.create(hearing=hearing, dispute=lead, seq=served + 1)
    spoken = Utterance.objects.bulk_create(
        [
            Utterance(
                hearing=hearing,
                position=turn.number,
                kind=_kind(turn.number),
                speaker=turn.speaker,
                role=turn.role,
                section=f"Pokok {turn.number // SECTION + 1}"
                if turn.number % SECTION == 1
                else "",
            )
            for turn in turns
        ],
        batch_size=1000,
    )
    UtteranceRevision.objects.bulk_create(
        [
            UtteranceRevision(
                utterance=row, text=turn.text, origin="import", written_by="bench",
                written_at=NOW,
            )
            for row, turn in zip(spoken, turns, strict=True)
        ],
        batch_size=1000,
    )  # fmt: skip
    QuestionThread.objects.bulk_create(
        [
            QuestionThread(question=row, fate=QuestionFate.DIRECT, label=f"Pertanyaan {no}")
            for no, row in enumerate(spoken)
            if row.kind == t.UtteranceKind.QUESTION
        ]
    )
    return transcripts.freeze(
        hearing, kind=t.EditionKind.RECONSTRUCTION, frozen_on=ON, actor=ACTOR, now=NOW
    )


def _kind(number: int) -> t.UtteranceKind:
    return t.UtteranceKind.QUESTION if number % QUESTION == 0 else t.UtteranceKind.SPEECH


def _run(job: Job, workers: int) -> Worked:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER.format(job=job.pk)],
            cwd=settings.BASE_DIR,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for _no in range(workers)
    ]
    for process in running:  # a worker is there before there is work
        process.stdout.readline()  # type: ignore[union-attr]
    began = time.monotonic()
    for process in running:
        process.stdin.close()  # type: ignore[union-attr]
    told = [json.loads(process.stdout.read()) for process in running]  # type: ignore[union-attr]
    wall = time.monotonic() - began
    for process in running:
        process.wait()
    return Worked(wall, sum(one["cpu"] for one in told), max(one["peak"] for one in told))


def work(whole: int) -> None:
    """A worker without a queue: it does one job and its parts, and prints its cost."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()
    began = _cpu()
    while Job.objects.filter(pk=whole, state__in=jobs.OPEN).exists():
        mine = Q(pk=whole) | Q(wholes__whole=whole) | Q(kind=JobKind.FRAME_TRANSCRIPT)
        waiting = Job.objects.filter(mine, state__in=jobs.OPEN).distinct().order_by("pk")
        keys = list(waiting.values_list("pk", flat=True))
        claimed = (jobs.claim(pk, now=timezone.now()) for pk in keys)
        job = next((one for one in claimed if one is not None), None)
        if job is None:
            time.sleep(0.05)
        else:
            perform(job)
    sys.stdout.write(json.dumps({"cpu": _cpu() - began, "peak": peak_mib()}))


def _cpu() -> float:
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime


def _astray(edition: Edition) -> int:
    """How many rows do not stand on their page between the edges of their line."""
    import pypdfium2  # noqa: PLC0415 -- only to look

    wanted: dict[int, dict[int, str]] = {}
    for page, line, text in edition.lines.values_list("page", "line", "text"):
        wanted.setdefault(page, {})[line] = _squeezed(text)
    name = edition.documents.get(form="pdf").file
    astray = 0
    with files.local(name) as path:
        paper = pypdfium2.PdfDocument(path)
        labels = {paper.get_page_label(no): no for no in range(len(paper))}
        for page, lines in wanted.items():
            seen = paper[labels[str(page)]].get_textpage()
            astray += sum(_squeezed(_seen(seen, no)) != text for no, text in lines.items())
            seen.close()
    return astray


def _seen(page: object, line: int) -> str:
    top = 297 * MM - (30 + (line - 1) * 9) * MM
    told: str = page.get_text_bounded(44 * MM, top - 9 * MM, 188 * MM, top)  # type: ignore[attr-defined]
    return told


def _squeezed(text: str) -> str:
    return "".join(text.split())
