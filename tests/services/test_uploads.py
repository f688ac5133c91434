"""Bringing files: whatever happens on the line, what was received is what was sent."""

from __future__ import annotations

import hashlib
import io
import threading
import tracemalloc
import unicodedata
from datetime import timedelta

import pytest
from celery import current_app
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.adapters import files, parts
from cases.domain import uploads as rules
from cases.domain.uploads import UploadState
from cases.models import Exhibit, Job, JournalEntry, Upload
from cases.queries import invariants
from cases.queries import uploads as queries
from cases.services import journal, parties, uploads
from cases.services.uploads import receiving, sweeping
from tests import foreign_files as made
from tests.brought import WHO, begin, bring, checked, open_hall, send
from tests.hearing_room import NOW

pytestmark = pytest.mark.django_db
PDF = made.pdf()


@pytest.fixture
def hall():
    return open_hall()


class BrokenLine:
    """A line that gives so many bytes and then breaks."""

    def __init__(self, content):
        self.content = io.BytesIO(content)

    def read(self, size):
        block = self.content.read(size)
        if not block:
            raise ConnectionResetError
        return block


class Spring:
    """A line that gives as much as it is asked for."""

    def read(self, size):
        return b"\xe2" * size


# --- Names and sizes ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("C:\\Users\\Siti\\surat.pdf", "surat.pdf"),
        ("../../etc/passwd", "passwd"),
        ("surat\u202efdp.exe", "suratfdp.exe"),
        ("a\x00b\nc.pdf", "ab c.pdf"),
        ("Cafe\u0301.pdf", "Café.pdf"),
        ("  surat   kuasa .pdf", "surat kuasa .pdf"),
    ],
)
def test_a_name_is_kept_without_its_path_and_what_nobody_sees(given_name, kept):
    assert rules.clean_name(given_name) == kept


@given(st.text(max_size=400))
@settings(max_examples=400, deadline=None)
def test_no_name_carries_a_path_or_an_invisible_letter(given_name):
    try:
        name = rules.clean_name(given_name)
    except rules.Unreadable:
        return

    assert 0 < len(name) <= rules.LONGEST_NAME
    assert not {"/", "\\"} & set(name)
    assert not {unicodedata.category(letter) for letter in name} & rules.UNSEEN
    assert rules.clean_name(name) == name


def test_a_long_name_keeps_its_ending():
    assert rules.clean_name("x" * 500 + ".pdf") == "x" * 196 + ".pdf"


@pytest.mark.parametrize("name", ["", "...", "/", "\u200b", "\x00"])
def test_what_has_no_name_is_not_taken(hall, name):
    with pytest.raises(rules.Unreadable):
        begin(hall, PDF, name=name)


@pytest.mark.parametrize(("most", "size"), [(1, 1024 * 1024 + 1), (1, 0)])
def test_too_much_or_nothing_is_not_taken(hall, settings, most, size):
    settings.UPLOAD_MAX_MB = most

    with pytest.raises(rules.WrongSize):
        begin(hall, b"x" * size)


def test_a_house_keeps_no_more_than_its_share_of_what_it_announced(hall, settings):
    settings.UPLOAD_QUOTA_MB = 1
    begin(hall, b"x" * 700_000)

    with pytest.raises(rules.QuotaFull, match=r"0,7 dari 1 MB"):
        begin(hall, b"x" * 400_000)
    begin(hall, b"x" * 400_000, house=hall.room.respondent, user=hall.agency)


def test_what_was_refused_counts_no_more(hall, settings, django_capture_on_commit_callbacks):
    settings.UPLOAD_QUOTA_MB = 1
    refused = checked(django_capture_on_commit_callbacks, hall, b"MZ\0" * 300_000)

    assert refused.state == UploadState.REFUSED
    assert queries.kept_by(hall.room.applicant) == 0
    begin(hall, b"x" * 700_000)


def test_a_full_disk_takes_nothing(hall, monkeypatch):
    monkeypatch.setattr(files, "free_space", lambda: 1024)

    with pytest.raises(rules.NoRoom):
        begin(hall, PDF)


def test_a_house_brings_nothing_for_the_dispute_of_others(hall):
    other = parties.add_organisation("Yayasan Lain", short="Lain", **WHO)

    with pytest.raises(rules.NotAParty):
        begin(hall, PDF, house=other, dispute=hall.dispute)
    assert begin(hall, PDF, dispute=hall.dispute).dispute == hall.dispute


# --- The line -------------------------------------------------------------------------------


