"""The sound of a hearing on its pages: who hears it, range by range, and what is said of it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases.domain.accounts import Role
from cases.models import ClosedPart, Job, Recording, RecordingOffset
from cases.services import accounts, jobs
from cases.tasks.jobs import perform
from tests import spoken
from tests.hearing_room import NOW, RECORDER, open_room
from tests.standing import standing
from tests.web.pages import PASSWORD, text

pytestmark = pytest.mark.django_db
HUM = spoken.wav(spoken.tone(2500), rate=8000)


def account(name, house, role, person=None):
    user = accounts.open_account(
        f"{name}@demo.test", name=name, password=PASSWORD, actor=RECORDER, now=NOW
    )
    accounts.join(user, house, role=role, actor=RECORDER, now=NOW)
    if person is not None:
        user.person = person
        user.save(update_fields=["person"])
    return user


def work():
    for job in Job.objects.filter(state="waiting", kind="check_upload"):
        perform(jobs.claim(job.pk, now=timezone.now()))


built, room = standing(open_room)


@pytest.fixture
def clerk(client, room):
    client.force_login(account("panitera", room.commission, Role.REGISTRAR))
    return client


@pytest.fixture
def start(room):
    return f"/sidang/{room.hearing.code}/rekaman/"


@pytest.fixture
def address(clerk, start):
    """The page of a recording that was brought and checked."""
    told = clerk.post(start, {"rekaman_file": SimpleUploadedFile("sidang.wav", HUM)})
    assert told.status_code == 302, text(told)
    work()
    return f"{start}{Recording.objects.get().code}/"


def test_a_recording_is_brought_checked_and_heard(clerk, start, address):
    listed, shown = text(clerk.get(start)), text(clerk.get(address))

    assert "sidang.wav" in listed
    assert "00:00:02,5" in listed
    assert "siap dipakai" in shown
    assert "Aturan retensi rekaman sidang belum diketahui" in shown
    assert b'src="' + f"{address}suara/".encode() in clerk.get(address).content


def test_a_form_without_a_file_says_so(clerk, start):
    assert "Pilih rekaman." in text(clerk.post(start, {}))


def test_a_paper_is_no_sound(clerk, start):
    clerk.post(
        start, {"rekaman_file": SimpleUploadedFile("a.txt", b"Bukan suara, hanya kata.")}
    )
    work()
    address = f"{start}{Recording.objects.get().code}/"

    assert "Berkas ini bukan suara." in text(clerk.get(address))
    assert clerk.get(f"{address}suara/").status_code == 404


@pytest.mark.parametrize(("asked", "first", "last"), [
    ("bytes=0-99", 0, 99), ("bytes=100-", 100, len(HUM) - 1),
    ("bytes=-50", len(HUM) - 50, len(HUM) - 1), ("bytes=10-999999999", 10, len(HUM) - 1),
])  # fmt: skip
def test_a_range_of_sound_is_exactly_what_was_asked_for(clerk, address, asked, first, last):
    told = clerk.get(f"{address}suara/", headers={"Range": asked, "Accept-Encoding": "gzip"})

    assert told.status_code == 206
    assert told["Content-Range"] == f"bytes {first}-{last}/{len(HUM)}"
    assert told["Content-Length"] == str(last - first + 1)
    assert b"".join(told.streaming_content) == HUM[first : last + 1]


@pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=9-3", "bytes=-0"])
def test_a_range_that_is_none_is_refused(clerk, address, asked):
    told = clerk.get(f"{address}suara/", headers={"Range": asked})

    assert (told.status_code, told["Content-Range"]) == (416, f"bytes */{len(HUM)}")


@pytest.mark.parametrize("asked", ["", "bytes=-", "bytes=0-1,5-6", "items=0-1"])
def test_what_is_no_range_gives_the_whole(clerk, address, asked):
    told = clerk.get(f"{address}suara/", headers={"Range": asked} if asked else {})

    assert (told.status_code, told["Accept-Ranges"]) == (200, "bytes")
    assert b"".join(told.streaming_content) == HUM
    assert told["Cache-Control"] == "private, no-store"
    assert "sandbox" in told["Content-Security-Policy"]


def test_a_range_of_another_version_gives_the_whole(clerk, address):
    told = clerk.get(f"{address}suara/", headers={"Range": "bytes=0-9", "If-Range": '"lain"'})

    assert told.status_code == 200


def test_the_clock_is_set_and_the_last_word_stands(clerk, address):
    clerk.post(f"{address}jam/", {"selisih": "00:00:05", "alasan": "ketukan palu"})
    clerk.post(f"{address}jam/", {"selisih": "-00:00:02,5"})

    assert list(RecordingOffset.objects.values_list("offset_ms", flat=True)) == [5000, -2500]
    assert "-00:00:02,5" in text(clerk.get(address))


def test_a_time_that_is_none_is_told_at_its_field(clerk, address):
    told = clerk.post(f"{address}jam/", {"selisih": "nanti"})

    assert "Tuliskan sebagai jam:menit:detik." in text(told)
    assert not RecordingOffset.objects.exists()


def test_a_closed_part_is_noted_and_one_outside_the_sound_refused(clerk, address):
    clerk.post(f"{address}tutup/", {"dari": "0:01", "sampai": "0:02", "penetapan": "Pasal 43"})
    refused = clerk.post(
        f"{address}tutup/", {"dari": "1:00", "sampai": "2:00", "penetapan": "x"}
    )

    assert ClosedPart.objects.count() == 1
    assert "00:00:01–00:00:02 Pasal 43" in text(clerk.get(address))
    assert "di luar rekaman" in text(refused)


def test_a_day_of_retention_wants_its_rule(clerk, address):
    refused = clerk.post(f"{address}simpan/", {"sampai_hari": "2034-03-13"})
    clerk.post(f"{address}simpan/", {"sampai_hari": "2034-03-13", "aturan": "JRA 7/2020"})

    assert "Sebutkan aturan retensinya" in text(refused)
    assert "Disimpan sampai 13 Maret 2034, menurut JRA 7/2020." in text(clerk.get(address))


def test_where_nobody_listens_the_page_says_so(clerk, address, settings):
    settings.SPEECH_MODEL_DIR = ""

    assert "Pengenalan suara belum dipasang" in text(clerk.get(address))
    told = clerk.post(f"{address}kenali/", follow=True)
    assert "SPEECH_MODEL_DIR belum diisi" in told.content.decode()


def test_the_panel_hears_and_changes_nothing(client, room, address):
    client.force_login(account("ketua", room.commission, Role.COMMISSIONER, room.chair))

    assert client.get(address).status_code == 200
    assert client.get(f"{address}suara/").status_code == 200
    assert "Catat selisih jam" not in text(client.get(address))
    for act in ("jam", "tutup", "simpan", "kenali"):
        assert client.post(f"{address}{act}/", {"selisih": "1"}).status_code == 404


def test_nobody_else_hears(client, room, start, address):
    other = open_room(name="jabar")
    strangers = [
        account("anggota", room.commission, Role.COMMISSIONER),  # sat at no hearing
        account("ngo", room.applicant, Role.OWNER),
        account("badan", room.respondent, Role.AGENCY),
        account("jabar", other.commission, Role.REGISTRAR),
        account("ketua-jabar", other.commission, Role.COMMISSIONER, room.chair),
    ]
    code = Recording.objects.get().upload.code
    addresses = [
        start,
        address,
        f"{address}suara/",
        f"/unggah/{code}/",
        f"/berkas-unggahan/{code}/",
    ]

    for user in strangers:
        client.force_login(user)
        assert [client.get(one).status_code for one in addresses] == [404] * 5, user
    client.logout()
    assert {client.get(one).status_code for one in addresses} == {302}


def test_mediation_has_no_page_of_recordings(clerk, room, start):
    type(room.hearing).objects.filter(pk=room.hearing.pk).update(kind="mediasi")

    assert clerk.get(start).status_code == 404
