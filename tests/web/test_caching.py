"""Public pages may be kept by any proxy and are right; private ones are kept by nobody."""

from __future__ import annotations

import pytest
from django.test import Client

from cases.domain.accounts import Role
from cases.models import PublicDispute
from cases.services import accounts, parties
from tests.hearing_room import NOW, RECORDER
from tests.public_record import WHO
from tests.web.pages import PASSWORD
from tests.web.visitor import Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(record):
    return f"/perkara/{record.room.commission.code}/001-KIP-PSIP-II-2024/"


@pytest.fixture
def addresses(record, case):
    code = record.room.hearing.code
    return [
        *("/", "/perkara/", "/perkara/?q=bekerja", case, f"{case}sidang/1/", f"{case}kartu/"),
        *(f"/sidang/{code}/risalah/1/", "/pengakuan/", "/pertanyaan/", "/data/", "/tentang/"),
        *("/jadwal/", "/jadwal.ics", "/umpan/jadwal.atom", "/umpan/perkara.atom"),
        *("/sitemap.xml", "/sitemap-perkara-1.xml", "/robots.txt", "/kalkulator/"),
    ]


def parts(answer):
    return {part.strip() for part in answer["Cache-Control"].split(",")}


@pytest.fixture
def member(record):
    house = parties.add_organisation("Rumah lain", short="Lain", kind="badan_hukum", **WHO)
    user = accounts.open_account(
        "orang@demo.test", name="Orang", password=PASSWORD, actor=RECORDER, now=NOW
    )
    accounts.join(user, house, role=Role.OWNER, actor=RECORDER, now=NOW)
    found = Client()
    found.force_login(user)
    return found


def test_a_public_page_may_be_kept_for_a_minute_and_is_sent_once(client, addresses):
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert parts(answer) == {"public", "max-age=60"}, address
        assert "Cookie" in answer["Vary"], address
        assert not answer.cookies, address
        again = client.get(address, headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304, address
        assert again.content == b"", address
        assert again["ETag"] == answer["ETag"], address
        assert parts(again) == {"public", "max-age=60"}, address


def test_a_packed_page_is_known_again_too(client, case):
    packed = client.get(case, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]

    again = client.get(
        case, headers={"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]}
    )

    assert again.status_code == 304


def test_a_changed_record_changes_every_page_that_shows_it(client, addresses, record, case):
    shows = [case, "/", "/perkara/", f"{case}kartu/", "/umpan/perkara.atom"]
    before = {address: client.get(address)["ETag"] for address in shows}

    row = PublicDispute.objects.get(code=record.room.dispute.code)
    changed = {**row.body, "subject": "Pokok yang lain"}
    PublicDispute.objects.filter(pk=row.pk).update(
        subject="Pokok yang lain", body=changed, applicant="Nama lain", applicant_short=""
    )

    for address in [one for one in shows if one != "/"]:
        answer = client.get(address, headers={"If-None-Match": before[address]})
        assert answer.status_code == 200, address
        assert answer["ETag"] != before[address], address


def test_each_language_has_a_page_of_its_own(client, case):
    first = client.get(case)["ETag"]
    client.cookies["bahasa"] = "en"

    assert client.get(case)["ETag"] != first
    assert client.get(case, headers={"If-None-Match": first}).status_code == 200
    chosen = client.get(f"{case}?bahasa=id")
    assert chosen.cookies
    assert "public" not in parts(chosen)


def test_no_page_depends_on_what_a_browser_prefers(client, case):
    told = client.get(case, headers={"Accept-Language": "en"})

    assert told["Content-Language"] == "id"
    assert "Accept-Language" not in told["Vary"]


def test_who_is_signed_in_shares_no_page_with_anybody(member, addresses):
    for address in addresses:
        answer = member.get(address)
        assert answer.status_code == 200, address
        assert "public" not in parts(answer), address
        assert "private" in parts(answer), address


def test_a_visitor_meets_no_page_that_is_kept_though_it_is_private(client, record):
    walk = Walk(client).go()
    for address in ("/masuk/", "/kabar/baru/", "/periksa-kutipan/", "/verifikasi/", "/meja/",
                    "/akun/", "/permohonan/", "/kepaniteraan/", "/tidak-ada/"):  # fmt: skip
        walk.go(address)

    for address, headers in walk.headers.items():
        kept = headers.get("Cache-Control", "")
        assert kept, address
        if "public" in kept:
            assert walk.status[address] in {200, 304}, address
            assert "Set-Cookie" not in headers, address
            assert "csrfmiddlewaretoken" not in walk.bodies.get(address, ""), address
    assert walk.status["/masuk/"] == 200
    assert "no-store" in walk.headers["/masuk/"]["Cache-Control"]


def test_a_form_with_a_token_is_kept_by_nobody(client, record):
    for address in ("/kabar/baru/", "/periksa-kutipan/", "/masuk/", "/verifikasi/"):
        answer = client.get(address)
        has_token = "csrfmiddlewaretoken" in answer.content.decode()
        assert has_token != ("public" in parts(answer)), address


def test_an_answer_to_a_form_and_a_page_that_is_not_there_are_kept_by_nobody(client, record):
    assert "public" not in parts(client.get("/perkara/x/y/"))
    assert "public" not in parts(client.post("/periksa-kutipan/", {"berita": "x"}))


def test_a_message_for_one_person_is_kept_by_nobody(client, case):
    client.cookies["messages"] = "anything"

    answer = client.get(case)

    assert not (answer.cookies and "public" in parts(answer))
