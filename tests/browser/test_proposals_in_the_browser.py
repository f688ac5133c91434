"""A calendar asked for, followed, accepted and found in the release, in a real browser."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import expect

from cases.domain import calendars
from cases.domain.panels import Officer
from cases.models import Commission, Dispute, Job, PanelMember, Person
from cases.services import jobs
from cases.services.jobs import bell
from cases.tasks import jobs as door
from tests.browser.test_case_room_in_the_browser import people  # noqa: F401
from tests.browser.test_pages_in_the_browser import SMALL, violations
from tests.browser.test_sittings_in_the_browser import JUDGES, registered  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
INDEX = "/kalender/usulan/"


@pytest.fixture(scope="module")
def waiting(registered, django_db_blocker):  # noqa: F811
    """Both disputes have their panel and wait for a hearing."""
    with django_db_blocker.unblock():
        commission = Commission.objects.get(code="kip")
        commission.rooms.get_or_create(name="Ruang Usulan")
        judges = [Person.objects.filter(name=name).latest("pk") for name in JUDGES]
        for code in registered:
            for no, judge in enumerate(judges):
                PanelMember.objects.create(
                    dispute=Dispute.objects.get(code=code),
                    person=judge,
                    seat=Officer.MEMBER if no else Officer.CHAIR,
                    starts_on=timezone.localdate(),
                )
    return registered


def ask(clerk):
    today = timezone.localdate()
    clerk.goto(INDEX)
    clerk.fill("[name=dari]", today.isoformat())
    clerk.fill("[name=sampai]", calendars.shipped().add(today, 15).isoformat())
    clerk.fill("[name=detik]", "5")
    clerk.get_by_role("button", name="Usulkan jadwal").click()
    expect(clerk.get_by_role("button", name="Hentikan perhitungan")).to_be_visible()


def work():
    """What a worker does, on a connection of its own, so that the site sees what it writes; in
    memory all threads of SQLite share one.
    """
    if connection.vendor == "sqlite":
        perform()
        return
    worker = threading.Thread(target=perform)
    worker.start()
    worker.join()


def perform():
    job = Job.objects.filter(kind="propose_calendar").latest("pk")
    door.perform(jobs.claim(job.pk, now=timezone.now()))
    if connection.vendor != "sqlite":
        connection.close()


@pytest.fixture(autouse=True)
def by_hand(monkeypatch):
    """No worker rings by itself; the test lets it work when the page is seen."""
    monkeypatch.setattr(bell, "ring", lambda _job: None)


def test_a_calendar_is_asked_for_followed_accepted_and_released(people, waiting):  # noqa: F811
    clerk = people("clerk")
    ask(clerk)
    found = {"work": violations(clerk)}
    work()
    heading = clerk.get_by_role("heading", name="Sekarang dan usulan")
    expect(heading).to_be_visible(timeout=20_000)  # the page asks by itself
    found["proposal"] = violations(clerk)
    clerk.set_viewport_size(SMALL)
    assert clerk.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
    table = clerk.get_by_role("table").first
    expect(table).to_contain_text("belum dijadwalkan")
    confirm = clerk.locator("#pasti")
    if confirm.count():
        confirm.check()
    clerk.locator("[name=baris]").first.check()
    clerk.get_by_role("button", name="Terima yang dipilih").click()
    expect(clerk.locator("main")).to_contain_text("diterima")
    clerk.get_by_role("link", name="Rilis jadwal").first.click()
    expect(clerk.locator("main")).to_contain_text("KIP-PSI/UJI")
    clerk.goto(INDEX)
    found["index"] = violations(clerk)
    assert {name: those for name, those in found.items() if those} == {}


def test_a_computation_is_stopped_and_the_pages_fit_a_small_screen(people, waiting):  # noqa: F811
    clerk = people("clerk", size=SMALL, scripts=False)
    ask(clerk)
    assert clerk.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
    clerk.get_by_role("button", name="Hentikan perhitungan").click()
    expect(clerk.locator("main")).to_contain_text("Dihentikan atas permintaan")
    for address in (INDEX, clerk.url):
        clerk.goto(address)
        assert clerk.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
