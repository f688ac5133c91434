"""A register brought in with a real browser: file, columns, dry run, report, no barriers."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from cases.models import ImportBatch, Job
from cases.models.jobs import JobState
from cases.services import jobs
from cases.tasks.jobs import perform
from tests import registers
from tests.browser.test_pages_in_the_browser import LARGE
from tests.browser.test_proofs_in_the_browser import barriers
from tests.web.pages import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def registry(page, site_address):
    page.set_default_timeout(60_000)
    page.set_viewport_size(LARGE)
    page.goto("/masuk/")
    page.fill("[name=username]", "clerk@demo.test")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    return page


def work():
    """What a worker does; here the rows of a test are seen by nobody else."""
    kinds = ["check_upload", "import_register"]
    for job in Job.objects.filter(state=JobState.WAITING, kind__in=kinds):
        perform(jobs.claim(job.pk, now=timezone.now()))


def test_a_register_is_brought_in_on_large_and_small_screens(registry):
    rows, _faults = registers.faulty(50)
    rows[0]["BADAN_PUBLIK"] = "Komisi Pemilihan Umun Republik Indonesia"
    book = {"name": "buku.csv", "mimeType": "text/csv", "buffer": registers.as_csv(rows)}
    registry.goto("/kepaniteraan/impor/")
    found = barriers(registry, "bringing")
    registry.locator("[name=berkas]").set_input_files(book)
    registry.get_by_role("button", name="Unggah dan periksa").click()
    registry.get_by_text(re.compile("berkas diperiksa|Isi setiap kolom")).first.wait_for()
    found |= barriers(registry, "waiting")

    work()
    registry.get_by_text("Isi setiap kolom").wait_for()  # the page asked by itself
    found |= barriers(registry, "columns")
    registry.locator("select[name=badan-0]").select_option("kpu")
    registry.get_by_role("button", name="Simpan peta dan coba").click()
    registry.get_by_text(re.compile("sedang dicoba|Hasil percobaan")).first.wait_for()
    work()
    registry.get_by_text("Hasil percobaan").wait_for()
    found |= barriers(registry, "tried")
    registry.get_by_role("button", name="Masukkan ke catatan").click()
    registry.get_by_text(re.compile("sedang dimasukkan|Laporan mutu")).first.wait_for()
    work()
    registry.get_by_text("Laporan mutu").wait_for()
    found |= barriers(registry, "report")

    assert {name: told for name, told in found.items() if told} == {}
    assert ImportBatch.objects.get().imported == 47
