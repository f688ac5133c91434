"""Letting people of the public body into one dispute: a link by mail, and coming in by it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from cases.adapters import account_letters
from cases.domain import access as rules
from cases.models import Dispute, DisputeAccess, Job, Participant, User
from cases.queries import access as queries
from cases.queries import notices as held
from cases.queries import parties
from cases.services import accounts, jobs, journal, links, notices
from cases.services.jobs import JobKind, Progress
from cases.services.journal import Actor

SALT = "cases.access"


@transaction.atomic
def grant(
    participant: Participant,
    *,
    email: str,
    name: str = "",
    by: User,
    language: str = "id",
    now: datetime,
) -> DisputeAccess:
    """Let whoever reads the mail of an address into a dispute, on the side of its respondent.

    An open way in for the same address is replaced: its link opens nothing any more, and who
    came in by it stays in.

    Raises:
        NotTheirDispute: ``by`` does not work in the registry of that commission.
        NotARespondent, SealedAgainstAccess, OfTheOtherSide, TooManyAccesses: as they say.
    """
    email = email.strip().lower()
    dispute = _locked_dispute(participant)
    _check_may_grant(participant, dispute, email, by, now)

    before = _closed(participant, email, now)
    access = DisputeAccess.objects.create(
        **links.draw(SALT),
        participant=participant,
        email=email,
        name=name.strip(),
        language=language,
        user=before.user if before else None,
        taken_up_at=before.taken_up_at if before else None,
        granted_by=by,
        created_at=now,
        expires_at=now + rules.LINK_LASTS,
    )
    jobs.order(JobKind.SEND_ACCESS, str(access.pk), args={"access": access.pk}, now=now)
    _note("access_granted", access, accounts.as_actor(by), now)
    return access


@transaction.atomic
def revoke(access: DisputeAccess, *, by: User, now: datetime) -> None:
    """Take a way in back: the link opens nothing, and who came in by it is out at once.

    Raises:
        NotTheirDispute: ``by`` does not work in the registry of that commission.
        AccessRevoked: it was taken back already.
    """
    dispute = _locked_dispute(access.participant)
    access = DisputeAccess.objects.select_related("participant", "user").get(pk=access.pk)
    _check_registry(dispute, by)
    if access.revoked_at is not None:
        raise rules.AccessRevoked("Akses ini sudah dicabut.")

    access.revoked_at = now
    access.save(update_fields=["revoked_at"])
    if access.user is not None:
        accounts.end_sessions(access.user, by=by, now=now)
    _note("access_revoked", access, accounts.as_actor(by), now)


def find(token: str, *, now: datetime) -> DisputeAccess:
    """The way in to which a link leads.

    Raises:
        AccessUnknown, AccessRevoked, AccessExpired: it opens nothing, or nothing any more.
    """
    found = known(token)
    _check_open(found, now)
    return found


def known(token: str) -> DisputeAccess:
    """The way in to which a link of ours leads, whether or not it still opens anything.

    Raises:
        AccessUnknown: as the name says.
    """
    rows = DisputeAccess.objects.select_related(*queries.NAMED)
    found = rows.filter(token_hash=links.hash_of(token)).first()
    if found is None:
        raise rules.AccessUnknown(
            "Tautan tidak dikenal. Salinlah seluruh alamat dari surel kepaniteraan."
        )
    return found


@transaction.atomic
def enter(access: DisputeAccess, *, user: User | None, name: str, now: datetime) -> User:
    """Come into the dispute: with the account that is signed in, or as a guest of the link.

    The first time, the account under that address takes the way in up; where there is none, one
    without a password is opened, and the mail that was read confirms its address. The account
    that is to be signed in.

    Raises:
        AccessForAnother: another account is signed in.
        AccessNeedsAccount: the address has an account of its own; one signs in with it.
        OfTheOtherSide: that account has come to the other side meanwhile.
        AccessRevoked, AccessExpired: as their names say.
    """
    dispute = _locked_dispute(access.participant)
    access = DisputeAccess.objects.select_related(*queries.NAMED).get(pk=access.pk)
    _check_open(access, now)
    holder = _holder(access, user)
    if queries.is_of_another_side(access.email, dispute):
        raise _other_side()

    if holder is None:
        holder = _open_guest(access, name, now)
    if access.user_id is None:
        notices.write_in(holder, access.language)
        access.user, access.taken_up_at = holder, now
        access.save(update_fields=["user", "taken_up_at"])
        _note("access_taken_up", access, accounts.as_actor(holder), now)
    return holder


def has_account(access: DisputeAccess) -> bool:
    """Whether the address has any account; asked only for those who hold the link."""
    return User.objects.filter(email=access.email).exists()


def needs_account(access: DisputeAccess) -> bool:
    """Whether the address has an account that is more than the link; for who has the link."""
    holder = User.objects.filter(email=access.email).first()
    return holder is not None and not queries.is_guest(holder)


def send(job: Job, progress: Progress, now: datetime) -> None:
    """Send the mail of a way in; it is the same at every attempt, its Message-ID too."""
    access = DisputeAccess.objects.select_related(*queries.NAMED).get(pk=job.args["access"])
    row = DisputeAccess.objects.filter(pk=access.pk)
    is_open = _is_open(access, now)
    links.send(job, progress, lambda: _mail(access), is_open=is_open, row=row, now=now)


def link_of(access: DisputeAccess) -> str:
    """The address to which the mail leads, under the public address of the installation."""
    return f"{settings.BASE_URL}/pihak/{links.token(access.nonce, SALT)}/"


def _closed(participant: Participant, email: str, now: datetime) -> DisputeAccess | None:
    """The open way in for an address, which ends here; None where there is none."""
    same = DisputeAccess.objects.filter(participant=participant, email=email, revoked_at=None)
    before = same.first()
    same.update(revoked_at=now)
    return before


def _holder(access: DisputeAccess, user: User | None) -> User | None:
    """The account under the address that may come in; None where one has to be opened."""
    if user is not None and user.email != access.email:
        raise rules.AccessForAnother(
            "Tautan ini untuk alamat surel lain. Keluarlah, lalu buka kembali tautan itu."
        )
    holder = user or User.objects.filter(email=access.email).first()
    has_moved = access.user_id is not None and (holder is None or holder.pk != access.user_id)
    if has_moved or (user is None and holder and not queries.is_guest(holder)):
        raise rules.AccessNeedsAccount(
            "Alamat ini sudah mempunyai akun. Masuklah dengan akun itu."
        )
    return holder


def _open_guest(access: DisputeAccess, name: str, now: datetime) -> User:
    """The account of a guest; another link of the same address may have opened it just now."""
    try:
        with transaction.atomic():
            return accounts.open_account(
                access.email,
                name=name.strip() or access.name,
                password=None,
                actor=Actor(f"akses:{access.pk}"),
                now=now,
            )
    except IntegrityError:
        holder = _holder(access, None)
        if holder is None:
            raise
        return holder


def _mail(access: DisputeAccess) -> None:
    account_letters.send(
        access.email,
        "access",
        {
            **described(access.participant.dispute),
            "body": access.participant.public_body,
            "granted_by": access.granted_by,
            "commission_name": access.participant.dispute.commission.name,
            "expires_at": access.expires_at,
            "link": link_of(access),
        },
        language=access.language,
        key=f"access.{access.pk}.{access.token_hash[:16]}",
    )


def described(dispute: Dispute) -> dict[str, str]:
    """A dispute as it is named to who has only the link: no private name in it."""
    people = dispute.participants.select_related("organisation", "public_body", "person")
    named = {"pemohon": "", "termohon": ""}
    for one in people.order_by("pk"):
        if one.role in named and not named[one.role]:
            named[one.role] = parties.public_name(one)
    return {
        "register": held.register_of(dispute) or dispute.code,
        "applicant": named["pemohon"],
        "respondent": named["termohon"],
    }


def _check_may_grant(
    participant: Participant, dispute: Dispute, email: str, by: User, now: datetime
) -> None:
    _check_registry(dispute, by)
    if queries.is_sealed(dispute):
        raise rules.SealedAgainstAccess("Perkara ini disegel; tidak dibuka lewat tautan.")
    if not queries.respondents(dispute).filter(pk=participant.pk).exists():
        raise rules.NotARespondent(
            "Akses hanya dibuka bagi badan publik yang menjadi termohon."
        )
    if queries.is_of_another_side(email, dispute):
        raise _other_side()
    lately = DisputeAccess.objects.filter(
        granted_by=by, created_at__gt=now - timedelta(hours=1)
    ).count()
    if lately >= rules.GRANTS_AN_HOUR:
        raise rules.TooManyAccesses(
            f"Paling banyak {rules.GRANTS_AN_HOUR} akses dalam satu jam. Cobalah nanti."
        )


def _check_registry(dispute: Dispute, by: User) -> None:
    if not queries.disputes_kept_by(by).filter(pk=dispute.pk).exists():
        raise rules.NotTheirDispute("Hanya kepaniteraan komisi itu yang dapat melakukannya.")


def _check_open(access: DisputeAccess, now: datetime) -> None:
    is_sealed = queries.is_sealed(access.participant.dispute)
    rules.check_link(
        revoked_at=now if is_sealed else access.revoked_at,
        expires_at=access.expires_at,
        now=now,
    )


def _is_open(access: DisputeAccess, now: datetime) -> bool:
    is_over = access.revoked_at or now >= access.expires_at
    return not is_over and not queries.is_sealed(access.participant.dispute)


def _other_side() -> rules.OfTheOtherSide:
    return rules.OfTheOtherSide(
        "Alamat itu milik orang dari pihak pemohon atau dari komisi; tidak dapat masuk di "
        "pihak termohon."
    )


def _locked_dispute(participant: Participant) -> Dispute:
    """The row of the dispute, before any other: nobody takes one link up twice at once."""
    return Dispute.objects.select_for_update().get(pk=participant.dispute_id)


def _note(act: str, access: DisputeAccess, actor: Actor, now: datetime) -> None:
    journal.record(
        act,
        actor=actor,
        at=now,
        dispute=access.participant.dispute,
        payload={
            "access": access.pk,
            "role": access.participant.role,
            "until": access.expires_at.isoformat(),
        },
    )
