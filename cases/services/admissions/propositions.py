"""Propositions: neutral, atomic claims on which stances are taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from cases.domain import admissions as rules
from cases.models import Dispute, InformationItem, Proposition
from cases.services import journal, publication
from cases.services.admissions.details import PropositionDetails
from cases.services.journal import Actor
from cases.services.parties import NOWHERE, Said


@publication.one_act
def propose(
    dispute: Dispute,
    details: PropositionDetails,
    *,
    items: Sequence[InformationItem] = (),
    beside: Sequence[Proposition] = (),
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> Proposition:
    """Write down a proposition on which stances can be taken.

    ``beside``: propositions on the same matter, whose statements outside the hearing are to be
    read beside those on this one, and the other way round.

    Raises:
        CodeTaken: the dispute has a proposition of that code.
        NotOfThisDispute: an item was asked for in another dispute.
    """
    _check(dispute, details.code, items)
    proposition = Proposition.objects.create(
        dispute=dispute, **asdict(details), **said.fields()
    )
    proposition.items.set(items)
    proposition.beside.set(beside)
    for other in beside:
        other.beside.add(proposition)
    journal.record(
        "proposition_written",
        actor=actor,
        at=now,
        dispute=dispute,
        payload={"code": details.code, "text": details.text},
    )
    publication.shelve(dispute, now=now)
    return proposition


def _check(dispute: Dispute, code: str, items: Sequence[InformationItem]) -> None:
    if dispute.propositions.filter(code=code).exists():
        raise rules.CodeTaken(f"Proposisi {code} sudah ada dalam sengketa ini.")
    if any(item.dispute_id != dispute.pk for item in items):
        raise rules.NotOfThisDispute("Butir informasi itu bukan dari sengketa ini.")
