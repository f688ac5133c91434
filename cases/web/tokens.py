"""One's own tokens: the keys with which programs act for one."""

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
from cases.forms.words import refused, word
from cases.models import ApiToken
from cases.queries import tokens as queries
from cases.services import tokens as services
from cases.web.forms.tokens import TokenForm


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@reauthentication_required(allow_get=True)
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens; a new one is shown once, in the answer that makes it."""
    form, made = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, made = services.make(
                request.user,
                label=form.cleaned_data["label"],
                scopes=form.to_scopes(),
                days=form.cleaned_data["days"],
                now=timezone.now(),
            )
            form = TokenForm()
        except CaseError as refusal:
            form.add_error(None, refused(refusal))
    rows = [_row(one) for one in queries.of_user(request.user)]
    return render(request, "tokens/tokens.html", {"form": form, "made": made, "tokens": rows})


@require_POST
@login_required
def revoke(request: HttpRequest, prefix: str) -> HttpResponse:
    """Revoke one of one's own tokens; anybody else's does not exist."""
    found = get_object_or_404(queries.of_user(request.user), prefix=prefix)
    services.revoke(found, now=timezone.now())
    messages.success(request, _("Token dicabut; program yang memakainya ditolak."))
    return redirect("api_tokens")


def _row(one: ApiToken) -> dict[str, Any]:
    return {
        "prefix": one.prefix,
        "label": one.label,
        "scopes": [word("api_scope", scope) for scope in one.scopes],
        "expires_at": one.expires_at,
        "is_over": one.expires_at <= timezone.now(),
        "last_used_at": one.last_used_at,
    }
