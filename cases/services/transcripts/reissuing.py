"""Another edition, by written order only. The one before it stays as it is for ever.

What is corrected stands beside the turns, in rows of the order: no turn, no revision changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cases.domain import transcripts as rules
from cases.models import Edition, EditionOrder, OrderedCorrection, User, Utterance
from cases.queries import certifying as queries
from cases.queries import transcripts
from cases.services import hearings, journal
from cases.services.transcripts import freezing
from cases.services.transcripts.naming import actor_of, name_of


@dataclass(frozen=True, slots=True)
class OrderDetails:
    """A written order: its number, its local day, whose it is, and why."""

    number: str
    ordered_on: date
    ordered_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A turn as it is to stand: who, in which part, which words."""

    text: str
    speaker: str
    role: str
    reason: str


@transaction.atomic
def order_edition(
    edition: Edition, details: OrderDetails, *, by: User, now: datetime
) -> EditionOrder:
    """Note a written order that an edition be followed by another one.

    Raises:
        NotTheRegistrar: ``by`` does not work in the registry of the hearing.
        NothingReleased: the public does not read the edition yet.
        OrderStillOpen: it is ordered already, or is not the latest.
    """
    hearing = hearings.locked(edition.hearing)
    if not queries.is_keeper(by, hearing):
        raise rules.NotTheRegistrar("Perintah edisi dicatat kepaniteraan sidang ini.")
    latest = transcripts.latest_edition(hearing)
    if latest != edition or edition.orders.exists():
        raise rules.OrderStillOpen(
            "Edisi ini sudah diperintahkan diganti, atau bukan terakhir."
        )
    if latest.published_at is None:
        raise rules.NothingReleased("Edisi yang belum dirilis tidak diganti.")
    order = EditionOrder.objects.create(
        hearing=hearing,
        of_edition=edition,
        number=details.number,
        ordered_on=details.ordered_on,
        ordered_by=details.ordered_by,
        reason=details.reason,
        written_by=name_of(by),
        written_at=now,
    )
    journal.record(
        "edition_ordered",
        actor=actor_of(by),
        at=now,
        hearing=hearing,
        payload={
            "of_edition": edition.no,
            "number": order.number,
            "ordered_on": str(order.ordered_on),
            "ordered_by": order.ordered_by,
            "reason": order.reason,
        },
    )
    return order


@transaction.atomic
def correct(
    order: EditionOrder, turn: Utterance, told: Correction, *, by: User, now: datetime
) -> OrderedCorrection:
    """Say how the ordered edition has a turn.

    Raises:
        NotTheRegistrar: ``by`` does not work in the registry of the hearing.
        OrderIsDone: the ordered edition is frozen.
        NotInThisHearing: the turn is none of the frozen ones of the hearing.
    """
    hearing = hearings.locked(order.hearing)
    if not queries.is_keeper(by, hearing):
        raise rules.NotTheRegistrar("Koreksi dicatat kepaniteraan sidang ini.")
    if queries.open_order(hearing) != order:
        raise rules.OrderIsDone("Edisi yang diperintahkan sudah dibekukan.")
    if turn.hearing_id != hearing.pk or turn.number is None:
        raise rules.NotInThisHearing("Butir itu bukan dari risalah sidang ini.")
    row = OrderedCorrection.objects.create(
        order=order,
        utterance=turn,
        no=order.corrections.filter(utterance=turn).count() + 1,
        text=told.text,
        speaker=told.speaker,
        role=told.role,
        reason=told.reason,
        written_by=name_of(by),
        written_at=now,
    )
    journal.record(
        "edition_corrected",
        actor=actor_of(by),
        at=now,
        hearing=hearing,
        payload={"order": order.number, "turn": turn.number, "no": row.no},
    )
    return row


def write_ordered(order: EditionOrder, **more: Any) -> Edition:
    """Write the ordered edition; ``more`` as for ``freezing.write_edition``.

    Raises:
        NothingCorrected: it would say the same as the edition before it.
    """
    draft = transcripts.draft_record(order.hearing)
    before = transcripts.full_record(order.of_edition)
    told = [(one.text, one.speaker, one.role) for one in draft.turns]
    if told == [(one.text, one.speaker, one.role) for one in before.turns]:
        raise rules.NothingCorrected("Belum ada butir yang dikoreksi menurut perintah itu.")
    return freezing.write_edition(order.hearing, draft, no=order.of_edition.no + 1, **more)
