"""What is noticed at the door, in the log and by mail."""

from __future__ import annotations

import logging

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from cases.adapters import security_log, vault
from cases.domain.accounts import MOST_SESSIONS, ODD_FAILURES
from cases.models import JournalEntry, User
from tests.web.pages import PASSWORD, sign_in, text

ADDRESS = "ngo@demo.test"


@pytest.fixture(autouse=True)
def watching(caplog):
    caplog.set_level(logging.INFO, logger="cases.security")


def events(caplog):
    return [
        one.getMessage().split()[0] for one in caplog.records if one.name == "cases.security"
    ]


def wrongly(client, times, address=ADDRESS):
    for _time in range(times):
        client.post("/masuk/", {"username": address, "password": "salah sekali"})


def test_who_comes_in_and_who_does_not_is_written_down_with_no_address_and_no_password(
    site, caplog
):
    wrongly(site, 1)
    wrongly(site, 1, "tidak-ada@demo.test")
    sign_in(site, "ngo")

    assert events(caplog) == ["sign_in_failed", "sign_in_failed", "signed_in"]
    told = " ".join(one.getMessage() for one in caplog.records if one.name == "cases.security")
    assert "by=password" in told
    assert "demo.test" not in told
    assert "salah" not in told
    assert PASSWORD not in told


def test_who_is_held_up_is_written_down(site, caplog):
    wrongly(site, 6)

    assert events(caplog) == [*["sign_in_failed"] * 5, "sign_in_held_up"]


def test_after_several_failures_who_comes_in_is_told_by_mail_and_on_the_page(
    site, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        wrongly(site, ODD_FAILURES)
    assert mail.outbox == []

    with django_capture_on_commit_callbacks(execute=True):
        sign_in(site, "ngo")

    (letter,) = mail.outbox
    assert letter.to == [ADDRESS]
    said = f"Akun Anda dimasuki sesudah {ODD_FAILURES} percobaan yang gagal."
    assert said in letter.body
    assert said in text(site.get("/meja/"))
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(Client(), "ngo")
    assert len(mail.outbox) == 1


def test_one_slip_of_the_finger_is_nothing_to_write_about(
    site, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        wrongly(site, ODD_FAILURES - 1)
        sign_in(site, "ngo")

    assert mail.outbox == []


def test_whose_password_is_known_to_another_hears_of_it_once_a_day(
    site, caplog, django_capture_on_commit_callbacks
):
    user = User.objects.get(email=ADDRESS)
    Authenticator.objects.create(
        user=user, type="totp", data={"secret": vault.close("JBSWY3DPEHPK3PXP")}
    )
    sign_in(site, "ngo")
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(2):
            site.post("/masuk/kode/", {"code": "abcdef"})

    assert events(caplog) == ["factor_refused", "factor_refused"]
    (letter,) = mail.outbox
    assert "faktor keduanya salah" in letter.body


def test_an_account_has_ten_sessions_and_the_eldest_end(site):
    clients = [Client() for _no in range(MOST_SESSIONS + 1)]
    for client in clients:
        sign_in(client, "ngo")

    assert clients[0].get("/meja/").status_code == 302
    assert {one.get("/meja/").status_code for one in clients[1:]} == {200}
    assert UserSession.objects.filter(user__email=ADDRESS).count() == MOST_SESSIONS
    assert JournalEntry.objects.filter(act="sessions_ended").count() == 1


def test_who_looks_after_the_machine_signs_one_or_all_out(site, capsys):
    other = Client()
    sign_in(site, "ngo")
    sign_in(other, "agency")

    call_command("end_sessions", "NGO@demo.test")
    assert site.get("/meja/").status_code == 302
    assert other.get("/meja/").status_code == 200
    call_command("end_sessions", "--all")
    assert other.get("/meja/").status_code == 302
    assert JournalEntry.objects.filter(act="sessions_ended").exists()
    with pytest.raises(CommandError, match="Tidak ada akun"):
        call_command("end_sessions", "nobody@demo.test")


def test_who_is_refused_is_written_down(site, caplog, client):
    strict = Client(enforce_csrf_checks=True)
    strict.post("/masuk/", {})
    client.get("/api/v1/my-disputes/", headers={"Authorization": "Bearer x"})
    sign_in(site, "ngo")
    site.get("/meja/", headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"})

    assert events(caplog) == [
        security_log.FORGED, security_log.REFUSED, security_log.SIGNED_IN, security_log.REFUSED,
    ]  # fmt: skip


def test_who_asks_too_often_is_written_down(site, caplog, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "1/m/ip"}
    for _time in range(3):
        site.post("/masuk/", {"username": ADDRESS, "password": "x"})

    assert security_log.TOO_OFTEN in events(caplog)
