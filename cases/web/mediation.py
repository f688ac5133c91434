"""Mediation as the registry keeps its course: begun, met, lengthened, ended, read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.domain import mediation as rules
from cases.domain.deadlines import RULES
from cases.domain.errors import CaseError
from cases.domain.hearings import CAUCUS, MEDIATED, MEDIATION, HearingState
from cases.domain.mediation import BY_A_PARTY, FileKind, OutcomeDoubtful
from cases.domain.notices import Side
from cases.domain.stages import Stage
from cases.models import Dispute, Mediation, Upload
from cases.queries import access, notices, panels
from cases.queries import mediation as queries
from cases.queries.accounts import House
from cases.services import mediation as services
from cases.services.mediation import Reading
from cases.web import mediation_parts as parts
from cases.web import uploading
from cases.web.forms.mediation import (
    BeginForm,
    DecideForm,
    ExtendForm,
    FailForm,
    ItemsForm,
    MetForm,
)
from cases.web.words import refused, word

FILES = "berkas"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def registry(request: HttpRequest, code: str) -> HttpResponse:
    """The course of a mediation; before there is one, the form that begins it."""
    dispute = _kept(request, code)
    mediation = queries.latest(queries.kept_by(request.user), dispute)
    form = _begin_form(request, dispute)
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid() and parts.performed(
            request, form, lambda: _begun(request, dispute, form), _("Mediasi dimulai.")
        ):
            return redirect("mediation", code)
    standing = queries.standing(mediation) if mediation else None
    seats = panels.of(dispute)
    return render(
        request,
        "mediation/registry.html",
        {
            "dispute": dispute,
            "register": _register(dispute),
            "mediators": parts.seats(seats),
            "mediation": mediation,
            **parts.stands(mediation, request.user),
            "acts": _acts(mediation, dispute),
            "suggested": _suggested(dispute, standing),
            "barred": _barred(dispute),
            "unknown": not RULES[rules.LENGTH[dispute.regime]].is_known,
            "form": form,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def met(request: HttpRequest, code: str, hearing: str) -> HttpResponse:
    """Note that a session took place, and who came."""
    dispute, mediation = _one(request, code)
    sessions = queries.sessions_of(mediation, MEDIATED).filter(state=HearingState.SET)
    session = get_object_or_404(sessions, code=hearing)
    form = MetForm(request.POST or None, hearing=session)

    def act() -> object:
        return services.meet(mediation, session, form.to_presence(), **_by(request))

    if form.is_valid() and parts.performed(request, form, act, _("Pertemuan dicatat.")):
        return redirect("mediation", code)
    return _act(
        request,
        dispute,
        form,
        title=_("Catat pertemuan"),
        told=[_("Yang dicatat hanya siapa yang hadir; isi pembicaraan tidak.")],
        button=_("Catat"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def extend(request: HttpRequest, code: str) -> HttpResponse:
    """Lengthen it once."""
    dispute, mediation = _one(request, code)
    form = ExtendForm(request.POST or None)
    rule = RULES[rules.LENGTH[dispute.regime]]

    def act() -> object:
        reason = form.cleaned_data["alasan"]
        return services.extend(mediation, reason=reason, **_by(request))

    if form.is_valid() and parts.performed(request, form, act, _("Mediasi diperpanjang.")):
        return redirect("mediation", code)
    days = rule.extension.length if rule.extension else 0
    return _act(
        request,
        dispute,
        form,
        title=_("Perpanjang mediasi"),
        told=[
            _("Mediasi dapat diperpanjang satu kali, %(days)s hari kerja (%(article)s).")
            % {"days": days, "article": rule.article}
        ],
        confidence=rule.confidence,
        button=_("Perpanjang"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def agree(request: HttpRequest, code: str) -> HttpResponse:
    """Note that the parties agreed, on which items, and take the signed paper."""
    dispute, mediation = _one(request, code)
    form = ItemsForm(
        request.POST if request.method == "POST" else None,
        items=list(mediation.items.order_by("no", "pk")),
        label=_("Butir yang diselesaikan"),
    )
    files, trouble = brought(request, mediation, dispute.commission, FileKind.AGREEMENT)
    if trouble:
        form.add_error(None, trouble)

    def act() -> object:
        settled = list(form.cleaned_data["butir"])
        return services.agree(mediation, settled, files=files, **_by(request))

    if form.is_valid() and parts.performed(request, form, act, _("Kesepakatan dicatat.")):
        return redirect("mediation", code)
    return _act(
        request,
        dispute,
        form,
        title=_("Catat kesepakatan"),
        told=[
            _("Isi kesepakatan ditulis mediator. Umum hanya membaca: mediasi, sepakat."),
            _("Naskahnya untuk para pihak dan mediator, lalu dibacakan sebagai putusan."),
        ],
        control=parts.control(FILES, _("Kesepakatan yang ditandatangani")),
        button=_("Catat sepakat"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def fail(request: HttpRequest, code: str) -> HttpResponse:
    """Note that it failed: as a party declared on paper, by time, or by absence."""
    dispute, mediation = _one(request, code)
    form = FailForm(request.POST if request.method == "POST" else None)
    files, trouble = brought(request, mediation, dispute.commission, FileKind.FAILURE)
    if trouble:
        form.add_error(None, trouble)
    doubts: Sequence[str] = ()
    if form.is_valid():
        try:
            _failed(request, mediation, form, files)
        except OutcomeDoubtful as refusal:
            doubts = refusal.doubts
            form.add_error(None, _("Ada yang perlu dipastikan; baca, beri tanda, lalu catat."))
        except CaseError as refusal:
            form.add_error(None, refused(refusal))
        else:
            messages.success(request, _("Mediasi dicatat gagal; para pihak diberi tahu."))
            return redirect("mediation", code)
    if doubts:
        form.data = form.data.copy()  # the doubts that are shown are those that are confirmed
        form.data["keraguan"] = ",".join(doubts)
    return _act(
        request,
        dispute,
        form,
        title=_("Catat mediasi gagal"),
        told=[_("Umum hanya membaca: mediasi, gagal. Mengapa dan oleh siapa tidak diumumkan.")],
        doubts=[word("mediation_doubt", one) for one in doubts],
        control=parts.control(FILES, _("Pernyataan tertulis")),
        button=_("Catat gagal"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Record that the agreement was read in an open hearing."""
    dispute = _kept(request, code)
    mediation = queries.latest(queries.kept_by(request.user), dispute)
    if mediation is None or dispute.stage != Stage.MEDIATION_AGREED:
        raise Http404
    form = DecideForm(
        request.POST if request.method == "POST" else None,
        readings=queries.readings_of(mediation),
    )
    files: list[Upload] = []
    if request.method == "POST":
        files, trouble = _open_files(request, dispute)
        if trouble:
            form.add_error(None, trouble)

    def act() -> object:
        told = form.cleaned_data
        reading = Reading(told["nomor"], form.orders, files)
        return services.decide(mediation, told["sidang"], reading, **_by(request))

    if form.is_valid() and parts.performed(request, form, act, _("Putusan mediasi dicatat.")):
        return redirect("mediation", code)
    return _act(
        request,
        dispute,
        form,
        title=_("Catat putusan mediasi"),
        told=[
            _("Final dan mengikat sejak dibacakan (UU 14/2008 Pasal 39)."),
            _("Butir yang tidak diselesaikan berlanjut ke ajudikasi."),
        ],
        control=parts.control(FILES, _("Salinan putusan untuk para pihak")),
        button=_("Catat putusan"),
    )


