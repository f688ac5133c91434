"""The register of public bodies on the desks: PPID and superior, each with an address."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.adapters import tables
from cases.domain.wording import foreign_letters
from cases.models import PublicBody
from cases.queries import public_bodies as queries
from cases.services import public_bodies as services
from cases.services.journal import Actor
from cases.web import paging
from cases.web.forms.public_bodies import ROLES, AddresseeForm, BodyForm, ImportForm
from cases.web.words import refused, word

A_PAGE = 50


@require_safe
@login_required
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """The register, searched by name."""
    if not queries.may_read(request.user):
        raise Http404
    wanted = request.GET.get("q", "").strip()
    found = Paginator(queries.find(wanted), A_PAGE).get_page(paging.asked(request))
    return render(
        request,
        "public_bodies/index.html",
        {
            "wanted": wanted,
            "bodies": [_row(body) for body in found],
            "total": found.paginator.count,
            "pages": paging.pages(
                found.number, found.paginator.num_pages, lambda no: f"q={wanted}&hal={no}"
            ),
            "may_write": queries.may_write(request.user),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def add(request: HttpRequest) -> HttpResponse:
    """Enter one public body; its addressees follow on its own page."""
    _check_writer(request)
    form = BodyForm(request.POST or None)
    if form.is_valid():
        body, _is_new = services.enter(form.to_details(), **_by(request))
        if strange := foreign_letters(body.name):
            messages.warning(
                request,
                _("Periksa nama itu: huruf %(letters)s hanya mirip huruf Latin.")
                % {"letters": strange},
            )
        return redirect("public_body_addressees", body.slug)
    return render(request, "public_bodies/add.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def addressees(request: HttpRequest, slug: str) -> HttpResponse:
    """Where letters to the PPID and to its superior go."""
    _check_writer(request)
    body = get_object_or_404(queries.find(), slug=slug)
    known = {row.role: row for row in body.addressees.all()}
    forms = {
        role: AddresseeForm(
            request.POST or None, prefix=role.value, initial=_initial(known.get(role))
        )
        for role in ROLES
    }
    if request.method == "POST" and all(form.is_valid() for form in forms.values()):
        for role, form in forms.items():
            services.set_addressee(body, role, form.to_details(), **_by(request))
        messages.success(request, _("Alamat surat disimpan."))
        return redirect("public_bodies")
    parts = [{"title": word("addressee_role", role), "form": forms[role]} for role in ROLES]
    return render(request, "public_bodies/addressees.html", {"body": body, "parts": parts})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def bring(request: HttpRequest) -> HttpResponse:
    """Import a CSV file; what was not entered is told row by row."""
    _check_writer(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    done = None
    if form.is_valid():
        try:
            rows = tables.read_csv(form.cleaned_data["berkas"])
        except tables.UnreadableTable as refusal:
            form.add_error("berkas", refused(refusal))
        else:
            done = services.import_rows(rows, **_by(request))
    return render(request, "public_bodies/import.html", {"form": form, "done": done})


def _check_writer(request: HttpRequest) -> None:
    if not queries.may_write(request.user):
        raise Http404


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"actor": Actor(str(request.user)), "now": timezone.now()}


def _initial(row: Any) -> dict[str, str]:
    columns = ("office", "address", "email", "phone")
    return {name: getattr(row, name) for name in columns} if row else {}


def _row(body: PublicBody) -> dict[str, Any]:
    known = {row.role: row for row in body.addressees.all()}
    return {"body": body, "officer": known.get(ROLES[0]), "superior": known.get(ROLES[1])}
