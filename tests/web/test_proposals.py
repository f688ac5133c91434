"""The pages of the computed calendar: asked for, followed, stopped, accepted row by row."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Hearing, Job, ProposedSitting
from cases.models.jobs import JobState
from cases.services import jobs
from cases.tasks import jobs as door
from tests.bench import NOW, another, appoint, hall, open_registry
from tests.services.test_proposals import ask, away, proposed
from tests.standing import standing
from tests.web.pages import text, tree

pytestmark = pytest.mark.django_db
INDEX = "/kalender/usulan/"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def _held():
    found = open_registry()
    appoint(found)
    hall(found)
    appoint(found, dispute=another(found), chair=3, members=(4, 2))
    return found


built, held = standing(_held)


@pytest.fixture
def clerk(client, held):
    client.force_login(held.clerk)
    return client


def asked(**changed):
    return {
        "dari": "2024-04-01",
        "sampai": "2024-04-30",
        "lama": "120",
        "lama_berat": "180",
        "lama_baca": "60",
        "pilihan": ["gabung", "rata", "sebar"],
        "detik": "5",
    } | changed


def page(proposal):
    return f"{INDEX}{proposal.code}/"


@pytest.mark.parametrize("who", ["applicant", "reader", "agency", "commissioner", "stranger"])
def test_only_the_registry_sees_and_decides(client, held, who):
    proposal = proposed(held)
    job = ask(held)
    client.force_login(getattr(held.room, who))
    for address in (INDEX, page(proposal), f"{INDEX}{job.key}/", f"{INDEX}{job.key}/keadaan/"):
        assert client.get(address).status_code == 404
    assert client.post(INDEX, asked()).status_code == 404
    assert client.post(f"{INDEX}{job.key}/hentikan/").status_code == 404
    decided = client.post(f"{page(proposal)}putuskan/", {"satu": "1", "pasti": "on"})
    assert decided.status_code == 404
    assert not Hearing.objects.exists()


@pytest.mark.parametrize("field", ["lama", "lama_berat", "lama_baca", "detik"])
def test_a_number_of_hundreds_of_digits_is_refused_at_its_field(clerk, field):
    answer = clerk.post(INDEX, asked(**{field: "9" * 400}))

    assert answer.status_code == 200
    assert tree(answer).get_element_by_id(f"id_{field}").get("aria-invalid") == "true"
    assert not Job.objects.filter(kind="propose_calendar").exists()


def test_a_visitor_is_sent_to_the_door(client, held):
    assert client.get(INDEX).status_code == 302


def test_it_is_asked_for_followed_and_shown(clerk, held):
    answer = clerk.post(INDEX, asked())
    job = Job.objects.get(kind="propose_calendar")
    assert answer.url == f"{INDEX}{job.key}/"
    shown = clerk.get(answer.url)
    assert "Hentikan perhitungan" in text(shown)
    assert tree(shown).xpath("//*[@data-hx-get]/@data-hx-get") == [f"{answer.url}keadaan/"]
    assert "HX-Refresh" not in clerk.get(f"{answer.url}keadaan/")

    door.perform(jobs.claim(job.pk, now=NOW))
    assert clerk.get(f"{answer.url}keadaan/")["HX-Refresh"] == "true"
    told = text(clerk.get(answer.url))
    assert "belum dijadwalkan" in told
    assert "Senin, 1 April 2024, 08.00–10.00" in told
    assert "Ruang Utama; Bu Ratna" in told
    assert "Arya Sandhi" in told  # the load
    assert "dengan rilis diberi tahu" in told


def test_what_is_asked_wrongly_is_told_at_the_field(clerk, held):
    told = text(clerk.post(INDEX, asked(sampai="2024-03-01")))
    assert "Hari terakhir harus sesudah hari pertama" in told
    told = text(clerk.post(INDEX, asked(detik="600")))
    assert "Waktu menghitung, detik" in told
    assert not Job.objects.filter(kind="propose_calendar").exists()


def test_a_computation_is_stopped(clerk, held):
    job = ask(held)
    answer = clerk.post(f"{INDEX}{job.key}/hentikan/", follow=True)
    assert "Dihentikan atas permintaan" in text(answer)
    assert "Minta usulan lagi" in text(answer)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    again = clerk.post(f"{INDEX}{job.key}/hentikan/", follow=True)
    assert "sudah selesai atau berhenti" in text(again)
    assert "Dihentikan atas permintaan" in text(clerk.get(INDEX))


def test_chosen_rows_become_drafts_and_the_others_wait(clerk, held):
    proposal = proposed(held)
    address = f"{page(proposal)}putuskan/"
    told = text(clerk.post(address, {"baris": ["1"], "terima": "1"}, follow=True))
    assert "1 baris menjadi rancangan" in told
    assert Hearing.objects.get().held_on == date(2024, 4, 1)
    again = clerk.post(address, {"satu": "1"}, follow=True)
    assert "Baris ini sudah diputuskan" in text(again)
    clerk.post(address, {"baris": ["2"], "tinggalkan": "1"})
    told = text(clerk.get(page(proposal)))
    assert "diterima" in told
    assert "ditinggalkan" in told
    assert "Terima yang dipilih" not in told


@pytest.mark.parametrize("told", [{}, {"baris": ["9"]}, {"satu": "9"}])
def test_nothing_chosen_decides_nothing(clerk, held, told):
    proposal = proposed(held)
    answer = clerk.post(f"{page(proposal)}putuskan/", told, follow=True)
    assert "Pilih sedikitnya satu baris" in text(answer)
    assert not Hearing.objects.exists()


def test_a_refused_row_says_why_and_stays(clerk, held):
    proposal = proposed(held)
    away(held, 2)
    answer = clerk.post(f"{page(proposal)}putuskan/", {"baris": ["1", "2"]}, follow=True)
    assert "Handoko Agung tidak hadir" in text(answer)
    assert "rencana sudah berubah: 1 hal baru" in text(answer)
    assert set(ProposedSitting.objects.values_list("state", flat=True)) == {"open"}


def test_what_is_doubtful_wants_a_tick(clerk, held):
    proposal = proposed(held, date(2024, 3, 18), date(2024, 3, 20))
    assert "Perlu dipastikan:" in text(clerk.get(page(proposal)))
    address = f"{page(proposal)}putuskan/"
    told = text(clerk.post(address, {"satu": "1"}, follow=True))
    assert "Terlalu dekat untuk panggilan" in told
    clerk.post(address, {"satu": "1", "pasti": "on"})
    assert Hearing.objects.count() == 1


def test_what_has_no_place_says_why_in_both_languages(clerk, held):
    away(held, 2, date(2024, 4, 1), date(2024, 6, 30))
    proposal = proposed(held)
    told = text(clerk.get(page(proposal)))
    assert "Tidak mendapat tempat" in told
    assert "Handoko Agung tidak hadir Senin, 1 April 2024" in told
    assert "is away from Monday, 1 April 2024" in text(clerk.get(f"{page(proposal)}?bahasa=en"))


def test_a_proposal_of_the_quick_way_says_so(clerk, held, monkeypatch):
    monkeypatch.setattr("cases.adapters.scheduling.face.is_installed", lambda: False)
    monkeypatch.setattr("cases.adapters.scheduling.is_installed", lambda: False)
    proposal = proposed(held)
    assert "OR-Tools tidak dipakai" in text(clerk.get(page(proposal)))
    assert "OR-Tools tidak terpasang" in text(clerk.get(INDEX))


def test_the_latest_stands_first_and_the_others_say_so(clerk, held):
    proposed(held)
    proposed(held)
    assert text(clerk.get(INDEX)).count("ada yang lebih baru") == 1


def test_the_pages_take_as_many_queries_for_three_rows_as_for_one(clerk, held):
    def count(address):
        with CaptureQueriesContext(connection) as caught:
            assert clerk.get(address).status_code == 200
        return len(caught)

    small = proposed(held)
    before = [count(page(small)), count(INDEX)]
    for no, members in ((13, (3, 4)), (14, (1, 3))):
        appoint(held, dispute=another(held, f"0{no}/III/KIP-PSI/2024"), chair=0,
                members=members)  # fmt: skip
    large = proposed(held)
    assert large.rows.count() == 4
    assert [count(page(large)), count(INDEX)] == before
    assert max(before) <= 12
