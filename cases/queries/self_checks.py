"""What the looks of the last nights found, and who hears of it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from cases.domain.accounts import Role
from cases.models import SelfCheck, User
from cases.queries import accounts

SHOWN = 60  # nights


def latest() -> QuerySet[SelfCheck]:
    """The last nights, the newest first."""
    return SelfCheck.objects.order_by("-day")[:SHOWN]


def newest() -> SelfCheck | None:
    """The last night that was looked at."""
    return SelfCheck.objects.order_by("-day").first()


def administrators() -> QuerySet[User]:
    """Everybody who keeps the installation."""
    keep = accounts.current().filter(role=Role.ADMINISTRATOR)
    who = Q(is_superuser=True) | Q(pk__in=keep.values("user"))
    return User.objects.filter(who, is_active=True).order_by("pk")
