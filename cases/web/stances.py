"""What becomes of a stance: contested, withdrawn, put on the record, reviewed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.domain.admissions import NoSuchPlace
from cases.domain.errors import CaseError
from cases.models import Assertion
from cases.queries import admissions as queries
from cases.services import admissions as services
from cases.web import admissions, claims
from cases.web.claims import Desk
from cases.web.forms.admissions import (
    REFUSE,
    ContestForm,
    PlaceForm,
    ReviewForm,
    WithdrawalForm,
)
from cases.web.words import refused


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def contest(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A party says that a stance was not its own, or not written down rightly."""
    at, found = _own(request, code, pk)
    form = ContestForm(request.POST or None, initial={"tanggal": timezone.localdate()})

    def act() -> None:
        told = form.cleaned_data
        party = at.party or found.participant
        assert party is not None  # noqa: S101 -- ``_own`` finds no stance of nobody
        services.contest(
            found, party, reason=told["alasan"], on=told["tanggal"], **admissions.by(request)
        )

    return _acted(request, at, found, form, act, _("Bantahan dicatat."), _("Bantah sikap"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A party takes its stance back, by words in a hearing or by an exhibit."""
    at, found = _own(request, code, pk)
    looked = admissions.finder(request, at.dispute, inside=at.inside)
    form = WithdrawalForm(
        request.POST or None,
        dispute=at.dispute,
        inside=at.inside,
        initial=admissions.read_from(request),
    )

    def act() -> None:
        passage = admissions.passage(form)
        services.withdraw(found, form.to_details(found, passage), **admissions.by(request))

    more = {"finder": looked, "cited": form.cited or looked.cited}
    title = _("Cabut sikap")
    return _acted(request, at, found, form, act, _("Pencabutan dicatat."), title, **more)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def confirm(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The word of the chair by which a stance stands on the record."""
    at, found = _kept(request, code, pk)
    if found.utterance is None:
        raise Http404
    looked = admissions.finder(request, at.dispute, inside=True)
    form = PlaceForm(
        request.POST or None,
        dispute=at.dispute,
        inside=True,
        initial=admissions.read_from(request),
    )

    def act() -> None:
        if form.cited is None:
            raise NoSuchPlace(_("Pilih risalah dan tempat ucapan ketua majelis."))
        services.put_on_record(found, form.cited.said, **admissions.by(request))

    more = {"finder": looked, "cited": form.cited or looked.cited}
    title = _("Kukuhkan dengan ucapan ketua majelis")
    return _acted(request, at, found, form, act, _("Pengukuhan dicatat."), title, **more)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def review(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A second person reads a stance before the public does."""
    at, found = _kept(request, code, pk)
    return _reviewed(request, at, found, found)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def review_contest(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A second person reads what a party contests before the public does."""
    at = _registry(request, code)
    found = get_object_or_404(queries.contests_of(at.dispute), pk=pk)
    return _reviewed(request, at, found.assertion, found, said=found.reason)


def judged(form: ReviewForm, found: Any, request: HttpRequest) -> None:
    """Confirm or refuse, as the form says."""
    told = {"reviewer": admissions.by(request)["actor"], "now": timezone.now()}
    if form.cleaned_data["hasil"] == REFUSE:
        services.refuse(found, reason=form.cleaned_data["alasan"], **told)
    else:
        services.review(found, **told)


def _reviewed(
    request: HttpRequest, at: Desk, about: Assertion, found: Model, *, said: str = ""
) -> HttpResponse:
    form = ReviewForm(request.POST or None)
    return _acted(
        request,
        at,
        about,
        form,
        lambda: judged(form, found, request),
        _("Hasil pemeriksaan dicatat."),
        _("Periksa sebelum dilihat umum"),
        said=said,
    )


def _acted(
    request: HttpRequest,
    at: Desk,
    about: Assertion,
    form: forms.Form,
    act: Callable[[], None],
    said_done: str,
    title: str,
    **more: Any,
) -> HttpResponse:
    """Do what a form asks, or show it again with what is wrong."""
    if form.is_valid():
        try:
            act()
        except CaseError as refusal:
            form.add_error(None, refused(refusal))
        else:
            messages.success(request, said_done)
            return redirect(at.home)
    shown = _shown(at, about)
    told = {
        **claims.head(at.dispute),
        "title": title,
        "lede": about.proposition.text,
        "stance": shown,
        "form": form,
        "back": at.home,
        **more,
    }
    return render(request, "admissions/source.html", told)


def _shown(at: Desk, about: Assertion) -> dict[str, Any] | None:
    """The stance as the ledger shows it, without what else could be done to it."""
    rows = queries.claims_of(at.dispute, inside=at.inside)
    taken = (one for row in rows for one in row.stances if one.assertion.pk == about.pk)
    found = next(taken, None)
    return {**claims.stance(found, at), "acts": []} if found is not None else None


def _registry(request: HttpRequest, code: str) -> Desk:
    at = claims.desk(request, code)
    if not at.keeps:
        raise Http404
    return at


def _kept(request: HttpRequest, code: str, pk: int) -> tuple[Desk, Assertion]:
    at = _registry(request, code)
    return at, get_object_or_404(queries.stances_of(at.dispute), pk=pk)


def _own(request: HttpRequest, code: str, pk: int) -> tuple[Desk, Assertion]:
    """A stance of the reader's own party; for the registry, of any party."""
    at = claims.desk(request, code)
    rows = queries.stances_of(at.dispute).filter(participant__isnull=False)
    if not at.keeps:
        rows = rows.filter(participant=at.party)
    found = get_object_or_404(rows, pk=pk)
    if _shown(at, found) is None:
        raise Http404
    return at, found
