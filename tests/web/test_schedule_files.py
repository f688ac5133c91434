"""The cause list as a calendar, as news, as words and at the door; and what it is asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from icalendar import Calendar
from lxml import etree

from cases.models import PublicHearing
from cases.queries import sittings as queries
from cases.services import publication, releases, sittings
from tests.bench import NOW, ON, WHO, appoint, draft, hall, open_registry, wanted
from tests.standing import standing
from tests.web.pages import text, tree

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
LATER = date(2024, 4, 2)
DAY = {"tanggal": "2024-04-01", "tampilan": "hari"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def _held():
    found = open_registry()
    appoint(found)
    publication.release_all([found.dispute], **WHO)
    return found


built, held = standing(_held)


@pytest.fixture
def hearing(held):
    """Announced for Monday, 1 April 2024, nine to eleven, in a room with an address."""
    room = hall(held)
    room.address = "Jalan Abdul Muis 40"
    room.save()
    found = draft(held, room=room)
    release(held)
    return found


def release(held, at=NOW):
    chosen = [one.hearing for one in queries.unreleased(held.room.commission)]
    releases.release(held.room.commission, chosen, by=held.clerk, now=at)


def move(held, hearing, on=LATER):
    found = sittings.move(hearing, wanted(9, 11, on=on, room=hearing.room), **held.who)
    release(held, NOW + timedelta(hours=1))
    return found


def events(client, query=""):
    calendar = Calendar.from_ical(client.get(f"/jadwal.ics{query}").content)
    return list(calendar.walk("VEVENT"))


def entries(client, query=""):
    body = client.get(f"/umpan/jadwal.atom{query}").content
    return etree.fromstring(body).xpath("a:entry", namespaces=ATOM)


def said(entry, name):
    return entry.xpath(f"string(a:{name})", namespaces=ATOM)


# --- What is asked for ----------------------------------------------------------------------


def filters(held, hearing):
    case = "011-III-KIP-PSI-2024"
    code = held.room.commission.code
    return {
        f"?komisi={code}": "?komisi=lain",
        f"?ruang={code}/ruang-utama": "?ruang=lain/ruang-utama",
        "?orang=arya-sandhi": "?orang=gede-narayana",
        f"?badan={held.dispute.participants.get(role='termohon').public_body.slug}": "?badan=x",
        f"?perkara={code}/{case}": f"?perkara={code}/999-{case}",
    }


@pytest.mark.parametrize("kind", range(5))
def test_a_schedule_is_that_of_a_commission_room_person_body_or_case(
    client, held, hearing, kind
):
    mine, other = list(filters(held, hearing).items())[kind]

    assert len(events(client, mine)) == len(entries(client, mine)) == 1
    assert "09.00–11.00 WIB" in client.get(f"/jadwal/teks/{mine}", DAY).content.decode()
    assert events(client, other) == entries(client, other) == []
    page = client.get(f"/jadwal/{other}&tanggal=2024-04-01")
    assert "Tidak ada sidang yang diumumkan" in text(page)


def test_what_is_not_known_is_answered_like_what_never_was(client, held, hearing):
    publication.seal(held.dispute, **WHO)
    case = f"?perkara={held.room.commission.code}/"

    sealed = client.get(f"/jadwal.ics{case}011-III-KIP-PSI-2024")
    never = client.get(f"/jadwal.ics{case}777-III-KIP-PSI-2024")

    assert sealed.status_code == never.status_code == 200
    assert sealed.content == never.content


def test_a_closed_hearing_answers_to_no_room_and_no_name(client, held):
    draft(held, room=hall(held), is_public=False)
    release(held)
    code = held.room.commission.code

    (event,) = events(client, f"?komisi={code}")
    assert event["DTSTART"].dt == ON
    assert "LOCATION" not in event
    assert "tertutup untuk umum" in str(event["DESCRIPTION"])
    assert events(client, f"?ruang={code}/ruang-utama") == []
    assert events(client, "?orang=arya-sandhi") == []


@pytest.mark.parametrize(
    "odd", ["?komisi=%00", "?ruang=/", "?perkara=x", "?orang=" + "a" * 500]
)
@pytest.mark.parametrize(
    "address",
    ["/jadwal/", "/jadwal/teks/", "/jadwal/pintu/", "/jadwal.ics", "/umpan/jadwal.atom"],
)
def test_an_odd_filter_is_answered(client, hearing, address, odd):
    assert client.get(address + odd).status_code == 200


# --- The calendar ---------------------------------------------------------------------------


def test_an_event_says_when_it_ends_where_it_is_and_when_it_was_last_revised(client, hearing):
    (event,) = events(client)

    jakarta = ZoneInfo("Asia/Jakarta")
    assert event["DTSTART"].dt == datetime(2024, 4, 1, 9, tzinfo=jakarta)
    assert event["DTEND"].dt == datetime(2024, 4, 1, 11, tzinfo=jakarta)
    assert str(event["LOCATION"]) == "Ruang Utama, Jalan Abdul Muis 40"
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == NOW
    assert str(event["URL"]) == f"http://testserver/sidang/{hearing.code}/"


def test_a_file_that_is_the_same_is_not_sent_again(client, held, hearing):
    for address in ("/jadwal.ics", "/umpan/jadwal.atom", "/jadwal/teks/"):
        seal = client.get(address)["ETag"]
        assert client.get(address, headers={"If-None-Match": seal}).status_code == 304

    seal = client.get("/jadwal.ics")["ETag"]
    move(held, hearing)
    assert client.get("/jadwal.ics", headers={"If-None-Match": seal}).status_code == 200


# --- News -----------------------------------------------------------------------------------


def test_news_keep_their_name_and_say_what_became_of_a_hearing(client, held, hearing):
    (new,) = entries(client)
    name = said(new, "id")
    assert name == f"tag:testserver,2026:sidang/{hearing.code}"
    assert said(new, "updated") == said(new, "published") == "2024-03-18T02:00:00+00:00"

    moved = move(held, hearing)
    (again,) = entries(client)
    assert said(again, "id") == name
    assert said(again, "title").startswith("Waktu baru: ")
    assert "Dipindahkan dari Senin, 1 April 2024, 09.00 WIB" in said(again, "summary")
    assert said(again, "published") == "2024-03-18T02:00:00+00:00"
    assert said(again, "updated") == "2024-03-18T03:00:00+00:00"

    sittings.drop(moved, reason="Ketua sakit", **held.who)
    release(held, NOW + timedelta(hours=2))
    (off,) = entries(client)
    assert said(off, "title").startswith("Dibatalkan: ")
    assert said(off, "updated") == "2024-03-18T04:00:00+00:00"
    assert "Ketua sakit" not in etree.tostring(off, encoding="unicode")


def test_a_feed_is_whole_and_is_found_from_the_page(client, hearing):
    page = client.get("/jadwal/?orang=arya-sandhi&tanggal=2024-04-01")
    (address,) = tree(page).xpath("//link[@type='application/atom+xml']/@href")

    feed = etree.fromstring(client.get(address).content)

    assert feed.xpath("string(a:link[@rel='self']/@href)", namespaces=ATOM) == (
        f"http://testserver{address}"
    )
    assert said(feed, "title") == "Sidang Terbuka: Arya Sandhi"
    for name in ("id", "updated", "author/a:name"):
        assert said(feed, name)


def test_an_empty_feed_is_the_same_whenever_it_is_asked(client, db):
    before = client.get("/umpan/jadwal.atom").content
    with time_machine.travel(NOW + timedelta(days=9)):
        assert client.get("/umpan/jadwal.atom").content == before


# --- Words for a message --------------------------------------------------------------------


def test_the_words_say_day_hour_with_zone_room_number_sides_kind_and_address(client, hearing):
    row = PublicHearing.objects.get()
    answer = client.get("/jadwal/teks/", DAY)

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "*Jadwal sidang, Senin, 1 April 2024*",
        row.commission_short,
        "",
        "*09.00–11.00 WIB*, Ruang Utama",
        "011/III/KIP-PSI/2024",
        row.title,
        "Pemeriksaan awal, terbuka untuk umum",
        f"http://testserver/sidang/{hearing.code}/",
    ]
    page = client.get("/jadwal/hari-ini/", {"tanggal": "2024-04-01"})
    (shown,) = tree(page).xpath("//textarea")
    assert shown.text.strip() == answer.content.decode().strip()


# --- The page and the door ------------------------------------------------------------------


@pytest.mark.parametrize("view", ["hari", "pekan", "bulan"])
def test_each_view_shows_the_hearing_and_what_can_be_chosen(client, hearing, view):
    page = client.get("/jadwal/", {"tampilan": view, "tanggal": "2024-04-01"})

    told = text(page)
    assert hearing_title() in told
    assert "Ruang Utama" in told
    assert tree(page).xpath("//select[@name='ruang']/option[text()='Ruang Utama, KI Pusat']")
    assert tree(page).xpath("//select[@name='orang']/option[@value='arya-sandhi']")


def hearing_title():
    return PublicHearing.objects.first().title


def test_a_filter_in_use_is_named_and_can_be_dropped(client, hearing):
    page = client.get("/jadwal/?orang=arya-sandhi&tampilan=pekan&tanggal=2024-04-01")

    (chip,) = tree(page).xpath("//ul[@class='chips']//a")
    assert "Arya Sandhi" in chip.text
    assert chip.get("href") == "/jadwal/?tampilan=pekan&tanggal=2024-04-01"


def test_the_sheet_at_the_door_is_one_for_each_room(client, held, hearing):
    draft(held, 13, 15, room=hall(held, "Ruang Kecil"))
    release(held)

    page = tree(client.get("/jadwal/pintu/", {"tanggal": "2024-04-01"}))

    assert page.xpath("//section[@class='door']/h2/text()") == ["Ruang Kecil", "Ruang Utama"]
    (one,) = tree(
        client.get(
            f"/jadwal/pintu/?ruang={held.room.commission.code}/ruang-utama&tanggal=2024-04-01"
        )
    ).xpath("//section[@class='door']")
    told = " ".join("".join(one.itertext()).split())
    assert "09.00–11.00 WIB" in told
    assert "011/III/KIP-PSI/2024" in told
    assert "terbuka untuk umum" in told
    assert "Arya Sandhi" in told


def test_the_door_says_where_a_hearing_went(client, held, hearing):
    move(held, hearing)

    told = text(client.get("/jadwal/pintu/", {"tanggal": "2024-04-01"}))

    assert "Dipindahkan ke Selasa, 2 April 2024, 09.00 WIB, Ruang Utama" in told


# --- Old addresses --------------------------------------------------------------------------


def test_a_hearing_moved_twice_says_at_its_old_addresses_where_it_went(client, held, hearing):
    second = move(held, hearing)
    third = move(held, second, on=date(2024, 4, 17))

    for old in (hearing, second):
        answer = client.get(f"/sidang/{old.code}/", follow=True)
        link = f"/sidang/{third.code}/"
        assert "Sidang ini dipindahkan ke Rabu, 17 April 2024, 09.00 WIB" in text(answer)
        assert tree(answer).xpath(f"//p[@class='note']/a[@href='{link}']")
    newest = client.get(f"/sidang/{third.code}/", follow=True)
    assert "Dipindahkan dari Selasa, 2 April 2024, 09.00 WIB" in text(newest)
    assert "Sidang ini dipindahkan" not in text(newest)
    assert tree(newest).xpath(f"//p[@class='note']/a[@href='/sidang/{second.code}/']")


def test_a_cancelled_hearing_says_so_at_its_address_and_on_its_day(client, held, hearing):
    sittings.drop(hearing, reason="Ketua sakit", **held.who)
    release(held)

    assert "Sidang ini dibatalkan." in text(client.get(f"/sidang/{hearing.code}/", follow=True))
    day = text(client.get("/jadwal/", DAY))
    assert "Dibatalkan" in day
    assert "Ketua sakit" not in day


def test_a_move_that_is_only_drafted_is_told_nowhere(client, held, hearing):
    sittings.move(hearing, wanted(9, 11, on=LATER, room=hearing.room), **held.who)

    told = ["/jadwal/?tanggal=2024-04-01", "/jadwal.ics", "/umpan/jadwal.atom"]
    for address in (*told, f"/sidang/{hearing.code}/"):
        body = client.get(address, follow=True).content.decode()
        assert "Dipindahkan" not in body
        assert "2 April" not in body
    there = text(client.get("/jadwal/pintu/", {"tanggal": "2024-04-02"}))
    assert "011/III/KIP-PSI/2024" not in there
