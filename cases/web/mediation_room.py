"""Mediation as its parties and its mediator see it; for others there is no such page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.domain import letters
from cases.domain.hearings import MEDIATED
from cases.domain.mediation import FileKind, Outcome
from cases.domain.notices import Side
from cases.domain.stages import Stage
from cases.models import Mediation, User
from cases.queries import case_room as rooms
from cases.queries import mediation as queries
from cases.queries import notices, panels
from cases.services import mediation as services
from cases.web import mediation_parts as parts
from cases.web import progress, uploading
from cases.web.forms.mediation import AgreementForm, DeclareForm, NoteForm
from cases.web.mediation import FILES, brought


@require_safe
@login_required
@never_cache
def room(request: HttpRequest, code: str) -> HttpResponse:
    """What stands, the sessions, the agreement to read, and what the reader may do."""
    mediation = _found(request, code)
    user, dispute = request.user, mediation.dispute
    texts = queries.agreements_visible_to(user).filter(mediation=mediation)
    papers = queries.papers_visible_to(user).filter(mediation=mediation)
    return render(
        request,
        "mediation/room.html",
        {
            "dispute": dispute,
            "register": notices.register_of(dispute) or dispute.code,
            "mediation": mediation,
            "mediators": parts.seats(panels.of(dispute)),
            **parts.stands(mediation, user),
            "agreement": texts.first(),
            "letters": progress.letters(papers),
            "wording_is_reviewed": letters.is_reviewed(),
            "files": [uploading.shown(one.upload) for one in queries.files_of(user, mediation)],
            "notes": list(
                queries.notes_visible_to(user).filter(mediation=mediation).order_by("pk")
            ),
            "acts": _acts(user, mediation),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def declare(request: HttpRequest, code: str) -> HttpResponse:
    """A party declares it failed in writing, or leaves the talks (UU 14/2008 Pasal 42)."""
    mediation = _found(request, code)
    writes = rooms.writes_for(request.user, mediation.dispute)
    sides = [one for one in queries.may_declare(request.user, mediation) if one in writes]
    if not sides:
        raise Http404
    form = DeclareForm(
        request.POST if request.method == "POST" else None,
        sides=sides,
        initial={"pihak": sides[0].value},
    )
    files, trouble = brought(request, mediation, writes[sides[0]], FileKind.FAILURE)
    if trouble:
        form.add_error(None, trouble)

    def act() -> object:
        told = form.cleaned_data
        return services.declare(
            mediation,
            Outcome(told["hasil"]),
            Side(told["pihak"]),
            text=told["teks"],
            files=files,
            **_by(request),
        )

    if form.is_valid() and parts.performed(
        request, form, act, _("Pernyataan disampaikan; mediasi berakhir.")
    ):
        return redirect("mediation_room", code)
    return _act(
        request,
        mediation,
        form,
        title=_("Nyatakan mediasi gagal"),
        told=[
            _(
                "Mediasi gagal bila satu pihak menyatakannya secara tertulis, atau menarik "
                "diri dari perundingan (UU 14/2008 Pasal 42)."
            ),
        ],
        control=parts.control(FILES, _("Berkas pernyataan")),
        button=_("Sampaikan pernyataan"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def note(request: HttpRequest, code: str) -> HttpResponse:
    """A note of those who lead it."""
    mediation = _found(request, code)
    if not _keeps_notes(request.user, mediation):
        raise Http404
    sessions = queries.sessions_visible_to(request.user).filter(
        pk__in=queries.sessions_of(mediation, MEDIATED).values("pk")
    )
    form = NoteForm(
        request.POST if request.method == "POST" else None,
        sessions=sessions.order_by("held_on", "pk"),
        is_mediator=_is_mediator(request.user, mediation),
    )

    def act() -> object:
        told = form.cleaned_data
        return services.note(
            mediation,
            told["teks"],
            hearing=told["sidang"],
            is_caucus=told.get("kaukus", False),
            **_by(request),
        )

    if form.is_valid() and parts.performed(request, form, act, _("Catatan disimpan.")):
        return redirect("mediation_room", code)
    return _act(
        request,
        mediation,
        form,
        title=_("Tulis catatan"),
        told=[
            _(
                "Catatan tidak dapat diubah, tidak dibaca para pihak dan majelis, dan tidak "
                "dapat menjadi bukti (Perki 1/2013 Pasal 50)."
            )
        ],
        button=_("Simpan catatan"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def agreement(request: HttpRequest, code: str) -> HttpResponse:
    """Write the text of an agreement, for both sides to read."""
    mediation = _found(request, code)
    if not _may_write(request.user, mediation):
        raise Http404
    texts = queries.agreements_visible_to(request.user).filter(mediation=mediation)
    last = texts.first()
    form = AgreementForm(
        request.POST if request.method == "POST" else None,
        initial={"teks": last.text if last else ""},
    )

    def act() -> object:
        text = form.cleaned_data["teks"]
        return services.draft_agreement(mediation, text, **_by(request))

    if form.is_valid() and parts.performed(
        request, form, act, _("Naskah kesepakatan disimpan; kedua pihak dapat membacanya.")
    ):
        return redirect("mediation_room", code)
    return _act(
        request,
        mediation,
        form,
        title=_("Tulis kesepakatan"),
        told=[_("Hanya para pihak dan yang memimpin mediasi membacanya sampai dibacakan.")],
        button=_("Simpan naskah"),
    )


def _found(request: HttpRequest, code: str) -> Mediation:
    """The last mediation of a dispute, for those for whom it exists."""
    rows = queries.visible_to(request.user).filter(dispute__code=code)
    rows = rows.select_related("dispute__commission", "decision")
    rows = rows.prefetch_related("items", "settled", "dispute__numbers")
    mediation = rows.order_by("-pk").first()
    if mediation is None:
        raise Http404
    return mediation


def _keeps_notes(user: User, mediation: Mediation) -> bool:
    return queries.noted_by(user).filter(pk=mediation.pk).exists()


def _is_mediator(user: User, mediation: Mediation) -> bool:
    return queries.mediated_by(user).filter(pk=mediation.pk).exists()


def _may_write(user: User, mediation: Mediation) -> bool:
    is_open = not mediation.outcome and mediation.dispute.stage == Stage.MEDIATION
    return is_open and queries.led_by(user).filter(pk=mediation.pk).exists()


def _acts(user: User, mediation: Mediation) -> list[tuple[str, str]]:
    """What the reader may do as things are: a label and an address."""
    code, found = mediation.dispute.code, []
    writes = rooms.writes_for(user, mediation.dispute)
    if any(side in writes for side in queries.may_declare(user, mediation)):
        found.append((_("Nyatakan gagal"), reverse("mediation_declare", args=[code])))
    if _may_write(user, mediation):
        found.append((_("Tulis kesepakatan"), reverse("mediation_agreement", args=[code])))
    if _keeps_notes(user, mediation):
        found.append((_("Tulis catatan"), reverse("mediation_note", args=[code])))
    if queries.kept_by(user).filter(pk=mediation.pk).exists():
        found.append((_("Kepaniteraan"), reverse("mediation", args=[code])))
    return found


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "now": timezone.now()}


def _act(
    request: HttpRequest, mediation: Mediation, form: forms.Form, **more: Any
) -> HttpResponse:
    dispute = mediation.dispute
    register = notices.register_of(dispute) or dispute.code
    context = {"dispute": dispute, "register": register, "form": form, **more}
    return render(
        request,
        "mediation/act.html",
        {**context, "back": reverse("mediation_room", args=[dispute.code])},
    )
