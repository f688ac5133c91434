"""The questions of a dispute's hearings: which wait, what was promised, what became of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.domain import threads as rules
from cases.domain.admissions import QuestionFate
from cases.domain.errors import CaseError
from cases.domain.notices import Side
from cases.models import (
    Dispute,
    PanelOrder,
    Participant,
    QuestionJudgement,
    Undertaking,
    Utterance,
)
from cases.queries import access, parties
from cases.queries import capture as hearing_room
from cases.queries import case_room as rooms
from cases.queries import threads as queries
from cases.services import accounts
from cases.services import threads as services
from cases.web import case_parts
from cases.web.forms.threads import KEPT, JudgementForm, OrderForm, PromiseForm
from cases.web.words import refused, word


@require_safe
@login_required
@never_cache
def index(request: HttpRequest, code: str) -> HttpResponse:
    """Every question and every promise of a dispute, for the registry and the panel."""
    dispute, may_judge = _found(request, code)
    today = _today(dispute)
    questions = [_question(one) for one in queries.questions_of(dispute)]
    return render(
        request,
        "threads/index.html",
        {
            "dispute": dispute,
            "register": case_parts.register_of(dispute),
            "waiting": [one for one in questions if one["is_waiting"]],
            "answered": [one for one in questions if not one["is_waiting"]],
            "promises": [
                _promise(one.undertaking, is_late=one.is_late)
                for one in queries.promises_of(dispute, today=today)
            ],
            "ended": [_promise(one) for one in queries.ended_promises_of(dispute)],
            "orders": [
                _order(one.order, is_late=one.is_late)
                for one in queries.orders_of(dispute, today=today)
            ],
            "ended_orders": [_order(one) for one in queries.ended_orders_of(dispute)],
            "may_judge": may_judge,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def question(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One question: judged anew, or closed by what came after its hearing."""
    dispute = _kept(request, code)
    asked = get_object_or_404(queries.asked_in(dispute), pk=pk)
    thread = getattr(asked, "thread", None)
    form = JudgementForm(
        request.POST or None,
        dispute=dispute,
        initial={
            "nasib": thread.fate if thread else QuestionFate.OPEN,
            "pihak": _addressee(asked, dispute),
            "batas": thread.due_on if thread else None,
        },
    )
    if form.is_valid() and _done(form, lambda: _judge(request, form, asked, dispute)):
        messages.success(request, _("Penilaian dicatat."))
        return redirect("case_threads", code)
    judged = QuestionJudgement.objects.filter(thread__question=asked).select_related(
        "answer__hearing", "exhibit", "letter"
    )
    told = {
        "dispute": dispute,
        "register": case_parts.register_of(dispute),
        "words": queries.label_of(asked),
        "hearing": asked.hearing,
        "form": form,
        "judgements": [_judgement(one) for one in judged.order_by("-pk")],
    }
    return render(request, "threads/question.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def promise(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One promise: kept, or gone by."""
    dispute = _kept(request, code)
    standing = queries.open_promises().filter(assertion__proposition__dispute=dispute)
    undertaking = get_object_or_404(standing, pk=pk)
    form = PromiseForm(request.POST or None)
    if form.is_valid() and _done(form, lambda: _end(request, form, undertaking, dispute)):
        messages.success(request, _("Hasil kesanggupan dicatat."))
        return redirect("case_threads", code)
    told = {
        "dispute": dispute,
        "register": case_parts.register_of(dispute),
        "promise": _promise(undertaking),
        "form": form,
    }
    return render(request, "threads/promise.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def order(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One order of the panel: followed, or gone by."""
    dispute = _kept(request, code)
    given = get_object_or_404(queries.running_orders().filter(disputes=dispute), pk=pk)
    form = OrderForm(request.POST or None)
    if form.is_valid() and _done(form, lambda: _end_order(request, form, given, dispute)):
        messages.success(request, _("Hasil perintah dicatat."))
        return redirect("case_threads", code)
    told = {
        "dispute": dispute,
        "register": case_parts.register_of(dispute),
        "promise": _order(given),
        "form": form,
    }
    return render(request, "threads/promise.html", told)


def _found(request: HttpRequest, code: str) -> tuple[Dispute, bool]:
    """A dispute whose questions one may read, of the commission alone; and whether to judge."""
    dispute = get_object_or_404(rooms.visible_to(request.user), code=code)
    if Side.COMMISSION not in rooms.reads_as(request.user, dispute):
        raise Http404
    kept = access.disputes_kept_by(request.user).filter(pk=dispute.pk)
    return dispute, kept.exists()


def _kept(request: HttpRequest, code: str) -> Dispute:
    kept = access.disputes_kept_by(request.user).prefetch_related("numbers")
    dispute: Dispute = get_object_or_404(kept, code=code)
    return dispute


def _today(dispute: Dispute) -> date:
    return timezone.localdate(timezone.now(), ZoneInfo(dispute.commission.time_zone))


def _addressee(asked: Utterance, dispute: Dispute) -> Participant | None:
    """The party of whom it was asked, where the recorder keyed it; else the respondent."""
    captured = getattr(asked, "captured", None)
    if captured is not None and captured.addressee:
        cast = hearing_room.cast(asked.hearing)
        spoke = next((one for one in cast if one.id == captured.addressee), None)
        return spoke.party_in(dispute) if spoke else None
    return next(iter(hearing_room.parties_on([dispute], "termohon")), None)


def _judge(
    request: HttpRequest, form: JudgementForm, asked: Utterance, dispute: Dispute
) -> None:
    told, now = form.cleaned_data, timezone.now()
    who = {"actor": accounts.as_actor(request.user), "now": now, "on": _today(dispute)}
    thread = getattr(asked, "thread", None)
    if thread is not None and form.came_later():
        fate, found = form.fate(), form.found()
        services.settle(thread, fate=fate, found=found, note=told["catatan"], **who)
        return
    services.judge(
        asked,
        form.fate(),
        due_on=told["batas"],
        note=told["catatan"],
        party=told["pihak"],
        **who,
    )


def _end(
    request: HttpRequest, form: PromiseForm, undertaking: Undertaking, dispute: Dispute
) -> None:
    told = form.cleaned_data
    end = services.keep if told["hasil"] == KEPT else services.lapse
    end(
        undertaking,
        on=_today(dispute),
        note=told["catatan"],
        actor=accounts.as_actor(request.user),
        now=timezone.now(),
    )


def _end_order(
    request: HttpRequest, form: OrderForm, given: PanelOrder, dispute: Dispute
) -> None:
    services.end_order(
        given,
        is_kept=form.cleaned_data["hasil"] == KEPT,
        on=_today(dispute),
        actor=accounts.as_actor(request.user),
        now=timezone.now(),
    )


def _done(form: forms.Form, act: Callable[[], None]) -> bool:
    """Whether it was done; why not stands in the form."""
    try:
        act()
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return False
    return True


def _question(one: queries.Question) -> dict[str, Any]:
    thread = one.thread
    fate = QuestionFate(thread.fate) if thread else QuestionFate.OPEN
    promised = thread.undertaking if thread else None
    has_lapsed = promised is not None and promised.lapsed_on is not None
    return {
        "pk": one.utterance.pk,
        "words": (thread.label if thread else "") or one.words,
        "speaker": one.utterance.speaker,
        "on": one.utterance.hearing.held_on,
        "is_closed": one.utterance.is_closed,
        "fate": word("question_fate", fate) if thread else "",
        "due_on": thread.due_on if thread else None,
        "is_waiting": rules.is_waiting(fate) and not has_lapsed,
        "judgements": [_judgement(row) for row in one.judgements],
    }


def _judgement(row: QuestionJudgement) -> dict[str, Any]:
    where = ""
    if row.exhibit is not None:
        where = f"{row.exhibit.side}-{row.exhibit.no}"
    elif row.letter is not None:
        where = _("surat %(day)s") % {"day": f"{row.letter.sent_at:%d-%m-%Y}"}
    elif row.answer is not None:
        where = _("sidang %(day)s") % {"day": f"{row.answer.hearing.held_on:%d-%m-%Y}"}
    return {
        "fate": _("Lewat tanpa dijawab") if row.is_lapse else word("question_fate", row.fate),
        "on": row.assessed_on,
        "due_on": row.due_on,
        "note": row.note,
        "where": where,
    }


def _promise(row: Undertaking, *, is_late: bool = False) -> dict[str, Any]:
    party = row.assertion.participant
    return {
        "pk": row.pk,
        "what": row.what,
        "by": parties.full_name(party) if party else "",
        "due_on": row.due_on,
        "is_late": is_late,
        "kept_on": row.kept_on,
        "lapsed_on": row.lapsed_on,
    }


def _order(row: PanelOrder, *, is_late: bool = False) -> dict[str, Any]:
    """The same of an order; ``by``: whom it binds, where it names a body."""
    return {
        "pk": row.pk,
        "what": row.what,
        "by": row.to_body.name if row.to_body else "",
        "due_on": row.due_on,
        "is_late": is_late,
        "kept_on": row.kept_on,
        "lapsed_on": row.lapsed_on,
        "outcome": row.outcome,
    }
