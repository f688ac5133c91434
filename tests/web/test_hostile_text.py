"""Text that is meant to do harm is only text: on pages, in feeds, tables, calendars, papers."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.apps import apps
from django.db import transaction
from icalendar import Calendar
from lxml import etree

from cases.adapters.transcript_forms import catalogue
from cases.models import Edition
from cases.queries import transcripts as records
from cases.services import admissions, publication, transcripts
from tests import hostile
from tests.emptying import lift_guards, put_guards_back
from tests.hearing_room import open_room
from tests.public_record import WHO, admit, exchange, freeze, judge
from tests.web.visitor import Walk

FILES = ["/perkara.csv", "/perkara.json", "/perkara.ics", "/jadwal.ics", "/umpan/perkara.atom",
         "/umpan/jadwal.atom", "/pengecualian.csv", "/statistik.csv", "/sitemap.xml",
         "/api/v1/disputes/", "/api/v1/hearings/"]  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
KNOWN_CELLS = {"-", "–"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Everything written is hostile, before it is frozen, published and released."""
    with django_db_blocker.unblock(), transaction.atomic():
        room = open_room()
        asked, answered = exchange(room)
        details = admissions.PanelOrderDetails("k-1", "Membawa kontrak")
        admissions.order_by_panel(
            room.hearing, details, disputes=room.disputes, given_by=room.chair, **WHO
        )
        lift_guards()
        told = hostile.poison(apps.get_app_config("cases").get_models())
        put_guards_back()
        judge(asked)
        edition = freeze(room)
        admit(room, answered)
        transcripts.publish(edition, **WHO)
        publication.release_all(room.disputes, **WHO)
        yield told
        transaction.set_rollback(True)


@pytest.fixture
def walk(world, db, client):
    found = Walk(client).go()
    for address in FILES:
        found.go(address)
    return found


def test_the_world_is_hostile_all_over(world):
    assert len(world) > 20
    assert {"PublicBody.name", "Organisation.name", "Commission.name", "Person.name"} <= set(
        world
    )
    assert "PanelOrder.what" in world


def test_no_page_and_no_feed_makes_anything_of_it(walk):
    assert len(walk.pages) > 20
    shown = 0
    for address, page in walk.pages.items():
        assert walk.status[address] in {200, 404}, address
        assert page.xpath(f"//*[@{hostile.MARK}] | //*[@id='{hostile.MARK}']") == [], address
        assert page.xpath("//*[@onerror] | //img[@src='x'] | //b[@jahat]") == [], address
        assert str(7 * 191) not in walk.bodies[address], address
        shown += hostile.MARK in walk.bodies[address]
    assert shown > 10


def test_no_header_holds_a_line_of_it(walk):
    for address, headers in walk.headers.items():
        assert f"x-{hostile.MARK}" not in {name.lower() for name in headers}, address
        assert all("\n" not in value and "\r" not in value for value in headers.values())


def test_every_text_says_in_which_letters_it_is_written(walk):
    told = {walk.headers[address].get("Content-Type", "") for address in walk.bodies}

    texts = {one for one in told if one.startswith("text/") or "xml" in one}
    assert len(texts) >= 4
    assert {one for one in texts if "charset=utf-8" not in one.lower()} == set()


def test_every_file_is_whole_and_holds_it_as_words(walk):
    for address, body in walk.bodies.items():
        kind = walk.headers[address]["Content-Type"].partition(";")[0]
        assert walk.status[address] in {200, 404}, address
        if kind in {"application/atom+xml", "application/xml", "text/xml"}:
            assert etree.fromstring(body.encode()).xpath(f"//*[@{hostile.MARK}]") == []
        elif kind == "application/json":
            json.loads(body)
        elif kind == "text/csv":
            _check_table(body.lstrip("\ufeff"))
        elif kind == "text/calendar":
            _check_calendar(body)


def _check_table(text):
    for row in csv.reader(io.StringIO(text, newline="")):
        assert [
            cell for cell in row if cell.startswith(FORMULA) and cell not in KNOWN_CELLS
        ] == []


def _check_calendar(text):
    calendar = Calendar.from_ical(text)
    assert all(
        not line.upper().startswith(f"X-{hostile.MARK.upper()}") for line in text.split("\n")
    )
    assert {part.name for part in calendar.walk()} <= {
        "VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM",
    }  # fmt: skip


@pytest.mark.django_db
def test_every_form_of_the_transcript_is_made_and_inert(world):
    record = records.record_of(Edition.objects.get())
    for form in catalogue.FORMS.values():
        made = form.make(record)
        assert made, form
        if form.mime == "text/html":
            page = etree.HTML(made.decode())
            assert page.xpath(f"//*[@{hostile.MARK}] | //*[@onerror] | //script") == []
        elif form.mime == "text/csv":
            _check_table(made.decode("utf-8-sig"))
        elif "xml" in form.mime and form.mime.endswith("xml"):
            etree.fromstring(made)
