"""News for programs: in the outbox with the act, signed, tried again, given up."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from cases.adapters import calling
from cases.domain import webhooks as rules
from cases.domain.notices import Event, NoticeKind, Side
from cases.domain.publication import Visibility
from cases.domain.webhooks import ATTEMPTS, DeliveryState
from cases.models import (
    Dispute,
    Job,
    JournalEntry,
    Webhook,
    WebhookAttempt,
    WebhookDelivery,
    WebhookTold,
)
from cases.services import jobs, notices, publication, transcripts, webhooks
from cases.tasks import jobs as door
from tests.hearing_room import NOW, open_room
from tests.listener import listening, says
from tests.people import TODAY, people_of
from tests.public_record import WHO, exchange, freeze, judge
from tests.standing import standing

pytestmark = pytest.mark.django_db
PUBLIC = ["dispute.published", "dispute.changed", "hearing.changed", "transcript.published"]


built, room = standing(open_room)


@pytest.fixture
def local(monkeypatch):
    """The seam: this once, the loopback counts as outside."""
    gate = calling.Gate(admits=lambda ip: ip == "127.0.0.1")
    monkeypatch.setattr(calling, "GATE", gate)


@pytest.fixture
def people(room):
    return people_of(room)


def hook(user, *kinds, address="https://luar.example/kabar", **more):
    made, secret = webhooks.make(
        user, address=address, kinds=kinds or rules.KINDS, now=NOW, **more
    )
    return made, secret


def at(port, user, *kinds):
    made, secret = hook(user, *kinds)
    Webhook.objects.filter(pk=made.pk).update(address=f"http://127.0.0.1:{port}/kabar")
    return made, secret


def at_revoked(people):
    """A message to an address that was revoked since."""
    made, _secret = hook(people.darma)
    sent = webhooks.try_out(made, now=NOW)
    webhooks.revoke(made, now=NOW)
    return sent


def signature(secret, headers, body):
    """What stands in the header of a message, made by hand."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    made = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return f"v1,{made}"


def kinds_of(made):
    return [one.kind for one in made.deliveries.order_by("pk")]


def work(*, now=None):
    """Do what is on order for programs, as a worker does."""
    for job in Job.objects.filter(kind="deliver_webhook", state="waiting").order_by("pk"):
        claimed = jobs.claim(job.pk, now=now or timezone.now())
        if claimed:
            door.perform(claimed)


class TestWhatIsTold:
    def test_what_becomes_public_is_told_once(self, room, people):
        made, _secret = hook(people.stranger, *PUBLIC)
        publication.release_all(room.disputes, **WHO)
        publication.shelve(room.dispute, now=NOW)

        assert kinds_of(made).count("dispute.published") == len(room.disputes)
        assert len({one.event for one in made.deliveries.all()}) == made.deliveries.count()
        asked, _answered = exchange(room)
        judge(asked)
        transcripts.publish(freeze(room), **WHO)
        assert "transcript.published" in kinds_of(made)

    def test_nothing_is_told_of_what_is_not_public(self, room, people):
        Dispute.objects.update(visibility=Visibility.INTERNAL)
        made, _secret = hook(people.stranger)
        publication.shelve(room.dispute, now=NOW)
        judge(exchange(room)[0])

        assert kinds_of(made) == []

    def test_a_message_holds_codes_and_no_words(self, room, people):
        made, _secret = hook(people.stranger, "dispute.published")
        publication.release(room.dispute, **WHO)

        told = made.deliveries.first().payload
        assert told == {
            "dispute": room.dispute.code,
            "api": f"/api/v1/disputes/{room.dispute.code}/",
        }

    def test_own_news_go_to_who_stands_in_the_dispute(self, room, people):
        mine, _secret = hook(people.lestari, "own.letter")
        other, _secret = hook(people.stranger, "own.letter")
        against, _secret = hook(people.darma, "own.letter")
        for _time in range(2):
            notices.tell_party(
                room.dispute, Side.APPLICANT, NoticeKind.LETTER, event=Event("surat:1", TODAY),
                payload={}, now=NOW,
            )  # fmt: skip

        assert kinds_of(mine) == ["own.letter"]
        assert kinds_of(other) == kinds_of(against) == []

    def test_an_address_of_an_organisation_hears_of_its_disputes_alone(self, room, people):
        mine, _secret = hook(people.lestari, "own.letter", organisation=room.applicant)
        notices.tell_party(
            room.dispute, Side.RESPONDENT, NoticeKind.LETTER, event=Event("surat:2", TODAY),
            payload={}, now=NOW,
        )  # fmt: skip

        assert kinds_of(mine) == []

    def test_who_wants_a_kind_hears_no_other(self, room, people):
        made, _secret = hook(people.lestari, "own.letter")
        publication.release_all(room.disputes, **WHO)

        assert kinds_of(made) == []