@given(content=st.binary(min_size=1, max_size=3000), cuts=st.lists(st.integers(1, 900)))
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_however_it_is_cut_the_whole_has_one_fingerprint(hall, content, cuts):
    upload = begin(hall, content)

    for cut in [*cuts, len(content)]:
        piece = content[upload.received : upload.received + cut]
        upload = send(upload, piece, offset=upload.received)
    upload = uploads.finish(upload, **WHO)

    assert upload.sha256 == hashlib.sha256(content).hexdigest()
    assert files.read(upload.original_file) == content


def test_a_piece_for_another_place_is_refused_with_the_right_one(hall):
    upload = send(begin(hall, b"0123456789"), b"0123")

    for offset in (2, 6):
        with pytest.raises(rules.WrongOffset) as refusal:
            send(upload, b"xyz", offset=offset)
        assert refusal.value.offset == 4
    assert send(upload, b"456789", offset=4).received == 10


def test_a_piece_that_comes_again_changes_nothing(hall):
    upload = send(begin(hall, b"0123456789"), b"0123456")

    again = send(upload, b"234", offset=2)

    assert again.received == 7
    whole = uploads.finish(send(again, b"789", offset=7), **WHO)
    assert files.read(whole.original_file) == b"0123456789"
    assert send(whole, b"789", offset=7) == whole  # the answer to it was lost
    assert send(whole, b"", offset=10) == whole


def test_other_bytes_for_a_whole_upload_are_refused(hall):
    whole = bring(hall, b"0123456789")

    with pytest.raises(rules.NotReceiving):
        send(whole, b"xyz", offset=7)


def test_more_than_was_declared_is_refused(hall):
    upload = begin(hall, b"0123")

    with pytest.raises(rules.WrongSize):
        send(upload, b"01234")


def test_what_came_before_the_line_broke_is_kept(hall):
    upload = begin(hall, b"0123456789")

    upload = uploads.append(upload, offset=0, source=BrokenLine(b"01234"), length=10, now=NOW)

    assert (upload.received, upload.state) == (5, UploadState.RECEIVING)
    assert send(upload, b"56789", offset=5).received == 10


def test_two_lines_at_once_do_not_mix(hall):
    upload = begin(hall, b"0123456789")

    with parts.opened(upload.code), pytest.raises(rules.PartBusy):
        send(upload, b"0123456789")
    assert send(upload, b"0123456789").received == 10


def test_bytes_that_the_row_never_counted_are_written_over(hall):
    upload = begin(hall, b"0123456789")
    with parts.opened(upload.code) as part:  # and then the machine fell
        part.write(io.BytesIO(b"0123xxxx"), at=0, most=8)
    Upload.objects.filter(pk=upload.pk).update(received=4)
    upload.refresh_from_db()

    upload = uploads.finish(send(upload, b"456789", offset=4), **WHO)

    assert files.read(upload.original_file) == b"0123456789"


def test_bytes_that_the_disk_lost_are_asked_for_again(hall):
    upload = send(begin(hall, b"0123456789"), b"01234567")
    parts.path_of(upload.code).write_bytes(b"012")

    with pytest.raises(rules.WrongOffset) as refusal:
        send(upload, b"89", offset=8)

    assert refusal.value.offset == 3
    upload.refresh_from_db()
    assert send(upload, b"3456789", offset=3).received == 10


@pytest.mark.parametrize("megabytes", [12])
def test_a_large_file_goes_to_the_disk_and_not_to_memory(hall, megabytes):
    size = megabytes * rules.MEGABYTE
    upload = uploads.begin(
        hall.room.applicant, uploaded_by=hall.applicant, name="x.pdf", size=size, now=NOW
    )
    tracemalloc.start()

    upload = uploads.append(upload, offset=0, source=Spring(), length=size, now=NOW)
    upload = uploads.finish(upload, **WHO)

    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 4 * rules.MEGABYTE
    digest = hashlib.sha256()
    for _no in range(megabytes):
        digest.update(b"\xe2" * rules.MEGABYTE)
    assert upload.sha256 == digest.hexdigest()


# --- The end of receiving -------------------------------------------------------------------


def test_half_a_file_is_not_finished(hall):
    upload = send(begin(hall, PDF), PDF[:10])

    with pytest.raises(rules.Unfinished):
        uploads.finish(upload, **WHO)


def test_a_whole_file_has_its_fingerprint_its_order_and_its_line_in_the_journal(hall):
    upload = bring(hall, PDF, dispute=hall.dispute)

    assert upload.state == UploadState.RECEIVED
    assert upload.sha256 == hashlib.sha256(PDF).hexdigest()
    assert Job.objects.get(key=upload.code).args == {"upload": upload.code}
    entry = JournalEntry.objects.get(act="upload_received")
    assert entry.dispute_code == hall.dispute.code
    assert entry.payload == {"code": upload.code, "sha256": upload.sha256, "size": len(PDF)}
    assert not parts.path_of(upload.code).exists()
    assert journal.verify() == ()


