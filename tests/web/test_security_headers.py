"""What every answer says to the browser, and what no page holds."""

from __future__ import annotations

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
        assert policy["script-src"] == "'self'", address
        assert policy["style-src"] == "'self'", address
        assert policy["base-uri"] == "'none'", address
        assert policy["frame-ancestors"] == "'none'", address
        assert policy["form-action"] == "'self'", address
        assert "unsafe" not in headers["Content-Security-Policy"], address


def test_every_answer_forbids_guessing_framing_and_telling_where_one_was(walk):
    for address, headers in walk.headers.items():
        assert headers["X-Content-Type-Options"] == "nosniff", address
        assert headers["X-Frame-Options"] == "DENY", address
        assert headers["Referrer-Policy"] == "same-origin", address
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", address


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


@pytest.mark.parametrize("address", ["/", CASE, "/meja/", "/masuk/"])
def test_a_trace_is_refused(site, address):
    assert site.trace(address).status_code in {302, 405}
    assert b"Cookie" not in site.trace(address).content


def test_no_public_page_sets_a_cookie(site):
    for address in ("/", CASE, "/perkara/", "/kalkulator/"):
        assert not site.get(address).cookies, address


def test_a_host_that_is_not_ours_is_refused(site):
    assert site.get("/", headers={"host": "example.org"}).status_code == 400
