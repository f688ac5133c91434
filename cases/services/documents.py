"""Papers: the row is the order, the worker makes the file, once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.adapters import files, form_files, form_papers, letters
from cases.adapters.letters import DOCX, PDF
from cases.adapters.transcript_forms.catalogue import FORMS
from cases.domain import filing, vocabulary
from cases.domain.documents import Paper
from cases.domain.filing import Application
from cases.domain.letters import Letter, from_plain
from cases.domain.papers import ApplicationForm
from cases.domain.publication import Visibility
from cases.models import (
    Dispute,
    Document,
    Edition,
    FilingDraft,
    InformationRequest,
    Job,
    Mediation,
    Organisation,
)
from cases.queries import application_papers, papers, summons_letters
from cases.queries import codes as free_codes
from cases.services import jobs, journal, publication
from cases.services.jobs import JobKind, Progress
from cases.services.journal import Actor

WORKER = Actor.system("worker")
DRAFT_TITLE = "Konsep formulir permohonan, belum diajukan"
KINDS = {
    Paper.TRANSCRIPT: JobKind.RENDER_TRANSCRIPT,
    Paper.APPLICATION: JobKind.RENDER_APPLICATION,
    Paper.REGISTRATION_DEED: JobKind.RENDER_DEED,
    Paper.RECEIPT: JobKind.RENDER_RECEIPT,
    Paper.INCOMPLETENESS_NOTICE: JobKind.RENDER_INCOMPLETENESS_NOTICE,
    Paper.CANCELLATION_DEED: JobKind.RENDER_CANCELLATION_DEED,
    Paper.REGISTRATION_REFUSAL: JobKind.RENDER_REGISTRATION_REFUSAL,
    Paper.STRIKE_DEED: JobKind.RENDER_STRIKE_DEED,
    Paper.PROCESS_STOP: JobKind.RENDER_PROCESS_STOP,
    Paper.PANEL_APPOINTMENT: JobKind.RENDER_PANEL_APPOINTMENT,
    Paper.SUMMONS: JobKind.RENDER_SUMMONS,
}


@publication.one_act
def request(
    dispute: Dispute,
    *,
    kind: Paper,
    mime: str = PDF,
    visibility: Visibility = Visibility.PARTIES,
    actor: Actor,
    now: datetime,
) -> Document:
    """Order a paper of the registry: its row and its job stand in the caller's transaction.

    What is internal is read by the registry, and by the side to which it is sent.
    """
    dispute = Dispute.objects.select_for_update().get(pk=dispute.pk)
    about = f"{dispute.code}:{dispute.documents.count() + 1}"
    document = Document.objects.create(
        code=free_codes.derived(Document, "document", kind.value, about),
        dispute=dispute,
        kind=kind,
        title=vocabulary.label("document_kind", kind),
        visibility=visibility,
        mime=mime,
        requested_at=now,
    )
    _order(document, actor, now)
    publication.shelve(dispute, now=now)
    return document


@publication.one_act
def request_transcript(
    edition: Edition, *, dispute: Dispute, actor: Actor, now: datetime
) -> Document:
    """Order every form of a frozen edition, as one piece of work; the PDF is returned."""
    keys = [("document", edition.code, form.name) for form in FORMS.values()]
    papers = [
        Document.objects.create(
            code=code,
            dispute=dispute,
            hearing=edition.hearing,
            edition=edition,
            kind=Paper.TRANSCRIPT,
            form=form.name,
            title="Risalah sidang",
            mime=form.mime,
            requested_at=now,
        )
        for form, code in zip(
            FORMS.values(), free_codes.derived_each(Document, keys), strict=True
        )
    ]
    _order(papers[0], actor, now)
    return papers[0]


@publication.one_act
def request_letter(
    letter: Letter,
    *,
    organisation: Organisation,
    information_request: InformationRequest | None = None,
    draft: FilingDraft | None = None,
    about: Dispute | None = None,
    actor: Actor,
    now: datetime,
) -> Document:
    """Order a letter of an organisation, as PDF and as a file to edit; the PDF is returned.

    Its content is frozen in the order; the code is random, because the letter is nobody's else.
    """
    row = {
        "organisation": organisation,
        "information_request": information_request,
        "draft": draft,
        "about": about,
        "kind": letter.kind.value,
        "title": vocabulary.label("document_kind", letter.kind),
    }
    told = {"letter": letter.as_plain()}
    return _order_own(JobKind.RENDER_LETTER, row, told, actor, now)


@publication.one_act
def request_of_mediation(
    letter: Letter, mediation: Mediation, *, actor: Actor, now: datetime
) -> Document:
    """Order a paper of a mediation, as PDF and as a file to edit; the PDF is returned.

    It is no paper of the dispute: nobody but those of the mediation finds it, its code is
    random, and the shelf knows nothing of it.
    """
    row = {
        "mediation": mediation,
        "kind": letter.kind.value,
        "title": vocabulary.label("document_kind", letter.kind),
    }
    return _order_own(JobKind.RENDER_LETTER, row, {"letter": letter.as_plain()}, actor, now)


@publication.one_act
def request_draft_form(
    draft: FilingDraft, application: Application, *, actor: Actor, now: datetime
) -> Document:
    """Order the form of an application before it is filed, as a paper of its organisation.

    What it says is frozen in the order; the PDF is returned.
    """
    row = {
        "organisation": draft.organisation,
        "draft": draft,
        "kind": Paper.APPLICATION.value,
        "title": DRAFT_TITLE,
    }
    told = {"application": application.as_plain()}
    return _order_own(JobKind.RENDER_DRAFT_FORM, row, told, actor, now)


def render_letter(job: Job, progress: Progress, now: datetime) -> None:
    """Make a letter in each of its forms."""
    letter = from_plain(job.args["letter"])
    _render_own(job, progress, lambda d: letters.render(letter, d.mime, identity=d.code), now)


def render_draft_form(job: Job, progress: Progress, now: datetime) -> None:
    """Make the form of an application that is not filed, in each of its forms."""
    application = filing.from_plain(job.args["application"])
    _render_own(
        job,
        progress,
        lambda d: _form(application_papers.draft_form(application, d), d.mime),
        now,
    )


def _order_own(
    kind: JobKind, row: dict[str, Any], told: dict[str, Any], actor: Actor, now: datetime
) -> Document:
    """A paper that is nobody else's in each of its forms; the lead is returned."""
    made = [
        Document.objects.create(
            code=free_codes.drawn(Document),
            mime=mime,
            requested_at=now,
            **row,
        )
        for mime in letters.SUFFIXES
    ]
    lead = made[0]
    jobs.order(kind, lead.code, args={"papers": [one.code for one in made], **told}, now=now)
    payload = {"kind": row["kind"], "code": lead.code}
    journal.record("letter_ordered", actor=actor, at=now, payload=payload)
    return lead


