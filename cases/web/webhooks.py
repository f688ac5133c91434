"""Addresses of one's own programs: registered, tried out, revoked; what was sent to each."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cases.domain.errors import CaseError
from cases.domain.webhooks import DeliveryState
from cases.forms.words import refused, word
from cases.models import Webhook, WebhookDelivery
from cases.queries import webhooks as queries
from cases.services import webhooks as services
from cases.web.forms.webhooks import WebhookForm


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@reauthentication_required(allow_get=True)
def webhooks(request: HttpRequest) -> HttpResponse:
    """One's addresses; the secret of a new one is shown once, in the answer that makes it."""
    houses = queries.organisations_of(request.user)
    form, made = WebhookForm(request.POST or None, houses=houses), ""
    if request.method == "POST" and form.is_valid():
        try:
            _hook, made = services.make(request.user, **form.cleaned_data, now=timezone.now())
            form = WebhookForm(houses=houses)
        except CaseError as refusal:
            form.add_error(None, refused(refusal))
    rows = [_row(one) for one in queries.of_user(request.user)]
    return render(
        request, "webhooks/webhooks.html", {"form": form, "made": made, "webhooks": rows}
    )


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@reauthentication_required(allow_get=True)
def webhook(request: HttpRequest, code: str) -> HttpResponse:
    """What was sent to one address, with every try; another secret is drawn by POST, and shown
    once, in the answer that makes it.
    """
    hook, made = _found(request, code), ""
    if request.method == "POST":
        hook, made = services.rotate(hook, now=timezone.now())
    return _shown(request, hook, made)


@require_POST
@login_required
def redeliver(request: HttpRequest, code: str, delivery: str) -> HttpResponse:
    """Send a message once more."""
    found = get_object_or_404(_found(request, code).deliveries, code=delivery)
    try:
        services.redeliver(found, now=timezone.now())
    except CaseError as refusal:
        messages.error(request, refused(refusal))
    else:
        messages.success(request, _("Pesan dikirim lagi; muat ulang untuk melihat hasilnya."))
    return redirect("webhook", code)


@require_POST
@login_required
def try_out(request: HttpRequest, code: str) -> HttpResponse:
    """Send a message that says nothing."""
    services.try_out(_found(request, code), now=timezone.now())
    messages.success(request, _("Pesan percobaan dikirim; muat ulang untuk melihat hasilnya."))
    return redirect("webhook", code)


@require_POST
@login_required
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    """Send nothing there from now on."""
    services.revoke(_found(request, code), now=timezone.now())
    messages.success(request, _("Alamat dicabut; tidak ada lagi yang dikirim ke sana."))
    return redirect("webhooks")


def _found(request: HttpRequest, code: str) -> Webhook:
    found: Webhook = get_object_or_404(queries.of_user(request.user), code=code)
    return found


def _shown(request: HttpRequest, hook: Webhook, made: str) -> HttpResponse:
    after = request.GET.get("sesudah", "")
    rows, more = queries.log_of(hook, after=after)
    told = {
        "webhook": _row(hook),
        "made": made,
        "deliveries": [_sent(one) for one in rows],
        "next": more,
    }
    return render(request, "webhooks/webhook.html", told)


def _row(one: Webhook) -> dict[str, Any]:
    return {
        "code": one.code,
        "address": one.address,
        "house": one.organisation.name if one.organisation else "",
        "kinds": [word("webhook_kind", kind) for kind in one.kinds],
        "created_at": one.created_at,
        "old_until": one.old_until
        if one.old_until and one.old_until > timezone.now()
        else None,
    }


def _sent(one: WebhookDelivery) -> dict[str, Any]:
    return {
        "code": one.code,
        "kind": word("webhook_kind", one.kind),
        "state": word("webhook_state", one.state),
        "is_over": one.state != DeliveryState.WAITING,
        "created_at": one.created_at,
        "next_attempt_at": one.next_attempt_at,
        "attempts": [
            {"no": each.no, "at": each.at, "status": each.status, "error": each.error}
            for each in sorted(one.attempts.all(), key=lambda row: row.no)
        ],
    }
