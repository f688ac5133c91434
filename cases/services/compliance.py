"""After the decision: the courts, and whether it was obeyed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cases.models import CourtStage, Dispute, Order
from cases.services import journal, publication
from cases.services.journal import Actor
from cases.services.parties import NOWHERE, Said


@dataclass(frozen=True, slots=True)
class CourtDetails:
    """A stage before a court, as reported."""

    court_name: str
    court: str = ""
    number: str = ""
    brought_by: str = ""
    dated_on: date | None = None
    date_note: str = ""
    result: str = ""
    note: str = ""


@publication.one_act
def record_court_stage(
    dispute: Dispute,
    details: CourtDetails,
    *,
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> CourtStage:
    """Record that a decision went to a court, and what the court did as far as reported."""
    stage = CourtStage.objects.create(
        dispute=dispute,
        no=dispute.court_stages.count() + 1,
        court=details.court,
        court_name=details.court_name,
        number=details.number,
        brought_by=details.brought_by,
        dated_on=details.dated_on,
        date_note=details.date_note,
        result=details.result,
        note=details.note,
        **said.fields(),
    )
    journal.record(
        "court_stage_recorded",
        actor=actor,
        at=now,
        dispute=dispute,
        payload={"court": details.court_name, "result": details.result},
    )
    publication.shelve(dispute, now=now)
    return stage


@publication.one_act
def record_compliance(
    order: Order, *, complied_on: date, outcome: str, actor: Actor, now: datetime
) -> None:
    """Note that an order was obeyed, on which local day, and how that is known."""
    order.complied_on = complied_on
    order.outcome = outcome
    order.save(update_fields=["complied_on", "outcome"])
    dispute = order.decision.dispute
    journal.record(
        "order_obeyed",
        actor=actor,
        at=now,
        dispute=dispute,
        payload={"order": order.no, "on": str(complied_on)},
    )
    publication.shelve(dispute, now=now)
