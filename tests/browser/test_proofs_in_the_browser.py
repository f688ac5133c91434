"""Proofs and the list of evidence in a real browser: brought, shown, composed, no barriers."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cases.models import Job
from cases.models.jobs import JobState
from cases.services import jobs
from cases.tasks.jobs import perform
from tests import foreign_files
from tests.browser.test_information_requests_in_the_browser import desk, record
from tests.browser.test_pages_in_the_browser import LARGE, SMALL, _too_wide, violations

__all__ = ["desk"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db]

CASE_FILE = "/perkara/kip/002-KIP-PSIP-II-2024/berkas/"
RECEIPT = {
    "name": "tanda terima pos.pdf",
    "mimeType": "application/pdf",
    "buffer": foreign_files.pdf(),
}


def work(kind):
    """What a worker does; here the rows of a test are seen by nobody else."""
    for job in Job.objects.filter(kind=kind, state=JobState.WAITING):
        perform(jobs.claim(job.pk, now=timezone.now()))


def barriers(page, name):
    """What axe finds and what is too wide, on a large and on a small screen."""
    found = {}
    for size in (LARGE, SMALL):
        page.set_viewport_size(size)
        found[f"{name} {size['width']}"] = violations(page)
        found[f"{name} {size['width']} too wide"] = _too_wide(page, size["width"])
    page.set_viewport_size(LARGE)
    return found


def test_a_proof_is_added_on_the_page_of_the_request(desk):
    address = record(desk)
    desk.get_by_text("Tambah bukti").click()
    found = barriers(desk, "adding")
    desk.select_option("[name=langkah]", "request_sent")
    desk.locator("#bukti_file").set_input_files(RECEIPT)
    desk.get_by_text("sudah diterima").first.wait_for()
    desk.get_by_role("button", name="Tambahkan").click()
    desk.locator("#bukti-langkah .uploads__name", has_text=RECEIPT["name"]).wait_for()
    work("check_upload")
    desk.goto(address)
    desk.locator("#bukti-langkah .tag", has_text="siap dipakai").wait_for()
    found |= barriers(desk, "added")
    desk.goto(f"{address}tanggapan/")
    found |= barriers(desk, "recording")

    desk.goto(address)
    desk.get_by_role("button", name="Lepaskan").click()
    desk.get_by_text("Dilepaskan").wait_for()

    assert desk.locator("#bukti-langkah .uploads__name").count() == 0
    assert {name: told for name, told in found.items() if told} == {}


def test_the_list_of_evidence_is_composed_on_large_and_small_screens(desk):
    desk.goto(CASE_FILE)
    desk.locator("#berkas_file").set_input_files(RECEIPT)
    desk.locator(".uploads__name", has_text=RECEIPT["name"]).first.wait_for()
    work("check_upload")
    desk.goto(CASE_FILE)
    desk.get_by_text("Catat sebagai bukti").first.click()
    desk.locator("details[open] button[type=submit]").click()
    desk.get_by_text("Tercatat sebagai bukti P-1").wait_for()

    found = barriers(desk, "file")
    desk.get_by_role("link", name="Susun daftar bukti").click()
    found |= barriers(desk, "list")
    desk.click("main button[type=submit]")
    found |= barriers(desk, "list with errors")
    desk.fill("[name=tempat]", "Jakarta")
    desk.fill("[name^=bukti_]", "Bahwa permintaan sampai")
    desk.click("main button[type=submit]")
    desk.locator("#surat-dibuat").wait_for()
    work("render_letter")
    desk.locator("#surat-dibuat a", has_text="DOCX").wait_for()
    found |= barriers(desk, "made")

    assert {name: told for name, told in found.items() if told} == {}
