"""Words from elsewhere in the draft: captions, recognised speech, a record of this house.

A file is written once: its fingerprint says whether it was. All of it or nothing: the turns,
the report and "done" stand in one transaction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.adapters import files
from cases.domain import captions
from cases.domain import transcripts as t
from cases.domain.captions import Cue, Format, Notes, Reading, Remark
from cases.domain.errors import CaseError
from cases.domain.hearings import check_recordable
from cases.domain.recordings import ImportState
from cases.domain.uploads import UploadState
from cases.models import Hearing, Job, TranscriptImport, Upload, Utterance
from cases.models.columns import longest
from cases.queries import codes as free_codes
from cases.queries import recordings as queries
from cases.queries import sounds
from cases.queries.recordings import Voice
from cases.services import jobs, journal
from cases.services.jobs import JobKind, Progress
from cases.services.journal import Actor
from cases.services.transcripts import drafting, restoring
from cases.services.transcripts.drafting import Drafted, Pen
from cases.services.transcripts.turns import open_record

STEPS = ("baca", "tulis")
IMPORTED, HEARD, REPORTED = "import", "asr", "press"
# By these words this house marks the captions that it writes itself.
OWN = "Risalah yang disahkan."


class WordsNotReady(CaseError):
    """The file was not checked yet, or was refused."""

    code = "words_not_ready"


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the words. ``remarks``: everything that is not in the draft, and why."""

    form: Format
    cues: int
    turns: int
    filled: int
    remarks: tuple[Remark, ...]
    is_known: bool = False

    def told(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "format": self.form.value,
            "cues": self.cues,
            "turns": self.turns,
            "filled": self.filled,
            "unchanged": self.is_known,
            "counts": captions.counted([one.oddity for one in self.remarks]),
            "remarks": [one.told() for one in self.remarks],
        }


def read(content: bytes, hearing: Hearing) -> Reading:
    """The words of a file, with the names of those who may have spoken at a hearing.

    Raises:
        UnreadableCaptions: it holds none.
    """
    known = queries.by_label(queries.voices_of(hearing))
    return captions.read(content, frozenset(known), OWN)


@transaction.atomic
def bring(
    batch: TranscriptImport,
    reading: Reading,
    *,
    sha256: str,
    log: Sequence[tuple[int, str]] = (),
    offset_ms: int = 0,
    actor: Actor,
    now: datetime,
) -> Report:
    """Write what was read into the draft of a hearing, joined with who spoke.

    ``log``: pairs of milliseconds and names, where the turns that are written do not say who
    spoke; ``offset_ms``: how far the clock of the hearing is ahead of that of the words.

    Raises:
        AlreadyFrozen: the transcript of this hearing is frozen.
        MediationIsClosed: it is mediation.
        UnreadableCaptions: a record of this house that is not whole.
    """
    hearing = open_record(batch.hearing)
    check_recordable(hearing.kind)
    before = hearing.imports.filter(sha256=sha256, state=ImportState.DONE).first()
    if before is not None:
        return _finish(batch, _known(before), sha256, now)
    origin = HEARD if batch.recording_id else _origin(reading)
    pen = Pen(origin, actor, now)
    report = _written(hearing, batch, reading, log, offset_ms, pen)
    _finish(batch, report, sha256, now)
    journal.record(
        "transcript_imported",
        actor=actor,
        at=now,
        hearing=hearing,
        payload={
            "import": batch.code,
            "sha256": sha256,
            "format": report.form.value,
            "cues": report.cues,
            "turns": report.turns,
            "filled": report.filled,
        },
    )
    return report


def import_file(
    hearing: Hearing,
    content: bytes,
    *,
    name: str,
    keep_cues: bool = False,
    is_dry: bool = False,
    actor: Actor,
    now: datetime,
) -> Report:
    """Import a file at once, as the command does; ``is_dry``: nothing is written.

    Raises:
        AlreadyFrozen, MediationIsClosed, UnreadableCaptions: as ``bring``.
    """
    with transaction.atomic():
        open_record(hearing)
        check_recordable(hearing.kind)
        batch = _begin(hearing, name, keep_cues=keep_cues, actor=actor, now=now)
        sha256 = hashlib.sha256(content).hexdigest()
        reading = read(content, hearing)
        report = bring(batch, reading, sha256=sha256, actor=actor, now=now)
        transaction.set_rollback(is_dry)
    return report


@transaction.atomic
def order(
    hearing: Hearing, upload: Upload, *, keep_cues: bool, actor: Actor, now: datetime
) -> TranscriptImport:
    """Take an upload as words of a hearing; the worker imports it once it is found clean.

    Raises:
        AlreadyFrozen, MediationIsClosed: as ``bring``.
    """
    open_record(hearing)
    check_recordable(hearing.kind)
    batch = _begin(hearing, upload.name, keep_cues=keep_cues, actor=actor, now=now)
    batch.upload = upload
    batch.save(update_fields=["upload"])
    if Upload.objects.filter(pk=upload.pk, state=UploadState.CLEAN).exists():
        put_on_order(batch, now=now)
    return batch


