"""The record of a public body or an organisation, and what a body says beside it."""

from __future__ import annotations

import pytest

from cases.domain.accounts import Role
from cases.services import accounts
from tests.hearing_room import NOW, RECORDER
from tests.public_record import publish
from tests.web.pages import CASE, PASSWORD, part, text, tree

KPU = "/badan-publik/kpu/"


@pytest.fixture
def body(site):
    return site.get(KPU)


def test_the_list_leads_to_each_body_with_its_counts(site):
    page = tree(site.get("/badan-publik/?nama=pemilihan"))

    (row,) = [row for row in page.xpath("//tbody/tr") if KPU in row.xpath(".//a/@href")]
    assert "Komisi Pemilihan Umum Republik Indonesia" in row.text_content()
    assert row.xpath("./td")[0].text_content() == "4"


def test_a_record_counts_and_says_of_how_many(body):
    told = text(body)

    assert "Komisi Pemilihan Umum Republik Indonesia" in told
    assert "3 dari 3 klaim yang dinilai dibatalkan, seluruhnya atau sebagian" in told
    assert "0 dari 7 perintah dan kesanggupan dilaporkan ditepati" in told
    assert "5 dari 8 pertanyaan" in told


def test_every_figure_of_a_record_stands_with_its_definition_and_its_table(body):
    figures = tree(body).xpath("//figure[contains(@class, 'fig')]")

    assert len(figures) >= 4
    for figure in figures:
        assert figure.xpath(".//p[contains(@class, 'fig__definition')]")
        assert figure.xpath(".//table//td")


def test_the_case_page_leads_to_the_records_of_its_parties(site):
    links = tree(site.get(CASE)).xpath("//h1//a/@href")

    assert links == ["/pemohon/yakin/", KPU]


def test_who_is_in_no_public_dispute_has_no_record(site):
    assert site.get("/badan-publik/tidak-ada/").status_code == 404
    assert site.get("/pemohon/kpu/").status_code == 404  # it never asked


def test_no_individual_stands_in_the_list_of_applicants(site):
    told = text(site.get("/pemohon/"))

    assert "YAKIN" in told or "Yayasan Advokasi" in told
    assert "Perseorangan" not in told


@pytest.mark.django_db
class TestReply:
    @pytest.fixture
    def record(self):
        return publish()

    @pytest.fixture
    def speaker(self, record, client):
        user = accounts.open_account(
            "wakil@demo.test", name="Wakil", password=PASSWORD, actor=RECORDER, now=NOW
        )
        accounts.join(user, record.room.respondent, role=Role.AGENCY, actor=RECORDER, now=NOW)
        client.force_login(user)
        return client

    def address(self, record):
        return f"/badan-publik/{record.room.respondent.slug}/"

    def test_a_reply_stands_beside_the_record_for_everybody(self, record, speaker):
        told = {"tanggapan": "Kami menaati putusan.", "oleh": "Humas"}

        answer = speaker.post(f"{self.address(record)}tanggapan/", told)

        assert answer["Location"] == f"{self.address(record)}#tanggapan"
        speaker.logout()
        shown = part(speaker.get(self.address(record)), "tanggapan")
        assert "Kami menaati putusan." in shown
        assert "Humas" in shown
        assert "Tulis tanggapan" not in shown

    def test_it_is_taken_back_by_a_button(self, record, speaker):
        here = f"{self.address(record)}tanggapan/"
        speaker.post(here, {"tanggapan": "Kami menaati putusan.", "oleh": "Humas"})

        speaker.post(here, {"tarik": "1"})

        assert "Kami menaati" not in speaker.get(self.address(record)).content.decode()
        assert "Tidak ada tanggapan" in text(speaker.post(here, {"tarik": "1"}, follow=True))

    def test_what_is_missing_is_said_at_its_field(self, record, speaker):
        page = speaker.post(
            f"{self.address(record)}tanggapan/", {"tanggapan": "", "oleh": "Humas"}
        )

        assert tree(page).xpath("//*[@id='id_tanggapan_error']")

    def test_for_a_stranger_there_is_no_such_page(self, record, client):
        here = f"{self.address(record)}tanggapan/"
        assert client.get(here).status_code == 302  # to the door
        user = accounts.open_account(
            "lain@demo.test", name="Lain", password=PASSWORD, actor=RECORDER, now=NOW
        )
        accounts.join(user, record.room.applicant, role=Role.OWNER, actor=RECORDER, now=NOW)
        client.force_login(user)

        assert client.get(here).status_code == 404
        assert client.post(here, {"tanggapan": "x", "oleh": "y"}).status_code == 404
