"""The page of one hearing, the same under every register it served."""

from __future__ import annotations

import pytest

from tests.web.pages import CASE, text, tree

SECOND = f"{CASE}sidang/2/"
THIRD = f"{CASE}sidang/3/"


@pytest.fixture
def hearing(site):
    return site.get(SECOND)


def test_it_says_when_before_whom_and_that_it_was_open(hearing):
    told = text(hearing)

    assert "Sidang Rabu, 13 Maret 2024" in told
    assert "Syawaludin (Ketua), Rospita Vici Paulyn, Arya Sandhiyudha" in told
    assert "Terbuka untuk umum" in told
    assert "Reyhan Pradipta" in told


def test_the_two_accounts_of_the_exchange_stand_side_by_side_unmerged(hearing):
    told = text(hearing)

    assert told.index("“Iya”") < told.index(
        "“Jadi benar KPU memiliki kerja sama dengan Alibaba Cloud?”"
    )
    assert "“Benar, majelis”" in told
    assert "SINDOnews: 'Iya'" in told
    assert "siapa yang bertanya tentang kerja sama Alibaba, 13 Maret 2024" in told


def test_the_admitted_words_are_marked_and_lead_to_the_ledger(site, hearing):
    page = tree(hearing)

    # "Cloud Sirekap", "Iya" and "Benar, majelis" admit P-1; the questions admit nothing.
    assert [found.text for found in page.xpath("//main//*[@class='adm']")] == [
        "“Cloud Sirekap”",
        "“Iya”",
        "“Benar, majelis”",
    ]
    (address,) = set(page.xpath("//a[contains(., 'P-1 pengakuan')]/@href"))
    path, place = address.split("#")
    assert tree(site.get(path)).xpath("//*[@id=$place]", place=place)


@pytest.mark.parametrize("number", ["001", "002", "003"])
def test_it_names_every_register_it_served(site, number):
    page = site.get(f"/perkara/kip/{number}-KIP-PSIP-II-2024/sidang/2/")

    links = tree(page).xpath("//main//header//a/@href")
    for other in ("001", "002", "003"):
        assert f"/perkara/kip/{other}-KIP-PSIP-II-2024/sidang/2/" in links


def test_the_third_hearing_was_not_about_003(site):
    links = tree(site.get(THIRD)).xpath("//main//header//a/@href")

    assert not [link for link in links if "003-KIP" in link]


def test_an_absent_respondent_is_shown_with_the_reason_given(site):
    told = text(site.get(THIRD))

    assert "tidak hadir" in told
    assert "Rekapitulasi nasional dan penetapan hasil Pemilu; surat 16 Maret 2024" in told
    assert "Ridho Rahmadi" in told
    assert "ditolak majelis" in told


def test_the_time_of_a_hearing_is_local_and_what_was_not_reported_is_said(site):
    assert "dijadwalkan 09.00 WIB" in text(site.get(SECOND))
    assert "tidak dilaporkan" in text(site.get(THIRD))


def test_the_orders_of_the_panel_say_by_when_and_what_came_of_them(hearing):
    told = text(hearing)

    assert "paling lambat 18 Maret 2024" in told
    assert "KPU tidak hadir 18 Maret" in told


def test_it_leads_to_the_transcript_and_says_what_that_is(hearing):
    (link,) = tree(hearing).xpath("//main//a[contains(., 'Baca risalah')]/@href")

    assert "/risalah/1/" in link
    assert "rekonstruksi dari pemberitaan" in text(hearing).lower()


def test_a_hearing_that_was_never_held_is_not_found(site):
    assert site.get(f"{CASE}sidang/6/").status_code == 404


def test_a_hearing_by_its_code_leads_to_its_first_dispute(site, hearing):
    (link,) = tree(hearing).xpath("//main//a[contains(., 'Baca risalah')]/@href")

    moved = site.get(link.split("risalah/")[0])

    assert moved.status_code == 302
    assert moved["Location"] == "/perkara/kip/001-KIP-PSIP-II-2024/sidang/2/"
