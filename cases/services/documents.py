"""Papers: the row is the order, the worker makes the file, once."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cases.adapters import files, form_papers, letters
from cases.adapters.transcript_forms.catalogue import FORMS
from cases.domain import codes, vocabulary
from cases.domain.documents import Paper
from cases.domain.letters import Letter, from_plain
from cases.domain.publication import Visibility
from cases.models import (
    Dispute,
    Document,
    Edition,
    FilingDraft,
    InformationRequest,
    Job,
    Organisation,
)
from cases.queries import papers, transcripts
from cases.services import jobs, journal, publication
from cases.services.jobs import JobKind, Progress
from cases.services.journal import Actor

WORKER = Actor.system("worker")
KINDS = {
    Paper.TRANSCRIPT: JobKind.RENDER_TRANSCRIPT,
    Paper.APPLICATION: JobKind.RENDER_APPLICATION,
    Paper.REGISTRATION_DEED: JobKind.RENDER_DEED,
    Paper.RECEIPT: JobKind.RENDER_RECEIPT,
}


@transaction.atomic
def request(dispute: Dispute, *, kind: Paper, actor: Actor, now: datetime) -> Document:
    """Order a paper of the registry: its row and its job stand in the caller's transaction."""
    dispute = Dispute.objects.select_for_update().get(pk=dispute.pk)
    about = f"{dispute.code}:{dispute.documents.count() + 1}"
    document = Document.objects.create(
        code=codes.derive("document", kind.value, about),
        dispute=dispute,
        kind=kind,
        title=vocabulary.label("document_kind", kind),
        requested_at=now,
    )
    _order(document, actor, now)
    publication.shelve(dispute, now=now)
    return document


@transaction.atomic
def request_transcript(
    edition: Edition, *, dispute: Dispute, actor: Actor, now: datetime
) -> Document:
    """Order every form of a frozen edition, as one piece of work; the PDF is returned."""
    papers = [
        Document.objects.create(
            code=codes.derive("document", edition.code, form.name),
            dispute=dispute,
            hearing=edition.hearing,
            edition=edition,
            kind=Paper.TRANSCRIPT,
            title="Risalah sidang",
            mime=form.mime,
            requested_at=now,
        )
        for form in FORMS.values()
    ]
    _order(papers[0], actor, now)
    return papers[0]


@transaction.atomic
def request_letter(
    letter: Letter,
    *,
    organisation: Organisation,
    information_request: InformationRequest | None = None,
    draft: FilingDraft | None = None,
    actor: Actor,
    now: datetime,
) -> Document:
    """Order a letter of an organisation, as PDF and as a file to edit; the PDF is returned.

    Its content is frozen in the order; the code is random, because the letter is nobody's else.
    """
    papers = [
        Document.objects.create(
            code="".join(secrets.choice(codes.ALPHABET) for _ in range(codes.LENGTH)),
            organisation=organisation,
            information_request=information_request,
            draft=draft,
            kind=letter.kind,
            title=vocabulary.label("document_kind", letter.kind),
            mime=mime,
            requested_at=now,
        )
        for mime in letters.SUFFIXES
    ]
    lead = papers[0]
    told = {"papers": [paper.code for paper in papers], "letter": letter.as_plain()}
    jobs.order(JobKind.RENDER_LETTER, lead.code, args=told, now=now)
    journal.record(
        "letter_ordered",
        actor=actor,
        at=now,
        payload={"kind": letter.kind.value, "code": lead.code},
    )
    return lead


def render_letter(job: Job, progress: Progress, now: datetime) -> None:
    """Make a letter in each of its forms."""
    letter = from_plain(job.args["letter"])
    papers = {row.code: row for row in Document.objects.filter(code__in=job.args["papers"])}
    made = []
    for done, code in enumerate(job.args["papers"]):
        document = papers[code]
        progress.step(letters.SUFFIXES[document.mime], done, len(papers) + 1)
        content = letters.render(letter, document.mime, identity=code)
        made.append(_put(document, letters.SUFFIXES[document.mime], content))
    progress.step("catat", len(papers), len(papers) + 1)
    _finish(progress, made, now)


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


def render_transcript(job: Job, progress: Progress, now: datetime) -> None:
    """Make every form of a frozen edition; closed words are in none of them."""
    edition = Edition.objects.select_related("hearing").get(
        documents__code=job.args["document"]
    )
    record = transcripts.record_of(edition)
    forms = {form.mime: form for form in FORMS.values()}
    papers = list(edition.documents.order_by("pk"))
    made = []
    for done, document in enumerate(papers):
        form = forms[document.mime]
        progress.step(form.name, done, len(papers) + 1)
        made.append(_put(document, form.suffix, form.make(record)))
    progress.step("catat", len(papers), len(papers) + 1)
    _finish(progress, made, now)


def render_application(job: Job, progress: Progress, now: datetime) -> None:
    """Make the application form of a dispute."""
    _render(job, progress, lambda d: form_papers.application(papers.application_form(d)), now)


def render_deed(job: Job, progress: Progress, now: datetime) -> None:
    """Make the deed of registration of a dispute."""
    _render(
        job, progress, lambda d: form_papers.registration_deed(papers.registration_deed(d)), now
    )


def render_receipt(job: Job, progress: Progress, now: datetime) -> None:
    """Make the receipt of an application."""
    _render(job, progress, lambda d: form_papers.receipt(papers.receipt(d)), now)


def _render(
    job: Job, progress: Progress, content: Callable[[Document], bytes], now: datetime
) -> None:
    """Set the paper, write its file, put row and "done" down together."""
    progress.step("susun", 0, 2)
    document = Document.objects.get(code=job.args["document"])
    made = content(document)
    progress.step("tulis", 1, 2)
    _finish(progress, [_put(document, "pdf", made)], now)


@dataclass(frozen=True, slots=True)
class Made:
    """A file that is written and waits for its row."""

    document: Document
    name: str
    sha256: str
    size: int


def _put(document: Document, suffix: str, content: bytes) -> Made:
    """Write the file under a name that only this document has."""
    name = f"papers/{document.kind}/{document.code}.{suffix}"
    return Made(document, name, files.write_once(name, content), len(content))


def _finish(progress: Progress, made: Sequence[Made], now: datetime) -> None:
    """Every row and "done" in one transaction; whoever comes second changes nothing."""
    with progress.effect(now=now):
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
