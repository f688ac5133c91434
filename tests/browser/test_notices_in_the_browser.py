"""News, choices and private calendars as people meet them, also without scripts."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cases.domain.notices import Event, NoticeKind
from cases.models import CalendarFeed, Dispute, Notice, Organisation, User
from cases.queries import notices as held
from cases.services import feeds, notices
from cases.services.journal import Actor
from tests.browser.test_pages_in_the_browser import (
    CONTRAST,
    LARGE,
    SMALL,
    _note,
    _too_wide,
    violations,
)
from tests.web.pages import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

STATES = [
    {"state": "failed", "error": "Ditolak peladen surel: 550 kotak tidak ada"},
    {"state": "cancelled"},
    {"state": "waiting", "error": "Peladen surel meminta dicoba lagi: 451 nanti"},
]
PAGES = {
    "news": "/meja/pemberitahuan/",
    "choices": "/akun/pemberitahuan/",
    "calendars": "/akun/umpan/",
    "of a dispute": "",
    "unsubscribe": "",
}


@pytest.fixture(scope="module")
def addresses(site_address, django_db_blocker):
    """Each page by its name, with something of every state on it."""
    with django_db_blocker.unblock():
        user = User.objects.get(email="ngo@demo.test")
        dispute = Dispute.objects.get(numbers__raw="002/KIP-PSIP/II/2024")
        now, today = timezone.now(), timezone.localdate()
        payload = {"held_on": today, "hearing_kind": "pembuktian", **held.about([dispute])}
        for no, fields in enumerate(STATES):
            (notice,) = notices.tell(
                NoticeKind.HEARING_SET, to=user, event=Event(f"uji:{no}", today),
                payload=payload, dispute=dispute, now=now,
            )  # fmt: skip
            Notice.objects.filter(pk=notice.pk).update(sent_at=None, **fields)
        yakin = Organisation.objects.get(short="YAKIN")
        for house in (None, yakin):
            feeds.make(user, label="Telepon", organisation=house, actor=Actor("uji"), now=now)
        link = held.link_of(notice)
    return PAGES | {
        "of a dispute": f"/meja/pemberitahuan/{dispute.code}/",
        "unsubscribe": f"/berhenti/{link}/",
    }


def sign_in(page):
    page.set_default_timeout(60_000)
    page.goto("/masuk/")
    page.fill("[name=username]", "ngo@demo.test")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_barrier_and_fits_small_screens(page, addresses, name):
    noted = {"complaints": []}
    page.on("console", lambda line: _note(noted, line))
    page.set_viewport_size(LARGE)
    sign_in(page)
    page.goto(addresses[name])
    found = {"large, light": violations(page)}
    page.emulate_media(color_scheme="dark")
    found["large, dark"] = violations(page, runOnly=CONTRAST)
    page.set_viewport_size(SMALL)
    found["small, dark"] = violations(page, runOnly=CONTRAST)
    page.emulate_media(color_scheme="light")
    found["small, light"] = violations(page)
    found["390 px"] = _too_wide(page, 390)
    found["320 px"] = _too_wide(page, 320)
    found["complaints"] = noted["complaints"]

    assert {way: said for way, said in found.items() if said} == {}


def test_an_address_is_made_read_and_revoked_by_keys_and_without_scripts(
    browser, browser_context_args, addresses
):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    page.goto(addresses["calendars"])

    page.locator("[name=label]").focus()
    page.keyboard.type("Tablet")
    page.keyboard.press("Enter")
    secret = page.locator(".feeds__secret").inner_text().removeprefix("http://testserver")
    assert page.request.get(secret).status == 200
    page.locator("button[aria-label='Cabut Tablet']").focus()
    page.keyboard.press("Enter")

    page.wait_for_selector("text=Alamat kalender dicabut.")
    assert page.request.get(secret).status == 404
    assert CalendarFeed.objects.get(label="Tablet").revoked_at is not None
    context.close()


def test_a_choice_is_kept_and_ended_by_the_link_in_a_message_without_scripts(
    browser, browser_context_args, addresses
):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    page.goto(addresses["choices"])
    page.locator("[name=transcript_ready]").uncheck()
    page.get_by_role("button", name="Simpan").click()
    page.wait_for_selector("text=Pilihan pemberitahuan disimpan.")
    assert not page.locator("[name=transcript_ready]").is_checked()

    stranger = browser.new_context(**browser_context_args, java_script_enabled=False).new_page()
    stranger.goto(addresses["unsubscribe"])
    stranger.get_by_role("button", name="Berhenti").click()
    stranger.wait_for_selector("text=Kabar ini tidak dikirim lagi")
    page.reload()

    assert not page.locator("[name=hearing_set]").is_checked()
    assert page.locator("[name=hearing_moved]").is_checked()
    stranger.context.close()
    context.close()
