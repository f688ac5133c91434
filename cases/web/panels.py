"""The panel of a dispute, as the registry forms it: seats, load, warnings, replacement."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.domain import panels as rules
from cases.domain.errors import CaseError
from cases.domain.hearings import UnlawfulPanel, check_panel
from cases.domain.panels import ConflictGround, Officer
from cases.domain.stages import Stage
from cases.models import Dispute, PanelMember, Person
from cases.queries import access, notices
from cases.queries import panels as queries
from cases.services import panels as services
from cases.web.forms.panels import AppointForm, ConflictForm, FillForm, ReplaceForm
from cases.web.words import in_tongue, refused, word


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def panel(request: HttpRequest, code: str) -> HttpResponse:
    """Who sits; before there is a panel the form that appoints it, later the empty seats."""
    dispute = _kept(request, code)
    standing = queries.of(dispute)
    form: AppointForm | FillForm | None = None
    if standing.bench or standing.former:
        form = _fill_form(request, dispute, standing)
    elif dispute.stage == Stage.REGISTERED:
        form = _appoint_form(request, dispute)
    if request.method == "POST" and form is None:
        raise Http404
    if form is not None and form.is_valid() and _performed(request, dispute, form):
        return redirect("panel", code)
    return render(
        request,
        "panels/panel.html",
        {
            "dispute": dispute,
            "register": _register(dispute),
            "seats": [_seat(one) for one in standing.present],
            "former": [_seat(one) for one in standing.former],
            "unlawful": _unlawful(standing),
            "ahead": list(_stale(dispute, standing)),
            "candidates": _candidates(dispute),
            "is_new": isinstance(form, AppointForm),
            "form": form,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def replace(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """End a seat with its day and reason, and give it to somebody else."""
    dispute = _kept(request, code)
    rows = PanelMember.objects.filter(dispute=dispute, ends_on=None).select_related("person")
    member = get_object_or_404(rows, pk=pk)
    people = _people(dispute, Officer(member.seat)).exclude(
        pk__in=[one.person_id for one in queries.of(dispute).present]
    )
    form = ReplaceForm(
        request.POST or None, people=people, initial={"tanggal": timezone.localdate()}
    )
    if form.is_valid():
        told = form.cleaned_data
        try:
            services.replace(
                member,
                ended_on=told["tanggal"],
                reason=told["alasan"],
                successor=told["pengganti"],
                by=request.user,
                now=timezone.now(),
            )
        except CaseError as refusal:
            form.add_error("tanggal", refused(refusal))
        else:
            messages.success(request, _("Penggantian dicatat; para pihak diberi tahu."))
            return redirect("panel", code)
    return render(
        request,
        "panels/replace.html",
        {
            "dispute": dispute,
            "register": _register(dispute),
            "seat": _seat(member),
            "candidates": _told(queries.candidates(dispute, list(people))),
            "form": form,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def conflict(request: HttpRequest, code: str) -> HttpResponse:
    """Note what somebody said may keep a person from this dispute."""
    dispute = _kept(request, code)
    people = _people(dispute, Officer.MEMBER) | _people(dispute, Officer.SUBSTITUTE_REGISTRAR)
    form = ConflictForm(
        request.POST or None, people=people, initial={"tanggal": timezone.localdate()}
    )
    if form.is_valid():
        told = form.cleaned_data
        try:
            services.declare_conflict(
                dispute,
                told["orang"],
                ground=ConflictGround(told["dasar"]),
                reason=told["keterangan"],
                declared_on=told["tanggal"],
                by=request.user,
                now=timezone.now(),
            )
        except CaseError as refusal:
            form.add_error("keterangan", refused(refusal))
        else:
            messages.success(request, _("Dicatat; peringatannya tampil di samping namanya."))
            return redirect("panel", code)
    told_page = {"dispute": dispute, "register": _register(dispute), "form": form}
    return render(request, "panels/conflict.html", told_page)


def _kept(request: HttpRequest, code: str) -> Dispute:
    return get_object_or_404(
        access.disputes_kept_by(request.user).prefetch_related("numbers"), code=code
    )


def _register(dispute: Dispute) -> str:
    return notices.register_of(dispute) or dispute.code


def _people(dispute: Dispute, seat: Officer) -> QuerySet[Person]:
    among = (
        queries.registrars if seat is Officer.SUBSTITUTE_REGISTRAR else queries.commissioners
    )
    return among(dispute.commission, timezone.localdate())


def _appoint_form(request: HttpRequest, dispute: Dispute) -> AppointForm:
    return AppointForm(
        request.POST or None,
        commissioners=_people(dispute, Officer.MEMBER),
        registrars=_people(dispute, Officer.SUBSTITUTE_REGISTRAR),
        initial={"tanggal": timezone.localdate()},
    )


def _fill_form(
    request: HttpRequest, dispute: Dispute, standing: queries.Panel
) -> FillForm | None:
    """The form for the seats that are empty; none where every seat is taken."""
    taken = {one.seat for one in standing.present}
    seats = [one for one in Officer if one is not Officer.MEMBER and one not in taken]
    if _unlawful(standing):
        seats.append(Officer.MEMBER)
    if not seats:
        return None
    people = _people(dispute, Officer.MEMBER) | _people(dispute, Officer.SUBSTITUTE_REGISTRAR)
    free = people.exclude(pk__in=[one.person_id for one in standing.present])
    initial = {"tanggal": timezone.localdate()}
    return FillForm(request.POST or None, seats=seats, people=free, initial=initial)


def _performed(request: HttpRequest, dispute: Dispute, form: AppointForm | FillForm) -> bool:
    """Whether it was done; why not, stands in the form."""
    who = {"by": request.user, "now": timezone.now()}
    try:
        if isinstance(form, AppointForm):
            services.appoint(dispute, form.to_appointment(), **who)
        else:
            told = form.cleaned_data
            seat = Officer(told["kursi"])
            services.fill(dispute, seat, told["orang"], on=told["tanggal"], **who)
    except UnlawfulPanel as refusal:
        form.add_error("anggota" if "anggota" in form.fields else "orang", refused(refusal))
        return False
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return False
    messages.success(request, _("Ditetapkan; naskahnya dibuat dan para pihak diberi tahu."))
    return True


def _unlawful(standing: queries.Panel) -> str:
    """Why the panel cannot judge as it is; empty where it can, or where there is none yet."""
    if not standing.bench and not standing.former:
        return ""
    try:
        check_panel(standing.sittings)
    except UnlawfulPanel as refusal:
        return refused(refusal)
    return ""


def _stale(dispute: Dispute, standing: queries.Panel) -> QuerySet[Any]:
    gone = {one.person_id for one in standing.former} - {
        one.person_id for one in standing.bench
    }
    rows = queries.hearings_ahead(dispute, gone, timezone.localdate())
    return rows.select_related("commission").order_by("held_on", "pk")


def _seat(member: PanelMember) -> dict[str, Any]:
    return {"member": member, "title": word("officer_role", member.seat)}


def _candidates(dispute: Dispute) -> list[dict[str, Any]]:
    judges = list(_people(dispute, Officer.MEMBER))
    keepers = list(_people(dispute, Officer.SUBSTITUTE_REGISTRAR))
    return _told(queries.candidates(dispute, judges, also=keepers))


def _told(found: tuple[queries.Candidate, ...]) -> list[dict[str, Any]]:
    return [
        {
            "name": one.person.name,
            "load": one.load,
            "warnings": [
                {
                    "text": in_tongue(told.text, told.text_en),
                    "rests_on": in_tongue(told.rests_on, told.rests_on_en),
                }
                for told in one.warnings
            ],
            "basis": rules.CONFLICT_BASIS,
        }
        for one in found
    ]
