"""What every answer says to the browser, and what no page holds."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from tests.web.pages import CASE, sign_in
from tests.web.visitor import Walk

PRIVATE = [
    *("/meja/", "/akun/", "/meja/naskah/", "/akun/sesi/", "/akun/faktor-kedua/"),
    *("/akun/surel/", "/akun/kata-sandi/", "/akun/pastikan/"),
]
ODD = ["/tidak-ada/", "/perkara/kip/999/", "/v/BBBBBBBB", "/kalkulator/?aturan=x&tanggal=y"]
# Data for search engines run nowhere.
OWN = "//style | //*[@style] | //script[not(@src)][not(@type='application/ld+json')]"
FILES = ["/jadwal.ics", "/healthz", "/readyz"]


@pytest.fixture(scope="module")
def walk(loaded):
    """Every public page, and those behind the door."""
    found = Walk(Client()).go()
    for address in (*ODD, *FILES):
        found.go(address)
    member = Client()
    sign_in(member, "clerk")
    inside = Walk(member)
    for address in PRIVATE:
        list(inside._visit(address))
    for kept in ("status", "headers", "pages", "bodies"):
        getattr(found, kept).update(getattr(inside, kept))
    return found


def test_the_policy_is_strict_on_every_answer(walk):
    for address, headers in walk.headers.items():
        policy = dict(
            part.strip().split(" ", 1)
            for part in headers["Content-Security-Policy"].split(";")
            if part.strip()
        )
        assert policy["default-src"] == "'none'", address
        assert policy["object-src"] == "'none'", address
        assert policy["script-src"] == "'self'", address
        assert policy["style-src"] == "'self'", address
        assert policy["base-uri"] == "'none'", address
        assert policy["frame-ancestors"] == "'none'", address
        assert policy["form-action"] == "'self'", address
        assert policy["require-trusted-types-for"] == "'script'", address
        assert policy["report-uri"] == "/laporan-kebijakan/", address
        assert "unsafe" not in headers["Content-Security-Policy"], address


def test_every_answer_forbids_guessing_framing_and_telling_where_one_was(walk):
    for address, headers in walk.headers.items():
        assert headers["X-Content-Type-Options"] == "nosniff", address
        assert headers["X-Frame-Options"] == "DENY", address
        assert headers["Referrer-Policy"] == "same-origin", address
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", address
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin", address
        assert "camera=()" in headers["Permissions-Policy"], address
        assert "microphone=()" in headers["Permissions-Policy"], address


def test_no_page_holds_a_style_or_a_script_of_its_own(walk):
    for address, page in walk.pages.items():
        assert page.xpath(OWN) == [], address
        handlers = [
            name for name in page.xpath("//@*/..") for name in name.attrib if name[:2] == "on"
        ]
        assert handlers == [], address
        assert not re.search(
            r"""(?:href|src|action)=["']?\s*(?:javascript|data):""", walk.bodies[address]
        )


def test_no_page_asks_another_host_for_anything(walk):
    for address, page in walk.pages.items():
        asked = page.xpath("//script/@src | //link/@href | //img/@src | //source/@src")
        asked += page.xpath("//iframe/@src | //object/@data | //form/@action | //use/@href")
        foreign = [
            one for one in asked
            if re.match(r"(?:[a-z]+:)?//", one) and not one.startswith("http://testserver/")
        ]  # fmt: skip
        assert foreign == [], address


def test_every_form_that_changes_something_carries_its_token(walk):
    for address, page in walk.pages.items():
        for form in page.xpath("//form[@method='post']"):
            assert form.xpath(".//input[@name='csrfmiddlewaretoken']"), address


def test_no_answer_but_a_service_worker_is_a_program(walk):
    for address, headers in walk.headers.items():
        kind = headers.get("Content-Type", "")
        assert "script" not in kind or address.endswith("/pekerja.js"), address


@pytest.mark.parametrize("address", [
    "/static/", "/static/js/", "/media/", "/var/", "/.git/HEAD", "/.git/config",
    "/static/.git/HEAD",
    "/static/../config/settings.py", "/static/%2e%2e/config/settings.py", "/.env", "/manage.py",
])  # fmt: skip
def test_no_folder_and_no_history_of_the_sources_is_shown(site, address):
    assert site.get(address).status_code == 404


def test_what_is_behind_the_door_is_kept_by_nobody(walk):
    for address in PRIVATE:
        assert "no-store" in walk.headers[address]["Cache-Control"], address
        assert "ETag" not in walk.headers[address], address


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PROPFIND", "DEBUG"])
@pytest.mark.parametrize("address", ["/", CASE, "/meja/", "/masuk/", "/tidak-ada/", "/api/v1/"])
def test_a_method_that_nothing_knows_is_refused_everywhere(site, address, method):
    answer = site.generic(method, address, headers={"cookie": "rahasia=1"})

    assert answer.status_code == 405
    assert b"rahasia" not in answer.content


def test_no_public_page_sets_a_cookie(site):
    for address in ("/", CASE, "/perkara/", "/kalkulator/"):
        assert not site.get(address).cookies, address


def test_a_host_that_is_not_ours_is_refused(site):
    for host in ("example.org", "testserver.example.org", "testserver@example.org", "a\\b"):
        assert site.get("/", headers={"host": host}).status_code == 400, host


def test_a_person_without_tls_is_led_to_it_and_a_program_is_refused(db, settings):
    settings.SECURE_SSL_REDIRECT = True
    client = Client()

    led = client.get("/tentang/")
    refused = client.get("/api/v1/disputes/", headers={"authorization": "Bearer rahasia"})

    assert led["Location"] == "https://testserver/tentang/"
    assert (refused.status_code, refused.json()["code"]) == (403, "tls_required")
    assert "Location" not in refused
    assert client.get("/api/schema/", secure=True).status_code == 200


