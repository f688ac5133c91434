"""What the registry does: open a file, register it, note who takes part, what is unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from django.db import transaction

from cases.domain import numbering
from cases.domain.documents import Paper
from cases.domain.hearings import AnotherChair, Seat
from cases.domain.parties import PartyRole, RepresentationBasis
from cases.domain.stages import Stage
from cases.models import (
    Commission,
    Discrepancy,
    Dispute,
    DisputeFamily,
    Hearing,
    Organisation,
    PanelMember,
    Participant,
    Person,
    PublicBody,
    RegisterNumber,
    Representation,
    Unknown,
)
from cases.queries import codes as free_codes
from cases.services import docket, documents, journal, publication
from cases.services.journal import Actor
from cases.services.parties import NOWHERE, Said

# The column of a participant for each kind of house or person.
PLACES: Mapping[type, str] = MappingProxyType(
    {Organisation: "organisation", PublicBody: "public_body", Person: "person"}
)


@dataclass(frozen=True, slots=True)
class DisputeDetails:
    """What is known of a dispute when its file is opened.

    ``natural_key`` identifies it in the world (a register number, or a name where no number
    was ever reported); the public code is derived from it.
    """

    natural_key: str
    regime: str
    subject: str
    subject_en: str = ""
    requested: str = ""
    received_on: date | None = None
    date_note: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where sources disagree: every version, the one in use, and why."""

    key: str
    about: str
    versions: Sequence[str]
    used: str
    reason: str = ""


