"""The registry's day in a real browser: from what waits, through the check, to the number."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.models import Organisation
from cases.services import drafts
from tests.browser.test_case_room_in_the_browser import people  # noqa: F401 -- a fixture
from tests.browser.test_pages_in_the_browser import SMALL, violations
from tests.filed import APPLICATION
from tests.hearing_room import RECORDER

pytestmark = pytest.mark.browser
BEYOND = "document.documentElement.scrollWidth - innerWidth"
PLACES = ("identity", "request", "objection")


def file(problem: str = "") -> str:
    """The code of a dispute that the demonstration's applicant files now."""
    who = {"actor": RECORDER, "now": timezone.now()}
    house = Organisation.objects.get(short="YAKIN")
    applicant = replace(APPLICATION.applicant, name=house.name)
    body = "kementerian-dalam-negeri"
    application = replace(APPLICATION, applicant=applicant, body=body, problem=problem)
    return drafts.file(drafts.start(house, **who), application, **who).code


@pytest.fixture
def filed(site_address, django_db_blocker):
    """A dispute that has just been filed, for the site to see."""
    with django_db_blocker.unblock():
        return file()


@pytest.fixture
def filed_twice(filed, django_db_blocker):
    """The same application once more."""
    with django_db_blocker.unblock():
        return filed, file("sekali lagi")


def check(clerk, **verdicts):
    for place, verdict in verdicts.items():
        clerk.locator(f"[name=temuan-{place}][value={verdict}]").check()
    clerk.get_by_role("button", name="Catat temuan").click()
    clerk.get_by_text("Menurut temuan yang tercatat").wait_for()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_clerk_finds_what_waits_checks_it_and_gives_it_its_number(
    people,  # noqa: F811
    filed,
    scripts,
):
    clerk, ngo = people("clerk", scripts=scripts), people("ngo", size=SMALL)
    clerk.goto("/kepaniteraan/")
    clerk.locator(f".work a[href='/kepaniteraan/{filed}/periksa/']").click()
    check(clerk, **dict.fromkeys(PLACES, "valid"))
    clerk.get_by_role("link", name="Registrasi", exact=True).click()
    number = clerk.locator(".work__number").inner_text().strip()
    clerk.get_by_role("button", name="Registrasi").click()
    clerk.wait_for_url(f"**/meja/perkara/{filed}/")

    assert number in clerk.locator("h1").inner_text()
    ngo.goto(f"/meja/perkara/{filed}/")
    assert number in ngo.locator(".thread").inner_text()
    clerk.goto("/kepaniteraan/")
    waiting = clerk.locator("section:has(#panel)").inner_text()
    assert number in waiting


@pytest.mark.parametrize("scripts", [True, False])
def test_a_double_is_seen_where_it_is_checked_and_struck_off(
    people,  # noqa: F811
    filed_twice,
    scripts,
):
    first, second = filed_twice
    clerk = people("clerk", scripts=scripts, size=SMALL)
    clerk.goto(f"/kepaniteraan/{second}/periksa/")
    warning = clerk.locator("section[aria-label='Mungkin pendaftaran ganda']")
    warning.locator(f"a[href$='/coret/?berlaku={first}']").click()
    expect(clerk.locator("[name=berlaku]")).to_have_value(first)
    clerk.locator("[name=alasan]").fill("Dikirim dua kali.")
    clerk.locator("[name=yakin]").check()
    clerk.get_by_role("button", name="Coret pendaftaran ini").click()
    clerk.wait_for_url(f"**/meja/perkara/{second}/")

    expect(clerk.locator("#tahap-h")).to_contain_text("Dicoret (pendaftaran ganda)")
    expect(clerk.locator("main")).to_contain_text(f"Yang berlaku: {first}")
    clerk.goto(f"/meja/perkara/{first}/")
    expect(clerk.locator("main")).to_contain_text(second)


def test_no_page_of_the_registry_has_a_barrier_or_is_wider_than_its_screen(
    people,  # noqa: F811
    filed,
):
    clerk, large = people("clerk", size=SMALL), people("clerk")
    found, wide = {}, {}
    pages = ["", "nomor/", *(f"{filed}/{one}/" for one in
             ("periksa", "registrasi", "petugas", "hentikan", "coret"))]  # fmt: skip
    for page in pages:
        for who in (clerk, large):
            who.goto(f"/kepaniteraan/{page}")
            found[page, who is large] = violations(who)
            wide[page, who is large] = who.evaluate(BEYOND)
    clerk.goto(f"/kepaniteraan/{filed}/periksa/")
    check(clerk, identity="absent", request="invalid")
    found["checked", False] = violations(clerk)
    clerk.goto(f"/kepaniteraan/{filed}/hentikan/")
    clerk.get_by_role("button", name="Catat penghentian").click()
    found["with errors", False] = violations(clerk)

    assert {page: told for page, told in found.items() if told} == {}
    assert {page: width for page, width in wide.items() if width > 0} == {}
