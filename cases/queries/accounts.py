"""Whose member somebody is."""

from __future__ import annotations

from django.db.models import QuerySet

from cases.models import Membership, User


def memberships(user: User) -> QuerySet[Membership]:
    """The present memberships of ``user``, with the house of each."""
    return (
        Membership.objects.filter(user=user, ends_on=None)
        .select_related("organisation", "public_body", "commission")
        .order_by("pk")
    )
