"""Mediation page by page: the registry, the parties, the mediator; and nobody else at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.domain.hearings import HearingState
from cases.domain.stages import Stage
from cases.models import (
    Deadline,
    Decision,
    Document,
    Hearing,
    JournalEntry,
    Mediation,
    MediationFile,
    Notice,
)
from cases.services import mediation, publication
from tests import foreign_files
from tests.bench import WHO
from tests.mediating import MET, begin, met, open_mediating, plan, session
from tests.standing import standing
from tests.web.pages import text, tree
from tests.web.visitor import Walk

pytestmark = pytest.mark.django_db
SECRETS = {
    "note": "KENARICATATAN",
    "caucus": "KENARIKAUKUS",
    "agreement": "KENARISEPAKAT",
    "declaration": "KENARIPERNYATAAN",
    "place": "KENARITEMPAT",
    "reason": "KENARIALASAN",
}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(MET, tick=False):
        yield


built, case = standing(open_mediating)


def kept(case):
    return f"/kepaniteraan/{case.dispute.code}/mediasi/"


def room(case):
    return f"/meja/perkara/{case.dispute.code}/mediasi/"


def file():
    return SimpleUploadedFile("surat.pdf", foreign_files.pdf(), "application/pdf")


# --- Who finds the pages ----------------------------------------------------------------------


def test_who_finds_which_page(client, case):
    met(case)
    pages = {
        "kept": [kept(case), *(f"{kept(case)}{page}/" for page in
                 ("perpanjang", "sepakat", "gagal"))],
        "room": [room(case)],
        "declare": [f"{room(case)}nyatakan/"],
        "note": [f"{room(case)}catatan/"],
        "agreement": [f"{room(case)}kesepakatan/"],
    }  # fmt: skip
    found = {}
    for name, user in {**case.people(), "nobody": None}.items():
        client.logout()
        if user:
            client.force_login(user)
        for page, addresses in pages.items():
            for address in addresses:
                codes = {client.get(address).status_code, client.post(address).status_code}
                if 200 in codes:
                    found.setdefault(page, set()).add(name)
                else:
                    assert codes <= {302, 404, 405}, (name, address)
    assert found == {
        "kept": {"clerk", "keeper"},
        "room": {"applicant", "reader", "agency", "guest", "mediator", "assistant", "clerk",
                 "keeper"},
        "declare": {"applicant", "agency", "guest"},
        "note": {"mediator", "assistant", "keeper"},
        "agreement": {"mediator", "assistant"},
    }  # fmt: skip


def test_before_a_mediation_there_is_no_room_for_it(client, case):
    client.force_login(case.held.room.applicant)
    assert client.get(room(case)).status_code == 404


def test_the_room_of_the_dispute_leads_there_and_the_panel_s_does_not(client, case):
    met(case)
    at = f"/meja/perkara/{case.dispute.code}/"
    for name, user in case.people().items():
        client.force_login(user)
        answer = client.get(at)
        led = answer.status_code == 200 and room(case) in answer.content.decode()
        kept_by = answer.status_code == 200 and kept(case) in answer.content.decode()
        assert led is (name in {"applicant", "reader", "agency", "guest", "mediator",
                                "assistant"}), name  # fmt: skip
        assert kept_by is (name in {"clerk", "keeper"}), name


# --- The way ----------------------------------------------------------------------------------


def test_the_registry_begins_plans_and_notes_it(client, case):
    client.force_login(case.held.clerk)
    assert "Mulai mediasi" in text(client.get(kept(case)))
    items = [one.pk for one in case.items]
    answer = client.post(kept(case), {"butir": items, "tanggal": "2024-03-18"}, follow=True)
    assert "Sedang berlangsung" in text(answer)
    assert Mediation.objects.get().begun_on == date(2024, 3, 18)
    planned = f"/kepaniteraan/{case.dispute.code}/sidang/?jenis=mediasi"
    shown = tree(client.get(planned))
    assert shown.xpath("//select[@name='jenis']/option[@selected]/@value") == ["mediasi"]
    assert shown.xpath("//select[@name='sifat']/option[@selected]/@value") == ["tertutup"]
    assert "Gede Narayana" in shown.text_content()
    assert "Arya Sandhi" not in shown.xpath("//main//header")[0].text_content()


def test_a_session_is_refused_open_and_a_caucus_without_its_side(client, case):
    begin(case)
    client.force_login(case.held.clerk)
    told = {
        "jenis": "kaukus", "hari": "2024-03-20", "mulai": "13:00", "selesai": "14:00",
        "tempat": "Ruang 2", "cara": "langsung", "sifat": "terbuka", "simpan": "1",
    }  # fmt: skip
    answer = text(client.post(f"/kepaniteraan/{case.dispute.code}/sidang/", told))
    assert "Mediasi selalu tertutup untuk umum" in answer
    assert "Sebutkan dengan pihak mana" in answer
    told |= {"sifat": "tertutup", "pihak": "termohon"}
    assert client.post(f"/kepaniteraan/{case.dispute.code}/sidang/", told).status_code == 302
    assert Hearing.objects.get(kind="kaukus").caucus_with == "termohon"


def test_who_came_is_noted_and_the_time_lengthened(client, case):
    begin(case)
    hearing = session(case)
    client.force_login(case.held.clerk)
    at = f"{kept(case)}pertemuan/{hearing.code}/"
    assert client.post(at, {"pemohon": "present"}).status_code == 200  # one side is not said
    told = {"pemohon": "present", "termohon": "remote"}
    assert client.post(at, told).status_code == 302
    assert client.get(at).status_code == 404
    shown = text(client.get(kept(case)))
    assert "18 April 2024" in shown
    assert "12 April 2024" in shown  # the other reading
    client.post(f"{kept(case)}perpanjang/", {"alasan": "Salinan dicari"})
    assert Deadline.objects.get(rule="umum_mediation_length", superseded_by=None).is_extended
    assert f"{kept(case)}perpanjang/" not in client.get(kept(case)).content.decode()


def test_the_mediator_writes_and_both_sides_read_the_agreement(client, case):
    met(case)
    client.force_login(case.mediator)
    client.post(f"{room(case)}kesepakatan/", {"teks": "Salinan diserahkan."})
    client.post(f"{room(case)}catatan/", {"teks": "Catatan rahasia", "kaukus": "on"})
    assert "Catatan rahasia" in text(client.get(room(case)))
    for user in (case.held.room.applicant, case.held.room.agency, case.guest):
        client.force_login(user)
        shown = text(client.get(room(case)))
        assert "Salinan diserahkan." in shown
        assert "Catatan rahasia" not in shown
    client.force_login(case.assistant)
    assert "Catatan rahasia" not in text(client.get(room(case)))
    assert 'name="kaukus"' not in client.get(f"{room(case)}catatan/").content.decode()


def test_the_registry_notes_the_agreement_with_its_paper_and_the_reading(client, case):
    row = met(case)
    mediation.draft_agreement(row, "Diserahkan.", **case.by(MET, case.mediator))
    client.force_login(case.held.clerk)
    told = {"butir": [one.pk for one in case.items], "berkas_file": file()}
    assert client.post(f"{kept(case)}sepakat/", told).status_code == 302
    assert case.again().outcome == "sepakat"
    assert MediationFile.objects.get().kind == "agreement"
    client.force_login(case.held.room.agency)
    shown = client.get(room(case))
    assert "surat.pdf" in text(shown)
    assert "Kesepakatan perdamaian/mediasi" in text(shown)
    client.force_login(case.held.clerk)
    slot = {
        "jenis": "pembacaan_putusan_mediasi", "hari": "2024-03-20", "mulai": "15:00",
        "selesai": "16:00", "tempat": "Ruang 1", "cara": "langsung", "sifat": "terbuka",
        "simpan": "1", "keraguan": "summons_short", "pasti": "on",
    }  # fmt: skip
    client.post(f"/kepaniteraan/{case.dispute.code}/sidang/", slot)
    hearing = Hearing.objects.get(kind="pembacaan_putusan_mediasi")
    client.post("/kepaniteraan/kalender/rilis/", {"sidang": [hearing.code]})
    decided = {
        "sidang": hearing.pk,
        "nomor": "011/M/2024",
        "amar": "Menghukum.\n\nMemerintahkan.",
    }
    assert client.post(f"{kept(case)}putusan/", decided).status_code == 302
    decision = Decision.objects.get()
    assert [one.text for one in decision.orders.order_by("no")] == [
        "Menghukum.",
        "Memerintahkan.",
    ]
    assert case.dispute.stage == Stage.FINAL_BINDING


def test_a_failure_that_the_record_does_not_bear_out_is_confirmed_on_the_page(client, case):
    met(case)
    client.force_login(case.held.clerk)
    at = f"{kept(case)}gagal/"
    told = {"hasil": "gagal_waktu_habis"}
    answer = client.post(at, told)
    assert "Jangka waktu mediasi belum habis." in text(answer)
    (doubts,) = tree(answer).xpath("//input[@name='keraguan']/@value")
    assert client.post(at, told | {"keraguan": doubts, "pasti": "on"}).status_code == 302
    assert case.again().outcome == "gagal_waktu_habis"


def test_a_party_declares_with_a_file_alone_or_is_told_that_it_has_to_write(client, case):
    met(case)
    client.force_login(case.guest)
    at = f"{room(case)}nyatakan/"
    told = {"pihak": "termohon", "hasil": "gagal_dinyatakan", "teks": "", "mengerti": "on"}
    assert "secara tertulis" in text(client.post(at, told))
    assert "Tandai bahwa Anda mengerti" in text(client.post(at, {**told, "mengerti": ""}))
    assert client.post(at, {**told, "berkas_file": file()}).status_code == 302
    assert case.again().outcome == "gagal_dinyatakan"
    assert client.get(at).status_code == 404  # it is over
    client.force_login(case.held.room.applicant)
    assert "surat.pdf" in text(client.get(room(case)))
    client.force_login(case.judge)
    assert client.get(room(case)).status_code == 404


def test_nobody_declares_for_the_other_side(client, case):
    met(case)
    client.force_login(case.guest)
    told = {"pihak": "pemohon", "hasil": "gagal_dinyatakan", "teks": "x", "mengerti": "on"}
    assert client.post(f"{room(case)}nyatakan/", told).status_code == 200
    assert case.again().outcome == ""


def test_papers_of_a_mediation_open_for_its_people_alone(client, case):
    row = met(case)
    mediation.draft_agreement(row, "Diserahkan.", **case.by(MET, case.mediator))
    mediation.agree(row, case.items, **case.by(MET))
    paper = Document.objects.filter(mediation=row).first()
    publication.release_all([case.dispute], **WHO)
    for name, user in {**case.people(), "nobody": None}.items():
        client.logout()
        if user:
            client.force_login(user)
        for door in (f"/berkas/{paper.code}/", f"/v/{paper.code}"):
            assert client.get(door).status_code == 404, (name, door)
        file_page = client.get(f"/perkara/kip/{case.dispute.code}/berkas/")
        assert paper.code not in file_page.content.decode(), name


# --- Caucus -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("side", "own", "others"),
    [("pemohon", "applicant", "agency"), ("termohon", "agency", "applicant")],
)
def test_the_other_side_and_the_panel_never_learn_of_a_caucus(client, case, side, own, others):
    begin(case)
    publication.release_all([case.dispute], **WHO)
    caucus = session(case, "kaukus", hours=(13, 14), caucus_with=side, place=SECRETS["place"],
                     link="https://rapat.test/KENARITAUTAN")  # fmt: skip
    people = case.people()
    client.force_login(people[own])
    shown = text(client.get(room(case)))
    assert "Kaukus" in shown
    assert SECRETS["place"] in shown
    code = case.dispute.code
    for name in (others, "judge", "commissioner", "stranger"):
        client.force_login(people[name])
        for address in (
            room(case), f"/meja/perkara/{code}/", "/meja/", "/meja/kalender/?bulan=2024-03",
            "/meja/pemberitahuan/", f"/meja/pemberitahuan/{code}/", "/meja/perkara.csv",
            f"/sidang/{caucus.code}/", f"/v/{caucus.code}", "/jadwal.ics",
            "/jadwal/?bulan=2024-03", f"/perkara/kip/{code}/berkas/",
        ):  # fmt: skip
            body = client.get(address, follow=True).content.decode("utf-8", "ignore")
            assert "aukus" not in body.replace("Kaukus dengan", ""), (name, address)
            assert "KENARI" not in body, (name, address)
    assert caucus.state == HearingState.SET


# --- Nothing leaks ----------------------------------------------------------------------------


@pytest.fixture
def whispered(case):
    """A public dispute whose mediation failed, with a secret in each of its places."""
    publication.release_all([case.dispute], **WHO)
    begin(case)
    held = session(case, place=SECRETS["place"])
    session(case, "kaukus", hours=(13, 14), caucus_with="pemohon", place=SECRETS["place"])
    row = case.again()
    mediation.meet(row, held, {}, **case.by(MET))
    leads = case.by(MET, case.mediator)
    mediation.extend(row, reason=SECRETS["reason"], **case.by(MET))
    mediation.note(row, SECRETS["note"], **leads)
    mediation.note(row, SECRETS["caucus"], is_caucus=True, **leads)
    mediation.draft_agreement(row, SECRETS["agreement"], **leads)
    mediation.declare(
        case.again(), "gagal_dinyatakan", "termohon", text=SECRETS["declaration"],
        **case.by(MET, case.held.room.agency),
    )  # fmt: skip
    plan(case, on=date(2024, 3, 21), place=SECRETS["place"])
    return case


def doors(case):
    code = case.dispute.code
    for hearing in Hearing.objects.values_list("code", flat=True):
        yield from (f"/sidang/{hearing}/", f"/v/{hearing}", f"/r/{hearing}/1/1:1-1:25")
    for paper in Document.objects.values_list("code", flat=True):
        yield from (f"/berkas/{paper}/", f"/v/{paper}", f"/berkas/{paper}/keadaan/")
    yield from (f"/v/{code}", f"/v/{Mediation.objects.get().code}", room(case), kept(case))
    for slug in (code, "011-III-KIP-PSI-2024"):
        yield from (f"/perkara/kip/{slug}/", f"/perkara/kip/{slug}/sidang/1/")
    for word in SECRETS.values():
        yield from (f"/perkara/?q={word}", f"/verifikasi/?kode={word}")
    yield from ("/jadwal/?bulan=2024-03", "/jadwal/hari-ini/?tanggal=2024-03-20",
                "/jadwal.ics?sejak=2011-01-01", "/jadwal.ics")  # fmt: skip


RULES = ("/kalkulator/", "/api/schema/")  # they name what there can be, of no dispute


def test_a_visitor_who_knows_every_code_learns_that_it_failed_and_nothing_more(
    client, whispered
):
    found = Walk(client)
    for address in ("/", *doors(whispered)):
        found.go(address)
    shown = found.bodies["/perkara/kip/011-III-KIP-PSI-2024/"]
    assert "Mediasi: gagal" in shown
    for address, body in found.bodies.items():
        told = body
        for word in SECRETS.values():
            told = told.replace(word, "") if word in address else told
            assert word not in told, address
        for hint in ("aukus", "Pertemuan mediasi", "Lamanya mediasi", "dinyatakan gagal"):
            assert hint not in told or address.startswith(RULES), (address, hint)
    assert found.status[room(whispered)] == 302


def test_who_has_no_part_in_it_reads_no_secret_in_any_room(client, whispered):
    code = whispered.dispute.code
    pages = [
        f"/meja/perkara/{code}/", "/meja/", "/meja/naskah/", "/meja/kalender/?bulan=2024-03",
        "/meja/pemberitahuan/", f"/meja/pemberitahuan/{code}/", "/meja/perkara.csv",
        f"/perkara/kip/{code}/berkas/", "/unggah/", room(whispered),
    ]  # fmt: skip
    for name in ("judge", "commissioner", "stranger"):
        client.force_login(whispered.people()[name])
        for page in pages:
            body = client.get(page, follow=True).content.decode("utf-8", "ignore")
            assert "KENARI" not in body, (name, page)


def test_the_journal_holds_no_word_of_it(whispered):
    told = str(list(JournalEntry.objects.values_list("payload", flat=True)))
    assert "KENARI" not in told
    told = str(list(Notice.objects.values_list("payload", flat=True)))
    assert "KENARI" not in told.replace(SECRETS["place"], "")  # where a session is held


# --- Constant queries -------------------------------------------------------------------------


def test_the_pages_take_as_many_queries_for_three_of_everything_as_for_one(client, case):
    row = met(case)

    def more(no):
        day = date(2024, 3, 20) + timedelta(days=no)
        session(case, on=day)
        mediation.note(row, f"catatan {no}", **case.by(MET, case.mediator))

    def count(user, address):
        client.force_login(user)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    readers = ((case.held.clerk, kept(case)), (case.mediator, room(case)),
               (case.held.room.applicant, room(case)))  # fmt: skip
    more(1)
    before = [count(*one) for one in readers]
    more(2)
    more(5)
    assert [count(*one) for one in readers] == before


def test_the_registry_sees_what_waits_in_mediation(client, case):
    client.force_login(case.held.clerk)
    begin(case)
    shown = text(client.get("/kepaniteraan/"))
    assert "Pertemuan mediasi belum ditetapkan." in shown


def test_time_that_runs_out_is_said_and_ends_nothing(client, case):
    met(case)
    with time_machine.travel(MET + timedelta(days=27), tick=False):  # 16 April
        client.force_login(case.held.clerk)
        assert "Waktu mediasi hampir habis" in text(client.get("/kepaniteraan/"))
    with time_machine.travel(MET + timedelta(days=30), tick=False):  # 19 April
        client.force_login(case.held.clerk)
        assert "Waktu mediasi habis; perpanjang bila belum" in text(
            client.get("/kepaniteraan/")
        )
        shown = text(client.get(kept(case)))
        assert "Menurut catatan: Jangka waktu mediasi habis" in shown
    assert case.again().outcome == ""