def _render_own(
    job: Job, progress: Progress, content: Callable[[Document], bytes], now: datetime
) -> None:
    wanted = job.args["papers"]
    found = {row.code: row for row in Document.objects.filter(code__in=wanted)}
    made = []
    for done, code in enumerate(wanted):
        document = found[code]
        suffix = letters.SUFFIXES[document.mime]
        progress.step(suffix, done, len(wanted) + 1)
        made.append(put(document, suffix, content(document)))
    progress.step("catat", len(wanted), len(wanted) + 1)
    finish(progress, made, now)


def _form(form: ApplicationForm, mime: str) -> bytes:
    return {PDF: form_papers.application, DOCX: form_files.application}[mime](form)


def _order(document: Document, actor: Actor, now: datetime) -> None:
    kind = Paper(document.kind)
    jobs.order(KINDS[kind], document.code, args={"document": document.code}, now=now)
    journal.record(
        "paper_ordered",
        actor=actor,
        at=now,
        dispute=document.dispute,
        hearing=document.hearing,
        payload={"kind": kind.value, "code": document.code},
    )


@transaction.atomic
def open_to_public(edition: Edition) -> None:
    """Let everyone have the papers of a published edition."""
    edition.documents.update(visibility=Visibility.PUBLIC)


def render_application(job: Job, progress: Progress, now: datetime) -> None:
    """Make the application form of a dispute, as PDF or as a file to edit."""
    _render(job, progress, lambda d: _form(application_papers.application_form(d), d.mime), now)


