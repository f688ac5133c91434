"""A program files for its person as the pages do: step by step, once, and nobody else's."""

from __future__ import annotations

import pytest
import time_machine
from django.db import OperationalError
from django.utils import timezone
from psycopg.errors import DiskFull
from rest_framework.throttling import SimpleRateThrottle

from cases.adapters import files
from cases.api.acting.base import KEY
from cases.api.acting.drafts import EXAMPLES
from cases.domain.tokens import Scope
from cases.models import ApiToken, Dispute, FilingDraft, JournalEntry, KeyedCall, User
from cases.services import drafts, journal
from tests.emptying import forget
from tests.programs import Program

STEPS = {
    **EXAMPLES,
    "public-body": {"public_body": "kementerian-dalam-negeri"},
    "documents": {},
}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2024-05-29T23:30:00+00:00", tick=False):
        yield


@pytest.fixture
def ngo(site):
    return Program(site, User.objects.get(email="ngo@demo.test"))


@pytest.fixture
def draft(ngo):
    house = ngo.get("me/").json()["houses"][0]["key"].removeprefix("organisation:")
    return ngo.post("drafts/", {"organisation": house})["Location"].removeprefix("/api/v1/")


def write_all(program, draft, **other):
    for name, answers in {**STEPS, **other}.items():
        told = program.put(f"{draft}{name}/", answers)
        assert told.status_code == 200, told.content


def test_a_dispute_is_filed_and_read_again(ngo, draft):
    before = Dispute.objects.count()
    write_all(ngo, draft)

    assert ngo.get(draft).json()["is_complete"]
    filed = ngo.post(f"{draft}filing/", {"confirmed": True})

    assert filed.status_code == 201, filed.content
    assert filed.json()["received_on"] == "2024-05-30"  # 06.30 in Jakarta
    assert Dispute.objects.count() == before + 1
    mine = ngo.get(filed["Location"].removeprefix("/api/v1/")).json()
    assert mine["stage"] == "dispute_filed"
    assert mine["history"]
    assert {one["role"] for one in mine["parties"]} == {"pemohon", "termohon"}
    codes = [one["code"] for one in ngo.get("my-disputes/").json()["results"]]
    assert filed.json()["dispute"] in codes


def test_the_journal_tells_by_which_token_it_was_filed(ngo, draft):
    write_all(ngo, draft)
    code = ngo.post(f"{draft}filing/", {"confirmed": True}).json()["dispute"]

    told = JournalEntry.objects.filter(dispute_code=code)
    token = ApiToken.objects.get(user__email="ngo@demo.test")
    assert {one.payload.get("by_token") for one in told} == {token.prefix}
    assert journal.verify() == ()


def test_what_a_page_wrote_is_read_and_the_other_way_round(ngo, draft, site):
    write_all(ngo, draft)
    code = draft.split("/")[1]
    site.force_login(User.objects.get(email="ngo@demo.test"))

    assert site.get(f"/permohonan/{code}/periksa/").status_code == 200
    reasons = ngo.get(f"{draft}reasons/").json()
    assert reasons["answers"]["grounds"] == [["c"], ["c"]]
    assert reasons["errors"] == {}


def test_a_step_that_is_wrong_is_kept_and_says_what_is_wrong(ngo, draft):
    told = ngo.put(
        f"{draft}chronology/", {"asked_on": "2024-05-01", "objected_on": "2024-04-01"}
    )

    assert told.status_code == 200
    assert not told.json()["is_complete"]
    assert list(told.json()["errors"]) == ["objected_on"]
    refused = ngo.post(f"{draft}filing/", {"confirmed": True})
    assert refused.status_code == 400
    assert "chronology.objected_on" in refused.json()["errors"]
    assert "applicant" in refused.json()["errors"]


def test_nobody_files_what_nobody_says_is_right(ngo, draft):
    write_all(ngo, draft)

    assert "confirmed" in ngo.post(f"{draft}filing/", {"confirmed": False}).json()["errors"]
    assert ngo.post(f"{draft}filing/", {"confirmed": True}).status_code == 201
    assert ngo.post(f"{draft}filing/", {"confirmed": True}).status_code == 404


def test_a_step_is_written_over_only_by_who_has_read_it(ngo, draft):
    first = ngo.put(f"{draft}items/", {"items": ["Kontrak"]})

    assert first["ETag"] == '"1"'
    blind = ngo.put(f"{draft}items/", {"items": ["Anggaran"]})
    assert (blind.status_code, blind.json()["code"]) == (428, "precondition_required")
    second = ngo.put(f"{draft}items/", {"items": ["Anggaran"]}, If_Match=first["ETag"])
    assert second["ETag"] == '"2"'
    stale = ngo.put(f"{draft}items/", {"items": ["Lain"]}, If_Match=first["ETag"])
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_step")


