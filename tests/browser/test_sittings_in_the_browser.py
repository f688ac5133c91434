"""A panel, a slot, the release and a move, in a real browser and by keys alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.domain import calendars
from cases.domain.stages import Stage
from cases.models import Commission, Hearing, Organisation
from cases.services import docket, drafts, parties, publication, registry
from tests.browser.test_case_room_in_the_browser import people  # noqa: F401
from tests.browser.test_pages_in_the_browser import SMALL, violations
from tests.filed import APPLICATION
from tests.hearing_room import RECORDER

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
JUDGES = ("Arya Sandhi", "Rospita Paulyn", "Handoko Agung")


@pytest.fixture(scope="module")
def registered(site_address, django_db_blocker):
    """Two registered disputes of the demonstration's applicant, and who could hear them."""
    with django_db_blocker.unblock():
        who = {"actor": RECORDER, "now": timezone.now()}
        house, commission = (
            Organisation.objects.get(short="YAKIN"),
            Commission.objects.get(code="kip"),
        )
        for name in JUDGES:
            person = parties.add_person(name, **who)
            parties.affiliate(person, commission, title="Komisioner", **who)
        applicant = replace(APPLICATION.applicant, name=house.name)
        found = []
        for no in (1, 2):
            application = replace(
                APPLICATION,
                applicant=applicant,
                body="kementerian-dalam-negeri",
                problem=f"Nomor {no}",
            )
            dispute = drafts.file(drafts.start(house, **who), application, **who)
            docket.move(dispute, Stage.COMPLETENESS_CHECK, **who)
            today = timezone.localdate()
            registry.register(dispute, f"09{no}/KIP-PSI/UJI", registered_on=today, **who)
            publication.release_all([dispute], **who)
            found.append(dispute.code)
        return found


def press(page, locator, key="Enter"):
    """Reach something by the keyboard's focus, and press a key on it."""
    locator.focus()
    page.keyboard.press(key)


def choose(page, name, words):
    """Choose in a list by typing what it says."""
    page.locator(f"[name={name}]").focus()
    page.keyboard.type(words)


def appoint(clerk, code):
    clerk.goto(f"/kepaniteraan/{code}/majelis/")
    choose(clerk, "ketua", JUDGES[0])
    for name in JUDGES[1:]:
        press(clerk, clerk.get_by_label(name), "Space")
    with clerk.expect_navigation():
        press(clerk, clerk.get_by_role("button", name="Tetapkan majelis"))


def plan(clerk, day, starts, ends, button="Simpan rancangan"):
    clerk.fill("[name=hari]", day.isoformat())
    clerk.fill("[name=mulai]", starts)
    clerk.fill("[name=selesai]", ends)
    clerk.fill("[name=tempat]", "Kantor Komisi")
    with clerk.expect_navigation():
        press(clerk, clerk.get_by_role("button", name=button))


def month(page, day):
    page.goto(f"/meja/kalender/?bulan={day:%Y-%m}")
    return page.locator("main").inner_text()


def release(clerk):
    with clerk.expect_navigation():
        press(clerk, clerk.get_by_role("button", name="Rilis yang dipilih"))
    expect(clerk.locator("main")).to_contain_text("Tidak ada yang menunggu rilis")


def plan_two(clerk, first, second, day):
    """A hearing for each dispute; the second is refused its first hour by name."""
    found = {}
    clerk.goto(f"/kepaniteraan/{first}/sidang/")
    plan(clerk, day, "09:00", "11:00", "Periksa slot")
    found["slot, checked"] = violations(clerk)
    plan(clerk, day, "09:00", "11:00")
    clerk.wait_for_url("**/kalender/rilis/")
    clerk.goto(f"/kepaniteraan/{second}/sidang/")
    plan(clerk, day, "10:00", "12:00")
    told = clerk.locator("#hasil").inner_text()
    assert "Arya Sandhi sudah bersidang" in told
    assert "091/KIP-PSI/UJI" in told
    found["slot, refused"] = violations(clerk)
    plan(clerk, day, "13:30", "15:30")
    clerk.wait_for_url("**/kalender/rilis/")
    return found | {"release": violations(clerk)}


def main_of(page, address):
    page.goto(address)
    return page.locator("main").inner_text()


def test_a_panel_a_plan_its_release_and_a_move_by_keys_alone(people, registered):  # noqa: F811
    clerk, ngo = people("clerk"), people("ngo", size=SMALL)
    first, second = registered
    day = calendars.shipped().add(timezone.localdate(), 8)
    clerk.goto(f"/kepaniteraan/{first}/majelis/")
    found = {"panel, empty": violations(clerk)}
    appoint(clerk, first)
    appoint(clerk, second)
    found["panel"] = violations(clerk)
    found |= plan_two(clerk, first, second, day)

    assert "Pemeriksaan awal" not in month(ngo, day)
    release(clerk)
    assert "Pemeriksaan awal" in month(ngo, day)
    assert "091/KIP-PSI/UJI" in main_of(ngo, f"/jadwal/hari-ini/?tanggal={day}")
    room = f"/meja/perkara/{first}/"
    assert "Sidang ditetapkan: Pemeriksaan awal" in main_of(ngo, room)
    found["room of the applicant, small"] = violations(ngo)

    code = Hearing.objects.filter(disputes__code=first).get().code
    clerk.goto(f"/kepaniteraan/sidang/{code}/")
    found["slot, announced"] = violations(clerk)
    plan(clerk, calendars.shipped().add(day, 1), "09:00", "11:00")
    assert "Dipindahkan" in clerk.locator("main").inner_text()
    release(clerk)
    assert "dipindahkan: Pemeriksaan awal" in main_of(ngo, room)
    clerk.goto("/kepaniteraan/ruang/")
    found["rooms"] = violations(clerk)
    assert {name: those for name, those in found.items() if those} == {}


def test_the_pages_fit_a_small_screen_without_scripts(people, registered):  # noqa: F811
    clerk = people("clerk", size=SMALL, scripts=False)
    for address in (
        f"/kepaniteraan/{registered[0]}/majelis/",
        f"/kepaniteraan/{registered[0]}/majelis/benturan/",
        f"/kepaniteraan/{registered[0]}/sidang/",
        "/kepaniteraan/kalender/rilis/",
        "/kepaniteraan/ruang/",
    ):
        clerk.goto(address)
        assert clerk.evaluate("document.documentElement.scrollWidth") <= SMALL["width"], address
