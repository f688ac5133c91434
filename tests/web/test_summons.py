"""Summonses page by page: issued, served, received by a party; nobody else sees any of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.domain.hearings import HearingState
from cases.domain.parties import PartyRole
from cases.models import Hearing, Summons, SummonsService, Upload
from cases.services import publication, sittings
from tests import foreign_files
from tests.bench import NOW, WHO, another, appoint, draft, open_registry, wanted
from tests.standing import standing
from tests.summoned import (
    STRICTEST,
    announce,
    attorney,
    held_without,
    issue,
    of,
    release,
    serve,
)
from tests.web.pages import text, tree

pytestmark = pytest.mark.django_db
RELEASE = "/kepaniteraan/kalender/rilis/"
APPLICANT, RESPONDENT = PartyRole.APPLICANT, PartyRole.RESPONDENT


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


def page(hearing):
    return f"/kepaniteraan/sidang/{hearing.code}/panggilan/"


def served_at(row):
    return f"{page(row.hearing)}{row.paper.code}/"


def received_at(held, row):
    return f"/meja/perkara/{held.dispute.code}/panggilan/{row.paper.code}/terima/"


def room(held):
    return f"/meja/perkara/{held.dispute.code}/"


def proof(**changed):
    return {
        "cara": "hand",
        "hasil": "received",
        "tanggal": "2024-03-18",
        "penerima": "Pak Darma",
    } | changed


@pytest.mark.parametrize("who", ["applicant", "reader", "agency", "commissioner", "stranger"])
def test_only_the_registry_summons_and_notes_service(client, held, who):
    hearing = announce(held)
    issue(held, hearing)
    row = of(APPLICANT)
    client.force_login(getattr(held.room, who))
    for address in (page(hearing), f"{page(hearing)}naskah/", served_at(row)):
        assert client.get(address).status_code == 404, address
    absences = f"/kepaniteraan/{held.dispute.code}/ketidakhadiran/"
    for address in (page(hearing), served_at(row), absences):
        assert client.post(address, proof()).status_code == 404, address
    assert SummonsService.objects.filter(result="received").count() == 0


def test_the_page_shows_whom_and_by_when_with_the_working(clerk, held):
    attorney(held)
    hearing = announce(held)
    shown = text(clerk.get(page(hearing)))
    # Back from Monday 1 April: 28 March (1), 27 (2), 26 (3); clear: 25 March.
    assert "tepat waktu menurut semua hitungan: Senin, 25 Maret 2024" in shown
    assert (
        "Kamis, 28 Maret 2024 (1), Rabu, 27 Maret 2024 (2), Selasa, 26 Maret 2024 (3)" in shown
    )
    assert "Wafat Yesus Kristus" in shown
    assert "Perki 1/2013 Pasal 24" in shown
    assert "kuasa Pemohon" in shown
    assert "Badan Darma" in shown


def test_one_post_issues_all_and_a_second_none(clerk, held):
    hearing = announce(held)
    form = tree(clerk.get(page(hearing)))
    (chosen,) = form.xpath("//input[@name='hitungan'][@checked]/@value")
    assert chosen == STRICTEST
    posted = {"hitungan": STRICTEST, "keraguan": ""}
    assert clerk.post(page(hearing), posted).status_code == 302
    answer = clerk.post(page(hearing), posted, follow=True)
    assert "tidak ada yang dibuat dua kali" in answer.content.decode()
    assert Summons.objects.count() == 2
    shown = text(clerk.get(page(hearing)))
    assert "dikirim: Meja elektronik" in shown
    assert "sedang dibuat" in shown


def test_late_wants_a_tick(clerk, held):
    hearing = announce(held)
    with time_machine.travel(datetime(2024, 3, 28, 2, 0, tzinfo=UTC), tick=False):
        clerk.force_login(held.clerk)  # the session of ten days ago is over
        answer = clerk.post(page(hearing), {"hitungan": STRICTEST, "keraguan": ""})
        assert "sudah lewat" in text(answer)
        (codes,) = tree(answer).xpath("//input[@name='keraguan']/@value")
        assert codes == "summons_late"
        ticked = {"hitungan": STRICTEST, "keraguan": codes, "pasti": "on"}
        assert clerk.post(page(hearing), ticked).status_code == 302
    assert Summons.objects.count() == 2


def test_service_is_noted_with_its_proof_and_told_under_each_count(clerk, held):
    hearing = announce(held)
    issue(held, hearing)
    with time_machine.travel(datetime(2024, 3, 26, 2, 0, tzinfo=UTC), tick=False):
        clerk.force_login(held.clerk)
        file = SimpleUploadedFile("tanda.pdf", foreign_files.pdf(), "application/pdf")
        posted = proof(tanggal="2024-03-26", bukti_file=file)
        assert clerk.post(served_at(of(RESPONDENT)), posted).status_code == 302
        assert Upload.objects.get().proves_service.received_by == "Pak Darma"
        assert "tanda.pdf" in text(clerk.get(served_at(of(RESPONDENT))))
        shown = text(clerk.get(page(hearing)))
    assert "diterima 26 Mar 2024" in shown
    assert "hari penyampaian tidak dihitung: terlambat" in shown
    assert "hari penyampaian dihitung: tepat waktu" in shown


def test_what_is_wrong_is_said_at_its_field(clerk, held):
    issue(held, announce(held))
    row = of(RESPONDENT)
    for posted, told in (
        (proof(penerima=""), "Tuliskan siapa yang menerima"),
        (proof(hasil="refused"), "Tuliskan alasan penolakan"),
        (proof(tanggal="2024-03-19"), "Hari penyampaian antara"),
        (proof(cara="merpati"), "merpati"),
    ):
        answer = clerk.post(served_at(row), posted)
        assert answer.status_code == 200
        assert told in text(answer), posted
    assert (
        clerk.post(served_at(row), proof(hasil="refused", catatan="Tutup")).status_code == 302
    )


def test_a_wrong_record_stays_readable_as_replaced(clerk, held):
    issue(held, announce(held))
    wrong = serve(held, of(RESPONDENT))
    again = proof(hasil="returned", catatan="Pindah", ganti=str(wrong.pk))
    assert clerk.post(served_at(of(RESPONDENT)), again).status_code == 302
    assert "digantikan catatan lain" in text(clerk.get(served_at(of(RESPONDENT))))


def test_a_summons_is_read_and_acknowledged_by_its_own_side_alone(client, held):
    hearing = announce(held, mode="tidak_langsung", link="https://rapat.test/ruang")
    issue(held, hearing)
    mine, theirs = of(APPLICANT), of(RESPONDENT)
    client.force_login(held.room.agency)
    shown = text(client.get(room(held)))
    assert "Saya sudah menerima panggilan ini" in shown
    assert "kepada Badan Darma" in shown
    assert "kepada Yayasan Lestari" not in shown
    assert client.post(received_at(held, mine)).status_code == 404
    for who in ("reader", "stranger", "clerk", "commissioner"):
        client.force_login(getattr(held.room, who))
        assert client.post(received_at(held, theirs)).status_code == 404, who
        assert client.post(received_at(held, mine)).status_code == 404, who

    client.force_login(held.room.agency)
    assert client.get(received_at(held, theirs)).status_code == 405
    assert client.post(received_at(held, theirs)).status_code == 302
    shown = text(client.get(room(held)))
    assert "Saya sudah menerima panggilan ini" not in shown
    assert "diterima 18 Maret 2024" in shown
    assert theirs.services.get(by_party="termohon").received_by == held.room.agency.name


def test_a_paper_opens_for_its_side_and_for_no_other(
    client, held, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        issue(held, announce(held))
    paper = f"/meja/berkas/{of(RESPONDENT).paper.code}/"
    found = {}
    for who in ("applicant", "agency", "clerk", "stranger"):
        client.force_login(getattr(held.room, who))
        found[who] = client.get(paper).status_code
    assert found == {"applicant": 404, "agency": 200, "clerk": 200, "stranger": 404}


def test_a_moved_hearing_says_that_its_summonses_call_to_nothing(clerk, held, client):
    old = announce(held)
    issue(held, old)
    sittings.move(old, wanted(9, 11, on=date(2024, 4, 2)), **held.who)
    release(held)
    new = Hearing.objects.get(previous=old)
    shown = clerk.get(page(old)).content.decode()
    assert "tidak berlaku lagi" in shown
    assert page(new) in shown
    assert "Yang harus dipanggil" in text(clerk.get(page(new)))
    assert clerk.post(served_at(of(APPLICANT, old)), proof()).status_code == 200
    client.force_login(held.room.applicant)
    shown = text(client.get(room(held)))
    assert "Tidak berlaku lagi" in shown
    assert "Saya sudah menerima" not in shown


def test_a_draft_is_summoned_to_after_its_release(clerk, held):
    hearing = draft(held)
    assert "sesudah jadwalnya dirilis" in text(clerk.get(page(hearing)))
    assert clerk.post(page(hearing), {"hitungan": STRICTEST}).status_code == 404
    shown = text(clerk.get(RELEASE))
    assert "Yayasan Lestari, Badan Darma" in shown
    assert "disampaikan paling lambat Senin, 25 Maret 2024" in shown


def test_absences_are_weighed_and_reasons_judged(clerk, held):
    hearing = announce(held)
    issue(held, hearing)
    serve(held, of(RESPONDENT))
    absence = held_without(hearing, RESPONDENT, note="rekapitulasi")
    address = f"/kepaniteraan/{held.dispute.code}/ketidakhadiran/"
    assert "ada alasan yang disampaikan, dan belum dinilai" in text(clerk.get(address))
    told = {
        "kehadiran": absence.pk,
        f"{absence.pk}-diterima": "tidak",
        f"{absence.pk}-alasan": "Tidak mendesak",
        f"{absence.pk}-penilai": "Majelis",
    }
    assert clerk.post(address, told | {f"{absence.pk}-alasan": ""}).status_code == 200
    assert clerk.post(address, told | {"kehadiran": "0"}).status_code == 404
    assert clerk.post(address, told).status_code == 302
    shown = text(clerk.get(address))
    assert "memeriksa dan memutus tanpa Termohon (Perki 1/2013 Pasal 31)" in shown
    assert "menunggu ketidakhadiran kedua" in shown
    assert "Majelis dapat memeriksa dan memutus tanpa Termohon" in text(clerk.get(room(held)))
    worklists = text(clerk.get("/kepaniteraan/"))
    assert "Termohon tidak hadir sesudah dipanggil dengan patut" in worklists


def test_the_suggestion_is_nothing_that_a_party_reads(client, held):
    hearing = announce(held)
    issue(held, hearing)
    serve(held, of(RESPONDENT))
    held_without(hearing, RESPONDENT)
    client.force_login(held.room.agency)
    assert "memutus tanpa Termohon (Perki" not in text(client.get(room(held)))


def test_the_worklists_lead_from_the_hearing_to_the_proof(clerk, held):
    hearing = announce(held)
    shown = clerk.get("/kepaniteraan/")
    assert "panggilan belum diterbitkan" in text(shown)
    assert page(hearing) in shown.content.decode()
    assert "25 Mar 2024" in text(shown)
    issue(held, hearing)
    shown = text(clerk.get("/kepaniteraan/"))
    assert "panggilan belum diterbitkan" not in shown
    assert "bukti penyampaian belum ada" in shown
    serve(held, of(APPLICANT))
    serve(held, of(RESPONDENT))
    assert "bukti penyampaian belum ada" not in text(clerk.get("/kepaniteraan/"))


def count(client, address):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_pages_take_as_many_queries_for_three_as_for_one(clerk, held):
    hearing = announce(held)
    issue(held, hearing)
    pages = (page(hearing), "/kepaniteraan/", RELEASE)
    draft(held, on=date(2024, 4, 3))
    before = [count(clerk, one) for one in pages]
    second = another(held)
    appoint(held, dispute=second, chair=3, members=(4, 2))
    sittings.draft([second], wanted(13, 15, confirmed=["party_elsewhere"]), **held.who)
    attorney(held)
    attorney(held, "Pak Kuasa")
    issue(held, hearing)
    after = [count(clerk, one) for one in pages]
    assert after[0] == before[0]
    assert after[2] == before[2]
    release(held)
    Hearing.objects.exclude(pk=hearing.pk).update(state=HearingState.SET)
    assert count(clerk, "/kepaniteraan/") == before[1]
    assert not Upload.objects.exists()
