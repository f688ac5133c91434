"""Opening accounts, and joining houses."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.domain.accounts import Role
from cases.models import Commission, Membership, Organisation, Person, PublicBody, User
from cases.services import journal
from cases.services.journal import Actor


@transaction.atomic
def open_account(
    email: str,
    *,
    name: str,
    password: str,
    person: Person | None = None,
    is_administrator: bool = False,
    actor: Actor,
    now: datetime,
) -> User:
    """Open an account under an e-mail address that nobody has yet."""
    user = User.objects.create_user(
        email,
        password,
        name=name,
        person=person,
        is_staff=is_administrator,
        is_superuser=is_administrator,
    )
    journal.record("account_opened", actor=actor, at=now, payload={"account": user.pk})
    return user


@transaction.atomic
def join(
    user: User,
    house: Organisation | PublicBody | Commission,
    *,
    role: Role,
    actor: Actor,
    now: datetime,
) -> Membership:
    """Make somebody a member of one house, in one role."""
    column = {
        Organisation: "organisation",
        PublicBody: "public_body",
        Commission: "commission",
    }[type(house)]
    membership = Membership.objects.create(user=user, role=role, **{column: house})
    journal.record(
        "member_joined",
        actor=actor,
        at=now,
        payload={"account": user.pk, "house": str(house), "role": role.value},
    )
    return membership
