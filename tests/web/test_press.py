"""The quote checker: for everybody against the shelf, for the registry against a case."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.domain.transcripts import UtteranceKind
from cases.models import PressArticle, ReportedQuote
from cases.services import publication, transcripts
from tests.hearing_room import NOW, RECORDER, open_room
from tests.people import people_of
from tests.public_record import exchange, freeze, judge, publish, say
from tests.standing import standing
from tests.web.pages import text, tree

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}
CHECK = "/periksa-kutipan/"
TEXT = (
    '"Apakah bekerja sama dengan Darma Awan?" tanya Anggota Sari, Kamis (14/3/2024).\n'
    '"Benar," jawab Pak Darma.\n'
    '"Kami belum pernah membaca kontraknya," kata Budi.\n'
)
CLOSED = "Rekening itu disimpan di brankas lantai tujuh belas"


built, record = standing(publish)


class TestForEverybody:
    @pytest.mark.usefixtures("record")
    def test_a_visitor_sees_each_quotation_beside_the_record(self, client):
        page = client.post(CHECK, {"berita": TEXT})

        found = tree(page).find_class("quoted")
        assert len(found) == 2
        told = text(page)
        assert "penutur berita: Anggota Sari · risalah: Ketua Wibowo" in told
        assert "tanggal berita: 14-03-2024 · risalah: 13-03-2024" in told
        assert "kata-kata berita: Benar · risalah: Iya" in told

    def test_each_leads_to_its_page_and_line(self, client, record):
        page = client.post(CHECK, {"berita": TEXT})

        for link in tree(page).find_class("loc"):
            assert client.get(link.get("href")).status_code in {200, 302}
            assert link.get("href").startswith(f"/r/{record.room.hearing.code}/1/")

    @pytest.mark.usefixtures("record")
    def test_what_is_not_found_is_never_called_wrong(self, client):
        page = client.post(CHECK, {"berita": TEXT})

        told = text(page)
        assert "Tidak ditemukan dalam risalah 1" in told
        assert "Kami belum pernah membaca kontraknya" in told
        assert "tidak berarti keliru" in told

    @pytest.mark.usefixtures("record")
    def test_nothing_of_the_text_is_kept(self, client):
        client.post(CHECK, {"berita": TEXT})

        assert not PressArticle.objects.exists()
        assert "Budi" not in str(dict(client.session))

    def test_what_was_said_behind_closed_doors_matches_nothing(self, client):
        room = open_room(name="lain")
        asked, _answered = exchange(room)
        judge(asked)
        say(room, UtteranceKind.SPEECH, CLOSED, speaker="Ketua Wibowo", is_closed=True)
        transcripts.publish(freeze(room), **WHO)
        publication.release_all(room.disputes, **WHO)

        page = client.post(CHECK, {"berita": f'"{CLOSED}," kata Ketua Wibowo.'})

        assert tree(page).find_class("quoted") == []
        assert "1:" not in text(page)

    def test_a_sealed_case_and_a_draft_match_nothing(self, client, record):
        publication.seal(record.room.dispute, **WHO)
        draft = open_room(name="daerah")
        exchange(draft)

        page = client.post(CHECK, {"berita": TEXT})

        assert tree(page).find_class("quoted") == []

    @pytest.mark.usefixtures("record")
    def test_a_register_number_narrows_it(self, client):
        for number, status in (("001/KIP-PSIP/II/2024", 2), ("1", 2)):
            page = client.post(CHECK, {"berita": TEXT, "perkara": number})
            assert len(tree(page).find_class("quoted")) == status
        page = client.post(CHECK, {"berita": TEXT, "perkara": "999/KIP/2020"})
        assert "Tidak ada risalah umum untuk nomor itu" in text(page)

    @pytest.mark.usefixtures("record")
    def test_an_article_has_a_longest_length(self, client):
        page = client.post(CHECK, {"berita": "a" * 200_001})

        assert "200000" in text(page).replace(".", "").replace(",", "")
        assert tree(page).find_class("quoted") == []

    def test_it_reads_the_shelf_in_as_many_queries_however_long_the_record(self, client):
        counted = []
        for name, turns in (("satu", 1), ("tiga", 3)):
            room = open_room(name=name)
            for no in range(turns):
                say(room, UtteranceKind.SPEECH, f"Pengadaan nomor {no}", speaker="Ketua")
            transcripts.publish(freeze(room), **WHO)
            publication.release_all(room.disputes, **WHO)
            with CaptureQueriesContext(connection) as caught:
                client.post(CHECK, {"berita": TEXT})
            counted.append(len(caught))
        assert counted[0] == counted[1]

    @pytest.mark.usefixtures("record")
    def test_script_in_an_article_is_only_text(self, client):
        page = client.post(CHECK, {"berita": '"<script>alert(1)</script> ini itu" kata Budi.'})

        assert "<script>alert(1)" not in page.content.decode()


class TestForTheRegistry:
    @pytest.fixture
    def people(self, record):
        return people_of(record.room)

    @pytest.fixture
    def clerk(self, client, people):
        client.force_login(people.ratna)
        return client

    def at(self, record) -> str:
        return f"/kepaniteraan/{record.room.dispute.code}/pemberitaan/"

    def told(self, **more):
        return {"berita": TEXT, "media": "Kabar", "jenis": "online", **more}

    def test_what_is_chosen_is_kept_and_listed(self, clerk, record):
        page = clerk.post(self.at(record), self.told())
        assert len(tree(page).xpath("//*[@name='kutipan']")) == 2
        assert not ReportedQuote.objects.exists()

        answer = clerk.post(self.at(record), self.told(simpan="1", kutipan=["0", "1"]))

        assert answer.status_code == 302
        assert ReportedQuote.objects.count() == 2
        page = text(clerk.get(self.at(record)))
        assert "Kutipan yang sudah diperiksa 2" in page
        assert "Kabar" in page

    def test_nothing_chosen_is_said_so(self, clerk, record):
        page = clerk.post(self.at(record), self.told(simpan="1"))

        assert "Pilih setidaknya satu kutipan" in text(page)

    def test_it_is_the_registrys_alone(self, client, record, people):
        for name in ("wibowo", "lestari", "darma", "stranger"):
            client.force_login(getattr(people, name))
            assert client.get(self.at(record)).status_code == 404

    def test_the_public_never_sees_what_was_kept(self, clerk, client, record):
        clerk.post(self.at(record), self.told(simpan="1", kutipan=["0"], judul="JUDULDALAM"))
        client.logout()

        case = f"/perkara/pusat/{record.room.dispute.numbers.get().slug}/"
        for address in ("/pengakuan/", case, CHECK):
            assert "JUDULDALAM" not in client.get(address).content.decode()