@publication.one_act
def open_file(
    commission: Commission,
    details: DisputeDetails,
    *,
    family: DisputeFamily | None = None,
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> Dispute:
    """Open the file of a dispute at the stage of an information request."""
    dispute = Dispute.objects.create(
        code=free_codes.derived(Dispute, "dispute", commission.code, details.natural_key),
        commission=commission,
        family=family,
        regime=details.regime,
        stage=Stage.REQUEST_SUBMITTED,
        subject=details.subject,
        subject_en=details.subject_en,
        requested=details.requested,
        received_on=details.received_on,
        date_note=details.date_note,
        note=details.note,
        created_at=now,
        **said.fields(),
    )
    journal.record(
        "file_opened",
        actor=actor,
        at=now,
        dispute=dispute,
        payload={"key": details.natural_key, "subject": details.subject},
    )
    return dispute


@publication.one_act
def join_family(
    slug: str,
    *,
    title: str,
    title_en: str = "",
    reason: str = "",
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> DisputeFamily:
    """Name registers that are examined together, and say why they are."""
    family = DisputeFamily.objects.create(
        slug=slug, title=title, title_en=title_en, reason=reason, **said.fields()
    )
    journal.record("family_joined", actor=actor, at=now, payload={"slug": slug})
    return family


@publication.one_act
def give_number(
    dispute: Dispute,
    raw: str,
    *,
    kind: str,
    issued_on: date | None = None,
    note: str = "",
    actor: Actor,
    now: datetime,
) -> RegisterNumber:
    """Attach a number as it is written; a new register number supersedes the one before."""
    parts = numbering.read(raw)
    if kind == "register":
        RegisterNumber.objects.filter(dispute=dispute, kind="register", is_current=True).update(
            is_current=False
        )
    number = RegisterNumber.objects.create(
        dispute=dispute,
        commission=dispute.commission,
        kind=kind,
        raw=parts.raw,
        normal=parts.normal,
        slug=parts.slug,
        short=parts.short,
        seq=parts.seq,
        year=parts.year,
        issued_on=issued_on,
        note=note,
    )
    journal.record(
        "number_given", actor=actor, at=now, dispute=dispute, payload={"raw": raw, "kind": kind}
    )
    publication.shelve(dispute, now=now)
    return number


def register(
    dispute: Dispute,
    raw: str,
    *,
    registered_on: date | None,
    date_note: str = "",
    actor: Actor,
    now: datetime,
) -> RegisterNumber:
    """Register a dispute under a number, and put the deed of registration on order."""
    with transaction.atomic():
        number = enter(
            dispute, raw, registered_on=registered_on, date_note=date_note, actor=actor, now=now
        )
        documents.request(dispute, kind=Paper.REGISTRATION_DEED, actor=actor, now=now)
    publication.shelve(dispute, now=now)
    return number


@publication.one_act
def enter(
    dispute: Dispute,
    raw: str,
    *,
    registered_on: date | None,
    date_note: str = "",
    number_note: str = "",
    actor: Actor,
    now: datetime,
) -> RegisterNumber:
    """Enter a dispute in the register. ``registered_on`` None: no source reports the day."""
    number = give_number(
        dispute,
        raw,
        kind="register",
        issued_on=registered_on,
        note=number_note,
        actor=actor,
        now=now,
    )
    dispute.registered_on = registered_on
    dispute.date_note = date_note or dispute.date_note
    dispute.save(update_fields=["registered_on", "date_note"])
    docket.move(dispute, Stage.REGISTERED, actor=actor, now=now, along_path=True)
    return number


@publication.one_act
def add_participant(
    dispute: Dispute,
    who: Organisation | PublicBody | Person | str,
    *,
    role: PartyRole,
    kind: str = "",
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> Participant:
    """Let somebody take part. A private person whose name is not public is only a label."""
    column = PLACES.get(type(who), "public_label")
    participant = Participant.objects.create(
        dispute=dispute, role=role, kind=kind, **{column: who}, **said.fields()
    )
    journal.record(
        "participant_added",
        actor=actor,
        at=now,
        dispute=dispute,
        payload={"role": role.value, "who": str(who)},
    )
    publication.shelve(dispute, now=now)
    return participant


@publication.one_act
def represent(
    participant: Participant,
    person: Person,
    *,
    capacity: str,
    basis: RepresentationBasis = RepresentationBasis.UNREPORTED,
    signed_on: date | None = None,
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> Representation:
    """Record who speaks for a party, and on what paper as far as it is reported."""
    representation = Representation.objects.create(
        participant=participant,
        person=person,
        capacity=capacity,
        basis=basis,
        signed_on=signed_on,
        **said.fields(),
    )
    journal.record(
        "representative_added",
        actor=actor,
        at=now,
        dispute=participant.dispute,
        payload={"person": person.slug, "capacity": capacity},
    )
    publication.shelve(participant.dispute, now=now)
    return representation


@publication.one_act
def seat_on_panel(
    dispute: Dispute, person: Person, *, seat: str, actor: Actor, now: datetime
) -> PanelMember:
    """Note a commissioner as sitting on the panel of a dispute.

    Raises:
        AnotherChair: somebody else chairs it; that changes by an order alone.
    """
    _check_chair(dispute, person, seat)
    member, made = PanelMember.objects.get_or_create(
        dispute=dispute, person=person, ends_on=None, defaults={"seat": seat}
    )
    if made:
        journal.record(
            "panel_member_seated",
            actor=actor,
            at=now,
            dispute=dispute,
            payload={"person": person.slug, "seat": seat},
        )
    publication.shelve(dispute, now=now)
    return member


def _check_chair(dispute: Dispute, person: Person, seat: str) -> None:
    chairs = PanelMember.objects.filter(dispute=dispute, ends_on=None, seat=Seat.CHAIR)
    other = chairs.exclude(person=person).select_related("person").first()
    if seat == Seat.CHAIR and other is not None:
        raise AnotherChair(
            f"Majelis sengketa ini diketuai {other.person.name}, bukan {person.name}. "
            "Gantilah ketua majelis dengan penetapan lebih dahulu."
        )


@publication.one_act
def note_discrepancy(
    disputes: Sequence[Dispute],
    disagreement: Disagreement,
    *,
    hearing: Hearing | None = None,
    actor: Actor,
    now: datetime,
) -> Discrepancy:
    """Keep a disagreement between sources in the open."""
    row = Discrepancy.objects.create(
        key=disagreement.key,
        hearing=hearing,
        about=disagreement.about,
        versions=list(disagreement.versions),
        used=disagreement.used,
        reason=disagreement.reason,
    )
    row.disputes.set(disputes)
    for dispute in disputes:
        journal.record(
            "discrepancy_noted",
            actor=actor,
            at=now,
            dispute=dispute,
            payload={"key": disagreement.key, "used": disagreement.used},
        )
    publication.shelve_all(disputes, now=now)
    return row


@publication.one_act
def note_unknown(
    disputes: Sequence[Dispute], about: str, *, actor: Actor, now: datetime
) -> Unknown:
    """Say that something is not known, so that nobody fills it in."""
    row = Unknown.objects.create(about=about)
    row.disputes.set(disputes)
    for dispute in disputes:
        journal.record(
            "unknown_noted", actor=actor, at=now, dispute=dispute, payload={"about": about}
        )
    publication.shelve_all(disputes, now=now)
    return row
