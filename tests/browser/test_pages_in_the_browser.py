"""The pages as people meet them: small and large, light and dark, by keys, without scripts."""

from __future__ import annotations

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cases.models import Hearing
from tests.web.pages import CASE, PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

LARGE, SMALL = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
PAGES = {
    "home": "/",
    "register": "/perkara/?q=alibaba",
    "case": CASE,
    "hearing": f"{CASE}sidang/2/",
    "reader": "",
    "admissions": "/pengakuan/",
    "questions": "/pertanyaan/",
    "schedule": "/jadwal/?bulan=2024-03",
    "today": "/jadwal/hari-ini/?tanggal=2024-03-13",
    "answered": "/pertanyaan/?keadaan=dijawab",
    "promises": "/kesanggupan/",
    "decisions": "/putusan/",
    "exemptions": "/pengecualian/?hasil=annulled",
    "statistics": "/statistik/",
    "bodies": "/badan-publik/",
    "body": "/badan-publik/kpu/",
    "organisation": "/pemohon/yakin/",
    "may I file": "/bolehkah/?jalur=umum&diterima=2024-02-19",
    "I may file": "/bolehkah/?jalur=umum&diterima=2026-01-05&ditanggapi=belum"
    "&keberatan=2026-02-02&dijawab=belum",
    "calculator": "/kalkulator/?aturan=umum_complete_settlement&tanggal=2024-02-19",
    "refusals": "/kalkulator/?aturan=x&tanggal=y",
    "verify": "/verifikasi/",
    "about": "/tentang/",
    "data": "/data/",
    "card": f"{CASE}kartu/",
    "alert": "/kabar/baru/?q=alibaba",
    "programs": "/api/docs/",
    "sign in": "/masuk/",
    "not found": "/tidak-ada/",
    "desk": "/meja/",
}
CONTRAST = ["color-contrast", "target-size"]
WIDTH = "document.documentElement.scrollWidth"
JUMPS = """
window.jumped = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.jumped += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""
FOCUSED = "document.activeElement"


@pytest.fixture(scope="module")
def reader(site_address):
    code = Hearing.objects.get(held_on="2024-03-13", disputes__code="3KG4PWKT").code
    return f"/sidang/{code}/risalah/1/"


@pytest.fixture
def visit(page, reader):
    """Open a page by its name; note what the browser complains of and where it goes."""
    page.set_default_timeout(60_000)
    noted = {"complaints": [], "hosts": set()}
    page.on("console", lambda line: _note(noted, line))
    page.on("pageerror", lambda fault: noted["complaints"].append(str(fault)))
    page.on("request", lambda asked: noted["hosts"].add(_host(asked.url)))

    def go(name):
        if name == "desk":
            sign_in(page)
        return page.goto(PAGES[name] or reader)

    go.noted = noted
    return go


def _note(noted, line):
    # A page that is not there is told so by its status; that is no fault of the page.
    if line.type == "error" and "404" not in line.text:
        noted["complaints"].append(line.text)


def _host(url):
    return re.sub(r"^(\w+://[^/]+).*$", r"\1", url)


def sign_in(page):
    page.goto("/masuk/")
    page.fill("[name=username]", "clerk@demo.test")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")


def violations(page, **options):
    """What axe finds on the page once it has come: a press may just have left another."""
    page.wait_for_load_state()
    page.locator("h1").first.wait_for(state="attached")
    options = {"resultTypes": ["violations"], "preload": False, **options}
    found = Axe().run(page, options=options)
    return [
        f"{one['id']}: {node['target']} {node['html'][:160]}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_barrier_fits_small_screens_and_stays_at_home(
    page, visit, name, site_address
):
    page.set_viewport_size(LARGE)
    visit(name)
    found = {
        "complaints": list(visit.noted["complaints"]),
        "elsewhere": sorted(visit.noted["hosts"] - {site_address, "data:"}),
        "large, light": violations(page),
    }
    page.emulate_media(color_scheme="dark")
    found["large, dark"] = violations(page, runOnly=CONTRAST)
    page.set_viewport_size(SMALL)
    found["small, dark"] = violations(page, runOnly=CONTRAST)
    page.emulate_media(color_scheme="light")
    found["small, light"] = violations(page)
    found["390 px"] = _too_wide(page, 390)
    found["320 px"] = _too_wide(page, 320)

    assert {way: said for way, said in found.items() if said} == {}


@pytest.mark.parametrize("address", ["/", "/perkara/", CASE, "/statistik/", "/pengecualian/"])
def test_nothing_jumps_on_a_small_screen_while_a_page_comes(page, address):
    # Web Vitals: a cumulative layout shift of 0.1 is still good. The program comes late, as by
    # a slow line: the page is drawn by then.
    page.add_init_script(JUMPS)
    page.route("**/js/site*.js", _late)
    page.set_viewport_size(SMALL)
    page.goto(address, wait_until="networkidle")

    assert page.evaluate("window.jumped") < 0.1


def test_open_filters_stay_open_when_a_window_becomes_narrow(page):
    page.set_viewport_size(LARGE)
    page.goto("/perkara/", wait_until="networkidle")
    page.set_viewport_size(SMALL)

    assert page.locator(".facets__form").bounding_box()["height"] > 200


def _late(route):
    time.sleep(1)
    route.continue_()


def _too_wide(page, width):
    page.set_viewport_size({"width": width, "height": 844})
    shown = page.evaluate(WIDTH)
    return [f"{shown} px"] if shown > width else []


def test_the_first_key_leads_past_the_menu(page, visit):
    visit("case")

    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.getAttribute('href')") == "#isi"
    page.keyboard.press("Enter")

    assert page.evaluate(f"{FOCUSED}.id") == "isi"


def test_facets_are_chosen_by_keys_alone(page, visit):
    page.set_viewport_size(LARGE)
    page.goto("/perkara/?q=kontrak")

    page.locator("input[name=jalur][value=pemilu]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    page.wait_for_url("**jalur=pemilu**")
    assert "q=kontrak" in page.url
    assert page.locator("input[name=jalur][value=pemilu]").is_checked()


def test_on_a_small_screen_facets_are_opened_by_a_key(page, visit):
    page.set_viewport_size(SMALL)
    visit("register")
    summary = page.locator(".facets > summary")

    was_open = page.locator(".facets").evaluate("node => node.open")
    summary.focus()
    page.keyboard.press("Enter")

    assert page.locator(".facets").evaluate("node => node.open") is not was_open


def test_what_has_the_focus_is_outlined(page, visit):
    visit("home")

    for _step in range(6):
        page.keyboard.press("Tab")
        style = page.evaluate(f"getComputedStyle({FOCUSED}).outlineStyle")
        assert style != "none", page.evaluate(f"{FOCUSED}.outerHTML")


def test_a_cited_range_of_lines_is_lit_and_its_citation_shown(page, visit, reader):
    page.goto(f"/r/{reader.split('/')[2]}/1/2:2-2:4")

    lit = page.locator(".ln[data-on]").evaluate_all("lines => lines.map(line => line.id)")
    assert lit == ["p2l2", "p2l3", "p2l4"]
    assert "ed. 1, hlm. 2:2–4 (butir" in page.locator("[data-citebar]").inner_text()


def test_a_line_is_cited_by_keys_alone(page, visit):
    visit("reader")

    page.locator("a.passage__cite[href$='#p2l4']").focus()
    page.keyboard.press("Enter")

    page.locator("#p2l4[data-on]").wait_for()
    assert "ed. 1, hlm. 2:4 (butir" in page.locator("[data-citebar]").inner_text()


def test_a_chosen_light_is_kept(page, visit):
    visit("home")

    page.locator("[data-theme-toggle]").click()
    visit("about")

    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


@pytest.fixture(scope="module")
def plain(browser, browser_context_args):
    """A browser that runs no script."""
    context = browser.new_context(
        **browser_context_args, java_script_enabled=False, viewport=SMALL
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_without_scripts(plain, reader, name):
    if name == "desk":
        sign_in(plain)
    plain.goto(PAGES[name] or reader)

    assert plain.locator("h1").count() == 1
    assert plain.locator("main").inner_text().strip()
    assert plain.locator("main button[type=button]:visible").count() == 0


def test_a_cited_range_is_found_without_scripts(plain, reader):
    plain.goto(f"/r/{reader.split('/')[2]}/1/2:2-2:4")

    top = plain.locator("#p2l2").bounding_box()["y"]
    assert 0 <= top < SMALL["height"]


def test_on_paper_lines_keep_their_numbers_and_the_menu_is_gone(page, visit):
    page.set_viewport_size(LARGE)
    visit("reader")

    page.emulate_media(media="print")

    number = page.evaluate(
        "getComputedStyle(document.getElementById('p2l4'), '::before').content"
    )
    assert number.strip('"') in {"4", "attr(data-n)"}
    assert not page.locator("nav.nav").is_visible()
    assert not page.locator("footer.foot").is_visible()
    assert page.get_by_text("Rekonstruksi dari pemberitaan, bukan risalah resmi").is_visible()


def test_on_paper_an_admission_is_still_told_from_other_words(page, visit):
    visit("reader")

    page.emulate_media(media="print")

    # A tint and a line below it, so that a photocopy keeps one of them.
    style = page.evaluate(
        "getComputedStyle(document.querySelector('#p2l4 .passage__adm')).boxShadow"
    )
    assert "inset" in style


def test_the_language_is_changed_in_place(page, visit):
    visit("case")

    page.locator("a[hreflang=en], a[lang=en]").first.click()

    # The page that was left may answer for a moment still; the attribute is waited for.
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.split("?")[0].endswith(CASE)
