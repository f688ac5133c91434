"""The pages of certification: who sees them, which act is due, and what the public reads."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.adapters.transcript_forms.catalogue import FORMS
from cases.domain.accounts import Role
from cases.domain.hearings import HearingState
from cases.domain.transcripts import UtteranceKind
from cases.models import Edition, EditionStep, Hearing
from cases.queries import edition_papers as papers
from cases.queries import public
from cases.services import transcripts
from tests import certified
from tests.certified import NOW, WHO
from tests.standing import standing
from tests.web.pages import PASSWORD, sign_in, text, tree

pytestmark = pytest.mark.django_db


def _bench():
    return certified.bench()


built, bench = standing(_bench)


@pytest.fixture
def start(bench):
    return f"/sidang/{bench.hearing.code}/risalah/sahkan/"


def enter(client, user):
    """Sign in by the form: the password was given just now."""
    client.logout()
    sign_in(client, user.email.split("@")[0])
    return client


def confirmed(client, address, told=None):
    """Press a button that asks for the password again, and give it."""
    asked = client.post(address, told or {})
    assert asked["Location"].startswith("/akun/pastikan/"), asked["Location"]
    return client.post("/akun/pastikan/", {"password": PASSWORD, "next": address})


def links(answer):
    """Where the links of a page lead."""
    return tree(answer).xpath("//main//a/@href")


def risalah(bench, place):
    return f"/sidang/{bench.hearing.code}/risalah/{place}"


class TestTheSteps:
    def test_a_transcript_goes_by_pages_from_the_draft_to_the_public(
        self, client, bench, start
    ):
        enter(client, bench.registrar)
        assert "Tidak ada yang menghalangi." in text(client.get(start))
        client.post(start)
        assert "Tandatangani" in text(client.get(start))
        answer = confirmed(client, risalah(bench, "1/tandatangan/"))
        assert answer["Location"] == start
        told = text(client.get(start))
        assert "Menunggu persetujuan ketua" in told
        assert "belum disahkan" in told

        enter(client, bench.chair)
        assert start in links(client.get("/meja/"))
        assert "Setujui" in text(client.get(start))
        confirmed(client, risalah(bench, "1/setujui/"))
        assert start not in links(client.get("/meja/"))
        assert "belum disahkan" not in text(client.get(start))
        certified.work()
        enter(client, bench.registrar)
        assert "Rilis kepada umum" in text(client.get(start))
        client.post(risalah(bench, "1/rilis/"))

        told = text(client.get(start))
        assert "Panitera" not in told or "Baca risalah" in told
        assert EditionStep.objects.count() == 4
        assert Edition.objects.get().published_at is not None

    @pytest.mark.parametrize("act", ["tandatangan", "setujui"])
    def test_grave_acts_ask_for_the_password_again(self, client, bench, act):
        certified.freeze(bench)
        client.force_login(bench.registrar)

        answer = client.post(risalah(bench, f"1/{act}/"))

        assert answer.status_code == 302
        assert answer["Location"].startswith("/akun/pastikan/")
        assert EditionStep.objects.count() == 1

    def test_what_is_missing_is_listed_and_nothing_can_be_frozen(self, client, bench, start):
        Hearing.objects.filter(pk=bench.hearing.pk).update(state=HearingState.OPEN)
        enter(client, bench.registrar)

        told = text(client.get(start))
        client.post(start)

        assert "harus dilengkapi" in told
        assert "Sidang ini belum selesai." in told
        assert "Bekukan sebagai edisi" not in told
        assert not Edition.objects.exists()

    def test_a_warning_wants_a_reason_at_its_field(self, client, bench, start):
        certified.say(bench.room, UtteranceKind.SPEECH, "Lihat bukti P-9.", speaker="")
        enter(client, bench.registrar)
        refused = client.post(start, {"alasan": ""})

        assert "P-9, butir 5" in text(refused)
        assert tree(refused).get_element_by_id("id_alasan").get("aria-invalid") == "true"
        client.post(start, {"alasan": "bukti menyusul"})
        assert "bukti menyusul" in text(client.get(start))

    def test_a_member_of_the_panel_is_asked_why_they_act_for_the_chair(
        self, client, bench, start
    ):
        edition = certified.freeze(bench)
        transcripts.sign(edition, by=bench.registrar, now=NOW)
        enter(client, bench.member)

        assert "bertindak untuk ketua majelis" in text(client.get(start))
        confirmed(client, risalah(bench, "1/setujui/"), {"alasan": "Ketua sakit"})

        assert "bertindak untuk Ketua Wibowo" in text(client.get(start))

    def test_why_the_worker_stopped_is_said_in_words(self, client, bench, start, monkeypatch):
        edition = certified.freeze(bench)
        certified.approve(bench, edition)
        monkeypatch.setitem(FORMS, "txt", replace(FORMS["txt"], render=lambda _record: "x"))
        certified.work("render_transcript")
        enter(client, bench.registrar)

        told = text(client.get(start))

        assert "txt: baris 1:1 tidak ada" in told
        assert "Buat dan periksa lagi" in told
        monkeypatch.undo()
        client.post(risalah(bench, "1/periksa-lagi/"))
        assert "data-hx-get" in client.get(start).content.decode()
        certified.work("render_transcript")
        assert client.get(risalah(bench, "1/keadaan/"))["HX-Refresh"] == "true"


class TestWhoSeesIt:
    PLACES = ("sahkan/", "1/ralat/", "1/perintah/", "1/keadaan/")

    def test_for_everybody_else_there_is_no_such_page(self, client, bench):
        certified.freeze(bench)
        other = certified.bench(name="lain")
        party = certified.account("pihak", bench.room.applicant, Role.OWNER)
        outsider = certified.account(
            "komisioner-lain", bench.room.commission, Role.COMMISSIONER
        )

        for user in (other.registrar, other.chair, party, outsider):
            client.force_login(user)
            found = [client.get(risalah(bench, place)).status_code for place in self.PLACES]
            assert found == [404] * len(self.PLACES), user
            for act in ("1/tandatangan/", "1/setujui/"):  # nor is a password asked for it
                assert client.post(risalah(bench, act)).status_code == 404, user

    def test_a_visitor_is_asked_to_sign_in(self, client, bench):
        certified.freeze(bench)

        for place in self.PLACES:
            answer = client.get(risalah(bench, place))
            assert (answer.status_code, answer["Location"][:7]) == (302, "/masuk/")

    def test_the_chair_follows_and_changes_nothing_of_the_registry(self, client, bench, start):
        certified.release(bench, is_made=False)
        client.force_login(bench.chair)

        told = text(client.get(start))

        assert "Salinan lengkap" in told
        assert client.get(risalah(bench, "1/ralat/")).status_code == 404
        assert client.get(risalah(bench, "1/perintah/")).status_code == 404

    def test_full_copies_are_read_by_registry_and_panel_through_one_door(self, client, bench):
        edition = certified.release(bench)
        certified.work()
        copy = next(one for one in papers.full_copies(edition) if one.mime == "text/plain")
        door = risalah(bench, f"1/lengkap/{copy.code}/")
        party = certified.account("pihak", bench.room.applicant, Role.OWNER)

        for user in (bench.registrar, bench.chair):
            client.force_login(user)
            answer = client.get(door)
            assert b"tujuhbelas" in b"".join(answer.streaming_content)
            assert "private, no-store" in answer["Cache-Control"]
        client.force_login(party)
        assert client.get(door).status_code == 404
        assert client.get(f"/meja/berkas/{copy.code}/").status_code == 404
        client.logout()
        assert client.get(door).status_code == 302
        assert client.get(f"/berkas/{copy.code}/").status_code == 404
        assert b"tujuhbelas" not in client.get(f"/v/{copy.code}").content

    def test_the_queries_do_not_grow_with_the_editions(self, client, bench, start):
        first = certified.release(bench)
        certified.work()
        client.force_login(bench.registrar)
        client.get(start)
        with CaptureQueriesContext(connection) as one:
            client.get(start)
        edition = certified.second(bench, first)
        certified.approve(bench, edition)
        certified.work()
        transcripts.release(edition, by=bench.registrar, now=NOW)

        with CaptureQueriesContext(connection) as two:
            client.get(start)

        assert len(two) == len(one)


class TestErrata:
    def test_lines_are_shown_as_they_stand_and_corrected_beside_them(self, client, bench):
        certified.release(bench)
        client.force_login(bench.registrar)
        place = risalah(bench, "1/ralat/")

        shown = text(client.get(place, {"baris": "1:2-3"}))
        assert "Siapa penyedianya?" in shown
        told = {"baris": "1:2", "bacaan": "Siapa pemasoknya?", "alasan": "salah dengar",
                "oleh": "Ketua Wibowo"}  # fmt: skip
        client.post(place, told)
        certified.work("render_errata")

        after = text(client.get(place))
        assert "R1-1 1:2 jo. R1-1" in after
        assert "Lembar ralat (PDF)" in after
        assert "Risalah dengan ralatnya (DOCX)" in after
        client.logout()
        reader = client.get(risalah(bench, "1/"))
        assert tree(reader).xpath('//*[@id="p1l2"]//a[@href="#ralat-1"]')
        assert "Siapa penyedianya?" in text(reader)
        assert "Siapa pemasoknya?" in text(reader)

    @pytest.mark.parametrize(
        ("lines", "said"),
        [("besok", "halaman:baris"), ("9:1", "tidak ada dalam edisi ini"), ("", "")],
    )
    def test_no_place_is_told_at_the_field(self, client, bench, lines, said):
        certified.release(bench, is_made=False)
        client.force_login(bench.registrar)

        told = text(client.get(risalah(bench, "1/ralat/"), {"baris": lines}))

        assert said in told
        assert "Ralat baru" not in told

    def test_a_corrected_line_is_cited_with_its_erratum(self, bench):
        edition = certified.release(bench, is_made=False)
        line = edition.lines.get(page=1, line=2)
        transcripts.add_erratum(
            edition, line, line, correct="x", reason="y", ordered_by="Ketua Wibowo", **WHO
        )

        assert "hlm. 1:2 jo. R1-1" in public.passage(bench.hearing.code, 1, "1:2").citation
        assert "jo." not in public.passage(bench.hearing.code, 1, "1:4").citation


class TestAnotherEdition:
    def test_it_is_ordered_and_corrected_by_pages(self, client, bench, start):
        certified.release(bench, is_made=False)
        enter(client, bench.registrar)
        place = risalah(bench, "1/perintah/")
        refused = client.post(place, {"nomor": "", "oleh": "", "alasan": ""})
        assert "Belum dapat dikirim" in text(refused)

        client.post(place, {"nomor": "Penetapan 7", "tanggal": "2024-03-25",
                            "oleh": "Ketua Wibowo", "alasan": "Penutur keliru"})  # fmt: skip
        shown = client.get(place, {"butir": "2"})
        assert (
            tree(shown).get_element_by_id("id_kata").text.strip() == "Penyedianya Darma Awan."
        )
        who = {"penutur": "Bu Lestari", "sebagai": "Termohon", "alasan": "salah orang"}
        client.post(place, {"butir": "2", "kata": "Penyedianya Darma Awan.", **who})
        assert "Bu Lestari" in text(client.get(place))
        client.post(start)

        assert Edition.objects.filter(no=2).exists()
        assert "Edisi 2" in text(client.get(start))

    def test_the_first_stays_open_under_a_banner_and_leads_to_the_lines_of_the_second(
        self, client, bench
    ):
        first = certified.release(bench)
        before = text(client.get(risalah(bench, "1/")))
        long = "Penyedianya Darma Awan, " + "dan rekan-rekannya di daerah, " * 6 + "begitu."
        edition = certified.second(bench, first, text=long)
        certified.approve(bench, edition)
        certified.work()
        transcripts.release(edition, by=bench.registrar, now=NOW)

        old = client.get(f"/r/{bench.hearing.code}/1/1:3", follow=True)
        assert "Edisi 2 sudah ada." in text(old)
        assert "Penyedianya Darma Awan." in text(old)
        assert "rekan-rekannya" not in text(old)
        assert "Penyedianya Darma Awan." in before
        assert "Bu Lestari" not in text(old)
        new = text(client.get(risalah(bench, "2/")))
        assert "sudah ada." not in new
        assert "Bu Lestari" in new
        told = text(client.get(risalah(bench, "1/konkordansi/")))
        assert "berubah" in told

    def test_the_concordance_is_a_file_as_well(self, client, bench):
        first = certified.release(bench)
        long = "Penyedianya Darma Awan, " + "dan rekan-rekannya di daerah, " * 6 + "begitu."
        edition = certified.second(bench, first, text=long)
        certified.approve(bench, edition)
        certified.work()
        assert client.get(risalah(bench, "1/konkordansi.csv")).status_code == 404
        transcripts.release(edition, by=bench.registrar, now=NOW)

        answer = client.get(risalah(bench, "1/konkordansi.csv"))

        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        places = {row[0]: row[1:] for row in rows[1:]}
        assert places["1:2"] == ["1:2", "sama"]
        assert places["1:3"][1] == "berubah"
        last = first.lines.filter(utterance__number=4).latest("page", "line")
        moved = edition.lines.filter(utterance__number=4).latest("page", "line")
        assert places[f"{last.page}:{last.line}"] == [f"{moved.page}:{moved.line}", "sama"]
        assert (moved.page, moved.line) > (last.page, last.line)

    def test_no_page_of_two_editions_has_a_closed_word(self, client, bench):
        first = certified.release(bench)
        edition = certified.second(bench, first)
        certified.approve(bench, edition)
        certified.work()
        transcripts.release(edition, by=bench.registrar, now=NOW)

        for place in ("1/", "2/", "1/konkordansi/", "1/konkordansi.csv"):
            told = client.get(risalah(bench, place)).content.decode()
            assert "tujuhbelas" not in told
            assert "gudang" not in told
        assert "dirahasiakan, UU 14/2008" in text(client.get(risalah(bench, "2/")))


def test_the_worklist_leads_to_certification_until_the_release(client, bench):
    client.force_login(bench.registrar)
    door = f"/sidang/{bench.hearing.code}/risalah/sahkan/"

    assert door in client.get("/kepaniteraan/").content.decode()
    edition = certified.freeze(bench)
    told = client.get("/kepaniteraan/").content.decode()
    assert door in told
    assert "langkah pengesahannya belum selesai" in told
    certified.approve(bench, edition)
    certified.work()
    transcripts.release(edition, by=bench.registrar, now=NOW)
    assert door not in client.get("/kepaniteraan/").content.decode()
