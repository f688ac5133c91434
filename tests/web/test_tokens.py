"""Keys of programs and their addresses: shown once, and nobody else's."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.domain.accounts import Role
from cases.domain.tokens import Scope
from cases.models import ApiToken, JournalEntry, Webhook
from cases.services import accounts, tokens, webhooks
from tests.hearing_room import NOW, RECORDER, open_room
from tests.people import people_of
from tests.standing import standing
from tests.web.pages import text, tree

pytestmark = pytest.mark.django_db
PAGE, HOOKS = "/akun/token/", "/akun/webhook/"
ASKED = {"label": "skrip", "scopes": ["read", "filing"], "days": "30"}
WANTED = {"address": "https://luar.example/kabar", "kinds": ["dispute.published"]}
WRITTEN = re.compile(r"sidang_[0-9a-f]{8}_[A-Za-z0-9_-]{43}")
PASSWORD = "rahasia-sekali"


def _people():
    return people_of(open_room())


built, people = standing(_people)


@pytest.fixture
def mine(client, people):
    client.post("/masuk/", {"username": people.lestari.email, "password": PASSWORD})
    return client


def confirmed(client, address, told):
    """Press a button that asks for the password again, and give it."""
    asked = client.post(address, told)
    assert asked["Location"].startswith("/akun/pastikan/")
    return client.post(asked["Location"], {"password": PASSWORD, "next": address})


def make(user, **more):
    told = {"label": "x", "scopes": [Scope.READ], "days": 7, "now": timezone.now()} | more
    return tokens.make(user, **told)


@pytest.mark.parametrize("address", [PAGE, HOOKS])
def test_every_label_belongs_to_a_field(mine, address):
    page = tree(mine.get(address))

    told = set(page.xpath("//label/@for"))
    assert told
    assert told <= set(page.xpath("//input/@id | //select/@id | //textarea/@id"))


class TestTokens:
    def test_a_token_is_shown_once_and_opens_the_api(self, mine):
        made = confirmed(mine, PAGE, ASKED)

        (written,) = WRITTEN.findall(text(made))
        assert "no-store" in made["Cache-Control"]
        assert not WRITTEN.findall(text(mine.get(PAGE)))
        me = mine.get("/api/v1/me/", headers={"Authorization": f"Bearer {written}"}).json()
        assert me["scopes"] == ["filing", "read"]
        entry = JournalEntry.objects.get(act="api_token_made")
        assert written not in str(JournalEntry.objects.values().get(pk=entry.pk))
        assert written.split("_", 2)[2] not in str(ApiToken.objects.values().get())

    def test_nothing_is_made_without_the_password(self, mine):
        led = mine.post(PAGE, ASKED)
        wrong = mine.post(led["Location"], {"password": "salah", "next": PAGE})

        assert "tidak cocok" in text(wrong)
        assert not ApiToken.objects.exists()

    def test_it_is_revoked_by_its_person_alone(self, mine, people):
        token, written = make(people.lestari)
        other, _written = make(people.stranger)

        assert mine.post(f"{PAGE}{other.prefix}/cabut/").status_code == 404
        mine.post(f"{PAGE}{token.prefix}/cabut/")
        header = {"Authorization": f"Token {written}"}
        assert mine.get("/api/v1/me/", headers=header).status_code == 401
        assert JournalEntry.objects.filter(act="api_token_revoked").count() == 1
        assert token.prefix not in text(mine.get(PAGE))

    def test_a_new_password_revokes_every_token_and_touches_nobody_elses(self, mine, people):
        _own, written = make(people.lestari)
        _other, foreign = make(people.darma)
        new = "kata-sandi-yang-baru"

        mine.post(
            "/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
        )

        for told, status in ((written, 401), (foreign, 200)):
            headers = {"Authorization": f"Bearer {told}"}
            assert mine.get("/api/v1/me/", headers=headers).status_code == status
        assert JournalEntry.objects.filter(act="api_token_revoked").count() == 1

    def test_a_password_that_was_refused_revokes_nothing(self, mine, people):
        _token, written = make(people.lestari)

        mine.post("/akun/kata-sandi/", {"oldpassword": "salah", "password1": "x"})

        headers = {"Authorization": f"Bearer {written}"}
        assert mine.get("/api/v1/me/", headers=headers).status_code == 200

    def test_what_is_not_chosen_is_asked_for(self, mine):
        assert "tidak boleh kosong" in text(confirmed(mine, PAGE, {"label": "x", "days": "30"}))
        assert not ApiToken.objects.exists()

    def test_its_last_use_is_noted_and_shown(self, mine, people):
        _token, written = make(people.lestari)
        assert "Belum pernah dipakai" in text(mine.get(PAGE))
        mine.get("/api/v1/me/", headers={"Authorization": f"Bearer {written}"})

        assert "Terakhir dipakai" in text(mine.get(PAGE))

    def test_a_clerk_needs_a_second_factor_as_at_the_door(self, client, people, settings):
        settings.REQUIRE_SECOND_FACTOR = True
        _token, written = make(people.ratna)

        told = client.get("/api/v1/me/", headers={"Authorization": f"Bearer {written}"})
        assert (told.status_code, told.json()["code"]) == (403, "second_factor_needed")

    def test_a_token_never_has_more_than_its_person(self, client, people):
        room_clerk = make(people.ratna, scopes=list(Scope))[1]
        header = {"Authorization": f"Bearer {room_clerk}"}
        code = client.get("/api/v1/my-disputes/", headers=header).json()["results"][0]["code"]
        address = f"/api/v1/registry/disputes/{code}/statements/"

        assert client.get(address, headers=header).status_code == 200
        people.ratna.memberships.update(ends_on=NOW.date())
        assert client.get(address, headers=header).status_code == 404
        assert not client.get("/api/v1/my-disputes/", headers=header).json()["results"]


class TestWebhooks:
    def test_an_address_is_registered_and_its_secret_shown_once(self, mine, people):
        made = confirmed(mine, HOOKS, WANTED)

        hook = Webhook.objects.get(user=people.lestari)
        assert webhooks.secret_of(hook) in text(made)
        assert webhooks.secret_of(hook) not in text(mine.get(HOOKS))
        assert hook.kinds == ["dispute.published"]

    def test_an_address_inside_is_refused_in_words(self, mine):
        told = confirmed(mine, HOOKS, WANTED | {"address": "https://127.0.0.1/"})

        assert "jaringan" in text(told)
        assert not Webhook.objects.exists()

    def test_it_is_tried_out_and_its_log_is_read(self, mine):
        confirmed(mine, HOOKS, WANTED)
        hook = Webhook.objects.get()
        mine.post(f"{HOOKS}{hook.code}/coba/")

        assert "pesan percobaan" in text(mine.get(f"{HOOKS}{hook.code}/"))

    def test_another_secret_is_drawn_and_shown_once(self, mine):
        confirmed(mine, HOOKS, WANTED)
        hook = Webhook.objects.get()
        before = webhooks.secret_of(hook)

        told = text(mine.post(f"{HOOKS}{hook.code}/"))

        now = webhooks.secret_of(Webhook.objects.get())
        assert now != before
        assert now in told
        assert now not in text(mine.get(f"{HOOKS}{hook.code}/"))
        assert before not in told

    def test_a_message_is_sent_once_more(self, mine):
        confirmed(mine, HOOKS, WANTED)
        hook = Webhook.objects.get()
        sent = webhooks.try_out(hook, now=NOW)
        again = f"{HOOKS}{hook.code}/pesan/{sent.code}/lagi/"
        assert "masih dalam perjalanan" in text(mine.post(again, follow=True))
        hook.deliveries.update(state="failed")

        assert "Pesan dikirim lagi" in text(mine.post(again, follow=True))
        assert hook.deliveries.get().state == "waiting"

    def test_somebody_elses_is_not_there(self, mine, people):
        hook, _secret = webhooks.make(
            people.stranger, address=WANTED["address"], kinds=WANTED["kinds"], now=NOW
        )

        assert mine.get(f"{HOOKS}{hook.code}/").status_code == 404
        for act in ("coba", "cabut"):
            assert mine.post(f"{HOOKS}{hook.code}/{act}/").status_code == 404
        sent = webhooks.try_out(hook, now=NOW)
        again = f"{HOOKS}{hook.code}/pesan/{sent.code}/lagi/"
        assert mine.post(again).status_code == 404
        assert confirmed(mine, f"{HOOKS}{hook.code}/", {}).status_code == 404
        assert hook.address not in text(mine.get(HOOKS))

    def test_it_is_revoked(self, mine):
        confirmed(mine, HOOKS, WANTED)
        hook = Webhook.objects.get()
        mine.post(f"{HOOKS}{hook.code}/cabut/")

        assert mine.get(f"{HOOKS}{hook.code}/").status_code == 404


@pytest.mark.parametrize("page", [PAGE, HOOKS])
def test_nobody_is_let_in_who_is_not_signed_in(client, page):
    assert client.get(page)["Location"].startswith("/masuk/")


def test_these_pages_take_the_same_queries_for_more_rows(mine, people):
    def rows(count):
        for no in range(count):
            make(people.lestari)
            webhooks.make(
                people.lestari, address=f"https://luar.example/{no}", kinds=["own.letter"],
                now=NOW,
            )  # fmt: skip
        hook = Webhook.objects.order_by("pk").first()
        for _time in range(count):
            webhooks.try_out(hook, now=timezone.now())
        return hook

    def asked(address):
        with CaptureQueriesContext(connection) as caught:
            assert mine.get(address).status_code == 200
        return len(caught)

    log = f"{HOOKS}{rows(1).code}/"
    few = [asked(address) for address in (PAGE, HOOKS, log)]
    rows(3)
    assert [asked(address) for address in (PAGE, HOOKS, log)] == few
    assert max(few) <= 12


def test_an_account_of_another_house_stays_out(client, people):
    user = accounts.open_account(
        "baru@uji.test", name="Baru", password=PASSWORD, actor=RECORDER, now=NOW
    )
    assert user.memberships.count() == 0
    _token, written = make(user, scopes=list(Scope))
    header = {"Authorization": f"Bearer {written}"}

    assert client.get("/api/v1/my-disputes/", headers=header).json()["results"] == []
    assert Role.OWNER not in str(client.get("/api/v1/me/", headers=header).json())
