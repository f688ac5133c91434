"""How pages present themselves elsewhere: linked data, pictures, frames, oEmbed, site maps."""

from __future__ import annotations

import io
import json
from urllib.parse import quote, urlsplit

import pytest
from django.urls import resolve
from lxml import etree, html
from PIL import Image

from cases.domain import open_data as rules
from cases.models import Dispute, Hearing, PublicDispute, PublicHearing, PublicHearingPlace
from cases.queries.public import latest
from cases.services import publication
from tests.public_record import WHO
from tests.services.test_open_data import export
from tests.web.pages import tree

pytestmark = pytest.mark.django_db

MAP = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def case(record):
    return f"/perkara/{record.room.commission.code}/001-KIP-PSIP-II-2024/"


@pytest.fixture
def transcript(record):
    return f"/sidang/{record.room.hearing.code}/risalah/1/"


@pytest.fixture
def passage(record):
    """Where the exchange stands."""
    turn = record.room.hearing.utterances.order_by("number").first()
    row = PublicHearing.objects.get(code=turn.hearing.code).utterances.get(number=turn.number)
    last = row.hearing.utterances.order_by("number").last()
    return f"/r/{row.hearing_id}/1/{row.page}:{row.line}-{last.last_page}:{last.last_line}"


def linked(answer):
    """The linked data of a page."""
    (script,) = tree(answer).xpath("//script[@type='application/ld+json']/text()")
    return json.loads(script)


def said(answer, name):
    """What a page says by that name in its head."""
    return tree(answer).xpath(f"string(//meta[@property='{name}' or @name='{name}']/@content)")


def offered(answer, kind):
    """Where the same is found in another form."""
    return tree(answer).xpath(f"//link[@rel='alternate'][@type='{kind}']/@href")


# --- Linked data ------------------------------------------------------------------------------


def test_a_case_tells_its_numbers_its_hearings_and_its_state(client, case):
    told = linked(client.get(case))

    assert told["@context"] == "https://schema.org"
    assert told["@id"] == f"http://testserver{case}"
    assert "001/KIP-PSIP/II/2024" in told["identifier"]
    assert told["subjectOf"][0]["@type"] == "Event"
    assert client.get(urlsplit(told["subjectOf"][0]["url"]).path).status_code == 200
    row = PublicDispute.objects.get(slug="001-KIP-PSIP-II-2024")
    assert told["dateModified"] == row.shelved_at.isoformat()


def test_a_hearing_is_an_event_and_a_closed_one_has_neither_hour_nor_place(client, case):
    told = linked(client.get(f"{case}sidang/1/"))
    assert told["@type"] == "Event"
    assert told["startDate"].startswith("2024-03-13")
    assert told["about"][0] == f"http://testserver{case}"

    PublicHearing.objects.update(is_public=False, place="Ruang 1")
    told = linked(client.get(f"{case}sidang/1/"))
    assert told["startDate"] == "2024-03-13"
    assert "location" not in told


def test_a_transcript_tells_its_edition_and_its_fingerprint(client, transcript, record):
    told = linked(client.get(transcript))

    assert told["version"] == 1
    assert f"sha256:{record.edition.content_sha256}" in told["identifier"]
    assert told["genre"] == "rekonstruksi"


def test_the_open_data_are_a_dataset_with_every_file(client, record):
    assert linked(client.get("/data/"))["license"].startswith("https://creativecommons.org/")

    export()
    told = linked(client.get("/data/"))

    assert len(told["distribution"]) > 90
    for one in told["distribution"][:3]:
        assert client.get(urlsplit(one["contentUrl"]).path).status_code == 200
    assert told["license"] == rules.licence("CC-BY-4.0").path


def test_words_of_the_record_cannot_end_the_script(client, case):
    PublicDispute.objects.update(subject="Kata </script><script>alert(1)</script> & lain")

    answer = client.get(case)

    assert linked(answer)["headline"].startswith("Kata </script>")
    assert b"<script>alert" not in answer.content


