"""From the keyboard of the hearing room to a citation that anyone opens, in a real browser."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.adapters.transcript_forms.catalogue import FORMS
from cases.models import Edition, Job, PublicUtterance
from cases.models.jobs import JobState
from cases.services import jobs
from cases.tasks.jobs import perform
from tests.browser.test_capture_in_the_browser import (
    all_sent,
    enter,
    hearing,  # noqa: F401 -- a fixture
    hearings,  # noqa: F401 -- a fixture
    recorded,
)
from tests.browser.test_case_room_in_the_browser import people  # noqa: F401 -- a fixture
from tests.browser.test_pages_in_the_browser import LARGE
from tests.browser.test_proofs_in_the_browser import barriers
from tests.web.pages import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
KEPT = "/sidang/{}/risalah/sahkan/"


def press(page, name):
    """Press a button that asks for the password again, and give it."""
    page.get_by_role("button", name=name).click()
    page.locator("[name=password]").wait_for()
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/risalah/sahkan/")


def freeze_and_sign(clerk):
    """What is in the way is said and confirmed; barriers on the way."""
    expect(clerk.get_by_text("Belum dibaca orang kedua.")).to_be_visible()
    found = barriers(clerk, "in the way")
    clerk.fill("[name=alasan]", "Direkam dan dibaca ulang dalam sidang.")
    clerk.get_by_role("button", name="Bekukan sebagai edisi 1").click()
    clerk.get_by_role("button", name="Tandatangani").wait_for()
    press(clerk, "Tandatangani")
    expect(clerk.get_by_text("Menunggu persetujuan ketua majelis")).to_be_visible()
    return found


def make_forms(edition):
    """What the worker does where it is not asked at once: this edition's papers, no others."""
    codes = list(edition.documents.values_list("code", flat=True))
    waiting = Job.objects.filter(kind="render_transcript", state=JobState.WAITING)
    for job in waiting.filter(args__document__in=codes):
        perform(jobs.claim(job.pk, now=timezone.now()))


def release(clerk, address):
    """Released once every form is made and read back; barriers, also of what may follow."""
    clerk.goto(address)
    found = barriers(clerk, "to release")
    clerk.get_by_role("button", name="Rilis kepada umum").click()
    clerk.get_by_role("link", name="Baca risalah").wait_for()
    for link, label in (
        ("Ralat", "Halaman dan baris"),
        ("Edisi berikutnya atas perintah", "Nomor penetapan"),
    ):
        clerk.goto(address)
        clerk.get_by_role("link", name=link, exact=True).click()
        clerk.get_by_label(label).wait_for()
        found |= barriers(clerk, link)
    return found


def read(visitor, code):
    """The citation opens on its line, and every form is there to be taken away; barriers."""
    said = PublicUtterance.objects.get(hearing=code, text="Iya")
    visitor.goto(f"/r/{code}/1/{said.page}:{said.line}")
    lit = visitor.locator(".ln[data-on]")
    expect(lit).to_have_count(1)
    expect(lit).to_contain_text("Iya")
    papers = Edition.objects.get(hearing__code=code).documents.exclude(form="signed")
    assert {one.form for one in papers} == set(FORMS)
    for one in papers:
        answer = visitor.request.get(f"/berkas/{one.code}/")
        assert (answer.status, len(answer.body())) == (200, one.size), one.form
    return barriers(visitor, "the reader")


def test_the_hearing_of_13_march_is_certified_released_and_cited(
    people,  # noqa: F811
    hearing,  # noqa: F811
    browser,
    browser_context_args,
):
    address = KEPT.format(hearing.code)
    clerk, chair = people("clerk"), people("chair")
    enter(clerk, hearing)
    recorded(clerk)
    all_sent(clerk)
    clerk.goto(address)
    found = freeze_and_sign(clerk)
    chair.goto(address)
    found |= barriers(chair, "to approve")
    press(chair, "Setujui")
    expect(chair.get_by_role("button", name="Setujui")).to_have_count(0)
    make_forms(Edition.objects.get(hearing=hearing))
    found |= release(clerk, address)
    visitor = browser.new_context(**browser_context_args, viewport=LARGE)
    found |= read(visitor.new_page(), hearing.code)
    visitor.close()

    assert {name: told for name, told in found.items() if told} == {}
