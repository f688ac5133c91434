"""Bringing the commission's own books in: file, columns, dry run, import, report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.adapters import tables
from cases.domain.errors import CaseError
from cases.domain.register_import import ImportKind, TableMap, columns, reasons
from cases.domain.register_import.report import BatchState
from cases.domain.register_import.table import Table, tabulate
from cases.domain.uploads import UploadState
from cases.models import ImportBatch
from cases.models.jobs import JobState
from cases.queries import register_import as queries
from cases.services import register_import as services
from cases.web import uploading
from cases.web.forms.register_import import BringForm, MapForm
from cases.web.words import refused, tongue, word

SHOWN = 200  # rows of each list on the page; the file holds all
BUSY = (BatchState.CHECKING, BatchState.RUNNING)
WAITING = (UploadState.RECEIVED, UploadState.CHECKING)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """The files that were brought, and a place to bring one."""
    commissions = queries.commissions_of(request.user)
    if not commissions:
        raise Http404
    form = BringForm(request.POST or None, request.FILES or None, commissions=commissions)
    if form.is_valid():
        told = form.cleaned_data
        try:
            upload = uploading.receive(
                request, told["berkas"], house=told["komisi"], dispute=None
            )
        except CaseError as refusal:
            form.add_error("berkas", refused(refusal))
        else:
            found = services.bring(told["komisi"], form.to_kind(), upload, **_by(request))
            return redirect("register_import_batch", found.code)
    batches = [_row(one) for one in queries.batches_of(request.user)[:SHOWN]]
    return render(request, "register_import/index.html", {"form": form, "batches": batches})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def batch(request: HttpRequest, code: str) -> HttpResponse:
    """One file: what it waits for, what its columns hold, what became of its rows."""
    found = _found(request, code)
    context = {"batch": _row(found), "report": _report(found), "may_start": False}
    if found.state == BatchState.DONE or found.upload is None:
        return render(request, "register_import/batch.html", context)
    work = _work(found)
    if work["is_open"] or found.upload.state != UploadState.CLEAN:
        return render(request, "register_import/batch.html", {**context, "work": work})
    try:
        table, mapping = _table(found)
    except tables.UnreadableTable as refusal:
        return render(
            request, "register_import/batch.html", {**context, "refusal": refused(refusal)}
        )
    form = _map_form(request, found, table, mapping)
    if form.is_valid():
        is_public = form.cleaned_data["umum"]
        try:
            services.remember(found, form.to_mapping(), is_public=is_public, **_by(request))
            services.order_trial(found, now=timezone.now())
        except CaseError as refusal:
            form.add_error(None, refused(refusal))
        else:
            return redirect("register_import_batch", code)
    context |= {
        "form": form,
        "work": work,
        "rows": len(table.rows),
        "bodies": queries.body_names(),
        "may_start": found.state == BatchState.CHECKED,
    }
    return render(request, "register_import/batch.html", context)


@require_POST
@login_required
@never_cache
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Let the worker import a file that was tried."""
    found = _found(request, code)
    try:
        services.order_import(found, now=timezone.now())
    except CaseError as refusal:
        messages.error(request, refused(refusal))
    return redirect("register_import_batch", code)


@require_safe
@login_required
@never_cache
def state(request: HttpRequest, code: str) -> HttpResponse:
    """How far the work is: a fragment for the page that asks; it reloads when all is done."""
    found = _found(request, code)
    work = _work(found)
    answer = render(request, "components/_work.html", {"batch": _row(found), "work": work})
    if not work["is_open"]:
        answer["HX-Refresh"] = "true"
    return answer


