"""From the letter to the public body up to the application before the commission."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cases.domain import filing as rules
from cases.domain.documents import Paper
from cases.domain.stages import Stage
from cases.models import (
    Deadline,
    Dispute,
    ExemptionClaim,
    InformationItem,
    InformationRequest,
    Objection,
    Organisation,
    PublicBody,
)
from cases.queries import codes as free_codes
from cases.services import deadlines, docket, documents, journal, publication
from cases.services.journal import Actor
from cases.services.parties import NOWHERE, Said


@dataclass(frozen=True, slots=True)
class RequestDetails:
    """A request for information. Empty dates are not reported; the note says what is."""

    submitted_on: date | None = None
    received_on: date | None = None
    date_note: str = ""


@dataclass(frozen=True, slots=True)
class ItemDetails:
    label: str
    text: str
    text_en: str = ""


@dataclass(frozen=True, slots=True)
class ExemptionDetails:
    reason: str
    claimed_on: date | None = None
    withdrawn_on: date | None = None
    grounds: Sequence[str] = ()
    consequence_test: str = ""
    result: str = ""


@publication.one_act
def record_request(
    dispute: Dispute,
    *,
    to: PublicBody,
    organisation: Organisation | None,
    details: RequestDetails,
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> InformationRequest:
    """Record the request to the public body with which a dispute begins."""
    number = dispute.information_requests.count() + 1
    information_request = InformationRequest.objects.create(
        code=free_codes.derived(InformationRequest, "request", dispute.code, str(number)),
        dispute=dispute,
        organisation=organisation,
        public_body=to,
        submitted_on=details.submitted_on,
        received_on=details.received_on,
        date_note=details.date_note,
        **said.fields(),
    )
    journal.record(
        "information_requested", actor=actor, at=now, dispute=dispute, payload={"to": to.name}
    )
    publication.shelve(dispute, now=now)
    return information_request


@publication.one_act
def add_item(
    information_request: InformationRequest,
    details: ItemDetails,
    *,
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> InformationItem:
    """Add one thing asked for; from here on it has its own fate."""
    item = InformationItem.objects.create(
        information_request=information_request,
        dispute=information_request.dispute,
        no=information_request.items.count() + 1,
        label=details.label,
        text=details.text,
        text_en=details.text_en,
        **said.fields(),
    )
    journal.record(
        "item_added",
        actor=actor,
        at=now,
        dispute=information_request.dispute,
        payload={"label": details.label, "text": details.text},
    )
    publication.shelve(information_request.dispute, now=now)
    return item


@publication.one_act
def record_reply(
    information_request: InformationRequest,
    *,
    reply: str,
    reply_en: str = "",
    replied_on: date | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Record what the public body answered; without a date when none is reported."""
    information_request.reply = reply
    information_request.reply_en = reply_en
    information_request.replied_on = replied_on
    information_request.save(update_fields=["reply", "reply_en", "replied_on"])
    journal.record(
        "request_answered",
        actor=actor,
        at=now,
        dispute=information_request.dispute,
        payload={"on": replied_on.isoformat() if replied_on else ""},
    )
    publication.shelve(information_request.dispute, now=now)


@publication.one_act
def object_to(
    information_request: InformationRequest,
    *,
    grounds: Sequence[str] = (),
    filed_on: date | None = None,
    date_note: str = "",
    reply: str = "",
    replied_on: date | None = None,
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> Objection:
    """Record the objection to the superior (Pasal 35, 36).

    Raises:
        UnknownGround: a letter outside Pasal 35 ayat (1).
    """
    letters = rules.check_grounds(grounds)
    objection = Objection.objects.create(
        information_request=information_request,
        grounds=list(letters),
        filed_on=filed_on,
        date_note=date_note,
        reply=reply,
        replied_on=replied_on,
        **said.fields(),
    )
    journal.record(
        "objection_filed",
        actor=actor,
        at=now,
        dispute=information_request.dispute,
        payload={"grounds": list(letters), "note": date_note},
    )
    publication.shelve(information_request.dispute, now=now)
    return objection


def submit(
    dispute: Dispute, *, received_on: date | None, actor: Actor, now: datetime
) -> Deadline | None:
    """File the application, and put its form on order."""
    with transaction.atomic():
        clock = receive(dispute, received_on=received_on, actor=actor, now=now)
        documents.request(dispute, kind=Paper.APPLICATION, actor=actor, now=now)
    return clock


@publication.one_act
def receive(
    dispute: Dispute, *, received_on: date | None, actor: Actor, now: datetime
) -> Deadline | None:
    """Note that the commission received the application: its clock starts on that local day.

    The clock is that of Pasal 38 (general) or of the election track; without a known day there
    is no clock.
    """
    dispute.received_on = received_on
    dispute.save(update_fields=["received_on"])
    docket.move(dispute, Stage.DISPUTE_FILED, actor=actor, now=now, along_path=True)

    clock = None
    if received_on is not None:
        clock = deadlines.start_proceedings(
            dispute, triggered_on=received_on, actor=actor, now=now
        )
    publication.shelve(dispute, now=now)
    return clock


@publication.one_act
def claim_exemption(
    dispute: Dispute,
    details: ExemptionDetails,
    *,
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> ExemptionClaim:
    """Record that the respondent calls information exempt, on what ground and by what test."""
    claim = ExemptionClaim.objects.create(
        dispute=dispute,
        claimed_on=details.claimed_on,
        withdrawn_on=details.withdrawn_on,
        grounds=list(details.grounds),
        reason=details.reason,
        consequence_test=details.consequence_test,
        result=details.result,
        **said.fields(),
    )
    journal.record(
        "exemption_claimed",
        actor=actor,
        at=now,
        dispute=dispute,
        payload={"reason": details.reason},
    )
    publication.shelve(dispute, now=now)
    return claim