@pytest.mark.usefixtures("local")
class TestTheWay:
    def test_it_is_signed_and_dated(self, room, people):
        with listening(says(204)) as (port, heard):
            made, secret = at(port, people.stranger, "dispute.published")
            publication.release(room.dispute, **WHO)
            work()

        _path, headers, body = heard[0]
        assert headers["webhook-signature"] == signature(secret, headers, body)
        assert json.loads(body)["type"] == "dispute.published"
        delivery = made.deliveries.order_by("pk").first()
        assert (delivery.state, delivery.code) == (DeliveryState.SENT, headers["webhook-id"])
        assert [one.status for one in delivery.attempts.all()] == [204]

    def test_what_is_not_taken_is_tried_later_and_later_and_then_given_up(self, people):
        with listening(says(503)) as (port, heard):
            made, _secret = at(port, people.stranger)
            webhooks.try_out(made, now=NOW)
            now, waits = timezone.now(), []
            for _time in range(ATTEMPTS + 2):
                work(now=now)
                later = Job.objects.get(kind="deliver_webhook").wait_until
                if later:
                    waits.append(later)
                now = (later or now) + timedelta(days=1)

        delivery = made.deliveries.get()
        assert len(heard) == delivery.attempts.count() == ATTEMPTS
        assert len({headers["webhook-id"] for _path, headers, _body in heard}) == 1
        assert len({body for _path, _headers, body in heard}) == 1
        assert delivery.state == DeliveryState.FAILED
        gaps = [later - sooner for sooner, later in pairwise(waits)]
        assert gaps == sorted(gaps)
        assert JournalEntry.objects.filter(act="webhook_given_up").count() == 1

    def test_an_address_inside_is_given_up_at_once(self, people):
        made, _secret = hook(people.stranger)
        Webhook.objects.filter(pk=made.pk).update(address="https://10.0.0.1/kabar")
        webhooks.try_out(made, now=NOW)
        work()

        delivery = made.deliveries.get()
        assert delivery.state == DeliveryState.FAILED
        assert delivery.attempts.get().status is None

    def test_nothing_is_sent_where_it_was_revoked_or_sealed_since(self, room, people):
        with listening(says(200)) as (port, heard):
            one, _secret = at(port, people.stranger, "dispute.published")
            two, _secret = at(port, people.wibowo, "dispute.published")
            publication.release(room.dispute, **WHO)
            webhooks.revoke(one, now=NOW)
            for dispute in room.disputes:
                publication.seal(dispute, **WHO)
            work()

        assert heard == []
        for made in (one, two):
            assert {row.state for row in made.deliveries.all()} == {DeliveryState.CANCELLED}

    def test_who_left_the_house_hears_nothing_of_its_disputes(self, room, people):
        with listening(says(200)) as (port, heard):
            made, _secret = at(port, people.lestari, "own.letter")
            notices.tell_party(
                room.dispute, Side.APPLICANT, NoticeKind.LETTER, event=Event("s:1", TODAY),
                payload={}, now=NOW,
            )  # fmt: skip
            people.lestari.memberships.update(ends_on=TODAY)
            work()

        assert heard == []
        assert made.deliveries.get().state == DeliveryState.CANCELLED

    def test_a_message_to_try_it_out(self, people):
        with listening(says(200)) as (port, heard):
            made, _secret = at(port, people.lestari, "own.letter")
            webhooks.try_out(made, now=NOW)
            work()

        assert json.loads(heard[0][2])["type"] == "test"

    def test_a_new_secret_signs_at_once_and_the_old_one_for_a_day_more(self, people):
        with listening(says(204)) as (port, heard):
            made, old = at(port, people.stranger)
            _hook, new = webhooks.rotate(made, now=timezone.now())
            webhooks.try_out(made, now=NOW)
            work()
            Webhook.objects.update(old_until=timezone.now())
            webhooks.try_out(made, now=NOW + timedelta(hours=1))
            work()

        assert webhooks.rotate(made, now=NOW)[0].old_until == NOW + timedelta(hours=24)
        assert new != old
        told = [headers["webhook-signature"].split() for _path, headers, _body in heard]
        sent = [(headers, body) for _path, headers, body in heard]
        assert told[0] == [signature(new, *sent[0]), signature(old, *sent[0])]
        assert told[1] == [signature(new, *sent[1])]

    def test_a_message_goes_once_more_under_the_same_name(self, people):
        with listening(says(503)) as (port, heard):
            made, _secret = at(port, people.stranger)
            first = webhooks.try_out(made, now=NOW)
            Job.objects.update(attempts=ATTEMPTS - 1)
            work()
        with pytest.raises(rules.WebhookRevoked):
            webhooks.redeliver(at_revoked(people), now=NOW)
        with listening(says(204)) as (port, taken):
            Webhook.objects.filter(pk=made.pk).update(address=f"http://127.0.0.1:{port}/kabar")
            for _time in range(2):
                webhooks.redeliver(first, now=NOW)
                with pytest.raises(rules.StillWaiting):
                    webhooks.redeliver(first, now=NOW)
                assert webhooks.settle() == 0  # the order that was given up is not this one
                work()

        assert {headers["webhook-id"] for _p, headers, _b in [*heard, *taken]} == {first.code}
        assert len(taken) == 2
        first.refresh_from_db()
        assert first.state == DeliveryState.SENT
        tries = first.attempts.order_by("no").values_list("no", "status")
        assert list(tries) == [(ATTEMPTS, 503), (ATTEMPTS + 1, 204), (ATTEMPTS + 2, 204)]


