"""Requests about personal data: proved, counted, decided, carried out, journalled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import transaction

from cases.domain import privacy as rules
from cases.domain.accounts import LastOwner, Role
from cases.domain.privacy import Answer, Asked
from cases.models import (
    CalendarFeed,
    Invitation,
    Job,
    JournalEntry,
    Membership,
    PrivacyRequest,
    SearchAlert,
    Webhook,
)
from cases.queries import privacy as queries
from cases.services import (
    accounts,
    alerts,
    feeds,
    invitations,
    jobs,
    journal,
    privacy,
    webhooks,
)
from cases.services.privacy import Wish
from cases.tasks import jobs as door
from tests.hearing_room import RECORDER, open_room
from tests.people import account
from tests.standing import standing

pytestmark = pytest.mark.django_db
# Thursday 26 March 2026, ten in Jakarta; Friday to Sunday the hours run on.
NOW = datetime(2026, 3, 26, 3, 0, tzinfo=UTC)
WISH = Wish(Asked.ERASURE, "nama saya di halaman 3")
OUTSIDE = {"name": "Sari", "email": "Sari@Contoh.test"}
built, room = standing(open_room)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def clerk(room):
    return account("panitera", room.commission, Role.REGISTRAR)


@pytest.fixture
def member(room):
    user = accounts.open_account(
        "anggota@uji.test", name="Anggota", password="rahasia-sekali", actor=RECORDER, now=NOW
    )
    accounts.join(user, room.applicant, role=Role.READER, actor=RECORDER, now=NOW)
    return user


def work(now=NOW):
    for job in Job.objects.filter(state="waiting", kind__contains="privacy").order_by("pk"):
        claimed = jobs.claim(job.pk, now=now)
        if claimed:
            door.perform(claimed)


def token():
    lines = mail.outbox[-1].body.splitlines()
    found = next(line for line in lines if "/data-pribadi/" in line)
    return found.strip().rstrip("/").rpartition("/")[2]


def decide(row, by, answer=Answer.GRANTED, reason="sesuai permintaan"):
    privacy.decide(row, answer=answer, reason=reason, by=by, now=NOW)


def acts():
    return list(JournalEntry.objects.order_by("pk").values_list("act", flat=True))


@pytest.mark.parametrize(
    ("asked", "article"),
    [
        pytest.param(Asked.ACCESS, "Pasal 32", id="UU 27/2022 Pasal 32"),
        pytest.param(Asked.CORRECTION, "Pasal 30", id="UU 27/2022 Pasal 30"),
    ],
)
def test_the_answer_is_owed_within_three_times_24_hours_on_any_day(
    room, member, asked, article
):
    row = privacy.ask(room.commission, Wish(asked, "x"), user=member, now=NOW)

    assert row.due_at == datetime(2026, 3, 29, 3, 0, tzinfo=UTC)  # a Sunday
    assert (row.hours, article in row.article) == (72, True)


@pytest.mark.parametrize("asked", [Asked.ERASURE, Asked.OBJECTION])
def test_where_no_figure_was_seen_the_hours_say_that_they_are_a_target(asked):
    assert not rules.data_rights()[asked].known


def test_no_row_of_the_table_claims_to_have_been_read():
    rows = [*rules.data_rights().values(), *rules.what_stays()]

    assert set(rules.data_rights()) == set(Asked)
    assert {row.confidence for row in rows} == {"UNVERIFIED"}
    assert all("Pasal" in row.article for row in rows)


def test_who_is_named_in_a_record_proves_the_address_and_only_then_the_clock_runs(room):
    privacy.ask_outside(room.commission, WISH, **OUTSIDE, now=NOW)
    work()
    assert mail.outbox[-1].to == ["sari@contoh.test"]
    assert PrivacyRequest.objects.get().due_at is None

    later = NOW + timedelta(hours=30)
    row = privacy.prove(token(), now=later)
    again = privacy.prove(token(), now=later + timedelta(hours=1))

    assert row.due_at == again.due_at == later + timedelta(hours=72)
    entry = JournalEntry.objects.get(act="privacy_asked")
    assert entry.chain == room.commission.code
    assert entry.payload == {"request": row.pk, "asked": "erasure", "hours": 72}


def test_what_nobody_proves_is_forgotten_with_its_address(room):
    privacy.ask_outside(room.commission, WISH, **OUTSIDE, now=NOW)
    work()

    privacy.forget(now=NOW + timedelta(days=2))

    assert not PrivacyRequest.objects.exists()
    with pytest.raises(rules.PrivacyRequestUnknown):
        privacy.prove(token(), now=NOW + timedelta(days=2))


def test_one_address_gets_three_letters_in_an_hour_and_no_more(room):
    for _no in range(5):
        privacy.ask_outside(room.commission, WISH, **OUTSIDE, now=NOW)

    assert PrivacyRequest.objects.count() == 3


def test_a_decision_has_a_reason_is_made_once_and_is_told(room, clerk, member):
    row = privacy.ask(room.commission, Wish(Asked.ACCESS, "x"), user=member, now=NOW)
    with pytest.raises(rules.PrivacyReasonMissing):
        decide(row, clerk, reason="  ")

    decide(row, clerk, Answer.REFUSED, "Pasal 33")
    with pytest.raises(rules.PrivacyDecided):
        decide(row, clerk)

    work()
    row.refresh_from_db()
    assert (row.answer, row.reason, row.decided_by) == ("refused", "Pasal 33", clerk)
    assert "telah diputuskan" in mail.outbox[-1].subject
    assert "Pasal 33" not in mail.outbox[-1].body
    assert acts()[-1] == "privacy_decided"


def test_a_limit_that_has_passed_refuses_nothing(room, clerk, member):
    row = privacy.ask(room.commission, Wish(Asked.ACCESS, "x"), user=member, now=NOW)

    late = NOW + timedelta(days=30)
    privacy.decide(row, answer=Answer.GRANTED, reason="terlambat", by=clerk, now=late)

    assert PrivacyRequest.objects.get().decided_at == late


def test_ten_requests_of_one_account_wait_and_no_more(room, clerk, member):
    for _no in range(rules.MOST_OPEN):
        row = privacy.ask(room.commission, Wish(Asked.ACCESS, "x"), user=member, now=NOW)
    with pytest.raises(rules.TooManyPrivacyRequests):
        privacy.ask(room.commission, Wish(Asked.ACCESS, "x"), user=member, now=NOW)

    decide(row, clerk)
    assert privacy.ask(room.commission, Wish(Asked.ACCESS, "x"), user=member, now=NOW)


def test_what_nobody_proved_cannot_be_decided(room, clerk):
    privacy.ask_outside(room.commission, WISH, **OUTSIDE, now=NOW)

    with pytest.raises(rules.PrivacyRequestUnknown):
        decide(PrivacyRequest.objects.get(), clerk)


def test_an_erased_account_leaves_its_number_and_a_whole_journal(room, clerk, member):
    alerts.ask("q=x", email=member.email, language="id", now=NOW)
    before = [entry.digest for entry in JournalEntry.objects.order_by("pk")]
    row = privacy.ask(room.commission, WISH, user=member, now=NOW)

    decide(row, clerk)
    work()

    member.refresh_from_db()
    assert (member.name, member.is_active) == ("", False)
    assert member.email == f"akun-{member.pk}@dihapus.invalid"
    assert not member.has_usable_password()
    assert not EmailAddress.objects.filter(user=member).exists()
    assert not SearchAlert.objects.exists()
    assert Membership.objects.get(user=member).ends_on is not None
    digests = [entry.digest for entry in JournalEntry.objects.order_by("pk")]
    assert digests[: len(before)] == before
    assert not list(journal.verify())
    assert {"account_erased", "privacy_decided", "membership_ended"} <= set(acts())
    assert "anggota@uji.test" not in str(list(JournalEntry.objects.values()))
    assert mail.outbox[-1].to == ["anggota@uji.test"]  # told once more, at the old address


def test_after_the_answer_the_request_of_an_erasure_names_nobody(room, clerk, member):
    row = privacy.ask(room.commission, WISH, user=member, now=NOW)
    decide(row, clerk)
    work()

    privacy.forget(now=NOW + timedelta(days=2))

    row.refresh_from_db()
    assert (row.name, row.email, row.about, row.answer) == ("", "", "", "granted")


def test_an_open_invitation_of_who_was_erased_is_revoked_and_names_nobody(room, clerk, member):
    owner = accounts.open_account(
        "pengurus@uji.test", name="P", password="rahasia-sekali", actor=RECORDER, now=NOW
    )
    accounts.join(owner, room.applicant, role=Role.OWNER, actor=RECORDER, now=NOW)
    invitations.invite(
        room.applicant, email="sari@contoh.test", role=Role.READER, by=owner, now=NOW
    )
    Invitation.objects.update(email=member.email)

    decide(privacy.ask(room.commission, WISH, user=member, now=NOW), clerk)

    left = Invitation.objects.get()
    assert left.revoked_at == NOW
    assert left.email.endswith("@dihapus.invalid")


def test_nothing_goes_to_the_programs_and_calendars_of_who_was_erased(room, clerk, member):
    webhooks.make(member, address="https://program.test/x", kinds=[], now=NOW)
    feeds.make(member, label="telepon saya", actor=RECORDER, now=NOW)
    held = queries.held_about(member)
    assert held["program_addresses"][0]["address"] == "https://program.test/x"
    assert held["calendar_addresses"][0]["label"] == "telepon saya"

    decide(privacy.ask(room.commission, WISH, user=member, now=NOW), clerk)

    hook, feed = Webhook.objects.get(), CalendarFeed.objects.get()
    assert (hook.revoked_at, feed.revoked_at) == (NOW, NOW)
    assert "program.test" not in hook.address
    assert "telepon" not in feed.label


def test_the_last_who_keeps_an_organisation_is_not_erased(room, clerk):
    owner = accounts.open_account(
        "pengurus@uji.test", name="P", password="rahasia-sekali", actor=RECORDER, now=NOW
    )
    accounts.join(owner, room.applicant, role=Role.OWNER, actor=RECORDER, now=NOW)
    row = privacy.ask(room.commission, WISH, user=owner, now=NOW)

    with pytest.raises(LastOwner), transaction.atomic():
        decide(row, clerk)

    owner.refresh_from_db()
    assert owner.is_active
    assert PrivacyRequest.objects.get().decided_at is None


def test_the_copy_holds_what_is_about_the_account_and_no_secret(room, member):
    privacy.ask(room.commission, Wish(Asked.ACCESS, "semua"), user=member, now=NOW)

    told = queries.held_about(member)

    assert told["account"]["email"] == "anggota@uji.test"
    assert told["memberships"][0]["role"] == "reader"
    assert told["requests"][0]["about"] == "semua"
    assert [entry["act"] for entry in told["journal"]] == ["privacy_asked"]
    assert member.password not in str(told)
    assert "nonce" not in str(told)
