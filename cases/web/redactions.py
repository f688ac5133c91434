"""Redacting a file in the browser: boxes over its pages, the copy, and who confirms it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.adapters import files, inspection
from cases.domain import redactions as rules
from cases.domain.errors import CaseError
from cases.domain.readings import ReadAs
from cases.domain.uploads import Refused
from cases.models import Redaction, Upload
from cases.models.jobs import JobState
from cases.queries import personal_data
from cases.queries import redactions as queries
from cases.services import redactions as services
from cases.web import downloads, paging, readings
from cases.web.forms.redactions import BoxForm, TitleForm, ground_word
from cases.web.words import refused


@require_POST
@login_required
@never_cache
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a redacted copy of a file of one of one's disputes."""
    upload = get_object_or_404(queries.redactable_by(request.user), code=code)
    form = TitleForm(request.POST)
    title = form.cleaned_data["judul"] if form.is_valid() else ""
    try:
        made = services.begin(upload, title=title, by=request.user, now=timezone.now())
    except CaseError as refusal:
        messages.error(request, refused(refusal))
        return redirect("upload", code)
    return redirect("redaction", made.code)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def redaction(request: HttpRequest, code: str) -> HttpResponse:
    """One page of the file with its boxes; ``POST`` draws a box."""
    row = _found(request, code)
    page = min(paging.asked(request), row.upload.pages)
    form = BoxForm(request.POST or None, initial={"halaman": page})
    if form.is_valid() and _drawn(form, row):
        where = reverse("redaction", args=[code])
        return redirect(f"{where}?hal={form.cleaned_data['halaman']}")
    return render(request, "redactions/redaction.html", _page(request, row, page, form))


@require_safe
@login_required
@never_cache
def page_image(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A page of the original as a picture, drawn in a child process."""
    row = _found(request, code)
    try:
        with files.local(row.upload.clean_file) as source, files.workshop() as folder:
            drawn = inspection.page_of(source, folder, number)
    except (files.FileMissing, Refused) as gone:
        raise Http404 from gone
    readings.upload(request, row.upload, ReadAs.PAGE)
    response = HttpResponse(drawn, content_type="image/png")
    response["Content-Security-Policy"] = downloads.CAGE
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@require_POST
@login_required
@never_cache
def remove_box(request: HttpRequest, code: str, box: int) -> HttpResponse:
    """Take a box away."""
    row = _found(request, code)
    found = row.boxes.filter(pk=box).first()
    page = found.page if found else 1
    _done(request, lambda: services.remove_box(row, box))
    return redirect(f"{reverse('redaction', args=[code])}?hal={page}")


@require_POST
@login_required
@never_cache
def order(request: HttpRequest, code: str) -> HttpResponse:
    """Have the copy made."""
    row = _found(request, code)
    if _done(request, lambda: services.order(row, by=request.user, now=timezone.now())):
        messages.success(request, _("Salinan dihitamkan dipesan; pekerja membuatnya."))
    return redirect("redaction", code)


@require_POST
@login_required
@never_cache
def again(request: HttpRequest, code: str) -> HttpResponse:
    """Another copy of the same file that begins with the same boxes."""
    row, now = _found(request, code), timezone.now()
    made: list[Redaction] = []
    if _done(
        request,
        lambda: made.append(
            services.begin(row.upload, title=row.title, by=request.user, now=now, like=row)
        ),
    ):
        return redirect("redaction", made[0].code)
    return redirect("redaction", code)


@require_POST
@login_required
@never_cache
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """A second person lets the public read the copy."""
    row = _found(request, code)
    if _done(request, lambda: services.confirm(row, by=request.user, now=timezone.now())):
        messages.success(request, _("Salinan dihitamkan disahkan dan diumumkan."))
    return redirect("redaction", code)


@require_safe
@login_required
@never_cache
def copy(request: HttpRequest, code: str) -> HttpResponseBase:
    """The redacted copy, for who draws and who confirms."""
    row = _found(request, code)
    if row.document is None:
        raise Http404
    readings.paper(request, row.document)
    return downloads.foreign(row.document.file, row.document.mime, f"dihitamkan-{code}.pdf")


@require_safe
@login_required
@never_cache
def state(request: HttpRequest, code: str) -> HttpResponse:
    """How far the copy is: a fragment; the page reloads when it is over."""
    row = _found(request, code)
    work = _work(row)
    answer = render(request, "components/_work.html", {"work": work})
    if not work["is_open"]:
        answer["HX-Refresh"] = "true"
    return answer


def listed(request: HttpRequest, upload: Upload) -> dict[str, Any] | None:
    """What the page of a file says of its redacted copies; nothing to whom it is none of."""
    if not queries.redactable_by(request.user).filter(pk=upload.pk).exists():
        return None
    try:
        services.check_redactable(upload)
    except CaseError as refusal:
        trouble = refused(refusal)
    else:
        trouble = ""
    rows = [
        {"title": one.title, "address": reverse("redaction", args=[one.code]), "row": one}
        for one in queries.of_upload(request.user, upload)
    ]
    return {"rows": rows, "trouble": trouble, "form": TitleForm()}


def _found(request: HttpRequest, code: str) -> Redaction:
    row: Redaction = get_object_or_404(queries.kept_by(request.user), code=code)
    return row


def _drawn(form: BoxForm, row: Redaction) -> bool:
    """Whether the box was drawn; why not, stands in the form."""
    try:
        services.add_box(row, form.to_box(), form.to_ground())
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return False
    return True


def _done(request: HttpRequest, act: Callable[[], object]) -> bool:
    try:
        act()
    except CaseError as refusal:
        messages.error(request, refused(refusal))
        return False
    return True


def _page(request: HttpRequest, row: Redaction, page: int, form: BoxForm) -> dict[str, Any]:
    boxes = [
        {"row": one, "ground": ground_word(one.ground)}
        for one in row.boxes.order_by("page", "pk")
    ]
    found = personal_data.items(personal_data.of_redaction(row))
    return {
        "row": row,
        "page": page,
        "whole": rules.WHOLE,
        "boxes": boxes,
        "here": [one for one in boxes if one["row"].page == page],
        "image": reverse("redaction_page", args=[row.code, page]),
        "pages": paging.pages(page, row.upload.pages),
        "form": form,
        "work": _work(row) if row.ordered_at and row.document is None else None,
        "found": len(found),
        "undecided": sum(one.decision is None for one in found),
        "is_picture": row.document is not None and not personal_data.letters_read(row),
        "may_confirm": row.opened_by_id != request.user.pk,
    }


def _work(row: Redaction) -> dict[str, Any]:
    """What the worker does with a copy, or why there is none."""
    job = queries.job_of(row)
    failed = job is not None and job.state == JobState.FAILED
    return {
        "address": reverse("redaction_state", args=[row.code]),
        "page": reverse("redaction", args=[row.code]),
        "is_open": job is not None and job.state in {JobState.WAITING, JobState.RUNNING},
        "is_busy": job is not None and not failed,
        "word": _("Salinan dihitamkan"),
        "percent": 100 * job.done // job.total if job is not None and job.total else 0,
        "error": job.error if job is not None and failed else "",
        "refusal": "",
    }
