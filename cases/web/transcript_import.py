"""Words from elsewhere: a file is brought, checked, read and written; what became of it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.adapters import tables
from cases.domain import captions
from cases.domain.errors import CaseError
from cases.domain.recordings import ImportState
from cases.domain.uploads import UploadState
from cases.models import Hearing, TranscriptImport
from cases.models.jobs import JobState
from cases.queries import recordings as queries
from cases.services import transcripts
from cases.web import uploading
from cases.web.forms.recordings import WordsForm
from cases.web.words import refused, word

FIELD = "berkas"
SHOWN = 200  # rows on the page; the file holds all
WAITING = (UploadState.RECEIVED, UploadState.CHECKING)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def index(request: HttpRequest, code: str) -> HttpResponse:
    """What was brought into the draft of a hearing, and a place to bring more."""
    hearing = get_object_or_404(queries.hearings_kept_by(request.user), code=code)
    form = WordsForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (found := _brought(request, hearing, form)) is not None:
        return redirect("transcript_import_batch", code, found.code)
    batches = [_row(one) for one in queries.imports_of(hearing)[:SHOWN]]
    control = uploading.control(FIELD, label=_("Berkas kata"), house=hearing.commission)
    context = {
        "hearing": hearing,
        "form": form,
        "control": {
            **control,
            "accept": ".vtt,.srt,.json,.jsonl,.txt,.csv,.tsv",
            "hint": _(
                "WebVTT, SRT, JSON dari pengenal suara atau dari risalah, tabel (CSV), atau "
                "teks yang tiap gilirannya mulai dengan nama penutur."
            ),
        },
        "batches": batches,
        "is_frozen": hearing.editions.exists(),
    }
    return render(request, "transcripts/import.html", context)


@require_safe
@login_required
@never_cache
def batch(request: HttpRequest, code: str, batch: str) -> HttpResponse:
    """One import: what it waits for, and what became of its words."""
    found = _found(request, code, batch)
    context = {
        "hearing": found.hearing,
        "batch": _row(found),
        "work": _work(found),
        "report": _report(found),
    }
    return render(request, "transcripts/import_batch.html", context)


@require_safe
@login_required
@never_cache
def state(request: HttpRequest, code: str, batch: str) -> HttpResponse:
    """How far the work is: a fragment for the page that asks; it reloads when all is done."""
    found = _found(request, code, batch)
    work = _work(found)
    answer = render(request, "components/_work.html", {"work": work})
    if not work["is_open"]:
        answer["HX-Refresh"] = "true"
    return answer


@require_safe
@login_required
@never_cache
def report(request: HttpRequest, code: str, batch: str) -> HttpResponse:
    """Everything odd about an import, as CSV."""
    found = _found(request, code, batch)
    rows = [
        [one["line"] or "", word("caption_oddity", one["code"]), one["text"]]
        for one in found.report.get("remarks", [])
    ]
    head = [_("Baris"), _("Keanehan"), _("Isi")]
    answer = HttpResponse(tables.write_csv(head, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="impor-{found.code}.csv"'
    return answer


def _found(request: HttpRequest, code: str, batch: str) -> TranscriptImport:
    hearing = get_object_or_404(queries.hearings_kept_by(request.user), code=code)
    return get_object_or_404(queries.imports_of(hearing), code=batch)


def _brought(
    request: HttpRequest, hearing: Hearing, form: WordsForm
) -> TranscriptImport | None:
    """The import that the form orders; why none, stands in the form."""
    try:
        uploads = uploading.taken(request, FIELD, house=hearing.commission)
        if not uploads:
            form.add_error(None, _("Pilih berkas kata."))
            return None
        found = [
            transcripts.order_import(
                hearing,
                upload,
                keep_cues=form.cleaned_data["tiap_takarir"],
                actor=uploading.actor(request),
                now=timezone.now(),
            )
            for upload in uploads
        ]
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return None
    return found[-1]


def _row(found: TranscriptImport) -> dict[str, Any]:
    return {
        "code": found.code,
        "address": reverse("transcript_import_batch", args=[found.hearing.code, found.code]),
        "name": found.name,
        "form": word("caption_format", found.form),
        "word": word("transcript_import_state", found.state),
        "state": found.state,
        "cues": found.cues,
        "turns": found.turns,
        "filled": found.report.get("filled", 0),
        "created_at": found.created_at,
        "finished_at": found.finished_at,
        "sha256": found.sha256,
    }


def _work(found: TranscriptImport) -> dict[str, Any]:
    """What is being done: the check of the file, the reading, the listening; or why not."""
    job, upload = queries.work_of(found), found.upload
    is_failed = job is not None and job.state == JobState.FAILED
    is_waiting = found.state == ImportState.WAITING
    is_checked = upload is None or upload.state not in WAITING
    said = word("job_kind", job.kind) if job is not None else _("berkas diperiksa")
    return {
        "address": reverse("transcript_import_state", args=[found.hearing.code, found.code]),
        "page": reverse("transcript_import_batch", args=[found.hearing.code, found.code]),
        "is_open": is_waiting and not is_failed and (job is not None or not is_checked),
        "is_busy": job is not None and not is_failed,
        "word": said,
        "percent": 100 * job.done // job.total if job is not None and job.total else 0,
        "error": job.error if job is not None and is_failed else "",
        "refusal": uploading.refusal(upload) if upload is not None else "",
    }


def _report(found: TranscriptImport) -> dict[str, Any] | None:
    """What was odd, by kind and line by line; a long list is cut."""
    if not found.report:
        return None
    remarks = found.report["remarks"]
    known = [one.value for one in captions.Oddity]
    return {
        "counts": [
            (word("caption_oddity", code), found.report["counts"][code])
            for code in known
            if code in found.report["counts"]
        ],
        "remarks": [
            {**one, "word": word("caption_oddity", one["code"])} for one in remarks[:SHOWN]
        ],
        "count": len(remarks),
        "shown": SHOWN,
        "is_cut": len(remarks) > SHOWN,
    }
