"""An organisation's own side of a case: its notes, and who looks after it. Nobody else's page
says a word of it.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.domain.accounts import APPLICANT_ROLES, WRITING_ROLES
from cases.domain.errors import CaseError
from cases.models import Dispute, InformationRequest, User
from cases.queries import case_notes
from cases.queries.case_notes import Inside, Subject
from cases.services import desk as services
from cases.web import desk_rows
from cases.web.forms.desk import KeeperForm, NoteForm
from cases.web.uploads import after
from cases.web.words import refused

KINDS = {Dispute: "dispute", InformationRequest: "request"}
Forms = dict[str, NoteForm | KeeperForm]


def inside(
    request: HttpRequest,
    *,
    dispute: Dispute | None = None,
    information_request: InformationRequest | None = None,
) -> dict[str, Any] | None:
    """The context of ``desk/_inside.html`` for a case; None for who is no member of an
    organisation with a part in it.
    """
    case = dispute or information_request
    return _inside(request, case, {}) if case else None


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def notes(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """The notes of one's organisation on a case; ``POST`` writes another."""
    case, house = _asked(request, kind, code)
    form = NoteForm(request.POST or None, auto_id=f"{house.organisation.slug}-%s")
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["catatan"]
        try:
            services.note(house.organisation, case, text, by=request.user, now=timezone.now())
        except CaseError as refusal:
            form.add_error("catatan", refused(refusal))
        else:
            messages.success(request, _("Catatan disimpan."))
            return redirect(after(request) or request.path)
    return _page(request, case, {f"{house.organisation.slug} note_form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def keeper(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Who of one's organisation looks after a case; ``POST`` says who does from now on."""
    case, house = _asked(request, kind, code)
    form = _keeper_form(house, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.assign(
                house.organisation,
                case,
                User.objects.filter(pk=form.cleaned_data["petugas"] or 0).first(),
                by=request.user,
                now=timezone.now(),
            )
        except CaseError as refusal:
            form.add_error("petugas", refused(refusal))
        else:
            messages.success(request, _("Petugas dicatat."))
            return redirect(after(request) or request.path)
    return _page(request, case, {f"{house.organisation.slug} keeper_form": form})


def _asked(request: HttpRequest, kind: str, code: str) -> tuple[Subject, Inside]:
    """The case, and the organisation for which is asked: the one that the form names, or the
    first. To write, one must write for it; all else does not exist.
    """
    case: Subject = get_object_or_404(case_notes.case_of(request.user, kind, code))
    roles = WRITING_ROLES if request.method == "POST" else APPLICANT_ROLES
    mine = case_notes.houses_in(request.user, case, roles)
    if named := request.POST.get("organisasi", ""):
        mine = mine.filter(slug=named)
    house = get_object_or_404(mine[:1])
    found = case_notes.inside(request.user, case)
    return case, next(one for one in found if one.organisation == house)


def _page(request: HttpRequest, case: Subject, forms: Forms) -> HttpResponse:
    is_dispute = isinstance(case, Dispute)
    back = (
        desk_rows.dispute_address(case)
        if isinstance(case, Dispute)
        else reverse("request", args=[case.code])
    )
    context = {
        "inside": _inside(request, case, forms),
        "back": back,
        "code": case.code,
        "is_dispute": is_dispute,
    }
    return render(request, "desk/inside.html", context)


def _inside(request: HttpRequest, case: Subject, forms: Forms) -> dict[str, Any] | None:
    found = case_notes.inside(request.user, case)
    if not found:
        return None
    kind = KINDS[type(case)]
    return {
        "next": request.path,
        "note_address": reverse(f"{kind}_notes", args=[case.code]),
        "keeper_address": reverse(f"{kind}_keeper", args=[case.code]),
        "houses": [_house(one, forms) for one in found],
    }


def _house(one: Inside, forms: Forms) -> dict[str, Any]:
    house = one.organisation
    note = forms.get(f"{house.slug} note_form") or NoteForm(auto_id=f"{house.slug}-%s")
    return {
        "slug": house.slug,
        "name": house.short or house.name,
        "may_write": one.may_write,
        "keeper": desk_rows.keeper(one.keeper) if one.keeper else "",
        "has_left": one.keeper is not None and one.keeper.has_left,
        "notes": one.notes,
        "note_form": note,
        "keeper_form": forms.get(f"{house.slug} keeper_form") or _keeper_form(one),
    }


def _keeper_form(one: Inside, told: Any = None) -> KeeperForm:
    chosen = str(one.keeper.account) if one.keeper else ""
    return KeeperForm(
        told,
        members=one.members,
        initial={"petugas": chosen},
        auto_id=f"{one.organisation.slug}-%s",
    )
