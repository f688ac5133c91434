"""The sound of a hearing: brought, told of, closed in part, listened to, written down once."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction
from django.utils import timezone

from cases.adapters import speech
from cases.domain.accounts import Role
from cases.domain.captions import Cue, Word
from cases.domain.hearings import MediationIsClosed
from cases.domain.recordings import (
    ClockTooFar,
    NoSuchStretch,
    NotTheSound,
    SoundNotReady,
    SourceNeeded,
    SpeechUnavailable,
    open_stretches,
)
from cases.domain.transcripts import AlreadyFrozen, EditionKind, UtteranceKind
from cases.domain.uploads import AlreadyAdmitted, UploadState
from cases.models import (
    HeardPart,
    Hearing,
    HearingSession,
    Job,
    JournalEntry,
    Recording,
    TranscriptImport,
    Upload,
    Utterance,
    UtteranceRevision,
)
from cases.queries import recordings as queries
from cases.queries import transcripts as records
from cases.queries.obstacles import obstacles_of
from cases.queries.uploads import kept_by
from cases.services import accounts, jobs, recordings, transcripts, uploads
from cases.services.transcripts import correcting
from cases.tasks.jobs import perform
from tests import spoken
from tests.hearing_room import HELD_ON, NOW, RECORDER, open_room
from tests.people import account
from tests.public_record import WHO, exchange, freeze, say
from tests.standing import standing
from tests.web.pages import PASSWORD

pytestmark = pytest.mark.django_db
HUM = spoken.wav(spoken.tone(2500), rate=8000)


built, room = standing(open_room)


@pytest.fixture
def clerk():
    return accounts.open_account(
        "panitera@demo.test", name="Bu Ratna", password=PASSWORD, actor=RECORDER, now=NOW
    )


def work(*kinds):
    """What a worker does, as often as there is something to do."""
    for _round in range(3):
        for job in Job.objects.filter(state="waiting").order_by("pk"):
            if job.kind in kinds:
                perform(jobs.claim(job.pk, now=timezone.now()))


def brought(house, clerk, content=HUM, name="sidang.wav"):
    """An upload that the worker has checked."""
    found = uploads.begin(house, uploaded_by=clerk, name=name, size=len(content), now=NOW)
    source = ContentFile(content)
    uploads.append(found, offset=0, source=source, length=len(content), now=NOW)
    uploads.finish(found, actor=RECORDER, now=NOW)
    work("check_upload")
    return Upload.objects.get(pk=found.pk)


@pytest.fixture
def recording(room, clerk):
    return recordings.add(room.hearing, brought(room.commission, clerk), **WHO)


def test_a_recording_knows_its_fingerprint_its_kind_and_its_length(room, recording):
    upload = recording.upload

    assert (upload.state, upload.mime) == (UploadState.CLEAN, "audio/wav")
    assert upload.duration_ms == 2500
    assert upload.sha256 == upload.clean_sha256
    assert JournalEntry.objects.get(act="recording_added").payload == {
        "recording": recording.code, "sha256": upload.sha256,
    }  # fmt: skip


def test_a_recording_may_be_of_one_session(room, clerk):
    session = HearingSession.objects.create(hearing=room.hearing, no=1)
    upload = brought(room.commission, clerk)

    assert recordings.add(room.hearing, upload, session=session, **WHO).session == session


def test_a_session_of_another_hearing_is_refused(room, clerk):
    other = open_room(name="jabar")
    session = HearingSession.objects.create(hearing=other.hearing, no=1)

    with pytest.raises(NotTheSound):
        recordings.add(room.hearing, brought(room.commission, clerk), session=session, **WHO)


def test_sound_is_that_of_one_hearing_and_of_its_commission(room, recording, clerk):
    other = open_room(name="jabar")

    with pytest.raises(NotTheSound):
        recordings.add(room.hearing, recording.upload, **WHO)
    with pytest.raises(NotTheSound):
        recordings.add(room.hearing, brought(other.commission, clerk), **WHO)


def test_mediation_is_not_recorded(room, clerk):
    Hearing.objects.filter(pk=room.hearing.pk).update(kind="mediasi")

    with pytest.raises(MediationIsClosed):
        recordings.add(room.hearing, brought(room.commission, clerk), **WHO)


def test_an_organisation_brings_no_sound(room, clerk):
    assert brought(room.applicant, clerk).refusal == "not_allowed"


def test_sound_is_not_counted_in_the_share_of_a_commission(room, recording):
    assert kept_by(room.commission) == 0


def test_a_recording_cannot_be_thrown_away_as_an_upload(recording):
    with pytest.raises(AlreadyAdmitted, match="rekaman sidang"):
        uploads.discard(recording.upload, **WHO)


def test_the_clock_is_corrected_by_a_new_row_and_the_last_one_stands(recording):
    recordings.set_clock(recording, 2000, reason="jam dinding", **WHO)
    recordings.set_clock(recording, -1500, reason="dibandingkan dengan ketukan palu", **WHO)

    offsets, _closed = queries.told_of(recording)
    assert [one.offset_ms for one in offsets] == [-1500, 2000]
    assert queries.offset_of(recording) == -1500


def test_a_clock_that_is_a_day_off_is_another_clock(recording):
    with pytest.raises(ClockTooFar):
        recordings.set_clock(recording, 86_400_001, reason="", **WHO)


def test_what_was_said_of_a_recording_is_never_changed(recording):
    said = recordings.set_clock(recording, 2000, reason="", **WHO)
    part = recordings.close_part(recording, 100, 200, reason="Penetapan", **WHO)

    for row in (said, part):
        with pytest.raises(DatabaseError, match="hanya bertambah"), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(noted_by="orang lain")
        with pytest.raises(DatabaseError, match="hanya bertambah"), transaction.atomic():
            row.delete()


@pytest.mark.parametrize(("start", "end"), [(500, 500), (600, 500), (-1, 500), (2500, 2600)])
def test_a_stretch_that_is_none_is_refused(recording, start, end):
    with pytest.raises(NoSuchStretch):
        recordings.close_part(recording, start, end, reason="Penetapan", **WHO)


def test_what_is_left_of_a_sound_is_what_nobody_closed(recording):
    assert open_stretches([(500, 900), (700, 1000), (2000, 9000)], 2500) == [
        (0, 500), (1000, 2000),
    ]  # fmt: skip
    assert open_stretches([], 2500) == [(0, 2500)]


def test_a_day_of_retention_comes_with_its_rule(recording):
    with pytest.raises(SourceNeeded):
        recordings.keep_until(recording, date(2034, 3, 13), source=" ", **WHO)
    with pytest.raises(SourceNeeded):
        recordings.keep_until(recording, None, source="JRA 7/2020", **WHO)

    recordings.keep_until(recording, date(2034, 3, 13), source="JRA 7/2020", **WHO)

    kept = Recording.objects.get()
    assert (kept.retention_until, kept.retention_source) == (date(2034, 3, 13), "JRA 7/2020")


def test_without_a_model_nobody_listens(recording, settings, tmp_path):
    settings.SPEECH_MODEL_DIR = ""
    with pytest.raises(SpeechUnavailable, match="SPEECH_MODEL_DIR belum diisi"):
        recordings.order_recognition(recording, **WHO)

    settings.SPEECH_MODEL_DIR = str(tmp_path)
    with pytest.raises(SpeechUnavailable, match="tidak ditemukan"):
        recordings.order_recognition(recording, **WHO)


@pytest.mark.parametrize(("files", "library", "extra"), [
    (["model.bin"], "faster_whisper", "speech"),
    (["grammar.jsgf", "words.dict"], "pocketsphinx", "speech-small"),
])  # fmt: skip
def test_a_missing_library_is_named_with_its_extra(tmp_path, files, library, extra):
    for name in files:
        (tmp_path / name).touch()

    with patch.object(speech, "find_spec", return_value=None):
        with pytest.raises(SpeechUnavailable, match=f"{library}.*“{extra}”"):
            speech.engine(str(tmp_path))
        assert not speech.is_here(str(tmp_path))


def test_a_model_that_is_none_is_told_by_the_real_library(tmp_path):
    pytest.importorskip("faster_whisper")
    (tmp_path / "model.bin").write_bytes(b"bukan model")
    sound = tmp_path / "a.wav"
    sound.write_bytes(HUM)

    with pytest.raises(SpeechUnavailable, match="tidak dapat dimuat"):
        list(speech.engine(str(tmp_path)).hear(sound, 0))


class Ear:
    """Hears a word every twenty seconds, and falls silent where a test wants it."""

    name = "telinga uji"

    def __init__(self, falls_at=None):
        self.falls_at, self.asked = falls_at, []

    def hear(self, _sound, since_ms):
        self.asked.append(since_ms)
        for no in range(since_ms // 20_000, 9):
            if no == self.falls_at:
                raise RuntimeError("pekerja mati")
            start = no * 20_000
            word = Word(f"kata{no}", start, start + 500, 0.9)
            yield Cue(start, start + 20_000, "", f"kata{no}", (word,))


def listen(recording, ear):
    with patch.object(speech, "engine", return_value=ear):
        batch = recordings.order_recognition(recording, **WHO)
        job = Job.objects.filter(kind="recognise_speech").latest("pk")
        claimed = jobs.claim(job.pk, now=timezone.now())
        if claimed is not None:
            perform(claimed)
    return batch


@pytest.fixture
def long(recording):
    """Three minutes of sound."""
    Upload.objects.filter(pk=recording.upload_id).update(duration_ms=180_000)
    return Recording.objects.select_related("upload", "hearing").get(pk=recording.pk)


def words():
    return " ".join(UtteranceRevision.objects.order_by("utterance__position").values_list(
        "text", flat=True
    ))  # fmt: skip


def test_what_is_heard_becomes_turns_of_the_draft(long):
    batch = listen(long, Ear())

    told = TranscriptImport.objects.get(pk=batch.pk)
    job = Job.objects.get(kind="recognise_speech")
    assert words() == " ".join(f"kata{no}" for no in range(9))
    assert (told.state, told.cues, told.form) == ("done", 9, "speech")
    assert (job.state, job.step, job.total) == ("done", "dengar", 3)
    assert set(UtteranceRevision.objects.values_list("origin", flat=True)) == {"asr"}
    assert not HeardPart.objects.exists()


def test_a_worker_that_was_killed_hears_nothing_twice_and_writes_nothing_twice(long):
    with pytest.raises(RuntimeError, match="pekerja mati"):
        listen(long, Ear(falls_at=7))
    assert not Utterance.objects.exists()
    assert [part.until_ms for part in HeardPart.objects.order_by("no")] == [60_000, 120_000]
    Job.objects.filter(kind="recognise_speech").update(wait_until=None)

    again = Ear()
    listen(long, again)

    assert again.asked == [120_000]
    assert words() == " ".join(f"kata{no}" for no in range(9))


def test_two_orders_while_one_is_under_way_are_one(long):
    with patch.object(speech, "engine", return_value=Ear()):
        first = recordings.order_recognition(long, **WHO)

        assert recordings.order_recognition(long, **WHO) == first
    assert Job.objects.filter(kind="recognise_speech").count() == 1


def test_one_that_was_given_up_may_be_ordered_again(long):
    with pytest.raises(RuntimeError):
        listen(long, Ear(falls_at=7))
    Job.objects.filter(kind="recognise_speech").update(state="failed", wait_until=None)

    listen(long, Ear())

    assert words() == " ".join(f"kata{no}" for no in range(9))
    assert TranscriptImport.objects.count() == 1


def test_the_same_sound_heard_by_the_same_ear_is_written_once(long):
    listen(long, Ear())

    again = listen(long, Ear())

    assert TranscriptImport.objects.get(pk=again.pk).state == "known"
    assert words() == " ".join(f"kata{no}" for no in range(9))


def test_what_is_heard_stands_on_the_clock_of_the_hearing(long):
    recordings.set_clock(long, 5000, reason="", **WHO)

    listen(long, Ear())

    assert Utterance.objects.order_by("position").first().start_ms == 5000


def words_of(turn):
    return records.latest(turn).text


def in_the_way(recording):
    """What stands in the way of certification, and whether it must be mended."""
    return [(one.code, one.is_blocking) for one in obstacles_of(recording.hearing)]


def closed_words():
    rows = Utterance.objects.filter(is_closed=True).order_by("position")
    return [records.latest(row).text for row in rows]


def test_what_is_heard_in_a_closed_part_is_closed(long):
    recordings.set_clock(long, 5000, reason="", **WHO)
    recordings.close_part(long, 0, 15_000, reason="Penetapan", **WHO)

    listen(long, Ear())

    assert closed_words() == ["kata0"]


def test_what_lies_in_a_part_that_is_closed_afterwards_is_closed_with_it(room, recording):
    said = say(room, UtteranceKind.SPEECH, "rahasia", speaker="Pak Darma")
    heard = Word("rahasia", 6000, 6500).told()  # whose turn was begun by a key, without a time
    revision = {"text": "rahasia", "words": [heard], "rev": 2, "written_at": NOW}
    UtteranceRevision.objects.create(utterance=said, origin="asr", **revision)
    recordings.close_part(recording, 1000, 2000, reason="Penetapan", **WHO)
    assert closed_words() == []

    recordings.set_clock(recording, 5000, reason="palu", **WHO)

    assert closed_words() == ["rahasia"]
    assert JournalEntry.objects.get(act="recording_clock_set").payload["turns_closed"] == 1


def test_a_turn_that_reaches_into_a_closed_part_is_cut_there_and_then_closed(long):
    clerk = account("pengoreksi", long.hearing.commission, Role.REGISTRAR)
    listen(long, Ear())
    recordings.close_part(long, 20_000, 40_000, reason="Penetapan", **WHO)
    assert ("open_in_closed_part", True) in in_the_way(long)

    for text in ("kata0", "kata1"):
        turn = next(row for row in Utterance.objects.all() if words_of(row).startswith(text))
        seen = records.latest(turn).pk
        correcting.split(turn, 1, seen_revision=seen, reason="batas", by=clerk, now=NOW)

    assert closed_words() == ["kata1"]
    assert ("open_in_closed_part", True) not in in_the_way(long)


def test_a_frozen_record_is_not_listened_into(room, recording):
    exchange(room)
    freeze(room)
    ear = patch.object(speech, "engine", return_value=Ear())

    with ear, pytest.raises(AlreadyFrozen):
        recordings.order_recognition(recording, **WHO)


def test_sound_that_is_not_checked_is_neither_closed_nor_listened_to(room, clerk):
    upload = uploads.begin(room.commission, uploaded_by=clerk, name="a.wav", size=9, now=NOW)
    waiting = recordings.add(room.hearing, upload, **WHO)

    with pytest.raises(SoundNotReady):
        recordings.close_part(waiting, 0, 5, reason="Penetapan", **WHO)
    with pytest.raises(SoundNotReady):
        recordings.order_recognition(waiting, **WHO)


@pytest.mark.speech
def test_speech_goes_through_upload_recognition_and_key_log_into_a_certified_transcript(
    room, clerk, settings, tmp_path
):
    settings.SPEECH_MODEL_DIR = str(spoken.model(tmp_path / "model"))
    asked = spoken.aloud("apakah termohon menguasai dokumen itu")
    answered = spoken.aloud("ya kami menguasai dokumen itu")
    gap = spoken.silence(1500)
    sound = spoken.recording(spoken.silence(700), asked, gap, answered, spoken.silence(700))
    recording = recordings.add(room.hearing, brought(room.commission, clerk, sound), **WHO)
    change = 700 + len(asked) // 16 + 700
    for start, speaker, role, side in (
        (0, "Ketua Wibowo", "Ketua Majelis", "majelis"),
        (change, "Pak Darma", "Termohon", "termohon"),
    ):
        said = say(room, UtteranceKind.SPEECH, "", speaker=speaker, role=role, side=side)
        Utterance.objects.filter(pk=said.pk).update(start_ms=start)

    recordings.order_recognition(recording, **WHO)
    work("recognise_speech")
    edition = transcripts.freeze(
        room.hearing, kind=EditionKind.CERTIFIED, frozen_on=HELD_ON,
        certified_by=room.registrar, **WHO,
    )  # fmt: skip

    told = [(turn.speaker, turn.text) for turn in records.record_of(edition).turns]
    assert told == [
        ("Ketua Wibowo", "apakah termohon menguasai dokumen itu"),
        ("Pak Darma", "ya kami menguasai dokumen itu"),
    ]
    heard = UtteranceRevision.objects.filter(origin="asr").order_by("utterance__position")
    assert [word["text"] for word in heard[0].words] == told[0][1].split()
