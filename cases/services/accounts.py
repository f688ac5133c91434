"""Opening accounts, joining and leaving houses, and ending sessions."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from allauth.account.models import EmailAddress
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.adapters import account_letters
from cases.domain import accounts as rules
from cases.domain.accounts import Role
from cases.models import Membership, Person, User
from cases.queries import accounts as queries
from cases.queries.accounts import House
from cases.services import journal
from cases.services.journal import Actor


def as_actor(user: User) -> Actor:
    """An account as the journal names it: by its number, never by its address."""
    return Actor(f"akun:{user.pk}")


@transaction.atomic
def open_account(
    email: str,
    *,
    name: str,
    password: str | None,
    person: Person | None = None,
    is_administrator: bool = False,
    actor: Actor,
    now: datetime,
) -> User:
    """Open an account under an e-mail address that nobody has yet.

    The address counts as confirmed: whoever opens an account knows whose address it is, or
    has written to it. Without a password it is opened by links alone until one is set.
    """
    user = User.objects.create_user(
        email,
        password,
        name=name,
        person=person,
        is_staff=is_administrator,
        is_superuser=is_administrator,
    )
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    journal.record("account_opened", actor=actor, at=now, payload={"account": user.pk})
    return user


@transaction.atomic
def rename(user: User, *, name: str, now: datetime) -> None:
    """Write somebody's name as they want to be called."""
    User.objects.filter(pk=user.pk).update(name=name)
    journal.record(
        "account_renamed", actor=as_actor(user), at=now, payload={"account": user.pk}
    )


@transaction.atomic
def join(user: User, house: House, *, role: Role, actor: Actor, now: datetime) -> Membership:
    """Make somebody a member of one house, in one role, from this day on.

    Raises:
        RoleOfAnotherHouse: such a house has no such role.
    """
    kind = queries.kind_of(house)
    rules.check_role(kind, role)

    membership = Membership.objects.create(
        user=user, role=role, starts_on=timezone.localdate(now), **{kind.value: house}
    )
    _note("member_joined", membership, actor, now)
    return membership


@transaction.atomic
def change_role(membership: Membership, *, role: Role, by: User, now: datetime) -> Membership:
    """Give a member another role; what they were is kept, and they sign in anew.

    Raises:
        NotTheirHouse: ``by`` is neither owner nor administrator.
        LastOwner: the organisation would have none left.
        RoleOfAnotherHouse, MembershipOver: as their names say.
    """
    membership = _locked(membership)
    house = queries.house_of(membership)
    rules.check_role(queries.kind_of(house), role)
    _check_may_manage(by, house)
    if role == membership.role:
        return membership
    _check_owner_remains(membership, house)

    _end(membership, now)
    changed = Membership.objects.create(
        user=membership.user,
        role=role,
        starts_on=timezone.localdate(now),
        **{queries.kind_of(house).value: house},
    )
    _end_sessions(membership.user)
    _note("member_role_changed", changed, as_actor(by), now)
    return changed


@transaction.atomic
def end_membership(membership: Membership, *, by: User, now: datetime) -> None:
    """Let a member go, or leave oneself; from this moment they see nothing of the house.

    Whoever has no house left is signed out everywhere. The row stays, with the day.

    Raises:
        NotTheirHouse: ``by`` is neither that member, nor owner, nor administrator.
        LastOwner: the organisation would have none left.
        MembershipOver: it has ended already.
    """
    membership = _locked(membership)
    house = queries.house_of(membership)
    if membership.user_id != by.pk:
        _check_may_manage(by, house)
    _check_owner_remains(membership, house)

    _end(membership, now)
    day = timezone.localdate(now)
    if not queries.memberships(membership.user, day).exists():
        _end_sessions(membership.user)
    _note("membership_ended", membership, as_actor(by), now)


@transaction.atomic
def end_sessions(user: User, *, by: User | None = None, now: datetime) -> None:
    """Sign somebody out everywhere; who stays in one place seals that session anew."""
    _end_sessions(user)
    actor = as_actor(by or user)
    journal.record("sessions_ended", actor=actor, at=now, payload={"account": user.pk})


@transaction.atomic
def end_session(session: UserSession, *, by: User, now: datetime) -> None:
    """Sign somebody out in one place: oneself, or as who looks after the machine.

    Raises:
        NotTheirHouse: it is the session of somebody else, and ``by`` is no administrator.
    """
    if session.user_id != by.pk:
        _check_administers(by)
    session.end()
    journal.record(
        "sessions_ended", actor=as_actor(by), at=now, payload={"account": session.user_id}
    )