def put_on_order(batch: TranscriptImport, *, now: datetime) -> Job:
    """Let the worker import words whose file was found clean."""
    args = {"batch": batch.code}
    return jobs.order(JobKind.IMPORT_TRANSCRIPT, batch.code, args=args, now=now)


def perform(job: Job, progress: Progress, now: datetime) -> None:
    """Read one file and write its words. A worker that is killed has written nothing."""
    batch = TranscriptImport.objects.select_related("hearing__commission", "upload").get(
        code=job.args["batch"]
    )
    upload = batch.upload
    if upload is None or upload.state != UploadState.CLEAN:
        raise WordsNotReady("Berkas ini belum selesai diperiksa, atau tidak diterima.")
    progress.step("baca", 0, len(STEPS))
    reading = read(files.read(upload.clean_file), batch.hearing)
    progress.step("tulis", 1, len(STEPS))
    with progress.effect(now=now):
        bring(batch, reading, sha256=upload.sha256, actor=Actor(batch.created_by), now=now)


def _begin(
    hearing: Hearing, name: str, *, keep_cues: bool, actor: Actor, now: datetime
) -> TranscriptImport:
    return TranscriptImport.objects.create(
        code=free_codes.drawn(TranscriptImport),
        hearing=hearing,
        name=name[: longest(TranscriptImport, "name")],
        keep_cues=keep_cues,
        created_by=actor.name,
        created_at=now,
    )


def _origin(reading: Reading) -> str:
    """Words that a record took from the press stay words of the press."""
    kind = (reading.record or {}).get("kind")
    return REPORTED if kind == t.EditionKind.RECONSTRUCTION.value else IMPORTED


def _written(
    hearing: Hearing,
    batch: TranscriptImport,
    reading: Reading,
    log: Sequence[tuple[int, str]],
    offset_ms: int,
    pen: Pen,
) -> Report:
    voices = queries.by_label(queries.voices_of(hearing))
    notes = Notes(list(reading.remarks))
    if reading.record is not None:
        record = restoring.record_from(reading.record)
        turns = restoring.restore(hearing, record, voices, notes, pen)
        return Report(reading.format, len(record.turns), turns, 0, tuple(notes.told))
    cues = tuple(drafting.shifted(reading.cues, offset_ms)) if offset_ms else reading.cues
    turns, filled = _joined(hearing, batch, cues, reading, log, voices, notes, pen)
    return Report(reading.format, len(reading.cues), turns, filled, tuple(notes.told))


def _joined(
    hearing: Hearing,
    batch: TranscriptImport,
    cues: Sequence[Cue],
    reading: Reading,
    log: Sequence[tuple[int, str]],
    voices: Mapping[str, Voice],
    notes: Notes,
    pen: Pen,
) -> tuple[int, int]:
    """Turns written and turns filled, from cues joined with who spoke."""
    stretches, keyed = queries.key_log(hearing)
    if log:
        stretches, keyed = captions.log_of(log), {}
    placed = captions.who_spoke(cues, stretches, notes)
    are_turns = batch.keep_cues or reading.are_turns
    closed = sounds.closed_spans(hearing)
    spoken = captions.turns_of(
        placed,
        are_turns=are_turns and not keyed,
        is_apart=lambda cue: drafting.is_closed(cue, closed),
    )
    filled, rest = drafting.fill(spoken, keyed, notes, pen, closed)
    drafted = [
        drafting.turn_of(one, one.cue.number or -no, voices, closed)
        for no, one in enumerate(rest, start=1)
    ]
    first = next(iter(keyed.values()), None)
    early = [one for one in drafted if first is not None and _is_before(one, first)]
    if early and first is not None:
        drafting.write_before(hearing, early, first, pen)
    drafting.write(hearing, drafted[len(early) :], pen)
    return len(drafted), filled


def _is_before(one: Drafted, first: Utterance) -> bool:
    """Whether words were said before the first key was pressed."""
    return one.turn.start_ms is not None and one.turn.start_ms < (first.start_ms or 0)


def _known(before: TranscriptImport) -> Report:
    return Report(Format(before.form), before.cues, 0, 0, (), is_known=True)


def _finish(batch: TranscriptImport, report: Report, sha256: str, now: datetime) -> Report:
    batch.state = ImportState.KNOWN if report.is_known else ImportState.DONE
    batch.sha256, batch.form, batch.finished_at = sha256, report.form, now
    batch.cues, batch.turns, batch.report = report.cues, report.turns, report.told()
    batch.save()
    return report
