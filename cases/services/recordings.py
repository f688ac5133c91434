"""The sound of a hearing: brought, told of, closed in part, and listened to by the worker."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from cases.adapters import files, speech
from cases.domain import recordings as rules
from cases.domain.captions import Cue, Format, Reading, cues_from
from cases.domain.hearings import check_recordable
from cases.domain.recordings import ImportState
from cases.domain.uploads import KINDS, UploadState
from cases.models import (
    ClosedPart,
    HeardPart,
    Hearing,
    HearingSession,
    Job,
    Recording,
    RecordingOffset,
    TranscriptImport,
    Upload,
)
from cases.models.columns import longest
from cases.models.jobs import JobState
from cases.queries import codes as free_codes
from cases.queries import recordings as queries
from cases.queries import sounds as closing
from cases.services import hearings, jobs, journal, sounds
from cases.services.jobs import JobKind, Progress
from cases.services.journal import Actor
from cases.services.transcripts import drafting, imports
from cases.services.transcripts.turns import open_record

STEP = "dengar"
MINUTE_MS = 60_000


@transaction.atomic
def add(
    hearing: Hearing,
    upload: Upload,
    *,
    session: HearingSession | None = None,
    actor: Actor,
    now: datetime,
) -> Recording:
    """Take an upload of the commission as sound of a hearing, or of one session of it.

    Whether it is sound the check of the upload says; until then nobody hears it.

    Raises:
        MediationIsClosed: it is mediation.
        NotTheSound: the upload is of another house, or serves somewhere already.
    """
    hearing = hearings.locked(hearing)
    check_recordable(hearing.kind)
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    _check(upload, hearing, session)

    recording = Recording.objects.create(
        code=free_codes.drawn(Recording),
        hearing=hearing,
        session=session,
        upload=upload,
        added_by=actor.name,
        added_at=now,
    )
    _note("recording_added", recording, actor, now, {"sha256": upload.sha256})
    return recording


@transaction.atomic
def set_clock(
    recording: Recording, offset_ms: int, *, reason: str, actor: Actor, now: datetime
) -> RecordingOffset:
    """Say how far the clock of the hearing is ahead of that of the sound; earlier words on it
    stay. Words that were imported before keep the times that they got. A public copy that was
    made by another clock is taken back; so it is with ``close_part``.

    Raises:
        ClockTooFar: it is more than a day.
    """
    recording = _locked(recording)
    rules.check_offset(offset_ms)
    said = RecordingOffset.objects.create(
        recording=recording,
        no=recording.offsets.count() + 1,
        offset_ms=offset_ms,
        reason=reason[: longest(RecordingOffset, "reason")],
        noted_by=actor.name,
        noted_at=now,
    )
    told = {"no": said.no, "offset_ms": offset_ms, "reason": said.reason}
    _note("recording_clock_set", recording, actor, now, {**told, **_closed(recording)})
    sounds.review(recording, actor=actor, now=now)
    return said


@transaction.atomic
def close_part(
    recording: Recording,
    start_ms: int,
    end_ms: int,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
) -> ClosedPart:
    """Say that a stretch of sound was closed to the public (UU 14/2008 Pasal 43 ayat (4)).

    The turns of the draft that lie in it are closed with it.

    Raises:
        SoundNotReady: it was not checked yet.
        NoSuchStretch: it ends before it begins, or lies outside the sound.
    """
    recording = _locked(recording)
    _check_ready(recording)
    rules.check_stretch(start_ms, end_ms, recording.upload.duration_ms)
    part = ClosedPart.objects.create(
        recording=recording,
        start_ms=start_ms,
        end_ms=end_ms,
        reason=reason[: longest(ClosedPart, "reason")],
        noted_by=actor.name,
        noted_at=now,
    )
    told = {"start_ms": start_ms, "end_ms": end_ms, "reason": part.reason}
    _note("recording_part_closed", recording, actor, now, {**told, **_closed(recording)})
    sounds.review(recording, actor=actor, now=now)
    return part


@transaction.atomic
def keep_until(
    recording: Recording, until: date | None, *, source: str, actor: Actor, now: datetime
) -> None:
    """Note until which local day the sound is kept, and the rule that says so; None: no rule is
    known. Nothing is taken away by itself.

    Raises:
        SourceNeeded: a day without the rule from which it follows.
    """
    source = " ".join(source.split())[: longest(Recording, "retention_source")]
    if (until is None) != (source == ""):
        raise rules.SourceNeeded("Sebutkan aturan retensinya bersama harinya.")
    recording = _locked(recording)
    before = {
        "until": str(recording.retention_until or ""),
        "source": recording.retention_source,
    }
    recording.retention_until, recording.retention_source = until, source
    recording.save(update_fields=["retention_until", "retention_source"])
    told = {"until": str(until or ""), "source": source, "before": before}
    _note("recording_retention_set", recording, actor, now, told)


@transaction.atomic
def order_recognition(recording: Recording, *, actor: Actor, now: datetime) -> TranscriptImport:
    """Let the worker listen to a recording and write what it hears into the draft.

    The same order while one is under way is that one.

    Raises:
        SpeechUnavailable: no library or no model is here.
        SoundNotReady: the sound was not checked yet, or was refused.
        AlreadyFrozen: the transcript of this hearing is frozen.
    """
    recording = _locked(recording)
    _check_ready(recording)
    open_record(recording.hearing)
    engine = speech.engine(settings.SPEECH_MODEL_DIR)
    waiting = recording.imports.filter(state=ImportState.WAITING).first()
    if waiting is not None and not _gave_up(waiting):
        return waiting
    batch = waiting or TranscriptImport.objects.create(
        code=free_codes.drawn(TranscriptImport),
        hearing=recording.hearing,
        recording=recording,
        name=engine.name[: longest(TranscriptImport, "name")],
        created_by=actor.name,
        created_at=now,
    )
    tries = Job.objects.filter(kind=JobKind.RECOGNISE_SPEECH, args__batch=batch.code).count()
    jobs.order(
        JobKind.RECOGNISE_SPEECH,
        f"{batch.code}:{tries + 1}",
        args={"batch": batch.code},
        now=now,
    )
    return batch


def recognise(job: Job, progress: Progress, now: datetime) -> None:
    """Listen to a recording, minute by minute; go on where a worker was killed.

    What was heard is kept as it comes; the turns are written once, at the end.
    """
    batch = TranscriptImport.objects.select_related(
        "recording__upload", "recording__hearing", "hearing"
    ).get(code=job.args["batch"])
    recording: Recording = batch.recording  # type: ignore[assignment]
    engine = speech.engine(settings.SPEECH_MODEL_DIR)
    total = max(-(-recording.upload.duration_ms // MINUTE_MS), 1)
    with files.local(recording.upload.clean_file) as sound:
        _listen(batch, engine, sound, progress, total)
    heard = queries.heard_so_far(batch)
    cues = cues_from([row for part in heard for row in part.cues])
    reading = Reading(Format.SPEECH, cues)
    mark = f"{recording.upload.sha256}:{engine.name}"
    with progress.effect(now=now):
        imports.bring(
            batch,
            reading,
            sha256=hashlib.sha256(mark.encode()).hexdigest(),
            offset_ms=queries.offset_of(recording),
            actor=Actor(batch.created_by),
            now=now,
        )
        batch.heard.all().delete()


def _listen(
    batch: TranscriptImport,
    engine: speech.Engine,
    sound: Path,
    progress: Progress,
    total: int,
) -> None:
    heard = queries.heard_so_far(batch)
    since = heard[-1].until_ms if heard else 0
    no, kept = len(heard), []
    progress.step(STEP, min(since // MINUTE_MS, total), total)
    for cue in engine.hear(sound, since):
        kept.append(cue)
        until = cue.end_ms or 0
        if until // MINUTE_MS > since // MINUTE_MS:
            no, since = no + 1, until
            _keep(batch, no, until, kept)
            kept = []
            progress.step(STEP, min(until // MINUTE_MS, total), total)
    if kept:
        _keep(batch, no + 1, kept[-1].end_ms or since, kept)


def _keep(batch: TranscriptImport, no: int, until_ms: int, cues: list[Cue]) -> None:
    HeardPart.objects.create(
        batch=batch, no=no, until_ms=until_ms, cues=[cue.told() for cue in cues]
    )


def _closed(recording: Recording) -> dict[str, int]:
    """Close what the draft holds of the closed parts; how many turns, where there were any."""
    hearing = recording.hearing
    count = drafting.close_within(hearing, closing.closed_parts(hearing))
    return {"turns_closed": count} if count else {}


def _gave_up(batch: TranscriptImport) -> bool:
    work = queries.work_of(batch)
    return work is None or work.state == JobState.FAILED


def _locked(recording: Recording) -> Recording:
    """The row of the hearing first, as whoever writes into its record takes it."""
    hearings.locked(recording.hearing)
    rows = Recording.objects.select_for_update(of=("self",))
    return rows.select_related("upload", "hearing").get(pk=recording.pk)


def _check(upload: Upload, hearing: Hearing, session: HearingSession | None) -> None:
    is_ours = upload.commission_id == hearing.commission_id
    is_free = upload.document_id is None and not hasattr(upload, "recording")
    has_session = session is None or session.hearing_id == hearing.pk
    if not (is_ours and is_free and has_session):
        raise rules.NotTheSound("Berkas itu bukan rekaman untuk sidang ini.")


def _check_ready(recording: Recording) -> None:
    upload = recording.upload
    if upload.state != UploadState.CLEAN or not KINDS[upload.mime].is_sound:
        raise rules.SoundNotReady("Rekaman ini belum selesai diperiksa, atau bukan suara.")


def _note(
    act: str, recording: Recording, actor: Actor, now: datetime, told: Mapping[str, object]
) -> None:
    journal.record(
        act,
        actor=actor,
        at=now,
        hearing=recording.hearing,
        payload={"recording": recording.code, **told},
    )
