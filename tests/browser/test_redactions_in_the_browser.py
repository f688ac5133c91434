"""Redacting in a real browser: a box drawn with the pointer, or typed, is the same box."""

from __future__ import annotations

import io

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.models import Dispute, Job, Redaction, User
from cases.models.jobs import JobState
from cases.services import jobs, redactions, uploads
from cases.services.accounts import as_actor
from cases.tasks.jobs import perform
from tests import foreign_files as made
from tests.browser.test_pages_in_the_browser import LARGE, SMALL, _too_wide, violations
from tests.browser.test_uploads_in_the_browser import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def drawing(page):
    """The page of a redaction of a file that the applicant of the demonstration brought."""
    page.set_default_timeout(60_000)
    dispute = Dispute.objects.get(numbers__raw="002/KIP-PSIP/II/2024")
    clerk, now = User.objects.get(email="clerk@demo.test"), timezone.now()
    content = made.pdf()
    file = uploads.begin(
        dispute.commission,
        uploaded_by=clerk,
        name="surat.pdf",
        size=len(content),
        dispute=dispute,
        now=now,
    )
    uploads.append(file, offset=0, source=io.BytesIO(content), length=len(content), now=now)
    file = uploads.finish(file, actor=as_actor(clerk), now=now)
    for job in Job.objects.filter(kind="check_upload", state=JobState.WAITING):
        perform(jobs.claim(job.pk, now=timezone.now()))
    row = redactions.begin(file, title="Surat keberatan", by=clerk, now=now)
    enter(page, "clerk")
    page.set_viewport_size(LARGE)
    page.goto(f"/meja/penghitaman/{row.code}/")
    page.locator(".redact__page img").evaluate("image => image.decode()")
    return page


def test_a_box_is_drawn_previewed_and_typed(drawing):
    page = drawing
    area = page.locator(".redact__page svg").bounding_box()
    page.mouse.move(area["x"] + area["width"] * 0.1, area["y"] + area["height"] * 0.08)
    page.mouse.down()
    page.mouse.move(area["x"] + area["width"] * 0.5, area["y"] + area["height"] * 0.13)
    page.mouse.up()
    expect(page.locator("[name=alasan]")).to_be_focused()
    page.keyboard.type("nama anak")
    page.select_option("[name=dasar]", "pdp")
    page.keyboard.press("Tab")
    page.click("[data-redact-form] button")
    expect(page.locator(".redact__box")).to_have_count(1)
    drawn = Redaction.objects.latest("pk").boxes.get()
    assert abs(drawn.x - 1000) < 60
    assert abs(drawn.width - 4000) < 120

    page.click("[data-redact-preview]")
    assert page.locator(".redact__box").evaluate("box => getComputedStyle(box).fill") == (
        "rgb(0, 0, 0)"
    )
    typed = {"x": "60", "y": "40", "lebar": "10", "tinggi": "5", "alasan": "nomor rumah"}
    for name, value in typed.items():
        page.fill(f"[name={name}]", value)
    page.locator("[name=alasan]").press("Enter")
    expect(page.locator(".redact__box")).to_have_count(2)

    assert violations(page) == []
    assert _too_wide(page, SMALL["width"]) == []
    assert violations(page) == []
