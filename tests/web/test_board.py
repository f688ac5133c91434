"""The registry's calendar: the week, what waits, what stands against a slot, who may look."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Hearing
from cases.queries import sittings as queries
from cases.services import publication, releases, rooms, sittings
from tests.bench import (
    JUDGES,
    NOW,
    TODAY,
    WHO,
    another,
    appoint,
    draft,
    hall,
    open_registry,
    wanted,
)
from tests.standing import standing
from tests.web.pages import part, text, tree, words

pytestmark = pytest.mark.django_db
BOARD, WEEK, SLOTS = "/kalender/", "/kalender/minggu/", "/kalender/slot/"
NYEPI = {"minggu": "2024-03-11"}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False) as moving:
        yield moving


def _held():
    found = open_registry()
    appoint(found)
    publication.release_all([found.dispute], **WHO)
    return found


built, held = standing(_held)


@pytest.fixture
def clerk(client, held):
    client.force_login(held.clerk)
    return client


def release(held):
    chosen = [one.hearing for one in queries.unreleased(held.room.commission)]
    releases.release(held.room.commission, chosen, **held.who)


def heads(answer):
    return [words(one) for one in tree(answer).xpath("//*[@class='board__head']")]


@pytest.mark.parametrize("who", ["applicant", "reader", "agency", "commissioner", "stranger"])
def test_only_the_registry_of_the_commission_sees_the_board(client, held, who):
    client.force_login(getattr(held.room, who))
    for address in (BOARD, WEEK, f"{SLOTS}?perkara={held.dispute.code}"):
        assert client.get(address).status_code == 404, address


def test_who_is_not_signed_in_is_led_to_the_door(client, held):
    for address in (BOARD, WEEK, SLOTS):
        assert client.get(address)["Location"].startswith("/masuk/")


def test_the_week_of_nyepi_names_both_days_off_and_their_decrees(clerk, held):
    monday, tuesday, wednesday, *_ = heads(clerk.get(BOARD, NYEPI))

    assert "Senin 11 Maret" in monday
    assert "Hari Suci Nyepi" in monday
    assert "SKB" in monday
    assert "Cuti Bersama Hari Suci Nyepi" in tuesday
    assert "Keppres 7/2024" in tuesday
    assert "Rabu 13 Maret" in wednesday
    assert "panggilan" not in monday + tuesday


def test_a_hearing_on_13_march_has_its_last_days_of_service_under_each_convention(clerk, held):
    # Back from Wednesday 13 March, three working days (deadlines.toml, umum_summons; Perki
    # 1/2013 Pasal 24 is printed on summonses, the figure was not read there). Joint leave on
    # the 12th not counted: 8 (1), 7 (2), 6 March (3), and clear 5 March. Counted: 12 (1),
    # 8 (2), 7 March (3), and clear 6 March.
    answer = clerk.get(BOARD, NYEPI | {"hari": "2024-03-13"})
    told = part(answer, "panel")

    assert "Hari terakhir penyampaian panggilan" in told
    for day, how in (
        ("Rabu, 6 Maret 2024", "hari penyampaian dihitung; cuti bersama tidak dihitung"),
        ("Kamis, 7 Maret 2024", "hari penyampaian dihitung; cuti bersama dihitung"),
        ("Selasa, 5 Maret 2024", "hari penyampaian tidak dihitung; cuti bersama tidak"),
        ("Rabu, 6 Maret 2024", "hari penyampaian tidak dihitung; cuti bersama dihitung"),
    ):
        assert f"{day} {how}" in told
    assert "Perki 1/2013 Pasal 24" in told
    assert "panggilan s.d. 5, 6, 7 Mar" in heads(answer)[2]


def test_without_a_day_the_first_working_day_of_the_week_is_told(clerk, held):
    assert "Rabu, 13 Maret 2024" in part(clerk.get(BOARD, NYEPI), "panel")


def test_a_day_off_says_why_in_the_panel_and_counts_no_service(clerk, held):
    told = part(clerk.get(BOARD, NYEPI | {"hari": "2024-03-12"}), "panel")
    assert "Bukan hari kerja: Cuti Bersama Hari Suci Nyepi" in told
    assert "Hari terakhir" not in told


def test_a_week_of_a_year_without_a_calendar_opens(clerk, held):
    assert clerk.get(BOARD, {"minggu": "2094-03-15"}).status_code == 200
    assert clerk.get(BOARD, {"minggu": "kemarin"}).status_code == 200


def test_without_a_date_the_present_week_is_shown_with_ways_to_its_neighbours(clerk, held):
    page = tree(clerk.get(BOARD))
    assert "18–22 Maret 2024" in words(page.xpath("//*[@id='papan-minggu']")[0])
    addresses = page.xpath("//nav//a[@data-week]/@href")
    assert addresses == ["?minggu=2024-03-11", "?minggu=2024-03-25"]


def test_friday_prayer_is_shaded_with_its_basis(clerk, held):
    (shade,) = tree(clerk.get(BOARD)).xpath("//*[@class='board__shade']")
    assert words(shade) == "Salat Jumat 11.30–13.00"
    assert "belum dipastikan" in shade.get("title")
    assert (shade.get("data-row"), shade.get("data-span")) == ("8", "3")


def test_who_is_away_is_told_on_the_day_and_shaded_in_the_own_lane(clerk, held):
    rooms.note_absence(
        held.room.commission,
        held.judges[0],
        starts_on=TODAY,
        ends_on=TODAY,
        reason="dinas luar",
        **held.who,
    )
    assert f"tidak hadir: {JUDGES[0]}" in heads(clerk.get(BOARD))[0]
    page = tree(clerk.get(BOARD, {"lajur": "orang"}))
    shades = page.xpath(f"//*[@data-lane='p{held.judges[0].pk}']//*[@class='board__shade']")
    assert words(shades[0]) == "tidak hadir: dinas luar"


def test_a_card_says_number_kind_time_and_state_and_stands_at_its_hour(clerk, held):
    hearing = draft(held, room=hall(held))
    (card,) = tree(clerk.get(BOARD, {"minggu": "2024-04-01"})).xpath("//li[@class='slot']")
    told = words(card).replace("/ ", "/")
    for expected in ("011/III/KIP-PSI/2024", "Pemeriksaan awal", "09.00–11.00", "rancangan"):
        assert expected in told
    assert card.get("data-key") == f"h-{hearing.code}"
    assert (card.get("data-row"), card.get("data-span")) == ("3", "4")
    assert card.get("data-standing") == "draft"


def test_a_hearing_is_in_the_lane_of_everybody_it_needs(clerk, held):
    draft(held, registrar=held.keeper)
    page = tree(clerk.get(BOARD, {"minggu": "2024-04-01", "lajur": "orang"}))
    lanes = page.xpath("//li[@class='slot']/ancestor::*[@data-cell]/@data-lane")
    assert set(lanes) == {f"p{one.pk}" for one in (*held.judges[:3], held.keeper)}


def test_the_panel_of_a_hearing_leads_to_its_change_and_lets_a_draft_be_dropped(clerk, held):
    hearing = draft(held)
    address = {"minggu": "2024-04-01", "sidang": hearing.code}
    panel = tree(clerk.get(BOARD, address)).get_element_by_id("panel")
    planned = f"/kepaniteraan/sidang/{hearing.code}/"
    assert panel.xpath(f".//a[@href='{planned}']")
    assert panel.xpath(f".//form[@action='{planned}batal/']")
    release(held)
    panel = tree(clerk.get(BOARD, address)).get_element_by_id("panel")
    assert panel.xpath(f".//a[@href='{planned}#batal-h']")
    assert "Jumat, 22 Maret 2024" not in words(panel)
    # Back from Monday 1 April, Good Friday between: 28 (1), 27 (2), 26 March (3); clear 25.
    assert "Selasa, 26 Maret 2024" in words(panel)
    assert "Senin, 25 Maret 2024" in words(panel)


def test_the_queue_says_why_how_long_and_how_many_days_are_left(clerk, held):
    told = part(clerk.get(BOARD), "antre-h") + words(
        tree(clerk.get(BOARD)).xpath("//*[@class='tray__card']")[0]
    ).replace("/ ", "/")
    assert "011/III/KIP-PSI/2024" in told
    assert "sidang pertama belum ditetapkan" in told
    assert "2 jam" in told
    # Filed on Thursday 14 March 2024: the 14th working day after it, Good Friday left out, is
    # Thursday 4 April (UU 14/2008 Pasal 38 ayat (1)); no joint leave lies between.
    assert "17 hari lagi menurut kedua cara hitung" in told


def test_the_queue_narrows_by_what_is_typed(clerk, held):
    assert "Tidak ada yang cocok" in text(clerk.get(BOARD, {"cari": "kehutanan"}))
    assert "Tidak ada yang cocok" not in text(clerk.get(BOARD, {"cari": "lestari"}))


def test_each_card_leads_to_the_form_with_the_first_day_that_can_be_had(clerk, held):
    (address,) = tree(clerk.get(BOARD)).xpath("//*[@class='tray__acts']/a/@href")
    assert address == (
        f"/kepaniteraan/{held.dispute.code}/sidang/"
        "?hari=2024-03-18&mulai=09%3A00&selesai=11%3A00&jenis=pemeriksaan_awal"
    )
    shown = text(clerk.get(address))
    assert "Hasil pemeriksaan" in shown


def test_a_form_is_filled_from_its_address_and_judged_at_once(clerk, held):
    room = hall(held)
    page = f"/kepaniteraan/{held.dispute.code}/sidang/"
    asked = {"hari": "2024-03-29", "mulai": "13:00", "selesai": "14:30", "ruang": room.pk}
    answer = clerk.get(page, asked)
    form = tree(answer)
    assert "Wafat Yesus Kristus" in text(answer)
    assert form.xpath("//input[@name='hari']/@value") == ["2024-03-29"]
    assert form.xpath("//input[@name='mulai']/@value") == ["13:00"]
    assert form.xpath("//select[@name='ruang']/option[@selected]/@value") == [str(room.pk)]
    nonsense = {"hari": "besok", "mulai": "siang", "ruang": "aula"}
    assert "Hasil pemeriksaan" not in text(clerk.get(page, nonsense))


def test_a_hearing_is_moved_from_an_address_with_its_doubts_to_be_ticked(clerk, held):
    hearing = draft(held)
    planned = f"/kepaniteraan/sidang/{hearing.code}/"
    answer = clerk.get(planned, {"hari": "2024-04-02", "mulai": "15:00", "selesai": "17:00"})
    assert tree(answer).xpath("//input[@name='keraguan']/@value") == ["outside_office_hours"]
    assert tree(answer).xpath("//input[@name='pasti']")


def test_findings_follow_what_is_chosen_and_say_nothing_of_half_a_slot(clerk, held):
    room = hall(held)
    address = f"/kepaniteraan/{held.dispute.code}/sidang/temuan/"
    chosen = {"hari": "2024-03-29", "mulai": "09:00", "selesai": "11:00", "ruang": room.pk}
    answer = clerk.post(address, chosen)
    assert "Wafat Yesus Kristus" in answer.content.decode()
    assert b"<main" not in answer.content
    assert clerk.post(address, chosen | {"mulai": ""}).status_code == 204
    hearing = draft(held)
    moved = f"/kepaniteraan/sidang/{hearing.code}/temuan/"
    free = clerk.post(moved, chosen | {"hari": "2024-04-01"}).content.decode()
    assert "Tidak ada yang menghalangi jadwal ini" in free


def test_a_tick_is_kept_only_for_the_doubts_that_were_shown(clerk, held):
    address = f"/kepaniteraan/{held.dispute.code}/sidang/temuan/"
    late = {"hari": "2024-04-01", "mulai": "15:00", "selesai": "17:00", "pasti": "on"}
    same = clerk.post(address, late | {"keraguan": "outside_office_hours"})
    assert b"checked" in same.content
    other = clerk.post(address, late | {"keraguan": "party_elsewhere"})
    assert b"checked" not in other.content


@pytest.mark.parametrize("who", ["applicant", "agency", "commissioner", "stranger"])
def test_findings_are_for_the_registry(client, held, who):
    hearing = draft(held)
    client.force_login(getattr(held.room, who))
    for address in (
        f"/kepaniteraan/{held.dispute.code}/sidang/temuan/",
        f"/kepaniteraan/sidang/{hearing.code}/temuan/",
    ):
        assert client.post(address, {"hari": "2024-04-01"}).status_code == 404


def test_slots_of_a_week_name_their_reasons_once_and_the_days_of_service(clerk, held):
    room = hall(held)
    second = another(held)
    appoint(held, dispute=second)
    sittings.draft([second], wanted(9, 11, room=room), **held.who)
    asked = {"perkara": held.dispute.code, "minggu": "2024-04-01", "lama": "60"}
    told = clerk.get(SLOTS, asked).json()

    def reasons(key):
        return [told["reasons"][place] for place in told["slots"].get(key, [])]

    assert told["length"] == 60
    assert reasons(f"2024-04-02|{room.pk}|540") == []
    (*_, taken) = [
        one for one in reasons(f"2024-04-01|{room.pk}|540") if "Ruang" in one["text"]
    ]
    assert taken["weight"] == "hard"
    assert "012/III/KIP-PSI/2024" in taken["text"]
    assert not [one for one in reasons("2024-04-01||540") if one["text"].startswith("Ruang")]
    assert told["service"]["2024-04-01"] == "25, 26 Mar"
    assert "Senin, 25 Maret 2024" in told["panels"]["2024-04-01"]


def test_slots_of_what_is_not_there_are_not_there(clerk, held):
    for asked in ({"perkara": "XXXXXXXX"}, {"sidang": "XXXXXXXX"}, {}):
        assert clerk.get(SLOTS, asked).status_code == 404


def test_nonsense_hours_and_lengths_are_office_hours_and_the_usual_length(clerk, held):
    asked = {"perkara": held.dispute.code, "lama": "-5", "dari": "99999999", "sampai": "x"}
    assert clerk.get(SLOTS, asked).json()["length"] == 120


def test_the_parts_are_not_sent_again_until_somebody_changes_something(clerk, held):
    (etag,) = tree(clerk.get(BOARD)).xpath("//*[@data-board-page]/@data-etag")
    asked = {"headers": {"If-None-Match": etag}}
    assert clerk.get(WEEK, **asked).status_code == 304
    draft(held)
    answer = clerk.get(WEEK, **asked)
    assert answer.status_code == 200
    assert b"<main" not in answer.content


def test_what_somebody_else_did_names_them(clerk, held):
    draft(held)
    head = tree(clerk.get(BOARD)).xpath("//*[@data-change]")[0]
    assert (head.get("data-change"), head.get("data-change-by")) == ("0", "")
    sittings.note(
        "hearing_moved",
        Hearing.objects.get(),
        [held.dispute],
        held.room.commissioner,
        NOW,
    )
    head = tree(clerk.get(BOARD)).xpath("//*[@data-change]")[0]
    assert head.get("data-change-by") == (
        held.room.commissioner.name or held.room.commissioner.email
    )


def test_the_count_of_what_is_not_released_leads_to_the_release(clerk, held):
    draft(held)
    (link,) = tree(clerk.get(BOARD)).xpath("//a[@href='/kepaniteraan/kalender/rilis/']")[-1:]
    assert words(link).startswith("Rilis jadwal (1)")


def test_a_sealed_file_shows_its_hour_and_no_name(clerk, held):
    hearing = draft(held)
    hearing.disputes.update(visibility="sealed")
    address = {"minggu": "2024-04-01", "sidang": hearing.code}
    content = clerk.get(BOARD, address).content.decode()
    assert "Perkara tersegel" in content
    assert "011/III/KIP-PSI/2024" not in content
    assert "Lestari" not in content


def test_the_board_is_in_the_menu_of_the_registry_alone(clerk, held, client):
    assert '"/kalender/"' in clerk.get("/kepaniteraan/").content.decode()
    client.force_login(held.room.applicant)
    assert '"/kalender/"' not in client.get("/meja/").content.decode()


def test_the_board_speaks_english(clerk, held):
    draft(held)
    clerk.cookies["bahasa"] = "en"
    shown = text(clerk.get(BOARD, NYEPI | {"hari": "2024-03-13"}))
    for expected in ("Nyepi (Day of Silence)", "Wednesday, 13 March 2024", "Hearing board"):
        assert expected in shown
    asked = {"perkara": held.dispute.code, "minggu": "2024-03-25"}
    told = clerk.get(SLOTS, asked).json()
    assert any("Good Friday" in one["text"] for one in told["reasons"])


def test_the_board_takes_as_many_queries_for_three_as_for_one(clerk, held):
    def count():
        with CaptureQueriesContext(connection) as caught:
            assert clerk.get(BOARD, {"minggu": "2024-04-01"}).status_code == 200
        return len(caught)

    second, third = another(held), another(held, "013/III/KIP-PSI/2024")
    appoint(held, dispute=second, chair=3, members=(4, 2))
    draft(held)
    before = count()
    appoint(held, dispute=third)
    draft(held, on=date(2024, 4, 3))
    doubt = ["party_elsewhere"]
    sittings.draft([third], wanted(13, 15, on=date(2024, 4, 2), confirmed=doubt), **held.who)
    appoint(held, dispute=another(held, "014/III/KIP-PSI/2024"))
    assert count() == before