class TestForgetting:
    @pytest.fixture
    def sent(self, people):
        made, _secret = hook(people.stranger)
        found = webhooks.try_out(made, now=NOW)
        WebhookAttempt.objects.create(delivery=found, no=1, at=NOW, error="tidak menjawab")
        return found

    def test_what_is_over_goes_after_ninety_days_with_its_tries(self, sent):
        made = sent.webhook
        WebhookDelivery.objects.update(state=DeliveryState.FAILED)
        assert webhooks.forget(now=NOW + timedelta(days=90)) == 0
        later = webhooks.try_out(made, now=NOW + timedelta(days=1))

        assert webhooks.forget(now=NOW + timedelta(days=90, seconds=1)) == 1

        assert list(made.deliveries.all()) == [later]
        assert not WebhookAttempt.objects.exists()
        entry = JournalEntry.objects.get(act="webhook_deliveries_forgotten")
        assert entry.payload == {"count": 1, "days": 90}

    def test_what_was_told_once_is_not_told_again_when_its_message_is_gone(self, room, people):
        made, _secret = hook(people.lestari)
        told = {"sides": [Side.APPLICANT], "event": Event("surat:1", TODAY)}
        webhooks.tell_own(NoticeKind.LETTER, [room.dispute], **told, now=NOW)
        assert made.deliveries.count() == 1
        WebhookDelivery.objects.update(state=DeliveryState.CANCELLED)
        later = NOW + timedelta(days=91)
        webhooks.forget(now=later)

        webhooks.tell_own(NoticeKind.LETTER, [room.dispute], **told, now=later)

        assert made.deliveries.count() == 0
        kept = WebhookTold.objects.get()
        assert room.dispute.code not in str(kept.__dict__)
        with pytest.raises(DatabaseError), transaction.atomic():
            kept.delete()

    def test_what_still_waits_stays(self, sent):
        assert webhooks.forget(now=NOW + timedelta(days=900)) == 0
        assert sent.attempts.count() == 1

    def test_a_try_stays_as_long_as_its_message(self, sent):
        for act in (sent.attempts.all().delete, lambda: sent.attempts.update(error="")):
            with pytest.raises(DatabaseError), transaction.atomic():
                act()


@pytest.mark.usefixtures("local")
class TestAddresses:
    @pytest.mark.parametrize("address", [
        "http://luar.example/", "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.1/",
    ])  # fmt: skip
    def test_what_leads_inside_is_refused_when_it_is_registered(self, people, address):
        with pytest.raises(rules.AddressRefused):
            hook(people.lestari, address=address)

    def test_the_secret_stands_nowhere(self, people):
        made, secret = hook(people.lestari)

        told = [str(row) for row in Webhook.objects.values()]
        told += [str(row) for row in JournalEntry.objects.values()]
        assert secret.startswith("whsec_")
        assert not any(secret.removeprefix("whsec_") in one for one in told)
        assert webhooks.secret_of(made) == secret

    def test_there_are_so_many_and_no_more(self, people):
        for no in range(rules.MOST):
            hook(people.lestari, address=f"https://luar.example/{no}")
        with pytest.raises(rules.TooManyWebhooks):
            hook(people.lestari)

    def test_tries_are_only_added(self, people):
        with listening(says(200)) as (port, _heard):
            made, _secret = at(port, people.lestari)
            webhooks.try_out(made, now=NOW)
            work()

        with pytest.raises(DatabaseError), transaction.atomic():
            WebhookAttempt.objects.update(status=500)
        assert WebhookDelivery.objects.get().attempts.get().status == 200
