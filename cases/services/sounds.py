"""The public copy of a recording: released by the registry, made by the worker, withdrawn."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction

from cases.adapters import decoding, files, sound_copies
from cases.domain import sounds as rules
from cases.domain.hearings import ClosedHearing
from cases.domain.sounds import Stretches
from cases.domain.uploads import UploadState
from cases.models import Hearing, Job, Recording, SoundCopy, SoundRelease, SoundWithdrawal
from cases.models.columns import longest
from cases.models.jobs import JobState
from cases.queries import codes as free_codes
from cases.queries import sounds as queries
from cases.services import hearings, jobs, journal, publication
from cases.services.jobs import JobKind, Progress
from cases.services.journal import Actor

STEP = "salin"
FOLDER = "public-sound"
SECOND_MS = 1000
CHANGED = "keterangan tentang rekaman berubah"
REPLACED = "digantikan rilis yang baru"


@publication.one_act
def release(recording: Recording, *, actor: Actor, now: datetime) -> SoundRelease:
    """Let the public hear a recording; the worker makes the copy that it hears.

    Whatever is closed or off the record is silent in it. A release that no longer says what is
    told of the recording gives way to the new one.

    Raises:
        ClosedHearing: the hearing, or a dispute that it served, is not public.
        WordsFirst: no transcript of it is public.
        ClosedTimeUnknown, ClockUnknown, NothingOpen: what is to be silent cannot be told.
        SoundNotCopied: it is no sound that can be copied. AlreadyReleased: it is released so.
        SoundDecoderMissing: what decodes it is not installed here.
    """
    hearing = hearings.locked(recording.hearing)
    recording = _found(recording)
    _check(hearing, recording)
    cut = queries.cut_of(recording)
    before = queries.release_of(recording)
    if before is not None:
        if queries.holds(before, cut) and not _failed(before):
            raise rules.AlreadyReleased("Salinan publik rekaman ini sudah ada.")
        _withdraw(before, REPLACED, actor, now)
    made = SoundRelease.objects.create(
        recording=recording,
        no=recording.releases.count() + 1,
        code=free_codes.drawn(SoundRelease),
        silenced=[list(one) for one in cut.silenced],
        offset_ms=cut.offset_ms,
        released_by=actor.name,
        released_at=now,
    )
    told = {"silenced": made.silenced, "offset_ms": made.offset_ms}
    _note("sound_released", made, hearing, actor, now, told)
    jobs.order(JobKind.COPY_SOUND, made.code, args={"release": made.code}, now=now)
    return made


@publication.one_act
def withdraw(recording: Recording, *, reason: str, actor: Actor, now: datetime) -> None:
    """Take the public copy of a recording back.

    Raises:
        NotReleased: there is none.
    """
    hearings.locked(recording.hearing)
    standing = queries.release_of(recording)
    if standing is None:
        raise rules.NotReleased("Rekaman ini tidak memiliki salinan publik.")
    _withdraw(standing, reason, actor, now)


@publication.one_act
def review(recording: Recording, *, actor: Actor, now: datetime) -> None:
    """Take a copy back that does not say any more what is told of its recording."""
    standing = queries.release_of(recording)
    if standing is None:
        return
    told = queries.standing([standing.recording])
    if not queries.holds(standing, told.get(recording.pk)):
        _withdraw(standing, CHANGED, actor, now)


def copy(job: Job, progress: Progress, now: datetime) -> None:
    """Make the copy of a release. A worker that is killed begins anew.

    Raises:
        SoundNotCopied, SoundDecoderMissing: the sound cannot be read here, or its clock is not
            to be trusted.
    """
    found = SoundRelease.objects.select_related("recording__upload", "recording__hearing")
    made = found.get(code=job.args["release"])
    upload = made.recording.upload
    silenced: Stretches = tuple((start, end) for start, end in made.silenced)
    seconds = max(upload.duration_ms // SECOND_MS, 1)

    def tell(at_ms: int) -> None:
        progress.step(STEP, min(at_ms // SECOND_MS, seconds), seconds)

    name = f"{FOLDER}/{made.code}.{rules.SUFFIX}"
    with files.workshop() as folder, files.local(upload.clean_file) as source:
        target = folder / f"copy.{rules.SUFFIX}"
        length = sound_copies.copy(source, target, silenced, tell)
        rules.check_length(upload.duration_ms, length)
        known = files.take_in(name, target)
    with progress.effect(now=now):
        hearing = hearings.locked(made.recording.hearing)
        if not queries.current().filter(pk=made.pk).exists():
            _take_away(name)
            return
        SoundCopy.objects.create(
            release=made,
            file=name,
            sha256=known.sha256,
            size=known.size,
            duration_ms=length,
            made_at=now,
        )
        publication.shelve_hearing(hearing, now=now)


def _found(recording: Recording) -> Recording:
    rows = Recording.objects.select_for_update(of=("self",))
    return rows.select_related("upload", "hearing").get(pk=recording.pk)


def _check(hearing: Hearing, recording: Recording) -> None:
    upload = recording.upload
    if upload.state != UploadState.CLEAN or upload.mime not in rules.COPIED:
        raise rules.SoundNotCopied(
            "Rekaman ini tidak dapat disalin. WAV, FLAC, OGG, MP3, M4A, AAC, 3GP dan AMR "
            "dapat disalin."
        )
    decoding.check(upload.mime)
    if not queries.is_open(hearing):
        raise ClosedHearing(
            "Sidang ini, atau sengketa yang diperiksanya, tidak terbuka untuk umum."
        )
    if not queries.has_words(hearing):
        raise rules.WordsFirst("Suara menyusul risalah; risalah sidang ini belum diumumkan.")


def _failed(release: SoundRelease) -> bool:
    work = queries.work_of(release)
    return work is None or work.state == JobState.FAILED


def _withdraw(release: SoundRelease, reason: str, actor: Actor, now: datetime) -> None:
    reason = " ".join(reason.split())[: longest(SoundWithdrawal, "reason")]
    SoundWithdrawal.objects.create(
        release=release, reason=reason, withdrawn_by=actor.name, withdrawn_at=now
    )
    hearing = release.recording.hearing
    _note("sound_withdrawn", release, hearing, actor, now, {"reason": reason})
    publication.shelve_hearing(hearing, now=now)
    if hasattr(release, "copy"):
        _take_away(release.copy.file)


def _take_away(name: str) -> None:
    """A copy is derived and can be made again; one that is withdrawn is kept nowhere."""
    transaction.on_commit(partial(files.remove, name))


def _note(
    act: str,
    release: SoundRelease,
    hearing: Hearing,
    actor: Actor,
    now: datetime,
    told: dict[str, object],
) -> None:
    payload = {"recording": release.recording.code, "release": release.code, **told}
    journal.record(act, actor=actor, at=now, hearing=hearing, payload=payload)