def test_the_same_key_is_one_act_and_the_same_answer(ngo, draft):
    write_all(ngo, draft)
    before = Dispute.objects.count()
    one, two = (
        ngo.post(f"{draft}filing/", {"confirmed": True}, Idempotency_Key="berkas-1")
        for _time in range(2)
    )

    assert (one.status_code, one.content) == (two.status_code, two.content)
    assert one["Location"] == two["Location"]
    assert two["Idempotent-Replayed"] == "true"
    assert Dispute.objects.count() == before + 1


def test_the_same_key_for_another_request_is_refused(ngo, draft):
    ngo.put(f"{draft}items/", {"items": ["Kontrak"]}, Idempotency_Key="k")
    other = ngo.put(f"{draft}items/", {"items": ["Anggaran"]}, Idempotency_Key="k")

    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert ngo.get(f"{draft}items/").json()["answers"] == {"items": ["Kontrak"]}


def test_a_refusal_is_answered_again_as_well(ngo, draft):
    told = [
        ngo.post(f"{draft}filing/", {"confirmed": True}, Idempotency_Key="r")
        for _time in (1, 2)
    ]

    assert [one.status_code for one in told] == [400, 400]
    assert told[0].content == told[1].content
    assert told[1]["Content-Type"] == "application/problem+json"


def test_a_key_is_forgotten_after_two_days(ngo, draft):
    ngo.put(f"{draft}items/", {"items": ["Kontrak"]}, Idempotency_Key="k")
    KeyedCall.objects.update(created_at=timezone.now() - timezone.timedelta(hours=49))

    other = ngo.put(f"{draft}applicant/", {"name": "Yakin"}, Idempotency_Key="k")
    assert other.status_code == 200


def test_without_a_key_nothing_is_written(ngo):
    told = ngo.post("drafts/", {"organisation": "yakin"}, Idempotency_Key="")

    assert (told.status_code, told.json()["code"]) == (400, "idempotency_key_needed")


def test_another_organisation_finds_nothing(ngo, draft, site):
    other = Program(site, User.objects.get(email="ngo2@demo.test"))

    for told in (
        other.get(draft),
        other.get(f"{draft}items/"),
        other.put(f"{draft}items/", {"items": ["x"]}),
        other.post(f"{draft}filing/", {"confirmed": True}),
        other.delete(draft),
        other.post("drafts/", {"organisation": FilingDraft.objects.first().organisation.slug}),
    ):
        assert told.status_code == 404
        assert told["Content-Type"] == "application/problem+json"


def test_a_draft_is_put_away(ngo, draft):
    assert ngo.delete(draft).status_code == 204
    assert ngo.get(draft).status_code == 404


def test_a_token_opens_what_it_was_made_for(site, draft):
    reader = Program(site, User.objects.get(email="ngo@demo.test"), Scope.READ)

    assert reader.get(draft).status_code == 200
    told = reader.put(f"{draft}items/", {"items": ["x"]})
    assert (told.status_code, told.json()["code"]) == (403, "insufficient_scope")


@pytest.mark.parametrize("header", [
    "", "Bearer", "Bearer x", "Token sidang_00000000_" + "a" * 43, "Basic eDp5",
])  # fmt: skip
def test_without_a_token_that_holds_nothing_is_open(site, header):
    told = site.get("/api/v1/me/", headers={"Authorization": header})

    assert told.status_code == 401
    assert told["WWW-Authenticate"].startswith("Bearer")
    assert told["Content-Type"] == "application/problem+json"


def test_a_token_ends_by_its_day_by_its_person_and_by_being_revoked(ngo, site):
    assert ngo.get("me/").status_code == 200
    with time_machine.travel("2024-06-05T23:31:00+00:00", tick=False):
        assert ngo.get("me/").status_code == 401
    User.objects.filter(email="ngo@demo.test").update(is_active=False)
    assert ngo.get("me/").status_code == 401
    User.objects.filter(email="ngo@demo.test").update(is_active=True)
    ApiToken.objects.update(revoked_at=timezone.now())
    assert ngo.get("me/").status_code == 401


def test_refusals_are_said_in_the_language_that_is_asked_for(ngo, draft):
    told = ngo.put(f"{draft}items/", {"butir": ["x"]})
    assert told.json()["errors"]["butir"][0].startswith("Tidak dikenal")
    assert told["Cache-Control"] == "no-store"
    english = ngo.put(f"{draft}items/", {"butir": ["x"]}, Accept_Language="en-GB,en;q=0.9")
    assert english["Content-Language"] == "en"


