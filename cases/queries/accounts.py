"""Whose member somebody is."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from cases.domain.accounts import Role
from cases.models import Membership, Organisation, User


def memberships(user: User) -> QuerySet[Membership]:
    """The present memberships of ``user``, with the house of each."""
    return (
        Membership.objects.filter(user=user, ends_on=None)
        .select_related("organisation", "public_body", "commission")
        .order_by("pk")
    )


def organisations(user: User, roles: Iterable[Role]) -> QuerySet[Organisation]:
    """The organisations in which ``user`` has one of some roles now, by name."""
    houses = memberships(user).filter(role__in=list(roles)).values("organisation")
    return Organisation.objects.filter(pk__in=houses).order_by("name")
