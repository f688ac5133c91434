"""Letting the other side in: one dispute, one address, and out again at once."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from cases.adapters.mail import MailDelayed
from cases.domain import access as rules
from cases.domain.access import AccessState
from cases.domain.accounts import Role
from cases.domain.correspondence import CorrespondenceKind
from cases.domain.notices import NoticeKind, Side
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.models import Dispute, DisputeAccess, Enclosure, Job, JournalEntry, Notice, User
from cases.models.jobs import JobState
from cases.queries import access as held
from cases.queries import correspondence as letters
from cases.queries import disputes, documents
from cases.queries import feeds as calendar
from cases.queries import notices as concerns
from cases.queries import uploads as files
from cases.services import (
    access,
    accounts,
    correspondence,
    feeds,
    jobs,
    journal,
    links,
    registry,
)
from cases.services.correspondence import Writing
from cases.services.jobs import JobKind, Progress
from cases.tasks.jobs import perform
from tests import foreign_files as made
from tests.brought import WHO, account, checked, open_hall
from tests.hearing_room import NOW
from tests.let_in import GUEST, LATER, come_in, enclose, grant, token
from tests.people import tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return open_hall()


@pytest.fixture
def run_jobs(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


# --- Granting -------------------------------------------------------------------------------


def test_the_row_keeps_no_token_and_the_journal_neither_token_nor_address(hall):
    row = grant(hall)
    secret = token(row)
    kept = [str(DisputeAccess.objects.values().get()), str(list(Job.objects.values()))]
    told = [str(entry.payload) for entry in JournalEntry.objects.all()]

    assert len(secret) == 64
    assert not any(secret in text for text in kept + told)
    assert not any(GUEST in text for text in told)
    assert access.find(secret, now=NOW) == row
    assert journal.verify() == ()


def test_a_link_opens_for_thirty_days_and_not_a_moment_longer(hall):
    secret = token(grant(hall))

    assert access.find(secret, now=NOW + timedelta(days=30, seconds=-1))
    with pytest.raises(rules.AccessExpired):
        access.find(secret, now=NOW + timedelta(days=30))


@pytest.mark.parametrize("foreign", ["", "x", "0" * 64, "ü" * 64])
def test_a_foreign_token_is_not_known(hall, foreign):
    grant(hall)

    with pytest.raises(rules.AccessUnknown):
        access.find(foreign, now=NOW)


@pytest.mark.parametrize("who", ["applicant", "agency", "stranger", "reader"])
def test_nobody_but_the_registry_lets_people_in(hall, who):
    with pytest.raises(rules.NotTheirDispute):
        grant(hall, by=getattr(hall, who))


def test_the_registry_of_another_commission_lets_nobody_in(hall):
    with pytest.raises(rules.NotTheirDispute):
        grant(hall, by=open_hall("jabar").clerk)


def test_a_commissioner_lets_nobody_in_and_a_substitute_registrar_does(hall):
    judge, substitute = account("wibowo@pusat.test"), account("sari@pusat.test")
    accounts.join(judge, hall.room.commission, role=Role.COMMISSIONER, **WHO)
    accounts.join(substitute, hall.room.commission, role=Role.SUBSTITUTE_REGISTRAR, **WHO)

    with pytest.raises(rules.NotTheirDispute):
        grant(hall, by=judge)
    assert grant(hall, by=substitute).granted_by == substitute


def test_only_the_side_of_the_public_body_is_let_in(hall):
    applicant = hall.dispute.participants.get(role=PartyRole.APPLICANT)

    with pytest.raises(rules.NotARespondent):
        access.grant(applicant, email=GUEST, by=hall.clerk, now=NOW)


def test_nobody_is_let_into_a_sealed_dispute_and_who_was_in_is_out(hall):
    guest = come_in(hall)
    row = DisputeAccess.objects.get()
    Dispute.objects.update(visibility=Visibility.SEALED)

    with pytest.raises(rules.SealedAgainstAccess):
        grant(hall, email="lain@badan.test")
    with pytest.raises(rules.AccessRevoked):
        access.find(token(row), now=LATER)
    assert not disputes.visible_to(guest).exists()
    assert not documents.visible_to(guest).exists()


@pytest.mark.parametrize("who", ["applicant", "clerk"])
def test_an_address_of_the_applicant_or_of_the_commission_is_refused(hall, who):
    with pytest.raises(rules.OfTheOtherSide):
        grant(hall, email=getattr(hall, who).email)


def test_who_joined_the_applicant_after_the_link_was_sent_does_not_come_in(hall):
    row, person = grant(hall), account(GUEST)
    accounts.join(person, hall.room.applicant, role=Role.OFFICER, **WHO)

    with pytest.raises(rules.OfTheOtherSide):
        access.enter(row, user=person, name="", now=LATER)


def test_granting_again_replaces_the_link_and_leaves_inside_who_came_in(hall):
    guest = come_in(hall)
    first = DisputeAccess.objects.get()

    again = grant(hall, email=GUEST.upper(), now=LATER)

    with pytest.raises(rules.AccessRevoked):
        access.find(token(first), now=LATER)
    assert access.find(token(again), now=LATER).user == guest
    assert list(disputes.visible_to(guest)) == [hall.dispute]
    assert DisputeAccess.objects.filter(revoked_at=None).count() == 1


def test_one_person_lets_in_forty_in_an_hour_and_the_next_one_waits(hall):
    for no in range(rules.GRANTS_AN_HOUR):
        grant(hall, email=f"wakil{no}@badan.test")

    with pytest.raises(rules.TooManyAccesses):
        grant(hall, now=NOW + timedelta(minutes=59))
    assert grant(hall, now=NOW + timedelta(hours=1))


# --- Coming in ------------------------------------------------------------------------------


def test_a_guest_gets_an_account_without_password_whose_address_is_confirmed(hall):
    guest = come_in(hall, language="en")

    assert guest.name == "Pak Darma"
    assert not guest.has_usable_password()
    assert guest.emailaddress_set.get().verified
    assert not guest.memberships.exists()
    assert guest.notice_profile.language == "en"
    assert held.is_guest(guest)


def test_the_same_link_brings_the_same_guest_back(hall):
    row = grant(hall)
    first = access.enter(row, user=None, name="Pak Darma", now=LATER)
    again = access.enter(row, user=None, name="", now=LATER + timedelta(days=1))

    assert first == again
    assert User.objects.filter(email=GUEST).count() == 1
    assert DisputeAccess.objects.get().taken_up_at == LATER


def test_an_account_with_a_password_takes_the_link_up_only_when_it_is_signed_in(hall):
    person, row = account(GUEST), grant(hall)

    with pytest.raises(rules.AccessNeedsAccount):
        access.enter(row, user=None, name="Orang lain", now=LATER)
    assert access.enter(row, user=person, name="", now=LATER) == person
    assert list(disputes.visible_to(person)) == [hall.dispute]


def test_another_account_does_not_take_the_link_up(hall):
    with pytest.raises(rules.AccessForAnother):
        access.enter(grant(hall), user=hall.stranger, name="", now=LATER)
    assert DisputeAccess.objects.get().user is None


def test_once_a_guest_has_a_password_the_link_alone_opens_nothing(hall):
    guest = come_in(hall)
    guest.set_password("kata sandi baru")
    guest.save()

    with pytest.raises(rules.AccessNeedsAccount):
        access.enter(DisputeAccess.objects.get(), user=None, name="", now=LATER)


def test_once_a_guest_belongs_to_a_house_the_link_alone_opens_nothing(hall):
    guest = come_in(hall)
    accounts.join(guest, hall.room.respondent, role=Role.AGENCY, **WHO)

    with pytest.raises(rules.AccessNeedsAccount):
        access.enter(DisputeAccess.objects.get(), user=None, name="", now=LATER)


def test_who_changed_the_address_is_not_signed_in_by_the_mail_of_the_old_one(hall):
    guest = come_in(hall)
    User.objects.filter(pk=guest.pk).update(email="baru@badan.test")

    with pytest.raises(rules.AccessNeedsAccount):
        access.enter(DisputeAccess.objects.get(), user=None, name="", now=LATER)


def test_revoking_puts_a_guest_out_at_once(hall):
    guest = come_in(hall)
    row, before = DisputeAccess.objects.get(), guest.session_round

    access.revoke(row, by=hall.clerk, now=LATER)

    guest.refresh_from_db()
    assert guest.session_round == before + 1
    assert not disputes.visible_to(guest).exists()
    with pytest.raises(rules.AccessRevoked):
        access.enter(row, user=None, name="", now=LATER)
    with pytest.raises(rules.AccessRevoked):
        access.revoke(row, by=hall.clerk, now=LATER)
    ended = JournalEntry.objects.get(act="sessions_ended")
    assert ended.actor == f"akun:{hall.clerk.pk}"


def test_the_other_registry_revokes_nothing(hall):
    with pytest.raises(rules.NotTheirDispute):
        access.revoke(grant(hall), by=open_hall("jabar").clerk, now=LATER)


@pytest.mark.postgresql  # SQLite has one writer at a time
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("links", [1, 2])
def test_who_comes_in_twice_at_once_gets_one_account(hall, links):
    other = hall.room.disputes[1].participants.get(role=PartyRole.RESPONDENT)
    rows = [grant(hall), access.grant(other, email=GUEST, by=hall.clerk, now=NOW)]
    together, came = threading.Barrier(2), []

    def knock(row):
        together.wait(10)
        try:
            came.append(access.enter(row, user=None, name="Darma", now=LATER).pk)
        finally:
            connection.close()

    knocking = [threading.Thread(target=knock, args=[rows[no % links]]) for no in range(2)]
    for one in knocking:
        one.start()
    for one in knocking:
        one.join()

    assert came == [User.objects.get(email=GUEST).pk] * 2
    assert DisputeAccess.objects.exclude(user=None).count() == links


# --- What a guest reads ---------------------------------------------------------------------


def test_a_guest_sees_that_dispute_and_no_other_of_the_same_body(hall):
    guest = come_in(hall)

    assert list(disputes.visible_to(guest)) == [hall.dispute]
    assert hall.room.disputes[1] not in disputes.visible_to(guest)


def test_proof_of_identity_is_read_by_the_registry_and_not_on_the_other_side(hall, run_jobs):
    paper = checked(run_jobs, hall, made.pdf(), name="ktp.pdf")
    enclose(hall, paper, place="identity")
    guest = come_in(hall)

    for user in (guest, hall.agency):
        assert not files.visible_to(user).filter(pk=paper.pk).exists()
        assert not documents.file_of(user, hall.dispute).sides
    assert files.visible_to(hall.clerk).filter(pk=paper.pk).exists()
    assert Enclosure.objects.get().upload == paper


def test_the_calendar_of_a_guest_shows_that_dispute_and_after_revoking_nothing(hall):
    guest = come_in(hall)
    feed, _secret = feeds.make(guest, label="Telepon", **WHO)
    number = "001/KIP-PSIP/II/2024"

    (shown,) = calendar.content(feed, NOW.date()).hearings  # serves two disputes
    assert shown.registers == number

    access.revoke(DisputeAccess.objects.get(), by=hall.clerk, now=LATER)
    assert calendar.content(feed, NOW.date()).hearings == ()


def test_a_guest_does_not_read_what_the_applicant_wrote_to_the_registry(hall):
    guest = come_in(hall)
    writing = Writing(CorrespondenceKind.MESSAGE, "Mohon dirahasiakan.")
    correspondence.write(
        hall.dispute, writing, sender=Side.APPLICANT, to=[], by=hall.applicant, now=NOW
    )

    assert not letters.visible_to(guest).exists()


def test_a_guest_is_told_what_their_side_is_told_in_the_language_of_the_link(hall):
    guest = come_in(hall, language="en")
    writing = Writing(CorrespondenceKind.MESSAGE, "Sidang dipindahkan.")
    correspondence.write(
        hall.dispute, writing, sender=Side.COMMISSION, to=[Side.RESPONDENT], by=hall.clerk,
        now=NOW,
    )  # fmt: skip

    told = Notice.objects.get(user=guest)
    assert told.language == "en"
    assert Notice.objects.filter(user=hall.agency).exists()
    assert concerns.still_concerns(told)


def test_a_guest_is_told_nothing_of_what_concerns_the_other_side_or_another_dispute(hall):
    come_in(hall)
    guests = {user.email for user in concerns.recipients(
        [hall.dispute], [Side.APPLICANT], NoticeKind.LETTER
    )}  # fmt: skip
    elsewhere = {user.email for user in concerns.recipients(
        [hall.room.disputes[1]], [Side.RESPONDENT], NoticeKind.LETTER
    )}  # fmt: skip

    assert GUEST not in guests | elsewhere


def test_who_was_put_out_is_told_nothing_any_more(hall):
    guest = come_in(hall)
    (waiting,) = tell(guest, dispute=hall.dispute)
    key = concerns.key_of_house(hall.room.respondent)
    (reminder,) = tell(
        guest, key="tenggat:1", dispute=hall.dispute,
        payload={"registers": "1", "address": "/meja/", "house": key},
    )  # fmt: skip
    assert concerns.still_concerns(waiting)
    assert concerns.still_concerns(reminder)

    access.revoke(DisputeAccess.objects.get(), by=hall.clerk, now=LATER)

    assert not concerns.still_concerns(waiting)
    assert not concerns.still_concerns(reminder)


def test_a_guest_is_reminded_of_what_falls_due_for_the_body_in_that_dispute_alone(hall):
    guest = come_in(hall)
    body = hall.room.respondent

    assert guest in concerns.people_in(hall.dispute, body)
    assert guest not in concerns.people_in(hall.room.disputes[1], body)
    assert guest not in concerns.people_in(hall.dispute, hall.room.applicant)
    assert guest not in concerns.people_in(None, body)


# --- The mail -------------------------------------------------------------------------------


def run(row):
    job = Job.objects.get(kind=JobKind.SEND_ACCESS, key=str(row.pk))
    perform(jobs.claim(job.pk, now=timezone.now()))
    job.refresh_from_db()
    return job


@pytest.fixture
def today(hall):
    """A link that still opens at the hour at which the worker looks."""
    return grant(hall, now=timezone.now())


def test_the_mail_says_which_dispute_who_invites_and_until_when(hall, today):
    assert run(today).state == JobState.DONE

    (sent,) = mail.outbox
    assert sent.to == [GUEST]
    assert sent.subject == "Berkas sengketa 001/KIP-PSIP/II/2024 dibuka untuk Anda"
    for told in ("Yayasan Lestari", "Badan Darma", hall.clerk.name, access.link_of(today)):
        assert told in sent.body
    today.refresh_from_db()
    assert today.sent_at is not None


def test_the_mail_is_written_in_the_language_that_was_chosen(hall):
    run(grant(hall, language="en", now=timezone.now()))

    assert "opened for you" in mail.outbox[0].subject


def test_the_mail_names_no_private_applicant(hall):
    hall.dispute.participants.filter(role=PartyRole.APPLICANT).delete()
    registry.add_participant(
        hall.dispute, hall.room.chair, role=PartyRole.APPLICANT, kind="perseorangan", **WHO
    )
    run(grant(hall, now=timezone.now()))

    assert "Perseorangan" in mail.outbox[0].body
    assert hall.room.chair.name not in mail.outbox[0].body


def test_a_mail_server_that_is_busy_is_asked_again_with_the_same_message(
    hall, today, monkeypatch
):
    tried = []

    def refuse(**message):
        tried.append(message)
        if len(tried) == 1:
            raise MailDelayed("nanti")

    monkeypatch.setattr("cases.adapters.mail.send", refuse)
    with pytest.raises(MailDelayed):
        run(today)
    Job.objects.update(wait_until=None)
    run(today)

    first, second = tried
    assert first["message_id"] == second["message_id"]
    assert first["text"] == second["text"]


def test_no_mail_goes_out_for_what_was_revoked(hall, today):
    access.revoke(today, by=hall.clerk, now=timezone.now())

    assert run(today).state == JobState.DONE
    assert mail.outbox == []
    today.refresh_from_db()
    assert today.sent_at is None


def test_a_worker_that_died_after_it_had_sent_sends_no_second_mail(hall, today):
    job = jobs.claim(Job.objects.get(kind=JobKind.SEND_ACCESS).pk, now=timezone.now())
    Progress(job).step(links.SENT, 1, 1)
    Job.objects.update(lease_until=timezone.now() - jobs.LEASE)

    run(today)

    assert mail.outbox == []
    today.refresh_from_db()
    assert today.sent_at is not None


# --- How far it is --------------------------------------------------------------------------

FRESH = {
    "sent_at": None,
    "taken_up_at": None,
    "revoked_at": None,
    "expires_at": NOW + timedelta(days=30),
    "has_password": False,
    "has_failed": False,
    "now": NOW,
}


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({}, AccessState.WAITING),
        ({"has_failed": True}, AccessState.FAILED),
        ({"sent_at": NOW}, AccessState.SENT),
        ({"sent_at": NOW, "taken_up_at": NOW}, AccessState.OPENED),
        ({"taken_up_at": NOW, "has_password": True}, AccessState.ACCOUNT),
        ({"taken_up_at": NOW, "now": NOW + timedelta(days=30)}, AccessState.EXPIRED),
        ({"revoked_at": NOW, "taken_up_at": NOW, "has_password": True}, AccessState.REVOKED),
        # An account outlasts the link.
        (
            {"taken_up_at": NOW, "has_password": True, "now": NOW + timedelta(days=31)},
            AccessState.ACCOUNT,
        ),
    ],
)
def test_the_registry_reads_how_far_a_way_in_is(told, state):
    assert rules.state(**{**FRESH, **told}) is state