def render_deed(job: Job, progress: Progress, now: datetime) -> None:
    """Make the deed of registration of a dispute."""
    _render(
        job, progress, lambda d: form_papers.registration_deed(papers.registration_deed(d)), now
    )


def render_receipt(job: Job, progress: Progress, now: datetime) -> None:
    """Make the receipt of an application."""
    _render(job, progress, lambda d: form_papers.receipt(papers.receipt(d)), now)


def render_incompleteness_notice(job: Job, progress: Progress, now: datetime) -> None:
    """Make the notice of what an application lacks."""
    _render(
        job,
        progress,
        lambda d: form_papers.incompleteness_notice(papers.incompleteness_notice(d)),
        now,
    )


def render_cancellation_deed(job: Job, progress: Progress, now: datetime) -> None:
    """Make the deed that cancels the registration of a withdrawn dispute."""
    _render(
        job, progress, lambda d: form_papers.cancellation_deed(papers.cancellation_deed(d)), now
    )


def render_registration_refusal(job: Job, progress: Progress, now: datetime) -> None:
    """Make the paper that says why an application was not registered."""
    _render(
        job,
        progress,
        lambda d: form_papers.registration_refusal(papers.registration_refusal(d)),
        now,
    )


def render_strike_deed(job: Job, progress: Progress, now: datetime) -> None:
    """Make the deed that strikes a double entry off the register."""
    _render(job, progress, lambda d: form_papers.strike_deed(papers.strike_deed(d)), now)


def render_process_stop(job: Job, progress: Progress, now: datetime) -> None:
    """Make the decision that stops a process."""
    _render(job, progress, lambda d: form_papers.process_stop(papers.process_stop(d)), now)


def render_panel_appointment(job: Job, progress: Progress, now: datetime) -> None:
    """Make the appointment of a panel."""
    _render(
        job, progress, lambda d: form_papers.panel_appointment(papers.panel_appointment(d)), now
    )


def render_summons(job: Job, progress: Progress, now: datetime) -> None:
    """Make a summons, as PDF or as a file to edit."""
    makers = {PDF: form_papers.summons, DOCX: form_files.summons}
    _render(job, progress, lambda d: makers[d.mime](summons_letters.of(d)), now)


def _render(
    job: Job, progress: Progress, content: Callable[[Document], bytes], now: datetime
) -> None:
    """Set the paper, write its file, put row and "done" down together."""
    progress.step("susun", 0, 2)
    document = Document.objects.get(code=job.args["document"])
    made = content(document)
    progress.step("tulis", 1, 2)
    finish(progress, [put(document, letters.SUFFIXES[document.mime], made)], now)


@dataclass(frozen=True, slots=True)
class Made:
    """A file that is written and waits for its row."""

    document: Document
    name: str
    sha256: str
    size: int


def put(document: Document, suffix: str, content: bytes) -> Made:
    """Write the file under a name that only this document has."""
    name = f"papers/{document.kind}/{document.code}.{suffix}"
    return Made(document, name, files.write_once(name, content), len(content))


def finish(
    progress: Progress,
    made: Sequence[Made],
    now: datetime,
    also: Callable[[], object] | None = None,
) -> None:
    """Every row and "done" in one transaction, with what else is written then; whoever comes
    second changes nothing.
    """
    with progress.effect(now=now):
        if also is not None:
            also()
        for paper in made:
            Document.objects.filter(pk=paper.document.pk, rendered_at=None).update(
                file=paper.name, sha256=paper.sha256, size=paper.size, rendered_at=now
            )
        lead = made[0].document
        journal.record(
            "paper_made",
            actor=WORKER,
            at=now,
            dispute=lead.dispute,
            hearing=lead.hearing,
            payload={
                "code": lead.code,
                "kind": lead.kind,
                "files": {paper.name: paper.sha256 for paper in made},
            },
        )
        for paper in made:
            publication.issue(paper.document)
        if lead.hearing is not None:
            publication.shelve_hearing(lead.hearing, now=now)
        elif lead.dispute is not None:
            publication.shelve(lead.dispute, now=now)
