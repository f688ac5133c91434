"""Words from elsewhere on their pages: upload, check, report; and who may do that."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases.domain.accounts import Role
from cases.models import Job, TranscriptImport, Utterance
from cases.services import jobs
from cases.tasks.jobs import perform
from tests.hearing_room import open_room
from tests.public_record import exchange, freeze
from tests.services.test_transcript_imports import VTT
from tests.standing import standing
from tests.web.pages import text
from tests.web.test_recordings import account

pytestmark = pytest.mark.django_db
KINDS = ("check_upload", "import_transcript")


built, room = standing(open_room)


@pytest.fixture
def clerk(client, room):
    client.force_login(account("panitera", room.commission, Role.SUBSTITUTE_REGISTRAR))
    return client


@pytest.fixture
def start(room):
    return f"/sidang/{room.hearing.code}/risalah/impor/"


def work():
    for kind in KINDS:
        for job in Job.objects.filter(state="waiting", kind=kind):
            perform(jobs.claim(job.pk, now=timezone.now()))


def bring(client, start, content=VTT, name="sidang.vtt", **said):
    told = client.post(
        start, {"berkas_file": SimpleUploadedFile(name, content.encode()), **said}
    )
    assert told.status_code == 302, text(told)
    return told["Location"]


def test_a_file_goes_from_upload_to_its_report(clerk, start):
    page = bring(clerk, start)
    waiting = clerk.get(page).content.decode()
    work()

    told = text(clerk.get(page))
    assert "berkas diperiksa" in waiting
    assert "data-hx-get" in waiting
    assert "takarir dibaca 3" in told
    assert "ucapan baru 2" in told
    assert "Berakhir sebelum atau saat mulai" in told
    assert Utterance.objects.count() == 2
    assert "3 takarir: 2 ucapan baru, 0 ucapan terisi" in text(clerk.get(start))


def test_the_page_that_asks_is_told_to_load_anew_when_all_is_done(clerk, start):
    page = bring(clerk, start)

    waiting = clerk.get(f"{page}keadaan/")
    work()
    done = clerk.get(f"{page}keadaan/")

    assert "HX-Refresh" not in waiting
    assert done["HX-Refresh"] == "true"


def test_each_cue_is_a_turn_where_that_is_asked(clerk, start):
    bring(clerk, start, tiap_takarir="on")
    work()

    assert Utterance.objects.count() == 3


def test_the_report_is_taken_away_as_a_table(clerk, start):
    page = bring(clerk, start)
    work()

    told = clerk.get(f"{page}laporan.csv").content.decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(told)))
    assert rows[0] == ["Baris", "Keanehan", "Isi"]
    assert rows[1][0] == "12"
    assert rows[1][2] == "7000 → 0"


def test_a_file_that_holds_no_words_says_why(clerk, start):
    page = bring(clerk, start, "Hanya kalimat biasa, tanpa waktu.", name="a.txt")
    work()

    assert "bukan takarir" in text(clerk.get(page))
    assert not Utterance.objects.exists()


def test_a_file_that_is_refused_says_why(clerk, start):
    page = bring(clerk, start, "<html><script>alert(1)</script></html>", name="a.vtt")
    work()

    assert "Tidak dapat dilanjutkan" in text(clerk.get(page))


def test_the_same_file_again_says_that_it_is_known(clerk, start):
    bring(clerk, start)
    work()
    page = bring(clerk, start)
    work()

    assert "tidak ada yang ditulis dua kali" in text(clerk.get(page))
    assert Utterance.objects.count() == 2


def test_a_form_without_a_file_says_so(clerk, start):
    assert "Pilih berkas kata." in text(clerk.post(start, {}))


def test_a_frozen_record_offers_no_form_and_takes_no_file(clerk, start, room):
    exchange(room)
    freeze(room)

    told = clerk.post(start, {"berkas_file": SimpleUploadedFile("a.vtt", VTT.encode())})

    assert "sudah dibekukan" in text(clerk.get(start))
    assert "Unggah dan impor" not in text(clerk.get(start))
    assert told.status_code == 200
    assert not TranscriptImport.objects.exists()


def test_nobody_but_the_registry_of_the_hearing_sees_any_of_it(client, room, clerk, start):
    page = bring(clerk, start)
    work()
    other = open_room(name="jabar")
    code = TranscriptImport.objects.get().upload.code
    addresses = [
        start, page, f"{page}keadaan/", f"{page}laporan.csv",
        f"/unggah/{code}/", f"/berkas-unggahan/{code}/",
    ]  # fmt: skip
    strangers = [
        account("ketua", room.commission, Role.COMMISSIONER, room.chair),
        account("ngo", room.applicant, Role.OWNER),
        account("badan", room.respondent, Role.AGENCY),
        account("jabar", other.commission, Role.REGISTRAR),
    ]

    for user in strangers:
        client.force_login(user)
        assert [client.get(one).status_code for one in addresses] == [404] * 6, user
        assert client.post(start, {}).status_code == 404
    client.logout()
    assert {client.get(one).status_code for one in addresses} == {302}


def test_an_import_is_not_found_under_another_hearing(clerk, start, room):
    page = bring(clerk, start)
    other = open_room(name="jabar")

    assert clerk.get(page.replace(room.hearing.code, other.hearing.code)).status_code == 404
