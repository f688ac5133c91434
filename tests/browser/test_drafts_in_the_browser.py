"""A dispute filed in a real browser: the first half large, the second on a telephone."""

from __future__ import annotations

import pytest

from tests import foreign_files
from tests.browser.test_pages_in_the_browser import LARGE, SMALL, violations
from tests.web.pages import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
IDENTITY = {
    "name": "identitas.pdf",
    "mimeType": "application/pdf",
    "buffer": foreign_files.pdf(),
}
NEXT = "main .wizard__form button[data-kind=primary]"


def begin(page):
    page.set_default_timeout(60_000)
    page.goto("/masuk/")
    page.fill("[name=username]", "ngo@demo.test")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.goto("/permohonan/")
    page.click("main button[data-kind=primary]")
    page.wait_for_url("**/pemohon/")


def first_half(page):
    page.fill("[name=alamat]", "Jl. Merdeka 1")
    page.fill("[name=kota]", "Jakarta")
    page.fill("[name=surel]", "surat@yakin.test")
    page.fill("[name=wakil]", "Ted Hilbert")
    page.click(NEXT)
    page.wait_for_url("**/badan-publik/")
    page.select_option("[name=badan]", label="Kementerian Dalam Negeri")
    page.click(NEXT)
    page.wait_for_url("**/informasi/")
    page.fill("[name=butir]", "Kontrak\nAnggaran")
    page.click(NEXT)
    page.wait_for_url("**/riwayat/")


def second_half(page, *, sends_at_once=True):
    page.fill("[name=diminta]", "2024-03-04")
    page.fill("[name=keberatan]", "2024-04-01")
    page.locator("[name=dijawab][value=ya]").check()
    page.fill("[name=tanggal_jawaban]", "2024-05-06")
    page.click(NEXT)
    page.wait_for_url("**/alasan/")
    page.locator("[name=butir_0][value=c]").check()
    page.locator("[name=alasan][value=superior_silent]").check()
    page.locator("[name=tuntutan][value=order_answer]").check()
    page.click(NEXT)
    page.wait_for_url("**/komisi/")
    page.click(NEXT)
    page.wait_for_url("**/dokumen/")
    page.locator("[name=berkas_identity_file]").set_input_files(IDENTITY)
    if sends_at_once:
        page.get_by_text("sudah diterima").first.wait_for()
    page.click(NEXT)
    page.wait_for_url("**/periksa/")
    page.locator("#benar").check()
    page.click("main form[action$='/kirim/'] button")


def test_an_application_is_filed_half_of_it_on_a_telephone(page, site_address):
    page.set_viewport_size(LARGE)
    begin(page)
    first_half(page)
    page.set_viewport_size(SMALL)
    second_half(page)

    assert page.locator("h1").inner_text() == "Permohonan diterima"
    assert page.evaluate("document.documentElement.scrollWidth") == SMALL["width"]


@pytest.fixture
def plain(browser, browser_context_args):
    context = browser.new_context(
        **browser_context_args, java_script_enabled=False, viewport=SMALL
    )
    yield context.new_page()
    context.close()


def test_the_whole_way_works_without_scripts(plain, site_address):
    begin(plain)
    first_half(plain)
    second_half(plain, sends_at_once=False)

    assert plain.locator("h1").inner_text() == "Permohonan diterima"


def test_no_step_has_a_barrier_right_or_wrong_large_or_small(page, site_address):
    begin(page)
    draft = page.url.removesuffix("pemohon/")
    found = {}
    for step in (
        "pemohon",
        "badan-publik",
        "informasi",
        "riwayat",
        "alasan",
        "komisi",
        "dokumen",
    ):
        for size in (LARGE, SMALL):
            page.set_viewport_size(size)
            page.goto(f"{draft}{step}/")
            found[f"{step} {size['width']}"] = violations(page)
            wide = page.evaluate("document.documentElement.scrollWidth")
            found[f"{step} {size['width']} too wide"] = [] if wide == size["width"] else [wide]
        with page.expect_navigation():
            page.click(NEXT)
        found[f"{step} with errors"] = violations(page)
    page.goto(f"{draft}periksa/")
    found["periksa"] = violations(page)
    page.goto("/permohonan/")
    found["list"] = violations(page)

    assert {name: told for name, told in found.items() if told} == {}
