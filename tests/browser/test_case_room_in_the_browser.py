"""What follows filing, in a real browser: notice, answer, message, withdrawal, no barriers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone

from cases.models import Organisation
from cases.services import drafts
from tests import foreign_files
from tests.browser.test_pages_in_the_browser import LARGE, SMALL, violations
from tests.filed import APPLICATION
from tests.hearing_room import RECORDER
from tests.web.pages import PASSWORD

pytestmark = pytest.mark.browser
IDENTITY = {
    "name": "akta-pendirian.pdf",
    "mimeType": "application/pdf",
    "buffer": foreign_files.pdf(),
}
SEND = "main form button[data-kind=primary]"


@pytest.fixture
def filed(site_address, django_db_blocker):
    """A dispute that the demonstration's applicant has just filed, for the site to see."""
    with django_db_blocker.unblock():
        who = {"actor": RECORDER, "now": timezone.now()}
        house = Organisation.objects.get(short="YAKIN")
        applicant = replace(APPLICATION.applicant, name=house.name)
        application = replace(
            APPLICATION, applicant=applicant, body="kementerian-dalam-negeri", regime="umum"
        )
        return drafts.file(drafts.start(house, **who), application, **who).code


@pytest.fixture
def people(browser, browser_context_args):
    """A page for each of them, signed in, large or small, with scripts or without."""
    contexts = []

    def enter(who, *, size=LARGE, scripts=True):
        context = browser.new_context(
            **browser_context_args, viewport=size, java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto("/masuk/")
        page.fill("[name=username]", f"{who}@demo.test")
        page.fill("[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        return page

    yield enter
    for context in contexts:
        context.close()


def notify(clerk, filed):
    clerk.goto(f"/kepaniteraan/{filed}/ketidaklengkapan/")
    clerk.fill("[name=catatan]", "Bawa akta pendirian.")
    clerk.click(SEND)
    clerk.wait_for_url(f"**/meja/perkara/{filed}/")


def test_the_clerk_notifies_the_applicant_completes_and_the_clerk_sees_it(people, filed):
    clerk, ngo = people("clerk"), people("ngo", size=SMALL)
    found = {}
    clerk.goto(f"/kepaniteraan/{filed}/ketidaklengkapan/")
    found["notice"] = violations(clerk)
    notify(clerk, filed)
    found["room of the registry"] = violations(clerk)

    ngo.goto(f"/meja/perkara/{filed}/")
    found["room of the applicant, small"] = violations(ngo)
    ngo.get_by_role("link", name="Lengkapi", exact=True).click()
    found["completing, small"] = violations(ngo)
    with ngo.expect_navigation():
        ngo.click(SEND)
    found["completing with errors, small"] = violations(ngo)
    ngo.locator("[name=berkas_identity_file]").set_input_files(IDENTITY)
    ngo.get_by_text("sudah diterima").first.wait_for()
    ngo.click(SEND)
    ngo.wait_for_url(f"**/meja/perkara/{filed}/")
    wide = ngo.evaluate("document.documentElement.scrollWidth")

    clerk.goto(f"/meja/perkara/{filed}/")
    thread = clerk.locator(".thread").inner_text()
    assert "Pelengkapan berkas" in thread
    assert "akta-pendirian.pdf" in thread
    assert "Sekarang: Pemeriksaan kelengkapan" in clerk.locator("main").inner_text()
    assert wide == SMALL["width"]
    assert {name: told for name, told in found.items() if told} == {}


def test_an_application_is_withdrawn_and_noted(people, filed):
    ngo, clerk = people("ngo"), people("clerk", size=SMALL)
    found = {}
    ngo.goto(f"/meja/perkara/{filed}/")
    ngo.get_by_role("link", name="Cabut permohonan ini").click()
    found["withdrawing"] = violations(ngo)
    ngo.fill("[name=alasan]", "Informasi sudah diterima.")
    with ngo.expect_navigation():
        ngo.get_by_role("button", name="Ajukan pencabutan").click()
    found["withdrawing with errors"] = violations(ngo)
    ngo.locator("[name=mengerti]").check()
    ngo.get_by_role("button", name="Ajukan pencabutan").click()
    ngo.wait_for_url(f"**/meja/perkara/{filed}/")

    clerk.goto(f"/meja/perkara/{filed}/")
    found["room with a withdrawal, small"] = violations(clerk)
    clerk.get_by_role("button", name="Catat pencabutan").click()
    clerk.get_by_text("Sekarang: Dicabut").wait_for()

    assert clerk.evaluate("document.documentElement.scrollWidth") == SMALL["width"]
    assert {name: told for name, told in found.items() if told} == {}


def test_the_whole_way_works_without_scripts(people, filed):
    clerk, ngo = people("clerk", scripts=False), people("ngo", scripts=False, size=SMALL)
    notify(clerk, filed)
    ngo.goto(f"/meja/perkara/{filed}/lengkapi/")
    ngo.locator("[name=berkas_identity_file]").set_input_files(IDENTITY)
    ngo.click(SEND)
    ngo.wait_for_url(f"**/meja/perkara/{filed}/")
    ngo.fill("[name=teks]", "Kapan nomornya diberikan?")
    ngo.locator("[name=berkas_file]").set_input_files(IDENTITY)
    ngo.click(".thread__write button[type=submit]")
    clerk.goto(f"/meja/perkara/{filed}/")

    assert "Kapan nomornya diberikan?" in clerk.locator(".thread").inner_text()
