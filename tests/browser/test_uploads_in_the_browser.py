"""Bringing files in a real browser: on a line that breaks, after a reload, without scripts."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.domain.uploads import UploadState
from cases.models import Job, Upload
from cases.models.jobs import JobState
from cases.services import jobs
from cases.tasks.jobs import perform
from tests import foreign_files as made
from tests.browser.test_pages_in_the_browser import (
    CONTRAST,
    LARGE,
    SMALL,
    _too_wide,
    violations,
)
from tests.web.pages import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

CASE_FILE = "/perkara/kip/002-KIP-PSIP-II-2024/berkas/"
CHOOSE = "input[type=file]"


@pytest.fixture
def member(page):
    page.set_default_timeout(60_000)
    enter(page)
    return page


def enter(page, who="ngo"):
    page.goto("/masuk/")
    page.fill("[name=username]", f"{who}@demo.test")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")


def large(tmp_path, name="besar.pdf", megabytes=3):
    """A PDF that no line carries in one piece."""
    noise = base64.b64encode(secrets.token_bytes(megabytes * 1024 * 768))
    file = tmp_path / name
    file.write_bytes(made.pdf(text=made.LETTERS + b"\n%" + noise, compress_streams=False))
    return file


def brought(page, name):
    """The upload of that name as the server knows it."""
    page.locator(".uploads__name", has_text=name).first.wait_for()
    return Upload.objects.filter(name=name).latest("pk")


def work():
    """What a worker does; here the rows of a test are seen by nobody else."""
    for job in Job.objects.filter(kind="check_upload", state=JobState.WAITING):
        perform(jobs.claim(job.pk, now=timezone.now()))


def digest(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def offsets(page):
    """The places to which pieces are sent from now on."""
    sent = []

    def note(asked):
        if asked.method == "PATCH":
            sent.append(int(asked.headers["upload-offset"]))

    page.on("request", note)
    return sent


def test_a_file_whose_line_breaks_twice_arrives_as_it_is(member, tmp_path):
    file = large(tmp_path, "putus.pdf")
    sent, broken = offsets(member), []

    def line(route):
        is_bad = route.request.method == "PATCH" and len(sent) in {2, 3}
        if is_bad:
            broken.append(sent[-1])
            route.abort()
        else:
            route.continue_()

    member.route("**/unggah/*/", line)
    member.goto("/unggah/")
    member.set_input_files(CHOOSE, file)
    member.locator(".upload__row[data-state=waiting]").wait_for()
    assert "dicoba lagi" in member.locator(".upload__said").inner_text()

    brought(member, "putus.pdf")
    work()

    upload = brought(member, "putus.pdf")
    assert broken == [512 * 1024, 512 * 1024]
    assert upload.sha256 == digest(file)
    assert (upload.state, upload.pages) == (UploadState.CLEAN, 1)


def test_a_file_goes_on_after_a_reload_from_where_it_was(member, tmp_path):
    file = large(tmp_path, "muat-ulang.pdf")
    sent = offsets(member)
    member.route(
        "**/unggah/*/",
        lambda route: route.abort() if sent and sent[-1] else route.continue_(),
    )
    member.goto("/unggah/")
    member.set_input_files(CHOOSE, file)
    member.locator(".upload__row[data-state=waiting]").wait_for()
    member.unroute("**/unggah/*/")
    member.reload()
    sent.clear()
    expect(member.locator(".upload__said")).to_contain_text("muat-ulang.pdf")
    row = member.locator(".uploads > li", has_text="muat-ulang.pdf")
    expect(row).to_contain_text("Pilih berkas yang sama")

    member.set_input_files(CHOOSE, file)
    arrived = re.compile("menunggu diperiksa|siap dipakai")  # committed, it is checked at once
    row.filter(has_text=arrived).wait_for()
    work()
    row.filter(has_text="siap dipakai").wait_for()  # the page asks again

    upload = brought(member, "muat-ulang.pdf")
    assert sent[0] == 512 * 1024
    assert upload.sha256 == digest(file)
    assert Upload.objects.filter(name="muat-ulang.pdf").count() == 1
    member.wait_for_function("localStorage.length === 0")


def test_what_is_refused_from_the_start_says_so_in_its_row(member, settings, tmp_path):
    settings.UPLOAD_MAX_MB = 1
    file = large(tmp_path, "terlalu-besar.pdf")
    member.goto("/unggah/")

    member.set_input_files(CHOOSE, file)

    row = member.locator(".upload__row[data-state=failed]")
    expect(row).to_contain_text("terlalu besar")
    assert not Upload.objects.filter(name="terlalu-besar.pdf").exists()


def test_without_scripts_the_form_brings_one_file(browser, browser_context_args, tmp_path):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    enter(page)
    file = large(tmp_path, "tanpa-skrip.pdf", megabytes=1)
    page.goto(CASE_FILE)
    page.set_input_files(CHOOSE, file)
    page.get_by_role("button", name="Unggah", exact=True).click()

    upload = brought(page, "tanpa-skrip.pdf")

    page.wait_for_url(f"**{CASE_FILE}")
    assert (upload.sha256, upload.dispute.commission.code) == (digest(file), "kip")
    context.close()


def test_an_exhibit_is_recorded_by_keys_alone(member, tmp_path):
    file = tmp_path / "dengan-tombol.pdf"
    file.write_bytes(made.pdf())
    member.goto(CASE_FILE)
    member.set_input_files(CHOOSE, file)
    row = member.locator(".uploads > li", has_text="dengan-tombol.pdf")
    row.wait_for()
    work()
    member.reload()
    row.locator("summary").focus()

    member.keyboard.press("Enter")
    member.keyboard.press("Tab")
    member.keyboard.press("Control+A")
    member.keyboard.type("Surat yang dibalas")
    member.keyboard.press("Enter")

    member.get_by_text(re.compile(r"Tercatat sebagai bukti P-\d")).wait_for()
    assert "Surat yang dibalas" in member.locator("section", has_text="P-1").inner_text()


@pytest.mark.parametrize("place", ["/unggah/", CASE_FILE, "one"])
def test_a_page_of_uploads_has_no_barrier_and_fits_small_screens(member, tmp_path, place):
    bring = tmp_path / "surat-keberatan-yang-namanya-panjang-sekali-sampai-tidak-muat.pdf"
    bring.write_bytes(made.pdf(change=made.armed))
    bad = tmp_path / "palsu.pdf"
    bad.write_bytes(b"<html>")
    member.set_viewport_size(LARGE)
    member.goto(CASE_FILE)
    member.set_input_files(CHOOSE, [bring, bad])
    member.locator(".uploads > li", has_text="palsu.pdf").first.wait_for()
    work()
    member.reload()
    if place == "one":
        member.locator(".uploads__name a", has_text="surat-keberatan").first.click()
    else:
        member.goto(place)
    found = {"large, light": violations(member)}
    member.emulate_media(color_scheme="dark")
    found["large, dark"] = violations(member, runOnly=CONTRAST)
    member.set_viewport_size(SMALL)
    found["small, dark"] = violations(member, runOnly=CONTRAST)
    member.emulate_media(color_scheme="light")
    found["small, light"] = violations(member)
    found["320 px"] = _too_wide(member, 320)

    assert {way: said for way, said in found.items() if said} == {}
