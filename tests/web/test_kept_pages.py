"""A page that was made is answered again until the shelf, the day or the reader is another."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.core.cache import caches
from django.db import connection, transaction
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Holiday, PublicChange, PublicDispute
from cases.queries import public
from cases.queries.public.shelves import shelf
from cases.services import accounts, publication
from cases.web import kept_pages
from tests.hearing_room import NOW, RECORDER
from tests.public_record import WHO, publish
from tests.web.pages import PASSWORD

TABLES = import_module("cases.migrations.0043_touched").TOUCHED
# Rows of the record, the one that tells, and counts, which change with what they count.
OTHERS = {
    *("cases_publicbody", "cases_publicstatement"),
    *("cases_publicchange", "cases_publiccount"),
}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages(settings):
    settings.CACHES = {
        **settings.CACHES,
        "pages": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "TIMEOUT": 60,
        },
        "parts": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "parts",
        },
    }
    forget()


@pytest.fixture
def member():
    """Somebody with a session, for whom no whole page is kept."""
    client = Client()
    client.force_login(
        accounts.open_account(
            "orang@demo.test", name="Orang", password=PASSWORD, actor=RECORDER, now=NOW
        )
    )
    return client


@pytest.fixture
def case(record):
    return f"/perkara/{record.room.commission.code}/001-KIP-PSIP-II-2024/"


def asked(client, address, **headers):
    """The answer, and how many queries it took."""
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(address, headers=headers)
    return answer, len(caught)


def forget():
    for place in ("pages", "parts"):
        caches[place].clear()


def said(content):
    """What an answer says, without what names the question."""
    return re.sub(rb"[0-9a-f]{32}", b"", content)


def in_another_transaction():
    """PostgreSQL tells once in a transaction, and a test is one."""
    PublicChange.objects.update(act=-F("pk"))


@pytest.fixture
def places(record, case):
    code = record.room.hearing.code
    return [
        *(
            case,
            f"{case}sidang/1/",
            f"/sidang/{code}/risalah/1/",
            "/perkara/",
            "/perkara/?q=iya",
        ),
        *("/umpan/perkara.atom", "/jadwal/", "/api/v1/disputes/", "/statistik/"),
    ]


@pytest.fixture
def of_one_case(record, case):
    """An address of each route whose pages stand while nothing of their case changes."""
    commission, slug = case.strip("/").split("/")[1:]
    code, no = record.room.hearing.code, record.edition.no
    addresses = {
        "dispute": case,
        "hearing": f"{case}sidang/1/",
        "dispute_news": f"/umpan/perkara/{commission}/{slug}.atom",
        "dispute_card": f"{case}kartu/",
        "transcript": f"/sidang/{code}/risalah/{no}/",
        "transcript_card": f"/sidang/{code}/risalah/{no}/kartu/",
        "passage_card": f"/r/{code}/{no}/1:1-1:25/kartu/",
        "api_hearings_one": f"/api/v1/hearings/{code}/",
        "api_disputes_one": f"/api/v1/disputes/{record.room.dispute.code}/",
    }
    found = f"{addresses['transcript']}?cari=kerja&ke=1"
    assert {*addresses, "concordance", "concordance_csv"} == set(kept_pages.STATES)
    return [*addresses.values(), found]


def test_a_page_that_was_made_is_answered_again_by_one_query(client, places):
    for address in places:
        first, made = asked(client, address)
        again, kept = asked(client, address)

        assert (kept, made > 1) == (1, True), address
        assert again.content == first.content, address
        told, before = dict(again.items()), dict(first.items())
        assert told.pop("X-Request-ID") != before.pop("X-Request-ID")
        assert told == before, address


def test_who_has_the_page_is_told_so(client, case):
    first, _made = asked(client, case, **{"Accept-Encoding": "gzip"})
    again, kept = asked(
        client, case, **{"Accept-Encoding": "gzip", "If-None-Match": first["ETag"]}
    )

    assert (again.status_code, again.content, kept) == (304, b"", 1)
    assert again["Cache-Control"] == first["Cache-Control"]
    assert again["Vary"] == first["Vary"]


def test_browsers_that_read_packed_pages_share_one(client, case):
    first, _made = asked(client, case, **{"Accept-Encoding": "gzip, deflate, br, zstd"})
    again, kept = asked(client, case, **{"Accept-Encoding": "br, gzip"})
    plain, made = asked(client, case)

    assert (again.content, kept) == (first.content, 1)
    assert made > 1
    assert "Content-Encoding" not in plain


def test_a_page_of_a_case_stays_for_an_hour_and_any_other_for_a_minute(client, case):
    for address, minutes in ((case, 60), ("/perkara/", 1)):
        with time_machine.travel("2026-11-27T03:00:00Z", tick=False) as clock:
            client.get(address)
            clock.shift(minutes * 60 - 1)
            assert asked(client, address)[1] == 1, address
            clock.shift(2)
            assert asked(client, address)[1] > 1, address


def test_what_changes_on_the_shelf_is_seen_at_once(client, case, record):
    client.get(case)
    in_another_transaction()
    row = PublicDispute.objects.get(code=record.room.dispute.code)
    row.body = {**row.body, "subject": "Pokok yang lain"}
    row.save()

    assert "Pokok yang lain" in client.get(case).content.decode()


def test_what_is_sealed_is_gone_at_once(client, member, case, record):
    assert client.get(case).status_code == member.get(case).status_code == 200
    in_another_transaction()
    publication.seal(record.room.dispute, **WHO)

    assert client.get(case).status_code == member.get(case).status_code == 404


def test_a_change_that_is_taken_back_leaves_the_page(client, case):
    first, _made = asked(client, case)
    with transaction.atomic():
        PublicDispute.objects.update(subject="Pokok yang lain")
        transaction.set_rollback(True)

    again, kept = asked(client, case)
    assert (again.content, kept) == (first.content, 1)


def test_every_table_of_the_shelf_tells_that_it_changed(record):
    """Whatever is written, by whichever way, and twice."""
    of_the_shelf = {
        model._meta.db_table
        for model in apps.get_app_config("cases").get_models()
        if model._meta.db_table.startswith("cases_public")
    } - OTHERS
    assert set(TABLES) == of_the_shelf | {Holiday._meta.db_table}

    before = public.state()
    for table in TABLES:
        model = next(m for m in apps.get_models() if m._meta.db_table == table)
        if not shelf(model).exists():
            continue
        in_another_transaction()
        key = model._meta.pk.column
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {key} = {key}")  # noqa: S608 -- names of ours
        assert public.state() != before, table
        before = public.state()


def test_a_page_of_one_case_stands_while_another_changes(client, of_one_case):
    for address in of_one_case:
        client.get(address)
    in_another_transaction()
    publish(name="jabar")

    for address in of_one_case:
        _again, kept = asked(client, address)
        assert kept == 1, address


@pytest.mark.parametrize("table", TABLES)
def test_whatever_a_page_of_one_case_shows_makes_it_anew(client, member, of_one_case, table):
    """A row is taken away; what is answered then is what a page without a past would say."""
    model = next(m for m in apps.get_models() if m._meta.db_table == table)
    for row in shelf(model)[:3]:
        forget()  # what was taken back before
        asked_for = [(who, address) for who in (client, member) for address in of_one_case]
        for who, address in asked_for:
            who.get(address)
        with transaction.atomic():
            in_another_transaction()
            row.delete()
            answered = [who.get(address).content for who, address in asked_for]
            for before, (who, address) in zip(answered, asked_for, strict=True):
                forget()
                assert said(who.get(address).content) == said(before), address
            transaction.set_rollback(True)


def test_each_language_is_kept_for_itself(client, case):
    indonesian = client.get(case).content
    client.cookies["bahasa"] = "en"
    english, made = asked(client, case)
    again, kept = asked(client, case)

    assert (made > 1, kept) == (True, 1)
    assert indonesian != english.content == again.content


@pytest.mark.parametrize("midnight", ["15", "16", "17"], ids=["WIT", "WITA", "WIB"])
def test_where_a_day_begins_in_the_country_a_page_is_another(client, case, midnight):
    with time_machine.travel(f"2026-11-27T{midnight}:00:00Z", tick=False) as clock:
        clock.shift(-1)
        client.get(case)
        assert asked(client, case)[1] == 1
        clock.shift(1)
        assert asked(client, case)[1] > 1


def test_whoever_is_signed_in_neither_gets_nor_leaves_a_page(client, member, case):
    own, _made = asked(member, case)
    assert "private" in own["Cache-Control"]
    first, made = asked(client, case)
    again, _made = asked(member, case)

    assert made > 1
    assert "public" in first["Cache-Control"]
    assert "private" in again["Cache-Control"]


def test_a_page_with_the_token_of_a_form_is_made_for_each(client):
    first = client.get("/verifikasi/")
    second = client.get("/verifikasi/")
    client.cookies.clear()
    third = client.get("/verifikasi/")

    assert len({one.content for one in (first, second, third)}) == 3


def test_what_a_visitor_sends_along_is_in_the_key(client, case):
    plain = client.get(case)
    packed = client.get(case, headers={"Accept-Encoding": "gzip"})
    other = client.get(case, {"u": "2"})
    one_part = client.get(case, headers={"Range": "bytes=0-9"})

    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert other.status_code == 200
    assert one_part.content == plain.content


def test_whoever_is_signed_in_reads_the_parts_that_were_made_for_others(client, member, case):
    """All but the head of the page, which is their own."""

    def own(content):
        return b"Meja saya" in content

    first = client.get(case)
    again, fewer = asked(member, case)
    main = re.compile(rb'<main id="isi".*</main>', re.DOTALL)

    assert (own(first.content), own(again.content)) == (False, True)
    assert main.findall(first.content) == main.findall(again.content)
    caches["parts"].clear()
    anew, many = asked(member, case)
    assert anew.content == again.content
    assert fewer < many


def test_the_register_is_kept_for_those_who_ask_for_nothing(member):
    _first, made = asked(member, "/perkara/")
    _again, fewer = asked(member, "/perkara/")
    _words, made_for_words = asked(member, "/perkara/?q=iya")
    _words, again_for_words = asked(member, "/perkara/?q=iya")

    assert fewer < made
    assert again_for_words == made_for_words
