"""Addresses of programs by the API: the same as on the page, within a scope of their own."""

from __future__ import annotations

import pytest

from cases.api.acting.webhooks import EXAMPLE
from cases.domain.tokens import Scope
from cases.models import JournalEntry, KeyedCall, User, Webhook, WebhookDelivery
from cases.services import webhooks
from tests.programs import Program

WANTED = {"address": "https://luar.example/kabar", "kinds": ["dispute.changed"]}


@pytest.fixture
def ngo(site):
    return Program(site, User.objects.get(email="ngo@demo.test"))


@pytest.fixture
def hook(ngo):
    made = ngo.post("webhooks/", WANTED)
    assert made.status_code == 201, made.content
    return made["Location"].removeprefix("/api/v1/")


def test_an_address_is_registered_read_and_revoked(ngo):
    made = ngo.post("webhooks/", EXAMPLE)

    assert made.status_code == 201, made.content
    told = made.json()
    secret = told.pop("secret")
    assert secret == webhooks.secret_of(Webhook.objects.get(code=told["code"]))
    assert (told["kinds"], told["organisation"]) == (EXAMPLE["kinds"], "yakin")
    assert ngo.get("webhooks/").json() == {"results": [told]}
    assert ngo.get(f"webhooks/{told['code']}/").json() == told
    assert ngo.delete(f"webhooks/{told['code']}/").status_code == 204
    assert ngo.get("webhooks/").json() == {"results": []}
    assert ngo.get(f"webhooks/{told['code']}/").status_code == 404
    acts = JournalEntry.objects.filter(act__startswith="webhook_")
    assert [one.payload["by_token"] for one in acts] == [ngo.token.prefix] * 2


def test_a_repeated_call_hears_the_secret_again_and_no_row_keeps_it(ngo):
    first = ngo.post("webhooks/", WANTED, Idempotency_Key="sekali")
    again = ngo.post("webhooks/", WANTED, Idempotency_Key="sekali")

    assert again["Idempotent-Replayed"] == "true"
    assert again.json() == first.json()
    assert Webhook.objects.count() == 1
    assert "whsec_" in first.json()["secret"]
    assert not [
        row for row in KeyedCall.objects.values_list("body", flat=True) if "whsec" in row
    ]


def test_another_secret_is_drawn_and_the_old_one_told_its_end(ngo, hook):
    before = webhooks.secret_of(Webhook.objects.get())

    told = ngo.post(f"{hook}secret/")

    assert told.status_code == 201
    assert told.json()["secret"] == webhooks.secret_of(Webhook.objects.get()) != before
    assert ngo.get(hook).json()["old_secret_until"] == told.json()["old_secret_until"]


def test_messages_are_read_page_by_page_and_sent_again(ngo, hook):
    for _time in range(51):
        ngo.post(f"{hook}deliveries/")
    page = ngo.get(f"{hook}deliveries/").json()
    rest = ngo.get(f"{hook}deliveries/", after=page["next"]).json()

    assert (len(page["results"]), len(rest["results"]), rest["next"]) == (50, 1, None)
    code = rest["results"][0]["code"]
    refused = ngo.post(f"{hook}deliveries/{code}/again/")
    assert (refused.status_code, refused.json()["code"]) == (409, "webhook_still_waiting")
    WebhookDelivery.objects.filter(code=code).update(state="failed")
    failed = ngo.get(f"{hook}deliveries/", state="failed").json()["results"]
    assert [one["code"] for one in failed] == [code]
    assert ngo.post(f"{hook}deliveries/{code}/again/").json()["state"] == "waiting"
    assert ngo.get(f"{hook}deliveries/", after="tidakada").json()["results"] == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        pytest.param(WANTED | {"kinds": []}, "kinds", id="no news"),
        pytest.param(
            WANTED | {"kinds": ["own.secrets"]}, "kinds.0", id="news that there are not"
        ),
        pytest.param(WANTED | {"secret": "x"}, "secret", id="a secret of one's own"),
    ],
)
def test_what_is_wrong_is_said_by_its_field(ngo, body, field):
    told = ngo.post("webhooks/", body)

    assert (told.status_code, list(told.json()["errors"])) == (400, [field])


def test_an_address_inside_is_refused(ngo):
    told = ngo.post("webhooks/", WANTED | {"address": "https://10.0.0.1/"})

    assert (told.status_code, told.json()["code"]) == (409, "webhook_address_refused")


def test_only_a_token_for_it_reads_addresses_and_only_ones_own(site, ngo, hook):
    reader = Program(site, User.objects.get(email="ngo@demo.test"), Scope.READ, Scope.FILING)
    other = Program(site, User.objects.get(email="ngo2@demo.test"))
    ngo.post(f"{hook}deliveries/")
    sent = WebhookDelivery.objects.get().code

    assert reader.get("webhooks/").json()["code"] == "insufficient_scope"
    assert reader.post("webhooks/", WANTED).status_code == 403
    assert other.get("webhooks/").json() == {"results": []}
    theirs = WANTED | {"organisation": "yakin"}
    assert other.post("webhooks/", theirs).status_code == 404
    for address in (hook, f"{hook}deliveries/"):
        assert other.get(address).status_code == 404
    assert other.delete(hook).status_code == 404
    for address in ("secret/", "deliveries/", f"deliveries/{sent}/again/"):
        assert other.post(f"{hook}{address}").status_code == 404
    assert Webhook.objects.get().revoked_at is None