@require_safe
@login_required
@never_cache
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Every row that was left out and every cell that was marked, as CSV."""
    found = _found(request, code)
    told = found.report or found.trial
    rows = [
        [one["row"], _("tidak dimasukkan"), "", "", "", _reason(one)]
        for one in told.get("rejected", [])
    ]
    rows += [
        [one["row"], _("ditandai"), one["column"], one["written"], one["understood"] or "",
         _reason(one)]
        for one in told.get("warnings", [])
    ]  # fmt: skip
    head = [_("Baris"), _("Hasil"), _("Kolom"), _("Tertulis"), _("Dipahami"), _("Alasan")]
    answer = HttpResponse(tables.write_csv(head, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="impor-{found.code}.csv"'
    return answer


def _reason(one: Mapping[str, Any]) -> str:
    """Why a row or a cell was not taken, in the language of the page."""
    parts = one.get("because")
    return reasons.say(parts, tongue()) if parts else str(one["reason"])


def _found(request: HttpRequest, code: str) -> ImportBatch:
    return get_object_or_404(queries.batches_of(request.user), code=code)


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"actor": uploading.actor(request), "now": timezone.now()}


def _table(found: ImportBatch) -> tuple[Table, TableMap]:
    """The table with what was said of it before: of this file, else of the last one."""
    kind = ImportKind(found.kind)
    mapping = columns.mapping_of(found.mapping, kind)
    sheet = tables.read_sheet(services.content_of(found))
    return tabulate(sheet, kind, mapping), mapping


def _map_form(
    request: HttpRequest, found: ImportBatch, table: Table, mapping: TableMap
) -> MapForm:
    heading = table.by_field.get("public_body", "")
    names = [written[heading] for _no, written in table.rows] if heading else []
    spellings = queries.spelled_otherwise(filter(None, names), queries.directory(TableMap()))
    return MapForm(
        request.POST if request.method == "POST" else None,
        table=table,
        spellings=spellings,
        mapping=mapping,
        bodies=queries.directory(TableMap()),
        initial={"umum": found.is_public},
    )


def _work(found: ImportBatch) -> dict[str, Any]:
    """What is being done with a file: its check, its dry run, its import; or why not."""
    upload, job = found.upload, queries.work_of(found)
    failed = job is not None and job.state == JobState.FAILED
    is_busy = found.state in BUSY and not failed
    return {
        "address": reverse("register_import_state", args=[found.code]),
        "page": reverse("register_import_batch", args=[found.code]),
        "is_open": is_busy or (upload is not None and upload.state in WAITING),
        "is_busy": is_busy,
        "word": word("import_state", found.state) if is_busy else _("berkas diperiksa"),
        "percent": 100 * job.done // job.total if job is not None and job.total else 0,
        "error": job.error if job is not None and failed else "",
        "refusal": uploading.refusal(upload) if upload is not None else "",
    }


def _row(found: ImportBatch) -> dict[str, Any]:
    return {
        "code": found.code,
        "name": found.name,
        "kind": word("import_kind", found.kind),
        "commission": found.commission.short,
        "word": word("import_state", found.state),
        "is_done": found.state == BatchState.DONE,
        "is_public": found.is_public,
        "created_at": found.created_at,
        "finished_at": found.finished_at,
        "sha256": found.sha256,
        "rows": found.rows,
        "imported": found.imported,
        "unchanged": found.unchanged,
        "rejected": found.rejected,
    }


def _report(found: ImportBatch) -> dict[str, Any] | None:
    """The report of the import, before it that of the dry run; long lists are cut."""
    told = found.report or found.trial
    if not told:
        return None
    rejected, warnings = told["rejected"], told["warnings"]
    told_in = [{**one, "reason": _reason(one)} for one in rejected[:SHOWN]]
    marked = [{**one, "reason": _reason(one)} for one in warnings[:SHOWN]]
    return {
        "is_trial": not found.report,
        "rows": told["rows"],
        "imported": told["imported"],
        "unchanged": told["unchanged"],
        "rejected": told_in,
        "rejected_count": len(rejected),
        "warnings": marked,
        "warnings_count": len(warnings),
        "shown": SHOWN,
        "is_cut": max(len(rejected), len(warnings)) > SHOWN,
    }