def test_a_file_is_brought_in_two_pieces(ngo, draft):
    house = ngo.get("me/").json()["houses"][0]["key"]
    begun = ngo.post("uploads/", {"name": "KTP.txt", "size": 10, "house": house})
    place = begun["Location"].removeprefix("/api/v1/")

    assert begun.status_code == 201
    half = ngo.patch(place, b"12345")
    assert half["Upload-Offset"] == "5"
    assert half.json()["state"] == "receiving"
    again = ngo.patch(place, b"12345")
    assert again["Upload-Offset"] == "5"
    whole = ngo.patch(place, b"67890", offset=5)
    assert whole.json()["received"] == 10
    assert len(whole.json()["sha256"]) == 64
    too_much = ngo.patch(place, b"x" * 20, offset=10)
    assert too_much.status_code == 409  # it is whole, and takes nothing more
    enclosed = {"enclosures": [{"place": "identity", "uploads": [whole.json()["code"]]}]}
    write_all(ngo, draft, documents=enclosed)
    assert ngo.get(f"{draft}documents/").json()["answers"] == enclosed


def test_more_than_one_may_bring_and_no_room_are_told_apart(ngo, monkeypatch):
    house = ngo.get("me/").json()["houses"][0]["key"]
    large = ngo.post("uploads/", {"name": "a.pdf", "size": 2**40, "house": house})
    monkeypatch.setattr(files, "free_space", lambda: 0)
    small = {"name": "a.pdf", "size": 10, "house": house}
    full = ngo.post("uploads/", small, Idempotency_Key="muat")
    monkeypatch.undo()
    again = ngo.post("uploads/", small, Idempotency_Key="muat")

    assert again.status_code == 201
    assert (large.status_code, large.json()["code"]) == (413, "upload_size")
    assert (full.status_code, full.json()["code"]) == (507, "upload_no_room")
    assert full.json()["detail"].startswith("Penyimpanan sedang penuh.")


def test_a_base_without_room_refuses_an_act_and_keeps_nothing_of_it(ngo, monkeypatch):
    def start(*_args, **_told):
        raise OperationalError("x") from DiskFull("x")

    monkeypatch.setattr(drafts, "start", start)
    told = ngo.post("drafts/", {"organisation": "yakin"}, Idempotency_Key="penuh")

    assert (told.status_code, told.json()["code"]) == (507, "no_room")
    assert not KeyedCall.objects.filter(key="penuh").exists()


def test_a_file_of_another_house_is_not_there(ngo, site):
    house = ngo.get("me/").json()["houses"][0]["key"]
    begun = ngo.post("uploads/", {"name": "KTP.txt", "size": 3, "house": house})
    other = Program(site, User.objects.get(email="ngo2@demo.test"))

    place = begun["Location"].removeprefix("/api/v1/")
    assert other.get(place).status_code == other.patch(place, b"abc").status_code == 404
    assert (
        "house"
        in other.post("uploads/", {"name": "a", "size": 1, "house": house}).json()["errors"]
    )
    assert ngo.delete(place).status_code == 204


@pytest.mark.parametrize("body", [
    "", "[]", "1", '"x"', "null", "{", "[" * 100_000, '{"organisation": NaN}',
    '{"organisation": ' + "1" * 5000 + "}", '{"organisation": "\\ud800"}', "\x00",
])  # fmt: skip
def test_what_is_no_object_of_json_is_refused(ngo, body):
    told = ngo.post("drafts/", body)

    assert told.status_code in {400, 404}
    assert told["Content-Type"] == "application/problem+json"


def test_what_is_too_large_is_refused(ngo):
    told = ngo.post("drafts/", {"organisation": "x" * 3_000_000})

    assert (told.status_code, told.json()["code"]) == (413, "too_large")


def test_other_than_json_is_not_read(ngo):
    told = ngo.client.post(
        "/api/v1/drafts/", {"organisation": "yakin"}, headers=ngo.headers | {KEY: "k"}
    )

    assert told.status_code == 415


def test_all_tokens_of_an_account_are_counted_together(ngo, site, monkeypatch):
    rates = {"anon": "9/min", "account": "2/min"}
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", rates)
    second = Program(site, User.objects.get(email="ngo@demo.test"))
    forget()
    told = [one.get("me/") for one in (ngo, second, ngo)]
    forget()

    assert [one.status_code for one in told] == [200, 200, 429]
    assert told[-1].json()["code"] == "throttled"
    assert int(told[-1]["Retry-After"]) > 0


def test_an_address_that_guesses_is_stopped_before_its_token_is_read(site, monkeypatch):
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"anon": "2/min"})
    forget()
    guess = {"Authorization": f"Bearer sidang_00000000_{'a' * 43}"}
    told = [site.get("/api/v1/me/", headers=guess).status_code for _time in range(3)]
    forget()

    assert told == [401, 401, 429]
