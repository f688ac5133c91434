"""Accounts as people meet them: coming in by invitation, two keys to a door, small screens."""

from __future__ import annotations

import itertools
import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import expect

from cases.models import Invitation, User
from cases.services import invitations
from tests.browser.test_pages_in_the_browser import (
    CONTRAST,
    LARGE,
    SMALL,
    _too_wide,
    violations,
)
from tests.web.pages import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

YAKIN = "/akun/organisasi/yakin/"
NEW = "sandi-baru-yang-panjang"
ANONYMOUS = {
    "sign in": "/masuk/",
    "forgotten": "/kata-sandi/lupa/",
    "forgotten, sent": "/kata-sandi/terkirim/",
    "dead link": "/kata-sandi/baru/1-x/",
    "no invitation": "/daftar/",
    "inactive": "/masuk/tidak-aktif/",
    "confirm": "/akun/surel/konfirmasi/",
}
SIGNED_IN = {
    "account": "/akun/",
    "sessions": "/akun/sesi/",
    "tokens": "/akun/token/",
    "webhooks": "/akun/webhook/",
    "organisation": YAKIN,
    "address": "/akun/surel/",
    "password": "/akun/kata-sandi/",
    "make sure": "/akun/pastikan/",
    "second factor": "/akun/faktor-kedua/",
}
GUARDED_BY_PASSWORD = {
    "app": "/akun/faktor-kedua/aplikasi/",
    "passkey": "/akun/faktor-kedua/kunci-sandi/",
}
_fresh = itertools.count()


@pytest.fixture(autouse=True)
def hurried(page):
    page.set_default_timeout(60_000)
    page.set_viewport_size(LARGE)


@pytest.fixture
def complaints(page):
    said = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda fault: said.append(str(fault)))
    return said


def sign_in(page, email="ngo@demo.test", password=PASSWORD):
    page.goto("/masuk/")
    page.fill("[name=username]", email)
    page.fill("[name=password]", password)
    page.click(".login__form button[type=submit]")


def prove(page, password=PASSWORD):
    """Give the password once more, where that is asked."""
    if "/akun/pastikan/" in page.url:
        page.fill("[name=password]", password)
        page.click("main button[type=submit]")


def invite(page, email):
    """Invite somebody on the page, and take the link from what the mail will say."""
    sign_in(page)
    page.goto(YAKIN)
    page.fill("[name=email]", email)
    page.click("text=Kirim undangan")
    page.locator(".messages").wait_for()
    invitation = Invitation.objects.get(email=email, revoked_at=None)
    return invitations.link_of(invitation).removeprefix("http://testserver")


def newcomer():
    return f"tamu{next(_fresh)}@uji.test"


def looked_at(page):
    """Every way of looking at the page that stands open, and what is wrong with each."""
    found = {"large, light": violations(page)}
    page.emulate_media(color_scheme="dark")
    found["large, dark"] = violations(page, runOnly=CONTRAST)
    page.set_viewport_size(SMALL)
    found["small, dark"] = violations(page, runOnly=CONTRAST)
    page.emulate_media(color_scheme="light")
    found["small, light"] = violations(page)
    found["390 px"] = _too_wide(page, 390)
    found["320 px"] = _too_wide(page, 320)
    return {way: said for way, said in found.items() if said}


@pytest.mark.parametrize("name", ANONYMOUS)
def test_a_page_before_the_door_has_no_barrier(page, name):
    page.goto(ANONYMOUS[name])

    assert looked_at(page) == {}


@pytest.mark.parametrize("name", SIGNED_IN | GUARDED_BY_PASSWORD)
def test_a_page_of_the_account_has_no_barrier(page, name, complaints):
    sign_in(page)
    page.goto((SIGNED_IN | GUARDED_BY_PASSWORD)[name])
    if name in GUARDED_BY_PASSWORD:
        prove(page)

    assert looked_at(page) == {}
    assert complaints == []


@pytest.mark.parametrize("address", ["/akun/lembaga/", "/akun/komisi/kip/"])
def test_a_page_of_the_administrator_has_no_barrier(page, address):
    sign_in(page, "admin@demo.test")
    page.goto(address)

    assert looked_at(page) == {}


def test_an_invited_person_comes_in_and_later_signs_in(page, context):
    email = newcomer()
    way = invite(page, email)
    context.clear_cookies()

    page.goto(way)
    assert looked_at(page) == {}
    page.set_viewport_size(LARGE)
    page.click("main >> text=Buka akun")
    assert looked_at(page) == {}
    page.fill("[name=name]", "Tamu")
    page.fill("[name=password1]", NEW)
    page.fill("[name=password2]", NEW)
    page.click("main button[type=submit]")
    page.wait_for_url("**/meja/")
    context.clear_cookies()
    sign_in(page, email, NEW)

    page.wait_for_url("**/meja/")
    page.goto(YAKIN)
    assert email in page.locator("main").inner_text()


def test_without_scripts_an_invited_person_comes_in_as_well(
    page, browser, browser_context_args
):
    way = invite(page, newcomer())
    plain = browser.new_context(**browser_context_args, java_script_enabled=False)
    guest = plain.new_page()

    guest.goto(way)
    guest.click("main >> text=Buka akun")
    guest.fill("[name=name]", "Tamu")
    guest.fill("[name=password1]", NEW)
    guest.fill("[name=password2]", NEW)
    guest.click("main button[type=submit]")

    guest.wait_for_url("**/meja/")
    for address in (SIGNED_IN | {"keys": "/masuk/"}).values():
        guest.goto(address)
        assert guest.locator("h1").count() == 1
        assert guest.locator("form[data-passkey]:visible").count() == 0
    plain.close()


