"""The worker's check: once, whatever kills it; and what people are told of it."""

from __future__ import annotations

import socket
import struct
import threading
from datetime import timedelta

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from cases.adapters import files, inspection
from cases.domain.uploads import Antivirus, NotAParty, Reason, Searchable, UploadState
from cases.models import Job, JournalEntry, Upload
from cases.models.jobs import JobState
from cases.services import jobs, journal, uploads
from cases.services.jobs import faults
from cases.services.uploads import checking
from cases.tasks.jobs import perform
from tests import foreign_files as made
from tests.brought import WHO, bring, checked, open_hall
from tests.hearing_room import NOW
from tests.standing import standing

pytestmark = pytest.mark.django_db
PDF = made.pdf(pages=2)
VIRUS = b"BUKAN-VIRUS-TETAPI-UJI"
SEEN = "pengujian.Tanda"


class Killed(BaseException):
    """What ``kill -9`` does to a process, as far as a test can bear it."""


class Clamd(threading.Thread):
    """A daemon that speaks ClamAV's INSTREAM and knows one signature."""

    def __init__(self):
        super().__init__(daemon=True)
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"tcp://127.0.0.1:{self.door.getsockname()[1]}"
        self.seen = []

    def run(self):
        while True:
            try:
                line, _who = self.door.accept()
            except OSError:
                return
            with line, line.makefile("rb") as told:
                assert told.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack("!I", told.read(4))[0]:
                    content += told.read(size)
                self.seen.append(content)
                said = f"{SEEN} FOUND" if VIRUS in content else "OK"
                line.sendall(f"stream: {said}\0".encode())


@pytest.fixture
def clamd(settings):
    daemon = Clamd()
    daemon.start()
    settings.CLAMAV_URL = daemon.url
    yield daemon
    daemon.door.close()


built, hall = standing(open_hall)


@pytest.fixture
def check(hall, django_capture_on_commit_callbacks):
    return lambda content, **how: checked(
        django_capture_on_commit_callbacks, hall, content, **how
    )


def test_a_file_is_clean_when_its_copy_is_made(check, media):
    upload = check(PDF)

    assert upload.state == UploadState.CLEAN
    assert (upload.mime, upload.pages) == ("application/pdf", 2)
    assert files.print_of(upload.clean_file) == files.Print(
        upload.clean_sha256, upload.clean_size
    )
    assert files.read(upload.original_file) == PDF
    assert files.read(upload.thumbnail_file).startswith(b"\xff\xd8\xff")
    assert list((media / "uploads" / "work").iterdir()) == []
    assert JournalEntry.objects.get(act="upload_checked").payload["state"] == "clean"


def test_what_the_copy_lacks_is_written_down(check):
    upload = check(made.pdf(change=made.armed))

    assert {"javascript", "launch", "embedded_files"} <= set(upload.removed)
    assert b"CANARY" in files.read(upload.original_file)


def test_a_refused_file_goes_and_its_fingerprint_stays(check):
    upload = check(b"<html>", name="surat.pdf")

    assert (upload.state, upload.refusal) == (UploadState.REFUSED, Reason.NOT_ALLOWED)
    assert upload.refusal_said.startswith("Jenis berkas ini tidak diterima")
    assert len(upload.sha256) == 64
    assert upload.original_file == ""
    assert not files.exists(f"uploads/original/{upload.code}")
    assert Job.objects.get(key=upload.code).state == JobState.DONE


# --- Antivirus ------------------------------------------------------------------------------


def test_without_an_antivirus_a_file_is_said_to_be_unchecked(check):
    assert check(PDF).antivirus == Antivirus.UNCHECKED


def test_the_antivirus_sees_the_file_as_it_came(check, clamd):
    upload = check(PDF)

    assert clamd.seen == [PDF]
    assert (upload.state, upload.antivirus) == (UploadState.CLEAN, Antivirus.CLEAN)


def test_what_the_antivirus_finds_is_refused_by_name_and_opened_by_nobody(
    check, clamd, monkeypatch
):
    monkeypatch.setattr(inspection, "inspect", lambda *_: pytest.fail("opened"))

    upload = check(b"halo " + VIRUS)

    assert (upload.refusal, upload.antivirus) == (Reason.INFECTED, Antivirus.INFECTED)
    assert SEEN in upload.refusal_said
    assert upload.original_file == ""


def test_an_antivirus_that_does_not_answer_stops_nothing(check, settings):
    settings.CLAMAV_URL = "tcp://127.0.0.1:1"

    upload = check(PDF)

    assert (upload.state, upload.antivirus) == (UploadState.CLEAN, Antivirus.UNCHECKED)


# --- Words in scans -------------------------------------------------------------------------


