"""Words and sound of a hearing brought in with a real browser: upload, report, no barriers."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from cases.models import Hearing, Job, Recording, TranscriptImport
from cases.models.jobs import JobState
from cases.services import jobs
from cases.tasks.jobs import perform
from tests import spoken
from tests.browser.test_pages_in_the_browser import LARGE
from tests.browser.test_proofs_in_the_browser import barriers
from tests.services.test_transcript_imports import VTT
from tests.web.pages import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
KINDS = ("check_upload", "import_transcript")
CAPTIONS = {"name": "sidang.vtt", "mimeType": "text/vtt", "buffer": VTT.encode()}
HUM = spoken.wav(spoken.tone(2500), rate=8000)
SOUND = {"name": "sidang.wav", "mimeType": "audio/wav", "buffer": HUM}


@pytest.fixture
def registry(page, site_address):
    page.set_default_timeout(60_000)
    page.set_viewport_size(LARGE)
    page.goto("/masuk/")
    page.fill("[name=username]", "clerk@demo.test")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/meja/**")
    return page


@pytest.fixture
def hearing(site_address, django_db_blocker):
    """A hearing of the clerk's commission whose record is still open."""
    with django_db_blocker.unblock():
        return Hearing.objects.filter(commission__code="kip", editions=None).first()


def work():
    """What a worker does; here the rows of a test are seen by nobody else."""
    for kind in KINDS:
        for job in Job.objects.filter(state=JobState.WAITING, kind=kind):
            perform(jobs.claim(job.pk, now=timezone.now()))


def test_words_are_brought_in_and_their_report_read(registry, hearing):
    registry.goto(f"/sidang/{hearing.code}/risalah/impor/")
    found = barriers(registry, "bringing")
    registry.locator("#berkas_file").set_input_files(CAPTIONS)
    registry.get_by_text("sudah diterima").first.wait_for()
    registry.get_by_role("button", name="Unggah dan impor").click()
    registry.get_by_text(re.compile("berkas diperiksa|Laporan impor")).first.wait_for()
    found |= barriers(registry, "waiting")

    work()
    registry.get_by_text("Laporan impor").wait_for()  # the page asked by itself
    registry.get_by_text("Berakhir sebelum atau saat mulai").first.wait_for()
    found |= barriers(registry, "report")

    assert {name: told for name, told in found.items() if told} == {}
    assert TranscriptImport.objects.get().turns == 2


def test_sound_is_brought_in_and_told_of(registry, hearing):
    registry.goto(f"/sidang/{hearing.code}/rekaman/")
    registry.locator("#rekaman_file").set_input_files(SOUND)
    registry.get_by_text("sudah diterima").first.wait_for()
    registry.get_by_role("button", name="Unggah rekaman").click()
    registry.get_by_role("link", name="sidang.wav").wait_for()
    work()
    found = barriers(registry, "listed")
    registry.get_by_role("link", name="sidang.wav").click()
    registry.locator("audio").wait_for()
    found |= barriers(registry, "recording")
    registry.get_by_label("Sidang mulai sekian sebelum rekaman").fill("00:00:05")
    registry.get_by_role("button", name="Catat selisih jam").click()
    registry.get_by_text("Selisih jam dicatat.").wait_for()

    assert {name: told for name, told in found.items() if told} == {}
    assert Recording.objects.get().offsets.get().offset_ms == 5000
