"""A month on one's own calendar: duties, hearings, days off, and to whom it is empty."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from cases.domain.hearings import HearingState
from cases.models import Hearing
from cases.services import deadlines, information_requests, parties
from cases.services.information_requests import Letter
from tests.brought import WHO, open_hall
from tests.hearing_room import NOW
from tests.standing import standing
from tests.web.pages import text, tree, words

pytestmark = pytest.mark.django_db
MARCH = "/meja/kalender/?bulan=2024-03"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moving:
        yield moving


def _hall():
    """A hearing on 20 March at nine; a limit until the 27th, a request until the 19th."""
    hall = open_hall()
    Hearing.objects.update(
        state=HearingState.SET,
        held_on=date(2024, 3, 20),
        planned_at=datetime(2024, 3, 20, 9, tzinfo=ZoneInfo("Asia/Jakarta")),
        place="Ruang 1",
    )
    deadlines.start(hall.dispute, "umum_start_settlement", triggered_on=date(2024, 3, 5), **WHO)
    letter = Letter(items=["Anggaran"], submitted_on=date(2024, 3, 4), channel="email")
    to = parties.add_public_body("Dinas Wibawa", **WHO)
    information_requests.send(hall.room.applicant, [to], letter, **WHO, today=date(2024, 3, 14))
    return hall


built, hall = standing(_hall)


def days(answer):
    """What is listed, by the day of the month."""
    rows = tree(answer).xpath("//ol[@class='daylist']/li")
    return {row.get("id").removeprefix("hari-2024-03-"): words(row) for row in rows}


def show(client, user, address=MARCH):
    client.force_login(user)
    return client.get(address)


def test_a_month_holds_hearings_duties_and_days_off_by_name(client, hall):
    told = days(show(client, hall.applicant))

    assert set(told) == {"11", "12", "19", "20", "27", "29", "31"}
    assert told["11"] == "Senin, 11 Maret 2024 Hari Suci Nyepi"
    assert "PPID menanggapi permintaan Lestari v. Dinas Wibawa" in told["19"]
    assert "09.00 WIB sidang Pembuktian Lestari v. Darma" in told["20"]
    assert "001,002/KIP-PSIP/II/2024" in told["20"].replace(" ", "")
    assert "Ruang 1" in told["20"]
    assert "sisa 9 hari kerja Komisi mulai menyelesaikan sengketa" in told["27"]
    assert "Wafat" in told["29"]


def test_the_squares_lead_into_the_cases_and_to_the_list(client, hall):
    page = tree(show(client, hall.applicant))

    (square,) = page.xpath("//td[a[@href='#hari-2024-03-20']]")
    (link,) = square.xpath(".//ul/li[@data-kind='hearing']/a")
    assert link.get("href") == f"/meja/perkara/{hall.dispute.code}/"
    assert words(link) == "09.00 Pembuktian 001, 002/KIP-PSIP/II/2024"
    assert page.xpath("//*[@id='hari-2024-03-20']")
    off = page.xpath("//td[contains(@data-state, 'off')]")
    assert "Hari Suci Nyepi" in words(off[0])


def test_the_next_months_and_the_subscription_are_one_step_away(client, hall):
    links = tree(show(client, hall.applicant)).xpath("//main//a/@href")

    assert {"?bulan=2024-02", "?bulan=2024-04", "/akun/umpan/"} <= set(links)


def test_the_calendar_stands_in_the_menu(client, hall):
    page = tree(show(client, hall.clerk))

    (link,) = page.xpath("//nav[@class='nav']//a[@href='/meja/kalender/']")
    assert link.get("aria-current") == "page"


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("agency", {"11", "12", "20", "27", "29", "31"}),
        ("clerk", {"11", "12", "20", "27", "29", "31"}),
        ("stranger", {"11", "12", "29", "31"}),
    ],
)
def test_a_request_is_on_the_calendar_of_its_organisation_alone(client, hall, who, expected):
    assert set(days(show(client, getattr(hall, who)))) == expected


def test_a_month_with_nothing_in_it_says_so(client, hall):
    told = text(show(client, hall.stranger))

    assert "Tidak ada tenggat, perintah, atau sidang dalam perkara Anda bulan ini." in told


def test_a_hearing_that_was_moved_is_still_told_of(client, hall):
    Hearing.objects.update(state=HearingState.MOVED)

    assert "09.00 WIB dipindah Pembuktian" in days(show(client, hall.applicant))["20"]


def test_what_has_passed_is_said_to_be_late(client, hall, clock):
    clock.move_to("2024-04-01T03:00:00+00:00")

    page = tree(show(client, hall.applicant))

    # 28 March and 1 April; 29 March is Good Friday.
    (late,) = page.xpath("//li[@id='hari-2024-03-27']//li[@data-kind='late']")
    assert "lewat 2 hari kerja" in words(late)


@pytest.mark.parametrize("month", ["", "x", "2024-13", "0000-01", "9999-12", "²", "2024-3"])
def test_an_odd_month_is_answered(client, hall, month):
    client.force_login(hall.applicant)

    assert client.get("/meja/kalender/", {"bulan": month}).status_code == 200
