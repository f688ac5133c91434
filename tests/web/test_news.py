"""News by case, body, organisation, commission and search, and calendars beside them."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import feedparser
import pytest
from icalendar import Calendar
from lxml import etree

from cases.models import Dispute, PublicDispute, PublicHearing, PublicParty
from cases.services import publication
from tests.public_record import WHO
from tests.web.pages import tree

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def feeds(record):
    commission = record.room.commission.code
    body = PublicParty.objects.filter(role="termohon").first().slug
    house = PublicParty.objects.filter(role="pemohon").exclude(slug="").first().slug
    return {
        "case": f"/umpan/perkara/{commission}/001-KIP-PSIP-II-2024.atom",
        "body": f"/umpan/badan/{body}.atom",
        "organisation": f"/umpan/pemohon/{house}.atom",
        "commission": f"/umpan/komisi/{commission}.atom",
        "search": "/umpan/perkara.atom?q=pengadaan",
        "everything": "/umpan/perkara.atom",
    }


def entries(client, address):
    return etree.fromstring(client.get(address).content).xpath("a:entry", namespaces=ATOM)


def keys(client, address):
    return [one.findtext("a:id", namespaces=ATOM) for one in entries(client, address)]


KINDS = ["case", "body", "organisation", "commission", "search", "everything"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_feed_keeps_what_its_standard_asks(client, feeds, kind):
    """As RFC 4287 section 4.1 and the feed validator ask."""
    answer = client.get(feeds[kind])
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    parsed = feedparser.parse(answer.content)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert parsed.feed.id.startswith("tag:testserver,2026:")
    assert parsed.feed.title
    assert parsed.feed.updated_parsed
    assert parsed.feed.author
    links = {one.rel: one.href for one in parsed.feed.links}
    assert links["self"] == f"http://testserver{feeds[kind]}"
    assert client.get(urlsplit(links["alternate"]).path).status_code == 200
    assert len({one.id for one in parsed.entries}) == len(parsed.entries) > 0
    for entry in parsed.entries:
        assert entry.id.startswith("tag:testserver,2026:")
        assert entry.title
        assert entry.updated_parsed
        assert entry.link.startswith("http://testserver/")
    newest = [one.updated_parsed for one in parsed.entries]
    assert newest == sorted(newest, reverse=True)


def test_the_news_of_a_case_are_its_hearings_words_and_admissions(client, feeds, record):
    told = keys(client, feeds["case"])

    code = record.room.dispute.code
    assert f"tag:testserver,2026:perkara/{code}" in told
    assert f"tag:testserver,2026:sidang/{record.room.hearing.event_code}" in told
    assert f"tag:testserver,2026:risalah/{record.edition.code}" in told
    assert f"tag:testserver,2026:pengakuan/{code}/P-1" in told
    assert any("pertanyaan/" in one for one in told)
    for entry in entries(client, feeds["case"]):
        place = urlsplit(entry.find("a:link", namespaces=ATOM).get("href")).path
        assert client.get(place).status_code in {200, 302}


def test_what_changes_comes_first_under_the_name_it_had(client, feeds):
    before = keys(client, feeds["commission"])
    row = PublicDispute.objects.order_by("code").last()
    PublicDispute.objects.filter(pk=row.pk).update(
        shelved_at=row.shelved_at + timedelta(days=1)
    )

    after = keys(client, feeds["commission"])

    assert after[0] == f"tag:testserver,2026:perkara/{row.code}"
    assert sorted(after) == sorted(before)


@pytest.mark.parametrize(
    "asked", ["", "q=pengadaan", "isi=ucapan&q=iya", "isi=pengakuan&q=kerja"]
)
def test_the_feed_of_a_search_tells_of_all_that_it_finds_what_changed_last(
    client, feeds, asked
):
    """The same things as its file, each dispute where it stands by its change."""
    for no, row in enumerate(PublicDispute.objects.order_by("pk")):
        at = row.shelved_at + timedelta(minutes=(no * 7) % 5)
        PublicDispute.objects.filter(pk=row.pk).update(shelved_at=at)
    changed = dict(PublicDispute.objects.values_list("pk", "shelved_at"))
    hits = client.get(f"/perkara.json?{asked}").json()["hits"]
    hits.sort(key=lambda hit: (changed[hit["code"]], hit["code"]), reverse=True)

    links = [
        urlsplit(one.find("a:link", namespaces=ATOM).get("href")).path
        for one in entries(client, f"/umpan/perkara.atom?{asked}")
    ]

    assert links == [urlsplit(hit["address"]).path for hit in hits] != []


def test_a_feed_takes_few_queries(client, feeds, django_assert_num_queries):
    for kind, many in {"case": 7, "body": 8, "commission": 8, "everything": 4}.items():
        client.get(feeds[kind])  # what is written once is written
        with django_assert_num_queries(many):
            client.get(feeds[kind])


def test_a_feed_is_sent_once_while_it_is_the_same(client, feeds):
    for address in feeds.values():
        tag = client.get(address)["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_an_old_number_leads_to_the_feed_of_the_present_one(client, feeds):
    low = feeds["case"].replace("KIP-PSIP", "kip-psip")

    assert client.get(low)["Location"] == feeds["case"]


@pytest.mark.parametrize(
    "address",
    ["/umpan/perkara/x/y.atom", "/umpan/badan/x.atom", "/umpan/pemohon/x.atom",
     "/umpan/komisi/x.atom"],
)  # fmt: skip
def test_news_of_what_nobody_knows_are_not_found(client, record, address):
    assert client.get(address).status_code == 404


def test_a_sealed_dispute_leaves_every_feed(client, feeds, record):
    for dispute in record.room.disputes:
        publication.seal(Dispute.objects.get(pk=dispute.pk), **WHO)

    for kind in ("case", "body", "organisation", "commission"):
        assert client.get(feeds[kind]).status_code == 404
    assert entries(client, feeds["everything"]) == []


def test_a_page_leads_to_its_news_and_its_calendar(client, feeds, record):
    case = f"/perkara/{record.room.commission.code}/001-KIP-PSIP-II-2024/"
    page = tree(client.get(case))

    assert page.xpath("//link[@type='application/atom+xml']/@href") == [feeds["case"]]
    (calendar,) = page.xpath("//link[@type='text/calendar']/@href")
    found = Calendar.from_ical(client.get(calendar).content)
    assert len(list(found.walk("VEVENT"))) == 1
    results = tree(client.get("/perkara/?q=pengadaan"))
    assert results.xpath("//link[@type='application/atom+xml']/@href") == [feeds["search"]]


@pytest.mark.parametrize(
    ("zone", "hours"), [("Asia/Jakarta", 7), ("Asia/Makassar", 8), ("Asia/Jayapura", 9)]
)
def test_a_calendar_tells_each_hour_in_the_zone_of_its_commission(client, record, zone, hours):
    starts = datetime(2024, 3, 13, 9, tzinfo=ZoneInfo(zone))
    PublicHearing.objects.update(time_zone=zone, starts_at=starts)
    code, body = record.room.commission.code, PublicParty.objects.get(
        role="termohon", dispute=record.room.dispute.code
    ).slug  # fmt: skip

    for query in (f"perkara={code}/001-KIP-PSIP-II-2024", f"badan={body}", f"komisi={code}"):
        calendar = Calendar.from_ical(client.get(f"/jadwal.ics?{query}").content)
        (event,) = calendar.walk("VEVENT")
        assert event["DTSTART"].dt == starts
        assert event["DTSTART"].dt.utcoffset() == timedelta(hours=hours)
        assert event["DTSTART"].params["TZID"] == zone
        assert [str(one["TZID"]) for one in calendar.walk("VTIMEZONE")] == [zone]


def test_a_calendar_of_a_search_has_the_hearings_of_what_it_finds(client, record):
    hearing = record.room.hearing
    found = Calendar.from_ical(client.get("/perkara.ics?q=pengadaan").content)

    (event,) = [one for one in found.walk("VEVENT") if hearing.event_code in one["UID"]]
    assert event["DTSTART"].dt == hearing.held_on
    assert event["URL"] == f"http://testserver/sidang/{hearing.code}/"
    nothing = Calendar.from_ical(client.get("/perkara.ics?q=tidakada").content)
    assert nothing.walk("VEVENT") == []


def test_the_record_of_a_body_leads_to_its_news_and_its_hearings(client, record, feeds):
    slug = record.room.respondent.slug
    page = tree(client.get(f"/badan-publik/{slug}/"))

    told = {one.get("type"): one.get("href") for one in page.xpath("//link[@rel='alternate']")}
    assert told["application/atom+xml"] == feeds["body"]
    assert told["text/calendar"] == f"/perkara.ics?termohon={slug}"
