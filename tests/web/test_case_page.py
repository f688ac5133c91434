"""The page of a dispute: what was asked, said, admitted, decided, and what nobody reported."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine

from cases.models import Holiday
from cases.services import deadlines
from tests.public_record import WHO, publish
from tests.web.pages import CASE, part, text, tree, words

FAMILY = ("001", "002", "003")


@pytest.fixture
def case(site):
    return site.get(CASE)


def address(number):
    return f"/perkara/kip/{number}-KIP-PSIP-II-2024/"


def test_both_questions_of_the_chair_stand_with_their_answers(case):
    told = part(case, "pengakuan")

    asked = told.index("“Ini berkaitan dengan pengadaan apa sih sebenarnya?”")
    named = told.index("“Cloud Sirekap”")
    pressed = told.index("“Pengadaan cloud Sirekap KPU bekerja sama dengan Alibaba?”")
    admitted = told.index("“Iya”")
    assert asked < named < pressed < admitted


def test_the_admission_says_whom_it_binds_and_what_it_does_not_cover(case):
    told = part(case, "pengakuan")

    assert "P-1" in told
    assert "Komisi Pemilihan Umum Republik Indonesia (Termohon)" in told
    assert "Bukan pengakuan tentang lokasi server atau data" in told
    assert "002-h" in told


def test_an_admission_is_bound_to_items_of_the_same_page(case):
    (found,) = tree(case).xpath("//section[@id='pengakuan']//a[.='002-f']")

    assert found.get("href").endswith("#butir-002-f")
    assert tree(case).xpath("//*[@id='butir-002-f']")


def test_the_panel_is_named_with_its_chair(case):
    told = text(case)

    assert "Syawaludin (Ketua), Rospita Vici Paulyn, Arya Sandhiyudha" in told
    assert "Indra Hasby, Reyhan Pradipta" in told


def test_five_hearings_stand_by_their_days(case):
    rows = tree(case).xpath("//section[@id='sidang']//tbody/tr")

    days = [words(row.xpath("./th")[0]) for row in rows]
    assert [" ".join(day.split()[:3]) for day in days] == [
        "5 Maret 2024",
        "13 Maret 2024",
        "18 Maret 2024",
        "27 Maret 2024",
        "3 April 2024",
    ]


def test_the_decision_of_3_april_tells_what_is_to_be_given_and_how(case):
    told = part(case, "putusan")

    assert "3 April 2024" in told
    assert "dikabulkan" in told
    assert "diberikan dalam bentuk penjelasan resmi" in told
    assert "diberikan dengan cara diperlihatkan kepada Pemohon" in told
    assert "tanpa kata sebagian/seluruhnya untuk 002" in told


@pytest.mark.parametrize(
    ("number", "order"),
    [
        ("001", "hasil perolehan suara Pemilu (tingkat TPS) yang ditetapkan 20 Maret 2024"),
        ("002", "Kontrak KPU-Alibaba Cloud"),
        ("003", "DPT Pemilu 2019 dan 2024 sampai tingkat kelurahan/desa"),
    ],
)
def test_each_register_has_its_own_decision(site, number, order):
    assert order in part(site.get(address(number)), "putusan")


def test_the_mediated_part_of_003_stands_apart_from_the_adjudicated_part(site):
    told = part(site.get(address("003")), "putusan")

    assert "27 Maret 2024" in told
    assert "nomor putusan mediasi tidak ditemukan" in told
    assert "003/KIP-PSIP-A/II/2024" in told.replace("/ ", "/")


@pytest.mark.parametrize(
    ("item", "fate", "said"),
    [
        ("002-a", "Terbuka sebagian", "IP address dan lokasi spesifik setiap alat"),
        ("002-e", "Belum diketahui", "Amar per butir ini tidak dilaporkan tersendiri"),
        ("002-h", "Terbuka", "diperlihatkan"),
    ],
)
def test_each_item_has_its_own_fate(case, item, fate, said):
    told = part(case, f"butir-{item}")

    assert fate in told
    assert said in told


def test_the_statements_of_15_march_stand_outside_the_hearing_with_a_source_each(case):
    (section,) = tree(case).xpath("//section[@id='luar']")
    said = [item for item in section.xpath(".//li") if "15 Maret 2024" in words(item)]

    assert "Bukan keterangan, bukan bukti." in words(section)
    assert len(said) == 5
    assert sum("Semuel Abrijani Pangerapan" in words(item) for item in said) == 4
    assert sum("August Mellaz" in words(item) for item in said) == 1
    for item in said:
        (source, *_more) = item.xpath(".//a[starts-with(@href, '#sumber-')]")
        assert tree(case).xpath(f"//*[@id='{source.get('href')[1:]}']")


def test_a_garbled_quotation_is_marked_as_it_was_written(case):
    told = part(case, "luar")

    assert "sic" in told.lower()
    assert "keluar ke Indonesia" in told


def test_each_number_of_a_source_leads_to_that_publication(case):
    document = tree(case)

    for link in document.xpath("//a[contains(@class, 'ref')]"):
        (row,) = document.xpath(f"//*[@id='{link.get('href')[1:]}']")
        publisher = link.get("aria-label").split(": ", 1)[1]
        assert publisher in words(row)


def test_a_source_carries_its_day(case):
    told = words(tree(case).xpath("//ol[contains(@class, 'sources')]")[0])

    assert "3 April 2024" in told
    assert "2024-0" not in told


@pytest.mark.parametrize("number", FAMILY)
def test_the_same_hearing_stands_under_every_register(site, number):
    hearing = site.get(f"{address(number)}sidang/2/")

    assert hearing.status_code == 200
    assert "“Iya”" in text(hearing) or number != "002"
    assert "Rabu, 13 Maret 2024" in text(hearing)
    assert f"{address(number)}sidang/2/" in site.get(address(number)).content.decode()


@pytest.mark.parametrize("number", FAMILY)
def test_the_registers_heard_together_name_one_another(site, number):
    links = tree(site.get(address(number))).xpath("//nav[contains(@class, 'family')]//a/@href")

    assert sorted(links) == [address(one) for one in FAMILY]


def test_the_clock_shows_each_day_and_why_it_did_not_count(case):
    told = part(case, "jam")

    # Perki 1/2019: 14 working days from 28 February 2024; 29 Feb is day 1, 21 March day 14.
    # Skipped: 2-3, 9-10, 16-17 March (weekends), 11 March Nyepi, 12 March joint leave.
    assert "Kamis 21 Maret 2024, hari ke-14" in told
    assert "Senin 11 Maret 2024, Hari Suci Nyepi, tidak dihitung" in told
    assert "Selasa 12 Maret 2024, Cuti Bersama Hari Suci Nyepi, tidak dihitung" in told
    assert "Rabu 3 April 2024, hari ke-22, lewat batas" in told
    assert "batas 14 hari kerja; lewat 8" in told


def test_the_clock_says_how_sure_its_rule_is_and_gives_the_other_reading(case):
    told = part(case, "jam")

    assert "sumber sekunder" in told
    assert "Bila cuti bersama dihitung sebagai hari kerja: 20 Maret 2024" in told
    assert "Bagaimana dihitung" in told


def test_a_met_clock_stays_as_it_was_counted_whatever_the_calendar_says_later(site):
    Holiday.objects.filter(day=date(2024, 3, 11)).delete()

    told = part(site.get(CASE), "jam")

    assert "Senin 11 Maret 2024, Hari Suci Nyepi, tidak dihitung" in told
    assert "Kamis 21 Maret 2024, hari ke-14" in told
    assert "batas 14 hari kerja; lewat 8" in told


def test_a_clock_of_which_nobody_reports_the_end_is_not_shown_as_running(site):
    """ICW v. Polri: decided on 17 March 2025; on which day it was begun no source says."""
    told = part(site.get("/perkara/kip/163-XI-KIP-PSI-2023/"), "jam")

    # UU 14/2008 Pasal 38 ayat (1): 14 working days from 30 November 2023 end on 20 December.
    assert "habis 20 Desember 2023" in told
    assert "Kapan dipenuhi, atau apakah dipenuhi, tidak dilaporkan." in told
    # Pasal 38 ayat (2): from there to 17 March 2025 it is known.
    assert "batas 100 hari kerja; lewat 207" in told


def test_where_sources_disagree_every_version_and_the_choice_are_shown(case):
    told = part(case, "sumber")

    assert "Syawaluddin (Media Indonesia, Tirto, TribunBanyumas)" in told
    assert "Dipakai: Syawaludin" in told
    assert "Ejaan Komisi sendiri dalam tiga rilis" in told


def test_what_nobody_reported_stays_unknown(case):
    assert "Nilai, tanggal, nomor, jangka waktu dan penandatangan" in part(case, "sumber")
    assert "Huruf Pasal 17 UU KIP yang dipakai KPU" in part(case, "sumber")
    assert "tidak dilaporkan" in part(case, "butir-002-a")


def test_questions_that_nobody_answered_follow_the_dispute(case):
    told = part(case, "pertanyaan")

    for label in (
        "Nilai kontrak",
        "Dengan siapa kontrak dibuat",
        "Jangka waktu kontrak",
        "Tempat pelaksanaan kontrak",
    ):
        assert label in told


def test_words_rendered_by_the_press_stand_in_brackets_and_not_in_quotation_marks(case):
    told = part(case, "pertanyaan")

    assert "[Menanyakan nilai kontrak.]" in told
    assert "“Menanyakan" not in told


def test_the_transcripts_on_the_page_are_called_reconstructions(case):
    assert "rekonstruksi" in part(case, "dokumen").lower()


def test_nothing_of_the_way_the_record_is_kept_shows_on_the_page(case):
    told = text(case)

    assert "[[" not in told
    assert "None" not in told
    assert "2024-0" not in told


def test_the_page_answers_again_only_when_something_changed(case):
    assert case["ETag"].startswith('"')


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2024, 3, 15), "penyelesaian seluruh sengketa: paling lambat 21 Maret 2024."),
        (date(2024, 4, 2), "penyelesaian seluruh sengketa: batasnya lewat pada 21 Maret 2024."),
    ],
)
def test_what_comes_next_names_the_limit_that_runs(client, day, told):
    """14 working days from 28 February 2024 end on 21 March."""
    room = publish().room
    deadlines.start(
        room.dispute, "pemilu_complete_settlement", triggered_on=date(2024, 2, 28), **WHO
    )

    with time_machine.travel(datetime(day.year, day.month, day.day, 3, tzinfo=UTC), tick=False):
        page = client.get("/perkara/pusat/001-KIP-PSIP-II-2024/")

    (brief,) = tree(page).xpath("//section[contains(@class, 'brief')]")
    assert told in words(brief)
