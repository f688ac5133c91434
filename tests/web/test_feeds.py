"""The calendar file behind a secret address, and the page that keeps one's own."""

from __future__ import annotations

import logging
import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from icalendar import Calendar

from cases.domain.hearings import HearingState
from cases.models import CalendarFeed, Hearing, Room
from cases.services import deadlines, feeds, hearings, parties, publication
from cases.services.hearings import Bench, HearingDetails
from config.logs import WithoutSecrets, redacted
from tests.hearing_room import HELD_ON, NOW, RECORDER, open_room
from tests.people import people_of
from tests.standing import standing
from tests.web.pages import text, tree

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}
PAGE = "/akun/umpan/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moving:
        yield moving


def _room():
    room = open_room()
    Hearing.objects.filter(pk=room.hearing.pk).update(
        state=HearingState.SET,
        planned_at=datetime(2024, 3, 13, 9, tzinfo=ZoneInfo("Asia/Jakarta")),
        room=Room.objects.create(commission=room.commission, name="Ruang 1"),
    )
    deadlines.start(room.dispute, "umum_decision_copy", triggered_on=HELD_ON, **WHO)
    return room


built, room = standing(_room)


@pytest.fixture
def people(room):
    return people_of(room)


def address(user, organisation=None):
    _feed, secret = feeds.make(user, label="tablet", organisation=organisation, **WHO)
    return f"/umpan/kalender/{secret}.ics"


def read(client, where):
    calendar = Calendar.from_ical(client.get(where).content)
    return calendar, {str(event["UID"]): event for event in calendar.walk("VEVENT")}


@pytest.mark.parametrize(
    ("zone", "hours"), [("Asia/Jakarta", 7), ("Asia/Makassar", 8), ("Asia/Jayapura", 9)]
)
def test_an_hour_is_told_in_the_zone_of_the_commission(client, room, people, zone, hours):
    room.commission.time_zone = zone
    room.commission.save()
    Hearing.objects.update(planned_at=datetime(2024, 3, 13, 9, tzinfo=ZoneInfo(zone)))

    calendar, events = read(client, address(people.lestari))

    starts = events[f"{room.hearing.code}@sidang-terbuka"].decoded("DTSTART")
    assert starts == datetime(2024, 3, 13, 9, tzinfo=ZoneInfo(zone))
    assert starts.utcoffset().total_seconds() == hours * 3600
    (told,) = calendar.walk("VTIMEZONE")
    assert str(told["TZID"]) == zone


def test_a_calendar_holds_what_its_owner_may_see(client, room, people):
    _calendar, events = read(client, address(people.lestari))

    hearing = events.pop(f"{room.hearing.code}@sidang-terbuka")
    (limit,) = events.values()
    assert str(hearing["SUMMARY"]) == "Pembuktian: 001, 002/KIP-PSIP/II/2024"
    assert str(hearing["LOCATION"]) == "Ruang 1"
    assert (str(hearing["STATUS"]), hearing["SEQUENCE"]) == ("CONFIRMED", 0)
    assert limit.decoded("DTSTART") == date(2024, 3, 18)
    assert str(limit["SUMMARY"]) == (
        "Tenggat: Menyampaikan salinan putusan, 001/KIP-PSIP/II/2024"
    )
    assert set(hearing) | set(limit) == {
        "UID", "SUMMARY", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "SEQUENCE", "STATUS",
        "LOCATION", "TRANSP", "URL",
    }  # fmt: skip


def test_a_moved_hearing_keeps_its_name_and_has_its_new_day_and_place(client, room, people):
    where = address(people.lestari)
    _calendar, before = read(client, where)
    seats = [parties.add_person(f"Anggota {no}", **WHO) for no in range(2)]
    hearings.move(
        room.hearing,
        HearingDetails(date(2024, 3, 18), "pembuktian", ordinal=2, place="Ruang 2"),
        bench=Bench(chair=room.chair, members=seats),
        **WHO,
    )

    _calendar, after = read(client, where)

    assert set(before) == set(after)
    event = after[f"{room.hearing.code}@sidang-terbuka"]
    assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CONFIRMED", 1)
    assert event["DTSTART"].dt == date(2024, 3, 18)
    assert str(event["LOCATION"]) == "Ruang 2"


def test_a_hearing_that_went_nobody_knows_where_is_off_in_the_public_calendar(client, room):
    publication.release_all(room.disputes, **WHO)
    Hearing.objects.update(state=HearingState.MOVED)
    publication.shelve_hearing(Hearing.objects.get(), now=NOW)

    _calendar, events = read(client, "/jadwal.ics")

    (event,) = events.values()
    assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CANCELLED", 1)


def test_a_calendar_is_private_and_kept_by_nobody(client, people):
    answer = client.get(address(people.lestari))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert {"private", "no-store"} <= set(re.split(r",\s*", answer["Cache-Control"]))
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_wrong_address_is_like_any_unknown_one(client, people):
    where = address(people.lestari)
    feeds.revoke(CalendarFeed.objects.get(), **WHO)

    revoked = client.get(where)
    wrong = client.get("/umpan/kalender/salah.ics")
    unknown = client.get("/umpan/kalender/tidak/ada/")

    assert [answer.status_code for answer in (revoked, wrong, unknown)] == [404] * 3
    assert text(revoked) == text(wrong) == text(unknown)


