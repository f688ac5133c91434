"""The public copy of a recording: what it holds, what it never holds, when there is none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import av
import numpy as np
import pytest
import soundfile
from django.db import DatabaseError, transaction
from django.utils import timezone

from cases.adapters import decoding, files
from cases.domain.hearings import ClosedHearing
from cases.domain.sounds import (
    MARGIN_MS,
    AlreadyReleased,
    ClockUnknown,
    ClosedTimeUnknown,
    NotReleased,
    SoundDecoderMissing,
    SoundNotCopied,
    WordsFirst,
)
from cases.models import (
    HearingSession,
    Job,
    JournalEntry,
    PublicLine,
    PublicSound,
    SoundCopy,
    SoundRelease,
    SoundWithdrawal,
    Utterance,
)
from cases.services import jobs, publication, recordings, sounds, transcripts
from cases.tasks.jobs import perform
from tests import heard
from tests.heard import RATE, SECONDS, brings, hum
from tests.hearing_room import NOW, open_room
from tests.public_record import WHO, exchange, freeze, publish
from tests.services.test_recordings import work

pytestmark = pytest.mark.django_db
LAG = 300  # what an encoder of MP3 puts before the first sample, in milliseconds, and more
NARROW = "libopencore_amrnb"
OPENED = datetime(2024, 3, 13, 2, 0, tzinfo=UTC)


@pytest.fixture
def clerk():
    return heard.bringer()


@pytest.fixture
def record():
    return publish()


@pytest.fixture
def recording(record, clerk):
    found = brings(record.room, clerk)
    recordings.set_clock(found, 0, reason="bersamaan", **WHO)
    return found


def copied(recording):
    """The samples that the public hears."""
    work("copy_sound")
    row = PublicSound.objects.get(hearing=recording.hearing.code)
    with files.local(row.file) as file, soundfile.SoundFile(file) as sound:
        return sound.read(dtype="float32")


def loudness(samples, start_ms, end_ms):
    part = samples[start_ms * RATE // 1000 : end_ms * RATE // 1000]
    return float(np.abs(part).max())


def test_a_closed_part_is_silent_and_everything_else_is_heard_at_its_time(recording):
    recordings.close_part(recording, 10_000, 15_000, reason="penetapan", **WHO)

    sounds.release(recording, **WHO)
    samples = copied(recording)

    assert abs(len(samples) / RATE - SECONDS) < 0.2
    assert loudness(samples, 10_000 - MARGIN_MS + LAG, 15_000 + MARGIN_MS - LAG) < 0.01
    assert loudness(samples, 1000, 8500) > 0.2
    assert loudness(samples, 16_500, 29_000) > 0.2


@pytest.mark.parametrize(("form", "subtype"), [("FLAC", "PCM_16"), ("OGG", "VORBIS")])
def test_names_that_the_file_carries_stay_behind(record, clerk, form, subtype):
    found = brings(record.room, clerk, hum(form, subtype), f"sidang.{form.lower()}")
    recordings.set_clock(found, 0, reason="bersamaan", **WHO)

    sounds.release(found, **WHO)
    work("copy_sound")

    row = PublicSound.objects.get()
    content = files.read(row.file)
    assert b"Rahasia" in hum(form, subtype)
    assert b"Rahasia" not in content
    assert b"Darma" not in content
    assert (row.sha256, row.size) == (files.print_of(row.file).sha256, len(content))


def recorded_by_phone(record, clerk, **told):
    found = brings(record.room, clerk, heard.by_phone(**told), "sidang.m4a")
    recordings.set_clock(found, 0, reason="bersamaan", **WHO)
    return found


def test_what_a_phone_recorded_is_silent_where_it_was_closed_and_names_nobody(record, clerk):
    recording = recorded_by_phone(record, clerk)
    assert abs(recording.upload.duration_ms - SECONDS * 1000) < 100
    recordings.close_part(recording, 10_000, 15_000, reason="penetapan", **WHO)

    sounds.release(recording, **WHO)
    samples = copied(recording)

    assert abs(len(samples) / RATE - SECONDS) < LAG / 1000
    assert loudness(samples, 10_000 - MARGIN_MS + LAG, 15_000 + MARGIN_MS - LAG) < 0.01
    assert loudness(samples, 1000, 8500) > 0.2
    assert loudness(samples, 16_500, 29_000) > 0.2
    assert b"Rahasia" in heard.by_phone()
    assert b"Rahasia" not in files.read(PublicSound.objects.get().file)


@pytest.mark.parametrize(("form", "codec", "name", "mime"), [
    ("adts", "aac", "sidang.aac", "audio/aac"),
    ("3gp", "aac", "sidang.3gp", "audio/3gpp"),
    ("3gp", NARROW, "sidang.3gp", "audio/3gpp"),
    ("amr", NARROW, "sidang.amr", "audio/amr"),
])  # fmt: skip
def test_what_older_phones_record_is_silent_where_it_was_closed(
    record, clerk, form, codec, name, mime
):
    if codec not in av.codecs_available:
        pytest.skip("nothing here writes AMR")
    found = brings(record.room, clerk, heard.by_phone(form=form, codec=codec), name)
    recordings.set_clock(found, 0, reason="bersamaan", **WHO)
    recordings.close_part(found, 10_000, 15_000, reason="penetapan", **WHO)

    sounds.release(found, **WHO)
    samples = copied(found)

    assert found.upload.mime == mime
    assert abs(found.upload.duration_ms - SECONDS * 1000) < LAG
    assert loudness(samples, 10_000 - MARGIN_MS + LAG, 15_000 + MARGIN_MS - LAG) < 0.01
    assert loudness(samples, 1000, 8500) > 0.1
    assert loudness(samples, 16_500, 29_000) > 0.1
    assert b"Rahasia" not in files.read(PublicSound.objects.get().file)


def test_the_pauses_that_a_phone_leaves_out_keep_their_place(record, clerk):
    found = brings(record.room, clerk, b"#!AMR\n" + b"\x7c" * 50 * SECONDS, "sidang.amr")
    recordings.set_clock(found, 0, reason="bersamaan", **WHO)

    sounds.release(found, **WHO)

    assert found.upload.duration_ms == SECONDS * 1000
    assert abs(len(copied(found)) / RATE - SECONDS) < LAG / 1000


def test_what_cannot_be_decoded_here_is_not_released(record, clerk, monkeypatch):
    recording = recorded_by_phone(record, clerk)
    monkeypatch.setattr(decoding, "is_here", lambda: False)

    with pytest.raises(SoundDecoderMissing):
        sounds.release(recording, **WHO)

    assert not SoundRelease.objects.exists()


def test_a_sound_whose_clock_jumps_is_never_heard(record, clerk):
    sounds.release(recorded_by_phone(record, clerk, pause=3), **WHO)
    work("copy_sound")

    assert not PublicSound.objects.exists()
    assert "meloncat" in Job.objects.get(kind="copy_sound").error


def close_session(hearing):
    hearing.opened_at = OPENED
    hearing.save(update_fields=["opened_at"])
    for no, (start, end, is_public) in enumerate(
        ((0, 5, True), (5, 12, False), (12, 25, True)), 1
    ):
        HearingSession.objects.create(
            hearing=hearing, no=no, is_public=is_public,
            opened_at=OPENED + timedelta(seconds=start),
            closed_at=OPENED + timedelta(seconds=end),
        )  # fmt: skip


def test_a_closed_session_and_what_is_off_the_record_are_silent(record, recording):
    close_session(record.room.hearing)
    recordings.set_clock(recording, -3000, reason="rekaman mulai lebih dahulu", **WHO)

    sounds.release(recording, **WHO)
    samples = copied(recording)

    assert loudness(samples, 0, 2800) < 0.01  # before the hearing was opened
    assert loudness(samples, 3300, 6900) > 0.2
    assert loudness(samples, 7000 + LAG, 15_800) < 0.01  # behind closed doors
    assert loudness(samples, 16_500, 27_500) > 0.2
    assert loudness(samples, 28_300, 30_000) < 0.01  # after the end


def test_a_closed_turn_with_a_time_is_silent(clerk):
    room = open_room()
    asked, _answer = exchange(room)
    Utterance.objects.filter(pk=asked.pk).update(is_closed=True, start_ms=4000, end_ms=8000)
    transcripts.publish(freeze(room), **WHO)
    publication.release_all(room.disputes, **WHO)
    recording = brings(room, clerk)
    recordings.set_clock(recording, 0, reason="bersamaan", **WHO)

    sounds.release(recording, **WHO)

    assert loudness(copied(recording), 3000 + LAG, 8800) < 0.01


def test_a_closed_turn_without_a_time_lets_nothing_out(clerk):
    room = open_room()
    asked, _answer = exchange(room)
    Utterance.objects.filter(pk=asked.pk).update(is_closed=True)
    transcripts.publish(freeze(room), **WHO)
    publication.release_all(room.disputes, **WHO)
    recording = brings(room, clerk)
    recordings.set_clock(recording, 0, reason="bersamaan", **WHO)

    with pytest.raises(ClosedTimeUnknown):
        sounds.release(recording, **WHO)
    assert not SoundRelease.objects.exists()


def test_without_a_clock_nothing_is_released(record, clerk):
    with pytest.raises(ClockUnknown):
        sounds.release(brings(record.room, clerk), **WHO)


def test_sound_waits_for_the_words(clerk):
    room = open_room()
    recording = brings(room, clerk)
    recordings.set_clock(recording, 0, reason="bersamaan", **WHO)

    with pytest.raises(WordsFirst):
        sounds.release(recording, **WHO)


def test_a_hearing_that_was_closed_is_never_heard(record, recording):
    record.room.hearing.is_public = False
    record.room.hearing.save(update_fields=["is_public"])

    with pytest.raises(ClosedHearing):
        sounds.release(recording, **WHO)


def test_what_is_no_sound_here_is_refused(record, recording):
    recording.upload.mime = "application/pdf"
    recording.upload.save(update_fields=["mime"])

    with pytest.raises(SoundNotCopied):
        sounds.release(recording, **WHO)


def test_a_sealed_dispute_takes_its_sound_along(record, recording):
    sounds.release(recording, **WHO)
    work("copy_sound")

    publication.seal(record.room.dispute, **WHO)

    assert not PublicSound.objects.exists()


@pytest.mark.parametrize("told", ["clock", "part"])
def test_what_is_told_later_takes_the_copy_back(
    recording, told, django_capture_on_commit_callbacks
):
    sounds.release(recording, **WHO)
    work("copy_sound")
    file = PublicSound.objects.get().file

    with django_capture_on_commit_callbacks(execute=True):
        if told == "clock":
            recordings.set_clock(recording, 500, reason="palu", **WHO)
        else:
            recordings.close_part(recording, 0, 5000, reason="penetapan", **WHO)

    assert not PublicSound.objects.exists()
    assert not files.exists(file)
    assert SoundWithdrawal.objects.count() == 1
    sounds.release(recording, **WHO)
    work("copy_sound")
    assert PublicSound.objects.count() == 1


def test_a_session_that_is_closed_later_takes_the_copy_off_the_shelf(record, recording):
    sounds.release(recording, **WHO)
    work("copy_sound")

    close_session(record.room.hearing)
    publication.shelve_hearing(record.room.hearing, now=NOW)

    assert not PublicSound.objects.exists()


def test_a_copy_is_withdrawn_with_a_reason_and_once(recording):
    sounds.release(recording, **WHO)
    with pytest.raises(AlreadyReleased):
        sounds.release(recording, **WHO)

    sounds.withdraw(recording, reason="keberatan saksi", **WHO)

    with pytest.raises(NotReleased):
        sounds.withdraw(recording, reason="lagi", **WHO)
    acts = JournalEntry.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts)[-2:] == ["sound_released", "sound_withdrawn"]
    work("copy_sound")
    assert not SoundCopy.objects.exists()
    assert not PublicSound.objects.exists()


def test_a_worker_that_lost_its_lease_adds_no_second_copy(recording):
    release = sounds.release(recording, **WHO)
    lost = jobs.claim(Job.objects.get(key=release.code).pk, now=timezone.now())
    Job.objects.filter(pk=lost.pk).update(lease_until=timezone.now() - timedelta(minutes=1))
    other = jobs.claim(lost.pk, now=timezone.now())

    perform(other)
    perform(lost)

    assert SoundCopy.objects.count() == 1


def test_what_was_released_and_withdrawn_cannot_be_changed(recording):
    release = sounds.release(recording, **WHO)
    sounds.withdraw(recording, reason="keberatan", **WHO)

    for rows in (SoundRelease.objects.filter(pk=release.pk), SoundWithdrawal.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()


def test_each_line_of_a_timed_turn_knows_when_it_is_heard(clerk):
    room = open_room()
    asked, _answered = exchange(room, question="Apakah kontrak itu ada pada Termohon? " * 6)
    Utterance.objects.filter(pk=asked.pk).update(start_ms=4000, end_ms=12_000)
    edition = freeze(room)
    transcripts.publish(edition, **WHO)
    publication.release_all(room.disputes, **WHO)

    lines = PublicLine.objects.filter(edition=edition.code, number=1).order_by("page", "line")
    starts = [line.start_ms for line in lines]
    assert starts[0] == 4000
    assert len(starts) > 2
    assert starts == sorted(set(starts))
    assert starts[-1] < 12_000
    assert list(
        PublicLine.objects.filter(edition=edition.code, number=2).values_list(
            "start_ms", flat=True
        )
    ) == [None]
