"""Propositions and the stances on them: read from within, and written by the registry."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.domain.errors import CaseError
from cases.domain.threads import CLAIMS
from cases.models import Dispute, Passage, Proposition
from cases.queries import admissions as queries
from cases.queries import threads
from cases.services import accounts
from cases.services import admissions as services
from cases.web import claims
from cases.web.claims import Desk
from cases.web.forms.admissions import PlaceForm, PropositionForm, SourceForm, StanceForm
from cases.web.words import refused

READ_FROM = ("edisi", "tempat")


@require_safe
@login_required
@never_cache
def registry(request: HttpRequest, code: str) -> HttpResponse:
    """The ledger for the commission: everything, with what waits for a second person."""
    at = claims.desk(request, code)
    if not at.inside:
        raise Http404
    return _ledger(request, at)


@require_safe
@login_required
@never_cache
def party(request: HttpRequest, code: str) -> HttpResponse:
    """The ledger on a party's desk: what was said before it, and its own part in it."""
    at = claims.desk(request, code)
    return redirect(at.home) if at.inside else _ledger(request, at)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """A new proposition, under the next free code."""
    dispute = claims.kept(request, code)
    form = PropositionForm(request.POST or None, dispute=dispute)
    if form.is_valid():
        made = form.to_details(threads.next_code(dispute, CLAIMS))
        services.propose(dispute, made, items=form.cleaned_data["butir"], **by(request))
        messages.success(request, _("Proposisi %(code)s dicatat.") % {"code": made.code})
        return redirect("case_admissions", code)
    told = {**claims.head(dispute), "form": form, "title": _("Proposisi baru")}
    return render(request, "admissions/propose.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def take(request: HttpRequest, code: str, proposition: str) -> HttpResponse:
    """A new stance on a proposition, from exactly one source whose words are shown."""
    dispute = claims.kept(request, code)
    about = get_object_or_404(dispute.propositions, code=proposition)
    found = finder(request, dispute, inside=True)
    form = StanceForm(
        request.POST or None, dispute=dispute, inside=True, initial=read_from(request)
    )
    if form.is_valid() and _taken(request, form, about):
        messages.success(request, _("Sikap dicatat."))
        return redirect("case_admissions", code)
    told = {
        **claims.head(dispute),
        "title": _("Sikap atas %(code)s") % {"code": about.code},
        "lede": about.text,
        "form": form,
        "finder": found,
        "cited": form.cited or found.cited,
        "back": claims.desk(request, code).home,
    }
    return render(request, "admissions/source.html", told)


def finder(request: HttpRequest, dispute: Dispute, *, inside: bool) -> PlaceForm:
    """The form by which words are looked up before anything is written."""
    asked = request.GET if request.GET.get("edisi") else None
    form = PlaceForm(asked, dispute=dispute, inside=inside, auto_id="cari_%s")
    form.is_valid()
    return form


def read_from(request: HttpRequest) -> dict[str, str]:
    """What was looked up, for the form that writes."""
    return {name: request.GET.get(name, "") for name in READ_FROM if name in request.GET}


def passage(form: SourceForm) -> Passage | None:
    """The cited lines of a form as a row."""
    return services.keep_passage(form.cited) if form.cited else None


def by(request: HttpRequest) -> dict[str, Any]:
    """Who acts, and when."""
    return {"actor": accounts.as_actor(request.user), "now": timezone.now()}


def _ledger(request: HttpRequest, at: Desk) -> HttpResponse:
    rows = [claims.claim(one, at) for one in queries.claims_of(at.dispute, inside=at.inside)]
    told = {
        **claims.head(at.dispute),
        "claims": rows,
        "keeps": at.keeps,
        "inside": at.inside,
        "party": at.party,
        "waiting": sum(
            one["review"]["state"] == "waits"
            for row in rows
            for side in row["sides"]
            for one in side["stances"]
        ),
    }
    return render(request, "admissions/inside.html", told)


def _taken(request: HttpRequest, form: StanceForm, about: Proposition) -> bool:
    try:
        services.take_stance(about, form.to_details(passage(form)), **by(request))
    except CaseError as refusal:
        _put(form, refusal)
        return False
    return True


def _put(form: forms.Form, refusal: CaseError) -> None:
    """A refusal where it belongs: beside the field that it is about, if one is."""
    fields = {
        "outside_the_hearing": "akibat",
        "nobody_bound": "pihak",
        "no_such_page": "halaman",
        "no_such_passage": "tempat",
        "withdrawn_too_early": "tanggal",
    }
    name = fields.get(refusal.code)
    form.add_error(name if name in form.fields else None, refused(refusal))
