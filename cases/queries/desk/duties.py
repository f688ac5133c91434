"""Everything that is still to be done in some disputes: limits, orders, promises, hearings."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from cases.domain.deadlines import RULES, Unit, usual_unit
from cases.domain.hearings import CAUCUS, MEDIATION, HearingState
from cases.domain.notices import EVERYBODY, Side, bound_by
from cases.domain.publication import UNANNOUNCED_KINDS, UNANNOUNCED_STATES
from cases.models import Deadline, HearingDispute, ItemDisposition, PanelOrder, User
from cases.queries import deadlines, mediation

COLUMNS = ("kind", "pk", "on", "told", "name", "case")
SIDES: dict[str, tuple[Side, ...]] = {
    "order": (Side.RESPONDENT,),
    "disclosure": (Side.RESPONDENT,),
    "hearing": EVERYBODY,
}


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that is to be done by a local day in one case, and on which side.

    ``what`` is a rule of the table of limits, a kind of hearing, or what was ordered or
    promised; ``who`` names a body where one was named. No sides: it is for a court.
    ``key`` is the same for a thing that is to be done in several disputes at once.
    """

    key: str
    kind: str  # deadline | order | hearing | disclosure | turn
    due_on: date
    what: str
    sides: tuple[Side, ...]
    dispute: int | None = None
    who: str = ""
    confidence: str = ""
    counted_from: date | None = None
    unit: Unit | None = None
    joint_leave_counts: bool = False


def duties_in(mine: QuerySet[Any], *, user: User, inside: Collection[int]) -> tuple[Duty, ...]:
    """What is still to be done in these disputes, the earliest first. Two queries.

    Only who is ``inside`` a commission (its key) learns of what it does not announce.
    """
    running = deadlines.running().filter(dispute__in=mine)
    found = [*map(_limit, running), *_dated(mine, user, inside)]
    return tuple(sorted(found, key=lambda duty: (duty.due_on, duty.dispute or 0, duty.key)))


def _limit(row: Deadline) -> Duty:
    rule = RULES[row.rule]
    return Duty(
        key=f"deadline:{row.pk}",
        kind="deadline",
        due_on=row.due_on,
        what=row.rule,
        sides=bound_by(rule),
        dispute=row.dispute_id,
        confidence=rule.confidence,
        counted_from=row.triggered_on,
        unit=usual_unit(rule),
        joint_leave_counts=row.joint_leave_counts,
    )


def announced(user: User, inside: Collection[int]) -> Q:
    """The hearings of which the parties know, and all of one's own commissions; of a mediation
    only the sessions that exist for ``user``.
    """
    behind_doors = Q(hearing__kind=CAUCUS) | Q(hearing__kind=MEDIATION, hearing__sources=[])
    own = Q(hearing__in=mediation.sessions_visible_to(user).values("pk"))
    is_told = ~Q(hearing__state__in=UNANNOUNCED_STATES) & ~Q(
        hearing__kind__in=UNANNOUNCED_KINDS
    )
    return (is_told | Q(hearing__commission__in=inside)) & ~behind_doors | own


def _dated(mine: QuerySet[Any], user: User, inside: Collection[int]) -> Iterator[Duty]:
    """What has a day of its own; one that serves several disputes is told in each of them."""
    orders = PanelOrder.objects.filter(
        disputes__in=mine, due_on__isnull=False, outcome="", kept_on=None, lapsed_on=None
    ).annotate(
        kind=Value("order"),
        on=F("due_on"),
        told=F("what"),
        name=Coalesce("to_body__name", Value("")),
        case=F("disputes"),
    )
    owed = ItemDisposition.objects.filter(
        decision__dispute__in=mine, due_on__isnull=False
    ).annotate(
        kind=Value("disclosure"),
        on=F("due_on"),
        told=F("item__text"),
        name=Value(""),
        case=F("decision__dispute"),
    )
    sittings = HearingDispute.objects.filter(
        announced(user, inside), dispute__in=mine, hearing__state=HearingState.SET
    ).annotate(
        kind=Value("hearing"),
        on=F("hearing__held_on"),
        told=F("hearing__kind"),
        name=Value(""),
        case=F("dispute"),
    )
    together = orders.values_list(*COLUMNS).union(
        owed.values_list(*COLUMNS),
        sittings.values_list("kind", "hearing", "on", "told", "name", "case"),
        all=True,
    )
    for kind, key, due_on, what, who, dispute in together:
        yield Duty(f"{kind}:{key}", kind, due_on, what, SIDES[kind], dispute, who)
