"""The desk of an organisation before there is a dispute: its requests and their courses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.domain import information_requests as rules
from cases.domain import letters
from cases.domain.accounts import WRITING_ROLES
from cases.domain.errors import CaseError
from cases.domain.information_requests import Act, ProofKind
from cases.models import InformationRequest, Organisation
from cases.queries import accounts, calendars, public_bodies
from cases.queries import information_requests as queries
from cases.queries import proofs as proof_queries
from cases.queries.information_requests import Standing
from cases.services import documents
from cases.services import information_requests as services
from cases.services.journal import Actor
from cases.web import courses, inside, progress, proofs
from cases.web.forms import information_requests as forms
from cases.web.forms.proofs import ProofForm
from cases.web.words import refused, word

Form = django_forms.Form


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to record: its page, its form, its service.

    ``act``: what is advised on; ``proof``: what files brought with it prove.
    """

    title: Promise
    form: Callable[..., Form]
    perform: Callable[[Standing, Any, Mapping[str, Any]], object]
    act: Act | None = None
    proof: ProofKind | None = None


@require_safe
@login_required
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Every request of one's organisations, the one that presses most first."""
    today = timezone.localdate()
    mine = queries.visible_to(request.user).order_by("-pk")
    found = sorted(queries.standings(mine, today=today), key=_urgency)
    return render(
        request,
        "information_requests/index.html",
        {
            "rows": [_row(one, today) for one in found],
            "may_write": accounts.organisations(request.user, WRITING_ROLES).exists(),
            "today": today,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def send(request: HttpRequest) -> HttpResponse:
    """Record a letter to one body or to several."""
    houses = accounts.organisations(request.user, WRITING_ROLES)
    if not houses.exists():
        raise Http404
    today = timezone.localdate()
    form = forms.LetterForm(
        request.POST or None, houses=houses, initial={"dikirim": today, "organisasi": houses[0]}
    )
    brought = proofs.brought(request, _sender(form, houses))
    if form.is_valid() and not brought.error:
        try:
            made = services.send(
                form.cleaned_data["organisasi"],
                list(form.cleaned_data["badan"]),
                form.to_letter(),
                proven_by=brought.uploads,
                **_by(request),
            )
        except proofs.REFUSALS as refusal:
            brought = replace(brought, error=refused(refusal))
        except CaseError as refusal:
            form.add_error("dikirim", refused(refusal))
        else:
            messages.success(request, _("Permintaan dicatat; jamnya berjalan sejak diterima."))
            return redirect("request", made[0].code) if len(made) == 1 else redirect("requests")
    if brought.error:
        form.add_error(None, brought.error)
    control = brought.control(word("proof_kind", ProofKind.REQUEST_SENT))
    told = {"form": form, "control": control}
    return render(request, "information_requests/send.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One request: whose turn it is and how it is counted, the whole course, what to record;
    ``POST`` adds files that prove a step.
    """
    is_adding = request.method == "POST"
    mine = queries.writable_by if is_adding else queries.visible_to
    standing = _standing(request, code, mine(request.user))
    brought, form = proofs.brought(request, standing.request.organisation), None
    if is_adding:
        form = ProofForm(request.POST, kinds=proof_queries.provable(standing))
        brought = replace(brought, error=proofs.added(request, standing, form, brought))
        if form.is_valid() and not brought.error:
            messages.success(request, _("Bukti ditambahkan."))
            return redirect("request", code)
    today = timezone.localdate()
    calendar = calendars.working_calendar()
    turn = standing.next
    return render(
        request,
        "information_requests/detail.html",
        {
            "row": standing.request,
            "objection": standing.objection,
            "next": turn,
            "next_title": word("request_act", turn.act) if turn else "",
            "next_side": courses.side(turn) if turn else "",
            "clock": courses.clock(turn, calendar=calendar, today=today) if turn else None,
            "sources": [],
            "turns": courses.rows(standing.turns),
            "items": _items(standing),
            "steps": _open_steps(standing, request),
            "proofs": proofs.panel(request, standing, form, brought),
            "inside": inside.inside(request, information_request=standing.request),
            "letters": progress.letters(standing.request.letters.all()),
            "wording_is_reviewed": letters.is_reviewed(),
            "today": today,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def record(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """Record one step of the course; early and late are said in words and never refused."""
    standing = _standing(request, code, queries.writable_by(request.user))
    if step not in STEPS or step not in _possible(standing):
        raise Http404
    chosen = STEPS[step]
    today = timezone.localdate()
    form = chosen.form(standing)(request.POST or None, initial={"hari": today})
    brought = proofs.brought(request, standing.request.organisation if chosen.proof else None)
    if form.is_valid() and not brought.error:
        proven_by = {"proven_by": brought.uploads} if chosen.proof else {}
        try:
            chosen.perform(standing, form, _by(request) | proven_by)
        except proofs.REFUSALS as refusal:
            brought = replace(brought, error=refused(refusal))
        except CaseError as refusal:
            form.add_error("hari", refused(refusal))
        else:
            messages.success(request, _("Dicatat."))
            return redirect("request", code)
    if brought.error:
        form.add_error(None, brought.error)
    advice = rules.advise(standing.turns, chosen.act, on=today) if chosen.act else None
    return render(
        request,
        "information_requests/record.html",
        {
            "row": standing.request,
            "title": chosen.title,
            "form": form,
            "control": brought.control(word("proof_kind", chosen.proof))
            if chosen.proof
            else None,
            "advice": courses.advice(advice) if advice else None,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def objection_letter(request: HttpRequest, code: str) -> HttpResponse:
    """Write the objection: the worker makes it as PDF and as a file to edit."""
    standing = _standing(request, code, queries.writable_by(request.user))
    row = standing.request
    if not {"keberatan", "tanggapan-atasan"} & set(_possible(standing)):
        raise Http404
    form = forms.ObjectionLetterForm(
        request.POST or None,
        items=list(row.items.all()),
        initial={"nama": request.user.name, **_objected(standing)},
    )
    if form.is_valid() and row.organisation is not None:
        facts = form.to_facts(row, public_bodies.superior_of(row.public_body))
        by = _by(request)
        documents.request_letter(
            letters.objection(facts, dated_on=by.pop("today")),
            organisation=row.organisation,
            information_request=row,
            **by,
        )
        return redirect("request", code)
    return render(request, "information_requests/letter.html", {"row": row, "form": form})


def _sender(form: forms.LetterForm, houses: Any) -> Organisation | None:
    """In whose name: as it was chosen, or as there is no choice."""
    if form.is_bound:
        form.is_valid()
        return form.cleaned_data.get("organisasi")
    return houses[0] if len(houses) == 1 else None


def _standing(request: HttpRequest, code: str, mine: Any) -> Standing:
    row = get_object_or_404(mine, code=code)
    found = InformationRequest.objects.filter(pk=row.pk)
    return queries.standings(found, today=timezone.localdate())[0]


def _by(request: HttpRequest) -> dict[str, Any]:
    """Who acts, and when: the local day at the door."""
    now = timezone.now()
    return {"actor": Actor(str(request.user)), "today": timezone.localdate(now), "now": now}


def _urgency(standing: Standing) -> tuple[int, date]:
    """Our own turns first, then the body's, by their last safe day; what is over comes last."""
    turn = standing.next
    if turn is None:
        return 2, date.max
    return int(turn.side is rules.Side.BODY), turn.safe_on or date.max


def _row(standing: Standing, today: date) -> dict[str, Any]:
    turn = standing.next
    left = (turn.safe_on - today).days if turn and turn.safe_on else None
    return {
        "row": standing.request,
        "body": standing.request.public_body,
        "items": [item.text for item in standing.request.items.all()],
        "title": word("request_act", turn.act) if turn else "",
        "who": courses.side(turn) if turn else "",
        "due_on": turn.safe_on if turn else None,
        "is_late": left is not None and left < 0,
        "told": courses.told(turn) if turn else _over(standing.request),
    }


def _over(row: InformationRequest) -> str:
    return _("sengketa diajukan") if row.dispute_id else _("selesai")


def _objected(standing: Standing) -> dict[str, Any]:
    """The grounds and reasons of the objection that was recorded, for its letter."""
    if standing.objection is None:
        return {}
    told: dict[str, Any] = {"alasan": standing.objection.reason}
    for ground in standing.objection.item_grounds.all():
        told.setdefault(f"butir_{ground.item_id}", []).append(ground.letter)
    return told


def _items(standing: Standing) -> list[dict[str, Any]]:
    letters: dict[int, list[str]] = {}
    if standing.objection is not None:
        for ground in standing.objection.item_grounds.all():
            letters.setdefault(ground.item_id, []).append(ground.letter)
    return [
        {
            "item": item,
            "grounds": [
                f"{letter}. {word('objection_ground', letter)}"
                for letter in letters.get(item.pk, [])
            ],
        }
        for item in standing.request.items.all()
    ]


def _possible(standing: Standing) -> list[str]:
    """What may be recorded now: each fact once, and none before the one it answers."""
    row, objection = standing.request, standing.objection
    if row.closed_on is not None or row.dispute_id is not None:
        return []
    steps = {
        "diterima": row.replied_on is None,
        "perpanjangan": row.replied_on is None and row.extended_on is None,
        "tanggapan": row.replied_on is None,
        "keberatan": objection is None,
        "keberatan-diterima": objection is not None and objection.replied_on is None,
        "tanggapan-atasan": objection is not None and objection.replied_on is None,
        "selesai": True,
    }
    return [step for step, is_possible in steps.items() if is_possible]


def _open_steps(standing: Standing, request: HttpRequest) -> list[dict[str, Any]]:
    if not queries.writable_by(request.user).filter(pk=standing.request.pk).exists():
        return []
    return [{"slug": step, "title": STEPS[step].title} for step in _possible(standing)]


def _objection(standing: Standing) -> Callable[..., Form]:
    def build(*args: Any, **kwargs: Any) -> Form:
        items = list(standing.request.items.all())
        return forms.ObjectionForm(*args, items=items, **kwargs)

    return build


STEPS: Mapping[str, Step] = {
    "diterima": Step(
        gettext_lazy("Badan publik menerima permintaan"),
        lambda _standing: forms.ReceiptForm,
        lambda standing, form, by: services.note_receipt(
            standing.request,
            received_on=form.cleaned_data["hari"],
            number=form.cleaned_data["nomor"],
            **by,
        ),
        proof=ProofKind.REQUEST_RECEIVED,
    ),
    "perpanjangan": Step(
        gettext_lazy("Badan publik memperpanjang"),
        lambda _standing: forms.ExtensionForm,
        lambda standing, form, by: services.note_extension(
            standing.request, extended_on=form.cleaned_data["hari"], **by
        ),
    ),
    "tanggapan": Step(
        gettext_lazy("Tanggapan diterima"),
        lambda _standing: forms.ReplyForm,
        lambda standing, form, by: services.note_reply(
            standing.request, form.to_answer(), **by
        ),
        proof=ProofKind.REPLY,
    ),
    "keberatan": Step(
        gettext_lazy("Keberatan dikirim"),
        _objection,
        lambda standing, form, by: services.object_to(
            standing.request, form.to_objecting(), **by
        ),
        Act.OBJECT,
        proof=ProofKind.OBJECTION_SENT,
    ),
    "keberatan-diterima": Step(
        gettext_lazy("Atasan PPID menerima keberatan"),
        lambda _standing: forms.ReceiptForm,
        lambda standing, form, by: services.note_objection_received(
            standing.objection,
            received_on=form.cleaned_data["hari"],
            number=form.cleaned_data["nomor"],
            **by,
        ),
        proof=ProofKind.OBJECTION_RECEIVED,
    ),
    "tanggapan-atasan": Step(
        gettext_lazy("Tanggapan atasan PPID diterima"),
        lambda _standing: forms.ReplyForm,
        lambda standing, form, by: services.note_answer(
            standing.objection, form.to_answer(), **by
        ),
        proof=ProofKind.ANSWER,
    ),
    "selesai": Step(
        gettext_lazy("Selesai tanpa sengketa"),
        lambda _standing: forms.ClosingForm,
        lambda standing, form, by: services.close(
            standing.request,
            closed_on=form.cleaned_data["hari"],
            note=form.cleaned_data["catatan"],
            **by,
        ),
    ),
}
