"""The hearing room: its page, the log of its devices, and what lets it open without a line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.domain import capture as rules
from cases.domain.capture import EntryKind, EntryUnreadable
from cases.domain.errors import CaseError
from cases.domain.hearings import HearingState
from cases.models import Hearing
from cases.queries import capture as queries
from cases.queries import certifying, following
from cases.services import capture
from cases.services.capture import Delivery, Receipt, Sent
from cases.web import capture_lines, capture_state, workers
from cases.web import capture_live as live
from cases.web.typed import FORMS
from cases.web.words import refused, word

LARGEST = 2 * 1024 * 1024  # bytes of one delivery
LONGEST_DEVICE = 36
SHOWN = 60  # turns that the page shows before its script has run


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def room(request: HttpRequest, code: str) -> HttpResponse:
    """The room of one hearing; ``POST`` keeps one line, for browsers without scripts."""
    if not queries.recordable(request.user).filter(code=code).exists():
        return _elsewhere(request, code) or live.page(request, code)
    hearing = _found(request, code)
    if request.method == "POST":
        _keep_line(request, hearing)
        return redirect(f"{reverse('hearing_room', args=[code])}#tulis")
    disputes = queries.disputes_of(hearing)
    told = capture_state.config(request, hearing, disputes)
    turns = [capture_state.turn(row) for row in queries.turns_since(hearing, 0)]
    return render(
        request,
        "capture/room.html",
        {
            "hearing": hearing,
            "title": capture_lines.title(disputes),
            "registers": queries.registers(disputes),
            "seat": capture_lines.seat(hearing),
            "config": json.dumps(told, cls=DjangoJSONEncoder),
            "told": told,
            "turns": capture_lines.shown(turns, hearing)[-SHOWN:],
            "phase": word("capture_phase", told["phase"]),
            "successor": capture_state.successor(hearing),
            "kinds_of_hearing": capture_lines.hearing_kinds(),
            "may_reopen": told["is_over"]
            and not hearing.editions.exists()
            and following.may_reopen(request.user, hearing),
            "kinds": [
                {"key": one.key, "code": one.code, "word": word("capture_kind", one.code)}
                for one in rules.KINDS.values()
            ],
            "marks": [
                {"key": one.key, "word": word("capture_mark", one.code)}
                for one in rules.MARKS.values()
            ],
            "roles": [
                {"key": one.key, "word": word("party_role", one.code)}
                for one in rules.ROLES.values()
            ],
            "fates": [
                {"key": one.key, "word": word("question_fate", one.fate)}
                for one in rules.FATES.values()
            ],
        },
    )


def _elsewhere(request: HttpRequest, code: str) -> HttpResponse | None:
    """Where the registry goes on with a hearing of its own that is not recorded in its room."""
    hearing = certifying.kept_by(request.user).filter(code=code).first()
    if hearing is None:
        return None
    if hearing.state in queries.OVER:
        messages.info(request, _("Sidang ini sudah selesai; di sini risalahnya."))
        return redirect("certify", code)
    if hearing.state == HearingState.DRAFT:
        messages.info(
            request, _("Sidang ini belum dirilis; ruang sidangnya dibuka sesudahnya.")
        )
        return redirect("hearing_edit", code)
    return None


@require_POST
@login_required
@never_cache
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    """Let a hearing that is over go on."""
    hearing = _found(request, code)
    reason = request.POST.get("alasan", "")
    try:
        capture.reopen(hearing, reason=reason, by=request.user, now=timezone.now())
    except CaseError as refusal:
        messages.error(request, refused(refusal))
    else:
        messages.success(request, _("Sidang dibuka kembali; ia dalam skors."))
    return redirect("hearing_room", code)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def log(request: HttpRequest, code: str) -> HttpResponse:
    """What devices send and ask, as JSON.

    ``POST`` takes {device, sent_at, since, entries: [{n, kind, payload, made_at}]}; a number
    that was sent before is acknowledged. Both answer with what is new since the cursor.
    """
    if not request.user.is_authenticated:
        return JsonResponse({"code": "signed_out"}, status=401)
    hearing = _found(request, code)
    if request.method != "POST":
        asked = request.GET
        device = asked.get("device", "")
        receipt = Receipt(*queries.taken_of(hearing, device, request.user))
        told = capture_state.state(
            request, hearing, cursor=_number(asked.get("since")), receipt=receipt
        )
        return JsonResponse(told)
    try:
        body = _body(request)
        receipt = _received(request, hearing, body)
    except CaseError as refusal:
        return JsonResponse({"code": refusal.code, "detail": refused(refusal)}, status=409)
    except (KeyError, TypeError, ValueError):
        return JsonResponse({"code": EntryUnreadable.code}, status=400)
    hearing.refresh_from_db()
    told = capture_state.state(
        request, hearing, cursor=_number(body.get("since")), receipt=receipt
    )
    return JsonResponse(told)


@require_safe
@login_required
@never_cache
def worker(request: HttpRequest, code: str) -> HttpResponse:
    """The service worker of one room: its address is its scope, and it serves nothing else."""
    hearing = _found(request, code)
    return workers.served(
        name=f"rekam:{request.user.pk}:{hearing.code}",
        page=reverse("hearing_room", args=[code]),
    )


def _found(request: HttpRequest, code: str) -> Hearing:
    """A hearing that one may record; every other one is not there."""
    hearing: Hearing = get_object_or_404(queries.recordable(request.user), code=code)
    return hearing


def _keep_line(request: HttpRequest, hearing: Hearing) -> None:
    now = timezone.now()
    try:
        kind, payload = capture_lines.entry_of(request.POST, hearing, now=now)
        capture.key_line(hearing, kind, payload, by=request.user, now=now)
    except capture_lines.LineRefused as refusal:
        messages.error(request, str(refusal))
    except CaseError as refusal:
        messages.error(request, refused(refusal))
    else:
        messages.success(request, _("Tercatat."))


def _received(request: HttpRequest, hearing: Hearing, body: Mapping[str, Any]) -> Receipt:
    device = str(body["device"])
    if not 0 < len(device) <= LONGEST_DEVICE or ":" in device:
        raise ValueError(device)
    entries = [_sent(one) for one in body.get("entries", [])]
    sent_at = _instant(body["sent_at"]) if body.get("sent_at") else None
    delivery = Delivery(device, entries, sent_at)
    return capture.receive(hearing, delivery, by=request.user, now=timezone.now())


def _body(request: HttpRequest) -> Mapping[str, Any]:
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        raise ValueError(LARGEST)
    if request.content_type in FORMS:  # read as a form already, by whoever looks for the token
        raise ValueError(request.content_type)
    told = json.loads(request.body)
    if not isinstance(told, dict):
        raise TypeError(told)
    return told


def _sent(told: Mapping[str, Any]) -> Sent:
    n, payload = told["n"], told["payload"]
    if not isinstance(n, int) or not 0 < n < 2**31 or not isinstance(payload, dict):
        raise ValueError(n)
    return Sent(n, EntryKind(told["kind"]), payload, _instant(told["made_at"]))


def _instant(told: str) -> datetime:
    found = parse_datetime(told)
    if found is None or found.tzinfo is None:
        raise ValueError(told)
    return found


def _number(told: object) -> int:
    text = str(told or "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