def test_a_scan_says_that_nothing_reads_it_where_no_reader_is_installed(check, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    assert check(made.scan()).searchable == Searchable.NOT_INSTALLED


def test_a_scan_whose_reader_gives_up_stays_as_it_is(check, monkeypatch):
    monkeypatch.setattr(inspection, "can_read_scans", lambda: True)
    monkeypatch.setenv("PATH", "/nowhere")  # OCRmyPDF starts and finds no Tesseract

    upload = check(made.scan())

    assert (upload.state, upload.searchable) == (UploadState.CLEAN, Searchable.UNREADABLE)


def test_a_scan_that_is_too_long_is_not_read(check, monkeypatch):
    monkeypatch.setattr(inspection, "can_read_scans", lambda: True)
    monkeypatch.setattr(checking, "MOST_PAGES_READ", 1)

    assert check(made.scan(pages=2)).searchable == Searchable.TOO_LONG


@pytest.mark.scan
def test_a_scan_is_read_and_its_words_are_found(check):
    upload = check(made.written_scan("KEBERATAN"))

    assert upload.searchable == Searchable.READ
    with files.local(upload.clean_file) as path:
        assert "KEBERATAN" in made.words_of(path)


# --- Falls ----------------------------------------------------------------------------------


def kill(*_code):
    raise Killed


def claim(job, *, now):
    return jobs.claim(job.pk, now=now)


@pytest.mark.parametrize("step", [*checking.STEPS, "commit"])
@pytest.mark.parametrize("content", [PDF, b"<html>"], ids=["clean", "refused"])
def test_a_worker_killed_at_any_step_loses_nothing_and_does_nothing_twice(
    hall, settings, monkeypatch, step, content, django_capture_on_commit_callbacks
):
    upload = bring(hall, content)
    job = Job.objects.get(key=upload.code)
    settings.DRILL = True
    monkeypatch.setenv("FAULT_AT", f"check_upload:{step}")
    monkeypatch.setattr(faults.os, "_exit", kill)
    is_passed = content != PDF and step in {"teks", "simpan"}  # a refusal ends before these

    if not is_passed:
        with pytest.raises(Killed):
            perform(claim(job, now=NOW))
        assert Upload.objects.get().state == UploadState.CHECKING
        monkeypatch.delenv("FAULT_AT")
    with django_capture_on_commit_callbacks(execute=True):
        perform(claim(job, now=NOW + timedelta(days=9999)))

    upload.refresh_from_db()
    job.refresh_from_db()
    assert upload.state == (UploadState.CLEAN if content == PDF else UploadState.REFUSED)
    assert (job.state, job.effects) == (JobState.DONE, 1)
    assert JournalEntry.objects.filter(act="upload_checked").count() == 1
    assert journal.verify() == ()
    if content == PDF:
        with files.local(upload.clean_file) as path, pikepdf.open(path) as copy:
            assert len(copy.pages) == 2


def test_a_worker_that_comes_late_writes_over_nothing(hall):
    upload = bring(hall, PDF)
    job = Job.objects.get(key=upload.code)
    late = claim(job, now=NOW)
    perform(claim(job, now=NOW + timedelta(days=9999)))
    upload.refresh_from_db()

    perform(late)

    assert files.print_of(upload.clean_file).sha256 == upload.clean_sha256
    assert JournalEntry.objects.filter(act="upload_checked").count() == 1


def test_a_check_of_what_was_discarded_ends_quietly(hall):
    upload = bring(hall, PDF)
    job = Job.objects.get(key=upload.code)
    uploads.discard(upload, **WHO)

    perform(claim(job, now=NOW))

    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_what_a_refusal_left_on_the_disk_is_swept(hall):
    upload = bring(hall, b"<html>")
    perform(claim(Job.objects.get(), now=NOW))  # and then fell before the file was gone
    assert files.exists(f"uploads/original/{upload.code}")

    uploads.sweep(now=NOW)

    upload.refresh_from_db()
    assert not files.exists(f"uploads/original/{upload.code}")
    assert upload.original_file == ""


# --- What lies there ------------------------------------------------------------------------


@pytest.mark.parametrize("column", ["original_file", "clean_file"])
def test_the_files_are_verified_and_a_changed_one_is_named(check, column, capsys):
    upload = check(PDF)
    call_command("files", "verify")
    assert "Berkas utuh: 2." in capsys.readouterr().out

    files.write_once(getattr(upload, column), b"lain")

    with pytest.raises(CommandError, match=f"{upload.code}.*bukan berkas yang tercatat"):
        call_command("files", "verify")


# --- Tendered before it was checked --------------------------------------------------------


def test_a_file_tendered_before_its_check_becomes_an_exhibit_with_it(
    hall, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        upload = bring(hall, made.pdf(), name="Kontrak.pdf")
        uploads.tender(upload, dispute=hall.dispute, side="P", kind="alat_bukti", **WHO)
        assert not hall.dispute.exhibits.exists()
    exhibit = hall.dispute.exhibits.get()
    assert (exhibit.side, exhibit.no, exhibit.title) == ("P", 1, "Kontrak")


def test_a_clean_file_is_an_exhibit_as_soon_as_it_is_tendered(
    hall, django_capture_on_commit_callbacks
):
    upload = checked(django_capture_on_commit_callbacks, hall, made.pdf())
    uploads.tender(upload, dispute=hall.dispute, side="P", kind="surat_keberatan", **WHO)
    assert hall.dispute.exhibits.get().title == "Surat keberatan"


def test_a_file_that_is_refused_never_becomes_an_exhibit(
    hall, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        upload = bring(hall, b"%PDF-1.7 rusak")
        uploads.tender(upload, dispute=hall.dispute, side="P", kind="alat_bukti", **WHO)
    upload.refresh_from_db()
    assert upload.state == UploadState.REFUSED
    assert not hall.dispute.exhibits.exists()


def test_nobody_tenders_for_the_other_side(hall, django_capture_on_commit_callbacks):
    upload = checked(django_capture_on_commit_callbacks, hall, made.pdf())
    with pytest.raises(NotAParty):
        uploads.tender(upload, dispute=hall.dispute, side="T", kind="alat_bukti", **WHO)
