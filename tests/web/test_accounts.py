"""The account: its locks, its limits, its sessions; what is said, and what is never told."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.test import Client

from cases.models import JournalEntry, User
from cases.queries import accounts as queries
from cases.services import accounts
from cases.web.guards import BEGAN
from tests.web.pages import PASSWORD, sign_in, text, tree

NEW = "sandi-baru-yang-panjang"
GUARDED = ["clerk", "substitute", "chair", "admin"]
PARTIES = ["ngo", "ngo2", "agency"]
WAIT = "Tunggu 5 menit"
MORNING = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)


class CountingHasher(MD5PasswordHasher):
    """How often a password was really hashed."""

    hashed = 0

    def encode(self, password, salt):
        type(self).hashed += 1
        return super().encode(password, salt)


@pytest.fixture
def hashes(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    for user in User.objects.all():
        user.set_password(PASSWORD)
        user.save()
    CountingHasher.hashed = 0
    return CountingHasher


def try_to(client, password, who="ngo", **headers):
    return client.post(
        "/masuk/", {"username": f"{who}@demo.test", "password": password}, **headers
    )


def is_inside(client):
    return client.get("/meja/").status_code == 200


def link(message):
    """The way from a mail back into the house."""
    return re.search(r"http://testserver(/\S+)", message.body)[1]


def account(who):
    return User.objects.get(email=f"{who}@demo.test")


def prove(client, address, **typed):
    """Ask for a page that wants the password once more, and give it."""
    led = client.get(address)
    assert led["Location"].startswith("/akun/pastikan/?next="), led["Location"]
    client.post(led["Location"], {"password": PASSWORD, "next": address})
    return client.get(address)


# --- Guessing -------------------------------------------------------------------------------


def test_after_five_wrong_passwords_even_the_right_one_waits_and_nothing_is_hashed(
    site, hashes
):
    for _no in range(5):
        try_to(site, "salah")
    before = hashes.hashed

    refused = try_to(site, PASSWORD)

    assert WAIT in text(refused)
    assert not is_inside(site)
    assert hashes.hashed == before > 0


def test_after_five_minutes_the_right_password_opens_again(site):
    with time_machine.travel(MORNING, tick=False) as clock:
        for _no in range(5):
            try_to(site, "salah")
        clock.shift(timedelta(minutes=5, seconds=1))

        assert try_to(site, PASSWORD).status_code == 302


def test_another_name_of_this_host_is_no_fresh_start(site):
    for host in ("testserver", "localhost", "127.0.0.1", "testserver", "localhost"):
        try_to(site, "salah", headers={"host": host})

    assert WAIT in text(try_to(site, PASSWORD))


def test_one_who_is_locked_out_locks_out_nobody_else(site):
    for _no in range(6):
        try_to(site, "salah")

    assert try_to(site, PASSWORD, who="agency").status_code == 302


@pytest.mark.parametrize(("proxies", "is_held"), [(0, True), (1, False)])
def test_what_a_visitor_says_of_their_address_counts_only_behind_a_proxy(
    site, settings, proxies, is_held
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for no in range(30):
        try_to(site, "salah", who=f"orang{no}", headers={"x-forwarded-for": f"10.0.0.{no}"})

    answer = try_to(site, PASSWORD, headers={"x-forwarded-for": "10.0.1.1"})

    assert (answer.status_code == 200) is is_held


def test_an_unknown_address_costs_as_much_work_as_a_wrong_password(site, hashes):
    try_to(site, "salah")
    known, hashes.hashed = hashes.hashed, 0
    try_to(site, "salah", who="tidak-ada")

    assert hashes.hashed == known == 1


def test_too_many_requests_get_a_page_that_says_how_long_to_wait(site):
    for _no in range(3):
        site.post("/kata-sandi/lupa/", {"email": "ngo@demo.test"})

    answer = site.post("/kata-sandi/lupa/", {"email": "ngo@demo.test"})

    assert answer.status_code == 429
    assert "Tunggu satu menit" in text(answer)


# --- A forgotten password -------------------------------------------------------------------


def test_a_known_and_an_unknown_address_are_answered_alike_each_with_one_mail(site):
    answers = [
        site.post("/kata-sandi/lupa/", {"email": f"{who}@demo.test"}, follow=True)
        for who in ("ngo", "tidak-ada")
    ]

    known, unknown = answers
    assert known.redirect_chain == unknown.redirect_chain
    assert text(known) == text(unknown)
    assert [one.to for one in mail.outbox] == [["ngo@demo.test"], ["tidak-ada@demo.test"]]


def test_the_link_of_the_mail_sets_a_new_password_and_ends_every_session(site):
    elsewhere = Client()
    sign_in(elsewhere, "ngo")
    site.post("/kata-sandi/lupa/", {"email": "ngo@demo.test"})
    form = site.get(link(mail.outbox[0]), follow=True)
    address = form.redirect_chain[-1][0]

    done = site.post(address, {"password1": NEW, "password2": NEW}, follow=True)

    assert "Masuklah dengan kata sandi yang baru" in text(done)
    assert not is_inside(elsewhere)
    assert try_to(site, NEW).status_code == 302
    assert "diatur ulang" in mail.outbox[1].body
    assert JournalEntry.objects.filter(act="password_reset").exists()


def test_a_link_that_was_used_is_refused_in_words(site):
    site.post("/kata-sandi/lupa/", {"email": "ngo@demo.test"})
    way = link(mail.outbox[0])
    address = site.get(way, follow=True).redirect_chain[-1][0]
    site.post(address, {"password1": NEW, "password2": NEW})

    assert "Tautan ini tidak berlaku lagi" in text(site.get(way, follow=True))


def test_the_link_leads_to_the_public_address_whatever_host_was_asked(site, settings):
    settings.BASE_URL = "https://sidang.example"

    site.post("/kata-sandi/lupa/", {"email": "ngo@demo.test"}, headers={"host": "localhost"})

    (sent,) = mail.outbox
    assert "https://sidang.example/kata-sandi/baru/" in sent.body
    assert "localhost" not in sent.body + sent.alternatives[0].content


def test_a_host_that_is_not_ours_gets_no_mail_sent(site):
    answer = site.post(
        "/kata-sandi/lupa/", {"email": "ngo@demo.test"}, headers={"host": "jahat.example"}
    )

    assert answer.status_code == 400
    assert mail.outbox == []


# --- Changing the locks ---------------------------------------------------------------------


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one_under_a_new_id(site):
    elsewhere = Client()
    sign_in(elsewhere, "ngo")
    sign_in(site, "ngo")
    before = site.cookies["sessionid"].value

    site.post(
        "/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    )

    assert is_inside(site)
    assert site.cookies["sessionid"].value != before
    assert not is_inside(elsewhere)
    assert "Kata sandi akun Anda diganti" in mail.outbox[0].body
    entry = JournalEntry.objects.get(act="password_changed")
    assert entry.payload == {"account": account("ngo").pk}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"oldpassword": "salah"}, "Kata sandi yang sekarang tidak cocok."),
        ({"password1": "pendek", "password2": "pendek"}, "12"),
        ({"password2": "lain-sama-sekali"}, "sandi"),
        (dict.fromkeys(("password1", "password2"), "Komisi-Informasi-1"), "mudah ditebak"),
    ],
)
def test_a_new_password_is_refused_at_its_field(site, typed, said):
    sign_in(site, "ngo")
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW} | typed

    answer = site.post("/akun/kata-sandi/", typed)

    assert said in text(answer)
    assert account("ngo").check_password(PASSWORD)


def change_address(client, address, committed):
    client.post("/akun/pastikan/", {"password": PASSWORD})
    with committed(execute=True):  # mail leaves when the change stands
        return client.post("/akun/surel/", {"email": address, "action_add": ""})


def test_an_address_changes_only_when_its_mail_was_read(
    site, django_capture_on_commit_callbacks
):
    sign_in(site, "ngo")
    change_address(site, "Baru@Demo.test", django_capture_on_commit_callbacks)
    assert account("ngo")

    way = link(mail.outbox[0])
    assert "baru@demo.test" in text(site.get(way))
    with django_capture_on_commit_callbacks(execute=True):
        site.post(way)

    assert User.objects.filter(email="baru@demo.test").exists()
    assert not User.objects.filter(email="ngo@demo.test").exists()
    assert any("diganti" in one.body and one.to == ["ngo@demo.test"] for one in mail.outbox)


def test_an_address_that_another_account_has_is_not_told_and_not_taken(
    site, django_capture_on_commit_callbacks
):
    sign_in(site, "ngo")

    committed = django_capture_on_commit_callbacks
    free = change_address(site, "bebas@demo.test", committed)
    taken = change_address(site, "agency@demo.test", committed)

    assert free["Location"] == "/akun/surel/"
    assert (free.status_code, free["Location"]) == (taken.status_code, taken["Location"])
    assert account("ngo").email == "ngo@demo.test"
    site.post(link(mail.outbox[-1]))
    assert account("ngo").email == "ngo@demo.test"


def test_an_account_whose_address_nobody_confirmed_opens_after_its_mail_was_read(site):
    User.objects.create_superuser("pengelola@demo.test", PASSWORD)  # as createsuperuser does

    led = sign_in(site, "pengelola")
    assert led["Location"] == "/akun/surel/konfirmasi/"
    assert not is_inside(site)
    site.post(link(mail.outbox[0]))
    visitor = Client()
    sign_in(visitor, "pengelola")

    assert is_inside(visitor)


def test_an_account_that_is_closed_is_told_so_and_stays_outside(site):
    User.objects.filter(pk=account("ngo").pk).update(is_active=False)

    led = sign_in(site, "ngo")

    assert "tidak aktif" in text(site.get(led["Location"]))
    assert not is_inside(site)


def test_a_name_is_changed_by_its_owner(site):
    sign_in(site, "ngo")

    site.post("/akun/", {"name": "Lestari"})

    assert account("ngo").name == "Lestari"
    assert "Bidang ini tidak boleh kosong" in text(site.post("/akun/", {"name": " "}))


# --- The second factor ----------------------------------------------------------------------


def code_now(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def set_up_app(client):
    page = prove(client, "/akun/faktor-kedua/aplikasi/")
    secret = tree(page).xpath("//code[@class='totp__key']")[0].text
    done = client.post("/akun/faktor-kedua/aplikasi/", {"code": code_now(secret)})
    assert done["Location"] == "/akun/faktor-kedua/pemulihan/"
    return secret


def recovery_codes(client):
    return tree(client.get("/akun/faktor-kedua/pemulihan/")).xpath(
        "//ul[@class='codes']//text()"
    )


def test_an_app_is_asked_for_at_the_next_sign_in_and_a_wrong_code_opens_nothing(site):
    sign_in(site, "ngo")
    secret = set_up_app(site)
    visitor = Client()

    led = sign_in(visitor, "ngo")
    assert led["Location"] == "/masuk/kode/"
    assert not is_inside(visitor)
    wrong = visitor.post("/masuk/kode/", {"code": "000000"})
    assert "Kode tidak cocok" in text(wrong)
    assert not is_inside(visitor)

    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=1)):
        visitor.post("/masuk/kode/", {"code": code_now(secret)})
        assert is_inside(visitor)


@pytest.mark.parametrize("later", [0, 31, 59])
def test_a_code_of_an_app_opens_once_however_long_it_would_be_good(site, later):
    """A code is shown for 30 seconds, and taken for 30 more before and after them."""
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(site, "ngo")
        secret = set_up_app(site)
        clock.shift(timedelta(minutes=1))
        code, taken = code_now(secret), []
        for wait in (0, later):
            clock.shift(timedelta(seconds=wait))
            cache.clear()
            visitor = Client()
            sign_in(visitor, "ngo")
            visitor.post("/masuk/kode/", {"code": code})
            taken.append(is_inside(visitor))

    assert taken == [True, False]


def test_a_code_before_the_last_one_is_not_taken_any_more(site):
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(site, "ngo")
        secret = set_up_app(site)
        clock.shift(timedelta(minutes=1))
        before = code_now(secret)
        clock.shift(timedelta(seconds=30))
        assert accounts.spend_code(queries.app_of(account("ngo")), code_now(secret))
        visitor = Client()
        sign_in(visitor, "ngo")

        visitor.post("/masuk/kode/", {"code": before})

    assert not is_inside(visitor)


def test_the_code_that_set_up_the_app_signs_nobody_in(site):
    with time_machine.travel(MORNING, tick=False):
        sign_in(site, "ngo")
        secret = set_up_app(site)
        visitor = Client()
        sign_in(visitor, "ngo")

        visitor.post("/masuk/kode/", {"code": code_now(secret)})

    assert not is_inside(visitor)


def test_a_recovery_code_opens_once(site):
    sign_in(site, "ngo")
    set_up_app(site)
    codes = [code for code in map(str.strip, recovery_codes(site)) if code]
    assert len(codes) == 10

    for is_let_in in (True, False):
        visitor = Client()
        sign_in(visitor, "ngo")
        visitor.post("/masuk/kode/", {"code": codes[0]})
        assert is_inside(visitor) is is_let_in


def test_codes_are_guessed_five_times_and_no_more(site):
    sign_in(site, "ngo")
    secret = set_up_app(site)
    visitor = Client()
    sign_in(visitor, "ngo")
    for _no in range(5):
        visitor.post("/masuk/kode/", {"code": "000000"})

    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=1)):
        assert WAIT in text(visitor.post("/masuk/kode/", {"code": code_now(secret)}))


def test_the_secret_of_an_app_is_sealed_in_the_database(
    site, django_capture_on_commit_callbacks
):
    sign_in(site, "ngo")
    with django_capture_on_commit_callbacks(execute=True):
        secret = set_up_app(site)

    kept = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in kept
    assert Authenticator.objects.filter(user=account("ngo")).count() == 2
    assert JournalEntry.objects.filter(act="totp_activated").exists()


@pytest.fixture
def strict(site, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    return site


@pytest.mark.parametrize("who", GUARDED)
def test_who_keeps_the_record_reaches_only_the_set_up_and_the_way_out(strict, who):
    sign_in(strict, who)

    for address in ("/", "/meja/", "/perkara/", "/akun/", "/akun/sesi/", "/admin/"):
        assert strict.get(address)["Location"] == "/akun/faktor-kedua/", address
    assert "faktor kedua wajib" in text(strict.get("/akun/faktor-kedua/"))
    assert strict.post("/keluar/")["Location"] == "/"
    assert strict.get("/").status_code == 200


@pytest.mark.parametrize("who", PARTIES)
def test_for_the_parties_a_second_factor_is_free(strict, who):
    sign_in(strict, who)

    assert is_inside(strict)


def test_once_it_is_set_up_the_house_is_open_and_the_last_factor_stays(strict):
    sign_in(strict, "clerk")
    set_up_app(strict)
    assert is_inside(strict)

    answer = strict.post("/akun/faktor-kedua/aplikasi/lepas/")

    assert "Faktor kedua wajib" in text(answer)
    assert Authenticator.objects.filter(user=account("clerk"), type="totp").exists()


def test_a_party_takes_the_app_off_again_and_its_codes_with_it(site):
    sign_in(site, "ngo")
    set_up_app(site)

    site.post("/akun/faktor-kedua/aplikasi/lepas/")

    assert not Authenticator.objects.filter(user=account("ngo")).exists()


def test_the_engine_room_has_no_door_of_its_own(strict):
    answer = strict.get("/admin/login/?next=/admin/")

    assert answer["Location"].startswith("/masuk/?next=")
    strict.post("/admin/login/", {"username": "admin@demo.test", "password": PASSWORD})
    assert strict.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        *("/akun/faktor-kedua/aplikasi/", "/akun/faktor-kedua/kunci-sandi/"),
        "/akun/faktor-kedua/pemulihan/baru/",
    ],
)
def test_who_found_an_open_screen_changes_no_lock_without_the_password(site, address):
    sign_in(site, "ngo")

    led = site.get(address)
    wrong = site.post(led["Location"], {"password": "salah"})

    assert led["Location"] == f"/akun/pastikan/?next={quote(address, safe='')}"
    assert "Kata sandi tidak cocok" in text(wrong)
    assert site.get(address).status_code == 302


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org/", "/\\example.org"]
)
def test_nobody_is_led_to_another_house_on_the_way(site, elsewhere):
    sign_in(site, "ngo")

    answer = site.post("/akun/pastikan/", {"password": PASSWORD, "next": elsewhere})

    assert answer["Location"] == "/meja/"


# --- Sessions -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "minutes", "stays"),
    [
        *(("clerk", 29, True), ("clerk", 30, False), ("admin", 30, False)),
        *(("chair", 30, False), ("substitute", 30, False)),
        *(("ngo", 11 * 60, True), ("ngo", 12 * 60, False), ("agency", 12 * 60, False)),
    ],
)
def test_an_unused_session_ends_sooner_for_those_who_keep_the_record(site, who, minutes, stays):
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(site, who)
        site.get("/meja/")
        clock.shift(timedelta(minutes=minutes))

        assert is_inside(site) is stays
        if not stays:
            assert "Sesi Anda telah berakhir" in text(site.get("/masuk/"))


@pytest.mark.parametrize(("who", "hours", "step"), [("clerk", 12, 0.4), ("ngo", 14 * 24, 11)])
def test_a_session_ends_at_last_however_busy_it_was(site, who, hours, step):
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(site, who)
        began = site.session[BEGAN]
        while (datetime.now(UTC).timestamp() - began) / 3600 + step < hours:
            clock.shift(timedelta(hours=step))
            assert is_inside(site)
        clock.shift(timedelta(hours=step))

        assert not is_inside(site)


def test_signing_in_gives_a_new_id_to_whoever_had_one_before(site):
    site.get("/undangan/0/")
    session = site.session
    session["planted"] = "by somebody"
    session.save()
    site.cookies["sessionid"] = session.session_key

    sign_in(site, "ngo")

    assert site.cookies["sessionid"].value != session.session_key


def test_an_ended_session_is_ended_on_the_side_of_the_house(site):
    sign_in(site, "ngo")
    stolen = site.cookies["sessionid"].value
    site.post("/keluar/")
    thief = Client()
    thief.cookies["sessionid"] = stolen

    assert not is_inside(thief)


def test_one_sees_where_one_is_signed_in_and_ends_one_of_them(site):
    elsewhere = Client(headers={"user-agent": "Mozilla/5.0 (Android) Firefox/140.0"})
    sign_in(elsewhere, "ngo")
    sign_in(site, "ngo")
    page = site.get("/akun/sesi/")
    assert "Firefox, Android" in text(page)

    (pk,) = tree(page).xpath("//input[@name='session']/@value")
    site.post("/akun/sesi/", {"session": pk})

    assert is_inside(site)
    assert not is_inside(elsewhere)


def test_all_other_sessions_end_at_once_and_this_one_goes_on(site):
    others = [Client(), Client()]
    for other in others:
        sign_in(other, "ngo")
    stranger = Client()
    sign_in(stranger, "agency")
    sign_in(site, "ngo")

    site.post("/akun/sesi/akhiri-lainnya/")

    assert is_inside(site)
    assert "Sesi 1" in text(site.get("/akun/sesi/"))
    assert not any(is_inside(other) for other in others)
    assert is_inside(stranger)


@pytest.mark.parametrize("pk", ["999999", "x", ""])
def test_a_session_that_is_not_ones_own_does_not_exist(site, pk):
    sign_in(site, "ngo")

    assert site.post("/akun/sesi/", {"session": pk}).status_code == 404


def test_nobody_ends_the_session_of_another(site):
    victim = Client()
    sign_in(victim, "agency")
    theirs = account("agency").usersession_set.get().pk
    sign_in(site, "ngo")

    assert site.post("/akun/sesi/", {"session": theirs}).status_code == 404
    assert is_inside(victim)


@pytest.mark.parametrize(
    "address",
    [
        *("/akun/", "/akun/sesi/", "/akun/surel/", "/akun/kata-sandi/", "/akun/lembaga/"),
        *("/akun/faktor-kedua/", "/akun/faktor-kedua/aplikasi/", "/akun/organisasi/yakin/"),
        *("/akun/faktor-kedua/pemulihan/", "/akun/faktor-kedua/pemulihan/unduh/"),
    ],
)
def test_who_is_not_signed_in_is_led_to_the_door(site, address):
    answer = site.get(address)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/masuk/")
