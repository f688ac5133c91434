"""The fields of the registry's forms, from the record. What nobody reported stays empty."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from cases.domain import vocabulary
from cases.domain.deadlines import RULES
from cases.domain.documents import Paper
from cases.domain.filing import Applicant
from cases.domain.papers import (
    CancellationDeed,
    IncompletenessNotice,
    PanelAppointment,
    PaperHead,
    PartyBlock,
    ProcessStop,
    Receipt,
    RegistrationDeed,
    RegistrationRefusal,
    StrikeDeed,
)
from cases.domain.parties import PartyRole, RepresentationBasis
from cases.domain.wording import local_time, long_date
from cases.models import (
    Dispute,
    DisputeApplication,
    Document,
    PublicBody,
    Representation,
)
from cases.queries import endings, panels, parties, transcripts


def registration_deed(document: Document) -> RegistrationDeed:
    """What the deed of registration shows (Perki 1/2013 Pasal 17; law/forms, B4)."""
    dispute = dispute_of(document)
    return RegistrationDeed(
        head=head_of(document, dispute.registered_on or dispute.received_on),
        register_number=transcripts.register_of(dispute),
        registered_on=dispute.registered_on,
        date_note=dispute.date_note,
        received_on=dispute.received_on,
        regime=vocabulary.label("regime", dispute.regime),
        applicant=party_of(dispute, PartyRole.APPLICANT, "applicant_kind"),
        respondent=party_of(dispute, PartyRole.RESPONDENT, "respondent_kind"),
        information=dispute.subject,
        documents=tuple(
            vocabulary.label("document_kind", kind)
            for kind in sorted(set(dispute.documents.values_list("kind", flat=True)))
            if kind not in {Paper.REGISTRATION_DEED, Paper.TRANSCRIPT}
        ),
    )


def receipt(document: Document) -> Receipt:
    """What the receipt of an application shows (law/forms, B2)."""
    dispute = dispute_of(document)
    written = dispute.application
    at = written.tendered_at.astimezone(ZoneInfo(dispute.commission.time_zone))
    return Receipt(
        head=head_of(document, at.date()),
        received_on=at.date(),
        received_at=local_time(written.tendered_at, dispute.commission.time_zone),
        sender=written.applicant_name,
        representative=written.representative,
        respondent=party_of(dispute, PartyRole.RESPONDENT, "respondent_kind").name,
        items=dispute.items.count(),
        digest=written.digest,
    )


def incompleteness_notice(document: Document) -> IncompletenessNotice:
    """What the notice of incompleteness shows (law/forms, B3), as it was sent."""
    dispute = dispute_of(document)
    sent = document.correspondence.select_related("deadline", "sent_by").get()
    return IncompletenessNotice(
        head=head_of(document, _local_day(sent.sent_at, dispute)),
        application=dispute.code,
        received_on=dispute.received_on,
        applicant=_applicant_of(dispute),
        respondent=party_of(dispute, PartyRole.RESPONDENT, "respondent_kind"),
        missing=tuple(vocabulary.label("enclosure", place) for place in sent.missing),
        note=sent.text,
        complete_by=sent.deadline.due_on if sent.deadline else None,
        days=RULES[sent.deadline.rule].length if sent.deadline else None,
        registrar=sent.sent_by.name,
    )


def cancellation_deed(document: Document) -> CancellationDeed:
    """What the deed cancelling a registration shows (law/forms, B6)."""
    dispute = dispute_of(document)
    noted = document.correspondence.select_related("reply_to", "sent_by").get()
    withdrawal = noted.reply_to or noted
    return CancellationDeed(
        head=head_of(document, _local_day(noted.sent_at, dispute)),
        register_number=transcripts.register_of(dispute),
        registered_on=dispute.registered_on,
        withdrawn_on=_local_day(withdrawal.sent_at, dispute),
        reason=withdrawal.text,
        applicant=party_of(dispute, PartyRole.APPLICANT, "applicant_kind"),
        respondent=party_of(dispute, PartyRole.RESPONDENT, "respondent_kind"),
        information=dispute.subject,
        registrar=noted.sent_by.name,
    )


def registration_refusal(document: Document) -> RegistrationRefusal:
    """What the paper of an application that was not registered shows (law/forms, B5)."""
    dispute = dispute_of(document)
    told = document.correspondence.select_related("sent_by").get()
    notice = endings.told_missing(dispute)
    return RegistrationRefusal(
        head=head_of(document, _local_day(told.sent_at, dispute)),
        application=dispute.code,
        received_on=dispute.received_on,
        notified_on=_local_day(notice.sent_at, dispute) if notice else None,
        complete_by=notice.deadline.due_on if notice and notice.deadline else None,
        missing=tuple(
            vocabulary.label("enclosure", place) for place in (notice.missing if notice else ())
        ),
        reason=told.text,
        applicant=_applicant_of(dispute),
        respondent=party_of(dispute, PartyRole.RESPONDENT, "respondent_kind"),
        information=dispute.subject,
        registrar=told.sent_by.name,
    )


def process_stop(document: Document) -> ProcessStop:
    """What the decision that stops a process shows (law/forms, B7)."""
    dispute = dispute_of(document)
    told = document.correspondence.get()
    return ProcessStop(
        head=head_of(document, _local_day(told.sent_at, dispute)),
        application=dispute.code,
        register_number=transcripts.register_of(dispute),
        facts=told.text,
        applicant=_applicant_of(dispute),
        respondent=party_of(dispute, PartyRole.RESPONDENT, "respondent_kind"),
        information=dispute.subject,
    )


def strike_deed(document: Document) -> StrikeDeed:
    """What the deed that strikes a double entry off shows; its form is ours."""
    dispute = dispute_of(document)
    told = document.correspondence.select_related("sent_by").get()
    entry = dispute.struck
    return StrikeDeed(
        head=head_of(document, entry.struck_on),
        application=dispute.code,
        register_number=transcripts.register_of(dispute),
        registered_on=dispute.registered_on,
        stands=transcripts.register_of(entry.stands) or entry.stands.code,
        stands_on=entry.stands.registered_on or entry.stands.received_on,
        reason=entry.reason,
        applicant=_applicant_of(dispute),
        respondent=party_of(dispute, PartyRole.RESPONDENT, "respondent_kind"),
        information=dispute.subject,
        registrar=told.sent_by.name,
    )


def _applicant_of(dispute: Dispute) -> PartyBlock:
    """The applicant as the application names it, or as it is reported."""
    written = DisputeApplication.objects.filter(dispute=dispute).first()
    if written is not None:
        return written_party(written)
    return party_of(dispute, PartyRole.APPLICANT, "applicant_kind")


def panel_appointment(document: Document) -> PanelAppointment:
    """What the appointment of a panel shows (law/forms, C1): the seats as they stand."""
    dispute = dispute_of(document)
    seats = panels.of(dispute).present
    days = [seat.starts_on for seat in seats if seat.starts_on]
    return PanelAppointment(
        head=head_of(document, max(days, default=None)),
        register_number=transcripts.register_of(dispute),
        applicant=party_of(dispute, PartyRole.APPLICANT, "applicant_kind"),
        respondent=party_of(dispute, PartyRole.RESPONDENT, "respondent_kind"),
        officers=tuple(
            (vocabulary.label("officer_role", seat.seat), seat.person.name) for seat in seats
        ),
    )


def party_names(dispute: Dispute) -> tuple[str, str]:
    """Applicant and respondent as papers of the parties name them."""
    written = DisputeApplication.objects.filter(dispute=dispute).first()
    applicant = (
        written.applicant_name
        if written
        else party_of(dispute, PartyRole.APPLICANT, "applicant_kind").name
    )
    return applicant, party_of(dispute, PartyRole.RESPONDENT, "respondent_kind").name


def body_name(slug: str) -> str:
    """The name of a public body; empty where there is none of that slug."""
    return PublicBody.objects.filter(slug=slug).values_list("name", flat=True).first() or ""


def head_of(document: Document, made_on: date | None) -> PaperHead:
    """The head of an issued paper; dated by its record, not by the day it was printed."""
    dispute = dispute_of(document)
    return PaperHead(
        code=document.code,
        commission=dispute.commission.name,
        made_on=made_on or _local_day(document.requested_at, dispute),
        base_url=settings.BASE_URL,
        is_demonstration=settings.DEMO,
    )


def _local_day(at: datetime, dispute: Dispute) -> date:
    return at.astimezone(ZoneInfo(dispute.commission.time_zone)).date()


def dispute_of(document: Document) -> Dispute:
    """The dispute of a paper, with its commission and numbers."""
    rows = Dispute.objects.select_related("commission").prefetch_related("numbers")
    return rows.get(documents=document)


def party_of(dispute: Dispute, role: PartyRole, kinds: str) -> PartyBlock:
    """A side as the record names it; ``kinds``: the group of words for its kind."""
    found = (
        dispute.participants.filter(role=role)
        .select_related("organisation", "public_body", "person")
        .prefetch_related("representations__person")
        .order_by("pk")
    )
    names, speakers, kind = [], [], ""
    for participant in found:
        names.append(parties.full_name(participant))
        kind = vocabulary.label(kinds, participant.kind) if participant.kind else kind
        for row in sorted(participant.representations.all(), key=_in_order):
            capacity = f", {row.capacity}" if row.capacity else ""
            speakers.append(f"{row.person.name}{capacity}")
    return PartyBlock(
        name=", ".join(names) or transcripts.UNREPORTED,
        kind=kind,
        representatives=tuple(dict.fromkeys(speakers)),
    )


def written_party(written: DisputeApplication) -> PartyBlock:
    """The applicant as the application names it; for the parties and the registry alone."""
    return party_block(
        Applicant(
            kind=written.applicant_kind,
            name=written.applicant_name,
            address=written.applicant_address,
            city=written.applicant_city,
            phone=written.applicant_phone,
            email=written.applicant_email,
            deed=written.applicant_deed,
            representative=written.representative,
            office=written.representative_office,
            basis=RepresentationBasis(written.representative_basis),
            attorney_on=written.attorney_on,
        )
    )


def party_block(who: Applicant) -> PartyBlock:
    """An applicant as an application names them."""
    basis = vocabulary.label("representation_basis", who.basis)
    if who.attorney_on:
        basis = f"{basis} {long_date(who.attorney_on)}"
    office = f", {who.office}" if who.office else ""
    speaker = f"{who.representative}{office} ({basis})" if who.representative else ""
    contact = (
        who.address,
        who.city,
        who.phone,
        who.email,
        f"pengesahan {who.deed}" if who.deed else "",
    )
    return PartyBlock(
        name=who.name,
        kind=vocabulary.label("applicant_kind", who.kind),
        address=", ".join(part for part in contact if part),
        representatives=(speaker,) if speaker else (),
    )


def _in_order(row: Representation) -> tuple[str, str]:
    return row.person.name, row.capacity
