"""What waits on somebody's desk: their disputes, and the next duties in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from cases.domain.deadlines import RULES
from cases.domain.publication import Visibility
from cases.models import (
    Deadline,
    Dispute,
    Hearing,
    ItemDisposition,
    PanelOrder,
    Participant,
    User,
)
from cases.queries import deadlines, disputes


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that is to be done by a local day, and by whom."""

    due_on: date
    kind: str  # deadline | order | hearing | disclosure
    what: str
    who: str
    dispute: Dispute
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class OnDesk:
    """A dispute with its number and its parties, as a row of the desk.

    ``slug`` is the last part of its public address, empty where it is not public.
    """

    dispute: Dispute
    register: str
    slug: str
    parties: str


def disputes_of(user: User) -> tuple[OnDesk, ...]:
    """Every dispute in which ``user`` has a part, by number. Three queries."""
    houses = Participant.objects.select_related("organisation", "public_body", "person")
    found = disputes.visible_to(user).prefetch_related(
        "numbers", Prefetch("participants", houses.order_by("pk"))
    )
    rows = [_on_desk(one) for one in found]
    return tuple(sorted(rows, key=lambda row: (row.register == "", row.register)))


def duties_of(user: User, *, limit: int = 30) -> tuple[Duty, ...]:
    """What is still to be done in those disputes, the earliest day first. Five queries."""
    mine = disputes.visible_to(user)
    found = [
        *(_deadline(row) for row in deadlines.running().filter(dispute__in=mine)
          .select_related("dispute")),
        *(_order(row) for row in _open_orders(mine)),
        *(_disclosure(row) for row in _owed(mine)),
        *(duty for row in _to_come(mine) for duty in _hearing(row)),
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda duty: (duty.due_on, duty.dispute.code)))[:limit]


def _deadline(row: Deadline) -> Duty:
    rule = RULES[row.rule]
    return Duty(row.due_on, "deadline", row.rule, rule.bound, row.dispute, rule.confidence)


def _open_orders(mine: QuerySet[Dispute]) -> QuerySet[PanelOrder]:
    rows = PanelOrder.objects.filter(disputes__in=mine, due_on__isnull=False, outcome="")
    return rows.prefetch_related("disputes").select_related("to_body").distinct()


def _order(row: PanelOrder) -> Duty:
    who = row.to_body.name if row.to_body else ""
    return Duty(row.due_on or date.max, "order", row.what, who, row.disputes.all()[0])


def _owed(mine: QuerySet[Dispute]) -> QuerySet[ItemDisposition]:
    rows = ItemDisposition.objects.filter(decision__dispute__in=mine, due_on__isnull=False)
    return rows.select_related("item", "decision__dispute")


def _disclosure(row: ItemDisposition) -> Duty:
    return Duty(row.due_on or date.max, "disclosure", row.item.text, "", row.decision.dispute)


def _to_come(mine: QuerySet[Dispute]) -> QuerySet[Hearing]:
    rows = Hearing.objects.filter(disputes__in=mine, state="set")
    return rows.prefetch_related("disputes").distinct()


def _hearing(row: Hearing) -> list[Duty]:
    return [Duty(row.held_on, "hearing", row.kind, "", one) for one in row.disputes.all()[:1]]


def _on_desk(dispute: Dispute) -> OnDesk:
    numbers = [n for n in dispute.numbers.all() if n.kind == "register" and n.is_current]
    slug = numbers[0].slug if numbers else dispute.code
    return OnDesk(
        dispute=dispute,
        register=numbers[0].raw if numbers else "",
        slug=slug if dispute.visibility == Visibility.PUBLIC else "",
        parties=_parties(dispute),
    )


def _parties(dispute: Dispute) -> str:
    sides = {"pemohon": "", "termohon": ""}
    for participant in dispute.participants.all():
        if participant.role in sides and not sides[participant.role]:
            sides[participant.role] = _name(participant)
    return " v. ".join(name for name in sides.values() if name)


def _name(participant: Participant) -> str:
    who = participant.organisation or participant.public_body or participant.person
    if who is None:
        return participant.public_label
    return getattr(who, "short", "") or who.name
