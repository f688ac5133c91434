"""The fields of the registry's forms, from the record. What nobody reported stays empty."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from cases.domain import vocabulary
from cases.domain.documents import Paper
from cases.domain.filing import PLACES
from cases.domain.papers import (
    ApplicationForm,
    Dated,
    PaperHead,
    PartyBlock,
    Receipt,
    RegistrationDeed,
    Ticked,
    WantedItem,
)
from cases.domain.parties import PartyRole
from cases.domain.wording import local_time, long_date
from cases.models import (
    Dispute,
    DisputeApplication,
    Document,
    InformationRequest,
    Objection,
    PublicBody,
    Representation,
    Source,
)
from cases.queries import parties, transcripts

ENCLOSURES = (
    "Bukti identitas Pemohon",
    "Surat kuasa, bila dikuasakan",
    "Bukti permintaan informasi dan tanda terimanya",
    "Tanggapan badan publik, bila ada",
    "Bukti keberatan dan tanda terimanya",
    "Tanggapan atasan PPID, bila ada",
)


def application_form(document: Document) -> ApplicationForm:
    """What the application form of a dispute shows (law/forms, B1)."""
    dispute = _dispute(document)
    asked = list(dispute.information_requests.order_by("pk"))
    objections = list(Objection.objects.filter(information_request__in=asked).order_by("pk"))
    grounds = {letter for objection in objections for letter in objection.grounds}
    written = DisputeApplication.objects.filter(dispute=dispute).first()
    return ApplicationForm(
        head=head_of(document, dispute.received_on),
        register_number=transcripts.register_of(dispute),
        regime=vocabulary.label("regime", dispute.regime),
        received_on=dispute.received_on,
        applicant=_written_party(written)
        if written
        else _party(dispute, PartyRole.APPLICANT, "applicant_kind"),
        respondent=_party(dispute, PartyRole.RESPONDENT, "respondent_kind"),
        chronology=tuple(_chronology(dispute, asked, objections)),
        requested=dispute.requested or dispute.subject,
        items=tuple(WantedItem(item.label, item.text) for item in dispute.items.order_by("no")),
        reply=" ".join(request.reply for request in asked if request.reply),
        reasons=_chosen("dispute_reason", written.reasons) if written else _reasons(grounds),
        relief=_chosen("relief", written.relief) if written else _relief(grounds),
        problem=written.problem if written else "",
        relief_note=written.relief_note if written else "",
        enclosures=_enclosed(written),
        sources=_publishers(dispute.sources),
    )


def registration_deed(document: Document) -> RegistrationDeed:
    """What the deed of registration shows (Perki 1/2013 Pasal 17; law/forms, B4)."""
    dispute = _dispute(document)
    return RegistrationDeed(
        head=head_of(document, dispute.registered_on or dispute.received_on),
        register_number=transcripts.register_of(dispute),
        registered_on=dispute.registered_on,
        date_note=dispute.date_note,
        received_on=dispute.received_on,
        regime=vocabulary.label("regime", dispute.regime),
        applicant=_party(dispute, PartyRole.APPLICANT, "applicant_kind"),
        respondent=_party(dispute, PartyRole.RESPONDENT, "respondent_kind"),
        information=dispute.subject,
        documents=tuple(
            vocabulary.label("document_kind", kind)
            for kind in sorted(set(dispute.documents.values_list("kind", flat=True)))
            if kind not in {Paper.REGISTRATION_DEED, Paper.TRANSCRIPT}
        ),
    )


def receipt(document: Document) -> Receipt:
    """What the receipt of an application shows (law/forms, B2)."""
    dispute = _dispute(document)
    written = dispute.application
    at = written.tendered_at.astimezone(ZoneInfo(dispute.commission.time_zone))
    return Receipt(
        head=head_of(document, at.date()),
        received_on=at.date(),
        received_at=local_time(written.tendered_at, dispute.commission.time_zone),
        sender=written.applicant_name,
        representative=written.representative,
        respondent=_party(dispute, PartyRole.RESPONDENT, "respondent_kind").name,
        items=dispute.items.count(),
        digest=written.digest,
    )


def body_name(slug: str) -> str:
    """The name of a public body; empty where there is none of that slug."""
    return PublicBody.objects.filter(slug=slug).values_list("name", flat=True).first() or ""


def head_of(document: Document, made_on: date | None) -> PaperHead:
    """The head of an issued paper; dated by its record, not by the day it was printed."""
    dispute = _dispute(document)
    return PaperHead(
        code=document.code,
        commission=dispute.commission.name,
        made_on=made_on or _local_day(document.requested_at, dispute),
        base_url=settings.BASE_URL,
        is_demonstration=settings.DEMO,
    )


def _local_day(at: datetime, dispute: Dispute) -> date:
    return at.astimezone(ZoneInfo(dispute.commission.time_zone)).date()


def _dispute(document: Document) -> Dispute:
    rows = Dispute.objects.select_related("commission").prefetch_related("numbers")
    return rows.get(documents=document)


def _party(dispute: Dispute, role: PartyRole, kinds: str) -> PartyBlock:
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


def _written_party(written: DisputeApplication) -> PartyBlock:
    """The applicant as the application names it; for the parties and the registry alone."""
    basis = vocabulary.label("representation_basis", written.representative_basis)
    if written.attorney_on:
        basis = f"{basis} {long_date(written.attorney_on)}"
    office = f", {written.representative_office}" if written.representative_office else ""
    speaker = f"{written.representative}{office} ({basis})" if written.representative else ""
    contact = (
        written.applicant_address,
        written.applicant_city,
        written.applicant_phone,
        written.applicant_email,
        f"pengesahan {written.applicant_deed}" if written.applicant_deed else "",
    )
    return PartyBlock(
        name=written.applicant_name,
        kind=vocabulary.label("applicant_kind", written.applicant_kind),
        address=", ".join(part for part in contact if part),
        representatives=(speaker,) if speaker else (),
    )


def _in_order(row: Representation) -> tuple[str, str]:
    return row.person.name, row.capacity


def _chronology(
    dispute: Dispute, asked: list[InformationRequest], objections: list[Objection]
) -> Iterable[Dated]:
    for request in asked:
        yield Dated("Permintaan informasi", request.submitted_on, request.date_note)
        note = "" if request.replied_on else request.reply or "tidak dilaporkan"
        yield Dated("Tanggapan PPID", request.replied_on, note)
    for objection in objections:
        yield Dated("Keberatan", objection.filed_on, objection.date_note)
        yield Dated("Tanggapan atasan", objection.replied_on, objection.reply)
    yield Dated("Permohonan sengketa", dispute.received_on, "")


def _enclosed(written: DisputeApplication | None) -> tuple[Ticked, ...]:
    """The checklist: ticked by what was tendered; of a reported application nobody knows."""
    if written is None:
        return tuple(Ticked(text, None) for text in ENCLOSURES)
    held = set(written.enclosures.values_list("place", flat=True))
    return tuple(Ticked(vocabulary.label("enclosure", one), one in held) for one in PLACES)


def _chosen(group: str, codes: list[str]) -> tuple[Ticked, ...]:
    terms = vocabulary.terms(group).values()
    return tuple(Ticked(term.id, term.code in codes) for term in terms)


def _reasons(grounds: set[str]) -> tuple[Ticked, ...]:
    return tuple(
        Ticked(term.id, bool(grounds & set(term.extra["maps_to"])) if grounds else None)
        for term in vocabulary.terms("dispute_reason").values()
    )


def _relief(grounds: set[str]) -> tuple[Ticked, ...]:
    return tuple(
        Ticked(term.id, bool(grounds & set(term.extra["grounds"])) if grounds else None)
        for term in vocabulary.terms("relief").values()
    )


def _publishers(keys: list[str]) -> tuple[str, ...]:
    names = dict(Source.objects.filter(key__in=keys).values_list("key", "publisher"))
    return tuple(dict.fromkeys(names[key] for key in keys if key in names))