def brought(
    request: HttpRequest, mediation: Mediation, house: House, kind: FileKind
) -> tuple[list[Upload], str]:
    """What a form brings into a mediation, and why one of the files was not taken.

    The files belong to the mediation at once, also where the form is refused otherwise.
    """
    if request.method != "POST":
        return [], ""
    try:
        files = uploading.taken(request, FILES, house=house)
        services.take(mediation, files, kind, timezone.now())
    except CaseError as refusal:
        return [], refused(refusal)
    return files, ""


def _open_files(request: HttpRequest, dispute: Dispute) -> tuple[list[Upload], str]:
    """The decision itself: it goes with a letter to both sides, as every other file does."""
    try:
        house = dispute.commission
        return uploading.taken(request, FILES, house=house, dispute=dispute), ""
    except CaseError as refusal:
        return [], refused(refusal)


def _failed(
    request: HttpRequest, mediation: Mediation, form: FailForm, files: Sequence[Upload]
) -> None:
    told, by = form.cleaned_data, _by(request)
    if form.outcome in BY_A_PARTY:
        side, text = Side(told["pihak"]), told["teks"]
        services.declare(mediation, form.outcome, side, text=text, files=files, **by)
    else:
        services.fail(mediation, form.outcome, confirmed=form.confirmed, **by)