def code_now(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def admitted(page, context):
    """Somebody new, so that no other test finds a second factor on its account."""
    email = newcomer()
    way = invite(page, email)
    context.clear_cookies()
    page.goto(way)
    page.click("main >> text=Buka akun")
    page.fill("[name=name]", "Tamu")
    page.fill("[name=password1]", NEW)
    page.fill("[name=password2]", NEW)
    page.click("main button[type=submit]")
    page.wait_for_url("**/meja/")
    return email


def test_an_app_is_set_up_by_its_picture_and_a_recovery_code_opens_the_door(
    page, context, complaints
):
    email = admitted(page, context)
    page.goto("/akun/faktor-kedua/aplikasi/")
    prove(page, NEW)
    shown = page.locator("img.totp").evaluate("image => image.complete && image.naturalWidth")
    assert shown > 0
    secret = page.locator(".totp__key").inner_text()
    page.fill("[name=code]", code_now(secret))
    page.click("main button[type=submit]")
    page.wait_for_url("**/pemulihan/")
    codes = page.locator(".codes li").all_inner_texts()
    assert looked_at(page) == {}
    context.clear_cookies()
    page.set_viewport_size(LARGE)

    sign_in(page, email, NEW)
    page.wait_for_url("**/masuk/kode/")
    assert looked_at(page) == {}
    page.fill("[name=code]", "000000")
    page.click("main button[type=submit] >> text=Masuk")
    expect(page.locator("main")).to_contain_text("Kode tidak cocok")
    page.fill("[name=code]", codes[0])
    page.click("main button[type=submit] >> text=Masuk")

    page.wait_for_url("**/meja/")
    assert complaints == []


@pytest.fixture
def authenticator(page, context):
    """A device with a finger that is always the right one."""
    tools = context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return tools, made["authenticatorId"]


def test_a_passkey_is_added_signs_in_without_a_password_and_is_taken_off(
    page, context, authenticator, complaints
):
    tools, device = authenticator
    email = admitted(page, context)
    page.goto("/akun/faktor-kedua/kunci-sandi/")
    prove(page, NEW)
    page.fill("[name=name]", "Laptop kantor")
    page.click("main button[type=submit]")
    page.wait_for_url("**/pemulihan/")
    kept = tools.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    assert [key["isResidentCredential"] for key in kept] == [True]
    context.clear_cookies()

    page.goto("/masuk/?next=/akun/")
    page.click("text=Masuk dengan kunci sandi")
    page.wait_for_url(re.compile(r"^[^?]*/akun/$"))
    assert email in page.locator("main").inner_text()

    page.goto("/akun/faktor-kedua/")
    assert "Laptop kantor" in page.locator("main").inner_text()
    page.click("main a[href*='/lepas/']")
    prove(page, NEW)
    page.click("main button[type=submit]")
    page.wait_for_url("**/akun/faktor-kedua/")
    assert "Laptop kantor" not in page.locator(".panel").inner_text()
    assert complaints == []


def test_a_passkey_is_the_second_factor_after_a_password(page, context, authenticator):
    email = admitted(page, context)
    page.goto("/akun/faktor-kedua/kunci-sandi/")
    prove(page, NEW)
    page.click("main button[type=submit]")
    page.wait_for_url("**/pemulihan/")
    context.clear_cookies()

    sign_in(page, email, NEW)
    page.wait_for_url("**/masuk/kode/")
    page.click("text=Pakai kunci sandi")

    page.wait_for_url("**/meja/")


def test_a_passkey_that_is_not_there_is_said_in_words(page, authenticator):
    page.goto("/masuk/")

    page.click("text=Masuk dengan kunci sandi")

    page.locator("[data-passkey-error]").wait_for()  # visible
    assert page.url.endswith("/masuk/")


def test_a_session_elsewhere_is_ended_from_here(page, browser, browser_context_args):
    elsewhere = browser.new_context(**browser_context_args)
    other = elsewhere.new_page()
    sign_in(other, "agency@demo.test")
    sign_in(page, "agency@demo.test")

    page.goto("/akun/sesi/")
    assert page.locator(".todo li").count() == 2
    page.locator(".todo button").click()
    page.locator(".messages").wait_for()

    expect(page.locator(".todo li")).to_have_count(1)
    other.goto("/meja/")
    assert re.search(r"/masuk/\?next=/meja/$", other.url)
    elsewhere.close()


def test_a_member_gets_another_role_by_keys_alone(page, context):
    email = admitted(page, context)
    context.clear_cookies()
    sign_in(page)
    page.goto(YAKIN)
    row = page.locator("tr", has_text=email)

    row.locator("select").focus()
    page.keyboard.press("End")  # Pembaca
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/akun/pastikan/**")
    page.focus("[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    page.locator(".messages", has_text="Peran telah diganti").wait_for()
    held = User.objects.get(email=email).memberships.filter(ends_on=None)
    assert held.get().role == "reader"
