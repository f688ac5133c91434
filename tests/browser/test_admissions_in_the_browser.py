"""The ledger and the quote checker in a real browser: registry, respondent and visitor."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from cases.models import Dispute, Edition
from tests.browser.test_case_room_in_the_browser import people  # noqa: F401 -- a fixture
from tests.browser.test_pages_in_the_browser import LARGE, SMALL, violations

pytestmark = pytest.mark.browser
BEYOND = "document.documentElement.scrollWidth - innerWidth"
ARTICLE = """Sidang lanjutan, Rabu (13/3/2024).
"Jadi benar KPU memiliki kerja sama dengan Alibaba Cloud?" tanya Syawaludin.
"Iya," jawab Luqman Hakim.
"Servernya ada di bulan sejak dahulu kala," kata Budi.
"""


@pytest.fixture
def case(site_address, django_db_blocker):
    """The code of the dispute, and the key of the transcript of 13 March."""
    with django_db_blocker.unblock():
        dispute = Dispute.objects.get(numbers__raw="002/KIP-PSIP/II/2024")
        edition = Edition.objects.get(hearing__disputes=dispute, hearing__held_on="2024-03-13")
        return dispute.code, edition.pk


def record_a_stance(clerk, code, edition, claim):
    """A new proposition, and on it the respondent's words of page 2, line 1."""
    clerk.goto(f"/kepaniteraan/{code}/pengakuan/proposisi/")
    clerk.fill("[name=teks]", claim)
    clerk.get_by_role("button", name="Catat proposisi").click()
    clerk.wait_for_url(f"**/kepaniteraan/{code}/pengakuan/")
    panel(clerk, claim).get_by_role("link", name="Catat sikap").click()
    clerk.locator("#cari_edisi").select_option(str(edition))
    clerk.locator("#cari_tempat").fill("2:1")
    clerk.get_by_role("button", name="Tampilkan ucapan").click()
    expect(clerk.locator(".stand__cited")).to_contain_text("Cloud Sirekap")
    clerk.locator("[name=akibat]").select_option("admission")
    clerk.locator("[name=pihak]").select_option(index=2)
    clerk.get_by_role("button", name="Catat", exact=True).click()
    clerk.wait_for_url(f"**/kepaniteraan/{code}/pengakuan/")


def panel(page, claim):
    return page.locator(".panel", has_text=claim)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_stance_is_recorded_contested_and_reviewed(people, case, scripts):  # noqa: F811
    code, edition = case
    claim = f"KPU menyebut pengadaan cloud {scripts}"
    clerk, agency = people("clerk", scripts=scripts), people("agency", size=SMALL)
    record_a_stance(clerk, code, edition, claim)
    expect(panel(clerk, claim)).to_contain_text("Luqman Hakim")

    agency.goto(f"/meja/perkara/{code}/pengakuan/")
    panel(agency, claim).get_by_role("link", name="Bantah").click()
    agency.fill("[name=alasan]", "Salah dikutip")
    agency.get_by_role("button", name="Catat", exact=True).click()
    agency.wait_for_url(f"**/meja/perkara/{code}/pengakuan/")
    expect(panel(agency, claim)).to_contain_text("Salah dikutip")
    assert agency.evaluate(BEYOND) <= 0

    clerk.goto(f"/kepaniteraan/{code}/pengakuan/")
    panel(clerk, claim).get_by_role("link", name="Periksa bantahan").click()
    clerk.get_by_label("boleh dilihat umum").check()
    clerk.get_by_role("button", name="Catat", exact=True).click()
    clerk.wait_for_url(f"**/kepaniteraan/{code}/pengakuan/")
    expect(panel(clerk, claim)).not_to_contain_text("Periksa bantahan")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_have_no_barrier_and_fit_every_screen(people, case, scheme):  # noqa: F811
    code, edition = case
    clerk = people("clerk")
    clerk.emulate_media(color_scheme=scheme)
    inside = f"/kepaniteraan/{code}"
    for address in (
        f"{inside}/pengakuan/",
        f"{inside}/pengakuan/proposisi/",
        f"{inside}/pengakuan/P-1/sikap/?edisi={edition}&tempat=2:1",
        f"{inside}/pernyataan/",
        f"{inside}/pernyataan/baru/",
        f"{inside}/pemberitaan/",
    ):
        for size in (LARGE, SMALL):
            clerk.set_viewport_size(size)
            clerk.goto(address)
            assert violations(clerk) == [], address
            assert clerk.evaluate(BEYOND) <= 0, address


def test_a_visitor_checks_an_article_by_keyboard_alone(page, case):
    page.set_viewport_size(SMALL)
    page.goto("/periksa-kutipan/")
    page.get_by_label("Teks berita").focus()
    page.keyboard.insert_text(ARTICLE)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    found = page.locator(".quoted")
    expect(found).to_have_count(2)

    expect(found.first).to_contain_text("Arya Sandhiyudha")
    expect(found.last).to_contain_text("Benar, majelis")
    expect(page.locator("#hilang-h")).to_have_text("Tidak ditemukan dalam risalah")
    assert violations(page) == []
    assert page.evaluate(BEYOND) <= 0
    found.first.locator("a.loc").click()
    page.wait_for_url("**/sidang/**")
    expect(page.locator("body")).to_contain_text("Jadi benar KPU memiliki kerja sama")
