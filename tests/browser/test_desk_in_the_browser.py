"""The desk and its calendar as people meet them: at every width, also without scripts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.domain.desk import Wanted
from cases.models import CaseNote, Dispute, Organisation, PublicBody, User
from cases.services import desk, information_requests
from cases.services.information_requests import Letter
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
PAGES = {
    "desk": "/meja/?keadaan=semua",
    "narrowed": "/meja/?q=kpu&tenggat=lewat&urut=nomor",
    "empty": "/meja/?q=tidak-ada",
    "calendar": "/meja/kalender/?bulan=2024-04",
    "this month": "/meja/kalender/",
    "room": "/meja/perkara/3KG4PWKT/",
}


@pytest.fixture(scope="module")
def kept(site_address, django_db_blocker):
    """A request, a note, a keeper and a kept filter of the first organisation."""
    with django_db_blocker.unblock():
        now, today = timezone.now(), timezone.localdate()
        yakin, user = (
            Organisation.objects.get(short="YAKIN"),
            User.objects.get(email="ngo@demo.test"),
        )
        dispute = Dispute.objects.get(numbers__raw="002/KIP-PSIP/II/2024")
        body = PublicBody.objects.get(name="Kementerian Dalam Negeri")
        letter = Letter(
            items=["Anggaran"], submitted_on=today - timedelta(days=3), channel="email"
        )
        information_requests.send(
            yakin, [body], letter, actor=Actor("uji"), today=today, now=now
        )
        desk.note(yakin, dispute, "Tagih lagi Senin.", by=user, now=now)
        desk.assign(yakin, dispute, user, by=user, now=now)
        desk.save_view(user, "Yang lewat", Wanted(due="lewat"), now=now)
    return dispute


def sign_in(page):
    page.set_default_timeout(60_000)
    page.goto("/masuk/")
    page.fill("[name=username]", "ngo@demo.test")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_barrier_and_fits_small_screens(page, kept, name):
    noted = {"complaints": []}
    page.on("console", lambda line: _note(noted, line))
    page.set_viewport_size(LARGE)
    sign_in(page)
    page.goto(PAGES[name])
    found = {"large, light": violations(page)}
    page.emulate_media(color_scheme="dark")
    found["large, dark"] = violations(page, runOnly=CONTRAST)
    page.set_viewport_size(SMALL)
    found["small, dark"] = violations(page, runOnly=CONTRAST)
    page.emulate_media(color_scheme="light")
    page.reload()
    if name != "room":
        page.evaluate(
            "for (const fold of document.querySelectorAll('details')) fold.open = true"
        )
    found["small, light"] = violations(page)
    found["1060 px"] = _too_wide(page, 1060)
    found["390 px"] = _too_wide(page, 390)
    found["320 px"] = _too_wide(page, 320)
    found["complaints"] = noted["complaints"]

    assert {way: said for way, said in found.items() if said} == {}


def test_the_table_is_narrowed_kept_and_taken_away_by_keys_and_without_scripts(
    browser, browser_context_args, kept
):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    page.goto("/meja/")
    page.get_by_label("Cari", exact=True).focus()
    page.keyboard.type("anggaran")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=anggaran*")
    assert page.locator("table.cases tbody tr").count() == 1

    page.get_by_label("Nama saringan").focus()
    page.keyboard.type("Anggaran")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Saringan disimpan.")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Unduh XLSX").click()
    assert taken.value.suggested_filename.endswith(".xlsx")
    page.get_by_role("button", name="Hapus saringan Anggaran").click()
    page.wait_for_selector("text=Saringan dihapus.")
    context.close()


def test_a_note_is_written_and_a_case_given_away_without_scripts(
    browser, browser_context_args, kept
):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    page.goto(PAGES["room"])
    page.get_by_label("Catatan baru").fill("Ditelepon kembali.")
    page.get_by_role("button", name="Simpan catatan").click()
    page.wait_for_selector("text=Catatan disimpan.")
    assert page.locator(".inside__notes li").first.inner_text().endswith("Ditelepon kembali.")
    page.get_by_label("Petugas").select_option("")
    page.get_by_role("button", name="Catat petugas").click()

    page.wait_for_selector("text=Petugas dicatat.")
    assert CaseNote.objects.filter(dispute=kept).count() == 2
    context.close()