# --- Pictures ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["case", "hearing", "transcript", "home", "passage"])
def test_a_page_has_a_picture_of_the_usual_size(client, kind, case, transcript, passage):
    address = {
        "case": case,
        "hearing": f"{case}sidang/1/",
        "transcript": transcript,
        "home": "/",
        "passage": client.get(passage)["Location"],
    }[kind]
    image = said(client.get(address), "og:image")
    answer = client.get(image.removeprefix("http://testserver"))

    assert answer["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    assert len(answer.content) < 60_000


def test_a_picture_is_named_by_its_version_and_sent_once(client, case):
    address = said(client.get(case), "og:image").removeprefix("http://testserver")
    first = client.get(address)

    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    PublicDispute.objects.update(version="another")
    assert said(client.get(case), "og:image").endswith("?v=another")
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert "public" in again["Cache-Control"]


def test_lines_that_are_lit_are_what_is_shared(client, passage):
    place = client.get(passage)["Location"]
    answer = client.get(place)

    assert said(answer, "og:url") == f"http://testserver{passage}"
    assert said(answer, "og:image").startswith(f"http://testserver{passage}/kartu.png")
    odd = client.get(place.split("?")[0] + '?baris="><script>')
    assert "/r/" not in said(odd, "og:url")


# --- Frames -----------------------------------------------------------------------------------


def test_a_card_may_be_framed_by_anybody_and_no_other_page_may(client, case, passage):
    for address in (f"{case}kartu/", f"{passage}/kartu/"):
        card = client.get(address)
        assert card.status_code == 200
        assert "X-Frame-Options" not in card
        assert "frame-ancestors *" in card["Content-Security-Policy"]
        assert "script-src 'self'" in card["Content-Security-Policy"]
        assert tree(card).xpath("//form | //script") == []
        assert not card.cookies
    for address in (case, "/", "/masuk/"):
        page = client.get(address)
        assert page["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_a_card_of_cited_lines_says_who_speaks_and_what_is_admitted(client, passage):
    told = client.get(f"{passage}/kartu/").content.decode()

    assert "Apakah bekerja sama dengan Darma Awan?" in told
    assert "Pak Darma:" in told
    assert '<mark class="adm">Iya</mark>' in told
    assert "Rekonstruksi dari pemberitaan" in told


def test_lines_that_are_not_there_have_no_card(client, transcript):
    code = transcript.split("/")[2]
    for place in ("99:1", "0:1", "x", "1:1-99:25"):
        assert client.get(f"/r/{code}/1/{place}/kartu/").status_code == 404
        assert client.get(f"/r/{code}/1/{place}/kartu.png").status_code == 404


# --- oEmbed -----------------------------------------------------------------------------------


def test_a_page_leads_to_what_embeds_it_in_either_form(client, case, transcript, passage):
    for page in (case, transcript, client.get(passage)["Location"]):
        (as_json,) = offered(client.get(page), "application/json+oembed")
        (as_xml,) = offered(client.get(page), "text/xml+oembed")
        told = client.get(as_json.removeprefix("http://testserver")).json()
        root = etree.fromstring(client.get(as_xml.removeprefix("http://testserver")).content)
        assert told["type"] == "rich"
        assert told["version"] == "1.0"
        assert {one.tag: one.text for one in root} == {k: str(v) for k, v in told.items()}
        (frame,) = html.fragments_fromstring(told["html"])
        assert frame.tag == "iframe"
        assert client.get(urlsplit(frame.get("src")).path).status_code == 200
        picture = urlsplit(told["thumbnail_url"])
        assert client.get(picture.path)["Content-Type"] == "image/png"


def test_a_frame_is_never_larger_than_there_is_room(client, case):
    url = quote(f"http://testserver{case}")
    told = client.get(f"/oembed?url={url}&maxwidth=300&maxheight=1").json()

    assert (told["width"], told["height"]) == (300, 200)
    odd = client.get(f"/oembed?url={url}&maxwidth=²&maxheight=-1").json()
    assert (odd["width"], odd["height"]) == (600, 320)


@pytest.mark.parametrize(
    "url",
    ["", "x", "http://testserver/meja/", "http://testserver/perkara/x/y/", "https://a.test/",
     "http://testserver/r/BBBBBBBB/1/x", "http://testserver/data/", "http://[::1",
     "//testserver/"],
)  # fmt: skip
def test_what_has_no_card_is_not_embedded(client, record, url):
    assert client.get(f"/oembed?url={quote(url)}").status_code == 404


def test_another_form_is_not_known(client, case):
    url = quote(f"http://testserver{case}")

    assert client.get(f"/oembed?url={url}&format=yaml").status_code == 501


def test_a_sealed_dispute_has_no_card_no_picture_and_is_not_embedded(client, record, case):
    publication.seal(Dispute.objects.get(pk=record.room.dispute.pk), **WHO)

    for address in (f"{case}kartu/", f"{case}kartu.png", f"{case}sidang/1/kartu.png"):
        assert client.get(address).status_code == 404
    assert client.get(f"/oembed?url={quote(f'http://testserver{case}')}").status_code == 404


# --- Site maps --------------------------------------------------------------------------------


def located(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    root = etree.fromstring(answer.content)
    places = root.xpath("//m:loc/text()", namespaces=MAP)
    return root, [one.removeprefix("http://testserver") for one in places]


def test_every_public_page_is_in_a_site_map_and_opens(client, record):
    _root, maps = located(client, "/sitemap.xml")
    pages = [page for one in maps for page in located(client, one)[1]]

    for row in PublicHearingPlace.objects.select_related("dispute"):
        place = f"/perkara/{row.dispute.commission_code}/{row.dispute.slug}/"
        assert place in pages
        assert f"{place}sidang/{row.seq}/" in pages
    assert f"/sidang/{record.room.hearing.code}/risalah/1/" in pages
    assert len(pages) == len(set(pages))
    for page in pages:
        assert client.get(page).status_code == 200, page


def test_a_page_says_in_the_site_map_when_it_changed(client, record):
    root, places = located(client, "/sitemap-perkara-1.xml")
    row = PublicDispute.objects.order_by("pk").first()

    changed = root.xpath("//m:lastmod/text()", namespaces=MAP)
    assert changed[0] == row.shelved_at.isoformat()
    assert len(changed) == len(places) == 2


def test_a_long_site_map_comes_in_parts(client, record, monkeypatch):
    monkeypatch.setattr(latest, "PART", 1)

    _root, maps = located(client, "/sitemap.xml")
    assert "/sitemap-perkara-2.xml" in maps
    first, second = (located(client, f"/sitemap-perkara-{no}.xml")[1] for no in (1, 2))
    assert len(first) == len(second) == 1
    assert first != second
    assert client.get("/sitemap-perkara-3.xml").status_code == 404


@pytest.mark.parametrize("odd", ["perkara-0", "perkara-99", "meja-1", "halaman-2", "sidang-9"])
def test_a_site_map_that_is_not_there_is_not_found(client, record, odd):
    assert client.get(f"/sitemap-{odd}.xml").status_code == 404


def test_machines_are_told_where_to_look_and_where_not(client):
    told = client.get("/robots.txt").content.decode()

    assert "Sitemap: http://testserver/sitemap.xml" in told
    for line in told.splitlines():
        if line.startswith("Disallow: ") and line != "Disallow: /undangan/":
            path = line.removeprefix("Disallow: ")
            assert not path.startswith(("/perkara", "/sidang", "/data"))
    assert resolve("/sitemap.xml").url_name == "sitemap"
    assert Hearing.objects.count() == 0 or "Allow: /" in told