@transaction.atomic
def end_oldest_sessions(user: User, *, keep: int, now: datetime) -> None:
    """End what is more than ``keep`` sessions of one account, those that began first."""
    known = UserSession.objects.filter(user=user).order_by("-created_at", "-pk")
    over = list(known[keep:])
    for session in over:
        session.end()
    if over:
        told = {"account": user.pk, "count": len(over)}
        journal.record("sessions_ended", actor=as_actor(user), at=now, payload=told)


@transaction.atomic
def end_sessions_of(users: QuerySet[User], *, actor: Actor, now: datetime) -> int:
    """Sign all of them out everywhere, from the machine itself; how many they are."""
    found = list(users.order_by("pk"))
    for user in found:
        _end_sessions(user)
        journal.record("sessions_ended", actor=actor, at=now, payload={"account": user.pk})
    return len(found)


@transaction.atomic
def remove_factor(factor: Authenticator, *, by: User, now: datetime) -> None:
    """Take a lost second factor off an account, and tell its person.

    Codes of recovery go with the last factor; whoever is signed in signs in anew.

    Raises:
        NotTheirHouse: ``by`` is no administrator.
    """
    _check_administers(by)
    user, kind = factor.user, factor.type
    factor.delete()
    if not queries.has_second_factor(user):
        Authenticator.objects.filter(user=user).delete()
    _end_sessions(user)
    journal.record(
        "factor_removed",
        actor=as_actor(by),
        at=now,
        payload={"account": user.pk, "factor": str(kind)},
    )
    told = {"what": _("Pengelola melepas faktor kedua dari akun Anda."), "timestamp": now}
    letter = partial(account_letters.send, user.email, "account_changed", told)
    transaction.on_commit(letter, robust=True)


@transaction.atomic
def note_security_act(user: User, act: str, *, now: datetime) -> None:
    """Write down that a password, an address or a second factor was changed, never to what."""
    journal.record(act, actor=as_actor(user), at=now, payload={"account": user.pk})


@transaction.atomic
def spend_code(factor: Authenticator, code: str) -> bool:
    """Whether a code that the app shows is good, and from now on neither it nor one before.

    A code is good for as long as clocks may differ, which is longer than it is shown; so the
    row remembers the step of the last one taken (RFC 6238, 5.2), whatever becomes of a cache.
    """
    kept = Authenticator.objects.select_for_update().get(pk=factor.pk)
    secret = decrypt(kept.data["secret"])
    for step in totp.yield_hotp_counters_from_time():
        shown = totp.format_hotp_value(totp.hotp_value(secret, step))
        if step > kept.data.get("spent", 0) and compare_user_code(actual=code, expected=shown):
            kept.data["spent"] = step
            kept.save(update_fields=["data"])
            return True
    return False


def lock_house(house: House) -> None:
    """Take the row of a house, before any other row, whenever its members change.

    Rows that only point to the house (a new dispute, say) do not wait for it.
    """
    type(house).objects.select_for_update(no_key=True).get(pk=house.pk)


def _locked(membership: Membership) -> Membership:
    """The membership, with its house locked first: two owners never leave at once."""
    lock_house(queries.house_of(membership))
    found = Membership.objects.select_related(
        "user", "organisation", "public_body", "commission"
    ).get(pk=membership.pk)
    if found.ends_on is not None:
        raise rules.MembershipOver("Keanggotaan ini sudah berakhir.")
    return found


def _check_administers(by: User) -> None:
    if not queries.is_administrator(by):
        raise rules.NotTheirHouse("Hanya pengelola yang dapat melakukannya.")


def _check_may_manage(by: User, house: House) -> None:
    if not queries.may_manage(by, house):
        raise rules.NotTheirHouse("Hanya pengurus atau pengelola yang dapat melakukannya.")


def _check_owner_remains(membership: Membership, house: House) -> None:
    if membership.role != Role.OWNER:
        return
    others = queries.members(house).filter(role=Role.OWNER).exclude(pk=membership.pk)
    if not others.exists():
        raise rules.LastOwner(
            "Organisasi harus mempunyai pengurus. Angkatlah pengurus lain lebih dahulu."
        )


def _end(membership: Membership, now: datetime) -> None:
    day = timezone.localdate(now)
    membership.ends_on = max(day, membership.starts_on or day)
    membership.save(update_fields=["ends_on"])


def _end_sessions(user: User) -> None:
    """Break the seal of every session, and take away those that are known by name."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
    for session in UserSession.objects.filter(user=user):
        session.end()


def _note(act: str, membership: Membership, actor: Actor, now: datetime) -> None:
    house = queries.house_of(membership)
    journal.record(
        act,
        actor=actor,
        at=now,
        commission=membership.commission,
        payload={
            "account": membership.user_id,
            "house": str(house),
            "role": str(membership.role),
        },
    )
