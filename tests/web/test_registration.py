"""Giving a number on its page, and saying how numbers are written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import time_machine

from cases.domain.stages import Stage
from cases.models import RegisterNumber, RegisterSeries
from cases.services import drafts, registration
from tests.filed import APPLICATION, FILED, WHO, open_room
from tests.standing import standing
from tests.web.pages import part, text, tree

pytestmark = pytest.mark.django_db
SERIES = "/kepaniteraan/nomor/"
PATTERN = "{seq:03}/{roman}/KIP-PSI/{year}"
TOLD = {"komisi": "kip", "jalur": "umum", "pola": PATTERN, "mulai": "2024-03-01"}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(FILED, tick=False):
        yield


built, room = standing(open_room)


@pytest.fixture
def page(room):
    return f"/kepaniteraan/{room.dispute.code}/registrasi/"


@pytest.fixture
def series(room):
    return registration.open_series(
        room.commission, regime="umum", pattern=PATTERN, starts_on=date(2024, 1, 1), **WHO
    )


@pytest.mark.parametrize("who", ["applicant", "reader", "agency", "commissioner", "stranger"])
def test_only_the_registry_gives_numbers_and_says_how(client, room, page, series, who):
    client.force_login(getattr(room, who))

    assert [client.get(one).status_code for one in (page, SERIES)] == [404, 404]
    assert client.post(page).status_code == 404
    assert client.post(SERIES, TOLD).status_code == 404
    assert not RegisterNumber.objects.exists()
    assert RegisterSeries.objects.count() == 1


def test_the_number_its_series_and_the_day_are_told_before_the_button(
    client, room, page, series
):
    client.force_login(room.clerk)

    told = text(client.get(page))

    assert "001/III/KIP-PSI/2024" in told
    assert f"{PATTERN}, jalur Umum, berlaku sejak 1 Januari 2024" in told
    assert "Kamis, 14 Maret 2024" in told
    # nobody has checked anything yet: it is said, and nothing is hindered
    assert "Belum semua tempat dalam daftar periksa ada temuannya." in told
    assert told.index("001/III") < told.index("kedua pihak diberi tahu")


def test_with_the_button_it_has_its_number_and_a_second_click_is_told(
    client, room, page, series
):
    client.force_login(room.clerk)

    answer = client.post(page, follow=True)
    again = client.post(page, follow=True)

    assert "Diregistrasi dengan nomor 001/III/KIP-PSI/2024" in answer.content.decode()
    assert room.again().stage == Stage.REGISTERED
    assert "sudah diregistrasi" in again.content.decode()
    assert RegisterNumber.objects.count() == 1
    assert client.get(page).status_code == 404


def test_both_sides_read_the_number_in_their_room(client, room, page, series):
    client.force_login(room.clerk)
    client.post(page)
    for who in (room.applicant, room.agency):
        client.force_login(who)
        answer = client.get(f"/meja/perkara/{room.dispute.code}/")
        assert "001/III/KIP-PSI/2024" in part(answer, "surat")


def test_without_a_pattern_the_page_leads_to_where_it_is_set(client, room, page):
    client.force_login(room.clerk)

    answer = client.get(page)

    assert "belum menetapkan pola nomor" in text(answer)
    assert tree(answer).xpath(f"//main//a[@href='{SERIES}']")
    assert client.post(page)["Location"] == SERIES


def test_what_was_registered_on_paper_is_entered_with_its_day_and_number(
    client, room, page, series
):
    client.force_login(room.clerk)
    on_paper = {"tanggal": "2024-03-14", "nomor": "004/III/KIP-PSI/2024"}

    asked = client.post(page, on_paper)
    assert "melompati nomor yang belum ada" in text(asked)
    (known,) = tree(asked).xpath("//input[@name='keraguan']/@value")
    assert not RegisterNumber.objects.exists()
    answer = client.post(page, {**on_paper, "keraguan": known, "pasti": "on"}, follow=True)

    assert "Diregistrasi dengan nomor 004/III/KIP-PSI/2024" in answer.content.decode()
    assert RegisterNumber.objects.get().seq == 4


@pytest.mark.parametrize(
    ("field", "told", "refusal"),
    [
        ("tanggal", "2024-03-15", "belum tiba"),
        ("tanggal", "2024-03-13", "lebih awal daripada tanggal permohonan diterima"),
        ("tanggal", "kemarin", "tanggal yang valid"),
    ],
)
def test_a_day_that_cannot_be_is_told_at_its_field(
    client, room, page, series, field, told, refusal
):
    client.force_login(room.clerk)
    answer = client.post(page, {field: told})
    assert refusal in part(answer, f"id_{field}_error")
    assert not RegisterNumber.objects.exists()


def test_a_number_that_is_used_is_told_at_its_field(client, room, page, series):
    client.force_login(room.clerk)
    client.post(page)
    file = drafts.start(room.house, **WHO)
    other = drafts.file(file, replace(APPLICATION, problem="lain"), **WHO)

    answer = client.post(
        f"/kepaniteraan/{other.code}/registrasi/", {"nomor": "1/III/KIP-PSI/2024"}
    )

    assert "sudah dipakai dalam register" in part(answer, "id_nomor_error")
    assert RegisterNumber.objects.count() == 1


def test_a_pattern_is_tried_before_it_holds(client, room):
    client.force_login(room.clerk)

    shown = client.post(SERIES, {**TOLD, "contoh": "1"})
    assert "Contoh nomor hari ini: 007/III/KIP-PSI/2024" in text(shown)
    assert not RegisterSeries.objects.exists()

    answer = client.post(SERIES, TOLD, follow=True)
    assert "Pola nomor ditetapkan." in answer.content.decode()
    assert RegisterSeries.objects.get().starts_on == date(2024, 3, 1)


def test_a_new_pattern_ends_the_one_before_and_both_stay_readable(client, room, series):
    client.force_login(room.clerk)

    client.post(SERIES, {**TOLD, "pola": "{seq:03}/KIP-PSI/{roman}/{year}"})

    told = text(client.get(SERIES))
    assert "1 Januari 2024 sampai sebelum 1 Maret 2024" in told
    assert "1 Maret 2024 dan seterusnya berlaku" in told


@pytest.mark.parametrize(
    ("field", "value", "refusal"),
    [
        ("pola", "KIP/{seq}/{year}", "Pola nomor harus diawali nomor urut"),
        ("mulai", "2023-12-31", "pola baru tidak dapat berlaku sebelum hari itu"),
    ],
)
def test_a_pattern_that_cannot_hold_is_refused_with_the_reason(
    client, room, series, field, value, refusal
):
    client.force_login(room.clerk)
    assert refusal in text(client.post(SERIES, {**TOLD, field: value}))
    assert RegisterSeries.objects.count() == 1


@pytest.mark.parametrize("komisi", ["lain", ""])
def test_the_series_of_another_commission_is_not_set_here(client, room, komisi):
    client.force_login(room.clerk)
    client.post(SERIES, {**TOLD, "komisi": komisi})
    assert not RegisterSeries.objects.exists()