def test_finishing_again_is_one_finish(hall):
    upload = bring(hall, PDF)
    stale = Upload.objects.get(pk=upload.pk)
    stale.state = UploadState.RECEIVING

    uploads.finish(stale, **WHO)

    assert Job.objects.filter(key=upload.code).count() == 1
    assert JournalEntry.objects.filter(act="upload_received").count() == 1


def test_a_fall_between_the_file_and_the_row_is_made_good(hall, monkeypatch):
    upload = send(begin(hall, PDF), PDF)
    monkeypatch.setattr(receiving, "_arrived", lambda *_: (_ for _ in ()).throw(RuntimeError()))
    with pytest.raises(RuntimeError):
        uploads.finish(upload, **WHO)
    monkeypatch.undo()

    uploads.sweep(now=NOW)

    upload.refresh_from_db()
    assert upload.state == UploadState.RECEIVED
    assert files.read(upload.original_file) == PDF


# --- Taking away ----------------------------------------------------------------------------


def test_a_discarded_upload_leaves_no_file_and_one_line(
    hall, django_capture_on_commit_callbacks, media
):
    upload = checked(django_capture_on_commit_callbacks, hall, PDF)

    with django_capture_on_commit_callbacks(execute=True):
        uploads.discard(upload, **WHO)

    assert not Upload.objects.exists()
    assert [path for path in (media / "uploads").rglob("*") if path.is_file()] == []
    assert JournalEntry.objects.get(act="upload_discarded").payload["sha256"] == upload.sha256


