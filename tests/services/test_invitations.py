"""Letting people in: one address, one house, one use; and mail that is sent once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.adapters.mail import MailDelayed
from cases.domain import accounts as rules
from cases.domain.accounts import Role
from cases.models import Invitation, Job, JournalEntry, User
from cases.models.jobs import JobState
from cases.services import accounts, invitations, jobs
from cases.services.jobs import JobKind, Progress
from cases.tasks.jobs import perform
from tests.hearing_room import NOW, RECORDER, open_room
from tests.standing import standing

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}
LATER = NOW + timedelta(days=1)
GUEST = "tamu@uji.test"
SILENT = jobs.LEASE + timedelta(seconds=1)


def person(email, **more):
    return accounts.open_account(
        email, name=email.split("@")[0], password="rahasia-sekali", **more, **WHO
    )


built, room = standing(open_room)


@pytest.fixture
def owner(room):
    user = person("lestari@uji.test")
    accounts.join(user, room.applicant, role=Role.OWNER, **WHO)
    return user


@pytest.fixture
def invitation(room, owner):
    return invite(room.applicant, owner)


def invite(house, by, *, email=GUEST, role=Role.OFFICER, now=NOW):
    return invitations.invite(house, email=email, role=role, by=by, now=now)


def token(invitation):
    return invitations.link_of(invitation).rstrip("/").rsplit("/", 1)[-1]


def test_the_row_keeps_no_token_and_neither_do_job_and_journal(invitation):
    secret = token(invitation)
    kept = [str(Invitation.objects.values().get()), str(list(Job.objects.values()))]
    kept += [str(entry.payload) for entry in JournalEntry.objects.all()]

    assert len(secret) == 64
    assert not any(secret in text for text in kept)
    assert invitations.find(secret, now=NOW) == invitation


def test_another_secret_key_makes_another_link_of_the_same_row(invitation, settings):
    before = token(invitation)

    settings.SECRET_KEY = "kunci-yang-lain"

    assert token(invitation) != before


def test_an_invited_person_opens_an_account_with_a_confirmed_address(room, invitation):
    user = invitations.sign_up(invitation, name="Tamu", password="rahasia-sekali", now=LATER)

    assert user.memberships.get().role == Role.OFFICER
    assert user.memberships.get().organisation == room.applicant
    assert user.emailaddress_set.get().verified
    assert Invitation.objects.get().accepted_by == user


def test_an_invited_person_with_an_account_joins_with_it_and_has_one_account(room, invitation):
    user = person(GUEST)

    invitations.accept(invitation, user, now=LATER)

    assert user.memberships.get().organisation == room.applicant
    assert User.objects.filter(email=GUEST).count() == 1


def test_a_second_account_under_one_address_is_refused(invitation):
    person(GUEST)

    with pytest.raises(rules.AddressTaken):
        invitations.sign_up(invitation, name="Tamu", password="rahasia-sekali", now=LATER)


def test_who_has_the_link_but_another_address_is_refused(invitation):
    with pytest.raises(rules.InvitationForAnother):
        invitations.accept(invitation, person("orang.lain@uji.test"), now=LATER)


def test_an_invitation_is_taken_up_once(invitation):
    user = person(GUEST)
    invitations.accept(invitation, user, now=LATER)

    with pytest.raises(rules.InvitationUsed):
        invitations.accept(invitation, user, now=LATER)
    with pytest.raises(rules.InvitationUsed):
        invitations.find(token(invitation), now=LATER)


def test_an_invitation_that_was_taken_back_or_is_too_old_is_refused(room, owner, invitation):
    other = invite(room.applicant, owner, email="lain@uji.test")
    invitations.revoke(invitation, by=owner, now=NOW)

    with pytest.raises(rules.InvitationRevoked):
        invitations.find(token(invitation), now=NOW)
    with pytest.raises(rules.InvitationExpired):
        invitations.find(token(other), now=NOW + timedelta(days=7))
    assert invitations.find(token(other), now=NOW + timedelta(days=7, seconds=-1)) == other


@pytest.mark.parametrize("foreign", ["", "x", "0" * 64, "ü" * 64])
def test_a_foreign_token_is_not_known(invitation, foreign):
    with pytest.raises(rules.InvitationUnknown):
        invitations.find(foreign, now=NOW)


def test_inviting_again_replaces_the_open_invitation(room, owner, invitation):
    again = invite(room.applicant, owner, role=Role.READER)

    with pytest.raises(rules.InvitationRevoked):
        invitations.find(token(invitation), now=NOW)
    assert invitations.find(token(again), now=NOW).role == Role.READER


def test_only_an_owner_invites_into_an_organisation(room, owner):
    for role in (Role.OFFICER, Role.READER):
        member = person(f"{role}@uji.test")
        accounts.join(member, room.applicant, role=role, **WHO)
        with pytest.raises(rules.NotTheirHouse):
            invite(room.applicant, member)
    with pytest.raises(rules.NotTheirHouse):
        invite(room.respondent, owner, role=Role.AGENCY)
    with pytest.raises(rules.NotTheirHouse):
        invite(room.commission, owner, role=Role.REGISTRAR)


def test_the_administrator_invites_into_every_house(room):
    admin = person("pengelola@uji.test", is_administrator=True)

    for house, role in (
        (room.applicant, Role.OWNER),
        (room.respondent, Role.AGENCY),
        (room.commission, Role.REGISTRAR),
    ):
        assert invite(house, admin, role=role).role == role


def test_a_house_gives_only_its_own_roles(room, owner):
    with pytest.raises(rules.RoleOfAnotherHouse):
        invite(room.applicant, owner, role=Role.REGISTRAR)


def test_who_is_in_already_is_not_invited_again(room, owner):
    member = person(GUEST)
    accounts.join(member, room.applicant, role=Role.READER, **WHO)

    with pytest.raises(rules.AlreadyMember):
        invite(room.applicant, owner, email="Tamu@Uji.test")


def test_who_came_in_meanwhile_keeps_one_role(room, invitation):
    user = person(GUEST)
    accounts.join(user, room.applicant, role=Role.READER, **WHO)

    with pytest.raises(rules.AlreadyMember):
        invitations.accept(invitation, user, now=LATER)


def test_nobody_sends_more_than_twenty_invitations_in_an_hour(room, owner):
    for no in range(20):
        invite(room.applicant, owner, email=f"tamu{no}@uji.test")

    with pytest.raises(rules.TooManyInvitations):
        invite(room.applicant, owner, email="lagi@uji.test")
    later = NOW + timedelta(hours=1)
    assert invite(room.applicant, owner, email="lagi@uji.test", now=later)


def test_an_owner_who_has_left_cannot_take_an_invitation_back(room, owner, invitation):
    second = person("kedua@uji.test")
    accounts.join(second, room.applicant, role=Role.OWNER, **WHO)
    accounts.end_membership(owner.memberships.get(), by=owner, now=NOW)

    with pytest.raises(rules.NotTheirHouse):
        invitations.revoke(invitation, by=owner, now=LATER)


@pytest.mark.parametrize(
    "wrong",
    [
        {"organisation": None},
        {"role": Role.REGISTRAR},
        {"role": "raja"},
        {"email": "Tamu@Uji.test"},
        {"expires_at": NOW},
        {"accepted_at": NOW},
        {"language": "xx"},
    ],
)
def test_the_database_refuses_what_an_invitation_cannot_be(invitation, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(**wrong)


# --- The mail -------------------------------------------------------------------------------


@pytest.fixture
def fresh(room, owner):
    """An invitation of this very moment: the worker reads the clock of the wall."""
    return invite(room.applicant, owner, now=timezone.now())


def claimed(invitation, *, after=timedelta()):
    now = timezone.now() + after
    job = Job.objects.get(kind=JobKind.SEND_INVITATION, key=str(invitation.pk))
    return jobs.claim(job.pk, now=now)


def test_the_mail_goes_out_once_with_the_link_in_text_and_html(fresh):
    perform(claimed(fresh))

    (sent,) = mail.outbox
    link = invitations.link_of(fresh)
    assert sent.to == [GUEST]
    assert sent.subject == "Undangan ke Yayasan Lestari"
    assert link in sent.body
    assert f'href="{link}"' in sent.alternatives[0].content
    assert link.startswith("http://testserver/undangan/")
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert Invitation.objects.get().sent_at is not None
    assert claimed(fresh) is None


def test_the_mail_speaks_the_language_of_the_page_on_which_it_was_ordered(room, owner):
    invitation = invitations.invite(
        room.applicant,
        email=GUEST,
        role=Role.READER,
        by=owner,
        language="en",
        now=timezone.now(),
    )

    perform(claimed(invitation))

    assert mail.outbox[0].subject == "Invitation to Yayasan Lestari"
    assert "as Reader." in mail.outbox[0].body
    assert 'lang="en"' in mail.outbox[0].alternatives[0].content


class Killed(BaseException):
    """What no handler catches, as nothing catches a signal."""


def test_a_worker_killed_before_the_mail_left_loses_nothing(fresh, monkeypatch):
    def killed(*_args, **_more):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(mail.EmailMultiAlternatives, "send", killed)
        with pytest.raises(Killed):
            perform(claimed(fresh))

    perform(claimed(fresh, after=SILENT))

    assert len(mail.outbox) == 1


def test_a_worker_killed_after_the_mail_left_causes_no_second_mail(fresh, monkeypatch):
    def killed(*_args, **_more):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Progress, "effect", killed)
        with pytest.raises(Killed):
            perform(claimed(fresh))
    assert len(mail.outbox) == 1

    perform(claimed(fresh, after=SILENT))

    assert len(mail.outbox) == 1
    assert Job.objects.get().state == JobState.DONE
    assert Invitation.objects.get().sent_at is not None


def test_two_attempts_carry_one_message_id(fresh):
    invitations._mail(fresh)
    invitations._mail(fresh)

    first, second = (sent.extra_headers["Message-ID"] for sent in mail.outbox)
    assert first == second


def test_an_invitation_that_was_taken_back_is_not_mailed(owner, fresh):
    invitations.revoke(fresh, by=owner, now=timezone.now())

    perform(claimed(fresh))

    assert mail.outbox == []
    assert Job.objects.get().state == JobState.DONE
    assert Invitation.objects.get().sent_at is None


def test_a_mail_server_that_is_down_is_tried_again(fresh, monkeypatch):
    def down(*_args, **_more):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(mail.EmailMultiAlternatives, "send", down)
        with pytest.raises(MailDelayed):
            perform(claimed(fresh))

    assert Job.objects.get().state == JobState.WAITING
