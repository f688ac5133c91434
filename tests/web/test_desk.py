"""One's own desk: the disputes one has a part in, and what is to be done next."""

from __future__ import annotations

import csv
import io

import pytest

from cases.models import Dispute
from tests.web.pages import CASE, sign_in, text, tree, words

ALL = "/meja/?keadaan=semua"
YAKIN = {
    "001/KIP-PSIP/II/2024",
    "002/KIP-PSIP/II/2024",
    "003/KIP-PSIP/II/2024",
    "tanpa nomor",
}


@pytest.fixture
def desk_of(site):
    def show(who, address="/meja/"):
        sign_in(site, who)
        return site.get(address)

    return show


def disputes(response) -> list[str]:
    """The numbers of the rows, as they stand in the first column."""
    (section,) = tree(response).xpath("//section[@aria-labelledby='perkara-h']")
    cells = section.xpath(".//table[contains(@class, 'cases')]/tbody/tr/td[1]")
    return [words(cell).split(" Umum")[0].replace(" ", "") for cell in cells]


@pytest.mark.parametrize(
    ("who", "house"),
    [
        ("ngo", "Yayasan Advokasi Hak Konstitusional Indonesia"),
        ("agency", "Komisi Pemilihan Umum Republik Indonesia"),
        ("clerk", "Komisi Informasi Pusat"),
        ("substitute", "Komisi Informasi Pusat"),
        ("chair", "Komisi Informasi Pusat"),
    ],
)
def test_a_desk_says_whose_it_is(desk_of, who, house):
    assert house in text(desk_of(who))


def test_the_applicant_sees_its_disputes_and_no_others(desk_of):
    assert set(disputes(desk_of("ngo", ALL))) == {name.replace(" ", "") for name in YAKIN}


def test_the_respondent_sees_the_disputes_against_it(desk_of):
    told = disputes(desk_of("agency", ALL))

    # Another applicant's dispute of 2025 names the same body without "Republik Indonesia".
    against = {name for name in YAKIN if "/" in name} | {"074/X/KIP-PSI/2025"}
    assert set(told) == against


def test_the_registry_sees_every_dispute_of_its_commission(desk_of):
    told = disputes(desk_of("clerk", ALL)) + disputes(desk_of("clerk", f"{ALL}&hal=2"))

    assert len(told) == Dispute.objects.filter(commission__code="kip").count() == 27


def test_the_chair_sees_the_disputes_on_whose_panel_she_or_he_sits(desk_of):
    told = disputes(desk_of("chair", ALL))

    assert len(told) == Dispute.objects.filter(panel__person__slug="syawaludin").count()
    assert "002/KIP-PSIP/II/2024" in told


@pytest.mark.parametrize("who", ["ngo", "agency", "clerk", "chair"])
def test_the_next_duty_stands_with_its_day_and_its_dispute(desk_of, who):
    answer = desk_of(who)

    (section,) = tree(answer).xpath("//section[@aria-labelledby='tugas-h']")
    # Mediated on 27 March 2024: results of 2019 by 21 April 2024.
    assert "21 Apr 2024" in words(section)
    assert "003/KIP-PSIP/II/2024" in words(section).replace(" ", "")


def test_a_row_leads_to_the_room_of_the_dispute_and_to_its_public_page(desk_of):
    links = tree(desk_of("ngo")).xpath("//main//table//a/@href")

    code = Dispute.objects.get(numbers__raw="002/KIP-PSIP/II/2024").code
    assert CASE in links
    assert f"/meja/perkara/{code}/" in links


def test_the_other_organisation_sees_nothing_of_yakin(desk_of):
    answer = desk_of("ngo2")

    told = text(answer)
    assert disputes(answer) == []
    for word in ("YAKIN", "KIP-PSIP", "Yayasan Advokasi", "KPU", "Risalah sidang"):
        assert word not in told
    assert "Belum ada perkara di meja Anda." in told


def test_the_papers_of_others_are_not_on_the_other_desk(site):
    sign_in(site, "ngo2")

    answer = site.get("/meja/naskah/")

    assert answer.status_code == 200
    assert "Formulir" not in answer.content.decode()


def test_the_administrator_keeps_the_machine_and_sees_no_files(desk_of):
    answer = desk_of("admin")

    assert disputes(answer) == []
    assert "KIP-PSIP" not in text(answer)


@pytest.mark.parametrize("who", ["ngo", "clerk", "chair"])
def test_papers_on_order_are_listed_with_their_state(desk_of, who):
    told = text(desk_of(who))

    assert "Formulir permohonan" in told
    assert "Akta registrasi" in told


def test_papers_of_one_kind_can_be_told_apart(desk_of):
    (section,) = tree(desk_of("ngo")).xpath("//section[@aria-labelledby='naskah-h']")

    named = [words(row.xpath("./th")[0]) for row in section.xpath(".//tbody/tr")]
    assert len(set(named)) == len(named)


@pytest.mark.parametrize("who", ["ngo", "agency", "clerk", "chair", "admin", "ngo2"])
def test_the_desk_reads_in_english_as_well(site, who):
    site.cookies["bahasa"] = "en"
    sign_in(site, who)

    answer = site.get("/meja/")

    assert answer.status_code == 200
    assert tree(answer).get("lang") == "en"
    assert "Perkara kami" not in text(answer)


@pytest.mark.parametrize("who", ["ngo", "agency", "clerk", "chair", "admin", "ngo2"])
def test_everybody_takes_away_exactly_what_their_own_desk_shows(site, who):
    sign_in(site, who)

    rows = list(
        csv.reader(
            io.StringIO(site.get(f"/meja/perkara.csv{ALL[6:]}").content.decode("utf-8-sig"))
        )
    )

    pages = [disputes(site.get(f"{ALL}&hal={no}")) for no in (1, 2)]
    shown = pages[0] + (pages[1] if pages[1] != pages[0] else [])
    assert [row[0] for row in rows[1:]] == [
        "" if number == "tanpanomor" else number for number in shown
    ]
