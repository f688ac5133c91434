"""The board in a real browser: by keys alone, by mouse, and while somebody else works on it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.domain import board, calendars, wording
from cases.domain.accounts import Role
from cases.domain.stages import Stage
from cases.models import Commission, Organisation, User
from cases.services import accounts, docket, drafts, panels, parties, registry, rooms
from cases.services.panels import Appointment
from tests.browser.test_case_room_in_the_browser import people  # noqa: F401
from tests.browser.test_pages_in_the_browser import CONTRAST, SMALL, violations
from tests.browser.test_sittings_in_the_browser import choose, press
from tests.filed import APPLICATION
from tests.hearing_room import RECORDER
from tests.web.pages import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PANELS = (("Arya Sandhi", "Rospita", "Handoko"), ("Gede", "Samrotun", "Syawaludin"))


@pytest.fixture(scope="module")
def registered(site_address, django_db_blocker):
    """Two disputes without a hearing, each with a panel of its own; a room; a second clerk."""
    with django_db_blocker.unblock():
        who = {"actor": RECORDER, "now": timezone.now()}
        house = Organisation.objects.get(short="YAKIN")
        commission = Commission.objects.get(code="kip")
        user = accounts.open_account(
            "clerk2@demo.test", name="Panitera Dua", password=PASSWORD, **who
        )
        accounts.join(user, commission, role=Role.REGISTRAR, **who)
        me = {"by": User.objects.get(email="clerk@demo.test"), "now": timezone.now()}
        rooms.add_room(commission, "Ruang Utama", **me)
        applicant = replace(APPLICATION.applicant, name=house.name)
        found = []
        for no, names in enumerate(PANELS, start=1):
            bench = [parties.add_person(f"{name} Uji", **who) for name in names]
            for person in bench:
                parties.affiliate(person, commission, title="Komisioner", **who)
            application = replace(
                APPLICATION,
                applicant=applicant,
                body="kementerian-dalam-negeri",
                problem=f"Papan {no}",
            )
            dispute = drafts.file(drafts.start(house, **who), application, **who)
            docket.move(dispute, Stage.COMPLETENESS_CHECK, **who)
            today = timezone.localdate()
            registry.register(dispute, f"08{no}/KIP-PSI/UJI", registered_on=today, **who)
            dispute.refresh_from_db()
            panels.appoint(dispute, Appointment(bench[0], bench[1:], today), **me)
            found.append(dispute.code)
        return found


@pytest.fixture
def day():
    """A working day ahead, after every summons can be served, that is no Friday."""
    found = calendars.shipped().add(timezone.localdate(), 9)
    while found.weekday() == 4:
        found = calendars.shipped().add(found, 1)
    return found


def opened(page, day, **more):
    query = "".join(f"&{name}={value}" for name, value in more.items())
    page.goto(f"/kalender/?minggu={day}{query}")
    expect(page.locator("[data-keys]")).to_be_visible()


def said(page, words):
    expect(page.locator("[data-say]")).to_contain_text(words)


def named(day):
    return f"{wording.weekday(day)} {wording.long_date(day).rsplit(' ', 1)[0]}"


def handle(page, key):
    return page.locator(f"[data-key='{key}'] [data-pick]")


def cards(page, register):
    return page.locator(".slot[data-card]").filter(
        has_text=re.compile(r"/\s*".join(map(re.escape, register.split("/"))))
    )


def to_slot(page, day, at):
    """Walk with the arrows: to Monday and to the first half-hour, and from there on."""
    for _ in range(5):
        page.keyboard.press("ArrowLeft")
    for _ in range(16):
        page.keyboard.press("ArrowUp")
    for _ in range((day - board.monday_of(day)).days):
        page.keyboard.press("ArrowRight")
    for _ in range((at - 8 * board.HOUR) // board.STEP):
        page.keyboard.press("ArrowDown")


def save(page):
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    doubt = dialog.locator("[name=pasti]")
    if doubt.count():
        press(page, doubt, "Space")
    press(page, dialog.get_by_role("button", name="Simpan rancangan"))


def both_lights(page, name):
    found = {f"{name}, light": violations(page)}
    page.emulate_media(color_scheme="dark")
    found[f"{name}, dark"] = violations(page, runOnly=CONTRAST)
    page.emulate_media(color_scheme="light")
    return found


def put(page, key="Enter"):
    """Put the card down, and save what is asked."""
    page.keyboard.press(key)
    expect(page.get_by_role("dialog")).to_contain_text("Hasil pemeriksaan")
    found = both_lights(page, "the question")
    save(page)
    said(page, "Rancangan disimpan")
    return found


def release_all(page):
    press(page, page.get_by_role("link", name="Rilis jadwal (1)"))
    page.wait_for_url("**/kalender/rilis/")
    press(page, page.get_by_role("button", name="Rilis yang dipilih"))
    expect(page.locator("main")).to_contain_text("Tidak ada yang menunggu rilis")


def test_keys_alone_schedule_move_and_release_a_hearing(people, registered, day):  # noqa: F811
    clerk, (first, _second) = people("clerk"), registered
    opened(clerk, day)
    found = both_lights(clerk, "board")
    press(clerk, handle(clerk, f"q-{first}"))
    said(clerk, "Diambil: YAKIN v.")
    to_slot(clerk, day, 10 * board.HOUR)
    said(clerk, f"{named(day)}, Ruang Utama, 10.00, tidak ada bentrok")
    found |= both_lights(clerk, "a card in the hand")
    clerk.keyboard.press("+")
    said(clerk, "2 jam 30 menit")
    found |= put(clerk)
    card = cards(clerk, "081/KIP-PSI/UJI")
    expect(card).to_contain_text("10.00–12.30")
    expect(card).to_contain_text("rancangan")
    expect(card.locator("[data-pick]")).to_be_focused()

    clerk.keyboard.press("Enter")
    said(clerk, "Diambil")
    clerk.keyboard.press("ArrowDown")
    said(clerk, f"{named(day)}, Ruang Utama, 10.30")
    put(clerk)
    expect(card).to_contain_text("10.30–13.00")
    expect(card.locator("[data-pick]")).to_be_focused()

    release_all(clerk)
    opened(clerk, day)
    expect(card).to_contain_text("diumumkan")
    opened(clerk, day, lajur="orang")
    found |= both_lights(clerk, "people")
    assert {name: those for name, those in found.items() if those} == {}


def test_escape_returns_a_card_and_the_focus_with_it(people, registered, day):  # noqa: F811
    clerk, (_first, second) = people("clerk"), registered
    opened(clerk, day)
    press(clerk, handle(clerk, f"q-{second}"), "Space")
    said(clerk, "Diambil")
    clerk.keyboard.press("ArrowRight")
    clerk.keyboard.press("Escape")
    said(clerk, "Dikembalikan")
    expect(handle(clerk, f"q-{second}")).to_be_focused()
    expect(clerk.locator("[data-ghost]")).to_have_count(0)


def test_a_card_is_dragged_and_its_draft_dropped(people, registered, day):  # noqa: F811
    clerk, (_first, second) = people("clerk"), registered
    opened(clerk, day)
    cell = clerk.locator(f"[data-cell][data-day='{day}']").first
    cell.scroll_into_view_if_needed()
    start = handle(clerk, f"q-{second}").bounding_box()
    clerk.mouse.move(start["x"] + 5, start["y"] + 5)
    clerk.mouse.down()
    clerk.mouse.move(start["x"] + 25, start["y"] + 5, steps=4)
    said(
        clerk, "Diambil"
    )  # whoever looks for the place sees first that the card is in the hand
    target = cell.bounding_box()
    half = target["height"] / 16
    clerk.mouse.move(target["x"] + 20, target["y"] + 5.5 * half, steps=8)
    clerk.mouse.move(target["x"] + 30, target["y"] + 0.5 * half, steps=4)
    said(clerk, f"{named(day)}, Ruang Utama, 08.00")
    clerk.mouse.up()
    save(clerk)
    said(clerk, "Rancangan disimpan")
    card = cards(clerk, "082/KIP-PSI/UJI")
    expect(card).to_contain_text("08.00–10.00")

    press(clerk, card.locator("a"))
    panel = clerk.locator("#panel")
    expect(panel.locator("h2")).to_be_focused()
    expect(panel).to_contain_text("Hari terakhir penyampaian panggilan")
    press(clerk, panel.get_by_role("button", name="Buang rancangan"))
    said(clerk, "Rancangan dibuang")
    expect(card).to_have_count(0)
    expect(handle(clerk, f"q-{second}")).to_be_focused()


def plan(page, code, day, starts, ends):
    """Draft a hearing by its form, as somebody without the board would."""
    page.goto(f"/kepaniteraan/{code}/sidang/?hari={day}&mulai={starts}&selesai={ends}")
    choose(page, "ruang", "Ruang Utama")
    expect(page.locator("#hasil")).to_be_visible()
    doubt = page.locator("[name=pasti]")
    if doubt.count():
        press(page, doubt, "Space")
    with page.expect_navigation():
        press(page, page.get_by_role("button", name="Simpan rancangan"))


def test_what_another_clerk_does_is_seen_and_takes_nothing_from_the_hand(
    people,  # noqa: F811
    registered,
    day,
):
    clerk, other = people("clerk"), people("clerk2")
    later, waiting = calendars.shipped().add(day, 5), f"q-{registered[1]}"
    opened(clerk, later)
    press(clerk, handle(clerk, waiting))
    said(clerk, "Diambil")
    to_slot(clerk, board.monday_of(later), 8 * board.HOUR)
    clerk.keyboard.press("PageUp")
    said(clerk, "Minggu")
    expect(clerk.locator("[data-board]")).to_have_attribute(
        "data-monday", str(board.monday_of(later) - timedelta(days=7))
    )
    expect(handle(clerk, waiting)).to_be_focused()

    other.goto("/kepaniteraan/ruang/")
    other.fill("[name=nama]", "Ruang Zamrud")
    other.get_by_role("button", name="Tambah ruang").click()
    said(clerk, "Kalender diubah oleh Panitera Dua.")
    expect(clerk.locator("[data-board]")).to_contain_text("Ruang Zamrud")
    expect(handle(clerk, waiting)).to_be_focused()
    expect(clerk.locator("[data-picked]")).to_be_visible()


def test_a_slot_that_somebody_took_a_moment_earlier_is_told_by_name(
    people,  # noqa: F811
    registered,
    day,
):
    clerk, other = people("clerk"), people("clerk2")
    _first, second = registered
    later = calendars.shipped().add(day, 1)
    opened(clerk, later)
    press(clerk, handle(clerk, f"q-{second}"))
    said(clerk, "Diambil")
    to_slot(clerk, later, 8 * board.HOUR)
    clerk.keyboard.press("Enter")
    expect(clerk.get_by_role("dialog")).to_contain_text("Hasil pemeriksaan")

    plan(other, second, later, "08:00", "10:00")
    save(clerk)
    dialog = clerk.get_by_role("dialog")
    expect(dialog.locator("#galat")).to_be_focused()
    expect(dialog.locator("#hasil")).to_contain_text("Ruang Utama sudah dipakai")
    expect(dialog.locator("#hasil")).to_contain_text("08.00–10.00")
    clerk.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_findings_follow_the_hours_that_are_typed(people, registered):  # noqa: F811
    clerk = people("clerk")
    day = str(calendars.shipped().add(timezone.localdate(), 9))
    clerk.goto(f"/kepaniteraan/{registered[0]}/sidang/")
    clerk.fill("[name=hari]", day)
    clerk.fill("[name=mulai]", "17:00")
    clerk.fill("[name=selesai]", "18:00")
    expect(clerk.locator("#hasil")).to_contain_text("Di luar jam kerja kantor")
    expect(clerk.locator("[name=pasti]")).to_be_visible()
    clerk.fill("[name=mulai]", "09:00")
    clerk.fill("[name=selesai]", "10:00")
    expect(clerk.locator("#hasil")).not_to_contain_text("Di luar jam kerja kantor")


PAST = ("/kalender/?minggu=2024-03-11", "/kalender/?minggu=2024-03-11&lajur=orang")


def test_a_past_week_shows_days_off_and_service_small_and_without_scripts(
    people,  # noqa: F811
    registered,
):
    clerk = people("clerk", size=SMALL, scripts=False)
    for address in PAST:
        clerk.goto(address)
        assert clerk.evaluate("document.documentElement.scrollWidth") <= SMALL["width"], address
        main = clerk.locator("main")
        for words in ("Hari Suci Nyepi", "Selasa, 5 Maret 2024", "tidak ada sidang"):
            expect(main).to_contain_text(words)


def test_a_small_screen_has_no_barrier(people, registered):  # noqa: F811
    clerk = people("clerk", size=SMALL)
    clerk.goto(PAST[0])
    assert violations(clerk) == []
