"""A file is checked in a real browser: by its bytes, here, also with the line down."""

from __future__ import annotations

import hashlib

import pytest
from playwright.sync_api import expect

from cases.domain.documents import TranscriptForm, file_id, identity_of
from cases.models import PublicDocument, PublicEdition
from tests.browser.test_pages_in_the_browser import CONTRAST, SMALL, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
KEPT = """async () => {
  const wanted = ["/verifikasi/", "/verifikasi/sidik-jari.json"];
  const own = performance.getEntriesByType("resource").map((one) => one.name);
  const files = own.filter((one) => one.includes("/static/"));
  const found = await Promise.all([...wanted, ...files].map((one) => caches.match(one)));
  return found.every(Boolean) && !!navigator.serviceWorker.controller;
}"""
LATER = 30_000  # milliseconds; the machine may be busy


def paper_of(edition):
    """Bytes that say which paper they are, as every PDF of this house does."""
    carried = identity_of(TranscriptForm.PDF, edition.code, edition.no, edition.content_sha256)
    octets = file_id(carried)
    for sign in (b"\\", b"(", b")"):
        octets = octets.replace(sign, b"\\" + sign)
    return b"%PDF-1.7\n isi risalah\ntrailer<</ID [(" + octets + b") (x)]>>"


@pytest.fixture(scope="module")
def known(site_address, django_db_blocker):
    """A transcript of the demonstration whose PDF is made."""
    with django_db_blocker.unblock():
        row = PublicDocument.objects.filter(form="pdf").order_by("code").first()
        edition = PublicEdition.objects.get(pk=row.edition_id)
        content = paper_of(edition)
        PublicDocument.objects.filter(pk=row.pk).update(
            file="papers/x.pdf", sha256=hashlib.sha256(content).hexdigest(), size=len(content)
        )
    return edition, content


def bring(page, content, name="risalah.pdf"):
    file = {"name": name, "mimeType": "application/pdf", "buffer": content}
    page.set_input_files("#berkas", files=[file])


def wait_until_kept(page):
    """Until the page, its scripts and the list are on this machine."""
    for _second in range(LATER // 1000):
        if page.evaluate(KEPT):
            return
        page.wait_for_timeout(1000)
    pytest.fail("the page was not kept")


def expect_verdict(page, kind):
    found = page.locator("[data-result] .verd")
    expect(found).to_have_attribute("data-verdict", kind, timeout=LATER)
    expect(found).to_be_focused()
    return found


@pytest.fixture
def sent(page):
    """What the page sends away."""
    told = []
    page.on("request", lambda one: told.append(one) if one.method != "GET" else None)
    return told


def test_a_file_is_known_here_and_stays_here(page, site_address, known, sent):
    _edition, content = known
    page.goto(f"{site_address}/verifikasi/")

    bring(page, content)

    found = expect_verdict(page, "ok")
    expect(found.locator("[data-slot=sha256]")).to_have_text(
        hashlib.sha256(content).hexdigest()
    )
    expect(found.locator("[data-slot=form]")).to_have_text("PDF")
    assert found.locator("[data-slot=title]").get_attribute("href").startswith("/berkas/")
    assert sent == []


def test_with_the_line_down_the_page_opens_again_and_tells_the_same(
    page, site_address, known, sent
):
    edition, content = known
    page.goto(f"{site_address}/verifikasi/")
    wait_until_kept(page)

    page.context.set_offline(True)
    page.goto(f"{site_address}/verifikasi/")
    bring(page, content)
    expect_verdict(page, "ok")
    bring(page, content.replace(b"isi", b"isu"))
    changed = expect_verdict(page, "bad")
    href = changed.locator("[data-slot=title]").get_attribute("href")
    bring(page, b"Halo", "catatan.txt")
    stranger = expect_verdict(page, "none")

    assert href == f"/v/{edition.code}"
    expect(stranger.locator("[data-slot=as_of]")).not_to_be_empty()
    page.context.set_offline(False)
    stranger.locator("[data-slot=ask]").click()
    expect(page.locator("[data-result] .verd")).to_have_attribute(
        "data-verdict", "none", timeout=LATER
    )
    assert sent == []


def test_a_file_that_comes_after_the_page_is_kept_as_well(page, site_address, known):
    late = f"{site_address}/static/img/favicon.svg?terlambat"
    page.goto(f"{site_address}/verifikasi/")
    wait_until_kept(page)

    page.evaluate("(address) => { new Image().src = address; }", late)

    page.wait_for_function("(address) => caches.match(address)", arg=late, timeout=LATER)


def test_a_file_that_is_dropped_is_checked_as_one_that_is_chosen(page, site_address, known):
    _edition, content = known
    page.goto(f"{site_address}/verifikasi/")
    brought = page.evaluate_handle(
        """(octets) => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(octets)], "risalah.pdf"));
          return data;
        }""",
        list(content),
    )

    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": brought})

    expect_verdict(page, "ok")


def test_by_keyboard_alone_and_on_a_small_screen(page, site_address, known):
    _edition, content = known
    file = {"name": "x.pdf", "mimeType": "application/pdf", "buffer": content}
    # Heard from the start: a chooser that opens before it is listened for is never told of.
    page.on("filechooser", lambda chooser: chooser.set_files([file]))
    page.set_viewport_size(SMALL)
    page.goto(f"{site_address}/verifikasi/")
    page.locator("#kode").focus()
    for _step in range(2):
        page.keyboard.press("Tab")
    expect(page.locator("#berkas")).to_be_focused()

    page.keyboard.press("Enter")

    expect_verdict(page, "ok")
    assert violations(page) == []
    assert violations(page, runOnly=CONTRAST) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
