"""Figures, exemptions, decisions and promises of the demonstration, as pages and as tables."""

from __future__ import annotations

import csv
import io

import pytest

from tests.web.pages import CASE, part, text, tree


def table(response):
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.fixture
def page(site):
    return site.get("/statistik/")


def test_each_section_states_its_finding_with_the_whole(page):
    assert "5 dari 6 tenggat yang selesainya dilaporkan melewati batas" in part(page, "lama")
    assert "11 dari 50 sengketa menunggu putusan" in part(page, "tunggakan")
    assert "8 dari 39 sengketa yang diputus dibawa ke pengadilan" in part(page, "pengadilan")


def test_the_limits_are_those_of_the_rules(page):
    told = part(page, "lama")

    assert "batas 100 hari kerja" in told
    assert "batas 14 hari kerja; 9 tidak dilaporkan selesainya" in told


def test_every_chart_stands_before_a_table_that_says_the_same(page):
    for figure in tree(page).xpath("//figure"):
        bars = figure.xpath(".//li[contains(@class, 'bars__one')]")
        assert len(bars) == len(figure.xpath(".//tbody/tr"))
        assert all(bar.xpath("./svg[@aria-hidden='true']") for bar in bars)


def test_a_commission_or_a_year_is_counted_by_itself(site):
    told = text(site.get("/statistik/?komisi=kip&tahun=2024"))

    assert "Dihitung dari 4 sengketa" in told
    assert "Hapus saringan" in told
    assert "Belum ada sengketa" in text(site.get("/statistik/?komisi=tidak-ada"))


@pytest.mark.parametrize(
    "nonsense", ["?tahun=dua", "?tahun=99999", "?komisi=%00", "?tahun=0000"]
)
def test_nonsense_in_the_address_is_no_fault(site, nonsense):
    for place in ("statistik/", "statistik.csv", "putusan/", "pengecualian/", "badan-publik/"):
        assert site.get(f"/{place}{nonsense}").status_code == 200


def test_the_table_says_what_the_page_says(site):
    rows = table(site.get("/statistik.csv"))

    assert rows[0] == ["ukuran", "baris", "kolom", "nilai"]
    assert ["hasil", "Dikabulkan", "Sengketa", "14"] in rows
    assert ["tunggakan", "Pemeriksaan", "Sengketa", "7"] in rows


def test_the_map_counts_each_letter_and_leads_to_its_disputes(site):
    page = tree(site.get("/pengecualian/"))
    (cell,) = page.xpath("//a[starts-with(@aria-label, 'huruf b, Dibatalkan:')]")

    found = text(site.get(cell.get("href").partition("#")[0]))

    assert cell.text_content() == "1"
    assert "huruf b, Dibatalkan. 1 sengketa" in found


def test_the_map_says_where_no_letter_was_reported(site):
    told = text(site.get("/pengecualian/"))

    assert "huruf tidak dilaporkan" in told
    assert "UU 14/2008 Pasal 17" in told
    assert ["huruf", "17c", "", "partly", "1"] in table(site.get("/pengecualian.csv"))


def test_decisions_are_listed_latest_first_and_narrowed(site):
    page = tree(site.get("/putusan/?tahun=2024&komisi=kip"))

    days = [row.xpath("./td[1]")[0].text_content().strip() for row in page.xpath("//tbody/tr")]
    assert days[0] == "28 Okt 2024"
    assert days.count("3 Apr 2024") == 3
    assert "Tidak ada putusan" in text(site.get("/putusan/?tahun=1999"))


def test_an_order_waits_until_somebody_reports(site):
    told = text(site.get("/kesanggupan/"))

    assert "0 dari 7 perintah dan kesanggupan dilaporkan ditepati" in told
    assert "Amar putusan" in told
    assert "Tidak ada yang cocok." in text(site.get("/kesanggupan/?keadaan=kept"))


def test_answered_questions_are_found_as_well(site):
    told = text(site.get("/pertanyaan/?keadaan=dijawab"))

    assert "3 pertanyaan" in told
    assert "Sudah dijawab" in told


def test_the_methods_page_tells_every_definition(site):
    told = part(site.get("/tentang/"), "angka")

    assert "Lama terhadap batas" in told
    assert "Satu sengketa dihitung sekali." in told


def test_a_case_is_told_in_a_few_answers(site):
    (brief,) = tree(site.get(CASE)).xpath("//section[contains(@class, 'brief')]")
    told = {
        one.xpath("./dt")[0].text_content(): " ".join(
            one.xpath("./dd")[0].text_content().split()
        )
        for one in brief.xpath(".//div")
    }

    assert told["Apa yang diminta"].startswith("8 butir informasi")
    assert "Alibaba" in told["Apa yang diakui"]
    assert "3 April 2024" in told["Apa yang diputus"]
    assert told["Apakah dilaksanakan"].startswith("Belum: Pemohon meminta pengadilan")
    assert "0 dari 3 perintah" in told["Apakah dilaksanakan"]
    for target in brief.xpath(".//a/@href"):
        assert part(site.get(CASE), target[1:])
