"""Slots, the release, rooms and absences, page by page; drafts reach nobody outside."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.domain.hearings import HearingState
from cases.models import Absence, Hearing, Room
from cases.services import publication, sittings
from tests.bench import NOW, WHO, another, appoint, draft, hall, open_registry, wanted
from tests.standing import standing
from tests.web.pages import text, tree

pytestmark = pytest.mark.django_db
RELEASE = "/kepaniteraan/kalender/rilis/"
ROOMS = "/kepaniteraan/ruang/"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def _held():
    found = open_registry()
    appoint(found)
    publication.release_all([found.dispute], **WHO)
    return found


built, held = standing(_held)


@pytest.fixture
def clerk(client, held):
    client.force_login(held.clerk)
    return client


def page(held):
    return f"/kepaniteraan/{held.dispute.code}/sidang/"


def slot(held, **changed):
    return {
        "jenis": "pemeriksaan_awal",
        "agenda": "",
        "hari": "2024-04-01",
        "mulai": "09:00",
        "selesai": "11:00",
        "ruang": "",
        "tempat": "Kantor Komisi",
        "cara": "langsung",
        "tautan": "",
        "sifat": "terbuka",
        "panitera": held.keeper.pk,
        "keraguan": "",
    } | changed


@pytest.mark.parametrize("who", ["applicant", "reader", "agency", "commissioner", "stranger"])
def test_only_the_registry_plans(client, held, who):
    hearing = draft(held)
    client.force_login(getattr(held.room, who))
    planned = f"/kepaniteraan/sidang/{hearing.code}/"
    for address in (page(held), planned, RELEASE, ROOMS):
        assert client.get(address).status_code == 404
        assert client.post(address, slot(held)).status_code == 404
    for address in (f"{planned}batal/", f"{planned}tetap/"):
        assert client.post(address, {"alasan": "x"}).status_code == 404
    assert Hearing.objects.get().state == HearingState.DRAFT


def test_a_slot_is_checked_before_it_is_saved(clerk, held):
    shown = text(clerk.post(page(held), slot(held) | {"periksa": "1"}))
    assert "Tidak ada yang menghalangi jadwal ini" in shown
    # Back from Monday 1 April: 28 March (1), 27 (2), 26 (3); clear: 25 March.
    assert "Selasa, 26 Maret 2024" in shown
    assert "Senin, 25 Maret 2024" in shown
    assert not Hearing.objects.exists()

    assert clerk.post(page(held), slot(held) | {"simpan": "1"}).status_code == 302
    assert Hearing.objects.get().state == HearingState.DRAFT


def test_a_slot_that_is_taken_is_refused_with_names_and_another_one_saved(clerk, held):
    draft(held, room=hall(held))
    shown = text(clerk.post(page(held), slot(held, mulai="10:00") | {"simpan": "1"}))
    assert "Jadwal ini tidak dapat dipakai" in shown
    assert "Arya Sandhi sudah bersidang Senin, 1 April 2024 pukul 09.00–11.00 WIB" in shown
    other = slot(held, mulai="13:00", selesai="15:00") | {"simpan": "1"}
    assert clerk.post(page(held), other).status_code == 302


def test_what_is_doubtful_wants_a_tick(clerk, held):
    late = slot(held, mulai="15:00", selesai="17:00") | {"simpan": "1"}
    answer = clerk.post(page(held), late)
    assert "Di luar jam kerja kantor" in text(answer)
    (codes,) = tree(answer).xpath("//input[@name='keraguan']/@value")
    assert codes == "outside_office_hours"
    ticked = late | {"keraguan": codes, "pasti": "on"}
    assert clerk.post(page(held), ticked).status_code == 302


def test_a_day_off_is_refused_by_its_name(clerk, held):
    shown = text(clerk.post(page(held), slot(held, hari="2024-03-29") | {"simpan": "1"}))
    assert "Wafat Yesus Kristus" in shown
    assert not Hearing.objects.exists()


def test_online_wants_a_link_and_a_hearing_a_place(clerk, held):
    shown = text(clerk.post(page(held), slot(held, cara="tidak_langsung") | {"simpan": "1"}))
    assert "Sidang daring memerlukan tautan" in shown
    shown = text(clerk.post(page(held), slot(held, tempat="") | {"simpan": "1"}))
    assert "Pilih ruang, atau tuliskan tempatnya" in shown


def test_the_release_shows_who_is_told_and_makes_it_known(clerk, held, client):
    hearing = draft(held)
    shown = text(clerk.get(RELEASE))
    assert "Baru" in shown
    assert "3 orang dari para pihak" in shown
    assert clerk.post(RELEASE, {"sidang": [hearing.code]}).status_code == 302
    assert "Tidak ada yang menunggu rilis" in text(clerk.get(RELEASE))
    client.logout()
    assert "011/III/KIP-PSI/2024" in text(client.get("/jadwal/hari-ini/?tanggal=2024-04-01"))


def test_a_release_of_nothing_says_so(clerk, held):
    draft(held)
    assert "Pilih sedikitnya satu sidang" in text(clerk.post(RELEASE, {}))


def test_moving_and_cancelling_wait_for_the_release(clerk, held):
    hearing = draft(held)
    clerk.post(RELEASE, {"sidang": [hearing.code]})
    planned = f"/kepaniteraan/sidang/{hearing.code}/"
    assert "sampai perubahannya dirilis" in text(clerk.get(planned))
    clerk.post(planned, slot(held, hari="2024-04-02") | {"simpan": "1"})
    moved = Hearing.objects.get(previous=hearing)
    assert "Dipindahkan" in text(clerk.get(RELEASE))
    assert clerk.post(f"/kepaniteraan/sidang/{moved.code}/batal/").status_code == 302
    clerk.post(f"{planned}batal/", {"alasan": "Ketua sakit"})
    shown = text(clerk.get(RELEASE))
    assert "Dibatalkan" in shown
    assert "Ketua sakit" in shown
    clerk.post(f"{planned}tetap/")
    assert "Tidak ada yang menunggu rilis" in text(clerk.get(RELEASE))


def test_cancelling_without_a_reason_is_refused_in_words(clerk, held):
    hearing = draft(held)
    clerk.post(RELEASE, {"sidang": [hearing.code]})
    planned = f"/kepaniteraan/sidang/{hearing.code}/"
    answer = clerk.post(f"{planned}batal/", {"alasan": ""}, follow=True)
    assert "Tuliskan alasan pembatalan" in answer.content.decode()


@pytest.mark.parametrize("who", [None, "applicant", "agency", "stranger"])
def test_a_draft_is_on_no_page_of_anybody_outside(client, held, who):
    hearing = draft(held, agenda="KENARIRANCANGAN", place="KENARITEMPAT")
    if who:
        client.force_login(getattr(held.room, who))
    code = held.dispute.code
    addresses = [
        "/jadwal/?bulan=2024-04",
        "/jadwal/hari-ini/?tanggal=2024-04-01",
        "/jadwal.ics",
        f"/sidang/{hearing.code}/",
        f"/v/{hearing.code}",
        "/perkara/kip/011-III-KIP-PSI-2024/",
        "/perkara/kip/011-III-KIP-PSI-2024/sidang/1/",
        "/meja/",
        "/meja/kalender/?bulan=2024-04",
        f"/meja/perkara/{code}/",
        "/meja/perkara.csv",
        "/kalender/?minggu=2024-04-01",
        "/kalender/minggu/?minggu=2024-04-01",
    ]
    for address in addresses:
        content = client.get(address).content.decode("utf-8", "ignore")
        assert "KENARIRANCANGAN" not in content, address
        assert f"/sidang/{hearing.code}" not in content.replace(address, ""), address
        assert "KENARITEMPAT" not in content, address
        assert "Pemeriksaan awal" not in content or "/perkara/" in address, address
    for address in (addresses[3], addresses[4], addresses[6]):
        assert client.get(address).status_code == 404


def test_rooms_and_absences_are_noted(clerk, held):
    assert clerk.post(ROOMS, {"nama": "Ruang Satu", "ruang": "1"}).status_code == 302
    assert Room.objects.get().name == "Ruang Satu"
    assert "sudah ada" in text(clerk.post(ROOMS, {"nama": "Ruang Satu", "ruang": "1"}))
    away = {
        "orang": held.judges[0].pk,
        "dari": "2024-04-01",
        "sampai": "2024-04-03",
        "sebab": "dinas luar",
        "ketidakhadiran": "1",
    }
    assert clerk.post(ROOMS, away).status_code == 302
    assert Absence.objects.get().ends_on == date(2024, 4, 3)
    assert "dinas luar" in text(clerk.get(ROOMS))
    shown = text(clerk.post(page(held), slot(held) | {"simpan": "1"}))
    assert "Arya Sandhi tidak hadir" in shown


def test_the_release_takes_as_many_queries_for_three_as_for_one(clerk, held):
    def count():
        with CaptureQueriesContext(connection) as caught:
            assert clerk.get(RELEASE).status_code == 200
        return len(caught)

    draft(held)
    before = count()
    second = another(held)
    appoint(held, dispute=second, chair=3, members=(4, 2))
    doubt = ["party_elsewhere"]
    sittings.draft([second], wanted(13, 15, confirmed=doubt), **held.who)
    draft(held, on=date(2024, 4, 3))
    assert count() == before
