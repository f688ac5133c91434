"""The agenda of hearings: a month with its days off, a day, and a calendar file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from icalendar import Calendar

from cases.models import PublicHearing
from cases.queries.public import schedule
from tests.web.pages import CASE, text, tree

MARCH = "/jadwal/?bulan=2024-03"


def events(site) -> dict[str, object]:
    calendar = Calendar.from_ical(site.get("/jadwal.ics").content)
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def event_of(site, held_on):
    row = PublicHearing.objects.get(held_on=held_on, registers__contains="KIP-PSIP/II/2024")
    return events(site)[f"{row.event_code}@sidang-terbuka"]


def test_a_month_lists_its_hearings_with_panel_and_place(site):
    told = text(site.get(MARCH))

    assert "Rabu, 13 Maret 2024" in told
    assert "001, 002, 003/KIP-PSIP/II/2024" in told
    assert "Syawaludin, Rospita Vici Paulyn, dan Arya Sandhiyudha" in told
    assert "Wisma BSG" in told


def test_a_day_off_is_named(site):
    told = text(site.get(MARCH))

    assert "Hari Suci Nyepi" in told
    assert "Cuti Bersama Hari Suci Nyepi" in told


def test_the_months_before_and_after_are_one_step_away(site):
    before, _now, after = tree(site.get(MARCH)).xpath("//nav[@aria-label='Waktu lain']/a/@href")

    assert tree(site.get(before)).xpath("//h2[@id='bulan-h']")[0].text == "Februari 2024"
    assert tree(site.get(after)).xpath("//h2[@id='bulan-h']")[0].text == "April 2024"


@pytest.mark.parametrize(
    "month", ["", "x", "2024", "2024-13", "0000-01", "0001-01", "9999-12", "2024-3", "²"]
)
def test_an_odd_month_is_answered(site, month):
    assert site.get("/jadwal/", {"bulan": month}).status_code == 200


@pytest.mark.parametrize(
    "day", ["", "x", "2024-02-30", "0001-01-01", "9999-12-31", "20240313", "2024-W11-3"]
)
def test_an_odd_day_is_answered(site, day):
    assert site.get("/jadwal/hari-ini/", {"tanggal": day}).status_code == 200


def test_a_day_shows_its_hearings(site):
    answer = site.get("/jadwal/hari-ini/", {"tanggal": "2024-03-13"})

    assert "Rabu, 13 Maret 2024" in text(answer)
    assert "09.00" in text(answer)
    assert any("/sidang/2/" in link for link in tree(answer).xpath("//main//a/@href"))


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        # 13 March begins in Jakarta at 17:00 UTC of the 12th.
        (datetime(2024, 3, 12, 16, 59, tzinfo=ZoneInfo("UTC")), "Selasa, 12 Maret 2024"),
        (datetime(2024, 3, 12, 17, 0, tzinfo=ZoneInfo("UTC")), "Rabu, 13 Maret 2024"),
    ],
)
def test_today_is_the_day_in_jakarta(site, instant, day):
    with time_machine.travel(instant, tick=False):
        answer = site.get("/jadwal/hari-ini/")

    assert day in text(answer)


def test_a_day_off_says_why_nothing_is_heard(site):
    answer = site.get("/jadwal/hari-ini/", {"tanggal": "2024-03-11"})

    assert "Hari Suci Nyepi" in text(answer)


def test_the_calendar_file_holds_every_public_hearing_once(site):
    assert len(events(site)) == PublicHearing.objects.count()


def test_a_hearing_keeps_its_uid(site):
    assert list(events(site)) == list(events(site))
    assert str(event_of(site, "2024-03-13")["UID"]).endswith("@sidang-terbuka")


def test_the_time_of_a_hearing_is_told_in_wib(site):
    starts = event_of(site, "2024-03-13").decoded("DTSTART")

    assert starts == datetime(2024, 3, 13, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert starts.utcoffset().total_seconds() == 7 * 3600


def test_a_hearing_without_a_reported_time_is_a_day(site):
    assert event_of(site, "2024-03-18").decoded("DTSTART") == date(2024, 3, 18)


def test_an_event_leads_to_its_hearing(site):
    address = str(event_of(site, "2024-03-13")["URL"]).removeprefix("http://testserver")

    assert site.get(address, follow=True).status_code == 200


def test_the_calendar_file_is_served_as_one(site):
    answer = site.get("/jadwal.ics")

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.content.startswith(b"BEGIN:VCALENDAR\r\n")


def test_a_calendar_file_tells_of_very_many_hearings_the_last_and_the_next(site, monkeypatch):
    monkeypatch.setattr(schedule, "MOST_EVENTS", 2)
    held = sorted(PublicHearing.objects.values_list("held_on", flat=True))
    today = date(2025, 5, 14)  # on which one is held itself
    with time_machine.travel(datetime(2025, 5, 14, 5, tzinfo=UTC), tick=False):
        told = sorted(_day(event) for event in events(site).values())

    before, after = [day for day in held if day < today], [day for day in held if day >= today]
    assert len(before) > 2
    assert len(after) > 2
    assert told == [*before[-2:], *after[:2]]


def _day(event):
    starts = event.decoded("DTSTART")
    return starts.date() if isinstance(starts, datetime) else starts


@pytest.mark.parametrize("since", ["x", "9999-12-31", "0001-01-01"])
def test_an_odd_start_of_the_calendar_file_is_answered(site, since):
    assert site.get("/jadwal.ics", {"sejak": since}).status_code == 200


def test_the_hearing_of_a_case_is_on_the_agenda(site):
    (link,) = {
        link
        for link in tree(site.get(MARCH)).xpath("//main//a/@href")
        if link.endswith("/sidang/2/")
    }

    assert link.split("sidang/")[0].replace("001", "002") == CASE
