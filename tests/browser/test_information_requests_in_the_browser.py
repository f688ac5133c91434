"""A request for information in a real browser: recorded, objected to, without barriers."""

from __future__ import annotations

import pytest

from tests.browser.test_pages_in_the_browser import LARGE, SMALL, violations
from tests.web.pages import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def desk(page, site_address):
    page.set_default_timeout(60_000)
    page.set_viewport_size(LARGE)
    page.goto("/masuk/")
    page.fill("[name=username]", "ngo@demo.test")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    return page


def record(page):
    page.goto("/permintaan/baru/")
    page.select_option("[name=badan]", label="Komisi Pemilihan Umum Republik Indonesia")
    page.fill("[name=butir]", "Kontrak pengadaan cloud\nAnggaran")
    page.fill("[name=tujuan]", "Pengawasan anggaran")
    page.select_option("[name=cara]", "email")
    page.click("main button[type=submit]")
    page.wait_for_url("**/permintaan/*/")
    return page.url


def test_a_request_is_recorded_and_objected_to_on_large_and_small_screens(desk):
    found = {}
    desk.goto("/permintaan/baru/")
    found["send"] = violations(desk)
    address = record(desk)
    found["detail"] = violations(desk)
    desk.set_viewport_size(SMALL)
    found["detail, small"] = violations(desk)
    desk.goto(f"{address}keberatan/")
    found["objection, small"] = violations(desk)
    desk.click("main button[type=submit]")
    found["objection with errors"] = violations(desk)
    desk.get_by_label("c. Tidak ditanggapinya").first.check()
    desk.fill("[name=alasan]", "Tidak ditanggapi")
    desk.click("main button[type=submit]")
    desk.wait_for_url(address)
    desk.goto("/permintaan/")
    found["list, small"] = violations(desk)

    assert {name: told for name, told in found.items() if told} == {}
    assert desk.evaluate("document.documentElement.scrollWidth") == SMALL["width"]
