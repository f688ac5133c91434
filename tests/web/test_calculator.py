"""The deadline calculator: the day, every day that was counted or skipped, and refusals."""

from __future__ import annotations

import pytest

from cases.domain.deadlines import RULES
from tests.web.pages import text, tree, words

pytestmark = pytest.mark.django_db


def ask(client, rule, day, **more):
    return client.get("/kalkulator/", {"aturan": rule, "tanggal": day, **more})


def result(response) -> str:
    (found,) = tree(response).xpath("//section[contains(@class, 'calc__result')]")
    return words(found)


def due(response) -> str:
    (found,) = tree(response).xpath("//*[@class='calc__date']")
    return words(found)


@pytest.mark.parametrize(
    ("rule", "day", "options", "expected"),
    [
        # UU 14/2008 art. 38 (2), 100 working days from 19 February 2024: records.md 9, row 3.
        ("umum_complete_settlement", "2024-02-19", {}, "Selasa, 30 Juli 2024"),
        ("umum_complete_settlement", "2024-02-19", {"cuti": "on"}, "Kamis, 18 Juli 2024"),
        # Art. 38 (1), 14 working days from 19 February 2024: no holiday falls in, row 4.
        ("umum_start_settlement", "2024-02-19", {}, "Jumat, 8 Maret 2024"),
        ("umum_start_settlement", "2024-02-19", {"cuti": "on"}, "Jumat, 8 Maret 2024"),
        # Three working days before the hearing of 13 March 2024; Nyepi 11, joint leave 12.
        ("umum_summons", "2024-03-13", {}, "Rabu, 6 Maret 2024"),
        ("umum_summons", "2024-03-13", {"cuti": "on"}, "Kamis, 7 Maret 2024"),
        # The same with clear days: row 1.
        ("umum_summons", "2024-03-13", {"bersih": "on"}, "Selasa, 5 Maret 2024"),
        ("umum_summons", "2024-03-13", {"bersih": "on", "cuti": "on"}, "Rabu, 6 Maret 2024"),
        # Perki 1/2019: 14 working days from 28 February 2024.
        ("pemilu_complete_settlement", "2024-02-28", {}, "Kamis, 21 Maret 2024"),
    ],
)
def test_the_day_is_the_one_worked_out_by_hand(client, rule, day, options, expected):
    assert due(ask(client, rule, day, **options)) == expected


def test_every_day_is_shown_with_its_number_or_its_reason(client):
    told = result(ask(client, "pemilu_complete_settlement", "2024-02-28"))

    for line in (
        "Rabu 28 Februari 2024, mulai, tidak dihitung",
        "Kamis 29 Februari 2024, hari ke-1",
        "Sabtu 2 Maret 2024, tidak dihitung",
        "Senin 11 Maret 2024, Hari Suci Nyepi, tidak dihitung",
        "Selasa 12 Maret 2024, Cuti Bersama Hari Suci Nyepi, tidak dihitung",
        "Rabu 13 Maret 2024, hari ke-8",
        "Kamis 21 Maret 2024, hari ke-14",
    ):
        assert line in told


def test_days_before_a_hearing_are_numbered_back_from_it(client):
    told = result(ask(client, "umum_summons", "2024-03-13"))

    # 13 March is the hearing; 8 March is one working day before it, 6 March three.
    assert "Jumat 8 Maret 2024, hari ke-1" in told
    assert "Rabu 6 Maret 2024, hari ke-3" in told


def test_the_other_reading_stands_beside_the_result(client):
    told = result(ask(client, "umum_complete_settlement", "2024-02-19"))

    assert "Bila cuti bersama dihitung sebagai hari kerja: Kamis, 18 Juli 2024" in told


def test_another_reading_keeps_what_was_chosen_besides(client):
    told = result(ask(client, "umum_summons", "2024-03-13", bersih="on"))

    # Clear days: 5 March; with joint leave counted as working day 6 March (records.md 9).
    assert "Bila cuti bersama dihitung sebagai hari kerja: Rabu, 6 Maret 2024" in told
    assert "Bila cuti bersama tidak dihitung" not in told


def test_the_article_its_certainty_and_the_calendar_are_named(client):
    told = result(ask(client, "umum_complete_settlement", "2024-02-19"))

    assert "UU 14/2008 Pasal 38 ayat (2)" in told
    assert "terverifikasi" in told
    assert "versi" in told


def test_a_longer_limit_that_the_law_allows_is_shown(client):
    told = result(ask(client, "umum_request_reply", "2024-02-19"))

    # Art. 22 (7) and (8): 10 working days, with 7 more. 4 March is day 10; days 11 to 17
    # are 5, 6, 7, 8, 13, 14 and 15 March (11 Nyepi, 12 joint leave, weekends left out).
    assert "Senin, 4 Maret 2024" in told
    assert "Jumat, 15 Maret 2024" in told


def test_past_the_last_decreed_day_nothing_is_guessed(client):
    told = result(ask(client, "umum_complete_settlement", "2027-12-01"))

    assert "Tidak dihitung" in told
    assert "jadi tidak ditebak" in told
    assert "31 Desember 2027" in told


def test_a_figure_that_is_not_known_is_refused_in_the_language_of_the_screen(client):
    told = result(ask(client, "pemilu_summons", "2024-03-13"))

    assert "belum dapat dipastikan" in told
    assert "pemilu_summons" not in told
    assert "No figure" not in told


@pytest.mark.parametrize(
    ("rule", "day", "said"),
    [
        ("tidak-ada", "2024-02-19", "bukan salah satu dari pilihan"),
        ("umum_summons", "abc", "Masukkan tanggal yang valid."),
        ("umum_summons", "2024-02-30", "Masukkan tanggal yang valid."),
        ("umum_summons", "", "Bidang ini tidak boleh kosong."),
        ("", "2024-02-19", "Bidang ini tidak boleh kosong."),
    ],
)
def test_what_was_typed_wrong_is_said_in_indonesian_at_its_field(client, rule, day, said):
    answer = ask(client, rule, day)

    assert answer.status_code == 200
    assert said in text(answer)
    assert tree(answer).xpath("//*[@aria-invalid='true']")
    assert not tree(answer).xpath("//*[@class='calc__date']")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1900-01-01", "2009-12-31"])
@pytest.mark.parametrize(
    "rule", ["umum_summons", "umum_cassation_file", "umum_periodic_publication"]
)
def test_a_day_outside_every_calendar_is_refused_and_not_a_fault(client, rule, day):
    answer = ask(client, rule, day)

    assert answer.status_code == 200


def test_the_empty_form_shows_no_result_and_no_error(client):
    answer = client.get("/kalkulator/")

    assert not tree(answer).xpath("//section[contains(@class, 'calc__result')]")
    assert "tidak boleh kosong" not in text(answer)


def test_every_rule_of_the_law_can_be_asked(client):
    for rule in RULES:
        answer = ask(client, rule, "2024-02-19")

        assert answer.status_code == 200, rule
        assert rule not in text(answer).replace(f'value="{rule}"', ""), rule


def test_the_articles_are_told_in_the_language_of_the_screen(client):
    told = result(ask(client, "umum_summons", "2024-03-13"))

    assert "legal basis" not in told
    assert "was not read" not in told
