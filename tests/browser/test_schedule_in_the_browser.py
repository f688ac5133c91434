"""The cause list in a real browser: no barriers, narrowed by keys, copied, and on paper."""

from __future__ import annotations

import io
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from cases.domain import calendars
from cases.models import Commission, Dispute, Person, Room
from cases.services import hearings
from cases.services.hearings import Bench, HearingDetails
from tests.browser.test_pages_in_the_browser import LARGE, SMALL, WIDTH, violations
from tests.hearing_room import RECORDER

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

BENCH = ("Syawaludin", "Rospita Vici Paulyn", "Arya Sandhiyudha")
JAKARTA = ZoneInfo("Asia/Jakarta")


@pytest.fixture(scope="module")
def day(site_address, django_db_blocker):
    """A day with a hearing in each of two rooms and one that was moved to the day after."""
    with django_db_blocker.unblock():
        who = {"actor": RECORDER, "now": timezone.now()}
        on = calendars.shipped().add(timezone.localdate(), 8)
        commission = Commission.objects.get(code="kip")
        rooms = [
            Room.objects.create(commission=commission, name=name, address="Wisma BSG")
            for name in ("Ruang Sidang 1", "Ruang Sidang 2")
        ]
        chair, *members = [Person.objects.get(name__startswith=name) for name in BENCH]
        bench = Bench(chair=chair, members=members)

        def plan(hour, room, day=on):
            starts = datetime.combine(day, time(hour), tzinfo=JAKARTA)
            return HearingDetails(day, "pembuktian", 9, planned_at=starts, room=room)

        dispute = [Dispute.objects.get(code="3KG4PWKT")]
        hearings.schedule(dispute, plan(9, rooms[0]), bench=bench, **who)
        hearings.schedule(dispute, plan(13, rooms[1]), bench=bench, **who)
        moving = hearings.schedule(dispute, plan(15, rooms[1]), bench=bench, **who)
        after = calendars.shipped().add(on, 1)
        hearings.move(moving, plan(9, rooms[0], after), bench=bench, **who)
        return on


def addresses(day):
    return {
        "day": f"/jadwal/hari-ini/?tanggal={day}",
        "week": f"/jadwal/?tampilan=pekan&tanggal={day}&ruang=kip/ruang-sidang-2",
        "month": f"/jadwal/?bulan={day:%Y-%m}&orang=syawaludin",
        "door": f"/jadwal/pintu/?tanggal={day}",
    }


@pytest.mark.parametrize("name", ["day", "week", "month", "door"])
def test_each_form_has_no_barrier_and_fits_small_screens(page, day, name):
    found = {}
    for size, look in ((LARGE, "light"), (SMALL, "dark")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=look)
        page.goto(addresses(day)[name])
        found[look] = violations(page)
        assert page.evaluate(WIDTH) <= size["width"]

    assert found == {"light": [], "dark": []}


def test_the_old_page_leads_to_the_new_one(page, day):
    page.goto(addresses(day)["day"])
    page.locator(".cause__told").get_by_role("link").click()

    expect(page.get_by_text("Dipindahkan dari")).to_be_visible()
    page.get_by_text("Dipindahkan dari").get_by_role("link").press("Enter")
    expect(page.get_by_text("Sidang ini dipindahkan ke")).to_be_visible()
    assert violations(page) == []


def test_a_room_is_chosen_by_keys_and_kept_through_the_views(page, day):
    page.goto(addresses(day)["day"])
    page.get_by_label("Ruang").focus()
    page.keyboard.type("Ruang Sidang 1")
    page.get_by_role("button", name="Saring").press("Enter")

    expect(page.get_by_role("list", name="Saringan yang dipakai")).to_contain_text(
        "Ruang Sidang 1"
    )
    expect(page.locator(".cause > li")).to_have_count(1)
    page.get_by_role("link", name="Pekan", exact=True).press("Enter")
    expect(page.locator(".days ul > li")).to_have_count(
        2 if calendars.shipped().add(day, 1).isocalendar()[1] == day.isocalendar()[1] else 1
    )


def test_the_words_are_copied_and_stand_there_without_scripts(
    browser, browser_context_args, day
):
    with_scripts = browser.new_context(
        **browser_context_args, permissions=["clipboard-read", "clipboard-write"]
    )
    page = with_scripts.new_page()
    page.goto(addresses(day)["day"])
    page.get_by_text("Teks untuk pesan").click()
    page.get_by_role("button", name="Salin teks").click()
    expect(page.get_by_role("status")).to_contain_text("disalin")
    copied = page.evaluate("navigator.clipboard.readText()")
    with_scripts.close()
    without = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = without.new_page()
    page.goto(addresses(day)["day"])
    page.get_by_text("Teks untuk pesan").click()

    expect(page.get_by_role("textbox")).to_have_value(copied)
    expect(page.get_by_role("button", name="Salin teks")).to_be_hidden()
    without.close()


def test_on_paper_each_room_has_its_sheet_and_nothing_else_is_there(page, day):
    page.goto(addresses(day)["door"])
    page.emulate_media(media="print")
    expect(page.locator(".top")).to_be_hidden()
    expect(page.get_by_role("link", name="Kembali ke jadwal")).to_be_hidden()

    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages

    told = [" ".join(sheet.extract_text().split()) for sheet in sheets]
    assert len(told) == 2
    assert "Ruang Sidang 1" in told[0]
    assert "Dipindahkan ke" in told[1]
    assert [round(float(side)) for side in sheets[0].mediabox[2:]] == [595, 842]