def _begin_form(request: HttpRequest, dispute: Dispute) -> BeginForm | None:
    """The form that begins a mediation; none while one goes on, or where it is not the time."""
    if dispute.stage not in rules.BEGUN_FROM or queries.is_running(dispute):
        return None
    grounds = queries.grounds_of(dispute)
    items = [one for one, letters in grounds.items() if rules.is_mediable(letters)]
    if not items:
        return None
    return BeginForm(
        request.POST if request.method == "POST" else None,
        items=items,
        label=_("Butir yang dimediasi"),
        initial={"tanggal": timezone.localdate()},
    )


def _begun(request: HttpRequest, dispute: Dispute, form: BeginForm) -> object:
    told = form.cleaned_data
    items, day = list(told["butir"]), told["tanggal"]
    return services.begin(dispute, items, adjourned_on=day, **_by(request))


def _acts(mediation: Mediation | None, dispute: Dispute) -> list[tuple[str, str]]:
    """What the registry may do as things are: a label and an address."""
    if mediation is None:
        return []
    code = dispute.code
    planned = reverse("hearing_new", args=[code])
    if dispute.stage == Stage.MEDIATION_AGREED:
        return [
            (_("Jadwalkan pembacaan"), f"{planned}?jenis={rules.READING}"),
            (_("Catat putusan mediasi"), reverse("mediation_decision", args=[code])),
        ]
    if mediation.outcome or dispute.stage != Stage.MEDIATION:
        return []
    found = [
        (_("Jadwalkan pertemuan"), f"{planned}?jenis={MEDIATION}"),
        (_("Jadwalkan kaukus"), f"{planned}?jenis={CAUCUS}"),
        (_("Catat kesepakatan"), reverse("mediation_agree", args=[code])),
        (_("Catat gagal"), reverse("mediation_fail", args=[code])),
    ]
    if RULES[rules.LENGTH[dispute.regime]].extension and not hasattr(mediation, "extension"):
        found.insert(2, (_("Perpanjang"), reverse("mediation_extend", args=[code])))
    return found


def _suggested(dispute: Dispute, standing: queries.Standing | None) -> list[str]:
    """What the record bears out; only a suggestion."""
    if standing is None or dispute.stage != Stage.MEDIATION:
        return []
    found = rules.suggested(
        last_day=standing.last_day, absences=standing.absences, today=timezone.localdate()
    )
    return [word("mediation_outcome", one) for one in found]


def _barred(dispute: Dispute) -> list[str]:
    """The items that are not mediated, as ground a keeps them from it."""
    grounds = queries.grounds_of(dispute)
    return [
        f"{one.label}: {one.text}"
        for one, letters in grounds.items()
        if not rules.is_mediable(letters)
    ]


def _kept(request: HttpRequest, code: str) -> Dispute:
    kept = access.disputes_kept_by(request.user).prefetch_related("numbers")
    return get_object_or_404(kept, code=code)


def _one(request: HttpRequest, code: str) -> tuple[Dispute, Mediation]:
    """A mediation that goes on in the reader's registry; every other one is not there."""
    dispute = _kept(request, code)
    mediation = queries.latest(queries.kept_by(request.user), dispute)
    if mediation is None or mediation.outcome or dispute.stage != Stage.MEDIATION:
        raise Http404
    return dispute, mediation


def _register(dispute: Dispute) -> str:
    return notices.register_of(dispute) or dispute.code


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "now": timezone.now()}


def _act(request: HttpRequest, dispute: Dispute, form: forms.Form, **more: Any) -> HttpResponse:
    context = {"dispute": dispute, "register": _register(dispute), "form": form, **more}
    return render(
        request,
        "mediation/act.html",
        {**context, "back": reverse("mediation", args=[dispute.code])},
    )
