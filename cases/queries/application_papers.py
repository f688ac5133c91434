"""The application form as it is filed, and as it would be: what it shows, from the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from django.conf import settings

from cases.domain import codes, vocabulary
from cases.domain.filing import PLACES, Application, Chronology
from cases.domain.papers import (
    UNKNOWN,
    ApplicationForm,
    Dated,
    PaperHead,
    PartyBlock,
    Ticked,
    WantedItem,
)
from cases.domain.parties import PartyRole
from cases.models import (
    Commission,
    Dispute,
    DisputeApplication,
    Document,
    InformationRequest,
    Objection,
    PublicBody,
    Source,
)
from cases.queries import papers, transcripts

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
    dispute = papers.dispute_of(document)
    asked = list(dispute.information_requests.order_by("pk"))
    objections = list(Objection.objects.filter(information_request__in=asked).order_by("pk"))
    grounds = {letter for objection in objections for letter in objection.grounds}
    written = DisputeApplication.objects.filter(dispute=dispute).first()
    return ApplicationForm(
        head=papers.head_of(document, dispute.received_on),
        register_number=transcripts.register_of(dispute),
        regime=vocabulary.label("regime", dispute.regime),
        received_on=dispute.received_on,
        applicant=papers.written_party(written)
        if written
        else papers.party_of(dispute, PartyRole.APPLICANT, "applicant_kind"),
        respondent=papers.party_of(dispute, PartyRole.RESPONDENT, "respondent_kind"),
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


def draft_form(application: Application, document: Document) -> ApplicationForm:
    """What the form of an application shows before it is filed: the same, marked so."""
    commission = Commission.objects.get(code=application.commission)
    body = PublicBody.objects.get(slug=application.body)
    told = application.chronology
    return ApplicationForm(
        head=PaperHead(
            code=document.code,
            commission=commission.name,
            made_on=document.requested_at.astimezone(ZoneInfo(commission.time_zone)).date(),
            base_url=settings.BASE_URL,
            is_demonstration=settings.DEMO,
            is_filed=False,
        ),
        register_number="",
        regime=vocabulary.label("regime", application.regime),
        received_on=None,
        applicant=papers.party_block(application.applicant),
        respondent=PartyBlock(body.name, vocabulary.label("respondent_kind", body.kind)),
        chronology=tuple(_told_chronology(told)),
        requested=application.subject,
        items=tuple(
            WantedItem(codes.letters(no), one.text)
            for no, one in enumerate(application.items, start=1)
        ),
        reply=told.reply,
        reasons=_chosen("dispute_reason", application.reasons),
        relief=_chosen("relief", application.relief),
        problem=application.problem,
        relief_note=application.relief_note,
        enclosures=_placed(one.place for one in application.enclosures),
        sources=(),
    )


def _chronology(
    dispute: Dispute, asked: list[InformationRequest], objections: list[Objection]
) -> Iterable[Dated]:
    for request in asked:
        yield Dated("Permintaan informasi", request.submitted_on, request.date_note)
        note = "" if request.replied_on else request.reply or UNKNOWN
        yield Dated("Tanggapan PPID", request.replied_on, note)
    for objection in objections:
        yield Dated("Keberatan", objection.filed_on, objection.date_note)
        yield Dated("Tanggapan atasan", objection.replied_on, objection.reply)
    yield Dated("Permohonan sengketa", dispute.received_on, "")


def _told_chronology(told: Chronology) -> Iterable[Dated]:
    """The chronology of an application that is not filed, in the lines of a filed one."""
    yield Dated("Permintaan informasi", told.asked_on)
    note = "" if told.replied_on else told.reply or UNKNOWN
    yield Dated("Tanggapan PPID", told.replied_on, note)
    if told.objected_on:
        yield Dated("Keberatan", told.objected_on)
        yield Dated("Tanggapan atasan", told.answered_on, told.answer)
    yield Dated("Permohonan sengketa", None, "belum diajukan")


def _enclosed(written: DisputeApplication | None) -> tuple[Ticked, ...]:
    """The checklist: ticked by what was tendered; of a reported application nobody knows."""
    if written is None:
        return tuple(Ticked(text, None) for text in ENCLOSURES)
    return _placed(written.enclosures.values_list("place", flat=True))


def _placed(places: Iterable[str]) -> tuple[Ticked, ...]:
    held = set(places)
    return tuple(Ticked(vocabulary.label("enclosure", one), one in held) for one in PLACES)


def _chosen(group: str, chosen: Sequence[str]) -> tuple[Ticked, ...]:
    terms = vocabulary.terms(group).values()
    return tuple(Ticked(term.id, term.code in chosen) for term in terms)


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
