"""Signing in and out: who may, what is said to who may not, and where one is led."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.pages import PASSWORD, sign_in, text, tree

ACCOUNTS = ["ngo", "ngo2", "agency", "clerk", "substitute", "chair", "admin"]
PRIVATE = ["/meja/", "/meja/naskah/", "/akun/"]
REFUSED = "Surel atau kata sandi tidak cocok."


@pytest.mark.parametrize("who", ACCOUNTS)
def test_every_account_of_the_demonstration_comes_to_its_desk(site, who):
    answer = sign_in(site, who)

    assert answer.status_code == 302
    assert answer["Location"] == "/meja/"
    assert site.get("/meja/").status_code == 200


def test_case_and_blanks_around_the_address_do_not_matter(site):
    answer = site.post("/masuk/", {"username": " NGO@Demo.Test ", "password": PASSWORD})

    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("username", "password"),
    [("ngo@demo.test", "salah"), ("nobody@demo.test", PASSWORD), ("nobody@demo.test", "x")],
)
def test_a_refusal_is_in_indonesian_and_never_says_which_half_was_wrong(
    site, username, password
):
    answer = site.post("/masuk/", {"username": username, "password": password})

    assert answer.status_code == 200
    assert REFUSED in text(answer)
    assert tree(answer).xpath("//input[@name='username']/@value") == [username]
    assert PASSWORD not in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Bidang ini tidak boleh kosong."),
        ({"username": "bukan surel", "password": "x"}, "Masukkan alamat email yang valid."),
        ({"username": "\x00@demo.test", "password": "x"}, ""),
        ({"username": "a" * 5000 + "@demo.test", "password": "x"}, ""),
    ],
)
def test_what_was_typed_wrong_is_said_at_its_field(site, typed, said):
    answer = site.post("/masuk/", typed)

    assert answer.status_code == 200
    assert said in text(answer)


@pytest.mark.parametrize("address", PRIVATE)
def test_who_is_not_signed_in_is_led_to_the_door_and_back(site, address):
    led = site.get(address)

    assert led.status_code == 302
    assert led["Location"] == f"/masuk/?next={address}"
    (kept,) = tree(site.get(led["Location"])).xpath("//input[@name='next']/@value")
    back = site.post(
        "/masuk/", {"username": "ngo@demo.test", "password": PASSWORD, "next": kept}
    )
    assert back["Location"] == address


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "javascript:alert(1)",
        "http:///example.org",
    ],
)
def test_nobody_is_led_to_another_house(site, elsewhere):
    answer = site.post(
        "/masuk/", {"username": "ngo@demo.test", "password": PASSWORD, "next": elsewhere}
    )

    assert answer["Location"] == "/meja/"


def test_signing_in_makes_a_new_session(site):
    site.get("/masuk/")
    sign_in(site, "ngo")
    first = site.cookies["sessionid"].value
    site.post("/keluar/")
    sign_in(site, "ngo")

    assert site.cookies["sessionid"].value != first
    assert site.cookies["sessionid"]["httponly"]
    assert site.cookies["sessionid"]["samesite"] == "Lax"


def test_signing_out_is_an_act_and_not_a_link(site):
    sign_in(site, "ngo")

    assert site.get("/keluar/").status_code == 405
    assert site.get("/meja/").status_code == 200
    assert site.post("/keluar/").status_code == 302
    assert site.get("/meja/").status_code == 302


def test_a_form_from_another_site_is_refused(loaded, db):
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/masuk/", {"username": "ngo@demo.test", "password": PASSWORD})

    assert answer.status_code == 403
    assert "text/html" in answer["Content-Type"]


def test_who_is_signed_in_does_not_see_the_door_again(site):
    sign_in(site, "ngo")

    assert site.get("/masuk/")["Location"] == "/meja/"


@pytest.mark.parametrize("address", [*PRIVATE, "/masuk/"])
def test_a_private_page_is_kept_by_nobody(site, address):
    if address != "/masuk/":
        sign_in(site, "ngo")

    kept = site.get(address)["Cache-Control"]

    assert "no-store" in kept
    assert "private" in kept


@pytest.mark.parametrize("address", ["/", "/perkara/"])
def test_a_public_page_shown_to_a_member_is_not_kept_for_others(site, address):
    sign_in(site, "ngo")

    assert "Cookie" in site.get(address)["Vary"]


@pytest.mark.parametrize("who", [who for who in ACCOUNTS if who != "admin"])
def test_only_the_administrator_enters_the_engine_room(site, who):
    sign_in(site, who)

    assert site.get("/admin/").status_code in {302, 403, 404}


def test_the_account_page_says_who_one_is_here(site):
    sign_in(site, "agency")

    told = text(site.get("/akun/"))

    assert "agency@demo.test" in told
    assert "Komisi Pemilihan Umum Republik Indonesia" in told