def test_an_upload_that_nobody_went_on_with_is_swept_after_two_days(
    hall, django_capture_on_commit_callbacks
):
    upload = send(begin(hall, PDF), PDF[:10])

    assert uploads.sweep(now=NOW + timedelta(hours=47)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert uploads.sweep(now=NOW + timedelta(hours=49)) == 1

    assert not Upload.objects.exists()
    assert not parts.path_of(upload.code).exists()


def test_files_that_no_row_knows_are_swept_and_all_others_stay(
    hall, django_capture_on_commit_callbacks, monkeypatch
):
    upload = checked(django_capture_on_commit_callbacks, hall, PDF)
    receiving_one = send(begin(hall, PDF), PDF[:10])
    known = [upload.original_file, upload.clean_file, upload.thumbnail_file]
    strays = [f"{folder}/BBBBBBBB" for folder in sweeping.FOLDERS]
    for name in [*strays, "uploads/incoming/BBBBBBBB.part"]:
        files.write_once(name, b"x")
    monkeypatch.setattr(sweeping, "GIVEN_UP", timedelta(days=-9999))
    monkeypatch.setattr(sweeping, "LEFT_BEHIND", timedelta(days=-9999))
    monkeypatch.setattr(queries, "untouched", lambda **_: [])

    uploads.sweep(now=NOW)

    assert all(files.exists(name) for name in known)
    assert not any(files.exists(name) for name in strays)
    assert parts.path_of(receiving_one.code).exists()
    assert not parts.path_of("BBBBBBBB").exists()


# --- The file of a dispute ------------------------------------------------------------------


@pytest.fixture
def clean(hall, django_capture_on_commit_callbacks):
    return checked(django_capture_on_commit_callbacks, hall, PDF, dispute=hall.dispute)


def admit(upload, dispute, *, side="P", title="Surat keberatan"):
    return uploads.admit(upload, dispute=dispute, side=side, title=title, **WHO)


def test_an_admitted_upload_is_the_next_exhibit_of_its_side(hall, clean):
    exhibit = admit(clean, hall.dispute)

    clean.refresh_from_db()
    assert (exhibit.side, exhibit.no, exhibit.title) == ("P", 1, "Surat keberatan")
    document = exhibit.document
    assert clean.document == document
    assert (document.file, document.sha256) == (clean.clean_file, clean.clean_sha256)
    assert (document.kind, document.pages, document.mime) == (
        "alat_bukti",
        1,
        "application/pdf",
    )
    entry = JournalEntry.objects.get(act="exhibit_admitted")
    assert entry.payload["exhibit"] == "P-1"
    assert entry.payload["sha256"] == clean.sha256


def test_each_side_counts_for_itself(hall, clean, django_capture_on_commit_callbacks):
    theirs = checked(
        django_capture_on_commit_callbacks, hall, PDF, house=hall.room.respondent,
        user=hall.agency, dispute=hall.dispute,
    )  # fmt: skip
    second = checked(django_capture_on_commit_callbacks, hall, PDF)

    numbers = [
        admit(clean, hall.dispute),
        admit(theirs, hall.dispute, side="T"),
        admit(second, hall.dispute),
    ]

    assert [f"{one.side}-{one.no}" for one in numbers] == ["P-1", "T-1", "P-2"]


def test_only_a_checked_upload_becomes_an_exhibit_and_only_once(hall, clean):
    waiting = bring(hall, PDF)
    with pytest.raises(rules.NotClean):
        admit(waiting, hall.dispute)

    admit(clean, hall.dispute)

    with pytest.raises(rules.AlreadyAdmitted):
        admit(clean, hall.dispute)
    with pytest.raises(rules.AlreadyAdmitted):
        uploads.discard(clean, **WHO)


def test_a_house_brings_exhibits_for_its_own_side_alone(hall, clean):
    for side in ("T", "M"):
        with pytest.raises(rules.NotAParty):
            admit(clean, hall.dispute, side=side)
    with pytest.raises(rules.NotAParty):  # it was brought for another
        admit(clean, hall.room.disputes[1])


def test_the_registry_takes_in_for_every_side(hall, django_capture_on_commit_callbacks):
    for side in ("P", "T", "M"):
        upload = checked(
            django_capture_on_commit_callbacks, hall, PDF, house=hall.room.commission,
            user=hall.clerk,
        )  # fmt: skip
        assert admit(upload, hall.dispute, side=side).no == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_exhibits_admitted_at_once_are_numbered_without_a_gap(close_connections):
    hall = open_hall()
    brought = [bring(hall, PDF, dispute=hall.dispute) for _no in range(6)]
    for upload in brought:
        Upload.objects.filter(pk=upload.pk).update(
            state=UploadState.CLEAN, checked_at=NOW, mime="application/pdf",
            clean_file=f"uploads/clean/{upload.code}.pdf", clean_sha256="0" * 64, clean_size=1,
        )  # fmt: skip
    start = threading.Barrier(len(brought))

    def work(upload):
        start.wait()
        admit(upload, hall.dispute)
        connection.close()

    threads = [threading.Thread(target=work, args=(upload,)) for upload in brought]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    numbers = hall.dispute.exhibits.order_by("no").values_list("no", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5, 6]
    assert journal.verify() == ()


# --- What the database itself refuses --------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"state": "lost"},
        {"received": 11},
        {"size": 0},
        {"name": "a/b"},
        {"name": ""},
        {"state": UploadState.RECEIVED},
        {"sha256": "0" * 64},
        {"mime": "application/pdf"},
        {"mime": "text/html"},
        {"pages": 3},
        {"refusal": "broken", "refusal_said": "Rusak."},
        {"antivirus": "infected"},
        {"checked_at": NOW},
        {"received_at": NOW},
        {"organisation": None},
    ],
)
def test_a_row_that_says_what_cannot_be_is_refused(hall, change):
    upload = begin(hall, b"0123456789")

    with pytest.raises(IntegrityError), transaction.atomic():
        Upload.objects.filter(pk=upload.pk).update(**change)


@pytest.mark.parametrize(
    "change",
    [
        {"state": UploadState.RECEIVED},
        {"clean_file": ""},
        {"clean_sha256": ""},
        {"original_file": ""},
        {"checked_at": None},
        {"state": UploadState.REFUSED},
        {"received": 1},
    ],
)
def test_a_clean_upload_is_whole(clean, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Upload.objects.filter(pk=clean.pk).update(**change)


def test_an_upload_belongs_to_exactly_one_house(hall):
    upload = begin(hall, PDF)

    with pytest.raises(IntegrityError), transaction.atomic():
        Upload.objects.filter(pk=upload.pk).update(commission=hall.room.commission)


# --- The rules across rows ------------------------------------------------------------------


def broken():
    return {finding.rule for finding in invariants.check() if finding.broken}


def test_the_rules_find_a_gap_between_exhibits_and_an_exhibit_of_another_copy(hall, clean):
    exhibit = admit(clean, hall.dispute)
    before = broken()

    Exhibit.objects.filter(pk=exhibit.pk).update(no=3)
    Upload.objects.filter(pk=clean.pk).update(clean_sha256="0" * 64)

    assert broken() - before == {"exhibits_have_no_gap", "exhibit_is_the_clean_copy"}


def test_the_timetable_sweeps_uploads(hall):
    upload = send(begin(hall, PDF), PDF)  # whole, and nobody finished it

    current_app.tasks["cases.sweep_uploads"].delay()

    upload.refresh_from_db()
    assert upload.state != UploadState.RECEIVING
