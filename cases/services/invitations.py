"""Letting people into a house: an invitation by mail, taken up once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from cases.adapters import account_letters
from cases.domain import accounts as rules
from cases.domain.accounts import Role
from cases.models import Commission, Invitation, Job, Membership, User
from cases.queries import accounts as queries
from cases.queries.accounts import House
from cases.services import accounts, jobs, journal, links
from cases.services.jobs import JobKind, Progress
from cases.services.journal import Actor

SALT = "cases.invitations"


@transaction.atomic
def invite(
    house: House, *, email: str, role: Role, by: User, language: str = "id", now: datetime
) -> Invitation:
    """Invite an address into a house; an open invitation to it is replaced.

    Raises:
        NotTheirHouse: ``by`` is neither owner of that organisation nor administrator.
        RoleOfAnotherHouse, AlreadyMember, TooManyInvitations: as their names say.
    """
    email = email.strip().lower()
    kind = queries.kind_of(house)
    accounts.lock_house(house)
    rules.check_role(kind, role)
    _check_may_invite(house, email, by, now)

    where = {kind.value: house}
    Invitation.objects.filter(email=email, accepted_at=None, revoked_at=None, **where).update(
        revoked_at=now
    )
    invitation = Invitation.objects.create(
        **links.draw(SALT),
        email=email,
        language=language,
        role=role,
        invited_by=by,
        created_at=now,
        expires_at=now + rules.INVITATION_LASTS,
        **where,
    )
    jobs.order(
        JobKind.SEND_INVITATION,
        str(invitation.pk),
        args={"invitation": invitation.pk},
        now=now,
    )
    _note("member_invited", invitation, accounts.as_actor(by), now)
    return invitation


@transaction.atomic
def revoke(invitation: Invitation, *, by: User, now: datetime) -> None:
    """Take an invitation back, before it is taken up.

    Raises:
        NotTheirHouse: ``by`` is neither owner of that organisation nor administrator.
        InvitationUsed, InvitationRevoked, InvitationExpired: there is nothing to take back.
    """
    invitation = _locked(invitation)
    _check_open(invitation, now)
    if not queries.may_manage(by, queries.house_of(invitation)):
        raise rules.NotTheirHouse("Hanya pengurus atau pengelola yang dapat melakukannya.")

    invitation.revoked_at = now
    invitation.save(update_fields=["revoked_at"])
    _note("invitation_revoked", invitation, accounts.as_actor(by), now)


def find(token: str, *, now: datetime) -> Invitation:
    """The open invitation to which a link leads.

    Raises:
        InvitationUnknown, InvitationUsed, InvitationRevoked, InvitationExpired.
    """
    houses = ("organisation", "public_body", "commission", "invited_by")
    found = (
        Invitation.objects.select_related(*houses)
        .filter(token_hash=links.hash_of(token))
        .first()
    )
    if found is None:
        raise rules.InvitationUnknown(
            "Undangan tidak dikenal. Salinlah seluruh alamat dari surel undangan."
        )
    _check_open(found, now)
    return found


@transaction.atomic
def accept(invitation: Invitation, user: User, *, now: datetime) -> Membership:
    """Take up an invitation with an account under the address that was invited.

    Every other session of the account ends: it may do more from now on.

    Raises:
        InvitationForAnother: the account has another address.
        AlreadyMember: they came in by another way meanwhile.
        InvitationUsed, InvitationRevoked, InvitationExpired: as their names say.
    """
    invitation = _locked(invitation)
    _check_open(invitation, now)
    if user.email != invitation.email:
        raise rules.InvitationForAnother(
            "Undangan ini untuk alamat surel lain. Keluarlah, lalu masuk dengan alamat itu."
        )
    _check_not_inside(queries.house_of(invitation), user.email, Role(invitation.role))

    membership = _take_up(invitation, user, now)
    accounts.end_sessions(user, now=now)
    return membership


@transaction.atomic
def sign_up(invitation: Invitation, *, name: str, password: str, now: datetime) -> User:
    """Open an account for an invited person and take up the invitation with it.

    Raises:
        AddressTaken: there is an account under that address; one signs in with it.
        InvitationUsed, InvitationRevoked, InvitationExpired: as their names say.
    """
    invitation = _locked(invitation)
    _check_open(invitation, now)
    check_no_account(invitation)

    user = accounts.open_account(
        invitation.email,
        name=name,
        password=password,
        actor=Actor(f"undangan:{invitation.pk}"),
        now=now,
    )
    _take_up(invitation, user, now)
    return user


def has_account(invitation: Invitation) -> bool:
    """Whether the invited address has an account; asked only for those who hold the link."""
    return User.objects.filter(email=invitation.email).exists()


def check_no_account(invitation: Invitation) -> None:
    """Refuse to open a second account under one address.

    Raises:
        AddressTaken: there is one; its owner signs in and joins.
    """
    if has_account(invitation):
        raise rules.AddressTaken("Alamat ini sudah mempunyai akun. Masuklah untuk bergabung.")


def send(job: Job, progress: Progress, now: datetime) -> None:
    """Send the mail of an invitation; it is the same at every attempt, its Message-ID too."""
    invitation = Invitation.objects.select_related(
        "organisation", "public_body", "commission", "invited_by"
    ).get(pk=job.args["invitation"])
    row = Invitation.objects.filter(pk=invitation.pk)
    is_open = _is_open(invitation, now)
    links.send(job, progress, lambda: _mail(invitation), is_open=is_open, row=row, now=now)


def link_of(invitation: Invitation) -> str:
    """The address to which the mail leads, under the public address of the installation."""
    return f"{settings.BASE_URL}/undangan/{links.token(invitation.nonce, SALT)}/"


def _take_up(invitation: Invitation, user: User, now: datetime) -> Membership:
    invitation.accepted_at, invitation.accepted_by = now, user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    actor = accounts.as_actor(user)
    _note("invitation_accepted", invitation, actor, now)
    house, role = queries.house_of(invitation), Role(invitation.role)
    return accounts.join(user, house, role=role, actor=actor, now=now)


def _mail(invitation: Invitation) -> None:
    context = {
        "house": queries.house_of(invitation),
        "role": invitation.role,
        "invited_by": invitation.invited_by,
        "expires_at": invitation.expires_at,
        "link": link_of(invitation),
    }
    account_letters.send(
        invitation.email,
        "invitation",
        context,
        language=invitation.language,
        key=f"invitation.{invitation.pk}.{invitation.token_hash[:16]}",
    )


def _check_may_invite(house: House, email: str, by: User, now: datetime) -> None:
    if not queries.may_manage(by, house):
        raise rules.NotTheirHouse("Hanya pengurus atau pengelola yang dapat mengundang.")
    lately = Invitation.objects.filter(
        invited_by=by, created_at__gt=now - timedelta(hours=1)
    ).count()
    if lately >= rules.INVITATIONS_AN_HOUR:
        raise rules.TooManyInvitations(
            f"Paling banyak {rules.INVITATIONS_AN_HOUR} undangan dalam satu jam. Cobalah nanti."
        )
    _check_not_inside(house, email, None)


def _check_not_inside(house: House, email: str, role: Role | None) -> None:
    """One role in an organisation or a public body; in a commission one may have several."""
    inside = queries.members(house).filter(user__email=email)
    if isinstance(house, Commission):
        inside = inside.filter(role=role) if role else inside.none()
    if inside.exists():
        raise rules.AlreadyMember("Orang itu sudah menjadi anggota; perannya dapat diubah.")


def _check_open(invitation: Invitation, now: datetime) -> None:
    rules.check_invitation(
        accepted_at=invitation.accepted_at,
        revoked_at=invitation.revoked_at,
        expires_at=invitation.expires_at,
        now=now,
    )


def _is_open(invitation: Invitation, now: datetime) -> bool:
    is_over = invitation.accepted_at or invitation.revoked_at or now >= invitation.expires_at
    return not is_over


def _locked(invitation: Invitation) -> Invitation:
    """The row of an invitation, after its house; nobody takes it up twice at once."""
    accounts.lock_house(queries.house_of(invitation))
    Invitation.objects.select_for_update().get(pk=invitation.pk)
    return Invitation.objects.select_related("organisation", "public_body", "commission").get(
        pk=invitation.pk
    )


def _note(act: str, invitation: Invitation, actor: Actor, now: datetime) -> None:
    journal.record(
        act,
        actor=actor,
        at=now,
        commission=invitation.commission,
        payload={
            "invitation": invitation.pk,
            "house": str(queries.house_of(invitation)),
            "role": str(invitation.role),
        },
    )