def test_a_calendar_is_only_read(client, people):
    assert client.post(address(people.lestari)).status_code == 405


def test_who_left_reads_an_empty_calendar(client, room, people):
    where = address(people.lestari)
    people.lestari.memberships.update(ends_on=NOW.date())

    assert read(client, where)[1] == {}


def test_the_use_is_noted(client, people):
    client.get(address(people.lestari))

    assert CalendarFeed.objects.get().last_used_at == NOW


# --- The page -------------------------------------------------------------------------------


def made(answer):
    (told,) = tree(answer).xpath("//p[@class='feeds__secret']//text()[normalize-space()]")
    return told.strip().removeprefix("http://testserver")


def test_an_address_is_shown_once_in_the_answer_that_makes_it(client, people):
    client.force_login(people.lestari)

    answer = client.post(PAGE, {"label": "tablet", "organisation": ""})

    where = made(answer)
    assert client.get(where).status_code == 200
    again = client.get(PAGE)
    assert where not in again.content.decode()
    assert "tablet" in text(again)
    assert "Terakhir dibaca 14 Mar 2024, 10.00 WIB" in text(again)


def test_one_chooses_whose_disputes_an_address_shows(client, room, people):
    client.force_login(people.lestari)

    client.post(PAGE, {"label": "kantor", "organisation": room.applicant.pk})

    assert CalendarFeed.objects.get().organisation == room.applicant
    assert "Yayasan Lestari" in text(client.get(PAGE))


def test_an_organisation_of_others_is_no_choice(client, room, people):
    client.force_login(people.stranger)

    answer = client.post(PAGE, {"label": "kantor", "organisation": room.applicant.pk})

    assert answer.status_code == 200
    assert not CalendarFeed.objects.exists()
    assert "Yayasan Lestari" not in text(answer)


@pytest.mark.parametrize("label", ["", " ", "a" * 81, "\x00"])
def test_a_name_that_cannot_be_is_said_at_its_field(client, people, label):
    client.force_login(people.lestari)

    answer = client.post(PAGE, {"label": label})

    assert answer.status_code == 200
    assert tree(answer).xpath("//*[@id='id_label_error']")
    assert not CalendarFeed.objects.exists()


def test_an_address_is_revoked_by_its_owner_and_does_not_exist_for_others(client, people):
    where = address(people.lestari)
    pk = CalendarFeed.objects.get().pk
    client.force_login(people.darma)
    assert client.post(f"{PAGE}{pk}/cabut/").status_code == 404
    assert "tablet" not in text(client.get(PAGE))

    client.force_login(people.lestari)
    answer = client.post(f"{PAGE}{pk}/cabut/", follow=True)

    assert "Alamat kalender dicabut." in text(answer)
    assert client.get(where).status_code == 404
    assert client.post(f"{PAGE}{pk}/cabut/").status_code == 404


def test_the_page_is_for_who_is_signed_in_and_kept_by_nobody(client, people):
    assert client.get(PAGE)["Location"] == f"/masuk/?next={PAGE}"
    client.force_login(people.lestari)

    assert "no-store" in client.get(PAGE)["Cache-Control"]


# --- Logs -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (
            '"GET /umpan/kalender/abc-D_1.ics HTTP/1.1" 200',
            '"GET /umpan/kalender/… HTTP/1.1" 200',
        ),
        ("Not Found: /berhenti/BCD:x-y_z/", "Not Found: /berhenti/…/"),
        ("Gone: /pihak/0f1e2d/", "Gone: /pihak/…/"),
        ("GET /undangan/0f1e2d/?bahasa=en", "GET /undangan/…/?bahasa=en"),
        ("GET /perkara/kip/ 200", "GET /perkara/kip/ 200"),
    ],
)
def test_no_log_holds_the_secret_part_of_an_address(written, kept):
    assert redacted(written) == kept


def test_a_record_of_the_web_server_is_redacted_before_it_is_written(caplog):
    record = logging.LogRecord(
        "gunicorn.access", logging.INFO, "", 0, '%(h)s "%(r)s" "%(f)s"',
        ({"h": "::1", "r": "GET /umpan/kalender/rahasia.ics HTTP/1.1", "f": "-"},), None,
    )  # fmt: skip

    assert WithoutSecrets().filter(record)
    assert record.getMessage() == '::1 "GET /umpan/kalender/… HTTP/1.1" "-"'


def test_both_the_site_and_the_web_server_write_through_the_filter(settings):
    import config.wsgi  # noqa: F401, PLC0415 -- importing is what a web server does

    console = settings.LOGGING["handlers"]["console"]
    assert "without_secrets" in console["filters"]
    for name in ("gunicorn.access", "gunicorn.error"):
        filters = logging.getLogger(name).filters
        assert any(isinstance(one, WithoutSecrets) for one in filters)
