"""The other side comes in: from the registry's click to an exhibit, on a small screen."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from cases.domain.publication import Visibility
from cases.models import DisputeAccess, DocketEntry, Exhibit, Job
from cases.models.jobs import JobState
from cases.services import jobs
from cases.tasks.jobs import perform
from tests import foreign_files as made
from tests.browser.test_pages_in_the_browser import (
    CONTRAST,
    LARGE,
    SMALL,
    _note,
    _too_wide,
    sign_in,
    violations,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

GUEST = "ppid.pembantu.sekretariat.jenderal@kpu-peragaan.test"
NEW = "kata-sandi-yang-panjang"
ROOM = "/meja/perkara/3KG4PWKT/"
FILE = "/perkara/kip/3KG4PWKT/berkas/"
REGISTRY = "/kepaniteraan/3KG4PWKT/akses/"
ANSWER = "/meja/perkara/3KG4PWKT/jawaban/"


def work(kind):
    """What a worker does; here the rows of a test are seen by nobody else."""
    for job in Job.objects.filter(kind=kind, state=JobState.WAITING):
        perform(jobs.claim(job.pk, now=timezone.now()))


def barriers(page):
    """What axe finds on the page as it is, small and large, light and dark."""
    found = {"small, light": violations(page), "390 px": _too_wide(page, 390)}
    found["320 px"] = _too_wide(page, 320)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(LARGE)
    found["large, dark"] = violations(page, runOnly=CONTRAST)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(SMALL)
    return {way: said for way, said in found.items() if said}


def granted(page, guest=GUEST):
    """The clerk lets an address in; the link that the mail carries."""
    sign_in(page)
    page.goto(FILE)
    page.get_by_role("link", name="Akses termohon").click()
    page.fill("[name=email]", guest)
    page.fill("[name=name]", "PPID KPU")
    page.get_by_role("button", name="Kirim tautan").click()
    page.wait_for_selector("text=/surel (sedang dikirim|terkirim)/")
    assert barriers(page) == {}
    work("send_access")
    (sent,) = [one for one in mail.outbox if one.to == [guest]]
    page.reload()
    page.wait_for_selector("text=surel terkirim, belum dibuka")
    return re.search(r"http://testserver(/pihak/\S+)", sent.body)[1]


def answered(page, tmp_path):
    """The guest states a position on each item and encloses a PDF."""
    brought = tmp_path / "kontrak.pdf"
    brought.write_bytes(made.pdf())
    page.fill("[name=text]", "Sebagian informasi memuat rahasia dagang pihak ketiga.")
    for choice in page.locator("select[name$=-position]").all():
        choice.select_option("given")
    page.locator("select[name$=-position]").first.select_option("exempt")
    page.locator("details.admit summary").first.click()
    page.locator("[name$=-grounds][value='17b']").first.check()
    page.locator("[name$=-test]").first.fill("Dibuat 2 Februari 2024 oleh PPID.")
    assert barriers(page) == {}
    page.set_input_files("#bukti_file", brought)
    page.locator(".upload__row[data-state=sent]").wait_for()
    page.get_by_role("button", name="Sampaikan jawaban").click()
    page.wait_for_selector("text=Jawaban yang sudah disampaikan")


def came_back(page, link):
    """The guest sets a password, and from then on signs in with it."""
    page.get_by_role("link", name="Pasang kata sandi").click()
    page.fill("[name=password1]", NEW)
    page.fill("[name=password2]", NEW)
    assert barriers(page) == {}
    page.get_by_role("button", name="Pasang kata sandi").click()
    page.wait_for_selector("text=Kata sandi telah dipasang.")
    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_role("button", name="Keluar")).to_have_count(0)
    page.goto(link)
    page.get_by_role("main").get_by_role("link", name="Masuk").click()
    page.fill("[name=username]", GUEST)
    page.fill("[name=password]", NEW)
    page.locator("main button[type=submit]").first.click()
    page.get_by_role("main").get_by_role("button", name="Masuk").click()


@pytest.fixture
def phone(browser, browser_context_args):
    context = browser.new_context(**{**browser_context_args, "viewport": SMALL})
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def test_the_respondent_comes_in_by_the_mail_answers_and_sets_a_password(
    page, phone, tmp_path, site_address
):
    noted = {"complaints": []}
    phone.on("console", lambda line: _note(noted, line))
    page.set_default_timeout(60_000)
    link = granted(page)

    phone.goto(link)
    assert phone.url == f"{site_address}/pihak/"
    assert barriers(phone) == {}
    phone.get_by_role("button", name="Masuk").click()
    phone.wait_for_selector("text=Anda masuk lewat tautan surel")
    assert phone.url == f"{site_address}{ROOM}"
    assert barriers(phone) == {}
    phone.get_by_role("link", name="Berkas", exact=True).first.click()
    assert barriers(phone) == {}

    phone.get_by_role("link", name="Jawaban termohon").click()
    answered(phone, tmp_path)
    assert barriers(phone) == {}
    work("check_upload")
    phone.goto(FILE)
    phone.wait_for_selector("text=T-1")
    exhibit = Exhibit.objects.get(dispute__code="3KG4PWKT", side="T")
    assert (exhibit.no, exhibit.title) == (1, "kontrak")
    line = DocketEntry.objects.get(kind="answer_filed")
    assert line.visibility == Visibility.PARTIES

    came_back(phone, link)
    phone.wait_for_url(f"**{ROOM}")
    assert DisputeAccess.objects.get().user.email == GUEST
    assert noted["complaints"] == []


def test_without_scripts_the_guest_comes_in_and_answers_as_well(
    page, browser, browser_context_args, tmp_path
):
    page.set_default_timeout(60_000)
    link = granted(page, "ppid.lain@kpu-peragaan.test")
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    bare = context.new_page()
    bare.set_default_timeout(60_000)
    brought = tmp_path / "jawaban.pdf"
    brought.write_bytes(made.pdf())

    bare.goto(link)
    bare.locator("main button[type=submit]").click()
    bare.goto(ANSWER)
    for choice in bare.locator("select[name$=-position]").all():
        choice.select_option("not_held")
    bare.set_input_files("#dokumen_file", brought)
    bare.get_by_role("button", name="Sampaikan jawaban").click()

    bare.wait_for_selector("text=Butir 002-a: tidak dikuasai.")
    work("check_upload")
    bare.goto(FILE)
    bare.wait_for_selector("text=T-1")
    page.goto(REGISTRY)
    page.get_by_role("button", name="Cabut").first.click()  # the latest stands first
    page.wait_for_selector("text=Akses telah dicabut.")
    bare.goto(FILE)
    assert "/masuk/" in bare.url
    context.close()
