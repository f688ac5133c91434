"""Papers beside the forms of an edition: its errata sheet, and full copies for the bench."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from cases.adapters import errata_sheet, letters
from cases.adapters.transcript_forms import as_docx
from cases.adapters.transcript_forms.catalogue import FORMS, FULL_FORMS
from cases.domain import sealing
from cases.domain.documents import Paper
from cases.domain.publication import Visibility
from cases.domain.transcripts import NothingToRepeat
from cases.models import Document, Edition, Job
from cases.queries import codes as free_codes
from cases.queries import edition_papers as queries
from cases.queries import transcripts
from cases.services import documents, jobs, journal
from cases.services.jobs import JobKind, Progress
from cases.services.journal import Actor

SHEET_TITLE = "Lembar ralat risalah"
WORD_TITLE = "Risalah dengan ralatnya"
FULL_TITLE = "Salinan lengkap risalah"


@transaction.atomic
def request_errata_sheet(edition: Edition, *, actor: Actor, now: datetime) -> Document | None:
    """Order the sheet of the errata that stand now, and the file for word processors with them.

    They supersede those before them, and are as public as their edition. The sheet is returned,
    None where every erratum is on closed lines.
    """
    errata = queries.open_errata(edition)
    if not errata:
        return None
    is_public = edition.published_at is not None
    about = f"{errata[-1].no}:{'umum' if is_public else 'dalam'}"
    own = Q(hearing=edition.hearing)
    code = free_codes.derived(Document, "errata", edition.code, about, own=own)
    if (known := Document.objects.filter(code=code).first()) is not None:
        return known
    sheets, files = queries.sheets_of(edition), queries.with_errata(edition)
    sheet = _beside(edition, code, SHEET_TITLE, letters.PDF, sheets, now)
    word = free_codes.derived(Document, "errata", edition.code, f"{about}:docx", own=own)
    _beside(edition, word, WORD_TITLE, letters.DOCX, files, now)
    args = {
        "document": code, "word": word, "edition": edition.code, "until": errata[-1].no,
    }  # fmt: skip
    jobs.order(JobKind.RENDER_ERRATA, code, args=args, now=now)
    _noted(sheet, edition, actor, now)
    return sheet


def _beside(
    edition: Edition,
    code: str,
    title: str,
    mime: str,
    before: Sequence[Document],
    now: datetime,
) -> Document:
    """A paper beside an edition, in the place of those before it."""
    is_public = edition.published_at is not None
    made = Document.objects.create(
        code=code,
        dispute=transcripts.disputes_of(edition.hearing)[0],
        hearing=edition.hearing,
        kind=Paper.TRANSCRIPT,
        title=title,
        mime=mime,
        visibility=Visibility.PUBLIC if is_public else Visibility.PARTIES,
        requested_at=now,
    )
    Document.objects.filter(pk__in=[one.pk for one in before]).update(superseded_by=made)
    return made


def render_errata_sheet(job: Job, progress: Progress, now: datetime) -> None:
    """Make an errata sheet: pages of its own, numbered L-1 and on, beside the edition.

    The file for word processors repeats the lines, without closed words, before the errata.
    """
    edition = Edition.objects.get(code=job.args["edition"])
    sheet = Document.objects.get(code=job.args["document"])
    record = transcripts.record_of(edition)
    errata = [queries.printed(one) for one in queries.open_errata(edition, job.args["until"])]
    progress.step("pdf", 0, 3)
    content = errata_sheet.render(record, errata, code=sheet.code)
    made = [documents.put(sheet, "pdf", content)]
    # Orders of before there were such files name none.
    for word in Document.objects.filter(code=job.args.get("word", "")):
        progress.step("docx", 1, 3)
        content = as_docx.render(sealing.without_closed(record), errata)
        made.append(documents.put(word, "docx", content))
    progress.step("catat", 2, 3)
    documents.finish(progress, made, now)


@transaction.atomic
def request_full(edition: Edition, *, actor: Actor, now: datetime) -> list[Document]:
    """Order a full copy in every form, for the registry and the panel alone.

    None of them is public, and none is among the papers of a party. Where they are ordered
    already, or nothing is closed, nothing is ordered.

    Raises:
        NothingToRepeat: no turn of the edition is closed.
    """
    if not queries.has_closed(edition):
        raise NothingToRepeat("Tidak ada bagian yang tertutup dalam edisi ini.")
    if standing := queries.full_copies(edition):
        return standing
    keys = [("full", edition.code, form.name) for form in FULL_FORMS]
    made = [
        Document.objects.create(
            code=code,
            dispute=transcripts.disputes_of(edition.hearing)[0],
            hearing=edition.hearing,
            kind=queries.FULL_KIND,
            title=FULL_TITLE,
            visibility=Visibility.INTERNAL,
            mime=form.mime,
            requested_at=now,
        )
        for form, code in zip(FULL_FORMS, free_codes.derived_each(Document, keys), strict=True)
    ]
    papers = {one.code: form.name for one, form in zip(made, FULL_FORMS, strict=True)}
    args = {"edition": edition.code, "papers": papers}
    jobs.order(JobKind.RENDER_FULL_TRANSCRIPT, edition.code, args=args, now=now)
    _noted(made[0], edition, actor, now)
    return made


def render_full(job: Job, progress: Progress, now: datetime) -> None:
    """Make the full copies: the same page and line, with the words of closed turns."""
    edition = Edition.objects.select_related("hearing").get(code=job.args["edition"])
    record = transcripts.full_record(edition)
    forms = job.args["papers"]
    papers = list(Document.objects.filter(code__in=forms).order_by("pk"))
    made = []
    for done, paper in enumerate(papers):
        form = FORMS[forms[paper.code]]
        progress.step(form.name, done, len(papers) + 1)
        made.append(documents.put(paper, form.suffix, form.make_full(record)))
    progress.step("catat", len(papers), len(papers) + 1)
    documents.finish(progress, made, now)


def _noted(paper: Document, edition: Edition, actor: Actor, now: datetime) -> None:
    journal.record(
        "paper_ordered",
        actor=actor,
        at=now,
        dispute=paper.dispute,
        hearing=edition.hearing,
        payload={"kind": paper.title, "code": paper.code, "edition": edition.no},
    )
