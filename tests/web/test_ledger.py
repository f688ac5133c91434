"""What was admitted, with its question; what was asked and never answered."""

from __future__ import annotations

import pytest

from tests.web.pages import text, tree, words

LABELS = [
    "Nilai kontrak",
    "Dengan siapa kontrak dibuat",
    "Jangka waktu kontrak",
    "Tempat pelaksanaan kontrak",
    "Apakah proses pengadaan dan kontraknya terbuka",
]


@pytest.fixture
def ledger(site):
    return site.get("/pengakuan/")


@pytest.fixture
def board(site):
    return site.get("/pertanyaan/")


def entry(response, code):
    (found,) = [
        node
        for node in tree(response).xpath("//article[contains(@class, 'entry')]")
        if words(node.xpath(".//*[@class='entry__number']")[0]) == code
        and "kpqccmjg" not in node.get("id")
    ]
    return words(found)


def test_the_four_admissions_stand_in_the_ledger(ledger):
    told = text(ledger)

    assert "4 pengakuan" in told
    for words_of in (
        "Ada kontrak pengadaan KPU dengan Alibaba",
        "KPU menguasai data real count",
        "Informasi register 003 (DPT dan hasil pemilu) adalah informasi terbuka",
        "Kontrak Alibaba adalah informasi terbuka",
    ):
        assert words_of in told


def test_the_alibaba_exchange_has_question_answer_and_whom_it_binds(ledger):
    told = entry(ledger, "P-1")

    assert "“Pengadaan cloud Sirekap KPU bekerja sama dengan Alibaba?”" in told
    assert "“Iya”" in told
    assert "Komisi Pemilihan Umum Republik Indonesia (Termohon)" in told
    assert "002-f" in told
    assert "Bukan pengakuan tentang lokasi server atau data" in told


def test_statements_outside_the_hearing_stand_beside_the_alibaba_exchange(ledger):
    told = entry(ledger, "P-1")

    assert "bukan keterangan, bukan bukti" in told
    assert "August Mellaz" in told
    assert "Hasyim Asy'ari" in told
    assert "Semuel Abrijani Pangerapan" in told


def test_a_statement_on_where_data_lies_is_not_set_against_the_admission(ledger):
    told = entry(ledger, "P-1")

    # Records.md 3: the two do not clash; each statement says what it is about.
    assert "Tentang P-5" in told
    assert "menyangkal" not in told


def test_an_admission_that_names_no_outside_word_does_not_borrow_those_of_another(ledger):
    assert "August Mellaz" not in entry(ledger, "P-4")


def test_an_admission_never_stands_without_what_it_does_not_cover(ledger):
    for node in tree(ledger).xpath("//article[contains(@class, 'entry')]"):
        assert "Yang tidak termasuk" in words(node)
        assert "Di dalam sidang" in words(node)


def test_five_questions_wait_the_longest_open_first(board):
    told = text(board)

    places = [told.index(label) for label in LABELS]
    assert places == sorted(places)
    assert "5 pertanyaan" in told


def test_a_question_says_to_whom_when_and_that_no_answer_was_reported(board):
    told = text(board)

    assert "13 Maret 2024. Kepada: Komisi Pemilihan Umum Republik Indonesia" in told
    assert "Jawaban tidak dilaporkan" in told
    assert "butir 002-h" in told


def test_a_question_leads_to_its_case_and_to_its_lines(board):
    links = tree(board).xpath("//main//a/@href")

    assert "/perkara/kip/002-KIP-PSIP-II-2024/" in links
    assert any(link.startswith("/r/") for link in links)


@pytest.mark.parametrize("address", ["/pengakuan/", "/pertanyaan/"])
@pytest.mark.parametrize("asked", ["0", "-1", "99", "x", "²", "9" * 5000])
def test_an_odd_page_number_shows_a_page(site, address, asked):
    assert site.get(address, {"hal": asked}).status_code == 200
