"""What was counted of the whole shelf, or of one commission's part, however much there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from cases.domain.parties import PartyRole
from cases.domain.publication.counts import Key
from cases.domain.stages import Phase, Stage, is_over
from cases.models import PublicCount, PublicDispute, PublicParty
from cases.queries.public.shelves import shelf

OVER = [stage for stage in Stage if is_over(stage)]
UNDECIDED = [Phase.REQUEST, Phase.OBJECTION, Phase.FILING, Phase.EXAMINATION]


class Counted(NamedTuple):
    """How often something with these features is there."""

    first: str
    second: str
    third: str
    fourth: str
    often: int

    @property
    def marks(self) -> frozenset[str]:
        """The names of what holds, where the second feature has them."""
        return frozenset(self.second.split())


def counted(*kinds: str, scope: str = "", **features: str) -> Mapping[str, list[Counted]]:
    """All that is there of some kinds, of a commission or, where it is empty, of all; what has
    these features. One query.
    """
    rows = shelf(PublicCount).filter(kind__in=kinds, scope=scope, **features).order_by()
    told = rows.values_list("kind", *Key._fields[2:]).annotate(all=Sum("often"))
    found: defaultdict[str, list[Counted]] = defaultdict(list)
    for kind, *counts in told.exclude(all=0):
        found[kind].append(Counted(*counts))
    return found


def total(kind: str, *, scope: str = "", **features: str) -> int:
    """How many there are of one kind that have these features. One query."""
    rows = shelf(PublicCount).filter(kind=kind, scope=scope, **features)
    return int(rows.aggregate(all=Sum("often"))["all"] or 0)


def promised(scope: str, today: date) -> list[tuple[str, frozenset[str], bool, int]]:
    """Kinds of promises of a commission, or of all; what holds of them, whether their day is
    past, and how many there are. One query.
    """
    rows = shelf(PublicCount).filter(kind="promise", scope=scope).order_by()
    is_past = Q(third__gt="", third__lt=today.isoformat())
    told = rows.values_list("first", "second").annotate(
        past=Coalesce(Sum("often", filter=is_past), 0), all=Sum("often")
    )
    return [
        (kind, frozenset(marks.split()), is_due, often)
        for kind, marks, past, all_of_it in told
        for is_due, often in ((True, past), (False, all_of_it - past))
        if often
    ]


def parties(role: PartyRole) -> QuerySet[Any, Any]:
    """Who takes part in that role, once each: ``slug``, and in how many ``disputes``, of which
    ``decided`` and ``open``.
    """
    rows = shelf(PublicCount).filter(kind="party", scope="", first=role).exclude(second="")
    is_open = Q(third__in=UNDECIDED) & ~Q(fourth__in=OVER)
    return (
        rows.order_by()
        .values(slug=F("second"))
        .annotate(
            disputes=Sum("often"),
            decided=Coalesce(Sum("often", filter=~Q(third__in=UNDECIDED)), 0),
            open=Coalesce(Sum("often", filter=is_open), 0),
        )
        .filter(disputes__gt=0)
    )


def named(rows: QuerySet[Any, Any], role: PartyRole) -> QuerySet[Any, Any]:
    """The same parties with ``name`` and ``short``, as their first dispute calls them."""
    theirs = shelf(PublicParty).filter(role=role, slug=OuterRef("second")).order_by("dispute")
    told: QuerySet[Any, Any] = rows.annotate(
        name=Subquery(theirs.values("name")[:1]), short=Subquery(theirs.values("short")[:1])
    )
    return told


def commissions(kind: str) -> QuerySet[Any, Any]:
    """The commissions that have something of that kind, as ``PublicDispute`` calls them, once
    each, and how ``many``.
    """
    rows = shelf(PublicCount).filter(kind=kind).exclude(scope="").order_by()
    told = rows.values(commission_code=F("scope")).annotate(many=Sum("often"))
    first = shelf(PublicDispute).filter(commission_code=OuterRef("scope")).order_by()
    return told.filter(many__gt=0).annotate(
        commission=Subquery(first.values("commission")[:1]),
        commission_short=Subquery(first.values("commission_short")[:1]),
    )
