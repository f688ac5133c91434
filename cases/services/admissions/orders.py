"""Orders of the panel during the proceedings, and promises with their last day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from cases.domain import admissions as rules
from cases.domain.transcripts import NotInThisHearing
from cases.models import (
    Assertion,
    Dispute,
    Hearing,
    PanelOrder,
    Person,
    PublicBody,
    Undertaking,
    Utterance,
)
from cases.services import hearings, journal, publication
from cases.services.admissions.details import PanelOrderDetails
from cases.services.journal import Actor
from cases.services.parties import NOWHERE, Said


@publication.one_act
def order_by_panel(
    hearing: Hearing,
    details: PanelOrderDetails,
    *,
    disputes: Sequence[Dispute],
    given_by: Person,
    to_body: PublicBody | None = None,
    utterance: Utterance | None = None,
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> PanelOrder:
    """Record an order of the panel to a party, with its due date.

    Raises:
        NotInThisHearing: a dispute is not heard there, or the words fell in another hearing.
    """
    hearing = hearings.locked(hearing)
    _check_heard(hearing, disputes, utterance)

    order = PanelOrder.objects.create(
        hearing=hearing,
        given_by=given_by,
        to_body=to_body,
        utterance=utterance,
        **asdict(details),
        **said.fields(),
    )
    order.disputes.set(disputes)
    for dispute in disputes:
        journal.record(
            "panel_ordered",
            actor=actor,
            at=now,
            dispute=dispute,
            hearing=hearing,
            payload={"what": details.what, "due": str(details.due_on or "")},
        )
    publication.shelve_all(disputes, now=now)
    return order


def _check_heard(
    hearing: Hearing, disputes: Sequence[Dispute], utterance: Utterance | None
) -> None:
    served = set(hearing.disputes.values_list("pk", flat=True))
    is_foreign = any(dispute.pk not in served for dispute in disputes)
    if is_foreign or (utterance is not None and utterance.hearing_id != hearing.pk):
        raise NotInThisHearing("Sengketa atau ucapan itu bukan dari sidang ini.")


@publication.one_act
def undertake(
    assertion: Assertion, *, what: str, due_on: date | None, actor: Actor, now: datetime
) -> Undertaking:
    """Turn a promise made in a hearing into an undertaking with its due date.

    Raises:
        NoPromise: the stance was taken without promising anything, or was turned before.
    """
    is_promise = assertion.legal_effect == rules.LegalEffect.UNDERTAKING
    if not is_promise or Undertaking.objects.filter(assertion=assertion).exists():
        raise rules.NoPromise("Sikap ini bukan kesanggupan, atau sudah dicatat sebelumnya.")

    undertaking = Undertaking.objects.create(assertion=assertion, what=what, due_on=due_on)
    journal.record(
        "undertaking_given",
        actor=actor,
        at=now,
        dispute=assertion.proposition.dispute,
        payload={"what": what, "due": str(due_on or "")},
    )
    publication.shelve(assertion.proposition.dispute, now=now)
    return undertaking
