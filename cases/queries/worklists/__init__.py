"""What waits for a registry, read off the record: nothing of it is kept anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery

from cases.domain.accounts import REGISTRY_ROLES
from cases.domain.correspondence import CorrespondenceKind
from cases.domain.publication import Visibility
from cases.domain.stages import Stage, is_over
from cases.domain.worklists import Why
from cases.models import (
    Commission,
    Correspondence,
    Dispute,
    Edition,
    HearingDispute,
    PanelMember,
    Participant,
    RegistryAssignment,
    User,
    Utterance,
)
from cases.queries import accounts, deadlines
from cases.queries.worklists.disputes import of_dispute
from cases.queries.worklists.hearings import of_absences, of_hearings, of_summonses
from cases.queries.worklists.rows import FAR, Row

__all__ = ["Board", "Handler", "Row", "assignments", "board", "commissions", "load", "people"]

OVER = [stage.value for stage in Stage if is_over(stage)]
LETTERS = (
    CorrespondenceKind.INCOMPLETENESS,
    CorrespondenceKind.COMPLETION,
    CorrespondenceKind.WITHDRAWAL,
)


# Where a fact is from takes as long to read as the rest of its row, and no list tells it.
FROM_WHERE = ("sources", "source_note")


def _of(row: str) -> list[str]:
    """The same of a row that stands beside."""
    return [f"{row}__{name}" for name in FROM_WHERE]


@dataclass(frozen=True, slots=True)
class Handler:
    """Who handles a dispute; ``has_left``: no longer in the registry."""

    account: int
    name: str
    has_left: bool


@dataclass(frozen=True, slots=True)
class Board:
    """All that waits, who handles each dispute (by its key), and how much each of them has."""

    rows: tuple[Row, ...]
    handlers: Mapping[int, Handler]
    people: Mapping[int, str]
    load: Mapping[int, int]


def commissions(user: User) -> tuple[Commission, ...]:
    """The commissions in whose registry somebody works today, by name."""
    found = accounts.houses(user, REGISTRY_ROLES)
    mine = [house for house in found if isinstance(house, Commission)]
    return tuple(sorted(mine, key=lambda house: house.name))


def people(houses: Collection[int]) -> dict[int, str]:
    """Who works in these registries today: names by account."""
    rows = accounts.current().filter(commission__in=houses, role__in=REGISTRY_ROLES)
    rows = rows.select_related("user").order_by("user__name", "user__email", "pk")
    return {row.user_id: row.user.name or row.user.email for row in rows}


def board(houses: Sequence[Commission], *, today: date) -> Board:
    """What waits in these registries on a local day. As many queries for one row as for all."""
    keys = [house.pk for house in houses]
    open_ones = list(_open(keys))
    names = people(keys)
    rows = [row for one in open_ones for row in of_dispute(one, today)]
    rows += of_hearings(open_ones, today)
    rows += of_summonses(open_ones, today)
    rows += of_absences(open_ones)
    handlers = {
        one.pk: found for one in open_ones if (found := _handler(one, names)) is not None
    }
    return Board(
        rows=tuple(sorted(rows, key=_order)),
        handlers=handlers,
        people=names,
        load=Counter(one.account for one in handlers.values()),
    )


def load(house: Commission) -> tuple[dict[int, str], Mapping[int, int]]:
    """Who works in a registry today, and how many of its open disputes each of them handles."""
    going_on = _going_on([house.pk])
    last = RegistryAssignment.objects.filter(dispute=OuterRef("pk")).order_by("-pk")
    told = going_on.annotate(handler=Subquery(last.values("person")[:1]))
    return people([house.pk]), Counter(told.values_list("handler", flat=True))


def assignments(dispute: Dispute) -> Sequence[RegistryAssignment]:
    """Who handled a dispute, the latest first."""
    rows = dispute.registry_assignments.select_related("person", "assigned_by")
    return list(rows.order_by("-pk"))


def _order(row: Row) -> tuple[Any, ...]:
    is_over = row.why is Why.OVERDUE
    return (row.list, is_over, row.safe_on, row.since or FAR, row.dispute.pk)


def _open(keys: Collection[int]) -> QuerySet[Dispute]:
    """What goes on there; a sealed file is nobody's daily work."""
    houses = Participant.objects.select_related("organisation", "public_body", "person")
    houses = houses.defer(*FROM_WHERE, *_of("organisation"), *_of("person"))
    letters = Correspondence.objects.filter(kind__in=LETTERS).order_by("pk")
    handled = RegistryAssignment.objects.select_related("person").order_by("pk")
    return (
        _going_on(keys)
        .select_related("commission", "application")
        .defer(*FROM_WHERE)
        .prefetch_related(
            "numbers",
            "findings",
            "mediations",
            "items__objection_grounds",
            "information_requests__objections",
            Prefetch("participants", houses.order_by("pk")),
            Prefetch("panel", PanelMember.objects.filter(ends_on=None), to_attr="sitting"),
            Prefetch("correspondence", letters, to_attr="letters_sent"),
            Prefetch("deadlines", deadlines.running().defer("working"), to_attr="clocks"),
            Prefetch("registry_assignments", handled, to_attr="handled"),
            Prefetch("hearing_places", _places(), to_attr="places"),
        )
        .order_by("pk")
    )


def _going_on(keys: Collection[int]) -> QuerySet[Dispute]:
    rows = Dispute.objects.filter(commission__in=keys).exclude(stage__in=OVER)
    return rows.exclude(visibility=Visibility.SEALED)


def _places() -> QuerySet[HearingDispute]:
    said = Utterance.objects.filter(hearing=OuterRef("hearing"))
    frozen = Edition.objects.filter(hearing=OuterRef("hearing"))
    begun = frozen.exclude(steps=None).filter(published_at=None)
    return (
        HearingDispute.objects.annotate(
            has_words=Exists(said), is_frozen=Exists(frozen), is_under_way=Exists(begun)
        )
        .select_related("hearing__room", "hearing__commission")
        .order_by("hearing__held_on", "hearing")
    )


def _handler(one: Any, names: Mapping[int, str]) -> Handler | None:
    person = one.handled[-1].person if one.handled else None
    if person is None:
        return None
    return Handler(person.pk, person.name or person.email, person.pk not in names)
