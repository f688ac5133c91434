"""Whose member somebody is, today; what follows from it; and who was invited.

Nothing here is kept from one request to the next: who has left is out from that moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from cases.domain.accounts import (
    APPLICANT_ROLES,
    GUARDED_ROLES,
    WRITING_ROLES,
    HouseKind,
    Role,
)
from cases.models import (
    Commission,
    Invitation,
    Membership,
    Organisation,
    PublicBody,
    User,
)

ACCOUNT = "akun:"  # before the key of an account that acted

House = Organisation | PublicBody | Commission

KINDS: dict[type[House], HouseKind] = {
    Organisation: HouseKind.ORGANISATION,
    PublicBody: HouseKind.PUBLIC_BODY,
    Commission: HouseKind.COMMISSION,
}
MODELS: dict[HouseKind, type[House]] = {kind: model for model, kind in KINDS.items()}


def kind_of(house: House) -> HouseKind:
    """What kind of house this is: also the name of the column that points to it."""
    return KINDS[type(house)]


def house_of(row: Membership | Invitation) -> House:
    """The one house that a membership or an invitation names."""
    return row.organisation or row.public_body or row.commission  # type: ignore[return-value]


def current(on: date | None = None) -> QuerySet[Membership]:
    """The memberships that hold on a local day, by default today."""
    day = on or timezone.localdate()
    has_begun = Q(starts_on=None) | Q(starts_on__lte=day)
    goes_on = Q(ends_on=None) | Q(ends_on__gt=day)
    return Membership.objects.filter(has_begun, goes_on)


def memberships(user: User, on: date | None = None) -> QuerySet[Membership]:
    """The present memberships of ``user``, with the house of each."""
    return (
        current(on)
        .filter(user=user)
        .select_related("organisation", "public_body", "commission")
        .order_by("pk")
    )


def houses(user: User, roles: Iterable[Role] = tuple(Role)) -> tuple[House, ...]:
    """The houses in which ``user`` has one of ``roles`` today, each once."""
    found = memberships(user).filter(role__in=[role.value for role in roles])
    return tuple(dict.fromkeys(house_of(one) for one in found))


def organisations(
    user: User, roles: Iterable[Role] = APPLICANT_ROLES
) -> QuerySet[Organisation]:
    """The organisations in which ``user`` has one of ``roles`` today, by name."""
    mine = current().filter(user=user, role__in=list(roles)).values("organisation")
    return Organisation.objects.filter(pk__in=mine).order_by("name")


def may_write_for(user: User, organisation: Organisation) -> bool:
    """Whether ``user`` acts for an organisation today: its owners and officers do."""
    mine = current().filter(user=user, organisation=organisation, role__in=WRITING_ROLES)
    return mine.exists()


def may_manage(user: User, house: House) -> bool:
    """Whether ``user`` may let people into a house: its owners, and the administrator."""
    if isinstance(house, Organisation):
        owns = current().filter(user=user, organisation=house, role=Role.OWNER)
        return owns.exists() or is_administrator(user)
    return is_administrator(user)


def is_administrator(user: User | AnonymousUser) -> bool:
    """Whether ``user`` keeps the installation."""
    if not user.is_authenticated or not user.is_active:
        return False
    if user.is_superuser:
        return True
    return current().filter(user=user, role=Role.ADMINISTRATOR).exists()


def is_guarded(user: User) -> bool:
    """Whether ``user`` keeps the record or the machine: second factor, short sessions."""
    if user.is_staff or user.is_superuser:
        return True
    return current().filter(user=user, role__in=GUARDED_ROLES).exists()


def has_second_factor(user: User) -> bool:
    """Whether ``user`` has an authenticator app or a passkey; recovery codes alone are none."""
    factors = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user=user, type__in=factors).exists())


def app_of(user: User) -> Authenticator:
    """The authenticator app of an account.

    Raises:
        Authenticator.DoesNotExist: it has none.
    """
    return Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)


def visible_houses(user: User, kind: HouseKind) -> QuerySet[House]:
    """The houses of one kind whose members ``user`` may see: their own organisations.

    The administrator sees every house; who works in a public body or a commission is for the
    administrator alone.
    """
    if is_administrator(user):
        return MODELS[kind].objects.all()
    if kind is HouseKind.ORGANISATION:
        return organisations(user)
    return MODELS[kind].objects.none()


def members(house: House, on: date | None = None) -> QuerySet[Membership]:
    """Who belongs to a house today."""
    of_house = current(on).filter(**{kind_of(house).value: house})
    return of_house.select_related("user").order_by("user__name", "user__email", "pk")


def former_members(house: House, on: date | None = None) -> QuerySet[Membership]:
    """What has ended, the latest first: staff leave, and the case stays."""
    day = on or timezone.localdate()
    ended = Membership.objects.filter(**{kind_of(house).value: house}, ends_on__lte=day)
    return ended.select_related("user").order_by("-ends_on", "-pk")


def open_invitations(house: House, *, now: datetime) -> QuerySet[Invitation]:
    """The invitations of a house that can still be taken up, the latest first."""
    return (
        Invitation.objects.filter(
            **{kind_of(house).value: house},
            accepted_at=None,
            revoked_at=None,
            expires_at__gt=now,
        )
        .select_related("invited_by")
        .order_by("-created_at", "-pk")
    )


def names_behind(actors: Iterable[str]) -> Mapping[str, str]:
    """The names of the accounts that acted, by how the record calls them."""
    keys = {one.removeprefix(ACCOUNT) for one in actors if one.startswith(ACCOUNT)}
    return {f"{ACCOUNT}{one.pk}": one.name for one in User.objects.filter(pk__in=keys)}
