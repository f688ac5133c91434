"""The reader in a real browser: heard line by line, followed, searched, cited by buttons."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from cases.adapters import files
from cases.models import Hearing, PublicLine, PublicSound
from tests.browser.test_pages_in_the_browser import LARGE, SMALL, violations
from tests.heard import hum

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SECOND = 1000  # milliseconds


@pytest.fixture(scope="module")
def shelved(site_address, django_db_blocker):
    """Half a minute of sound beside the hearing of 13 March, a line in every half second."""
    with django_db_blocker.unblock():
        code = Hearing.objects.get(held_on="2024-03-13", disputes__code="3KG4PWKT").code
        PublicSound.objects.create(
            code="QRTVWXBC", hearing_id=code, file="public-sound/QRTVWXBC.mp3",
            sha256="ab" * 32, size=1, duration_ms=30 * SECOND, offset_ms=0,
            silenced_ms=2 * SECOND,
        )  # fmt: skip
        lines = PublicLine.objects.filter(edition__hearing=code, number__isnull=False)
        for no, line in enumerate(lines.order_by("page", "line")):
            PublicLine.objects.filter(pk=line.pk).update(start_ms=no * SECOND // 2)
    return code


@pytest.fixture
def reader(page, context, shelved):
    files.write_once("public-sound/QRTVWXBC.mp3", hum("MP3", "MPEG_LAYER_III"))
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/sidang/{shelved}/risalah/1/")
    return page


def copied(page):
    return page.evaluate("navigator.clipboard.readText()")


def press(page, name):
    button = page.locator("[data-citebar]").get_by_role("button", name=name)
    button.click()
    expect(button).to_have_attribute("data-state", "copied")
    return copied(page)


def test_a_line_is_cited_whole_short_with_its_words_and_as_a_link(reader, shelved):
    reader.locator("#p2l2").click()
    reader.locator("#p2l4").click(modifiers=["Shift"])

    whole = press(reader, "Salin sitasi")
    assert whole.startswith("Risalah 001/KIP-PSIP/II/2024, Sidang II, ed. 1, hlm. 2:2–4 (")
    assert press(reader, "Salin ringkas") == "2:2–4"
    words = press(reader, "Salin kutipan")
    assert words.startswith("“Syawaludin")
    assert words.endswith(f"({whole})")
    link = press(reader, "Salin tautan")
    assert link.endswith(f"/r/{shelved}/1/2:2-2:4")
    reader.goto(link)
    expect(reader.locator(".ln[data-on]")).to_have_count(3)


def test_a_turn_is_heard_by_keys_and_the_text_follows(reader):
    link = reader.locator("[data-play]").nth(3)
    at = float(link.get_attribute("data-at"))
    link.focus()
    reader.keyboard.press("Enter")

    expect(reader.locator(".passage[data-now]")).to_be_visible()
    assert reader.evaluate("document.querySelector('audio').currentTime") >= at
    first = reader.locator(".passage[data-now]").get_attribute("id")
    expect(reader.locator(f".passage[data-now]:not(#{first})")).to_be_visible()


def test_any_line_is_heard_from_the_bar(reader):
    line = reader.locator(".ln[data-at]").nth(10)
    at = float(line.get_attribute("data-at"))
    line.click()
    reader.get_by_role("button", name="Dengarkan").click()

    reader.wait_for_function("at => document.querySelector('audio').currentTime >= at", arg=at)
    assert not reader.evaluate("document.querySelector('audio').paused")


def test_words_are_counted_and_one_goes_on_and_back(reader, shelved):
    lines = PublicLine.objects.filter(edition__hearing=shelved).values_list("text", flat=True)
    count = " ".join(lines).lower().count("majelis")
    told = reader.locator(".find-in output")
    reader.get_by_label("Cari dalam risalah").fill("majelis")
    expect(told).to_have_text(f"1 dari {count}")

    reader.get_by_role("button", name="Hasil berikutnya").click()
    expect(told).to_have_text(f"2 dari {count}")
    reader.get_by_role("button", name="Hasil sebelumnya").click()
    reader.get_by_role("button", name="Hasil sebelumnya").click()
    expect(told).to_have_text(f"{count} dari {count}")
    reader.get_by_label("Cari dalam risalah").fill("kpu bekerja sama dengan alibaba")
    expect(told).to_have_text("1 dari 1")  # it goes on from one line to the next
    reader.get_by_label("Cari dalam risalah").fill("tidak pernah diucapkan")
    expect(told).to_have_text("Tidak ditemukan")


def test_a_question_is_followed_to_its_answer(reader):
    question = reader.locator(".passage[data-code=T1]")
    question.get_by_role("link", name="Ke jawabannya").click()

    expect(reader.locator(".passage[data-code=J1]")).to_be_in_viewport()


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["1440", "390"])
def test_the_reader_with_sound_has_no_barrier_and_fits(reader, size):
    reader.set_viewport_size(size)

    assert violations(reader) == []
    assert reader.evaluate("document.documentElement.scrollWidth") == size["width"]
