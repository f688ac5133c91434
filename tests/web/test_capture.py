"""Who may record a hearing, what devices are told, and that nothing of it is public."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.domain.accounts import Role
from cases.domain.capture import EntryKind
from cases.models import CaptureEntry, Hearing, PanelOrder
from cases.services import publication
from tests.hearing_room import RECORDER
from tests.keyed import NOW, record
from tests.people import account
from tests.web.pages import tree
from tests.web.visitor import Walk

pytestmark = pytest.mark.django_db
SECRET = "KENARIDRAF"
PLACES = ("", "catatan/", "pekerja.js")


@pytest.fixture
def room():
    return record()


def at(recording, place="") -> str:
    return f"/sidang/{recording.hearing.code}/rekam/{place}"


@pytest.fixture
def clerk(client, room):
    client.force_login(room.first.user)
    return client


def entry(n, text="Sidang dibuka.", **more):
    payload = {"key": "d", "speaker": "", "text": text}
    return {"n": n, "kind": "turn", "payload": payload, "made_at": NOW.isoformat(), **more}


def send(client, room, *entries, device="a1", **more):
    body = {"device": device, "entries": list(entries), **more}
    return client.post(at(room, "catatan/"), json.dumps(body), content_type="application/json")


class TestWho:
    @pytest.mark.parametrize("place", PLACES)
    def test_the_registry_of_the_commission_is_let_in(self, client, room, place):
        for device in (room.first, room.second):
            client.force_login(device.user)
            assert client.get(at(room, place)).status_code == 200

    @pytest.mark.parametrize("place", PLACES)
    @pytest.mark.parametrize(
        ("house", "role"),
        [
            ("applicant", Role.OWNER),
            ("respondent", Role.AGENCY),
            ("commission", Role.COMMISSIONER),
            ("other", Role.REGISTRAR),
        ],
    )
    def test_for_anybody_else_it_is_not_there(self, client, room, house, role, place):
        other = record(name="jabar").room
        place_of = other.commission if house == "other" else getattr(room.room, house)
        client.force_login(account("asing", place_of, role))

        assert client.get(at(room, place)).status_code == 404

    def test_a_visitor_is_led_to_the_door_and_a_device_is_told(self, client, room):
        assert client.get(at(room)).status_code == 302
        answer = client.get(at(room, "catatan/"))
        assert (answer.status_code, answer.json()) == (401, {"code": "signed_out"})

    @pytest.mark.parametrize("kind", ["mediasi", "kaukus", "musyawarah_majelis"])
    def test_mediation_and_deliberation_have_no_room(self, client, kind):
        room = record(kind=kind)
        client.force_login(room.first.user)

        assert client.get(at(room)).status_code == 404
        assert send(client, room, entry(1)).status_code == 404

    @pytest.mark.parametrize("state", ["moved", "void"])
    def test_what_is_not_held_has_no_room(self, clerk, room, state):
        Hearing.objects.filter(pk=room.hearing.pk).update(state=state)

        assert clerk.get(at(room)).status_code == 404

    @pytest.mark.parametrize(
        ("state", "next_step"),
        [
            ("draft", "/kepaniteraan/sidang/{}/"),
            ("closed", "/sidang/{}/risalah/sahkan/"),
        ],
    )
    def test_before_its_release_and_after_its_end_a_room_leads_on(
        self, clerk, room, state, next_step
    ):
        Hearing.objects.filter(pk=room.hearing.pk).update(state=state)

        assert clerk.get(at(room))["Location"] == next_step.format(room.hearing.code)

    def test_one_that_is_over_takes_what_was_keyed_before(self, clerk, room):
        send(clerk, room, entry(1))
        Hearing.objects.filter(pk=room.hearing.pk).update(state="closed")

        assert send(clerk, room, entry(2, "Terlambat.")).json()["taken"] == 2


class TestDevices:
    def test_entries_are_acknowledged_once_and_again(self, clerk, room):
        first = send(clerk, room, entry(1), entry(2)).json()
        again = send(clerk, room, entry(1), entry(2), since=first["cursor"]).json()

        assert (first["taken"], again["taken"]) == (2, 2)
        assert len(first["turns"]) == 2
        assert again["turns"] == []
        assert CaptureEntry.objects.count() == 2

    def test_a_device_learns_how_far_the_house_is(self, clerk, room):
        send(clerk, room, entry(1), entry(3))

        told = clerk.get(at(room, "catatan/?since=0&device=a1")).json()

        assert (told["taken"], told["highest"]) == (1, 3)

    def test_one_device_sees_what_another_keyed(self, clerk, room):
        cursor = send(clerk, room, entry(1)).json()["cursor"]
        other = Client()
        other.force_login(room.second.user)
        send(other, room, entry(1, "Dari perangkat lain."), device="b1")

        told = clerk.get(at(room, f"catatan/?since={cursor}&device=a1")).json()

        assert [turn["text"] for turn in told["turns"]] == ["Dari perangkat lain."]
        assert told["taken"] == 1

    @pytest.mark.parametrize(
        "body",
        [
            "", "[]", "{}", '{"device": ""}', '{"device": "a:b"}',
            '{"device": "a", "entries": [{"n": 0}]}',
            '{"device": "a", "entries": [{"n": 1, "kind": "x", "payload": {}, "made_at": ""}]}',
            '{"device": "a", "sent_at": "kemarin"}',
        ],
    )  # fmt: skip
    def test_what_is_no_delivery_is_refused(self, clerk, room, body):
        answer = clerk.post(at(room, "catatan/"), body, content_type="application/json")

        assert answer.status_code == 400

    def test_the_clock_of_a_device_is_put_right(self, clerk, room):
        wrong = (timezone.now() - timedelta(hours=3)).isoformat()
        send(clerk, room, entry(1, made_at=wrong), sent_at=wrong)

        offset = CaptureEntry.objects.get().clock_offset_ms
        assert abs(offset - 3 * 60 * 60 * 1000) < 60_000

    def test_another_account_cannot_send_for_a_device(self, clerk, room):
        send(clerk, room, entry(1))
        clerk.force_login(room.second.user)

        answer = send(clerk, room, entry(2))

        assert (answer.status_code, answer.json()["code"]) == (409, "device_of_another")

    def test_the_worker_serves_its_own_room_and_no_other(self, clerk, room):
        answer = clerk.get(at(room, "pekerja.js"))
        text = answer.content.decode()

        assert answer["Content-Type"].startswith("text/javascript")
        assert f'"page": "{at(room)}"' in text
        assert f"rekam:{room.first.user.pk}:{room.hearing.code}" in text
        assert "no-store" in answer["Cache-Control"]

    def test_a_post_without_its_token_is_refused(self, room):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(room.first.user)

        assert send(strict, room, entry(1)).status_code == 403


class TestWithoutScripts:
    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ("", "kosong"),
            ("99d Halo", "Tidak ada penutur nomor 99"),
            ("1d", "Tuliskan kata-katanya"),
            ("1j7 Iya", "Tidak ada pertanyaan T7"),
            ("1jl1 Iya", "Tidak ada pertanyaan L1"),
            ("+p Bawa", "Belum ada giliran"),
            ("+k", "Tidak ada tanda"),
            ("?w", "Belum ada pertanyaan"),
            ("0a ,", "Tuliskan namanya"),
        ],
    )
    def test_what_says_nothing_is_refused_in_words(self, clerk, room, line, told):
        answer = clerk.post(at(room), {"baris": line}, follow=True)

        assert told in answer.content.decode()
        assert not CaptureEntry.objects.exists()

    def test_a_whole_exchange_is_keyed_line_by_line(self, clerk, room):
        for line in ("1t4 Pengadaan apa?", "4a Cloud.", "+a Memakai cloud", "+k",
                     "1p Bawa kontraknya.", "+p 18-3-2099 Membawa kontrak",
                     "1t4 Berapa?", "?w2 18-3-2099"):  # fmt: skip
            clerk.post(at(room), {"baris": line})

        kinds = CaptureEntry.objects.order_by("n").values_list("kind", flat=True)
        assert list(kinds) == ["turn", "turn", "mark", "confirmation", "turn", "mark", "turn",
                               "fate"]  # fmt: skip
        page = tree(clerk.get(at(room)))
        assert len(page.xpath("//li[@class='rt']")) == 4
        assert PanelOrder.objects.get().what == "Membawa kontrak"

    def test_the_hearing_is_opened_and_adjourned(self, clerk, room):
        clerk.post(at(room), {"tindakan": "open"})
        clerk.post(at(room), {"tindakan": "adjourn", "alasan": "kurang bukti"})

        hearing = Hearing.objects.get(pk=room.hearing.pk)
        assert (hearing.state, hearing.adjourn_reason) == ("adjourned", "kurang bukti")


def test_nothing_that_was_keyed_is_public(client, room):
    publication.release_all(room.room.disputes, actor=RECORDER, now=NOW)
    chair, counsel = room.who("Ketua"), room.who("Darma")
    first = room.first
    first.key(EntryKind.PHASE, act="open", after=timedelta())
    asked = first.say("t", f"Apa {SECRET}?", chair, to=counsel, section=SECRET)
    said = first.say("a", f"Ya {SECRET}.", counsel, replies_to=asked)
    first.key(EntryKind.CONFIRMATION, confirms=said)
    ruled = first.say("p", f"Bawa {SECRET}.", chair)
    first.key(EntryKind.MARK, turn=ruled, mark="order", what=SECRET, due_on="2099-03-18")
    first.key(EntryKind.FATE, question=asked, fate="deferred_writing", note=SECRET)
    promised = first.key(EntryKind.MARK, turn=said, mark="undertaking", what=SECRET)
    first.key(EntryKind.CONFIRMATION, confirms=promised)
    first.send()
    assert PanelOrder.objects.exists()

    walk = Walk(client)
    for address in ("/", "/jadwal.ics", "/pengakuan/", "/pertanyaan/", f"/perkara/?q={SECRET}",
                    f"/sidang/{room.hearing.code}/", f"/sidang/{room.hearing.code}/risalah/1/",
                    f"/b/{room.hearing.code}/1"):  # fmt: skip
        walk.go(address)

    leaks = {
        address
        for address, body in walk.bodies.items()
        if SECRET.lower() in body.lower() and f"q={SECRET}" not in address
    }
    assert leaks == set()
    assert list(publication.verify()) == []


@pytest.mark.parametrize("place", ["", "catatan/?since=0"])
def test_the_room_takes_no_more_queries_for_more_turns(clerk, room, place):
    def exchange():
        asked = room.first.say("t", "Apa?", room.who("Ketua"), to=room.who("Darma"))
        said = room.first.say("a", "Cloud.", room.who("Darma"), replies_to=asked)
        room.first.key(EntryKind.MARK, turn=said, mark="exhibit", exhibit="T-1")
        room.first.send()

    def count():
        with CaptureQueriesContext(connection) as caught:
            assert clerk.get(at(room, place)).status_code == 200
        return len(caught)

    exchange()
    few = count()
    for _again in range(4):
        exchange()

    assert count() == few
