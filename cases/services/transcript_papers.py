"""A transcript in all its forms: made by one worker, or, of many pages, by whoever is free."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from typing import Any

from cases.adapters import files, signing
from cases.adapters.transcript_forms import as_pdf, checks
from cases.adapters.transcript_forms.catalogue import FORMS, Form
from cases.domain.documents import TranscriptForm
from cases.domain.transcripts import EditionKind, FormsFaulty, StepKind, TranscriptRecord
from cases.models import Document, Edition, Job
from cases.queries import transcripts
from cases.services import documents, edition_steps, jobs, long_papers
from cases.services.documents import WORKER, Made
from cases.services.jobs import JobKind, Progress

# Of a long transcript these are made apart, together what is quickly made: first what the PDF
# holds inside, then the longest.
APART = (
    (
        TranscriptForm.JSON,
        TranscriptForm.AKN,
        TranscriptForm.TXT,
        TranscriptForm.VTT,
        TranscriptForm.CSV,
    ),
    (TranscriptForm.PDF,),
    (TranscriptForm.CONDENSED,),
    (TranscriptForm.HTML,),
    (TranscriptForm.DOCX,),
)
# By their names in the PDF, the forms inside it.
INSIDE = {as_pdf.JSON: TranscriptForm.JSON, as_pdf.AKN: TranscriptForm.AKN}


def render_transcript(job: Job, progress: Progress, now: datetime) -> None:
    """Make every form of a frozen edition; closed words are in none of them.

    Of a long one every form is made beforehand, in parts, by whoever is free. Of an edition
    that goes from step to step each form is read back, and that is its last step.

    Raises:
        FormsFaulty: a form does not say what the rows say.
        PartFailed: the same, or worse, of what was made in parts.
    """
    edition = Edition.objects.select_related("hearing").get(
        documents__code=job.args["document"]
    )
    papers = _papers(edition)
    before: dict[str, Made] = {}
    if is_long := long_papers.is_long(edition):
        apart = _apart(edition, papers)
        if long_papers.divide(edition, apart, progress, now):
            return
        before = _made_before(apart)
    missing = [paper for paper in papers if paper.code not in before]
    done = progress.parts_done()
    made = before | _made_now(edition, missing, progress, done)
    progress.step("catat", done + len(missing), done + len(missing) + 1)
    told = [made[paper.code] for paper in papers]
    documents.finish(progress, told, now, also=partial(_note, edition, told, now))
    if is_long:
        long_papers.clear(edition, job)


def make_forms(job: Job, progress: Progress, now: datetime) -> None:
    """Make some forms of a long edition, and read them back; the whole puts down their rows.

    Raises:
        FormsFaulty: a form does not say what the rows say.
        PartFailed: pages of the PDF were given up.
    """
    portions = job.args.get("portions")
    if portions and long_papers.waits_for_pages(job, progress, now):
        return
    edition = Edition.objects.select_related("hearing").get(code=job.args["edition"])
    record = cache(partial(transcripts.record_of, edition))  # binding needs none
    wanted = [FORMS[name] for name in job.args["forms"]]
    papers = {paper.form: paper for paper in _papers(edition)}

    def content_of(form: Form) -> bytes:  # held by nobody while the next form is made
        if not portions:
            return form.make(record())
        inside = _inside(edition, papers)
        return long_papers.bound(edition, record, portions, inside)

    told: dict[str, list[Any]] = {}
    faults: list[str] = []
    for done, form in enumerate(wanted):
        progress.step(form.name, done, len(wanted))
        paper = papers[form.name]
        one, wrong = _make(edition, record, paper, form, content_of(form))
        told[paper.code] = [one.name, one.sha256, one.size]
        faults += wrong
    _refuse(faults)
    progress.step("catat", len(wanted), len(wanted), told={"made": told})
    with progress.effect(now=now):
        pass


def _inside(edition: Edition, papers: Mapping[str, Document]) -> dict[str, str]:
    """The files of forms that the PDF holds, where they are made, by their names in it."""
    made = _made_before(_apart(edition, list(papers.values())))
    wanted = {name: papers[form].code for name, form in INSIDE.items() if form in papers}
    return {name: made[code].name for name, code in wanted.items() if code in made}


def _made_now(
    edition: Edition, papers: Sequence[Document], progress: Progress, done: int
) -> dict[str, Made]:
    """What is made in one go, by the codes of the documents."""
    if not papers:
        return {}
    record = cache(partial(transcripts.record_of, edition))
    made: dict[str, Made] = {}
    faults: list[str] = []
    for no, paper in enumerate(papers, start=done):
        form = FORMS[TranscriptForm(paper.form)]
        progress.step(form.name, no, done + len(papers) + 1)
        made[paper.code], wrong = _make(edition, record, paper, form, form.make(record()))
        faults += wrong
    _refuse(faults)
    return made


def _papers(edition: Edition) -> list[Document]:
    return list(edition.documents.exclude(form=TranscriptForm.SIGNED).order_by("pk"))


def _apart(edition: Edition, papers: Sequence[Document]) -> dict[str, dict[str, Any]]:
    """The orders for forms that are made apart, by their keys."""
    there = {paper.form for paper in papers}
    groups = ([form.value for form in group if form in there] for group in APART)
    return {
        f"{edition.code}.{group[0]}": {"edition": edition.code, "forms": group}
        for group in groups
        if group
    }


def _made_before(apart: Mapping[str, Any]) -> dict[str, Made]:
    """What was made in parts and is there, by the codes of the documents."""
    rows = Job.objects.filter(kind=JobKind.MAKE_FORMS, key__in=list(apart))
    told = {code: one for row in rows for code, one in row.result.get("made", {}).items()}
    found = {paper.code: paper for paper in Document.objects.filter(code__in=list(told))}
    return {code: Made(found[code], *one) for code, one in told.items() if files.exists(one[0])}


def _make(
    edition: Edition,
    record: Callable[[], TranscriptRecord],
    document: Document,
    form: Form,
    content: bytes,
) -> tuple[Made, tuple[str, ...]]:
    """Read a form back where the edition goes from step to step, and write its file."""
    is_stepwise = bool(edition_steps.done(edition))
    faults = checks.faults(form, content, record()) if is_stepwise else ()
    return documents.put(document, form.suffix, content), faults


def _refuse(faults: Sequence[str]) -> None:
    if faults:
        told = "; ".join(faults)
        raise FormsFaulty(f"Bentuk risalah tidak cocok dengan barisnya: {told}.")


def _note(edition: Edition, made: Sequence[Made], now: datetime) -> None:
    """Note that every form was read back, and have the paper signed where there is a key."""
    if edition_steps.done(edition):
        told = {"forms": {one.name: one.sha256 for one in made}}
        who: dict[str, Any] = {"by": WORKER.name, "actor": WORKER, "now": now}
        edition_steps.note(edition, StepKind.CHECKED, told=told, **who)
    if signing.would_sign(EditionKind(edition.kind)):
        order = {"edition": edition.code}
        jobs.order(JobKind.SIGN_TRANSCRIPT, edition.code, args=order, now=now)