UNKEYED = {
    "X-Forwarded-Host": "jahat.example",
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Port": "1",
    "X-Forwarded-Prefix": "/jahat",
    "X-Forwarded-Scheme": "nothttps",
    "Forwarded": "host=jahat.example;proto=https",
    "X-Host": "jahat.example",
    "X-Original-URL": "/meja/",
    "X-Rewrite-URL": "/meja/",
    "X-HTTP-Method-Override": "POST",
    "X-Script-Name": "/jahat",
    "Origin": "https://jahat.example",
    "Referer": "https://jahat.example/",
    "User-Agent": "jahat",
    "HX-Request": "true",
    "HX-Current-URL": "https://jahat.example/",
    "Accept": "application/json",
}


@pytest.mark.parametrize("address", [
    "/", CASE, "/perkara/?q=data", "/umpan/perkara.atom", "/jadwal.ics", "/sitemap.xml",
    "/robots.txt", "/api/v1/",
])  # fmt: skip
def test_a_header_that_no_proxy_keys_on_changes_nothing_of_what_it_keeps(site, address):
    plain = site.get(address)
    for name, value in UNKEYED.items():
        told = site.get(address, headers={name: value})
        if name.lower() in told.get("Vary", "").lower():
            continue
        assert told.status_code == plain.status_code, name
        assert told.content == plain.content, name
        assert "jahat" not in str(dict(told.headers)), name


def test_no_server_is_believed_that_the_site_stands_under_another_path(site):
    told = site.get("/", SCRIPT_NAME="/jahat")

    assert "/jahat" not in told.content.decode()


SUFFIXES = [
    *("x.css", "x.js", "%3bx.css", ";x.css", "%2ex.css", "%00.css", "%23x.css", "%3fx.css"),
    *("..%2fstatic%2fx.css", "../static/x.css"),
]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_private_page_answers_to_a_name_that_a_proxy_would_keep(site, suffix):
    sign_in(site, "clerk")
    for address in ("/meja/", "/akun/", "/akun"):
        answer = site.get(f"{address}{suffix}")
        assert answer.status_code in {301, 404}, suffix
        assert "public" not in answer.headers.get("Cache-Control", ""), suffix


FROM_ELSEWHERE = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}


@pytest.mark.parametrize("dest", ["image", "script", "iframe", "audio", "object", "empty"])
@pytest.mark.parametrize("near", ["cross-site", "same-site"])
def test_what_a_session_opens_is_given_to_no_part_of_another_site(site, near, dest):
    sign_in(site, "clerk")
    mode = "navigate" if dest == "iframe" else "no-cors"
    told = {"Sec-Fetch-Site": near, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}

    for address in ("/meja/", "/akun/", CASE, "/meja/tidak-ada/"):
        assert site.get(address, headers=told).status_code == 403, address
    assert site.post("/keluar/", headers=told).status_code == 403


def test_who_follows_a_link_from_elsewhere_comes_in(site):
    sign_in(site, "clerk")
    visit = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate",
             "Sec-Fetch-Dest": "document"}  # fmt: skip

    assert site.get("/meja/", headers=visit).status_code == 200
    assert site.post("/meja/", headers=visit).status_code == 403


def test_a_public_page_is_for_everybody_wherever_they_ask(site):
    assert site.get(CASE, headers=FROM_ELSEWHERE).status_code == 200


REPORT = {
    "document-uri": "http://testserver/pihak/rahasia-rahasia/?token=rahasia",
    "effective-directive": "script-src-elem",
    "blocked-uri": "https://orang:sandi@jahat.example/?nama=Budi",
    "script-sample": "nama Budi",
}
BODIES = [
    json.dumps({"csp-report": REPORT}),
    json.dumps([{"type": "csp-violation", "body": {
        "documentURL": REPORT["document-uri"], "blockedURL": REPORT["blocked-uri"],
        "effectiveDirective": "script-src-elem"}}]),
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
def test_a_report_is_logged_by_route_and_host_without_what_is_somebodys(site, caplog, body):
    answer = site.post("/laporan-kebijakan/", body, content_type="application/csp-report")

    assert answer.status_code == 204
    (told,) = [one.getMessage() for one in caplog.records if "policy" in one.name]
    assert "script-src-elem" in told
    assert "jahat.example" in told
    for secret in ("rahasia", "Budi", "orang", "sandi"):
        assert secret not in told


@pytest.mark.parametrize("body", [
    "", "x", "[]", "{}", "null", '{"csp-report": 1}', '{"csp-report": {"blocked-uri": {}}}',
    "[" * 5000, '[{"body": {"effectiveDirective": "a\\nGET / 200"}}]', "x" * 20_000,
    '{"csp-report": {"document-uri": "http://[", "blocked-uri": "http://["}}',
])  # fmt: skip
def test_no_report_is_an_error_and_none_writes_a_line_of_its_own(site, caplog, body):
    answer = site.post("/laporan-kebijakan/", body, content_type="application/csp-report")

    assert answer.status_code == 204
    assert all("\n" not in one.getMessage() for one in caplog.records)


def test_reports_are_taken_only_so_often(site, caplog):
    for _no in range(40):
        answer = site.post("/laporan-kebijakan/", BODIES[0], content_type="application/json")
        assert answer.status_code == 204
    told = [one for one in caplog.records if "policy" in one.name]
    assert 0 < len(told) <= 20
