"""Writing an application step by step, and filing it."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import rfc8785
from django.db.models import Max

from cases.adapters.letters import DOCX
from cases.domain import codes
from cases.domain.documents import Paper
from cases.domain.errors import CaseError
from cases.domain.filing import Application
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.models import (
    Commission,
    Dispute,
    DisputeApplication,
    DraftAnswer,
    FilingDraft,
    InformationItem,
    InformationRequest,
    Objection,
    ObjectionGround,
    Organisation,
    PublicBody,
)
from cases.queries import codes as free_codes
from cases.services import (
    checkpoints,
    docket,
    documents,
    enclosures,
    filing,
    journal,
    publication,
    registry,
)
from cases.services.journal import Actor
from cases.services.registry import DisputeDetails

logger = logging.getLogger(__name__)
LEGAL_ENTITY = "badan_hukum"


class DraftOver(CaseError):
    """The draft was filed or put away; nothing more is written into it."""

    code = "draft_over"


class StaleStep(CaseError):
    """Somebody saved the step since this page was opened; both texts are kept."""

    code = "stale_step"


@publication.one_act
def start(
    organisation: Organisation,
    *,
    information_request: InformationRequest | None = None,
    actor: Actor,
    now: datetime,
) -> FilingDraft:
    """Begin an application, from what is held of a request where there is one."""
    draft = FilingDraft.objects.create(
        code=free_codes.drawn(FilingDraft),
        organisation=organisation,
        information_request=information_request,
        started_by=actor.name,
        started_at=now,
    )
    journal.record("draft_started", actor=actor, at=now, payload={"draft": draft.code})
    return draft


@publication.one_act
def save(
    draft: FilingDraft,
    step: str,
    answers: Mapping[str, Any],
    *,
    seen: int,
    actor: Actor,
    now: datetime,
) -> DraftAnswer:
    """Keep what a step says now, also when it is not complete; what it said before stays kept.

    ``seen``: the revision that the writer had before them, 0 for none. The same answers again
    write nothing.

    Raises:
        StaleStep: another revision came in between.
        DraftOver: the draft is filed or put away.
    """
    locked = _open(draft)
    last = locked.answers.filter(step=step).order_by("-rev").first()
    rev = last.rev if last else 0
    if last is not None and last.answers == dict(answers):
        return last
    if rev > seen:
        raise StaleStep(
            "Langkah ini sudah disimpan dari tempat lain sejak halaman ini dibuka. Kedua isian "
            "tersimpan; periksa, lalu simpan lagi yang benar."
        )
    return DraftAnswer.objects.create(
        draft=locked,
        step=step,
        rev=rev + 1,
        answers=dict(answers),
        saved_by=actor.name,
        saved_at=now,
    )


@publication.one_act
def discard(draft: FilingDraft, *, actor: Actor, now: datetime) -> None:
    """Put a draft away; what was written stays in the record.

    Raises:
        DraftOver: it is filed or put away already.
    """
    locked = _open(draft)
    locked.discarded_at = now
    locked.save(update_fields=["discarded_at"])
    journal.record("draft_discarded", actor=actor, at=now, payload={"draft": locked.code})


@publication.one_act
def file(
    draft: FilingDraft, application: Application, *, actor: Actor, now: datetime
) -> Dispute:
    """File the application: open the dispute, start its clock, order form and receipt.

    It is received on the local day of the commission at ``now``; nobody enters that day. Where
    the clock of the machine went back, at the hour of the application before it.

    Raises:
        DraftOver: it is filed or put away already.
    """
    locked = _open(draft)
    commission = _locked_office(application.commission)
    body = PublicBody.objects.get(slug=application.body)
    now = _not_before(commission, now)
    received_on = now.astimezone(ZoneInfo(commission.time_zone)).date()

    details = DisputeDetails(
        natural_key=f"draft:{locked.code}",
        regime=application.regime,
        subject=application.subject,
    )
    dispute = registry.open_file(commission, details, actor=actor, now=now)
    _add_parties(dispute, locked.organisation, body, application, actor, now)
    _bring_request(dispute, locked, body, application, actor, now)
    tendered = _write_application(dispute, application, now)
    enclosures.enclose(
        tendered, application.enclosures, house=locked.organisation, actor=actor, now=now
    )
    locked.submitted_at, locked.dispute = now, dispute
    locked.save(update_fields=["submitted_at", "dispute"])

    filing.submit(dispute, received_on=received_on, actor=actor, now=now)
    receipt = documents.request(dispute, kind=Paper.RECEIPT, actor=actor, now=now)
    documents.request(dispute, kind=Paper.APPLICATION, mime=DOCX, actor=actor, now=now)
    entry = journal.record(
        "application_tendered",
        actor=actor,
        at=now,
        dispute=dispute,
        payload={"draft": locked.code, "digest": tendered.digest},
    )
    checkpoints.mark(receipt.code, entry)
    docket.record(dispute, _line(commission, received_on), actor=actor, now=now)
    return dispute


def _locked_office(code: str) -> Commission:
    """Receipts of one office are given one after the other; nobody else waits for it."""
    return Commission.objects.select_for_update(no_key=True).get(code=code)


def _not_before(commission: Commission, now: datetime) -> datetime:
    """The hour of a receipt: ``now``, and never before one that the commission gave already."""
    given = DisputeApplication.objects.filter(dispute__commission=commission)
    last: datetime | None = given.aggregate(last=Max("tendered_at"))["last"]
    if last is None or last <= now:
        return now
    logger.warning("the clock is behind the last receipt of %s: %s", commission.code, last)
    return last


def _line(commission: Commission, received_on: date) -> docket.Line:
    return docket.Line(
        kind="permohonan",
        text=f"Permohonan diajukan kepada {commission.name}",
        text_en=f"Application filed with {commission.name}",
        occurred_on=received_on,
        visibility=Visibility.PARTIES,
    )


def digest_of(application: Application) -> str:
    """SHA-256 over the canonical JSON (RFC 8785) of all that is tendered."""
    return hashlib.sha256(rfc8785.dumps(application.as_plain())).hexdigest()


def _open(draft: FilingDraft) -> FilingDraft:
    locked = FilingDraft.objects.select_for_update().get(pk=draft.pk)
    if locked.submitted_at is not None:
        raise DraftOver("Permohonan ini sudah diajukan.")
    if locked.discarded_at is not None:
        raise DraftOver("Draf ini sudah disingkirkan.")
    return locked


def _add_parties(
    dispute: Dispute,
    organisation: Organisation,
    body: PublicBody,
    application: Application,
    actor: Actor,
    now: datetime,
) -> None:
    """The applicant, those who act for them, and the respondent.

    A private applicant is a label in the record; the name stands in the application alone.
    """
    kind = application.applicant.kind
    add = partial(registry.add_participant, dispute, actor=actor, now=now)
    if kind == LEGAL_ENTITY:
        add(organisation, role=PartyRole.APPLICANT, kind=kind)
    else:
        label = "Kelompok orang" if kind == "kelompok_orang" else "Perseorangan"
        add(label, role=PartyRole.APPLICANT, kind=kind)
        add(organisation, role=PartyRole.APPLICANT_COUNSEL)
    add(body, role=PartyRole.RESPONDENT, kind=body.kind)


def _bring_request(
    dispute: Dispute,
    draft: FilingDraft,
    body: PublicBody,
    application: Application,
    actor: Actor,
    now: datetime,
) -> None:
    """The request that led here: the one that is held, or one made from what is told."""
    told = application.chronology
    asked = draft.information_request
    if asked is None:
        asked = InformationRequest.objects.create(
            code=free_codes.derived(InformationRequest, "request", dispute.code, "1"),
            organisation=draft.organisation,
            public_body=body,
            dispute=dispute,
            regime=application.regime,
            submitted_on=told.asked_on,
            received_on=told.asked_on,
            replied_on=told.replied_on,
            reply=told.reply,
        )
        _add_objection(asked, application)
    InformationRequest.objects.filter(pk=asked.pk).update(dispute=dispute)
    _add_items(asked, dispute, application)
    journal.record(
        "request_in_dispute",
        actor=actor,
        at=now,
        dispute=dispute,
        payload={"request": asked.code},
    )


def _add_objection(asked: InformationRequest, application: Application) -> None:
    told = application.chronology
    if told.objected_on is None:
        return
    Objection.objects.create(
        information_request=asked,
        grounds=list(application.letters),
        filed_on=told.objected_on,
        received_on=told.objected_on,
        replied_on=told.answered_on,
        reply=told.answer,
    )


def _add_items(asked: InformationRequest, dispute: Dispute, application: Application) -> None:
    """Items in dispute: those that were asked for, and those that are told anew."""
    known = {item.text: item for item in asked.items.all()}
    objection = asked.objections.order_by("pk").first()
    no = asked.items.aggregate(last=Max("no"))["last"] or 0
    for wanted in application.items:
        item = known.pop(wanted.text, None)
        if item is None:
            no += 1
            item = InformationItem(information_request=asked, no=no, text=wanted.text)
            item.label = codes.letters(no)
        item.dispute = dispute
        item.save()
        if objection is not None:
            ObjectionGround.objects.bulk_create(
                (
                    ObjectionGround(objection=objection, item=item, letter=letter)
                    for letter in wanted.letters
                ),
                ignore_conflicts=True,
            )


def _write_application(
    dispute: Dispute, application: Application, now: datetime
) -> DisputeApplication:
    who = application.applicant
    return DisputeApplication.objects.create(
        dispute=dispute,
        tendered_at=now,
        applicant_kind=who.kind,
        applicant_name=who.name,
        applicant_address=who.address,
        applicant_city=who.city,
        applicant_phone=who.phone,
        applicant_email=who.email,
        applicant_deed=who.deed,
        representative=who.representative,
        representative_office=who.office,
        representative_basis=who.basis,
        attorney_on=who.attorney_on,
        unit=application.unit,
        problem=application.problem,
        reasons=list(application.reasons),
        relief=list(application.relief),
        relief_note=application.relief_note,
        digest=digest_of(application),
    )
