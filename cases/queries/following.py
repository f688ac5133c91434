"""Who follows a hearing, who lets it go on, and which hearing comes after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from cases.domain import capture as rules
from cases.domain.accounts import COMMISSION_ROLES, REGISTRY_ROLES, Role
from cases.domain.capture import EntryKind
from cases.models import Hearing, PanelSeat, User
from cases.queries import accounts, sittings
from cases.queries.capture import OVER, RUNNING


def successor(hearing: Hearing) -> Hearing | None:
    """The next hearing of the same disputes that is planned, drafted or announced: that of the
    day that the chair named, or else the first that is later.
    """
    rows = Hearing.objects.filter(
        disputes__in=hearing.disputes.values("pk"), state__in=sittings.PLANNED
    ).exclude(pk=hearing.pk)
    told = named_next(hearing)
    named = str(told["next_on"]) if told else ""
    later = rows.filter(held_on__gt=hearing.held_on)
    found = [one for one in rows if one.held_on.isoformat() == named] if named else later
    return min(found, key=lambda one: (one.held_on, one.pk), default=None)


def named_next(hearing: Hearing) -> Mapping[str, Any] | None:
    """The day that the chair named for the next hearing, keyed when this one ended."""
    rows = hearing.capture_entries.filter(kind=EntryKind.PHASE).order_by("-received_at", "-pk")
    told = (row.payload for row in rows)
    return next((one for one in told if one.get("next_on")), None)


def may_reopen(user: User, hearing: Hearing) -> bool:
    """Whether somebody is the registrar of the house, or the one of this hearing."""
    mine = accounts.current().filter(user=user, commission=hearing.commission_id)
    if mine.filter(role=Role.REGISTRAR).exists():
        return True
    keeper = hearing.registrar_id
    is_keeper = keeper is not None and keeper == user.person_id
    return is_keeper and mine.filter(role__in=REGISTRY_ROLES).exists()


def watchable(user: User) -> QuerySet[Hearing]:
    """The hearings that ``user`` may follow and not write into: those at which they sit."""
    inside = accounts.current().filter(user=user, role__in=COMMISSION_ROLES)
    seats = PanelSeat.objects.filter(person__isnull=False, person=user.person_id)
    rows = Hearing.objects.filter(
        pk__in=seats.values("hearing"),
        commission__in=inside.values("commission"),
        state__in=[*RUNNING, *OVER],
    ).exclude(kind__in=rules.UNRECORDED_KINDS)
    return rows.select_related("commission", "room", "registrar")
